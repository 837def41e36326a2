//! What is kept: the tables follow from the journal, and whoever changes the one without the other is found.

use hefu_office::acts;
use hefu_office::verify::verify;
use hefu_office::views::journal_page;
use hefu_office::{Office, RefusalKind};
use std::sync::Arc;

use crate::world::{Counted, World, config, doing, midway, refused};

async fn busy() -> World {
    let world = World::published().await;
    let now = midway();
    let first = world.draft(&world.applicant, "甲").await;
    acts::submit(&world.office, doing(&world.applicant, &now), &first).await.expect("handed in");
    acts::withdraw(&world.office, doing(&world.applicant, &now), &first, "改").await.expect("taken back");
    let second = world.draft(&world.other, "乙").await;
    acts::submit(&world.office, doing(&world.other, &now), &second).await.expect("handed in");
    world
}

#[tokio::test]
async fn the_tables_follow_from_the_journal() {
    let world = busy().await;
    let found = verify(world.office.db()).await.expect("readable");
    assert_eq!(found.faults, Vec::<String>::new());
    assert!(found.entries > 10, "{}", found.entries);
    let page = journal_page(&world.office, &doing(&world.auditor, &midway()), None).await.expect("seen");
    assert_eq!(page.size, found.entries);
    assert!(page.checkpoint.starts_with("hongkong.example/hefu\n"), "{}", page.checkpoint);
}

#[tokio::test]
async fn only_some_see_the_journal() {
    let world = World::quiet().await;
    for viewer in [&world.applicant, &world.form_check] {
        let result = journal_page(&world.office, &doing(viewer, &midway()), None).await;
        assert_eq!(refused(result).0, RefusalKind::NotAllowed);
    }
}

#[tokio::test]
async fn whoever_changes_the_store_behind_the_journal_is_found() {
    let changes = [
        "UPDATE applications SET title = '丙' WHERE number = 'H2020-0001'",
        "UPDATE applications SET state = 'submitted', withdrawn = NULL WHERE number = 'H2020-0001'",
        "DELETE FROM applications WHERE number = 'H2020-0002'",
        "UPDATE notices SET closes = '2020-07-30T17:00:00+08:00[Asia/Hong_Kong]'",
        "INSERT INTO roles (account, role, given) SELECT account, 'auditor', opened FROM accounts WHERE name = '申請人'",
        "UPDATE store_journal SET body = replace(body, '甲', '丙')",
        "UPDATE store_journal SET at = '2020-01-01T00:00:00+08:00[Asia/Hong_Kong]' WHERE position = 5",
        "UPDATE store_journal SET actor = 'somebody' WHERE position = 3",
        "UPDATE store_journal SET body = NULL, actor = NULL, subject = NULL, salt = NULL WHERE position = 3",
        "UPDATE store_hashes SET hash = (SELECT salt FROM store_journal WHERE position = 0) WHERE place = 2",
    ];
    for change in changes {
        let world = busy().await;
        let done: Result<u64, hefu_office::OfficeError> = world
            .office
            .writer()
            .run(move |act: &mut hefu_store::Act<'_>| Box::pin(async move { Ok(act.tx().execute(change, &[]).await?) }))
            .await;
        assert!(done.expect("changed") > 0, "{change}");
        let found = verify(world.office.db()).await.expect("readable");
        assert!(!found.faults.is_empty(), "not found: {change}");
    }
}

#[tokio::test]
async fn an_office_opened_again_is_the_same_and_not_another_sides() {
    let world = busy().await;
    let before = verify(world.office.db()).await.expect("readable");
    let again =
        Office::open(config(world.folder.path()), Arc::new(Counted::default()), &midway()).await.expect("opens");
    assert_eq!(verify(again.db()).await.expect("readable"), before);
    let mut other = config(world.folder.path());
    other.side = "mainland".to_owned();
    assert!(Office::open(other, Arc::new(Counted::default()), &midway()).await.is_err());
}
