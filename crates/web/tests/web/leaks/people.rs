//! The principals: who asks, and how they show who they are.

use hefu_office::{OfficeRole, Scope, TeamRole};

/// People with an account, with their role at the office and in the owner's team.
pub const PEOPLE: [(&str, Option<OfficeRole>, Option<TeamRole>); 12] = [
    ("administrator", Some(OfficeRole::Administrator), None),
    ("programme", Some(OfficeRole::ProgrammeOfficer), None),
    ("form_check", Some(OfficeRole::FormCheckOfficer), None),
    ("auditor", Some(OfficeRole::Auditor), None),
    ("owner", None, None),
    ("editor", None, Some(TeamRole::Editor)),
    ("commenter", None, Some(TeamRole::Commenter)),
    ("reader", None, Some(TeamRole::Reader)),
    ("unit", None, Some(TeamRole::UnitAdministrator)),
    ("other", None, None),
    ("stranger", None, None),
    // Acts for the body that the owner's application is to be recommended by.
    ("recommender", None, None),
];

/// Tokens: whose, and what for.
pub const TOKENS: [(&str, &[Scope]); 10] = [
    ("owner", &Scope::ALL),
    ("owner", &[Scope::HandIn]),
    ("editor", &[Scope::WriteApplications]),
    ("unit", &[Scope::ReadApplications]),
    ("form_check", &Scope::ALL),
    ("auditor", &[Scope::ReadOffice]),
    ("programme", &[Scope::ReadOffice, Scope::Decide]),
    ("administrator", &Scope::ALL),
    ("stranger", &Scope::ALL),
    ("recommender", &[Scope::ReadApplications, Scope::Decide]),
];

/// Somebody who asks.
#[derive(Clone, Debug)]
pub struct Principal {
    /// Name, for the table and for reports.
    pub name: String,
    /// Whose account; `visitor` without one.
    pub person: &'static str,
    /// What the token is for; none with a session.
    pub scopes: Option<&'static [Scope]>,
    /// The header that shows it.
    pub header: Option<(&'static str, String)>,
}
