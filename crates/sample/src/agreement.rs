//! Agreements and letters of intent: their text in 简, 繁 and English with every kind of flaw a real file shows.

mod text;

use jiff::civil::Date;

use text::Words;

/// Language of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// 简体.
    Hans,
    /// 繁體 (Hong Kong wording).
    HantHk,
    /// 繁體 (Taiwan wording).
    HantTw,
    /// English.
    English,
}

/// What is wrong with it, if anything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing.
    #[default]
    None,
    /// No word of intellectual property.
    NoClause,
    /// Named in passing only.
    Passing,
    /// A heading without a body.
    EmptyHeading,
    /// Named only in the list of annexes.
    Annex,
    /// A picture without text.
    Scan,
    /// Cut short.
    Truncated,
}

/// Format of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PDF under a character map by UCS-2 values.
    PdfUnicode,
    /// PDF under the older maps of GBK and Big5.
    PdfLegacy,
    /// DOCX with plain paragraphs.
    Docx,
    /// DOCX with its articles in a text box.
    DocxTextBox,
    /// DOCX with its articles in a table within a table.
    DocxNestedTable,
}

/// An agreement to write.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Language.
    pub tongue: Tongue,
    /// True for a letter of intent.
    pub intent: bool,
    /// Project title.
    pub title: String,
    /// The two parties.
    pub parties: [String; 2],
    /// Further units that take part.
    pub others: Vec<String>,
    /// Date of signing; none where it was left blank.
    pub signed: Option<Date>,
    /// Flaw.
    pub flaw: Flaw,
    /// Format.
    pub format: Format,
    /// Varies headings, numbering and the place of the clause.
    pub variant: usize,
}

/// A line of the agreement; headings are marked in DOCX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// True for a heading.
    pub heading: bool,
    /// Text.
    pub text: String,
}

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

impl Agreement {
    fn words(&self) -> &'static Words {
        match self.tongue {
            Tongue::Hans => &text::HANS,
            Tongue::HantHk => &text::HANT_HK,
            Tongue::HantTw => &text::HANT_TW,
            Tongue::English => &text::ENGLISH,
        }
    }

    fn number(&self, at: usize) -> String {
        let numeral = NUMERALS.get(at).copied().unwrap_or_default();
        match (self.tongue, self.variant % 4) {
            (Tongue::English, 0 | 2) => format!("Article {} ", at + 1),
            (Tongue::English, _) => format!("{}. ", at + 1),
            (Tongue::Hans, 0) => format!("第{numeral}条　"),
            (_, 0) => format!("第{numeral}條　"),
            (_, 1) => format!("{numeral}、"),
            (_, 2) => format!("（{numeral}）"),
            _ => format!("{}. ", at + 1),
        }
    }

    fn date(&self) -> String {
        let Some(signed) = self.signed else {
            return match self.tongue {
                Tongue::English => "____________".to_owned(),
                _ => "　　　　年　　月　　日".to_owned(),
            };
        };
        let (year, month, day) = (signed.year(), signed.month(), signed.day());
        match self.tongue {
            Tongue::HantTw => format!("中華民國{}年{month}月{day}日", year - 1911),
            Tongue::English => signed.to_string(),
            Tongue::Hans | Tongue::HantHk => format!("{year}年{month}月{day}日"),
        }
    }

    /// The agreement's lines.
    pub fn lines(&self) -> Vec<Line> {
        let words = self.words();
        let mut out: Vec<Line> = Vec::new();
        let mut put = |heading: bool, text: String| out.push(Line { heading, text });
        put(true, words.titles[usize::from(self.intent)].to_owned());
        put(false, words.sample.to_owned());
        put(false, format!("{}{}", words.project, self.title));
        put(false, format!("{}{}", words.parties[0], self.parties[0]));
        put(false, format!("{}{}", words.parties[1], self.parties[1]));
        if !self.others.is_empty() {
            put(false, format!("{}{}", words.others, self.others.join(words.comma)));
        }
        put(false, words.preamble[usize::from(self.intent)].to_owned());
        let clause_at = 3 + self.variant % 3;
        let mut at = 0;
        for (index, (heading, paragraphs)) in words.articles.iter().enumerate() {
            if index == clause_at {
                let title = words.clause[self.variant / 3 % words.clause.len()];
                match self.flaw {
                    Flaw::NoClause | Flaw::Annex => {}
                    Flaw::Passing => put(false, words.passing.to_owned()),
                    Flaw::EmptyHeading => {
                        put(true, format!("{}{title}", self.number(at)));
                        at += 1;
                    }
                    Flaw::None | Flaw::Scan | Flaw::Truncated => {
                        put(true, format!("{}{title}", self.number(at)));
                        for paragraph in words.body {
                            put(false, (*paragraph).to_owned());
                        }
                        at += 1;
                    }
                }
            }
            put(true, format!("{}{heading}", self.number(at)));
            for paragraph in *paragraphs {
                put(false, (*paragraph).to_owned());
            }
            at += 1;
        }
        for (role, party) in words.seals.iter().zip(&self.parties) {
            put(false, format!("{role}{party}"));
            put(false, words.sign.to_owned());
            put(false, format!("{}{}", words.date, self.date()));
        }
        if self.flaw == Flaw::Annex {
            put(false, words.annex.to_owned());
        }
        out
    }
}
