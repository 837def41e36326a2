//! Pairing codes: as they are typed, whom they name, and that they cross only where the terms say so.

use hefu_application::{Application, ApplicationId, State};
use hefu_exchange::{Card, Field, code_digest, named_by_code, pairing_code};

fn card(number: &str, code: Option<&str>, fields: &[Field]) -> Card {
    let mut application = Application::new(ApplicationId::new("mainland", number));
    application.state = State::Submitted;
    Card::of(&application, 1, fields).with_code(code.and_then(code_digest), fields)
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let chance = std::array::from_fn(|at| (at * 7) as u8);
    let code = pairing_code(&chance);
    assert_eq!(code.len(), 19);
    let digest = code_digest(&code).expect("a code");
    let wide: String = code.chars().map(|sign| char::from_u32(u32::from(sign) + 0xfee0).expect("full width")).collect();
    for typed in [code.to_lowercase(), code.replace('-', ""), format!("  {} ", code.replace('-', " — ")), wide] {
        assert_eq!(code_digest(&typed), Some(digest.clone()), "{typed}");
    }
    assert!(!digest.contains(&code));
    for wrong in ["", "-", "I234-5678-9ABC-DEFG", "2345-6789-ABCD", "2345-6789-ABCD-EFGH-J", "配對碼"] {
        assert_eq!(code_digest(wrong), None, "{wrong}");
    }
}

#[test]
fn a_code_names_the_one_half_that_bears_it_on_the_other_side_and_nobody_where_two_do() {
    let (one, two) = ("2345-6789-ABCD-EFGH", "HGFE-DCBA-9876-5432");
    let cards = [
        ("mainland", card("M1", Some(one), &Field::ALL)),
        ("hongkong", card("H1", Some(one), &Field::ALL)),
        ("mainland", card("M2", Some(two), &Field::ALL)),
        ("mainland", card("M3", Some(two), &Field::ALL)),
        ("hongkong", card("H2", Some(two), &Field::ALL)),
        ("hongkong", card("H3", None, &Field::ALL)),
    ];
    let named = named_by_code(cards.iter().map(|(side, card)| (*side, card)));
    let of = |side: &str, number: &str| named.get(&(side.to_owned(), number.to_owned())).map(String::as_str);
    assert_eq!((of("mainland", "M1"), of("hongkong", "H1")), (Some("H1"), Some("M1")));
    assert_eq!(named.len(), 2, "a code borne twice on a side names nobody");
}

#[test]
fn a_code_crosses_only_where_the_terms_name_it_and_not_after_taking_back() {
    let code = "2345-6789-ABCD-EFGH";
    let others: Vec<Field> = Field::ALL.into_iter().filter(|field| *field != Field::PairingCode).collect();
    assert_eq!(card("M1", Some(code), &others).pairing_code, None);
    let carried = card("M1", Some(code), &Field::ALL);
    assert!(carried.pairing_code.is_some());
    assert_eq!(carried.withdrawn().pairing_code, None);
}
