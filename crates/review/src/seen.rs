//! What an expert sees of an application.

use hefu_application::Application;

use crate::form::Blind;

/// The application as experts see it: never an identity number, and without what the office hides.
pub fn seen(application: &Application, blind: Blind) -> Application {
    let mut seen = application.clone();
    for person in &mut seen.people {
        person.identifiers.clear();
    }
    match blind {
        Blind::Open => {}
        Blind::Applicants => {
            seen.people.clear();
            seen.units.clear();
            seen.evidence.clear();
            seen.agreement = None;
            seen.partner_number = None;
            for task in &mut seen.tasks {
                task.unit = None;
            }
        }
    }
    seen
}
