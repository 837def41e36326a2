//! The table of texts: each distinct sentence once, in every language, so that the report stays small.

use std::collections::BTreeMap;

use hefu_guide::model::Words;
use hefu_words::{Lang, Message};

/// Collects texts and hands out their numbers.
#[derive(Default)]
pub(super) struct Texts {
    rows: Vec<[String; 4]>,
    numbers: BTreeMap<[String; 4], usize>,
}

impl Texts {
    pub(super) fn message(&mut self, message: &Message) -> usize {
        self.row(Lang::ALL.map(|lang| message.text(lang)))
    }

    pub(super) fn words(&mut self, words: &Words) -> usize {
        self.row(Lang::ALL.map(|lang| words.get(lang).to_owned()))
    }

    pub(super) fn each(&mut self, make: impl Fn(Lang) -> String) -> usize {
        self.row(Lang::ALL.map(make))
    }

    pub(super) fn key(&mut self, key: &str) -> usize {
        self.message(&Message::new(key))
    }

    fn row(&mut self, row: [String; 4]) -> usize {
        if let Some(number) = self.numbers.get(&row) {
            return *number;
        }
        let number = self.rows.len();
        self.rows.push(row.clone());
        self.numbers.insert(row, number);
        number
    }

    pub(super) fn into_rows(self) -> Vec<[String; 4]> {
        self.rows
    }
}
