//! Titles of projects: for each topic what is aimed at, of what, and by which method. Every method of an aim suits every
//! subject of that aim, so that each combination is a project somebody could apply for.

mod hongkong;
mod taiwan;

use crate::random::Random;

/// A phrase in 简体 and English.
pub type Phrase = (&'static str, &'static str);

/// One aim of a topic.
pub struct Aim {
    /// What is done with the subject: 早期识别.
    pub aim: Phrase,
    /// Methods that serve it.
    pub methods: &'static [Phrase],
    /// What it is done with.
    pub subjects: &'static [Phrase],
}

/// A topic's titles.
pub struct Grammar {
    /// Leaf topic of the guide.
    pub topic: &'static str,
    /// Its aims.
    pub aims: &'static [Aim],
    /// Ends of a title: 研究, 关键技术研究.
    ends: &'static [Phrase],
}

/// A project's title with the parts it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// 简体.
    pub hans: String,
    /// English.
    pub english: String,
    /// The subject, in both languages.
    pub subject: Phrase,
    /// The method, in both languages.
    pub method: Phrase,
    /// The aim, in both languages.
    pub aim: Phrase,
}

const STUDY: &[Phrase] =
    &[("研究", "a study"), ("关键技术研究", "key technologies"), ("方法与验证", "methods and validation")];
const DEVELOPMENT: &[Phrase] =
    &[("研究", "a study"), ("关键技术研究", "key technologies"), ("研发与应用", "development and use")];

/// The grammars of all seven topics.
pub const GRAMMARS: [&Grammar; 7] = [
    &hongkong::NERVOUS,
    &hongkong::CANCER,
    &hongkong::MEDICINE,
    &hongkong::INTELLIGENCE,
    &taiwan::HEALTH,
    &taiwan::REGENERATION,
    &taiwan::NETWORK,
];

impl Grammar {
    /// The grammar of a topic.
    pub fn of(topic: &str) -> Option<&'static Self> {
        GRAMMARS.into_iter().find(|grammar| grammar.topic == topic)
    }

    /// How many different combinations of aim, method and subject there are.
    pub fn patterns(&self) -> usize {
        self.aims.iter().map(|aim| aim.methods.len() * aim.subjects.len()).sum()
    }

    /// Title number `number` below [`Self::patterns`]; different numbers differ in aim, method or subject.
    pub fn title(&self, number: usize, random: &mut Random) -> Option<Title> {
        let mut at = number % self.patterns().max(1);
        for aim in self.aims {
            let here = aim.methods.len() * aim.subjects.len();
            if at >= here {
                at -= here;
                continue;
            }
            let method = *aim.methods.get(at % aim.methods.len())?;
            let subject = *aim.subjects.get(at / aim.methods.len())?;
            let end = *random.pick(self.ends);
            return Some(compose(aim.aim, method, subject, end, random.below(3)));
        }
        None
    }
}

fn compose(aim: Phrase, method: Phrase, subject: Phrase, end: Phrase, form: usize) -> Title {
    let (hans, english) = match form {
        0 => (
            format!("基于{}的{}{}{}", method.0, subject.0, aim.0, end.0),
            format!("{} {} by {}: {}", aim.1, subject.1, method.1, end.1),
        ),
        1 => (
            format!("{}{}的{}{}", subject.0, aim.0, method.0, end.0),
            format!("{} for {} {}: {}", method.1, aim.1, subject.1, end.1),
        ),
        _ => (
            format!("面向{}{}的{}{}", subject.0, aim.0, method.0, end.0),
            format!("towards {} {} with {}: {}", aim.1, subject.1, method.1, end.1),
        ),
    };
    Title { hans, english: capital(&english), subject, method, aim }
}

/// The text with its first letter large.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_topic_has_sixty_titles_and_more_and_no_two_alike() {
        for grammar in GRAMMARS {
            assert!(grammar.patterns() >= 60, "{}: {}", grammar.topic, grammar.patterns());
            let mut random = Random::new(1);
            let titles: BTreeSet<String> = (0..grammar.patterns())
                .filter_map(|number| grammar.title(number, &mut random))
                .map(|title| title.hans)
                .collect();
            assert_eq!(titles.len(), grammar.patterns(), "{}", grammar.topic);
            for title in titles {
                let length = title.chars().count();
                assert!((10..=45).contains(&length), "{title}");
            }
        }
    }
}
