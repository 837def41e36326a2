//! Planted conflicts are found, with the right strength, whoever states them.

use hefu_panel::conflict::{
    Affiliation, Candidate, Conflict, Likeness, Limits, Meant, Party, Person, Related, Relation, Rule, Strength,
    Subject, conflicts, meant,
};
use hefu_text::organisation::Aliases;

const LIMITS: Limits = Limits { year: 2026, unit_years: None, author_years: None, competing: None };

fn person(name: &str) -> Person {
    Person { names: vec![name.to_owned()], ..Person::default() }
}

fn unit(name: &str, until: Option<i16>) -> Affiliation {
    Affiliation { unit: name.to_owned(), identifier: None, until }
}

fn party(name: &str, at: &str) -> Party {
    Party { person: person(name), units: vec![unit(at, None)], related: Vec::new() }
}

fn expert(name: &str, at: &str) -> Candidate {
    Candidate { id: "e".to_owned(), party: party(name, at), ..Candidate::default() }
}

fn subject(people: Vec<Party>) -> Subject {
    Subject { id: "p".to_owned(), people, contest: Some("1.1".to_owned()), ..Subject::default() }
}

fn found(expert: &Candidate, projects: &[Subject], limits: &Limits) -> Vec<Conflict> {
    conflicts(std::slice::from_ref(expert), projects, &Aliases::new(), limits)
}

fn rules(found: &[Conflict]) -> Vec<(Rule, Strength)> {
    found.iter().map(|conflict| (conflict.rule, conflict.strength)).collect()
}

fn related(name: &str, relation: Relation, until: Option<i16>) -> Related {
    Related { person: person(name), relation: Some(relation), until }
}

#[test]
fn an_adviser_in_another_spelling_is_caught_from_either_side() {
    for spelling in ["陈大文", "陳大文", "CHEN Dawen", "CHAN Tai-man", "Ch'en Ta-wen", "陳大文教授"] {
        let mut mine = expert("林国华", "甲大学");
        mine.party.related.push(related("陈大文", Relation::Adviser, None));
        let project = subject(vec![party(spelling, "乙大学")]);
        assert_eq!(rules(&found(&mine, &[project], &LIMITS)), [(Rule::Adviser, Strength::Confirm)], "{spelling}");

        let mut student = party("林国华", "乙大学");
        student.related.push(related(spelling, Relation::Adviser, None));
        let adviser = expert("陈大文", "甲大学");
        let other = found(&adviser, &[subject(vec![student])], &LIMITS);
        assert_eq!(rules(&other), [(Rule::Adviser, Strength::Confirm)], "{spelling}");
        assert_eq!(other[0].evidence.project, spelling);
    }
}

#[test]
fn initials_are_evidence_and_surnames_are_not() {
    let mut mine = expert("林国华", "甲大学");
    mine.party.related.push(related("Chen D. W.", Relation::CoAuthor, None));
    let project = |name: &str| [subject(vec![party(name, "乙大学")])];
    let hit = found(&mine, &project("CHEN Da-wen"), &LIMITS);
    assert_eq!(hit.first().map(|conflict| conflict.evidence.likeness), Some(Likeness::Initials));
    assert!(found(&mine, &project("CHEN Minghua"), &LIMITS).is_empty());
    assert!(found(&mine, &project("陈小平"), &LIMITS).is_empty());
}

#[test]
fn an_orcid_proves_and_two_orcids_acquit() {
    let with = |name: &str, orcid: &str| Party {
        person: Person { orcid: Some(orcid.to_owned()), ..person(name) },
        ..party(name, "乙大学")
    };
    let mut mine = expert("Wei Zhang", "甲大学");
    mine.party.person.orcid = Some("https://orcid.org/0000-0002-1825-0097".to_owned());
    let same = found(&mine, &[subject(vec![with("W. Z.", "0000-0002-1825-0097")])], &LIMITS);
    assert_eq!(rules(&same), [(Rule::OnProject, Strength::Hard)]);
    assert!(found(&mine, &[subject(vec![with("Wei Zhang", "0000-0001-5109-3700")])], &LIMITS).is_empty());
    let without = found(&mine, &[subject(vec![party("Wei Zhang", "乙大学")])], &LIMITS);
    assert_eq!(rules(&without), [(Rule::OnProject, Strength::Confirm)], "a shared name proves nothing");
}

#[test]
fn a_unit_now_is_hard_and_one_of_the_past_waits_for_the_offices_limit() {
    let project = [subject(vec![party("王一", "香港城市大學")])];
    let at = |until| {
        let mut mine = expert("李四", "甲大学");
        mine.party.units = vec![unit("香港城市大学", until)];
        mine
    };
    let limit = |years| Limits { unit_years: years, ..LIMITS };
    assert_eq!(rules(&found(&at(None), &project, &LIMITS)), [(Rule::SameUnit, Strength::Hard)]);
    let unset = found(&at(Some(2020)), &project, &LIMITS);
    assert_eq!(rules(&unset), [(Rule::SameUnit, Strength::Confirm)]);
    assert!(unset[0].evidence.limit_unset && unset[0].evidence.year == Some(2020));
    assert_eq!(rules(&found(&at(Some(2024)), &project, &limit(Some(3)))), [(Rule::SameUnit, Strength::Hard)]);
    assert_eq!(rules(&found(&at(Some(2023)), &project, &limit(Some(3)))), [(Rule::SameUnit, Strength::Confirm)]);
    assert!(found(&at(Some(2022)), &project, &limit(Some(3))).is_empty());
}

#[test]
fn named_declared_and_competing() {
    let mut mine = expert("李四", "甲大学");
    mine.declared.push("d".to_owned());
    let mut projects: Vec<Subject> = ["d", "named", "own", "rival", "elsewhere"]
        .map(|id| Subject { id: id.to_owned(), contest: Some("1.1".to_owned()), ..Subject::default() })
        .to_vec();
    projects[1].named.push(Party { person: person("Li Si"), ..Party::default() });
    projects[2].people.push(party("李四", "甲大学"));
    projects[4].contest = Some("1.2".to_owned());
    projects[1].contest = None;
    projects[0].contest = None;
    let set = Limits { competing: Some(true), ..LIMITS };
    let all = found(&mine, &projects, &set);
    let named: Vec<(&str, Rule, Strength)> =
        all.iter().map(|conflict| (conflict.project.as_str(), conflict.rule, conflict.strength)).collect();
    let expected = [
        ("d", Rule::DeclaredByExpert, Strength::Hard),
        ("named", Rule::NamedByApplicant, Strength::Confirm),
        ("own", Rule::OnProject, Strength::Hard),
        ("own", Rule::SameUnit, Strength::Hard),
        ("rival", Rule::Competing, Strength::Hard),
    ];
    assert_eq!(named, expected);
    let unset = found(&mine, &projects, &LIMITS);
    let competing = unset.iter().find(|conflict| conflict.rule == Rule::Competing).expect("asked");
    assert!(competing.strength == Strength::Confirm && competing.evidence.limit_unset);
    let off = found(&mine, &projects, &Limits { competing: Some(false), ..LIMITS });
    assert!(off.iter().all(|conflict| conflict.rule != Rule::Competing));
}

#[test]
fn what_a_comparison_of_numbers_says_waits_for_a_person() {
    let mut mine = expert("张三", "甲大学");
    mine.compared.push("p".to_owned());
    let rival = Subject { id: "rival".to_owned(), ..subject(Vec::new()) };
    let set = Limits { competing: Some(true), ..LIMITS };
    let all = found(&mine, &[subject(vec![party("Chan T. M.", "乙大学")]), rival], &set);
    assert_eq!(rules(&all), [(Rule::AmongPeople, Strength::Confirm), (Rule::Competing, Strength::Confirm)]);
    assert_eq!(all[0].evidence.likeness, Likeness::Compared);
    assert_eq!((all[0].evidence.expert.as_str(), all[0].evidence.project.as_str()), ("张三", "p"), "no name of theirs");
}

#[test]
fn whom_an_applicant_means() {
    let named = |id: &str, name: &str, at: &str| {
        let mut project = subject(Vec::new());
        (project.id, project.named) = (id.to_owned(), vec![party("無此人", "某所"), party(name, at)]);
        project
    };
    let mut moved = expert("歐陽修文", "乙大学");
    moved.party.units.push(unit("甲大学", Some(1999)));
    let others = [expert("李四", "丙大学"), moved.clone()];
    let projects = [
        named("former unit", "Ouyang Xiuwen", "甲大學"),
        named("initials", "Ouyang X.", "甲大學"),
        named("initials elsewhere", "Ouyang X.", "丁大学"),
        named("elsewhere", "欧阳修文", "丁大学"),
    ];
    let ids = ["a", "e"].map(str::to_owned);
    let experts: Vec<Candidate> = others.into_iter().zip(ids).map(|(one, id)| Candidate { id, ..one }).collect();
    let of = |project: &str, likeness, unit| {
        let (project, expert) = (project.to_owned(), "e".to_owned());
        Meant { project, place: 1, expert, likeness, unit }
    };
    // Initials alone mean too many people: there the unit has to agree. One left long ago is still one to be known by.
    let expected = [
        of("elsewhere", Likeness::SameName, None),
        of("former unit", Likeness::Romanised, Some(Strength::Hard)),
        of("initials", Likeness::Initials, Some(Strength::Hard)),
    ];
    assert_eq!(meant(&experts, &projects, &Aliases::new()), expected);
    let found = found(&moved, &projects, &LIMITS);
    let said: Vec<_> = found.iter().map(|one| (one.project.as_str(), one.rule, one.strength)).collect();
    let stated = |project| (project, Rule::NamedByApplicant, Strength::Confirm);
    assert_eq!(said, ["elsewhere", "former unit", "initials"].map(stated));
}
