use hefu_text::script::{to_hant_hk, to_hant_tw};
use hefu_text::tokens::{Token, WORD, tokens, units};
use proptest::prelude::*;

fn all(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokens(text, |token| out.push(token));
    out
}

fn values(text: &str) -> Vec<u32> {
    all(text).into_iter().map(|token| token.value).collect()
}

fn places<'a>(text: &'a str, tokens: &[Token]) -> Vec<&'a str> {
    let place = |t: &Token| &text[t.start as usize..t.start as usize + usize::from(t.len)];
    tokens.iter().map(place).collect()
}

#[test]
fn a_character_or_a_word_is_a_token_with_its_place() {
    let text = "面向5G／B5G網絡的 Deep-Learning 方法（2020）。";
    let found = all(text);
    assert_eq!(
        places(text, &found),
        ["面", "向", "5G", "B5G", "網", "絡", "的", "Deep", "Learning", "方", "法", "2020"]
    );
    let weights: Vec<u32> = found.iter().map(|t| units(t.value)).collect();
    assert_eq!(weights, [1, 1, 2, 2, 1, 1, 1, 2, 2, 1, 1, 2]);
}

#[test]
fn width_case_script_and_signs_make_no_difference() {
    assert_eq!(values("深度學習、網絡；AI 輔助"), values("深度学习 网络 ＡＩ辅助"));
    assert_eq!(values("cafe\u{301} na\u{ef}ve"), values("CAF\u{c9} nai\u{308}ve"));
    assert_eq!(values("⼈⼯智能"), values("人工智能"));
    assert_eq!(values("info\u{ad}rmation ﬁeld"), values("information field"));
    assert_ne!(values("information"), values("informations"));
    assert_eq!(units(0), 0);
}

#[test]
fn a_text_without_spaces_is_many_tokens() {
    assert!(all(&"x".repeat(1_000)).len() >= 5);
    assert!(all(&"é".repeat(1_000)).len() >= 5);
}

proptest! {
    #[test]
    fn places_lie_in_the_text_in_order_and_on_characters(text in "\\PC{0,60}|[a-zé ﬁ①㈠中國网,\u{300}\u{200b}]{0,60}") {
        let found = all(&text);
        prop_assert!(found.is_sorted_by_key(|t| t.start));
        for t in &found {
            prop_assert!(text.get(t.start as usize..t.start as usize + usize::from(t.len)).is_some());
            prop_assert!(t.value != 0 && t.len > 0);
        }
    }

    #[test]
    fn traditional_text_has_the_tokens_of_its_simplified_form(text in "[研究智能体系统开发测试数据头发展]{0,30}") {
        prop_assert_eq!(values(&to_hant_hk(&text)).len(), values(&text).len());
        prop_assert_eq!(values(&hefu_text::script::fold(&to_hant_tw(&text))), values(&to_hant_tw(&text)));
        prop_assert!(values(&text).iter().all(|value| value & WORD == 0));
    }
}
