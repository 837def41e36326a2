//! Letters about pairs: written with the pairing that finds the change, once for each change, to those who take part.

use hefu_office::acts;
use hefu_office::letters::{LetterKind, LetterMode, LetterState};
use hefu_office::views::{letter_view, outbox};

use crate::pair_of_offices::{Both, Side, half, hand_in};
use crate::world::{at, doing, midway};

/// Kinds, recipients and texts of the letters about pairs that this office wrote, oldest first.
async fn written(side: &Side) -> Vec<(LetterKind, String, String)> {
    let by = doing(&side.programme, &midway());
    let page = outbox(&side.office, &by, None, None, None).await.expect("seen");
    let mut letters = Vec::new();
    for line in page.lines.iter().rev() {
        let about = [
            LetterKind::PartnerFound,
            LetterKind::DifferenceAppeared,
            LetterKind::DifferenceCured,
            LetterKind::PartnerMissing,
            LetterKind::OneSided,
        ];
        if about.contains(&line.kind) {
            let view = letter_view(&side.office, &by, &line.letter).await.expect("read");
            letters.push((line.kind, line.to.clone(), view.body));
        }
    }
    letters
}

fn kinds(letters: &[(LetterKind, String, String)]) -> Vec<LetterKind> {
    letters.iter().map(|(kind, ..)| *kind).collect()
}

#[tokio::test]
async fn found_differing_and_cured_are_told_once_each_on_both_sides() {
    let both = Both::agreed().await;
    let now = midway();
    let one = half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]);
    let (m, _) = hand_in(&both.mainland, &both.mainland.applicant, &one).await;
    let wrong = half("hongkong", "面向老年人的智能健康監測", ["張三", "李五"]);
    let (h, _) = hand_in(&both.hongkong, &both.hongkong.applicant, &wrong).await;
    for _ in 0..3 {
        both.exchange(&now).await;
    }
    let expected = [LetterKind::PartnerFound, LetterKind::DifferenceAppeared];
    for side in [&both.mainland, &both.hongkong] {
        let letters = written(side).await;
        assert_eq!(kinds(&letters), expected);
        for (kind, to, body) in &letters {
            assert_eq!(to, "申請人");
            assert!(!body.contains('⟦') && !body.contains("李五") && !body.contains("李四"), "{kind:?}: {body}");
        }
        assert!(!letters.iter().any(|(.., body)| body.contains("M2020-") && body.contains("H2020-")));
    }
    assert!(written(&both.mainland).await[1].2.contains("项目负责人"), "{}", written(&both.mainland).await[1].2);
    let by = || doing(&both.hongkong.applicant, &now);
    acts::withdraw(&both.hongkong.office, by(), &h, "").await.expect("taken back");
    both.exchange(&now).await;
    let right = half("hongkong", "面向老年人的智能健康監測", ["張三", "李四"]);
    acts::take_in(&both.hongkong.office, by(), &h, &right).await.expect("mended");
    acts::submit(&both.hongkong.office, by(), &h).await.expect("handed in again");
    for _ in 0..3 {
        both.exchange(&now).await;
    }
    for side in [&both.mainland, &both.hongkong] {
        let expected = [LetterKind::PartnerFound, LetterKind::DifferenceAppeared, LetterKind::DifferenceCured];
        assert_eq!(kinds(&written(side).await), expected, "the same partner found again is told of no second time");
    }
    drop(m);
}

#[tokio::test]
async fn an_application_alone_is_told_near_the_end_where_the_office_says_so_and_when_it_is_void() {
    let both = Both::agreed().await;
    let side = &both.mainland;
    let officer = doing(&side.programme, &midway());
    let one = half("mainland", "面向老年人的智能健康监测", ["张三", "李四"]);
    hand_in(side, &side.applicant, &one).await;
    both.exchange(&midway()).await;
    let near = at("2020-06-28T10:00:00");
    let hand = crate::letters::Hand::at(&near);
    let runner = side.office.background(hand.clock(), None);
    runner.run_due().await.expect("worked");
    assert!(written(side).await.is_empty(), "no days are invented");
    acts::set_letter_mode(&side.office, officer, LetterKind::PartnerMissing, LetterMode::AtOnce, Some(5))
        .await
        .expect("set");
    for hours in [1, 1, 1] {
        hand.on(hours);
        runner.run_due().await.expect("worked");
    }
    let letters = written(side).await;
    assert_eq!(kinds(&letters), [LetterKind::PartnerMissing]);
    assert!(letters[0].2.contains("香港方"), "{}", letters[0].2);
    let after = at("2020-07-02T10:00:00");
    for one in [&both.mainland, &both.hongkong] {
        acts::close_direction(&one.office, doing(&one.programme, &after), "1.1").await.expect("closed");
    }
    for _ in 0..2 {
        both.exchange(&after).await;
    }
    let by = || doing(&side.programme, &after);
    acts::settle_direction(&side.office, by(), "1.1", "").await.expect("settled");
    acts::settle_direction(&side.office, by(), "1.1", "").await.expect("again");
    let letters = written(side).await;
    assert_eq!(kinds(&letters), [LetterKind::PartnerMissing, LetterKind::OneSided]);
    let waiting = outbox(&side.office, &by(), Some(LetterState::Waiting), None, None).await.expect("seen");
    assert_eq!(waiting.total, 1, "an officer looks at it first");
}
