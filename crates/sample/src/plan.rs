//! Which projects a round has: how many of each topic, clean ones, faulty ones, and those that are not simply two halves.

use hefu_application::State;

use crate::cast::Cast;
use crate::draft::{Draft, On, Rule};
use crate::faults;
use crate::random::Random;
use crate::titles::{Grammar, Title};
use crate::truth::ExpectedOutcome::{Fail, Nothing, Pass, Person};
use crate::{Size, voice};

/// Topics with the direction they belong to.
const TOPICS: [(&str, &str); 7] = [
    ("1.1", "nervous-system"),
    ("1.1", "cancer"),
    ("1.1", "tcm"),
    ("1.1", "ai"),
    ("1.2", "smart-health"),
    ("1.2", "regenerative"),
    ("1.2", "5g-iot"),
];

/// How much of everything.
struct Amounts {
    /// Sound and faulty pairs of a direction, the special ones below not counted.
    pairs: [usize; 2],
    /// Of every topic, projects in which nothing is planted that matters.
    reserved: usize,
    /// Times a kind of fault is planted.
    times: usize,
    /// Applications of each side and direction without a partner.
    alone: [usize; 2],
    /// Projects that go on under a second number.
    sequels: usize,
    /// Partner applications that two mainland ones claim.
    claimed: usize,
    /// Drafts, and withdrawn ones.
    withdrawn: usize,
    /// Mainland applications with Macao.
    macao: usize,
}

fn amounts(size: Size) -> Amounts {
    match size {
        Size::Full => Amounts {
            pairs: [92, 70],
            reserved: 9,
            times: 4,
            alone: [7, 4],
            sequels: 2,
            claimed: 2,
            withdrawn: 2,
            macao: 4,
        },
        Size::Small | Size::Messy => Amounts {
            pairs: [13, 13],
            reserved: 1,
            times: 1,
            alone: [2, 1],
            sequels: 1,
            claimed: 1,
            withdrawn: 1,
            macao: 1,
        },
    }
}

/// Titles without repetition, topic by topic.
struct Titles {
    next: [usize; 7],
    first: [usize; 7],
}

impl Titles {
    fn new(random: &mut Random) -> Self {
        Self { next: [0; 7], first: std::array::from_fn(|_| random.below(1000)) }
    }

    fn next(&mut self, topic: usize, random: &mut Random) -> Option<Title> {
        let grammar = Grammar::of(TOPICS.get(topic)?.1)?;
        let (next, first) = (self.next.get_mut(topic)?, self.first.get(topic)?);
        // A step that shares no factor with their number meets every title once.
        let count = grammar.patterns();
        let step = (count / 3..).find(|step| coprime(*step, count)).unwrap_or(1);
        let number = (first + *next * step) % count;
        *next += 1;
        grammar.title(number, random)
    }
}

fn coprime(a: usize, b: usize) -> bool {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a == 1
}

/// The projects of a round, faults planted.
pub(crate) fn drafts(size: Size, random: &mut Random) -> Vec<Draft> {
    let amounts = amounts(size);
    let mut titles = Titles::new(random);
    let mut cast = Cast::new(size != Size::Full);
    let mut drafts = Vec::new();
    for (number, direction) in ["1.1", "1.2"].into_iter().enumerate() {
        // 5G has rules of its own, and so more to show.
        let topics: &[usize] = if direction == "1.1" { &[0, 1, 2, 3] } else { &[4, 5, 6, 4, 5, 6, 6] };
        let reserved = amounts.reserved * if direction == "1.1" { 4 } else { 3 };
        let mut project = |at: usize, random: &mut Random| {
            let topic = topics.get(at % topics.len()).copied()?;
            let (_, name) = TOPICS.get(topic)?;
            Some(Draft::new(direction, name, titles.next(topic, random)?, &mut cast, random))
        };
        let mut sound: Vec<Draft> =
            (0..amounts.pairs.get(number).copied().unwrap_or(0)).filter_map(|at| project(at, random)).collect();
        for draft in sound.iter_mut().take(reserved) {
            draft.reserved = true;
        }
        drafts.extend(sound);
        let mut special = Special { drafts: &mut drafts };
        for turn in 0..amounts.alone[0] {
            special.alone(project(turn, random), On::Mainland);
        }
        for turn in 0..amounts.alone[1] {
            special.alone(project(turn + 1, random), On::Partner);
        }
        for turn in 0..amounts.sequels {
            special.sequel(project(turn, random), random);
        }
        for turn in 0..amounts.claimed {
            special.claimed(project(turn, random), project(turn, random));
        }
        for turn in 0..amounts.withdrawn {
            special.not_submitted(project(turn, random), On::Mainland, State::Draft);
            special.not_submitted(project(turn + 1, random), On::Partner, State::Withdrawn);
        }
        if direction == "1.1" {
            for turn in 0..amounts.macao {
                special.macao(project(turn, random));
            }
        }
    }
    faults::plant(&mut drafts, amounts.times, random);
    drafts
}

/// Adds projects that are not simply two halves. Nothing else is planted in them.
struct Special<'a> {
    drafts: &'a mut Vec<Draft>,
}

impl Special<'_> {
    fn push(&mut self, mut draft: Draft, kind: &'static str) {
        draft.kinds.push(kind);
        draft.full = true;
        self.drafts.push(draft);
    }

    fn alone(&mut self, draft: Option<Draft>, on: On) {
        let Some(mut draft) = draft else { return };
        let kind = if on == On::Mainland { "one-sided-mainland" } else { "one-sided-partner" };
        if on == On::Mainland {
            draft.other = None;
        } else {
            draft.mainland = None;
        }
        let what = &["只有一方提交", "only one side submitted"];
        draft.want(kind, on, Rule::OneSided, "", Fail, what);
        self.push(draft, kind);
    }

    /// A second project of the same team, named as the sequel of the first.
    fn sequel(&mut self, draft: Option<Draft>, random: &mut Random) {
        let Some(mut first) = draft else { return };
        let mut second = first.clone();
        let what =
            &["同一团队的一期与二期，不得交叉配对", "two phases by one team, which must not be paired crosswise"];
        for (draft, phase, english) in
            [(&mut first, "（一期）", " (phase I)"), (&mut second, "（二期）", " (phase II)")]
        {
            draft.title.hans.push_str(phase);
            for half in draft.halves() {
                let side = half.app.id.side.as_str().to_owned();
                half.app.title.own.push_str(&voice::script(phase, &side));
                if let Some(title) = &mut half.app.title.english {
                    title.push_str(english);
                }
                if let Some(paper) = &mut half.paper {
                    paper.title.push_str(if paper.tongue == crate::agreement::Tongue::English {
                        english
                    } else {
                        phase
                    });
                }
            }
            draft.want("sequel", On::Pair, Rule::Match, "title", Pass, what);
        }
        for half in second.halves() {
            half.app.submitted = half.app.submitted.as_ref().map(|at| {
                at.checked_add(jiff::Span::new().minutes(random.between(20, 300))).unwrap_or_else(|_| at.clone())
            });
        }
        self.push(first, "sequel");
        self.push(second, "sequel");
    }

    /// Two mainland applications, by two teams, for one application of the other side.
    fn claimed(&mut self, first: Option<Draft>, second: Option<Draft>) {
        let (Some(mut first), Some(mut second)) = (first, second) else { return };
        let what =
            &["两份内地或大陆申请指向同一份对方申请", "two mainland applications claim one application of the partner"];
        let partner = first.partner;
        if let (Some(own), Some(rival)) = (&mut first.mainland, &mut second.mainland) {
            // The rival keeps its own mainland team and takes over everything that is of the partner.
            rival.app.title = own.app.title.clone();
            rival.app.topic.clone_from(&own.app.topic);
            rival.app.period = own.app.period.clone();
            rival.app.units.retain(|unit| unit.side != partner);
            rival.app.units.extend(own.app.units_of(partner).cloned());
            rival.app.people.retain(|person| person.side != partner);
            rival.app.people.extend(own.app.people.iter().filter(|person| person.side == partner).cloned());
            if let (Some(paper), Some(theirs)) = (&own.paper, &mut rival.paper) {
                theirs.title.clone_from(&paper.title);
                theirs.tongue = paper.tongue;
                let lead = rival.app.lead_unit("mainland");
                theirs.parties = [
                    match paper.tongue {
                        crate::agreement::Tongue::English => lead.and_then(|unit| unit.english.clone()),
                        crate::agreement::Tongue::Hans => lead.map(|unit| unit.name.clone()),
                        _ => lead.map(|unit| voice::script(&unit.name, partner)),
                    }
                    .unwrap_or_default(),
                    paper.parties[1].clone(),
                ];
                theirs.others.clone_from(&paper.others);
            }
            (own.names_partner, rival.names_partner) = (true, true);
        }
        if let Some(other) = &mut first.other {
            other.names_partner = false;
        }
        second.other = None;
        second.title = first.title.clone();
        first.held = true;
        second.held = true;
        second.claims = Some(self.drafts.len());
        first.want("claimed-twice", On::Mainland, Rule::OneSided, "claim", Person, what);
        first.want("claimed-twice", On::Partner, Rule::OneSided, "claim", Person, what);
        second.want("claimed-twice", On::Mainland, Rule::OneSided, "claim", Person, what);
        self.push(first, "claimed-twice");
        self.push(second, "claimed-twice");
    }

    /// One half was never handed in, or taken back: nothing is said of it, and the other half stands alone.
    fn not_submitted(&mut self, draft: Option<Draft>, on: On, state: State) {
        let Some(mut draft) = draft else { return };
        let kind = if state == State::Draft { "draft" } else { "withdrawn" };
        let what = if state == State::Draft {
            &["草稿，未提交", "a draft that was not submitted"]
        } else {
            &["申请人已撤回", "withdrawn by the applicant"]
        };
        let half = if on == On::Mainland { &mut draft.mainland } else { &mut draft.other };
        if let Some(half) = half {
            half.app.state = state;
            if state == State::Draft {
                half.app.submitted = None;
            }
            half.names_partner = false;
        }
        let remaining = if on == On::Mainland { On::Partner } else { On::Mainland };
        draft.want(kind, on, Rule::OneSided, "", Nothing, what);
        draft.want(kind, remaining, Rule::OneSided, "", Fail, what);
        self.push(draft, kind);
    }

    /// A mainland application with Macao, for which this guide has no direction.
    fn macao(&mut self, draft: Option<Draft>) {
        let Some(mut draft) = draft else { return };
        draft.other = None;
        if let Some(half) = &mut draft.mainland {
            half.app.direction = "1.3".to_owned();
            half.names_partner = false;
            let macao = crate::institutions::of("macao", &[]);
            let mut names = macao.iter();
            half.app.units.retain_mut(|unit| {
                if unit.side == "mainland" {
                    return true;
                }
                let Some(new) = names.next() else { return false };
                unit.side = "macao".to_owned();
                new.hans.clone_into(&mut unit.name);
                unit.english = Some(new.english.to_owned());
                unit.kind = Some(new.kind);
                unit.identifiers.clear();
                true
            });
            for person in half.app.people.iter_mut().filter(|person| person.side != "mainland") {
                person.side = "macao".to_owned();
                person.unit = macao.first().map(|unit| unit.hans.to_owned());
                person.identifiers.clear();
            }
            for task in &mut half.app.tasks {
                if task.sides.iter().any(|side| side != "mainland") {
                    task.sides = vec!["macao".to_owned()];
                    task.unit = macao.first().map(|unit| unit.hans.to_owned());
                }
            }
            for one in &mut half.app.deliverables {
                one.sides = vec!["mainland".to_owned()];
            }
            half.app.budget.retain(|line| line.side == "mainland");
            half.app.evidence.retain(|one| one.side.is_empty() || one.side == "mainland");
        }
        let what = &["与澳门合作，本批次指南未设立该方向", "with Macao, for which this guide has no direction"];
        draft.want("macao", On::Mainland, Rule::Clause("G-5"), "direction", Fail, what);
        self.push(draft, "macao");
    }
}
