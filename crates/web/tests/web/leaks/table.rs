//! The visibility table: each secret of the world, what it belongs to, and who may see it. Written by hand, and compared with
//! what the policies answer.

use hefu_office::{Action, Class, Relation, Thing};

/// What a secret belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The owner's application, handed in.
    Submitted,
    /// The owner's draft.
    Draft,
    /// The other applicant's application, handed in.
    Others,
    /// The office's pairs.
    Pairs,
    /// The register of experts with what people said of conflicts of interest.
    Experts,
    /// What experts are asked, before it is in force.
    ReviewForm,
    /// What the applications of this office share, and what was noted of it.
    Overlap,
    /// The experts the owner names as unsuitable, of the application handed in.
    Named,
    /// No policy: one's own account, or nothing a page shows.
    Nothing,
}

/// One secret.
pub struct Row {
    /// Its name in the world.
    pub secret: &'static str,
    /// What it belongs to.
    pub of: Of,
    /// What must be allowed to see it: action and class.
    pub needs: (Action, Class),
    /// Who may see it, signed in on the pages.
    pub ticks: &'static [&'static str],
    /// Of these, whom no policy on it names: they know it by another way, said beside the row.
    pub otherwise: &'static [&'static str],
    /// Whether it may cross to the partner's office.
    pub crosses: bool,
}

const fn row(
    secret: &'static str,
    of: Of,
    needs: (Action, Class),
    ticks: &'static [&'static str],
    otherwise: &'static [&'static str],
) -> Row {
    Row { secret, of, needs, ticks, otherwise, crosses: false }
}

const CONTENT: &[&str] =
    &["owner", "editor", "commenter", "reader", "unit", "recommender", "form_check", "programme", "auditor"];
const TEAM: &[&str] = &["owner", "editor", "commenter", "reader", "unit"];
const OFFICERS: &[&str] = &["form_check", "programme", "auditor"];

/// The table.
pub const TABLE: &[Row] = &[
    row("draft_text", Of::Draft, (Action::See, Class::Content), TEAM, &[]),
    row("draft_identity", Of::Draft, (Action::See, Class::Identity), &["owner", "editor", "commenter", "reader"], &[]),
    Row { crosses: true, ..row("title", Of::Submitted, (Action::See, Class::Exchanged), CONTENT, &[]) },
    row("content", Of::Submitted, (Action::See, Class::Content), CONTENT, &[]),
    row(
        "identity",
        Of::Submitted,
        (Action::See, Class::Identity),
        &["owner", "editor", "commenter", "reader", "form_check"],
        &[],
    ),
    row("document", Of::Submitted, (Action::See, Class::Content), CONTENT, &[]),
    row("comment", Of::Submitted, (Action::See, Class::Team), TEAM, &[]),
    // Addresses of accounts are the administrator's; who gets which letter is the programme officer's.
    row(
        "team_address",
        Of::Submitted,
        (Action::See, Class::Team),
        &["owner", "editor", "commenter", "reader", "unit", "administrator", "programme"],
        &["administrator", "programme"],
    ),
    row("invited_address", Of::Submitted, (Action::Invite, Class::Team), &["owner"], &[]),
    row("ruling", Of::Submitted, (Action::See, Class::Findings), CONTENT, &[]),
    row("sent_back_why", Of::Submitted, (Action::See, Class::Findings), CONTENT, &[]),
    Row {
        crosses: true,
        ..row(
            "others_title",
            Of::Others,
            (Action::See, Class::Exchanged),
            &["other", "form_check", "programme", "auditor"],
            &[],
        )
    },
    row(
        "others_content",
        Of::Others,
        (Action::See, Class::Content),
        &["other", "form_check", "programme", "auditor"],
        &[],
    ),
    row("others_identity", Of::Others, (Action::See, Class::Identity), &["other", "form_check"], &[]),
    row("pair_ruling", Of::Pairs, (Action::See, Class::Content), OFFICERS, &[]),
    // The half of a team at the partner's side that no half here belongs to.
    row("partner_alone", Of::Pairs, (Action::See, Class::Content), OFFICERS, &[]),
    row("expert_text", Of::Experts, (Action::See, Class::Content), &["programme", "auditor"], &[]),
    row("expert_declined_why", Of::Experts, (Action::See, Class::Content), &["programme", "auditor"], &[]),
    row("conflict_why", Of::Experts, (Action::See, Class::Content), &["programme", "auditor"], &[]),
    row("review_question", Of::ReviewForm, (Action::See, Class::Content), &["programme", "auditor"], &[]),
    // It stands beside the texts of two applicants, which none of them sees of the other; nor does the auditor there.
    row("overlap_note", Of::Overlap, (Action::See, Class::Content), &["form_check", "programme"], &[]),
    // Until the window is closed the team's alone; what holds after is a test of its own.
    row("named_experts", Of::Named, (Action::See, Class::Content), &["owner", "editor", "commenter", "reader"], &[]),
    // A file on its way into the register is its sender's.
    row("register_file", Of::Experts, (Action::Assign, Class::Content), &["programme"], &[]),
    row("token_name", Of::Nothing, (Action::See, Class::Content), &["owner"], &["owner"]),
    // Kept in the journal, shown on no page.
    row("disabled_why", Of::Nothing, (Action::See, Class::Content), &[], &[]),
    // The identity number of an expert, which is compared and shown to nobody.
    row("expert_number", Of::Nothing, (Action::See, Class::Identity), &[], &[]),
    row("withdrawn_why", Of::Nothing, (Action::See, Class::Content), &[], &[]),
    // What the partner's applicants wrote and no card carries.
    row("partner_content", Of::Nothing, (Action::See, Class::Content), &[], &[]),
];

/// The row of a secret.
pub fn row_of(secret: &str) -> &'static Row {
    TABLE.iter().find(|row| row.secret == secret).unwrap_or_else(|| panic!("no row for {secret}"))
}

/// The thing a secret belongs to, as rights know it.
pub fn thing(of: Of) -> Option<Thing> {
    match of {
        Of::Submitted | Of::Others => Some(Thing::Submitted),
        Of::Draft => Some(Thing::Draft),
        Of::Pairs => Some(Thing::Pair),
        Of::Experts => Some(Thing::Experts),
        Of::ReviewForm => Some(Thing::ReviewForm),
        Of::Overlap => Some(Thing::Overlap),
        Of::Named => Some(Thing::NamedSubmitted),
        Of::Nothing => None,
    }
}

/// What a person of the world is to what a secret belongs to.
pub fn relations(person: &str, of: Of) -> Vec<Relation> {
    let mut all = vec![if person == "visitor" { Relation::Visitor } else { Relation::SignedIn }];
    all.extend(match person {
        "form_check" => Some(Relation::FormCheckOfficer),
        "programme" => Some(Relation::ProgrammeOfficer),
        "administrator" => Some(Relation::Administrator),
        "auditor" => Some(Relation::Auditor),
        _ => None,
    });
    let own = matches!(of, Of::Submitted | Of::Draft | Of::Named);
    all.extend(match person {
        "owner" if own => Some(Relation::Owner),
        "editor" if own => Some(Relation::Editor),
        "commenter" if own => Some(Relation::Commenter),
        "reader" if own => Some(Relation::Reader),
        "unit" if own => Some(Relation::UnitAdministrator),
        "other" if of == Of::Others => Some(Relation::Owner),
        "recommender" if of == Of::Submitted => Some(Relation::Recommender),
        _ => None,
    });
    all
}
