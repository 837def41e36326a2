//! The world's office keeps experts: one with a secret in the register, one who has declined, a decision, a file not entered.
//! The owner names the first and somebody unknown as unsuitable.

use hefu_office::acts::{self, InvitedBy};
use hefu_office::experts::{ExpertSettings, NamedExpert};
use hefu_office::letters::{LetterKind, letter_secret};
use hefu_office::views::{conflicts_view, outbox, register_file};
use hefu_office::{Office, Viewer};

use super::world::{Secrets, doing};

async fn look(office: &Office, programme: &Viewer, works: &str, number: &str) -> String {
    let text = format!(
        "number,name,email,unit,side,works,advisers,HKID\n\
         E1,何啟明,e1@example.org,某所,{},{works},陈志明,{number}\nE2,林美玲,e2@example.org,某院,mainland,,,\n",
        office.config().side
    );
    let upload = office.begin_upload().expect("a file").write(text.as_bytes()).await.expect("written");
    let looked = acts::look_at_register(office, doing(programme), ("experts.csv", upload)).await.expect("looked at");
    looked.file.unwrap_or_else(|| panic!("{:?}", looked.troubles))
}

/// Enters two experts, has one decline, decides on a conflict of the other, and leaves another file unentered. Gives the experts'
/// numbers and what the file is known by.
pub async fn enter_experts(
    office: &Office,
    programme: &Viewer,
    direction: &str,
    secrets: &Secrets,
) -> (Vec<String>, Vec<String>) {
    let by = doing(programme);
    let file = look(office, programme, secrets.get("expert_text"), secrets.get("expert_number")).await;
    let seen = register_file(office, &by, &file).await.expect("kept").seen;
    acts::enter_register(office, by.clone(), &file, &seen, false).await.expect("entered");
    let settings =
        ExpertSettings { statement: "保密（示例）".to_owned(), named_most: Some(2), ..ExpertSettings::default() };
    acts::set_expert_settings(office, by.clone(), settings).await.expect("set");
    acts::invite_experts(office, by.clone(), ["E2".to_owned()].into()).await.expect("invited");
    let letters = outbox(office, &by, None, None, None).await.expect("letters").lines;
    let letter = letters.iter().find(|letter| letter.kind == LetterKind::ExpertInvited).expect("written");
    let link = InvitedBy::Link(letter_secret(office, &letter.letter));
    let why = secrets.get("expert_declined_why");
    acts::decline_as_expert(office, doing(&Viewer::visitor()), link, why).await.expect("declined");
    let found = conflicts_view(office, &by, direction, None).await.expect("seen").lines;
    let found = &found.iter().find(|line| line.found.seat.expert == "E1").expect("a conflict").found;
    let about = (found.seat.clone(), found.rule_word(), found.digest.clone());
    let why = secrets.get("conflict_why");
    acts::decide_conflict(office, by, (about.0, &about.1, &about.2), false, why).await.expect("decided");
    // A changed work stands in no difference; a new expert does.
    let text = format!(
        "number,name,email,unit,side\nE9,{},e9@example.org,某所,{}\n",
        secrets.get("register_file"),
        office.config().side
    );
    let upload = office.begin_upload().expect("a file").write(text.as_bytes()).await.expect("written");
    let looked = acts::look_at_register(office, doing(programme), ("next.csv", upload)).await.expect("looked at");
    (vec!["E1".to_owned(), "E2".to_owned()], vec![looked.file.expect("read")])
}

/// Has an applicant name two experts as unsuitable.
pub async fn name_unsuitable(office: &Office, owner: &Viewer, draft: &str, why: &str) {
    let named = |name: &str, unit: &str| NamedExpert {
        name: name.to_owned(),
        unit: format!("{unit} {why}"),
        reason: format!("爭議 {why}"),
    };
    let experts = vec![named("何启明", "某所"), named("甄某", "某院")];
    acts::name_experts(office, doing(owner), draft, 0, experts).await.expect("named");
}
