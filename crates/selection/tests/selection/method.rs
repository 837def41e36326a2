//! What a method leaves open blocks; how what the sides say becomes one worth.

use hefu_selection::{
    Combination, Draft, Exclusion, Mapping, Method, Mode, Points, Policy, Preference, Second, Unset, Weight, combine,
};

use crate::world::{FREE, guide, method, project, sides};

fn points(text: &str) -> Points {
    text.parse().expect("a number")
}

#[test]
fn nothing_is_assumed_that_the_sides_have_not_stated() {
    let unset = Draft::default().settle(&sides()).expect_err("empty");
    assert_eq!(unset, [Unset::Combination, Unset::Policy, Unset::Second]);
    let draft = Draft {
        combination: Some(Combination::WeightedScores(vec![Weight {
            side: "macau".to_owned(),
            weight: Points(0),
            mapping: Some(Mapping { from: [points("5"), points("1")], to: [points("0"), points("100")] }),
        }])),
        policy: Some(Policy::Stop),
        second: Some(Second::Side("japan".to_owned())),
        ..Draft::default()
    };
    let side = |side: &str| side.to_owned();
    let wanted = [
        Unset::Side { side: side("macau") },
        Unset::WeightNotPositive { side: side("macau") },
        Unset::Mapping { side: side("macau") },
        Unset::Weight { side: side("mainland") },
        Unset::Weight { side: side("hongkong") },
        Unset::Side { side: side("japan") },
    ];
    assert_eq!(draft.settle(&sides()).expect_err("faulty"), wanted);
}

#[test]
fn the_default_rulings_fill_in_consent_and_preference_only() {
    let draft = Draft {
        combination: Some(Combination::WorsePlace),
        policy: Some(FREE),
        second: Some(Second::None),
        ..Draft::default()
    };
    let settled = draft.settle(&sides()).expect("whole");
    assert_eq!((settled.mode, settled.preference), (Mode::BothSupport, Preference::TieBreak));
}

#[test]
fn who_cannot_be_chosen_and_why() {
    let mut call = guide();
    for at in 0..4 {
        call.projects.push(project("1.1", at, 1, [1, 1]));
    }
    let stand =
        |call: &mut hefu_selection::Call, at: usize| call.projects[at].standings.remove("hongkong").expect("stood");
    call.projects[1].standings.get_mut("hongkong").expect("stands").supported = Some(false);
    stand(&mut call, 2);
    call.projects[3].standings.get_mut("mainland").expect("stands").place = None;
    let why = |call: &hefu_selection::Call, method: &Method| combine(call, method).expect("sound").excluded;
    let one = |side: &str| vec![side.to_owned()];
    assert_eq!(
        why(&call, &method(FREE)),
        [
            (1, Exclusion::Refused { sides: one("hongkong") }),
            (2, Exclusion::Unsaid { sides: one("hongkong") }),
            (3, Exclusion::NoStanding { sides: one("mainland") }),
        ]
    );
    let committee =
        Draft { mode: Some(Mode::Committee), policy: Some(FREE), second: Some(Second::None), ..Draft::default() };
    let committee = committee.settle(&sides()).expect("whole");
    assert_eq!(why(&call, &committee).len(), 4, "nobody stands in the committee's order");
    let standing = call.projects[0].standings["mainland"].clone();
    call.projects[0].standings.insert("joint".to_owned(), standing);
    assert_eq!(why(&call, &committee).len(), 3);
}

#[test]
fn places_count_among_those_that_may_be_chosen_and_equals_share_the_middle() {
    let mut call = guide();
    for (at, place) in [10, 20, 20, 70].into_iter().enumerate() {
        call.projects.push(project("1.1", at, 1, [place, 1]));
    }
    let combined = combine(&call, &method(FREE)).expect("sound");
    let twice: Vec<_> = combined.parts.iter().map(|parts| parts[0].twice_place).collect();
    assert_eq!(twice, [Some(2), Some(5), Some(5), Some(8)]);
    assert!(combined.parts.iter().all(|parts| parts[1].twice_place == Some(5)));
    call.projects[0].standings.get_mut("hongkong").expect("stands").supported = Some(false);
    let combined = combine(&call, &method(FREE)).expect("sound");
    assert_eq!(
        combined.parts.iter().map(|parts| parts[0].twice_place).collect::<Vec<_>>(),
        [Some(3), Some(3), Some(6)]
    );
}

#[test]
fn raw_mapped_and_weighted_scores_stand_apart() {
    let mut call = guide();
    call.projects.push(project("1.1", 0, 1, [1, 1]));
    for (side, score) in [("mainland", "3.5"), ("hongkong", "82.25")] {
        call.projects[0].standings.get_mut(side).expect("stands").score = Some(points(score));
    }
    let mapping = Mapping { from: [points("1"), points("5")], to: [points("0"), points("100")] };
    let weights = vec![
        Weight { side: "mainland".to_owned(), weight: points("0.6"), mapping: Some(mapping) },
        Weight { side: "hongkong".to_owned(), weight: points("0.4"), mapping: None },
    ];
    let method = Method { combination: Combination::WeightedScores(weights), ..method(FREE) };
    let combined = combine(&call, &method).expect("sound");
    let part = &combined.parts[0][0];
    assert_eq!((part.raw, part.mapped), (Some(points("3.5")), Some(points("62.5"))));
    assert_eq!(combined.parts[0][1].mapped, None);
    // 0.6 × 62.5 + 0.4 × 82.25
    assert_eq!(combined.instance.items[0].worth, 70_400_000);
}

#[test]
fn a_bonus_is_in_the_worth() {
    let mut call = guide();
    call.projects.push(project("1.1", 0, 1, [1, 1]));
    let worth = |call: &hefu_selection::Call, preference| {
        let method = Method { preference, ..method(FREE) };
        combine(call, &method).expect("sound").instance.items[0].worth
    };
    let plain = worth(&call, Preference::Bonus(points("1.5")));
    call.projects[0].preferred = true;
    assert_eq!(worth(&call, Preference::Bonus(points("1.5"))) - plain, 3, "a place and a half, counted in halves");
    assert_eq!(worth(&call, Preference::TieBreak), plain);
}

#[test]
fn scores_are_exact_decimals() {
    assert_eq!(points("-0.5"), Points(-500_000));
    assert_eq!(points("87.123456").to_string(), "87.123456");
    assert_eq!(points("90.500").to_string(), "90.5");
    for wrong in ["", "8,5", "1e3", "1.", ".5", "0.1234567", "12345678901"] {
        assert!(wrong.parse::<Points>().is_err(), "{wrong}");
    }
}
