//! An application as a workbook over HTTP: taken away, sent back, refused where it is another's, told cell by cell.

use axum::http::StatusCode;
use hefu_application::{Application, ApplicationId, SideId, Unit, UnitRole};
use hefu_dossier::template;

use crate::office::{Got, World};

fn application(direction: &str, number: &str, side_of_unit: &str) -> Application {
    let mut application = Application::new(ApplicationId::new("hongkong", number));
    application.direction = direction.to_owned();
    application.title.own = "由工作簿填寫的題目".to_owned();
    application.units = vec![Unit {
        side: side_of_unit.to_owned(),
        name: "示例大學".to_owned(),
        english: None,
        role: UnitRole::Lead,
        kind: None,
        functions: Vec::new(),
        identifiers: Default::default(),
        origin: Default::default(),
    }];
    application
}

fn book(world: &World, applications: &[Application]) -> Vec<u8> {
    template(world.office.guide(), &SideId::new("hongkong"), applications).expect("a workbook")
}

async fn send(world: &World, who: &str, base: &str, anyway: bool, bytes: &[u8]) -> Got {
    let fields: &[(&str, &str)] = if anyway { &[("anyway", "yes")] } else { &[] };
    world.send(who, &format!("{base}/workbook"), fields, ("file", "申請.xlsx", bytes)).await
}

#[tokio::test]
async fn what_is_taken_away_comes_back_as_it_was() {
    let world = World::open(4 << 20).await;
    let who = world.sign_in(&world.applicant).await;
    let (first, second) = (world.draft(&world.applicant).await, world.draft(&world.applicant).await);
    let done = send(&world, &who, &first, false, &book(&world, &[application("1.1", "x", "hongkong")])).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.text().contains("Sections filled: Project, Units"), "{}", done.text());
    let got = world.get(&who, &format!("{first}/workbook.xlsx")).await;
    assert!(got.header("content-disposition").starts_with("attachment"));
    assert_eq!(send(&world, &who, &second, false, &got.bytes).await.status, StatusCode::OK);
    let page = world.get(&who, &format!("{second}/check")).await.text();
    assert!(page.contains("由工作簿填寫的題目") && page.contains("示例大學"));
    let other = world.sign_in(&world.other).await;
    assert_eq!(world.get(&other, &format!("{first}/workbook.xlsx")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(send(&world, &other, &first, false, &got.bytes).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_its_place_and_loses_nothing() {
    let world = World::open(4 << 20).await;
    let who = world.sign_in(&world.applicant).await;
    let base = world.draft(&world.applicant).await;
    let wrong = book(&world, &[application("1.1", "x", "nowhere")]);
    let told = send(&world, &who, &base, false, &wrong).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = told.text();
    assert!(page.contains("nowhere") && page.contains("not read") && page.contains("id=\"problems\""), "{page}");
    assert!(world.get(&who, &base).await.text().contains("聯合研究"), "the draft is as it was");
    assert_eq!(send(&world, &who, &base, true, &wrong).await.status, StatusCode::OK, "the rest all the same");
    assert!(world.get(&who, &base).await.text().contains("由工作簿填寫的題目"));
}

#[tokio::test]
async fn a_workbook_that_is_not_this_applications_is_refused_with_the_reason() {
    let world = World::open(4 << 20).await;
    let who = world.sign_in(&world.applicant).await;
    let base = world.draft(&world.applicant).await;
    let several = [application("1.1", "a", "hongkong"), application("1.1", "b", "hongkong")];
    for (bytes, reason) in [
        (book(&world, &[application("1.2", "x", "hongkong")]), "direction 1.2"),
        (book(&world, &[]), "no application in this workbook"),
        (book(&world, &several), "holds 2 applications"),
        (b"<!DOCTYPE html>".to_vec(), "workbook"),
        (Vec::new(), "The file is empty"),
    ] {
        let told = send(&world, &who, &base, false, &bytes).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        assert!(told.text().contains(reason), "{reason}: {}", told.text());
    }
    assert!(world.get(&who, &base).await.text().contains("聯合研究"));
}
