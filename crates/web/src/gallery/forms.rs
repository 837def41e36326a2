//! Forms of the gallery.

use axum::extract::Form;
use axum::response::Response;
use jiff::civil::date;

use super::{GalleryPage, pick, row_act};
use crate::parts::{Choice, EnterAct, Field, HeldFile, Html, PasskeyAct, Qr, Quote, RowAct, Rows, SavePlace, Width};
use crate::shell::{Frame, Say};

fn quote() -> Quote {
    Quote::new("HK-5", "1）每个项目实施期为2年。", "/findings#HK-5")
}

fn directions(say: Say) -> Vec<Choice> {
    vec![
        Choice::new(
            "1.1",
            pick(say.0, ["1.1 内地与香港", "1.1 內地與香港", "1.1 內地與香港", "1.1 Mainland and Hong Kong"]),
        ),
        Choice::new(
            "1.2",
            pick(say.0, ["1.2 内地与澳门", "1.2 內地與澳門", "1.2 內地與澳門", "1.2 Mainland and Macao"]),
        ),
        Choice::new(
            "2.1",
            pick(say.0, ["2.1 大陆与台湾", "2.1 大陸與臺灣", "2.1 大陸與臺灣", "2.1 Mainland and Taiwan"]),
        ),
    ]
}

fn kinds(say: Say) -> Vec<Choice> {
    ["university", "research_institute", "enterprise", "hospital", "other"]
        .map(|kind| Choice::new(kind, say.t(&format!("report-kind-{kind}"))))
        .to_vec()
}

fn currency(say: Say) -> &'static str {
    pick(say.0, ["人民币，元", "人民幣，元", "新臺幣，元", "CNY, yuan"])
}

fn all(say: Say) -> Vec<Field> {
    let mut kinds = kinds(say);
    if let Some(first) = kinds.first_mut() {
        *first = first.clone().hint(say.t("report-portfolio-note"));
    }
    vec![
        Field::text(say, "title", say.t("report-title")).value("面向城市积水的边缘感知").quote(quote()),
        Field::text(say, "title-en", "Title in English").value_lang("en").optional(),
        Field::text(say, "partner", say.t("table-partner")).width(Width::Middle).value("HK-2020-0012"),
        Field::area(say, "abstract", say.t("report-match-topic"), Some(500)).value("第一行。\n第二行。"),
        Field::essay(say, "essay", say.t("review-text"), (Some(20), Some(200))).value("思路清楚，a sound plan。"),
        Field::select(say, "direction", say.t("report-direction"), directions(say)).value("1.1"),
        Field::radios(say, "kind", say.t("report-kind"), kinds).value("university"),
        Field::checks(say, "sides", say.t("report-side"), directions(say)).value("1.1").value("2.1"),
        Field::date(say, "start", say.t("report-part-start")).on(date(2021, 1, 1)),
        Field::money(say, "budget", say.t("report-ceiling"), currency(say))
            .value("1200000")
            .read_as(pick(say.0, ["120万元", "120萬元", "120萬元", "1.2 million"])),
        Field::file(say, "agreement", say.t("report-pair"), ".pdf,.docx", "20 MB").held(HeldFile {
            name: "合作协议-2020.pdf".to_owned(),
            size: "1.4 MB".to_owned(),
            digest: "9f2042963e086713f1a0f062276d882d8373f24dbea43a03368596cf3b4eba86".to_owned(),
            href: Some("/findings".to_owned()),
            remove: Some("remove-file:agreement".to_owned()),
        }),
    ]
}

pub(super) async fn fields(frame: Frame) -> Response {
    let say = frame.say();
    let mut parts = vec![Html::of(&EnterAct { act: "go" }), Html::of(&saved(&frame))];
    parts.extend(all(say).iter().map(Html::of));
    let page = frame.page(say.t("report-application")).caption("HK-2020-0012").crumb(say.t("web-gallery"), "/");
    GalleryPage::new(page, parts).form().answer()
}

fn saved(frame: &Frame) -> SavePlace {
    SavePlace { say: frame.say(), saved: Some(frame.stamp(frame.now)) }
}

pub(super) async fn mistakes(frame: Frame) -> Response {
    let say = frame.say();
    let wrong = pick(
        say.0,
        [
            "“首日”写作“2021-13-01”，月份只能是1至12。请改写，例如 2021-01-01。",
            "「首日」寫作「2021-13-01」，月份只能是1至12。請改寫，例如 2021-01-01。",
            "「首日」寫作「2021-13-01」，月份只能是1至12。請改寫，例如 2021-01-01。",
            "“2021-13-01” has month 13; months go from 1 to 12. Write for example 2021-01-01.",
        ],
    );
    let fields: Vec<Field> = all(say).into_iter().map(|field| field.error(Some(wrong.to_owned()))).collect();
    let page = frame.page(say.t("report-application")).crumb(say.t("web-gallery"), "/").errors_of(&fields);
    let flash = crate::shell::Flash::Refused(say.t("web-fault-422-what"));
    let parts = fields.iter().map(Html::of).collect();
    GalleryPage::new(page.flash(Some(flash)), parts).form().answer()
}

fn group(say: Say, values: &[(String, String, String)]) -> Rows {
    Rows::new(say, "units", say.t("report-units"), say.t("report-unit"), values.len(), |at, name| {
        let (title, kind, money) = at.and_then(|at| values.get(at)).cloned().unwrap_or_default();
        vec![
            Field::text(say, name("name"), say.t("report-name")).value(title).autocomplete("organization"),
            Field::select(say, name("kind"), say.t("report-kind"), kinds(say)).value(kind),
            Field::money(say, name("budget"), say.t("report-ceiling"), currency(say)).value(money),
        ]
    })
    .hint(say.t("report-portfolio-note"))
    .most(5)
}

fn rows_page(frame: &Frame, values: &[(String, String, String)]) -> Response {
    let say = frame.say();
    let page = frame.page(say.t("report-units")).crumb(say.t("web-gallery"), "/");
    let parts = vec![Html::of(&EnterAct { act: "go" }), Html::of(&saved(frame)), Html::of(&group(say, values))];
    GalleryPage::new(page, parts).form().answer()
}

pub(super) async fn rows(frame: Frame) -> Response {
    let unit = |name: &str, kind: &str, money: &str| (name.to_owned(), kind.to_owned(), money.to_owned());
    rows_page(
        &frame,
        &[unit("启明理工大学", "university", "800000"), unit("海風研究院", "research_institute", "400000")],
    )
}

pub(super) async fn change_rows(frame: Frame, form: Form<Vec<(String, String)>>) -> Response {
    let (values, act) = row_act(form);
    let value = |name: &str| values.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone());
    let mut rows = Vec::new();
    for at in 0..20 {
        let field = |field| value(&crate::parts::row_field("units", Some(at), field));
        let removed = act == Some(RowAct::Remove { group: "units".to_owned(), at });
        if let Some(name) = field("name").filter(|_| !removed) {
            rows.push((name, field("kind").unwrap_or_default(), field("budget").unwrap_or_default()));
        }
    }
    if matches!(act, Some(RowAct::Add { .. })) {
        rows.push(Default::default());
    }
    rows_page(&frame, &rows)
}

pub(super) fn sign_in(say: Say) -> Vec<Html> {
    let account = pick(say.0, ["账号", "帳戶", "帳號", "Account"]);
    let password = pick(say.0, ["密码", "密碼", "密碼", "Password"]);
    vec![
        Html::of(&Field::text(say, "account", account).width(Width::Middle).autocomplete("username")),
        Html::of(
            &Field::text(say, "password", password)
                .width(Width::Middle)
                .kind("password")
                .autocomplete("current-password"),
        ),
        Html::of(&PasskeyAct {
            say,
            begin: "/save".to_owned(),
            action: "/visitor".to_owned(),
            creates: false,
            fields: Vec::new(),
            button: say.t("passkey-sign-in"),
            back: String::new(),
        }),
        Html::join(
            &Vec::from_iter(Qr::new(say.t("account-codes-qr"), "otpauth://totp/example").map(|code| Html::of(&code))),
            &Html::default(),
        ),
    ]
}
