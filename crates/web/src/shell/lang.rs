//! Which language a reader is shown: what they chose just now, chose before, or their browser asks for, among those the
//! office offers.

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum_extra::extract::CookieJar;
use hefu_words::Lang;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Name of the cookie that remembers the choice, and of the parameter that makes it.
pub const COOKIE: &str = "hefu-lang";
/// Name of the parameter of an address that chooses a language.
pub const PARAMETER: &str = "lang";

/// What was decided for one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The language.
    pub lang: Lang,
    /// Whether the reader chose it with this request, so that it is to be remembered.
    pub chosen: bool,
}

/// Decides. `offered` is in the office's order and its first is the last resort.
pub fn choose(offered: &[Lang], uri: &Uri, headers: &HeaderMap) -> Choice {
    let offered = if offered.is_empty() { &Lang::ALL } else { offered };
    let named = |tag: &str| Lang::from_tag(tag).filter(|lang| offered.contains(lang));
    if let Some(lang) = asked(uri).as_deref().and_then(named) {
        return Choice { lang, chosen: true };
    }
    let remembered = CookieJar::from_headers(headers).get(COOKIE).and_then(|cookie| named(cookie.value()));
    let accepted = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(|text| accept(offered, text));
    let lang = remembered.or_else(accepted).or_else(|| offered.first().copied()).unwrap_or_default();
    Choice { lang, chosen: false }
}

fn asked(uri: &Uri) -> Option<String> {
    let value = uri.query()?.split('&').find_map(|pair| pair.strip_prefix("lang="))?;
    percent_decode_str(value).decode_utf8().ok().map(|text| text.into_owned())
}

/// The best offered language for an `Accept-Language` header (RFC 9110, 12.5.4).
fn accept(offered: &[Lang], text: &str) -> Option<Lang> {
    let mut wanted: Vec<(u32, &str)> = text.split(',').take(32).filter_map(range).collect();
    wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    wanted.into_iter().find_map(|(_, tag)| near(tag).iter().copied().find(|lang| offered.contains(lang)))
}

/// A language range and its weight in thousandths; none where it is refused (`q=0`) or cannot be read.
fn range(item: &str) -> Option<(u32, &str)> {
    let mut parts = item.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight = match parts.find_map(|part| part.strip_prefix("q=")) {
        None => 1000,
        Some(q) => {
            let (whole, rest) = q.split_once('.').unwrap_or((q, ""));
            let thousandths: u32 = format!("{:0<3}", rest.get(..rest.len().min(3))?).parse().ok()?;
            (whole.parse::<u32>().ok()?.min(1) * 1000 + thousandths).min(1000)
        }
    };
    (weight > 0).then_some((weight, tag))
}

/// What serves a reader of this tag, best first: another region's wording in the same script before the other script.
fn near(tag: &str) -> &'static [Lang] {
    use Lang::{En, ZhHans, ZhHantHk, ZhHantTw};
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let (first, rest) = (parts.next().unwrap_or_default(), parts.collect::<Vec<_>>());
    let has = |part: &str| rest.contains(&part);
    match first {
        "en" => &[En],
        "yue" => &[ZhHantHk, ZhHantTw, ZhHans],
        "zh" if has("hk") || has("mo") => &[ZhHantHk, ZhHantTw, ZhHans],
        "zh" if has("hant") || has("tw") => &[ZhHantTw, ZhHantHk, ZhHans],
        "zh" => &[ZhHans, ZhHantHk, ZhHantTw],
        _ => &[],
    }
}

/// The cookie that remembers a choice for a year. It tells nothing of the person.
pub(super) fn remember(lang: Lang, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let text = format!("{COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}", lang.tag());
    HeaderValue::from_str(&text).ok()
}

/// The address of this page in another language. A page that answers a form is asked for without the form's values.
pub fn switch(uri: &Uri, lang: Lang) -> String {
    let mut out = format!("/{}", uri.path().trim_start_matches('/'));
    let kept = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    out.push('?');
    for pair in kept {
        out.push_str(pair);
        out.push('&');
    }
    out.push_str(PARAMETER);
    out.push('=');
    out.extend(utf8_percent_encode(lang.tag(), NON_ALPHANUMERIC).map(|part| if part == "%2D" { "-" } else { part }));
    out
}

/// The name of a language in itself.
pub fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHans => "简体中文",
        Lang::ZhHantHk => "繁體（香港）",
        Lang::ZhHantTw => "繁體（臺灣）",
        Lang::En => "English",
    }
}
