//! What an application, its people, units, tasks and evidence are, and where each value came from; knows nothing of
//! files, rules, pairing or words on a screen.

pub mod agreement_record;
pub mod application;
pub mod intake;
pub mod origin;
pub mod side;

pub use agreement_record::{AgreementKind, AgreementRecord};
pub use application::{
    Application, BudgetLine, Deliverable, Evidence, EvidenceKind, Milestone, Person, Role, State, StatedPeriod, Tag,
    Task, Title, Unit, UnitKind, UnitRole,
};
pub use intake::{ClosingStatement, Intake, Notice, Problem, Severity, Window};
pub use origin::{Cell, Origin};
pub use side::{ApplicationId, SideId};
