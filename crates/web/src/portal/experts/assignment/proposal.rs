//! What was computed last: totals, what is short, each seat with the terms that say why, and the question whether to take it.

use std::collections::BTreeSet;

use hefu_office::acts::RunState;
use hefu_office::experts::Seat;
use hefu_office::experts::assignment::{DECIMALS, Lack, Outcome, Proposed};
use hefu_text::fixed;
use hefu_words::Message;

use super::super::super::page::{anchor, card, heading, paragraph, soft, table};
use super::super::super::typed::error;
use super::Told;
use crate::parts::{Column, Confirm, Field, Html, StatusTag, Table, Tone};
use crate::shell::Link;

impl Told<'_> {
    /// What was computed last.
    pub(super) fn proposal(&self) -> (Vec<Field>, Vec<Html>) {
        let say = self.say;
        let Some(run) = &self.view.run else { return (Vec::new(), Vec::new()) };
        if run.state == RunState::Cancelled {
            return (Vec::new(), vec![soft(&self.by("experts-cancelled", run))]);
        }
        if let Some(failed) = &run.failed {
            return (Vec::new(), vec![paragraph(&say.t("experts-failed")), paragraph(&say.message(failed))]);
        }
        let Some(outcome) = &run.outcome else { return (Vec::new(), Vec::new()) };
        let mut parts =
            vec![anchor("proposal", &say.t("experts-proposal")), soft(&self.by("experts-proposal-by", run))];
        parts.extend(outcome.told.iter().map(|message| paragraph(&say.message(message))));
        for (key, n) in [
            ("experts-out-conflicts", outcome.conflicts),
            ("experts-out-open", outcome.open),
            ("experts-out-away", outcome.away),
            ("experts-out-script", outcome.incomparable),
        ] {
            if n > 0 {
                parts.push(soft(&say.with(key, "count", n)));
            }
        }
        parts.extend(self.short(outcome));
        parts.push(self.seats(outcome));
        if run.state == RunState::Applied {
            parts.push(paragraph(&say.t("experts-proposal-taken")));
            return (Vec::new(), parts);
        }
        if !run.fresh {
            parts.push(paragraph(&say.t("experts-proposal-stale")));
            return (Vec::new(), parts);
        }
        if !self.view.may_assign {
            return (Vec::new(), parts);
        }
        let (put, taken) = self.changes(outcome);
        if put == 0 && taken == 0 {
            parts.push(paragraph(&say.t("experts-nothing-to-change")));
            return (Vec::new(), parts);
        }
        let mut why = Field::area(say, "why", say.t("portal-reason"), Some(1000));
        if self.typed.act == "take" {
            why = why.value(self.typed.why.as_str()).error(error(self.wrong, "why"));
        }
        let effect = Message::new("experts-take-effect").with("put", put).with("taken", taken);
        parts.push(Html::of(&Confirm {
            say,
            action: format!("{}/take", self.base()),
            effects: vec![say.message(&effect), say.t("experts-take-undo")],
            letters: Vec::new(),
            for_good: None,
            hidden: vec![("run".to_owned(), run.run.clone())],
            fields: vec![why.clone()],
            button: say.t("experts-take"),
            back: Link::new(say.t("portal-back"), "/experts"),
        }));
        (vec![why], parts)
    }

    /// How many seats a proposal gives and takes.
    fn changes(&self, outcome: &Outcome) -> (usize, usize) {
        let wanted: BTreeSet<(&str, &str)> = outcome.seats.iter().map(|one| pair(&one.seat)).collect();
        let standing: BTreeSet<(&str, &str)> = self
            .view
            .projects
            .iter()
            .flat_map(|line| line.experts.iter().map(|(expert, _)| (line.number.as_str(), expert.as_str())))
            .collect();
        (wanted.difference(&standing).count(), standing.difference(&wanted).count())
    }

    /// What is short, and the least change that would help.
    fn short(&self, outcome: &Outcome) -> Vec<Html> {
        let say = self.say;
        if outcome.lacking.is_empty() && outcome.short.is_empty() {
            return Vec::new();
        }
        let lack = |lack: &Lack| {
            let key = if lack.side.is_some() { "experts-lack-side" } else { "experts-lack" };
            let side = lack.side.as_ref().map(|side| self.portal.side_name(say, side, self.direction));
            let message = Message::new(key)
                .with("number", lack.number.as_str())
                .with("seats", i64::from(lack.seats))
                .with("side", side.unwrap_or_default());
            paragraph(&say.message(&message))
        };
        let mut inside = vec![heading(&say.t("experts-lacking"))];
        inside.extend(outcome.lacking.iter().map(lack));
        let short = |(expert, n): &(String, u32)| {
            let message = Message::new("experts-short").with("expert", expert.as_str()).with("count", *n);
            paragraph(&say.message(&message))
        };
        inside.extend(outcome.short.iter().map(short));
        if outcome.changes.is_empty() {
            inside.push(soft(&say.t("experts-change-none")));
        } else {
            inside.push(heading(&say.t("experts-change")));
            inside.extend(outcome.changes.iter().map(|change| paragraph(&self.sides_named(change))));
        }
        vec![card(inside)]
    }

    /// A change in words, sides by their names.
    fn sides_named(&self, change: &Message) -> String {
        let mut change = change.clone();
        let pairing = self.portal.office.guide().pairing_of(self.direction);
        for side in pairing.iter().flat_map(|pairing| &pairing.sides) {
            if change.args.get("side") == Some(&side.as_str().into()) {
                let name = self.portal.side_name(self.say, side, self.direction);
                change.args.insert("side".to_owned(), name.into());
            }
        }
        self.say.message(&change)
    }

    /// The seats of a proposal with the terms that say why, and those that would go.
    fn seats(&self, outcome: &Outcome) -> Html {
        let say = self.say;
        let row = |one: &Proposed| {
            let terms: Vec<&str> = one.reasons.iter().map(|reason| reason.term.as_str()).collect();
            let (tone, key) = match one.stood {
                true => (Tone::Hint, "experts-stays"),
                false => (Tone::Pass, "experts-comes"),
            };
            vec![
                Html::text(&one.seat.number),
                self.expert(&one.seat.expert),
                Html::text(&fixed::shown(i128::from(one.score), DECIMALS)),
                Html::text(&terms.join("  ")),
                Html::of(&StatusTag::new(tone, say.t(key))),
            ]
        };
        let wanted: BTreeSet<(&str, &str)> = outcome.seats.iter().map(|one| pair(&one.seat)).collect();
        let leaving = self
            .view
            .projects
            .iter()
            .flat_map(|line| line.experts.iter().map(|(expert, _)| (line.number.as_str(), expert.as_str())));
        let leaving = leaving.filter(|seat| !wanted.contains(seat)).map(|(number, expert)| {
            let leaves = StatusTag::new(Tone::Fail, say.t("experts-leaves"));
            vec![Html::text(number), self.expert(expert), Html::default(), Html::default(), Html::of(&leaves)]
        });
        let mut rows: Vec<Vec<Html>> = outcome.seats.iter().map(row).collect();
        rows.extend(leaving);
        table(&Table {
            id: "proposed".to_owned(),
            caption: say.t("experts-proposal"),
            columns: vec![
                Column::new(say.t("experts-application")),
                Column::new(say.t("experts-expert")),
                Column::number(say.t("experts-fit")),
                Column::wide(say.t("experts-why")),
                Column::new(say.t("experts-now")),
            ],
            rows,
            empty: say.t("experts-none"),
        })
    }
}

fn pair(seat: &Seat) -> (&str, &str) {
    (&seat.number, &seat.expert)
}
