//! What a problem of assignment lacks and what would help, in words: for the office's pages and the command line alike.

use hefu_panel::{Change, Fault, Problem};
use hefu_words::Message;

/// What is wrong with a problem, in words.
pub fn fault_message(fault: &Fault) -> Message {
    let pair =
        |key: &str, project: &str, expert: &str| Message::new(key).with("project", project).with("expert", expert);
    match fault {
        Fault::ExpertTwice(id) | Fault::ProjectTwice(id) => {
            Message::new("panel-fault-twice").with("found", id.as_str())
        }
        Fault::PairTwice(project, expert) => pair("panel-fault-pair-twice", project, expert),
        Fault::Load(expert, least, most) => {
            Message::new("panel-fault-load").with("expert", expert.as_str()).with("least", *least).with("most", *most)
        }
        Fault::SideTwice(project, side) => pair("panel-fault-side-twice", project, "").with("side", side.as_str()),
        Fault::Side(project, side, least, most) => {
            let message =
                Message::new("panel-fault-side").with("project", project.as_str()).with("side", side.as_str());
            message.with("least", *least).with("most", *most)
        }
        Fault::Seats(project, needed, seats) => {
            let message = Message::new("panel-fault-seats").with("project", project.as_str());
            message.with("needed", *needed).with("seats", *seats)
        }
        Fault::FixedForbidden(project, expert) => pair("panel-fault-fixed-forbidden", project, expert),
        Fault::FixedUnscored(project, expert) => pair("panel-fault-fixed-unscored", project, expert),
        Fault::FixedProject(project) => pair("panel-fault-fixed-project", project, ""),
        Fault::FixedExpert(expert) => pair("panel-fault-fixed-expert", "", expert),
        Fault::Place(_) | Fault::TooLarge => Message::new("panel-fault-too-large"),
    }
}

/// A change that would help, in words.
pub fn change_message(problem: &Problem, change: &Change) -> Message {
    let expert = |at: &u32| problem.experts().get(*at as usize).map_or("", |expert| expert.id.as_str());
    let project = |at: &u32| problem.projects().get(*at as usize).map_or("", |project| project.id.as_str());
    match change {
        Change::RaiseLoad { expert: at, by } => {
            Message::new("panel-change-load").with("expert", expert(at)).with("by", *by)
        }
        Change::LowerLeast { expert: at, by } => {
            Message::new("panel-change-least").with("expert", expert(at)).with("by", *by)
        }
        Change::AllowUnit { project: at, unit, by } => {
            Message::new("panel-change-unit").with("project", project(at)).with("unit", unit.as_str()).with("by", *by)
        }
        Change::RaiseSide { project: at, side, by } => Message::new("panel-change-side-more")
            .with("project", project(at))
            .with("side", side.as_str())
            .with("by", *by),
        Change::LowerSide { project: at, side, by } => Message::new("panel-change-side-less")
            .with("project", project(at))
            .with("side", side.as_str())
            .with("by", *by),
        Change::DropSeats { project: at, side: None, by } => {
            Message::new("panel-change-seats").with("project", project(at)).with("by", *by)
        }
        Change::DropSeats { project: at, side: Some(side), by } => Message::new("panel-change-seats-side")
            .with("project", project(at))
            .with("side", side.as_str())
            .with("by", *by),
    }
}
