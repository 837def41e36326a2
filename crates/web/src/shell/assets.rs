//! Style, script and pictures, compiled in, each at an address that holds the digest of its content and so never changes.

use std::sync::OnceLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest as _, Sha256};

use super::Fault;

/// One file.
#[derive(Debug)]
struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static str,
    path: String,
}

const FILES: [(&str, &str, &str); 5] = [
    ("hefu.css", "text/css; charset=utf-8", include_str!("../../assets/hefu.css")),
    ("pictures.css", "text/css; charset=utf-8", hefu_decision::picture::CSS),
    ("evidence.css", "text/css; charset=utf-8", hefu_evidence::PICTURE_CSS),
    ("hefu.js", "text/javascript; charset=utf-8", include_str!("../../assets/hefu.js")),
    ("seal.svg", "image/svg+xml", include_str!("../../assets/seal.svg")),
];

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

fn all() -> &'static [Asset] {
    static ALL: OnceLock<Vec<Asset>> = OnceLock::new();
    ALL.get_or_init(|| {
        let asset = |(name, kind, body): (&'static str, _, &'static str)| {
            let digest = Sha256::digest(body.as_bytes());
            let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
            Asset { name, kind, body, path: format!("/assets/{stem}-{hash}.{end}") }
        };
        FILES.into_iter().map(asset).collect()
    })
}

/// The address of the asset of this name; an address that is not found where there is none.
pub fn path(name: &str) -> &'static str {
    all().iter().find(|asset| asset.name == name).map_or("/assets/none", |asset| asset.path.as_str())
}

/// The route that serves them.
pub(super) fn routes() -> Router {
    Router::new().route("/assets/{file}", get(serve))
}

async fn serve(Path(file): Path<String>) -> Response {
    let wanted = |asset: &&Asset| asset.path.strip_prefix("/assets/") == Some(file.as_str());
    let Some(asset) = all().iter().find(wanted) else {
        return Fault::not_found().into_response();
    };
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)), (header::CACHE_CONTROL, FOR_EVER)];
    (headers, asset.body).into_response()
}
