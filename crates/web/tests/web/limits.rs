//! Size, time and number of requests are bounded, and each bound is told.

use axum::body::Body;
use axum::extract::DefaultBodyLimit;
use axum::http::Request;
use axum::routing::post;
use std::sync::Arc;

use hefu_web::parts::{Deadline, Pagination, RowAct, row_field};
use hefu_web::shell::{Say, Shell, Stamp};
use hefu_words::Lang;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::support::{ask, fetch, office, routes, security, server, wrapped};

fn form(place: &str, size: usize) -> Request<Body> {
    Request::post(place).body(Body::from(vec![b'x'; size])).expect("a request")
}

#[tokio::test]
async fn a_form_too_large_is_refused_and_nothing_kept() {
    let router = server();
    assert_eq!(ask(&router, form("/form", 1000)).await.body, "1000 bytes");
    for size in [1001, 5001] {
        let answer = ask(&router, form("/form", size)).await;
        assert_eq!(answer.status.as_u16(), 413, "{size}");
        assert!(answer.body.contains("<h1>"), "{size}: {}", answer.body);
    }
}

#[tokio::test]
async fn a_route_for_files_may_take_more_up_to_the_offices_most() {
    let upload = post(|body: String| async move { body.len().to_string() }).layer(DefaultBodyLimit::max(4000));
    let now = Timestamp::UNIX_EPOCH;
    let shell = Shell::new(office(Lang::ALL.to_vec()), security(), Arc::new(move || now), "R");
    let router = shell.wrap(routes().route("/upload", upload));
    assert_eq!(ask(&router, form("/upload", 4000)).await.body, "4000");
    assert_eq!(ask(&router, form("/upload", 4001)).await.status.as_u16(), 413);
    assert_eq!(ask(&router, form("/form", 4000)).await.status.as_u16(), 413, "only that route");
}

#[tokio::test]
async fn what_takes_too_long_is_given_up() {
    let answer = fetch(&server(), "/slow").await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "10"));
    assert!(answer.body.contains("<h1>"));
}

#[tokio::test]
async fn a_full_house_answers_at_once_and_opens_again() {
    let router = server();
    let slow = || {
        let router = router.clone();
        tokio::spawn(async move { fetch(&router, "/slow").await.status.as_u16() })
    };
    let (one, two) = (slow(), slow());
    tokio::task::yield_now().await;
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    let answer = fetch(&router, "/page").await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, "5"));
    assert!(answer.body.contains("<h1>"));
    let style = hefu_web::shell::assets::path("hefu.css");
    assert_eq!(fetch(&router, style).await.status.as_u16(), 200, "the error page keeps its style");
    assert_eq!((one.await.expect("done"), two.await.expect("done")), (503, 503));
    assert_eq!(fetch(&router, "/page").await.status.as_u16(), 200);
}

/// Over a real connection: whoever sends a large file into a full house is heard out, and gets the answer instead of a broken
/// connection.
#[tokio::test]
async fn whoever_sends_a_file_into_a_full_house_gets_the_answer() {
    let mut patient = security();
    patient.limits.time = std::time::Duration::from_secs(60);
    let router = wrapped(patient, Lang::ALL.to_vec());
    let busy: Vec<_> = (0..2)
        .map(|_| {
            let router = router.clone();
            tokio::spawn(async move { fetch(&router, "/slow").await.status.as_u16() })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let served = tokio::spawn(async move { axum::serve(listener, router).await });
    // More than the buffers of both ends of the connection hold.
    let size = 24 << 20;
    let mut connection = tokio::net::TcpStream::connect(address).await.expect("connected");
    let head =
        format!("POST /form HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {size}\r\n\r\n");
    connection.write_all(head.as_bytes()).await.expect("written");
    let sent = connection.write_all(&vec![b'x'; size]).await;
    sent.expect("nobody hangs up in the middle");
    let mut answer = vec![0; 64];
    connection.read_exact(&mut answer).await.expect("answered");
    let answer = String::from_utf8_lossy(&answer).into_owned();
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    for one in busy {
        one.abort();
    }
    served.abort();
}

#[test]
fn rows_and_pages_are_counted_without_overflow() {
    assert_eq!(row_field("units", Some(2), "name"), "units-2-name");
    for act in ["add:units", "remove:units:3", "remove:a:b:0"] {
        assert_eq!(RowAct::parse(act).expect("an act").to_string(), act);
    }
    for act in ["", "submit", "remove:units", "remove:units:-1", "remove:units:99999999999999999999999"] {
        assert_eq!(RowAct::parse(act), None, "{act}");
    }
    let numbers = |current, total| {
        let pages = Pagination::counted(Say(Lang::En), "Pairs", (current, 25, total), |n| format!("/{n}"));
        pages.numbers.iter().map(|link| link.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(7, 402), [1, 5, 6, 7, 8, 9, 17]);
    assert_eq!(numbers(1, 402), [1, 2, 3, 17]);
    assert_eq!(numbers(99, 402), [1, 15, 16, 17], "beyond the last is the last");
    assert!(numbers(1, 25).is_empty());
    let none = Pagination::counted(Say(Lang::En), "Pairs", (0, 0, 0), |n| n.to_string());
    assert_eq!(none.range.as_deref(), Some("0–0 of 0"));
    let most = Pagination::counted(Say(Lang::En), "Pairs", (u64::MAX, 1, u64::MAX), |n| n.to_string());
    assert_eq!(most.after, None, "the last page has none after it");
}

#[test]
fn a_deadline_is_told_with_its_zone_and_what_is_left() {
    let at = |seconds| Timestamp::from_second(seconds).expect("an instant");
    let zone = TimeZone::get("Asia/Taipei").expect("a zone");
    let told = |lang, left: i64| {
        let (say, now, end) = (Say(lang), at(1_598_932_800), at(1_598_932_800 + left));
        Deadline::new(say, now, Some((end, Stamp::new(say, end, &zone)))).to_string()
    };
    let open = told(Lang::En, 10 * 86400 + 3600);
    assert!(open.contains("11 September 2020, 13:00, Taipei time (UTC+8)"), "{open}");
    assert!(open.contains("10 days 1 hour left") && open.contains(">Open<"), "{open}");
    assert!(told(Lang::En, 3 * 86400).contains("Closes soon"));
    assert!(told(Lang::En, 59).contains("Less than a minute left"));
    assert!(told(Lang::En, 61).contains("1 minute left"));
    let closed = told(Lang::En, 0);
    assert!(closed.contains(">Closed<") && !closed.contains("left<"), "the instant itself is past: {closed}");
    let taiwan = told(Lang::ZhHantTw, 3700);
    assert!(taiwan.contains("2020年9月1日（民國109年9月1日） 13:01　臺北時間（UTC+8）"), "{taiwan}");
    let half = Stamp::new(Say(Lang::En), at(0), &TimeZone::get("Asia/Kolkata").expect("a zone"));
    assert_eq!(half.zone(), "Asia/Kolkata (UTC+5:30)");
    assert_eq!(Stamp::new(Say(Lang::En), at(0), &TimeZone::UTC).machine(), "1970-01-01T00:00:00+00:00");
}
