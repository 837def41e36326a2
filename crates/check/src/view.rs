//! One application with what its checks need to know of it.

use hefu_application::{Application, Unit};
use hefu_guide::model::{Direction, Rule};

use crate::context::Context;
use crate::draft::Draft;
use crate::finding::{Outcome, Subject};
use crate::naming::Names;
use crate::resolve;

/// One application under check.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    pub(crate) ctx: Context<'a>,
    pub(crate) app: &'a Application,
    pub(crate) direction: &'a Direction,
    pub(crate) names: Names<'a>,
    /// Leaf topic id.
    pub(crate) topic: Option<&'a str>,
    pub(crate) subject: Subject,
}

impl<'a> View<'a> {
    pub(crate) fn of(ctx: Context<'a>, app: &'a Application) -> Option<Self> {
        let direction = ctx.guide.direction(app.direction.trim())?;
        Some(Self {
            ctx,
            app,
            direction,
            names: Names::of(ctx.guide, &direction.number),
            topic: resolve::topic(direction, app.topic.as_deref()).leaf().map(|leaf| leaf.id.as_str()),
            subject: Subject::Application(app.id.clone()),
        })
    }

    pub(crate) fn side(&self) -> &'a str {
        self.app.id.side.as_str()
    }

    pub(crate) fn draft(&self, rule: &Rule) -> Draft {
        Draft::rule(self.ctx.guide, rule, &self.subject)
    }

    /// What it means that this application does not say something the guide requires.
    pub(crate) fn when_silent(&self) -> Outcome {
        self.ctx.when_silent(self.side())
    }

    /// The only lead unit of `side`.
    pub(crate) fn lead(&self, side: &str) -> Lead<'a> {
        lead(self.app, side)
    }
}

/// The lead unit of a side as an application marks it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lead<'a> {
    One(&'a Unit),
    None,
    Several,
}

pub(crate) fn lead<'a>(app: &'a Application, side: &str) -> Lead<'a> {
    let mut leads = app.units.iter().filter(|unit| unit.side == side && unit.role == hefu_application::UnitRole::Lead);
    match (leads.next(), leads.next()) {
        (Some(unit), None) => Lead::One(unit),
        (None, _) => Lead::None,
        (Some(_), Some(_)) => Lead::Several,
    }
}
