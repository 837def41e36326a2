use hefu_text::date::{
    Calendar, DateError, DateStyle, ExcelEpoch, InstantError, Months, Period, PeriodVerdict, format_date,
    from_excel_serial, parse_date, parse_instant,
};
use jiff::civil::{Date, date};

#[test]
fn one_day_in_every_writing() {
    for text in [
        "2021-01-01",
        "2021/1/1",
        "2021.01.01",
        "2021.1.1",
        "20210101",
        "2021年1月1日",
        "2021 年 1 月 1 日",
        "二〇二一年一月一日",
        "二零二一年一月一日",
        "民國110年1月1日",
        "民国一百一十年一月一日",
        "中華民國110年1月1日",
        "民國一一〇年一月一日",
        "ROC 110/01/01",
        "民國110.1.1",
        "民國1100101",
        "２０２１－０１－０１",
        "２０２１年１月１日",
        "1 January 2021",
        "Jan 1, 2021",
        "01-Jan-2021",
        "1st Jan 2021",
        "2021-01-01T00:00:00",
        "2021-01-01 00:00:00",
        "2021/1/1 0:00",
        "2021年1月1日（星期五）",
        "西元2021年1月1日",
        "2021年1月1號",
        "1/1/2021",
        " 2021-01-01 ",
        "⼆〇⼆⼀年⼀月⼀日",
    ] {
        assert_eq!(parse_date(text, Calendar::Unknown), Ok(date(2021, 1, 1)), "{text}");
    }
    for text in ["110/01/01", "110.1.1", "110-01-01", "1100101", "110年1月1日", "2021-01-01"] {
        assert_eq!(parse_date(text, Calendar::Minguo), Ok(date(2021, 1, 1)), "{text}");
    }
    assert_eq!(parse_date("民國元年1月1日", Calendar::Unknown), Ok(date(1912, 1, 1)));
    assert_eq!(parse_date("民國99年十二月卅一日", Calendar::Unknown), Ok(date(2010, 12, 31)));
    assert_eq!(parse_date("25/12/2021", Calendar::Unknown), Ok(date(2021, 12, 25)));
    assert_eq!(parse_date("二〇二一年十二月廿五日", Calendar::Unknown), Ok(date(2021, 12, 25)));
}

#[test]
fn two_readings_are_refused_with_both() {
    assert_eq!(
        parse_date("03/04/2021", Calendar::Unknown),
        Err(DateError::AmbiguousOrder {
            found: "03/04/2021".into(),
            day_first: "2021-04-03".into(),
            month_first: "2021-03-04".into()
        })
    );
    assert_eq!(
        parse_date("110/01/01", Calendar::Unknown),
        Err(DateError::AmbiguousCalendar { found: "110/01/01".into(), year: 110, gregorian: 2021 })
    );
    for text in ["21-01-01", "01/01/21", "21年1月1日"] {
        for calendar in [Calendar::Unknown, Calendar::Gregorian, Calendar::Minguo] {
            assert!(matches!(parse_date(text, calendar), Err(DateError::ShortYear { .. })), "{text}");
        }
    }
}

#[test]
fn impossible_and_incomplete_dates() {
    for text in
        ["2021-02-29", "2021-13-01", "2021年4月31日", "民國110年2月29日", "30 February 2021", "31/04/2021", "20211301"]
    {
        assert!(matches!(parse_date(text, Calendar::Unknown), Err(DateError::Impossible { .. })), "{text}");
    }
    for text in ["2021", "2021年", "2021年1月", "2021-01", "Jan 2021"] {
        assert!(matches!(parse_date(text, Calendar::Unknown), Err(DateError::Incomplete { .. })), "{text}");
    }
    for text in ["待定", "年月日", "2021-01-01-01", "1.5", "44197", "2021-1x-01", "民國0年1月1日", "二年期", "January"]
    {
        assert!(parse_date(text, Calendar::Unknown).is_err(), "{text}");
    }
    assert!(matches!(parse_date("2021-01-01 17:00", Calendar::Unknown), Err(DateError::HasTime { .. })));
    assert_eq!(parse_date("  ", Calendar::Unknown), Err(DateError::Empty));
}

#[test]
fn spreadsheet_serials() {
    for (serial, epoch, expected) in [
        (1, ExcelEpoch::Year1900, date(1900, 1, 1)),
        (59, ExcelEpoch::Year1900, date(1900, 2, 28)),
        (61, ExcelEpoch::Year1900, date(1900, 3, 1)),
        (44197, ExcelEpoch::Year1900, date(2021, 1, 1)),
        (0, ExcelEpoch::Year1904, date(1904, 1, 1)),
        (42735, ExcelEpoch::Year1904, date(2021, 1, 1)),
    ] {
        assert_eq!(from_excel_serial(serial, epoch), Ok(expected), "{serial}");
    }
    for serial in [0, 60, -1, i64::MAX, i64::MIN, 3_000_000] {
        assert!(from_excel_serial(serial, ExcelEpoch::Year1900).is_err(), "{serial}");
    }
}

fn period(start: &str, end: &str) -> Period {
    let day = |t: &str| t.parse::<Date>().expect(t);
    Period::new(day(start), day(end)).expect("a period")
}

/// The fixtures of clauses HK-5 and TW-5.
#[test]
fn periods_of_the_guide() {
    let exact = |start, end| matches!(period(start, end).verdict(24, 24), PeriodVerdict::Pass { .. });
    assert!(exact("2021-01-01", "2022-12-31"));
    assert!(!exact("2021-01-01", "2023-01-01"));
    assert!(!exact("2021-01-01", "2022-12-30"));
    assert!(!exact("2021-01-01", "2022-11-30"));
    assert!(!exact("2021-01-01", "2023-01-31"));
    assert!(!exact("2021-01-01", "2023-12-31"));
    let range = |start, end| matches!(period(start, end).verdict(24, 36), PeriodVerdict::Pass { .. });
    assert!(range("2021-01-01", "2022-12-31"));
    assert!(range("2021-01-01", "2023-06-30"));
    assert!(range("2021-01-01", "2023-12-31"));
    assert!(!range("2021-01-01", "2022-11-30"));
    assert!(!range("2021-01-01", "2024-01-31"));
    assert!(!range("2021-01-01", "2024-01-01"));
}

#[test]
fn a_failing_period_says_which_days_would_pass() {
    let PeriodVerdict::Fail { months, earliest_end, latest_end } = period("2021-01-01", "2023-01-01").verdict(24, 24)
    else {
        panic!("a failure expected");
    };
    assert_eq!(months, Months { whole: 24, days: 1 });
    assert_eq!((earliest_end, latest_end), (date(2022, 12, 31), date(2022, 12, 31)));
}

#[test]
fn clamping_that_changes_the_answer_goes_to_a_person() {
    let person = |p: Period| matches!(p.verdict(24, 24), PeriodVerdict::PersonMustRule { .. });
    assert!(person(period("2020-02-29", "2022-02-27")));
    assert!(person(period("2020-02-29", "2022-02-28")));
    assert!(!person(period("2020-02-29", "2022-03-01")));
    // 24 months on, the month has the same days: nothing to clamp.
    assert!(matches!(period("2021-01-31", "2023-01-30").verdict(24, 24), PeriodVerdict::Pass { .. }));
    let thirty = period("2021-08-31", "2024-02-28");
    assert!(matches!(thirty.verdict(30, 30), PeriodVerdict::PersonMustRule { .. }));
    assert!(matches!(thirty.verdict(24, 36), PeriodVerdict::Pass { .. }));
}

#[test]
fn lengths() {
    assert_eq!(period("2021-01-01", "2021-01-01").months(), Months { whole: 0, days: 1 });
    assert_eq!(period("2021-01-31", "2021-02-27").months(), Months { whole: 1, days: 0 });
    assert_eq!(period("2021-01-15", "2021-03-20").months(), Months { whole: 2, days: 6 });
    assert_eq!(period("2021-01-01", "2021-12-31").days(), 365);
    assert!(Period::new(date(2021, 1, 2), date(2021, 1, 1)).is_err());
}

#[test]
fn instants() {
    let at = |t: &str| t.parse::<jiff::Timestamp>().expect(t);
    assert_eq!(parse_instant("2021-03-01T17:00:00+08:00", None), Ok(at("2021-03-01T09:00:00Z")));
    assert_eq!(parse_instant("2021-03-01T09:00:00Z", None), Ok(at("2021-03-01T09:00:00Z")));
    for zone in ["Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Macau"] {
        assert_eq!(parse_instant("2021-03-01 17:00", Some(zone)), Ok(at("2021-03-01T09:00:00Z")), "{zone}");
        assert_eq!(parse_instant("2021年2月28日 24:00", Some(zone)), Ok(at("2021-02-28T16:00:00Z")), "{zone}");
    }
    assert!(matches!(parse_instant("2021-03-01 17:00", None), Err(InstantError::NoZone { .. })));
    assert!(matches!(parse_instant("2021-03-01 17:00", Some("Asia/Nowhere")), Err(InstantError::UnknownZone { .. })));
    assert!(matches!(parse_instant("2021-03-01", Some("Asia/Shanghai")), Err(InstantError::NotAnInstant { .. })));
    assert!(matches!(parse_instant("2021-03-01 24:01", Some("Asia/Shanghai")), Err(InstantError::NotAnInstant { .. })));
    assert!(matches!(parse_instant("2021-03-28 02:30", Some("Europe/Berlin")), Err(InstantError::ClockChange { .. })));
    assert!(matches!(parse_instant("2021-10-31 02:30", Some("Europe/Berlin")), Err(InstantError::ClockChange { .. })));
}

#[test]
fn formats_are_read_back() {
    for day in [date(2021, 1, 1), date(1912, 1, 1), date(2024, 2, 29), date(1999, 12, 31)] {
        for style in [DateStyle::Iso, DateStyle::Han, DateStyle::Minguo, DateStyle::English] {
            assert_eq!(parse_date(&format_date(day, style), Calendar::Unknown), Ok(day), "{style:?}");
        }
    }
    assert_eq!(format_date(date(2021, 1, 1), DateStyle::Minguo), "民國110年1月1日");
}
