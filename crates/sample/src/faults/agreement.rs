//! Faults in the agreement and its file.

use hefu_application::AgreementKind;
use jiff::ToSpan as _;

use super::Kind;
use crate::agreement::{Agreement, Flaw, Format, Tongue};
use crate::cast::institution;
use crate::draft::{Area, Draft, On, Rule};
use crate::institutions::{INSTITUTIONS, Institution};
use crate::random::Random;
use crate::truth::ExpectedOutcome::{Fail, Pass, Person};
use crate::voice;

const A: Area = Area::Agreement;

pub(super) const KINDS: &[Kind] = &[
    Kind::of("agreement-missing", A, missing),
    Kind::of("agreement-undated", A, undated),
    Kind::of("agreement-late", A, late),
    Kind::of("agreement-party-absent", A, party_absent),
    Kind::of("agreement-scan", A, scan),
    Kind::of("agreement-truncated", A, truncated),
    Kind::of("agreement-two-files", A, two_files),
    Kind::of("ip-none", A, |draft, _| {
        flaw(
            draft,
            Flaw::NoClause,
            "ip-none",
            &["协议没有知识产权条款", "the agreement has no clause on intellectual property"],
        )
    }),
    Kind::of("ip-passing-mention", A, |draft, _| {
        flaw(
            draft,
            Flaw::Passing,
            "ip-passing-mention",
            &["只在他条中提及知识产权", "intellectual property is named in passing only"],
        )
    }),
    Kind::of("ip-empty-heading", A, |draft, _| {
        flaw(
            draft,
            Flaw::EmptyHeading,
            "ip-empty-heading",
            &["知识产权条只有标题", "the article on intellectual property is a heading only"],
        )
    }),
    Kind::of("ip-annex-only", A, |draft, _| {
        flaw(
            draft,
            Flaw::Annex,
            "ip-annex-only",
            &["知识产权只见于附件目录", "intellectual property stands in the list of annexes only"],
        )
    }),
    Kind::of("letter-of-intent", A, intent).harmless(),
    Kind::of("ip-taiwan-wording", A, |draft, _| {
        tongue(draft, Tongue::HantTw, "ip-taiwan-wording", &["条款用“智慧財產權”", "the clause says 智慧財產權"])
    })
    .within(super::TAIWAN)
    .harmless(),
    Kind::of("ip-english", A, |draft, _| {
        tongue(draft, Tongue::English, "ip-english", &["英文协议", "the agreement is in English"])
    })
    .harmless(),
];

fn papers(draft: &mut Draft, change: impl Fn(&mut Agreement)) {
    for half in draft.halves() {
        if let Some(paper) = &mut half.paper {
            change(paper);
        }
    }
}

fn missing(draft: &mut Draft, _: &mut Random) -> bool {
    let what = &["没有提交协议", "no agreement is given"];
    let Some((_, other)) = draft.both() else { return false };
    other.paper = None;
    other.app.agreement = None;
    draft.want("agreement-missing", On::Partner, Rule::Agreement, "", Fail, what);
    true
}

fn undated(draft: &mut Draft, _: &mut Random) -> bool {
    papers(draft, |paper| paper.signed = None);
    let what = &["协议未写签署日期", "the agreement has no date"];
    draft.want("agreement-undated", On::Mainland, Rule::Agreement, "signed", Person, what);
    draft.want("agreement-undated", On::Partner, Rule::Agreement, "signed", Person, what);
    true
}

fn late(draft: &mut Draft, random: &mut Random) -> bool {
    let date = jiff::civil::date(2020, 5, 18).saturating_add(random.between(0, 20).days());
    papers(draft, |paper| paper.signed = Some(date));
    for half in draft.halves() {
        if let Some(record) = &mut half.app.agreement {
            record.signed = Some(date);
        }
    }
    let what = &["提交之后才签署", "signed after submission"];
    draft.want("agreement-late", On::Mainland, Rule::Agreement, "signed", Fail, what);
    draft.want("agreement-late", On::Partner, Rule::Agreement, "signed", Fail, what);
    true
}

fn party_absent(draft: &mut Draft, _: &mut Random) -> bool {
    // Where the units were changed, the agreement may name others for another reason.
    let units =
        ["lead-differs", "5g-led-by-enterprise", "5g-led-by-hospital", "5g-enterprise-elsewhere", "5g-no-enterprise"];
    if draft.kinds.iter().any(|kind| units.contains(kind)) {
        return false;
    }
    let stranger = institution(if draft.partner == "taiwan" { "浊溪大学" } else { "新界东理工学院" });
    let partner = draft.partner;
    let own = |draft: &Draft| {
        let half = draft.other.as_ref()?;
        Some(half.app.units.iter().any(|unit| voice::script(stranger.hans, partner) == unit.name))
    };
    if own(draft).unwrap_or(true) {
        return false;
    }
    papers(draft, |paper| {
        paper.parties[1] = named(stranger, paper.tongue);
    });
    let what = &["协议的一方不是合作单位", "one party to the agreement is not the partner"];
    draft.want("agreement-party-absent", On::Mainland, Rule::Agreement, partner_part(partner), Fail, what);
    draft.want("agreement-party-absent", On::Partner, Rule::Agreement, partner_part(partner), Fail, what);
    true
}

fn partner_part(partner: &str) -> &'static str {
    if partner == "taiwan" { "party.taiwan" } else { "party.hongkong" }
}

fn scan(draft: &mut Draft, _: &mut Random) -> bool {
    let what = &["协议为扫描件，没有文字", "the agreement is a scan without text"];
    papers(draft, |paper| paper.flaw = Flaw::Scan);
    unreadable(draft, "agreement-scan", what);
    true
}

fn truncated(draft: &mut Draft, _: &mut Random) -> bool {
    let what = &["协议文件不完整", "the agreement's file is cut short"];
    papers(draft, |paper| {
        paper.flaw = Flaw::Truncated;
        paper.format = Format::PdfUnicode;
    });
    unreadable(draft, "agreement-truncated", what);
    true
}

fn unreadable(draft: &mut Draft, kind: &'static str, what: &'static [&'static str; 2]) {
    for on in [On::Mainland, On::Partner] {
        draft.want(kind, on, Rule::Agreement, "document", Person, what);
        draft.want(kind, on, Rule::Property, "", Person, what);
    }
}

fn two_files(draft: &mut Draft, _: &mut Random) -> bool {
    let Some((mainland, other)) = draft.both() else { return false };
    let (Some(first), Some(second)) = (&mut mainland.paper, &mut other.paper) else { return false };
    first.format = Format::PdfUnicode;
    second.format = Format::Docx;
    let what = &["双方各交一份文件，摘要不同", "each side gives a file of its own, and the two differ"];
    draft.want("agreement-two-files", On::Pair, Rule::Agreement, "digest", Person, what);
    true
}

fn flaw(draft: &mut Draft, flaw: Flaw, kind: &'static str, what: &'static [&'static str; 2]) -> bool {
    papers(draft, |paper| paper.flaw = flaw);
    draft.want(kind, On::Mainland, Rule::Property, "", Fail, what);
    draft.want(kind, On::Partner, Rule::Property, "", Fail, what);
    true
}

fn intent(draft: &mut Draft, _: &mut Random) -> bool {
    papers(draft, |paper| paper.intent = true);
    for half in draft.halves() {
        if let Some(record) = &mut half.app.agreement {
            record.kind = Some(AgreementKind::LetterOfIntent);
        }
    }
    let what = &["提交的是意向书", "a letter of intent"];
    draft.want("letter-of-intent", On::Mainland, Rule::Agreement, "document", Pass, what);
    draft.want("letter-of-intent", On::Partner, Rule::Agreement, "document", Pass, what);
    true
}

/// Another language; a dedicated clause is there and a person confirms it.
fn tongue(draft: &mut Draft, tongue: Tongue, kind: &'static str, what: &'static [&'static str; 2]) -> bool {
    // A plain agreement only: a harmless kind must not undo what was planted before it.
    if draft.areas.contains(&Area::Agreement) {
        return false;
    }
    let (title, partner) = (draft.title.clone(), draft.partner);
    papers(draft, |paper| {
        paper.tongue = tongue;
        paper.title = match tongue {
            Tongue::English => title.english.clone(),
            Tongue::Hans => title.hans.clone(),
            _ => voice::script(&title.hans, partner),
        };
        for name in paper.parties.iter_mut().chain(&mut paper.others) {
            let known = INSTITUTIONS.iter().find(|one| [one.hans, one.hant, one.english].contains(&name.as_str()));
            if let Some(known) = known {
                *name = named(known, tongue);
            }
        }
    });
    draft.want(kind, On::Mainland, Rule::Property, "", Person, what);
    draft.want(kind, On::Partner, Rule::Property, "", Person, what);
    true
}

/// The institution's name in an agreement's language.
pub(super) fn named(of: &Institution, tongue: Tongue) -> String {
    match tongue {
        Tongue::English => of.english,
        Tongue::Hans => of.hans,
        Tongue::HantHk | Tongue::HantTw => of.hant,
    }
    .to_owned()
}
