//! The world's office asks for confirmation by the lead unit and by a recommender.

use std::collections::BTreeMap;

use hefu_office::acts::{self, Looked};
use hefu_office::confirmation::{Confirmations, Level};
use hefu_office::views::confirmation_view;
use hefu_office::{Office, Viewer};

use super::world::{at, doing};

const BODY: &str = "示例推薦局";

/// Confirmation by the lead unit and by a recommender is asked for.
pub async fn ask_for_confirmations(office: &Office, programme: &Viewer, direction: &str) {
    let wanted = Confirmations { unit: Some(at("2020-06-20T17:00:00")), recommender: Some(at("2020-06-25T17:00:00")) };
    let why = "示例";
    acts::require_confirmations(office, doing(programme), direction, wanted, why).await.expect("asked for");
    acts::name_recommender(office, doing(programme), BODY, "recommender@example.org").await.expect("named");
}

/// The application is handed in, sent back by its unit, handed in again and confirmed by it; the recommender is asked.
pub async fn confirmed(office: &Office, known: &BTreeMap<&'static str, Viewer>, draft: &str, why: &str) {
    let (owner, unit) = (doing(&known["owner"]), doing(&known["unit"]));
    let account = known["unit"].account.clone().expect("an account").0;
    acts::ask_confirmation(office, owner.clone(), draft, Level::Unit, &account).await.expect("asked");
    acts::ask_confirmation(office, owner.clone(), draft, Level::Recommender, BODY).await.expect("asked");
    let number = acts::submit(office, owner.clone(), draft).await.expect("handed in").number;
    let digest = async || {
        let view = confirmation_view(office, &unit, draft).await.expect("seen");
        view.expect("asked for").found.digest
    };
    acts::send_back(office, unit.clone(), draft, Level::Unit, &digest().await, why).await.expect("sent back");
    acts::submit(office, owner, draft).await.expect("handed in again");
    let looked = Looked { number, level: Level::Unit, digest: digest().await };
    acts::confirm(office, unit.clone(), [looked].into()).await.expect("confirmed");
}
