//! Two offices and the terms between them.

use hefu_exchange::{Field, Member, Terms};
use hefu_guide::Guide;
use hefu_ledger::key::SigningKey;

pub const MAINLAND: &str = "mainland.example/hefu";
pub const HONGKONG: &str = "hongkong.example/hefu";

pub fn key(origin: &str) -> SigningKey {
    let byte = u8::try_from(origin.len()).expect("a short name");
    SigningKey::from_seed(origin, [byte; 32]).expect("a key")
}

pub fn guide() -> Guide {
    hefu_guide::builtin("hkmt-2020").expect("it is built in")
}

fn member(side: &str, origin: &str) -> Member {
    Member { side: side.to_owned(), origin: origin.to_owned(), key: key(origin).verifier().to_string() }
}

pub fn terms() -> Terms {
    Terms {
        exchange: "hkmt-2020 hongkong mainland".to_owned(),
        guide: "hkmt-2020".to_owned(),
        directions: vec!["1.1".to_owned()],
        basis: "内地与香港科技合作协议（示例）".to_owned(),
        fields: Field::ALL.to_vec(),
        notices: Vec::new(),
        decision: true,
        identities: true,
        offices: vec![member("mainland", MAINLAND), member("hongkong", HONGKONG)],
    }
}
