//! The interface for programs: the same acts and views as the pages, as JSON, with tokens in place of sessions. Each file is
//! one subject; every operation stands with its description in `described`, which is both the router and the document.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::portal::{Instead, Portal};

mod applications;
mod call;
mod caller;
mod confirmations;
mod decisions;
mod desk;
mod documents;
mod exchange;
mod findings;
mod forms;
mod journal;
mod letters;
pub mod openapi;
mod page;
mod pairs;
mod printed;
mod reading;
mod reviews;
mod sections;
mod versions;

/// Where the interface stands. Another version would stand beside it.
pub const BASE: &str = "/api/v1";

/// An answer, or what is answered in its place.
type Answer<T> = Result<T, Instead>;

/// Every operation with its description.
pub(crate) fn described() -> OpenApiRouter<Portal> {
    let files = OpenApiRouter::new().routes(routes!(documents::attach)).layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .routes(routes!(call::office))
        .routes(routes!(call::direction))
        .routes(routes!(call::guide))
        .routes(routes!(call::clause))
        .routes(routes!(call::me))
        .routes(routes!(applications::list, applications::begin))
        .routes(routes!(applications::one))
        .routes(routes!(sections::show, sections::save))
        .routes(routes!(documents::list, documents::remove))
        .merge(files)
        .routes(routes!(documents::file))
        .routes(routes!(printed::printed))
        .routes(routes!(findings::list))
        .routes(routes!(findings::rule))
        .routes(routes!(applications::submit))
        .routes(routes!(applications::withdraw))
        .routes(routes!(applications::receipt))
        .routes(routes!(confirmations::show))
        .routes(routes!(confirmations::ask))
        .routes(routes!(confirmations::send_back))
        .routes(routes!(confirmations::withdraw))
        .routes(routes!(confirmations::list, confirmations::confirm))
        .routes(routes!(pairs::panel))
        .routes(routes!(desk::list))
        .routes(routes!(pairs::board))
        .routes(routes!(pairs::one))
        .routes(routes!(pairs::rule))
        .routes(routes!(letters::list))
        .routes(routes!(exchange::show))
        .routes(routes!(exchange::close))
        .routes(routes!(exchange::settle))
        .routes(routes!(decisions::show))
        .routes(routes!(decisions::step))
        .routes(routes!(decisions::result))
        .routes(routes!(reviews::show, reviews::save))
        .routes(routes!(reviews::freeze))
        .routes(routes!(journal::entries))
        .routes(routes!(journal::signed))
        .routes(routes!(journal::included))
        .routes(routes!(journal::consistent))
}

/// The routes for programs.
pub(crate) fn routes() -> Router<Portal> {
    let (router, _) = described().split_for_parts();
    router.route("/api/v1/openapi.json", get(openapi::document)).layer(middleware::from_fn(reading::only_text))
}

/// The page for people about the interface.
pub(crate) fn page() -> Router<Portal> {
    Router::new().route("/api", get(page::show))
}
