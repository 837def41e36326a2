//! Project period in months (HK-5, TW-5), counted by ruling R-6a. Only a number of months, without dates, is incomplete.

use hefu_guide::model::{PeriodRule, Rule, SettingValue};
use hefu_text::date::{Months, Period, PeriodVerdict};
use hefu_words::Message;

use crate::draft::{Draft, fact, say};
use crate::finding::{Finding, Outcome};
use crate::view::View;

pub(crate) fn period(view: &View<'_>, rule: &Rule, limits: &PeriodRule) -> Vec<Finding> {
    let stated = &view.app.period;
    let origin = &view.app.origin;
    let mut draft = view.draft(rule);
    if let Some(start) = stated.start {
        draft = draft.fact(fact("start", start, origin.cell("start")));
    }
    if let Some(end) = stated.end {
        draft = draft.fact(fact("end", end, origin.cell("end")));
    }
    if let Some(months) = stated.months {
        draft = draft.fact(fact("months", months, origin.cell("months")));
    }
    let wanted = wanted(limits);
    let (Some(start), Some(end)) = (stated.start, stated.end) else {
        let key = match (stated.start, stated.end, stated.months) {
            (None, None, None) => "period-missing",
            (None, None, Some(_)) => "period-months-only",
            (Some(_), ..) => "period-no-end",
            (_, Some(_), _) => "period-no-start",
        };
        let message = say(key).with("months", stated.months.unwrap_or(0)).with("limits", wanted);
        let finding = draft.remedy(say("remedy-period-dates")).says(view.when_silent(), message);
        return vec![finding];
    };
    let Ok(period) = Period::new(start, end) else {
        let message = say("period-reversed").with("start", start.to_string()).with("end", end.to_string());
        return vec![draft.remedy(say("remedy-period-dates")).fail(message)];
    };
    let mut findings = vec![judge(draft.clone(), &period, limits, whole_years(view, rule))];
    let counted = period.months();
    if let Some(months) = stated.months
        && (months != counted.whole || !counted.is_whole())
    {
        let message = say("period-months-differ").with("months", months).with("length", length(counted));
        findings.push(draft.part("months").remedy(say("remedy-period-months")).hint(message));
    }
    findings
}

/// Ruling R-6 lets an office ask for whole years.
fn whole_years(view: &View<'_>, rule: &Rule) -> bool {
    const RULING: &str = "R-6";
    rule.rulings.iter().any(|ruling| ruling == RULING)
        && view.ctx.settings.values.get(RULING) == Some(&SettingValue::Bool(false))
}

fn judge(draft: Draft, period: &Period, limits: &PeriodRule, whole_years: bool) -> Finding {
    let (min, max) = (limits.min_months, limits.max_months);
    let say_length = |key: &str, months: Months| say(key).with("length", length(months)).with("limits", wanted(limits));
    match period.verdict(min, max) {
        PeriodVerdict::Pass { months } if whole_years && months.whole % 12 != 0 => {
            draft.remedy(say("remedy-period-whole-years")).fail(say_length("period-not-whole-years", months))
        }
        PeriodVerdict::Pass { months } => draft.pass(say_length("period-right", months)),
        PeriodVerdict::Fail { months, earliest_end, latest_end } => {
            let remedy = if earliest_end == latest_end {
                say("remedy-period-end").with("end", latest_end.to_string())
            } else {
                say("remedy-period-end-between")
                    .with("earliest", earliest_end.to_string())
                    .with("latest", latest_end.to_string())
            };
            draft.remedy(remedy).fail(say_length("period-wrong", months))
        }
        PeriodVerdict::PersonMustRule { months, .. } => {
            let message = say_length("period-month-end", months)
                .with("start", period.start().to_string())
                .with("end", period.end().to_string());
            draft.remedy(say("remedy-period-month-end")).says(Outcome::Person, message)
        }
    }
}

fn length(months: Months) -> Message {
    if months.is_whole() {
        say("months").with("months", months.whole)
    } else {
        say("months-days").with("months", months.whole).with("days", months.days)
    }
}

fn wanted(limits: &PeriodRule) -> Message {
    if limits.min_months == limits.max_months {
        say("months").with("months", limits.min_months)
    } else if limits.min_months == 0 {
        say("months-at-most").with("max", limits.max_months)
    } else {
        say("months-between").with("min", limits.min_months).with("max", limits.max_months)
    }
}
