use hefu_text::identifier::{
    Brn, BrnForm, CheckKind, Hkid, HomeReturnPermit, IdentifierError, IdentifierPart, Orcid, ResidentId, Ror, Sex,
    TaiwanId, TaiwanPermit, TaiwanUbn, UbnRule, Uscc,
};
use jiff::civil::date;

fn check<T: std::fmt::Debug>(result: Result<T, IdentifierError>) -> (CheckKind, String) {
    match result {
        Err(IdentifierError::Check { check, expected, .. }) => (check, expected),
        other => panic!("a failed check expected, found {other:?}"),
    }
}

fn part<T: std::fmt::Debug>(result: Result<T, IdentifierError>) -> IdentifierPart {
    match result {
        Err(IdentifierError::Part { part, .. }) => part,
        other => panic!("an impossible part expected, found {other:?}"),
    }
}

#[test]
fn uscc_names_the_check_that_failed() {
    for valid in ["91110000600037341L", "12100000400000624D", "9111 0000 6000 3734 1l"] {
        let wide: String =
            valid.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c != ' ').unwrap_or(c)).collect();
        for text in [valid, wide.as_str()] {
            assert!(Uscc::parse(text).is_ok(), "{text}: {:?}", Uscc::parse(text));
        }
    }
    assert_eq!(check(Uscc::parse("91110000600037341X")), (CheckKind::Final, "L".into()));
    assert_eq!(check(Uscc::parse("91440300MA5DA8QK3X")), (CheckKind::Final, "E".into()));
    assert!(Uscc::parse("91440300MA5DA8QK3E").is_ok());
    assert_eq!(check(Uscc::parse("91110000600037342L")), (CheckKind::OrganisationCode, "1".into()));
    assert_eq!(part(Uscc::parse("B1110000600037341L")), IdentifierPart::Authority);
    assert!(matches!(Uscc::parse("9111000060003734"), Err(IdentifierError::Length { length: 16, .. })));
    assert!(matches!(
        Uscc::parse("9111000060003734IL"),
        Err(IdentifierError::Character { place: 17, character: 'I', .. })
    ));
    assert!(matches!(Uscc::parse("91ABC000600037341L"), Err(IdentifierError::Character { place: 3, .. })));
    let code = Uscc::parse("12100000400000624D").expect("valid");
    assert_eq!(
        (code.authority(), code.body_class(), code.division(), code.organisation_code()),
        ('1', '2', "100000", "400000624")
    );
}

#[test]
fn uscc_accepts_every_registering_authority() {
    // The same organisation code under each authority, with the check character computed here a second time.
    let alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    for authority in "123456789ANY".chars() {
        let body = format!("{authority}1110000600037341");
        let sum: usize = body
            .chars()
            .enumerate()
            .map(|(i, c)| {
                alphabet.find(c).expect("in the alphabet") * 3usize.pow(u32::try_from(i).expect("small")) % 31
            })
            .sum();
        let check = alphabet.chars().nth((31 - sum % 31) % 31).expect("below 31");
        assert!(Uscc::parse(&format!("{body}{check}")).is_ok(), "{authority}");
    }
}

#[test]
fn resident_ids() {
    for valid in [
        "360426199101010071",
        "11010519491231002X",
        "11010519491231002x",
        "810000199001010019",
        "820000199001010010",
        "830000199001010012",
    ] {
        assert!(ResidentId::parse(valid).is_ok(), "{valid}: {:?}", ResidentId::parse(valid));
    }
    assert_eq!(check(ResidentId::parse("360426199101010070")), (CheckKind::Final, "1".into()));
    assert_eq!(part(ResidentId::parse("360426199113010071")), IdentifierPart::BirthDate);
    assert_eq!(part(ResidentId::parse("990426199101010071")), IdentifierPart::Division);
    assert_eq!(part(ResidentId::parse("810001199001010019")), IdentifierPart::Division);
    assert!(matches!(ResidentId::parse("3604261991010100"), Err(IdentifierError::Length { .. })));
    assert!(matches!(ResidentId::parse("36042619910101A071"), Err(IdentifierError::Character { place: 15, .. })));
    let id = ResidentId::parse("11010519491231002X").expect("valid");
    assert_eq!((id.birth_date(), id.sex(), id.division()), (date(1949, 12, 31), Sex::Female, "110105"));
    assert!(ResidentId::parse("810000199001010019").expect("valid").is_residence_permit());
    let old = ResidentId::parse("110105491231002").expect("valid old form");
    assert!(old.is_old_form());
    assert_eq!((old.birth_date(), old.sex()), (date(1949, 12, 31), Sex::Female));
    assert_eq!(old.to_new_form(), id);
}

#[test]
fn hong_kong_identity_cards() {
    for valid in [
        "A123456(3)",
        "AB123456(9)",
        "AB987654(3)",
        "E364912(5)",
        "D288754(2)",
        "G123456(A)",
        "a1234563",
        "Ａ１２３４５６（３）",
    ] {
        assert!(Hkid::parse(valid).is_ok(), "{valid}: {:?}", Hkid::parse(valid));
    }
    assert_eq!(check(Hkid::parse("A123456(4)")), (CheckKind::Final, "3".into()));
    assert_eq!(check(Hkid::parse("G123456(1)")), (CheckKind::Final, "A".into()));
    assert!(matches!(Hkid::parse("A12345"), Err(IdentifierError::Length { .. })));
    assert!(matches!(Hkid::parse("A123456(B)"), Err(IdentifierError::Character { place: 8, .. })));
    assert!(matches!(Hkid::parse("1123456(3)"), Err(IdentifierError::Character { place: 1, .. })));
    assert_eq!(Hkid::parse("a1234563").expect("valid").as_str(), "A123456(3)");
}

#[test]
fn business_registration_numbers() {
    for (text, number, form) in [
        ("12345678", "12345678", BrnForm::Registered),
        ("12345678-000-01-11-1", "12345678", BrnForm::Registered),
        ("C0012345", "C0012345", BrnForm::Dummy),
        ("f0001234", "F0001234", BrnForm::Dummy),
        ("12345", "12345", BrnForm::OldCompanyNumber),
    ] {
        let brn = Brn::parse(text).expect(text);
        assert_eq!((brn.as_str(), brn.form()), (number, form));
    }
    assert_eq!(Brn::parse("12345").expect("valid").to_dummy().as_str(), "C0012345");
    assert!(Brn::parse("123456789").is_err());
    assert!(Brn::parse("").is_err());
    assert!(Brn::parse("CC012345").is_err());
}

#[test]
fn taiwan_unified_business_numbers() {
    for (text, rule) in [
        ("00501503", UbnRule::Both),
        ("22099131", UbnRule::Both),
        ("04595257", UbnRule::Both),
        ("10458575", UbnRule::Both),
        ("10458574", UbnRule::Both),
        ("04595252", UbnRule::Since2023),
    ] {
        assert_eq!(TaiwanUbn::parse(text).expect(text).rule(), rule, "{text}");
    }
    assert_eq!(check(TaiwanUbn::parse("00501502")), (CheckKind::Final, "3/8".into()));
    assert!(matches!(TaiwanUbn::parse("0050150"), Err(IdentifierError::Length { .. })));
    assert!(matches!(TaiwanUbn::parse("0050150A"), Err(IdentifierError::Character { place: 8, .. })));
}

#[test]
fn taiwan_person_numbers() {
    assert_eq!(TaiwanId::parse("A123456789").expect("valid").sex(), Sex::Male);
    assert_eq!(check(TaiwanId::parse("A123456788")), (CheckKind::Final, "9".into()));
    assert_eq!(part(TaiwanId::parse("A323456789")), IdentifierPart::SexDigit);
    assert!(TaiwanId::parse("1123456789").is_err());
}

#[test]
fn orcids() {
    for valid in ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "0000-0002-6378-6229"] {
        assert_eq!(Orcid::parse(valid).expect(valid).as_str(), valid);
        assert_eq!(Orcid::parse(&valid.replace('-', "")).expect(valid).as_str(), valid);
        assert_eq!(Orcid::parse(&format!("https://orcid.org/{valid}")).expect(valid).as_str(), valid);
    }
    assert_eq!(check(Orcid::parse("0000-0002-1825-0098")), (CheckKind::Final, "7".into()));
    assert!(Orcid::parse("0000-0002-1825").is_err());
}

#[test]
fn ror_ids() {
    for valid in ["05dxps055", "01k4yrm29", "02kvxyf05", "03yrm5c26", "04jsz6e67", "00x6h5n95"] {
        assert_eq!(Ror::parse(valid).expect(valid).as_str(), valid);
        assert_eq!(Ror::parse(&format!("https://ror.org/{valid}/")).expect(valid).as_str(), valid);
    }
    assert_eq!(check(Ror::parse("01k4yrm30")), (CheckKind::Final, "29".into()));
    assert_eq!(part(Ror::parse("11k4yrm29")), IdentifierPart::Prefix);
    assert!(matches!(Ror::parse("01k4yrl29"), Err(IdentifierError::Character { place: 7, .. })));
}

#[test]
fn travel_permits() {
    let new = HomeReturnPermit::parse("H01234567").expect("valid");
    let old = HomeReturnPermit::parse("h0123456702").expect("valid");
    assert_eq!(new.person_part(), old.person_part());
    assert_eq!(part(HomeReturnPermit::parse("X01234567")), IdentifierPart::Prefix);
    assert_eq!(
        TaiwanPermit::parse("1234567802").expect("valid").person_part(),
        TaiwanPermit::parse("12345678").expect("valid").person_part()
    );
    assert!(TaiwanPermit::parse("123456789").is_err());
}

#[test]
fn identifiers_are_strings_in_json() {
    let id: Orcid = serde_json::from_str("\"0000000218250097\"").expect("valid");
    assert_eq!(serde_json::to_string(&id).expect("plain data"), "\"0000-0002-1825-0097\"");
    assert!(serde_json::from_str::<Orcid>("\"0000000218250098\"").is_err());
}
