//! Two offices made alike but for one secret answer alike to whoever may not see it: status, headers, body. What is masked
//! are hashes and signatures, which follow from everything.

use hefu_words::Lang;

use super::crawl::get;
use super::people::Principal;
use super::routes::addresses;
use super::table::row_of;
use super::world::{HONGKONG, Secrets, World};

/// Secrets that differ, one after another.
const DIFFER: [&str; 11] = [
    "draft_text",
    "identity",
    "comment",
    "ruling",
    "others_title",
    "others_content",
    "overlap_note",
    "named_experts",
    "partner_alone",
    "invited_address",
    "sent_back_why",
];

/// Hashes and signatures: runs of 32 and more hexadecimal digits, or of 40 and more of base64.
fn masked(text: &str) -> String {
    let base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let mut out = String::new();
    let mut run = String::new();
    let flush = |run: &mut String, out: &mut String| {
        let hex = run.len() >= 32 && run.chars().all(|c| c.is_ascii_hexdigit());
        out.push_str(if hex || run.len() >= 40 { "#" } else { run });
        run.clear();
    };
    for c in text.chars() {
        if base64(c) {
            run.push(c);
        } else {
            flush(&mut run, &mut out);
            out.push(c);
        }
    }
    flush(&mut run, &mut out);
    out
}

/// Headers without the length of a PDF: the hashes in it are packed to other lengths, and nothing else of it differs.
fn sized(head: &str) -> String {
    if !head.contains("application/pdf") {
        return head.to_owned();
    }
    head.lines().filter(|line| !line.starts_with("content-length:")).collect::<Vec<_>>().join("\n")
}

/// Where two answers part, for the report.
fn first_difference(one: &Masked, other: &Masked) -> String {
    let text = |(status, head, body): &Masked| format!("{status}\n{head}\n{body}");
    let (one, other) = (text(one), text(other));
    let at = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(at.saturating_sub(60)).take(160).collect::<String>();
    format!("“{}” and “{}”", around(&one), around(&other))
}

#[test]
fn hashes_are_masked_and_words_are_not() {
    assert_eq!(masked(&format!("a {} b", "0f".repeat(32))), "a # b");
    assert_eq!(masked("zq01canary and zq01falcon"), "zq01canary and zq01falcon");
}

/// An answer with hashes and signatures masked.
type Masked = (u16, String, String);

async fn answers(world: &World, who: &Principal, addresses: &[String]) -> Vec<Masked> {
    let mut all = Vec::new();
    for address in addresses {
        let got = get(world, who, address, None).await;
        all.push((got.status, masked(&sized(&got.head)), masked(&got.body)));
    }
    all
}

#[tokio::test]
async fn whoever_may_not_see_a_secret_gets_the_same_answers_whatever_it_is() {
    let one = World::make(HONGKONG, Secrets::plain(), vec![Lang::En]).await;
    let addresses = addresses(&one);
    let mut usual = Vec::new();
    for who in &one.principals {
        usual.push(answers(&one, who, &addresses).await);
    }
    for secret in DIFFER {
        let other = World::make(HONGKONG, Secrets::but(secret), vec![Lang::En]).await;
        let row = row_of(secret);
        let mut differs_for_those_who_may = false;
        for (who, usual) in other.principals.iter().zip(&usual) {
            let may = row.ticks.contains(&who.person);
            if may && (differs_for_those_who_may || who.scopes.is_some()) {
                continue;
            }
            let here = answers(&other, who, &addresses).await;
            differs_for_those_who_may |= may && here != *usual;
            let parts = |(a, b): &(&Masked, &Masked)| !may && a != b;
            let shown = usual.iter().zip(&here).zip(&addresses).find(|(pair, _)| parts(pair));
            if let Some(((a, b), address)) = shown {
                panic!("{secret} shows to {} at {address}: {}", who.name, first_difference(a, b));
            }
        }
        assert!(differs_for_those_who_may, "{secret} differs for nobody: it is not in the world");
    }
}
