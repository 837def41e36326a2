//! What there is to do, by section, with where each task stands.

use askama::Template;

use super::{StatusTag, Tone};
use crate::shell::Say;

/// A list of tasks.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/tasks.html")]
pub struct TaskList {
    /// Sentences in the reader's language.
    pub say: Say,
    /// Sections.
    pub sections: Vec<TaskSection>,
}

/// A section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskSection {
    /// Heading.
    pub title: String,
    /// Tasks.
    pub tasks: Vec<Task>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Name.
    pub name: String,
    /// Where it is done.
    pub href: String,
    /// A line under the name.
    pub note: Option<String>,
    /// Where it stands.
    pub state: TaskState,
}

/// Where a task stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// Nothing is entered, and nothing need be.
    Optional,
    /// Nothing is entered.
    NotStarted,
    /// Something is entered.
    InProgress,
    /// Everything is entered and nothing is wrong.
    Done,
    /// So many things are wrong.
    Problems(usize),
    /// It cannot start yet, for this reason; there is no link.
    Blocked(String),
}

impl TaskList {
    /// A list.
    pub fn new(say: Say, sections: Vec<TaskSection>) -> Self {
        Self { say, sections }
    }

    /// How many tasks are done, in words. What need not be done counts once it is.
    pub fn progress(&self) -> String {
        let all = self.sections.iter().flat_map(|section| &section.tasks);
        let all = all.filter(|task| task.state != TaskState::Optional);
        let (done, count) = all.fold((0_usize, 0_usize), |(done, count), task| {
            (done + usize::from(task.state == TaskState::Done), count + 1)
        });
        self.say.message(&hefu_words::Message::new("web-tasks-done").with("done", done).with("count", count))
    }

    fn tag(&self, task: &Task) -> StatusTag {
        let say = self.say;
        match &task.state {
            TaskState::Optional => StatusTag::new(Tone::Unset, say.t("web-task-optional")),
            TaskState::NotStarted => StatusTag::new(Tone::Unset, say.t("web-task-not-started")),
            TaskState::InProgress => StatusTag::new(Tone::Hint, say.t("web-task-in-progress")),
            TaskState::Done => StatusTag::new(Tone::Pass, say.t("web-task-done")),
            TaskState::Problems(count) => StatusTag::new(Tone::Fail, say.with("web-task-problems", "count", *count)),
            TaskState::Blocked(_) => StatusTag::new(Tone::Unset, say.t("web-task-blocked")),
        }
    }
}

impl Task {
    /// Why it cannot start yet.
    fn blocked(&self) -> Option<&str> {
        match &self.state {
            TaskState::Blocked(why) => Some(why),
            _ => None,
        }
    }
}
