//! What signing in needs to know of a request: its session, the browser, the network address it came from.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;

use super::{COOKIE, Portal};

/// Name of the cookie that marks a browser that has signed in before.
pub(super) const BROWSER: &str = "hefu-browser";

/// A request, as signing in sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    /// The secret of the session; empty without one.
    pub session: String,
    /// The secret that marks the browser.
    pub browser: Option<String>,
    /// The network address, in the form in which tries from it are counted.
    pub from: String,
    /// The browser as it names itself.
    pub agent: String,
}

impl FromRequestParts<Portal> for Request {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Infallible> {
        let jar = CookieJar::from_headers(&parts.headers);
        let cookie = |name| jar.get(&portal.shell.security.cookie_name(name)).map(|cookie| cookie.value().to_owned());
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(at)| at.ip());
        let proxied = portal.office.config().public.is_some();
        Ok(Self {
            session: cookie(COOKIE).unwrap_or_default(),
            browser: cookie(BROWSER),
            from: from(peer, proxied.then(|| text("x-forwarded-for"))),
            agent: text(header::USER_AGENT.as_str()).to_owned(),
        })
    }
}

/// The address a request is counted under. Where a proxy of the office's own stands in front, the last address it adds
/// counts: those before it are whatever the client wrote. Of IPv6 the network of 64 bits counts, which one household has.
fn from(peer: Option<IpAddr>, forwarded: Option<&str>) -> String {
    let said = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok());
    match said.or(peer).map(|address: IpAddr| address.to_canonical()) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_proxys_word_where_there_is_one_and_never_the_clients() {
        let peer = Some(IpAddr::from([127, 0, 0, 1]));
        assert_eq!(from(peer, None), "127.0.0.1");
        assert_eq!(from(peer, Some("6.6.6.6, 192.0.2.7")), "192.0.2.7");
        assert_eq!(from(peer, Some("nonsense")), "127.0.0.1");
        assert_eq!(from(None, Some("2001:db8:1:2:3:4:5:6")), "2001:db8:1:2::/64");
        assert_eq!(from(None, Some("::ffff:192.0.2.7")), "192.0.2.7");
        assert_eq!(from(None, None), "");
    }
}
