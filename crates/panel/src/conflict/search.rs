//! Finding the conflicts of all experts with all projects.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hefu_text::organisation::{Aliases, core};

use super::identity::alike;
use super::named::may_mean;
use super::units::{counts, shared};
use super::{Affiliation, Candidate, Conflict, Evidence, Likeness, Limits, Party, Person, Related, Relation, Rule};
use super::{Strength, Subject};

/// All conflicts, by project, expert and rule; of one rule the surest evidence. Relations count whoever states them.
#[must_use]
pub fn conflicts(experts: &[Candidate], projects: &[Subject], aliases: &Aliases, limits: &Limits) -> Vec<Conflict> {
    let index = Index::new(projects);
    let mut found = Found::default();
    let mut own_projects: BTreeMap<usize, Vec<(usize, Strength, Evidence)>> = BTreeMap::new();
    for (at, expert) in experts.iter().enumerate() {
        let me = &expert.party.person;
        for hit in index.people(me) {
            let Some((evidence, sure)) = same(&hit, expert, aliases) else { continue };
            let project = &projects[hit.project];
            let strength = if sure { Strength::Hard } else { Strength::Confirm };
            match hit.place {
                Place::Team => {
                    own_projects.entry(at).or_default().push((hit.project, strength, evidence.clone()));
                    found.add(project, expert, Rule::OnProject, strength, evidence);
                }
                Place::Named(named) => {
                    if may_mean(named, expert, aliases).is_some() {
                        found.add(project, expert, Rule::NamedByApplicant, strength, evidence);
                    }
                }
                Place::Related(related) => found.relate(project, expert, related, (strength, evidence), limits),
            }
        }
        for related in &expert.party.related {
            for hit in index.people(&related.person).into_iter().filter(|hit| matches!(hit.place, Place::Team)) {
                let Some((likeness, theirs, ours)) = alike(&related.person, hit.person) else { continue };
                let evidence = stated(theirs, ours, likeness);
                let strength = if likeness == Likeness::Identifier { Strength::Hard } else { Strength::Confirm };
                found.relate(&projects[hit.project], expert, related, (strength, evidence), limits);
            }
        }
        for (project, theirs) in index.units(&expert.party.units, aliases, limits) {
            let (strength, evidence) = theirs;
            found.add(&projects[project], expert, Rule::SameUnit, strength, evidence);
        }
        for declared in &expert.declared {
            for project in projects.iter().filter(|project| project.id == *declared) {
                let evidence = stated(me.shown(), project.id.clone(), Likeness::Stated);
                found.add(project, expert, Rule::DeclaredByExpert, Strength::Hard, evidence);
            }
        }
        for (place, project) in projects.iter().enumerate() {
            if expert.compared.contains(&project.id) {
                let evidence = stated(me.shown(), project.id.clone(), Likeness::Compared);
                own_projects.entry(at).or_default().push((place, Strength::Confirm, evidence.clone()));
                found.add(project, expert, Rule::AmongPeople, Strength::Confirm, evidence);
            }
        }
    }
    if limits.competing != Some(false) {
        for (expert, taken) in &own_projects {
            found.compete(&experts[*expert], taken, projects, limits);
        }
    }
    found.0.into_values().collect()
}

fn stated(expert: String, project: String, likeness: Likeness) -> Evidence {
    Evidence { expert, project, likeness, year: None, limit_unset: false }
}

/// Whether an expert is the person of a hit. Sure by an identifier, or by the same name in the same unit.
fn same(hit: &Hit<'_>, expert: &Candidate, aliases: &Aliases) -> Option<(Evidence, bool)> {
    let (likeness, mine, theirs) = alike(&expert.party.person, hit.person)?;
    let now = |units: &'_ [Affiliation]| units.iter().filter(|unit| unit.until.is_none()).cloned().collect::<Vec<_>>();
    let member = hit.party.filter(|_| matches!(hit.place, Place::Team));
    let in_one_unit = || {
        let own = now(&expert.party.units);
        member.map(|party| now(&party.units)).unwrap_or_default().iter().any(|unit| {
            own.iter().filter_map(|mine| shared(mine, unit, aliases, (0, None))).any(|(sure, _)| sure == Strength::Hard)
        })
    };
    let sure = likeness == Likeness::Identifier || (likeness == Likeness::SameName && in_one_unit());
    Some((stated(mine, theirs, likeness), sure))
}

/// Conflicts found, one of a rule for each pair.
#[derive(Default)]
struct Found(BTreeMap<(String, String, Rule), Conflict>);

impl Found {
    fn add(&mut self, project: &Subject, expert: &Candidate, rule: Rule, strength: Strength, evidence: Evidence) {
        let (project, expert) = (project.id.clone(), expert.id.clone());
        let new = Conflict { project: project.clone(), expert: expert.clone(), rule, strength, evidence };
        let known = self.0.entry((project, expert, rule)).or_insert_with(|| new.clone());
        // What rests on a limit nobody has set says less than anything that does not.
        let rank = |one: &Conflict| (one.strength, one.evidence.limit_unset);
        if (rank(&new), &new.evidence) < (rank(known), &known.evidence) {
            *known = new;
        }
    }

    fn relate(
        &mut self,
        project: &Subject,
        expert: &Candidate,
        related: &Related,
        (strength, mut evidence): (Strength, Evidence),
        limits: &Limits,
    ) {
        let Some(relation) = related.relation else { return };
        let (rule, ends) = match relation {
            Relation::CoAuthor => (Rule::CoAuthor, counts(related.until, limits.year, limits.author_years)),
            Relation::Adviser => (Rule::Adviser, Some((Strength::Hard, false))),
            Relation::Family => (Rule::Family, Some((Strength::Hard, false))),
        };
        let Some((still, limit_unset)) = ends else { return };
        evidence.year = related.until;
        evidence.limit_unset = limit_unset;
        self.add(project, expert, rule, strength.max(still), evidence);
    }

    fn compete(
        &mut self,
        expert: &Candidate,
        taken: &[(usize, Strength, Evidence)],
        projects: &[Subject],
        limits: &Limits,
    ) {
        for (own, strength, evidence) in taken {
            let own = &projects[*own];
            for other in projects.iter().filter(|other| other.id != own.id && other.contest.is_some()) {
                if other.contest == own.contest {
                    let mut evidence = evidence.clone();
                    evidence.project = format!("{} ({})", evidence.project, own.id);
                    evidence.limit_unset = limits.competing.is_none();
                    let strength = if evidence.limit_unset { Strength::Confirm } else { *strength };
                    self.add(other, expert, Rule::Competing, strength, evidence);
                }
            }
        }
    }
}

/// Where a person stands in a project.
#[derive(Clone, Copy)]
enum Place<'a> {
    Team,
    Named(&'a Party),
    Related(&'a Related),
}

#[derive(Clone, Copy)]
struct Hit<'a> {
    project: usize,
    person: &'a Person,
    /// The team member this is, or to whom it is related.
    party: Option<&'a Party>,
    place: Place<'a>,
}

struct Index<'a> {
    hits: Vec<Hit<'a>>,
    by_key: HashMap<String, Vec<usize>>,
    units: Vec<(usize, &'a Affiliation)>,
    by_unit: HashMap<String, Vec<usize>>,
}

impl<'a> Index<'a> {
    fn new(projects: &'a [Subject]) -> Self {
        let mut index = Self { hits: Vec::new(), by_key: HashMap::new(), units: Vec::new(), by_unit: HashMap::new() };
        for (project, subject) in projects.iter().enumerate() {
            for party in &subject.people {
                index.hit(Hit { project, person: &party.person, party: Some(party), place: Place::Team });
                for related in &party.related {
                    let place = Place::Related(related);
                    index.hit(Hit { project, person: &related.person, party: Some(party), place });
                }
                index.take_units(project, &party.units);
            }
            for named in &subject.named {
                index.hit(Hit { project, person: &named.person, party: None, place: Place::Named(named) });
            }
            index.take_units(project, &subject.units);
        }
        index
    }

    fn hit(&mut self, hit: Hit<'a>) {
        for key in hit.person.keys() {
            self.by_key.entry(key).or_default().push(self.hits.len());
        }
        self.hits.push(hit);
    }

    fn take_units(&mut self, project: usize, units: &'a [Affiliation]) {
        for unit in units {
            for key in unit_keys(unit) {
                self.by_unit.entry(key).or_default().push(self.units.len());
            }
            self.units.push((project, unit));
        }
    }

    /// Records that may mean this person, in their order.
    fn people(&self, person: &Person) -> Vec<Hit<'a>> {
        let places: BTreeSet<usize> =
            person.keys().iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        places.into_iter().filter_map(|at| self.hits.get(at)).copied().collect()
    }

    /// Projects with a unit of these, with the surest evidence of each.
    fn units(
        &self,
        units: &[Affiliation],
        aliases: &Aliases,
        limits: &Limits,
    ) -> BTreeMap<usize, (Strength, Evidence)> {
        let mut found: BTreeMap<usize, (Strength, Evidence)> = BTreeMap::new();
        for mine in units {
            let places: BTreeSet<usize> =
                unit_keys(mine).iter().filter_map(|key| self.by_unit.get(key)).flatten().copied().collect();
            for (project, theirs) in places.into_iter().filter_map(|at| self.units.get(at)) {
                let Some(new) = shared(mine, theirs, aliases, (limits.year, limits.unit_years)) else { continue };
                let rank = |one: &(Strength, Evidence)| (one.0, one.1.limit_unset, one.1.clone());
                let known = found.entry(*project).or_insert_with(|| new.clone());
                if rank(&new) < rank(known) {
                    *known = new;
                }
            }
        }
        found
    }
}

/// Keys under which names of one unit meet: the identifier, the core of the name, and for Han names each pair of neighbours
/// of it, so that short forms (中科院) meet long ones. The comparison decides.
fn unit_keys(unit: &Affiliation) -> BTreeSet<String> {
    let name = core(&unit.unit);
    let mut keys: BTreeSet<String> = unit.identifier.iter().map(|id| format!("i:{}", id.trim())).collect();
    let letters: Vec<char> = name.chars().collect();
    if letters.iter().copied().any(hefu_text::script::is_han) {
        keys.extend(letters.iter().filter(|c| !COMMON.contains(**c)).map(|c| format!("c:{c}")));
    } else {
        let words = name.split(' ').filter(|word| word.len() > 2);
        keys.extend(words.map(|word| format!("w:{}", word.chars().take(4).collect::<String>())));
    }
    keys.insert(format!("n:{name}"));
    keys
}

/// Characters that most units' names have.
const COMMON: &str = "大学院研究所中国科技术公司有限医立";
