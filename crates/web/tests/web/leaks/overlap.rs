//! The owner's and the other applicant's texts share a paragraph. The world's office has compared them, and an officer has noted
//! what was made of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use hefu_office::overlap::{OverlapSettings, Remark};
use hefu_office::views::{finding_view, overlap_view};
use hefu_office::{Office, Viewer, acts};

use super::world::{doing, now};

/// What stands in every application of the world behind what is its own.
pub const SHARED: &str =
    "下面這一段在兩份申請之中完全一樣，足夠列出，也足夠讓查看的人把它和前後的文字一併看清楚，除此之外沒有別的意思。";

/// Has the direction compared, and notes a reason for what was found.
pub async fn compare(office: &Office, known: &BTreeMap<&'static str, Viewer>, direction: &str, why: &str) {
    let wanted = OverlapSettings { listing: Some(30), alert: Some(300), common: Some(4) };
    acts::set_overlap(office, doing(&known["programme"]), direction, wanted).await.expect("set");
    let by = doing(&known["form_check"]);
    acts::compare_texts(office, by.clone(), direction).await.expect("asked");
    office.background(Arc::new(|| now().timestamp()), None).run_due().await.expect("worked");
    let view = overlap_view(office, &by, direction, None, None).await.expect("seen");
    let lines = view.comparison.expect("compared").lines;
    let [line] = lines.as_slice() else { panic!("one finding, not {}", lines.len()) };
    let [first, second] = &line.finding.applications;
    let pair = [first.as_str(), second.as_str()];
    let evidence = finding_view(office, &by, direction, pair).await.expect("seen").evidence;
    acts::note_overlap(office, by, direction, (pair, &evidence), Remark::Pursue, why).await.expect("noted");
}
