//! Texts and topics against texts and topics.

use hefu_panel::affinity::{Affinity, Blend, Profile, affinities, incomparable, terms};

const BLEND: Blend = Blend { text: 1, topics: 0, best: 3, keep: None, reasons: 3 };

fn profile(id: &str, texts: &[&str], topics: &[&str]) -> Profile {
    let own = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    Profile { id: id.to_owned(), texts: own(texts), topics: own(topics) }
}

fn experts() -> Vec<Profile> {
    vec![
        profile("cartilage", &["可降解水凝胶支架用于软骨修复的研究", "关节软骨再生与生物材料"], &["regeneration"]),
        profile("imaging", &["基于深度学习的医学影像诊断方法", "肺部影像的卷积神经网络分割"], &["ai"]),
        profile(
            "networks",
            &["Scheduling for 5G base stations in dense networks", "Edge computing for the Internet of Things"],
            &["5g"],
        ),
    ]
}

fn score(all: &[Affinity], project: &str, expert: &str) -> u32 {
    all.iter().find(|found| found.project == project && found.expert == expert).map_or(0, |found| found.score)
}

#[test]
fn the_expert_of_the_subject_comes_first_and_says_why() {
    let projects = [profile("p", &["软骨缺损修复的水凝胶支架"], &[])];
    let found = affinities(&projects, &experts(), &BLEND);
    assert_eq!(found[0].expert, "cartilage");
    assert!(found[0].reasons.iter().any(|reason| reason.term == "软骨" || reason.term == "凝胶"), "{:?}", found[0]);
    assert!(score(&found, "p", "cartilage") > 3 * score(&found, "p", "imaging"));
    let parts: u32 = found[0].reasons.iter().map(|reason| reason.part).sum();
    assert!(parts > 0 && parts <= 1_000_000);
}

#[test]
fn traditional_characters_and_taiwan_wording_lose_nothing() {
    let written = ["基于深度学习的医学影像诊断", "智能医疗的网络信息平台"];
    let hant = ["基於深度學習的醫學影像診斷", "智能醫療的網路資訊平台"];
    for (simplified, traditional) in written.iter().zip(hant) {
        let both = [profile("p", &[simplified], &[]), profile("q", &[traditional], &[])];
        let found = affinities(&both, &experts(), &BLEND);
        for expert in experts() {
            assert_eq!(score(&found, "p", &expert.id), score(&found, "q", &expert.id), "{simplified} {}", expert.id);
        }
    }
}

#[test]
fn texts_without_a_common_script_are_named_and_not_scored() {
    let projects = [profile("p", &["软骨修复"], &[]), profile("q", &["Dense 5G networks 软骨"], &[])];
    let found = affinities(&projects, &experts(), &BLEND);
    assert_eq!(score(&found, "p", "networks"), 0);
    assert!(score(&found, "q", "networks") > 0);
    assert_eq!(incomparable(&projects, &experts()), [("p".to_owned(), "networks".to_owned())]);
}

#[test]
fn topics_count_by_the_offices_share() {
    let projects = [profile("p", &["软骨修复"], &["ai", "5g"])];
    let found = affinities(&projects, &experts(), &Blend { text: 0, topics: 1, ..BLEND });
    assert_eq!((score(&found, "p", "imaging"), score(&found, "p", "cartilage")), (500_000, 0));
    let both = affinities(&projects, &experts(), &Blend { text: 1, topics: 1, ..BLEND });
    assert_eq!(score(&both, "p", "imaging"), 250_000);
}

#[test]
fn a_text_is_wholly_like_itself() {
    let text = "Hydrogel scaffolds 水凝胶支架";
    let one = [profile("p", &[text], &[])];
    let found = affinities(&one, &[profile("e", &[text], &[]), profile("f", &["其他 things"], &[])], &BLEND);
    assert!((999_000..=1_000_000).contains(&score(&found, "p", "e")), "{found:?}");
}

#[test]
fn only_the_best_are_kept_and_the_order_of_experts_changes_nothing() {
    let projects = [profile("p", &["医学影像与软骨修复"], &[])];
    let mut turned = experts();
    turned.reverse();
    let keep = Blend { keep: Some(1), ..BLEND };
    let found = affinities(&projects, &experts(), &keep);
    assert_eq!(found.len(), 1);
    assert_eq!(found, affinities(&projects, &turned, &keep));
}

#[test]
fn words_lose_their_plural_and_empty_ones_go() {
    let found: Vec<String> =
        terms("The studies of networks, 5G and viruses").into_iter().map(|(_, term)| term).collect();
    assert_eq!(found, ["study", "network", "5g", "viruse"]);
}
