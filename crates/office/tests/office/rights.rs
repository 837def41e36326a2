//! The policies say what they should; lists show exactly what single questions allow.

use std::collections::BTreeSet;

use hefu_office::lists::{Ask, Kind};
use hefu_office::rights::Question;
use hefu_office::views::{ListTo, application_view, list, pair_view};
use hefu_office::{Action, Class, OfficeRole, Relation, Rights, Thing, Viewer, acts};
use proptest::prelude::*;

use crate::world::{World, doing, midway};

fn ask(rights: &Rights, relation: Relation, action: Action, thing: Thing, class: Class, open: bool) -> bool {
    rights.may(Question { relation, action, thing, class, open }).yes()
}

#[test]
fn what_no_policy_permits_is_refused() {
    let rights = Rights::embedded().expect("the policies compile");
    let mut allowed = BTreeSet::new();
    for relation in Relation::ALL {
        for action in Action::ALL {
            for thing in Thing::ALL {
                for class in Class::ALL {
                    for open in [false, true] {
                        if ask(&rights, *relation, *action, thing, *class, open) {
                            allowed.insert((relation.word(), action.word(), thing.kind()));
                        }
                    }
                }
            }
        }
    }
    let expected = [
        ("administrator", "manage", "accounts"),
        ("administrator", "see", "accounts"),
        ("administrator", "see", "exchange"),
        ("administrator", "see", "journal"),
        ("administrator", "see", "letters"),
        ("auditor", "see", "application"),
        ("auditor", "see", "exchange"),
        ("auditor", "see", "pair"),
        ("auditor", "see", "journal"),
        ("auditor", "see", "decision"),
        ("auditor", "see", "experts"),
        ("form_check_officer", "compare", "overlap"),
        ("form_check_officer", "see", "overlap"),
        ("programme_officer", "compare", "overlap"),
        ("programme_officer", "require", "overlap"),
        ("programme_officer", "see", "overlap"),
        ("owner", "see", "named_experts"),
        ("owner", "edit", "named_experts"),
        ("editor", "see", "named_experts"),
        ("editor", "edit", "named_experts"),
        ("reader", "see", "named_experts"),
        ("commenter", "see", "named_experts"),
        ("programme_officer", "see", "named_experts"),
        ("programme_officer", "assign", "experts"),
        ("expert", "accept", "discussion"),
        ("expert", "see", "discussion"),
        ("expert", "comment", "discussion"),
        ("programme_officer", "see", "discussion"),
        ("programme_officer", "comment", "discussion"),
        ("programme_officer", "require", "discussion"),
        ("auditor", "see", "discussion"),
        ("programme_officer", "require", "review_form"),
        ("programme_officer", "see", "review_form"),
        ("auditor", "see", "review_form"),
        ("auditor", "see", "award"),
        ("commenter", "see", "award"),
        ("editor", "edit", "award"),
        ("editor", "see", "award"),
        ("owner", "ask", "award"),
        ("owner", "edit", "award"),
        ("owner", "see", "award"),
        ("programme_officer", "decide", "award"),
        ("programme_officer", "see", "award"),
        ("reader", "see", "award"),
        ("unit_administrator", "see", "award"),
        ("owner", "see", "appeal"),
        ("owner", "ask", "appeal"),
        ("owner", "withdraw", "appeal"),
        ("editor", "see", "appeal"),
        ("reader", "see", "appeal"),
        ("commenter", "see", "appeal"),
        ("unit_administrator", "see", "appeal"),
        ("programme_officer", "see", "appeal"),
        ("programme_officer", "decide", "appeal"),
        ("programme_officer", "require", "appeal"),
        ("auditor", "see", "appeal"),
        ("programme_officer", "see", "review"),
        ("auditor", "see", "review"),
        ("expert", "see", "review"),
        ("expert", "accept", "review"),
        ("expert", "decline", "review"),
        ("expert", "edit", "review"),
        ("expert", "submit", "review"),
        ("expert", "reopen", "review"),
        ("programme_officer", "see", "experts"),
        ("programme_officer", "see", "decision"),
        ("programme_officer", "decide", "decision"),
        ("commenter", "comment", "application"),
        ("commenter", "see", "application"),
        ("editor", "comment", "application"),
        ("editor", "edit", "application"),
        ("editor", "see", "application"),
        ("form_check_officer", "rule", "application"),
        ("form_check_officer", "see", "application"),
        ("form_check_officer", "rule", "pair"),
        ("form_check_officer", "see", "exchange"),
        ("form_check_officer", "see", "pair"),
        ("owner", "comment", "application"),
        ("owner", "edit", "application"),
        ("owner", "invite", "application"),
        ("owner", "see", "application"),
        ("owner", "submit", "application"),
        ("owner", "withdraw", "application"),
        ("programme_officer", "close", "pair"),
        ("programme_officer", "exchange", "exchange"),
        ("programme_officer", "see", "exchange"),
        ("programme_officer", "see", "pair"),
        ("programme_officer", "extend", "notice"),
        ("programme_officer", "publish", "notice"),
        ("programme_officer", "release", "letters"),
        ("programme_officer", "see", "application"),
        ("programme_officer", "see", "journal"),
        ("programme_officer", "see", "letters"),
        ("owner", "show", "application"),
        ("owner", "hide", "application"),
        ("owner", "code", "application"),
        ("editor", "code", "application"),
        ("confirming_unit", "confirm", "confirmation"),
        ("confirming_unit", "send_back", "confirmation"),
        ("confirming_unit", "withdraw", "confirmation"),
        ("owner", "ask", "application"),
        ("programme_officer", "require", "notice"),
        ("recommender", "confirm", "confirmation"),
        ("recommender", "see", "application"),
        ("recommender", "send_back", "confirmation"),
        ("recommender", "withdraw", "confirmation"),
        ("reader", "see", "application"),
        ("signed_in", "begin", "application"),
        ("unit_administrator", "comment", "application"),
        ("unit_administrator", "see", "application"),
    ];
    let public = |thing| Relation::ALL.iter().map(move |relation| (relation.word(), "see", thing));
    assert_eq!(allowed, expected.into_iter().chain(public("notice")).chain(public("result")).collect());
}

#[test]
fn drafts_are_the_applicants_and_identity_numbers_the_form_checks() {
    let rights = Rights::embedded().expect("the policies compile");
    for relation in Relation::ALL {
        let applicant = matches!(relation, Relation::Owner | Relation::Editor | Relation::Reader | Relation::Commenter);
        let takes_part = applicant || *relation == Relation::UnitAdministrator;
        assert_eq!(ask(&rights, *relation, Action::See, Thing::Draft, Class::Exchanged, true), takes_part);
        assert_eq!(ask(&rights, *relation, Action::See, Thing::Submitted, Class::Team, true), takes_part);
        let form_check = *relation == Relation::FormCheckOfficer;
        let sees = ask(&rights, *relation, Action::See, Thing::Submitted, Class::Identity, true);
        assert_eq!(sees, applicant || form_check, "{relation:?}");
        for action in [Action::Edit, Action::Submit, Action::Withdraw, Action::Begin] {
            for thing in Thing::ALL {
                // An appeal is withdrawn at any time before it is decided.
                let appeal = (action, thing, *relation) == (Action::Withdraw, Thing::AppealOpen, Relation::Owner);
                assert!(
                    appeal || !ask(&rights, *relation, action, thing, Class::Content, false),
                    "closed: {relation:?} {action:?}"
                );
            }
        }
    }
}

/// Whoever sees what applications share sees two applicants' texts beside each other: officers who read every application, and of
/// these neither the auditor nor, whatever they are to one of the two, an applicant, a recommender or an expert.
#[test]
fn shared_text_is_seen_by_officers_alone() {
    let rights = Rights::embedded().expect("the policies compile");
    for relation in Relation::ALL {
        let officer = matches!(relation, Relation::FormCheckOfficer | Relation::ProgrammeOfficer);
        for class in Class::ALL {
            for open in [false, true] {
                for (action, may) in [
                    (Action::See, officer),
                    (Action::Compare, officer),
                    (Action::Require, *relation == Relation::ProgrammeOfficer),
                ] {
                    assert_eq!(ask(&rights, *relation, action, Thing::Overlap, *class, open), may, "{relation:?}");
                }
                if officer {
                    assert!(ask(&rights, *relation, Action::See, Thing::Submitted, Class::Content, open));
                }
            }
        }
    }
}

/// Whom an applicant names as unsuitable is read by the team, and once the window is closed by who gives seats.
#[test]
fn named_experts_are_the_teams_and_after_closing_the_assigning_officers() {
    let rights = Rights::embedded().expect("the policies compile");
    let team = [Relation::Owner, Relation::Editor, Relation::Reader, Relation::Commenter];
    let writes = [Relation::Owner, Relation::Editor];
    for relation in Relation::ALL {
        for thing in [Thing::NamedWritten, Thing::NamedSubmitted] {
            for class in Class::ALL {
                for open in [false, true] {
                    let sees = ask(&rights, *relation, Action::See, thing, *class, open);
                    let expected = match relation {
                        Relation::ProgrammeOfficer => {
                            thing == Thing::NamedSubmitted && !open && *class == Class::Content
                        }
                        one => team.contains(one) && matches!(class, Class::Content | Class::Exchanged),
                    };
                    assert_eq!(sees, expected, "{relation:?} {thing:?} {class:?} {open}");
                    let edits = ask(&rights, *relation, Action::Edit, thing, *class, open);
                    assert_eq!(edits, open && writes.contains(relation), "{relation:?} {thing:?} {open}");
                }
            }
        }
    }
}

/// An expert reads and writes in a discussion only after taking part, which needs their own review; officers read, and one writes.
#[test]
fn discussions_are_of_experts_who_take_part_and_of_officers() {
    let rights = Rights::embedded().expect("the policies compile");
    let states = [Thing::DiscussionAwaited, Thing::DiscussionOffered, Thing::DiscussionOpen, Thing::DiscussionClosed];
    for relation in Relation::ALL {
        for thing in states {
            for class in Class::ALL {
                let officer = matches!(relation, Relation::ProgrammeOfficer | Relation::Auditor);
                let inside = matches!(thing, Thing::DiscussionOpen | Thing::DiscussionClosed);
                let expert = *relation == Relation::Expert;
                let programme = *relation == Relation::ProgrammeOfficer;
                let sees = *class == Class::Content && (officer || (expert && inside));
                for (action, may) in [
                    (Action::See, sees),
                    (Action::Comment, thing == Thing::DiscussionOpen && (expert || programme)),
                    (Action::Accept, thing == Thing::DiscussionOffered && expert),
                    (Action::Require, programme),
                ] {
                    for open in [false, true] {
                        let answer = ask(&rights, *relation, action, thing, *class, open);
                        assert_eq!(answer, may, "{relation:?} {action:?} {thing:?} {class:?}");
                    }
                }
            }
        }
    }
}

/// An expert reads what was handed in only after accepting, never identity numbers, findings or the team's own affairs; officers
/// read a review only once it is handed in; nobody else has a part in it.
#[test]
fn reviews_are_read_as_their_state_allows() {
    let rights = Rights::embedded().expect("the policies compile");
    let states = [Thing::ReviewOffered, Thing::ReviewOpen, Thing::ReviewSubmitted];
    for relation in Relation::ALL {
        for thing in states {
            for class in Class::ALL {
                for open in [false, true] {
                    let sees = ask(&rights, *relation, Action::See, thing, *class, open);
                    let expected = match relation {
                        Relation::Expert => {
                            *class == Class::Exchanged || (*class == Class::Content && thing != Thing::ReviewOffered)
                        }
                        Relation::ProgrammeOfficer | Relation::Auditor => {
                            *class == Class::Record || (*class == Class::Content && thing == Thing::ReviewSubmitted)
                        }
                        _ => false,
                    };
                    assert_eq!(sees, expected, "{relation:?} {thing:?} {class:?}");
                    for action in [Action::Edit, Action::Submit, Action::Accept, Action::Reopen] {
                        let wanted = match action {
                            Action::Accept => Thing::ReviewOffered,
                            Action::Reopen => Thing::ReviewSubmitted,
                            _ => Thing::ReviewOpen,
                        };
                        let may = ask(&rights, *relation, action, thing, *class, open);
                        assert_eq!(
                            may,
                            *relation == Relation::Expert && open && thing == wanted,
                            "{relation:?} {action:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_policy_that_names_what_there_is_not_does_not_compile() {
    let wrong = r#"permit (principal, action == Action::"steal", resource);"#;
    assert!(Rights::of(wrong).is_err());
    assert!(Rights::of(r#"permit (principal, action, resource) when { context.weather == "fine" };"#).is_err());
}

fn roles() -> impl Strategy<Value = BTreeSet<OfficeRole>> {
    proptest::sample::subsequence(OfficeRole::ALL.to_vec(), 0..=4).prop_map(|roles| roles.into_iter().collect())
}

#[test]
fn a_list_shows_exactly_the_applications_that_may_be_opened() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (world, drafts) = runtime.block_on(async {
        let world = World::published().await;
        let now = midway();
        let mut drafts = Vec::new();
        for (at, title) in ["草稿", "已交", "撤回", "再交"].into_iter().enumerate() {
            let draft = world.draft(&world.applicant, title).await;
            if at > 0 {
                acts::submit(&world.office, doing(&world.applicant, &now), &draft).await.expect("handed in");
            }
            if at > 1 {
                acts::withdraw(&world.office, doing(&world.applicant, &now), &draft, "").await.expect("taken back");
            }
            if at > 2 {
                acts::submit(&world.office, doing(&world.applicant, &now), &draft).await.expect("handed in");
            }
            drafts.push(draft);
        }
        (world, drafts)
    });
    proptest!(ProptestConfig::with_cases(16), |(roles in roles())| {
        let viewer = Viewer { account: world.other.account.clone(), name: "x".to_owned(), roles, ..Viewer::visitor() };
        let doing = doing(&viewer, &midway());
        runtime.block_on(async {
            let to = async |kind| {
                let found = list(&world.office, &doing, kind, &Ask::default()).await;
                found.map(|view| view.rows.into_iter().filter_map(|row| row.to).collect::<Vec<_>>()).unwrap_or_default()
            };
            let mut listed = BTreeSet::new();
            for to in to(Kind::Applications).await {
                assert!(matches!(&to, ListTo::Application(_)));
                if let ListTo::Application(draft) = to {
                    listed.insert(draft);
                }
            }
            for to in to(Kind::Findings).await.into_iter().chain(to(Kind::Pairs).await) {
                match to {
                    ListTo::Finding { draft, finding } => {
                        let view = application_view(&world.office, &doing, &draft).await.expect("may be opened");
                        assert!(view.findings.iter().any(|found| found.id == finding), "{finding}");
                    }
                    ListTo::Pair(pair) => drop(pair_view(&world.office, &doing, &pair).await.expect("may be opened")),
                    _ => {}
                }
            }
            let mut opened = BTreeSet::new();
            for draft in &drafts {
                if application_view(&world.office, &doing, draft).await.is_ok() {
                    opened.insert(draft.clone());
                }
            }
            assert_eq!(listed, opened);
        });
    });
}
