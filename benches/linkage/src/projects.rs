//! Projects and the two descriptions of each.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

use crate::names::{Person, given_chars};
use crate::noise::{slip_han, slip_latin};
use crate::random::Random;
use crate::words::{
    AIMS, DEPARTMENTS, KINDS, METHODS, OBJECTS, PATTERNS, PLACES, REWORDING, REWORDING_ENGLISH, SIBLING_MARKS,
    SIBLING_WORDS,
};

/// An organisation: places in the lists of names and kinds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Organisation {
    place: usize,
    second: usize,
    kind: usize,
}

impl Organisation {
    fn new(random: &mut Random) -> Self {
        Self { place: random.front(PLACES.len()), second: random.below(PLACES.len()), kind: random.front(KINDS.len()) }
    }

    fn names(&self) -> (String, String) {
        let (place, english) = PLACES[self.place];
        let (second, second_english) = PLACES[self.second];
        let (kind, kind_english) = KINDS[self.kind];
        let (han, latin) = if kind.ends_with("公司") || self.second.is_multiple_of(3) {
            (format!("{place}{second}{kind}"), format!("{english} {second_english} {kind_english}"))
        } else {
            (format!("{place}{kind}"), format!("{english} {kind_english}"))
        };
        let latin = match kind_english.strip_prefix("University") {
            Some(rest) if self.place.is_multiple_of(2) => {
                format!("The University of {}{rest}", latin.split(" University").next().unwrap_or(""))
            }
            _ => latin,
        };
        (han, latin)
    }

    fn short(&self) -> Option<String> {
        let (han, _) = self.names();
        let head: String = han.chars().take(1).collect();
        match KINDS[self.kind].0 {
            "大学" => Some(format!("{head}大")),
            "理工大学" => Some(format!("{}理工", han.chars().take(2).collect::<String>())),
            "医科大学" => Some(format!("{}医大", han.chars().take(2).collect::<String>())),
            "师范大学" => Some(format!("{}师大", han.chars().take(2).collect::<String>())),
            "科技大学" => Some(format!("{}科大", han.chars().take(2).collect::<String>())),
            _ => None,
        }
    }
}

#[derive(Clone, Debug)]
struct Project {
    pattern: usize,
    method: usize,
    object: usize,
    aim: usize,
    mark: Option<usize>,
    word: Option<usize>,
    leads: [Person; 2],
    organisations: Vec<Organisation>,
    start: (u16, u8),
    months: u32,
    budget: u32,
}

impl Project {
    fn new(random: &mut Random) -> Self {
        let mut organisations = vec![Organisation::new(random), Organisation::new(random)];
        if random.percent(30) {
            organisations.push(Organisation::new(random));
        }
        Self {
            pattern: random.below(PATTERNS.len()),
            method: random.below(METHODS.len()),
            object: random.below(OBJECTS.len()),
            aim: random.below(AIMS.len()),
            mark: None,
            word: None,
            leads: [Person::new(random), Person::new(random)],
            organisations,
            start: (2020 + random.below(3) as u16, [1, 1, 1, 4, 7, 7, 9, 10, 12][random.below(9)]),
            months: [24, 24, 24, 36, 36, 30][random.below(6)],
            budget: [100, 120, 150, 180, 200, 200, 250, 300, 350, 400][random.below(10)] * 10_000
                + 1_000 * random.below(40) as u32,
        }
    }

    /// Same people, organisations, start and money; a title that differs in a mark, a narrowing word or one subject word.
    fn sibling(&self, random: &mut Random) -> Self {
        let mut other = self.clone();
        match random.below(10) {
            0..=3 => other.mark = Some(random.below(SIBLING_MARKS.len())),
            4..=6 => other.word = Some(random.below(SIBLING_WORDS.len())),
            7 => other.method = random.below(METHODS.len()),
            8 => other.object = random.below(OBJECTS.len()),
            _ => other.aim = random.below(AIMS.len()),
        }
        if random.percent(25) {
            other.pattern = random.below(PATTERNS.len());
        }
        other
    }

    fn titles(&self) -> (String, String) {
        let (han, english) = PATTERNS[self.pattern];
        let word = self.word.map(|at| SIBLING_WORDS[at]).unwrap_or_default();
        let fill = |pattern: &str, object: &str, method: &str, aim: &str| {
            pattern.replace("{o}", object).replace("{m}", method).replace("{a}", aim)
        };
        let mut han =
            fill(han, &format!("{}{}", word.0, OBJECTS[self.object].0), METHODS[self.method].0, AIMS[self.aim].0);
        let mut english =
            fill(english, &format!("{}{}", word.1, OBJECTS[self.object].1), METHODS[self.method].1, AIMS[self.aim].1);
        if let Some(mark) = self.mark {
            let (zh, en) = SIBLING_MARKS[mark];
            han = match zh.strip_suffix("研究") {
                Some(_) if han.ends_with("研究") => format!("{}{zh}", han.trim_end_matches("研究")),
                _ => format!("{han}{zh}"),
            };
            english.push_str(en);
        }
        (han, english)
    }
}

/// Converters to the partner side's scripts.
struct Scripts {
    hong_kong: OpenCC,
    taiwan: OpenCC,
    taiwan_words: OpenCC,
}

/// A row: number, title, English title, principal investigators, organisations, start, months, budget.
pub type Row = [String; 8];
/// Names of the columns of a row.
pub const COLUMNS: [&str; 8] = ["number", "title", "title_en", "pis", "orgs", "start", "months", "budget"];

/// The two tables and the true pairs (left number, right number).
#[derive(Debug, Default)]
pub struct TwoSides {
    /// Side A, in Simplified Chinese.
    pub left: Vec<Row>,
    /// Side B, in its own scripts and languages.
    pub right: Vec<Row>,
    /// True pairs by number.
    pub truth: Vec<(String, String)>,
}

/// Makes a set of `size` records a side: 85 of 100 with a partner; one project in ten is a sibling of another; four in
/// ten one-sided records are siblings of a real project.
///
/// # Errors
/// A script table that does not load.
pub fn generate(size: usize, seed: u64) -> Result<TwoSides, String> {
    let converter = |config| OpenCC::from_config(config).map_err(|error| error.to_string());
    let scripts = Scripts {
        hong_kong: converter(BuiltinConfig::S2hk)?,
        taiwan: converter(BuiltinConfig::S2tw)?,
        taiwan_words: converter(BuiltinConfig::S2twp)?,
    };
    let mut random = Random::new(seed);
    let shared = size * 85 / 100;
    let mut projects: Vec<Project> = Vec::with_capacity(shared);
    while projects.len() < shared {
        let next = if !projects.is_empty() && random.percent(10) {
            let of = random.below(projects.len());
            projects[of].sibling(&mut random)
        } else {
            Project::new(&mut random)
        };
        projects.push(next);
    }
    let alone = |random: &mut Random| -> Vec<Project> {
        (shared..size)
            .map(|_| if random.percent(40) { random.one(&projects).sibling(random) } else { Project::new(random) })
            .collect()
    };
    let (left_alone, right_alone) = (alone(&mut random), alone(&mut random));
    let mut left: Vec<(Option<usize>, Row)> = Vec::with_capacity(size);
    let mut right: Vec<(Option<usize>, Row)> = Vec::with_capacity(size);
    for (at, project) in projects.iter().enumerate() {
        left.push((Some(at), describe(project, false, &scripts, &mut random)));
        right.push((Some(at), describe(project, true, &scripts, &mut random)));
    }
    left.extend(left_alone.iter().map(|project| (None, describe(project, false, &scripts, &mut random))));
    right.extend(right_alone.iter().map(|project| (None, describe(project, true, &scripts, &mut random))));
    random.shuffle(&mut left);
    random.shuffle(&mut right);
    let mut numbers: Vec<[String; 2]> = vec![Default::default(); shared];
    for (side, (rows, letter)) in [(&mut left, 'A'), (&mut right, 'B')].into_iter().enumerate() {
        for (at, (project, row)) in rows.iter_mut().enumerate() {
            row[0] = format!("{letter}{:06}", at + 1);
            if let Some(project) = project {
                numbers[*project][side] = row[0].clone();
            }
        }
    }
    let rows = |side: Vec<(Option<usize>, Row)>| side.into_iter().map(|(_, row)| row).collect();
    let truth = numbers.into_iter().map(|[a, b]| (a, b)).collect();
    Ok(TwoSides { left: rows(left), right: rows(right), truth })
}

fn describe(project: &Project, partner: bool, scripts: &Scripts, random: &mut Random) -> Row {
    let (mut han, mut english) = project.titles();
    if random.percent(if partner { 22 } else { 8 }) {
        let (from, to) = *random.one(REWORDING);
        han = han.replacen(from, to, 1);
        let fitting: Vec<&(&str, &str)> = REWORDING_ENGLISH.iter().filter(|(from, _)| english.contains(from)).collect();
        if !fitting.is_empty() {
            let (from, to) = **random.one(&fitting);
            english = english.replacen(from, to, 1);
        }
    }
    if random.percent(12) {
        han = slip_han(&han, random);
    }
    if random.percent(12) {
        english = slip_latin(&english, random);
    }
    let script = random.below(100);
    let convert = |text: &str| match script {
        _ if !partner => text.to_owned(),
        0..=44 => scripts.hong_kong.convert(text),
        45..=69 => scripts.taiwan.convert(text),
        _ => scripts.taiwan_words.convert(text),
    };
    let (title, title_english) = if partner {
        match random.below(100) {
            0..=19 => (english, String::new()),
            20..=54 => (convert(&han), String::new()),
            _ => (convert(&han), english),
        }
    } else {
        let english = if random.percent(70) { english } else { String::new() };
        (han, english)
    };
    let hong_kong = script < 45;
    let mut people: Vec<String> =
        project.leads.iter().map(|lead| person(lead, partner, hong_kong, &convert, random)).collect();
    if random.percent(30) {
        people.reverse();
    }
    if random.percent(3) {
        people.truncate(1);
    }
    let mut organisations: Vec<String> =
        project.organisations.iter().map(|one| organisation(one, partner, &convert, random)).collect();
    if random.percent(30) {
        random.shuffle(&mut organisations);
    }
    if random.percent(8) && organisations.len() > 1 {
        organisations.pop();
    }
    let (mut year, mut month) = project.start;
    if random.percent(4) {
        month = month % 12 + 1;
        year += u16::from(month == 1);
    }
    let mut months = project.months;
    if random.percent(3) {
        months = *random.one(&[12, 18, 24, 30, 36]);
    }
    let mut budget = project.budget;
    if random.percent(4) {
        budget = budget / 100 * (80 + random.below(40) as u32);
    }
    let keep = |text: String, share: u64, random: &mut Random| if random.percent(share) { String::new() } else { text };
    [
        String::new(),
        title,
        title_english,
        keep(people.join("; "), 1, random),
        keep(organisations.join("; "), 3, random),
        keep(format!("{year}-{month:02}-01"), 3, random),
        keep(months.to_string(), 3, random),
        keep(budget.to_string(), 8, random),
    ]
}

fn person(
    person: &Person,
    partner: bool,
    hong_kong: bool,
    convert: &impl Fn(&str) -> String,
    random: &mut Random,
) -> String {
    let mut han = person.han();
    if random.percent(3) {
        let chars: Vec<char> = han.chars().collect();
        let given: Vec<char> = given_chars().collect();
        let last = *random.one(&given);
        han = chars[..chars.len() - 1].iter().collect::<String>() + &last.to_string();
    }
    if !partner {
        return if random.percent(95) { han } else { person.pinyin(random) };
    }
    match random.below(100) {
        0..=49 => convert(&han),
        50..=64 => person.pinyin(random),
        65..=94 if hong_kong => person.hong_kong(random),
        65..=94 => person.wade_giles(random),
        _ => person.initials(hong_kong),
    }
}

fn organisation(one: &Organisation, partner: bool, convert: &impl Fn(&str) -> String, random: &mut Random) -> String {
    let (han, english) = one.names();
    let department = *random.one(DEPARTMENTS);
    if partner && random.percent(35) {
        return if random.percent(30) { format!("{}, {english}", department.1) } else { english };
    }
    let mut name = han;
    if let Some(short) = one.short().filter(|_| random.percent(8)) {
        name = short;
    } else if random.percent(20) {
        name.push_str(department.0);
    } else if random.percent(3) {
        name = slip_han(&name, random);
    }
    if partner { convert(&name) } else { name }
}
