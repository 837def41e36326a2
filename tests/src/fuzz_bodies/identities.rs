//! What the fuzz target of the comparison of identity numbers does with its bytes: a step of the partner's.

use std::sync::LazyLock;

use hefu_exchange::identities::{
    Asked, EvaluationKey, IdentityStep, PairMarks, QUESTION_MOST, Value, ask, opened, question_id,
};

static KEY: LazyLock<EvaluationKey> =
    LazyLock::new(|| EvaluationKey::derive(&[21; 32], "hkmt-2020 hongkong mainland", "1.1").expect("a key"));
/// A question that waits: the corpus has its answer.
static QUESTION: LazyLock<Asked> = LazyLock::new(|| {
    let values = [("hkid", "A123456(3)"), ("resident_id", "11010519491231002X")];
    let values: Vec<Value> = values.iter().filter_map(|(scheme, number)| Value::of(scheme, number)).collect();
    ask(&values, [22; 32]).expect("a question")
});

/// A step: written and read again it is the same. A question is answered element by element, with a proof, or not at all; an
/// answer is believed only if it is the one that the key gives.
pub fn identity_step(bytes: &[u8]) {
    let Ok(step) = serde_json::from_slice::<IdentityStep>(bytes) else { return };
    let written = serde_json::to_value(&step).expect("what was read can be written");
    assert_eq!(serde_json::from_value::<IdentityStep>(written).expect("and read"), step);
    match &step {
        IdentityStep::Asked { key, elements } => {
            assert_eq!(question_id(key, elements).len(), 64);
            if let Ok((answer, _)) = KEY.answer(elements, [23; 32]) {
                assert!(answer.len() == elements.len() && answer.len() <= QUESTION_MOST);
            }
        }
        IdentityStep::Answered { elements, proof, .. } => {
            let Ok(all) = opened(&QUESTION.blinds, (elements, proof), &KEY.public()) else { return };
            for (value, output) in all {
                assert_eq!(KEY.output(&value).as_ref(), Ok(&output), "believed, and what the key gives");
            }
        }
        IdentityStep::Offered { key, .. } => {
            let (answer, proof) = KEY.answer(&QUESTION.elements, [23; 32]).expect("answered");
            assert!(*key == KEY.public() || opened(&QUESTION.blinds, (&answer, &proof), key).is_err());
        }
        IdentityStep::People { pairs, .. } => {
            let marks = |pair: &PairMarks| pair.marks.len();
            assert!(pairs.iter().map(marks).sum::<usize>() <= bytes.len());
        }
        IdentityStep::Ended {} | IdentityStep::Refused { .. } => {}
    }
}
