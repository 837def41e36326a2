//! Whatever is done in whatever order, a confirmation is of the version in force, and the tables follow from the journal.

use hefu_office::acts;
use hefu_office::confirmation::{Level, Stand};
use hefu_office::verify::verify;
use hefu_office::views::application_view;
use proptest::prelude::*;

use crate::confirming::{Asked, BODY};
use crate::world::{doing, midway};

#[derive(Clone, Copy, Debug)]
enum Step {
    Write,
    HandIn,
    TakeBack,
    Confirm(Level),
    ConfirmEarlier(Level),
    SendBack(Level),
    Withdraw(Level),
    AskAgain,
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![Just(Level::Unit), Just(Level::Recommender)]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let one = prop_oneof![
        2 => Just(Step::Write),
        4 => Just(Step::HandIn),
        1 => Just(Step::TakeBack),
        5 => level().prop_map(Step::Confirm),
        2 => level().prop_map(Step::ConfirmEarlier),
        1 => level().prop_map(Step::SendBack),
        1 => level().prop_map(Step::Withdraw),
        1 => Just(Step::AskAgain),
    ];
    proptest::collection::vec(one, 1..30)
}

/// Does a step; what is refused changes nothing.
async fn step(asked: &Asked, draft: &str, step: Step, version: &mut i64, seen: &mut Vec<String>) {
    let (office, own) = (&asked.world.office, doing(&asked.world.applicant, &midway()));
    let who = |level| if level == Level::Unit { &asked.unit } else { &asked.recommender };
    match step {
        Step::Write => {
            let title = format!("題目{version}");
            if let Ok(saved) = asked.world.save(&asked.world.applicant, draft, &title, *version).await {
                *version = saved;
            }
        }
        Step::HandIn => {
            if acts::submit(office, own, draft).await.is_ok() {
                seen.push(asked.looked(draft, Level::Unit).await.digest);
            }
        }
        Step::TakeBack => drop(acts::withdraw(office, own, draft, "").await),
        Step::Confirm(level) => drop(asked.confirm(who(level), draft, level).await),
        Step::ConfirmEarlier(level) => {
            let Some(digest) = seen.first().cloned() else { return };
            let looked = acts::Looked { digest, ..asked.looked(draft, level).await };
            drop(acts::confirm(office, doing(who(level), &midway()), [looked].into()).await);
        }
        Step::SendBack(level) => drop(asked.send_back(who(level), draft, level, "改").await),
        Step::Withdraw(level) => {
            drop(acts::withdraw_confirmation(office, doing(who(level), &midway()), draft, level).await);
        }
        Step::AskAgain => drop(asked.ask(draft, Level::Recommender, BODY).await),
    }
}

#[test]
fn a_confirmation_is_always_of_the_version_in_force() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let asked = runtime.block_on(Asked::both());
    let confirmed = std::cell::Cell::new(0);
    proptest!(ProptestConfig::with_cases(24), |(steps in steps())| {
        runtime.block_on(async {
            let draft = asked.draft("題目").await;
            let (mut version, mut seen) = (1, Vec::new());
            for one in steps {
                step(&asked, &draft, one, &mut version, &mut seen).await;
                let view = asked.view(&asked.world.applicant, &draft).await;
                let officer = doing(&asked.world.form_check, &midway());
                let handed_in = application_view(&asked.world.office, &officer, &draft).await.ok();
                let submitted = handed_in.filter(|view| view.standing.state() == hefu_application::State::Submitted);
                let mut before = true;
                for one in &view.found.levels {
                    let Stand::Given(given) = &one.standing else {
                        before = false;
                        continue;
                    };
                    confirmed.set(confirmed.get() + 1);
                    assert!(before, "nobody confirms before the lead unit");
                    let now = submitted.as_ref().expect("what is confirmed is handed in");
                    assert_eq!((given.revision, &given.digest), (now.revision, &view.found.digest));
                    assert_eq!(Some(&given.digest), seen.last(), "of the version handed in last");
                }
            }
        });
    });
    assert!(confirmed.get() > 50, "{} confirmations were looked at", confirmed.get());
    let found = runtime.block_on(verify(asked.world.office.db())).expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
}
