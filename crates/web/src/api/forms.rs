//! Forms that several subjects share: lists, and what the rooms below already write as JSON and describe themselves.

use std::borrow::Cow;

use hefu_application::Application;
use hefu_office::draft::SectionBody;
use hefu_words::Message;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Schema};
use utoipa::openapi::{RefOr, Type};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::shell::Fault;
use crate::shell::error::FaultKind;

/// A list, one page of it.
#[derive(Serialize, ToSchema)]
pub(super) struct Listed<T> {
    /// Entries.
    pub items: Vec<T>,
    /// Where the next page begins: to be sent as `after`. Absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub next: Option<String>,
}

/// Which page of a list.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Paging {
    /// `next` of the page before.
    pub after: Option<String>,
    /// Most entries on the page.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u32>,
}

impl Paging {
    /// How many entries a page has.
    #[expect(clippy::result_large_err, reason = "a fault ends the request and goes no further")]
    pub(super) fn most(&self) -> Result<usize, Fault> {
        let limit = self.limit.unwrap_or(50);
        if (1..=100).contains(&limit) {
            return Ok(usize::try_from(limit).unwrap_or(50));
        }
        let message = Message::new("api-outside").with("found", limit).with("least", 1_u32).with("most", 100_u32);
        Err(Fault::new(FaultKind::Invalid).field("limit", message))
    }
}

/// Types of the rooms below that cross this door as they are. The document takes their description from their own.
macro_rules! as_it_is {
    ($($(#[$meta:meta])* $name:ident($of:ty) = $schema:literal;)+) => {
        $(
            $(#[$meta])*
            #[derive(Serialize, Deserialize)]
            #[serde(transparent)]
            pub(super) struct $name(pub $of);

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    RefOr::T(Schema::Object(ObjectBuilder::new().build()))
                }
            }

            impl ToSchema for $name {
                fn name() -> Cow<'static, str> {
                    Cow::Borrowed($schema)
                }
            }
        )+

        /// Their descriptions, with all they refer to, by name.
        pub(super) fn described_below() -> serde_json::Map<String, serde_json::Value> {
            let settings = SchemaSettings::draft2020_12()
                .with(|settings| settings.definitions_path = Cow::Borrowed("/components/schemas"));
            let mut generator = SchemaGenerator::new(settings);
            $(let _ = generator.subschema_for::<$of>();)+
            generator.take_definitions(true)
        }
    };
}

as_it_is! {
    /// One side's application.
    ApplicationForm(Application) = "Application";
    /// What one section holds.
    SectionForm(SectionBody) = "SectionBody";
}

/// A text that is one of these words.
fn one_of(words: impl IntoIterator<Item = &'static str>) -> Schema {
    let object = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build();
    Schema::Object(object)
}

/// The five outcomes of a finding.
pub(super) fn outcomes() -> Schema {
    one_of(["pass", "fail", "person", "unset", "hint"])
}

/// A person's answers to a finding.
pub(super) fn answers() -> Schema {
    one_of(["met", "not_met"])
}

/// States of an application.
pub(super) fn states() -> Schema {
    one_of(["draft", "submitted", "withdrawn"])
}

/// Who confirms.
pub(super) fn confirmation_levels() -> Schema {
    one_of(hefu_office::confirmation::Level::ALL.into_iter().map(hefu_office::confirmation::Level::word))
}

/// Where a confirmation stands.
pub(super) fn confirmation_stands() -> Schema {
    one_of(["not_handed_in", "nobody_asked", "unit_first", "awaited", "given", "missing"])
}

/// How two values relate.
pub(super) fn comparisons() -> Schema {
    one_of(["identical", "normalised", "person_must_rule", "different"])
}

/// Where a letter is.
pub(super) fn letter_states() -> Schema {
    one_of(hefu_office::letters::LetterState::ALL.iter().map(|state| state.word()))
}

/// Where a pair stands.
pub(super) fn pair_states() -> Schema {
    one_of(hefu_office::views::PairState::ALL.into_iter().map(hefu_office::views::PairState::word))
}

/// What a token may be made for.
pub(super) fn scopes() -> Schema {
    one_of(hefu_office::Scope::ALL.into_iter().map(hefu_office::Scope::word))
}
