//! The call: the office, its directions with their notices, the guide with its clauses; and who calls.

use axum::Json;
use axum::extract::{Path, State};
use hefu_application::Notice;
use hefu_guide::model::{Clause, Topic};
use hefu_office::views::{NoticeView, notice_views};
use hefu_words::Lang;
use jiff::Zoned;
use serde::Serialize;
use utoipa::ToSchema;

use super::Answer;
use super::caller::Caller;
use super::forms::scopes;
use crate::portal::{Portal, refused};
use crate::shell::{Fault, Frame};

/// The office.
#[derive(Serialize, ToSchema)]
pub(super) struct OfficeForm {
    /// Name of the authority in its own script.
    pub authority: String,
    /// Side it serves, by the guide's short name.
    #[schema(example = "hongkong")]
    pub side: String,
    /// Guide of the call.
    #[schema(example = "hkmt-2020")]
    pub guide: String,
    /// Version of the guide's rules.
    pub guide_version: String,
    /// IANA zone in which the office sets and states instants.
    #[schema(example = "Asia/Hong_Kong")]
    pub zone: String,
    /// Languages offered, the office's own first.
    pub languages: Vec<String>,
    /// The office's clock.
    #[schema(example = "2020-05-01T10:00:00+08:00[Asia/Hong_Kong]")]
    pub now: String,
    /// Directions it takes applications for.
    pub directions: Vec<DirectionForm>,
    /// What the guide leaves open (指南未规定).
    pub unset: Vec<UnsetForm>,
}

/// A direction with this office's notice of it.
#[derive(Serialize, ToSchema)]
pub(super) struct DirectionForm {
    /// The guide's own number.
    #[schema(example = "1.1")]
    pub number: String,
    /// Name in the language asked for.
    pub name: String,
    /// Clause that sets it up.
    pub clause: String,
    /// Whether applications are taken now.
    pub open: bool,
    /// This office's notice; none before it is published.
    pub notice: Option<NoticeForm>,
    /// The sides of the other offices with their notices, as far as they have told.
    pub partners: Vec<PartnerForm>,
    /// Topics an application may name.
    pub topics: Vec<TopicForm>,
}

/// A notice. What it does not state is absent: the guide has no default for it.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeForm {
    /// Its number.
    pub number: Option<String>,
    /// From when applications are taken, as an instant with its zone.
    #[schema(example = "2020-04-01T09:00:00+08:00[Asia/Hong_Kong]")]
    pub opens: Option<String>,
    /// Until when, that instant excluded.
    pub closes: Option<String>,
    /// The agreement between the authorities it rests on.
    pub basis: Option<String>,
    /// Whom applicants may ask.
    pub contact: Option<String>,
    /// Until when applications are confirmed by their lead unit, where the office asks for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub unit_confirms_until: Option<String>,
    /// Until when they are confirmed by a recommender, where the office asks for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub recommender_confirms_until: Option<String>,
}

/// A partner's side.
#[derive(Serialize, ToSchema)]
pub(super) struct PartnerForm {
    /// Side.
    pub side: String,
    /// Its name in this direction.
    pub name: String,
    /// Its notice, once its office has told of it.
    pub notice: Option<NoticeForm>,
}

/// A topic.
#[derive(Serialize, ToSchema)]
pub(super) struct TopicForm {
    /// Id, as an application names it.
    pub id: String,
    /// Name in the language asked for.
    pub name: String,
    /// Clause that describes it, if one does.
    pub clause: Option<String>,
}

/// Something the guide leaves open.
#[derive(Serialize, ToSchema)]
pub(super) struct UnsetForm {
    /// Id.
    pub id: String,
    /// What it is, in the language asked for.
    pub name: String,
    /// Clause under which it is shown.
    pub clause: String,
    /// Who must supply it: `office`, `both`, or `nobody`.
    pub supplied_by: String,
    /// Whether a notice cannot be published without it.
    pub needed_to_publish: bool,
}

/// A clause.
#[derive(Serialize, ToSchema)]
pub(super) struct ClauseForm {
    /// Id.
    #[schema(example = "HK-9")]
    pub id: String,
    /// The guide's sentence, word for word.
    pub text: String,
    /// Headings it stands under, outermost first.
    pub under: Vec<String>,
    /// Rules it carries.
    pub rules: Vec<RuleForm>,
}

/// A rule.
#[derive(Serialize, ToSchema)]
pub(super) struct RuleForm {
    /// Id.
    pub id: String,
    /// What it says, in the language asked for.
    pub sentence: String,
    /// Default rulings on open points that it rests on.
    pub rulings: Vec<String>,
}

/// The guide.
#[derive(Serialize, ToSchema)]
pub(super) struct GuideForm {
    /// Id.
    pub id: String,
    /// Version of its rules.
    pub version: String,
    /// Title.
    pub title: String,
    /// Where it was published.
    pub citation: String,
    /// Clauses in their order.
    pub clauses: Vec<ClauseForm>,
    /// What it leaves open.
    pub unset: Vec<UnsetForm>,
}

/// Who calls.
#[derive(Serialize, ToSchema)]
pub(super) struct CallerForm {
    /// The account.
    pub account: String,
    /// Name as the person writes it.
    pub name: String,
    /// Roles at this office.
    pub roles: Vec<String>,
    /// What the token was made for.
    #[schema(schema_with = scope_list)]
    pub scopes: Vec<String>,
}

fn scope_list() -> utoipa::openapi::schema::Array {
    utoipa::openapi::schema::Array::new(scopes())
}

fn notice(notice: &Notice, contact: &str, (unit, recommender): (Option<&Zoned>, Option<&Zoned>)) -> NoticeForm {
    NoticeForm {
        unit_confirms_until: unit.map(ToString::to_string),
        recommender_confirms_until: recommender.map(ToString::to_string),
        number: notice.number.clone(),
        opens: notice.window.opens.as_ref().map(ToString::to_string),
        closes: notice.window.closes.as_ref().map(ToString::to_string),
        basis: notice.basis.clone(),
        contact: Some(contact.to_owned()).filter(|contact| !contact.is_empty()),
    }
}

fn direction_form(portal: &Portal, frame: &Frame, view: &NoticeView) -> Option<DirectionForm> {
    let direction = portal.office.guide().direction(&view.direction)?;
    let partner = |side: String| PartnerForm {
        name: portal.side_name(frame.say(), &side, &direction.number),
        notice: view.partners.get(&side).map(|told| {
            let dates = told.confirmations.as_ref();
            let dates =
                (dates.and_then(|dates| dates.unit.as_ref()), dates.and_then(|dates| dates.recommender.as_ref()));
            notice(&told.notice(), &told.contact, dates)
        }),
        side,
    };
    let topic = |topic: &Topic| TopicForm {
        id: topic.id.clone(),
        name: topic.names.get(frame.lang).to_owned(),
        clause: topic.clause.clone(),
    };
    Some(DirectionForm {
        number: direction.number.clone(),
        name: direction.names.get(frame.lang).to_owned(),
        clause: direction.clause.clone(),
        open: view.open,
        notice: view.notice.as_ref().map(|own| {
            let rule = view.confirmations.as_ref();
            let dates = (rule.and_then(|rule| rule.unit.as_ref()), rule.and_then(|rule| rule.recommender.as_ref()));
            notice(own, &view.contact, dates)
        }),
        partners: portal.partners(&direction.number).into_iter().map(partner).collect(),
        topics: direction.leaves().into_iter().map(topic).collect(),
    })
}

fn unset(portal: &Portal, lang: Lang) -> Vec<UnsetForm> {
    let one = |unset: &hefu_guide::model::Unset| UnsetForm {
        id: unset.id.clone(),
        name: unset.names.get(lang).to_owned(),
        clause: unset.clause.clone(),
        supplied_by: unset.supplied_by.clone(),
        needed_to_publish: unset.needed_to_publish,
    };
    portal.office.guide().unset.iter().map(one).collect()
}

fn clause_form(portal: &Portal, lang: Lang, clause: &Clause) -> ClauseForm {
    let guide = portal.office.guide();
    let rules = clause.rules.iter().filter_map(|number| guide.rules.get(*number));
    ClauseForm {
        id: clause.id.clone(),
        text: clause.text.clone(),
        under: clause.under.clone(),
        rules: rules
            .map(|rule| RuleForm {
                id: rule.id.clone(),
                sentence: hefu_guide::sentence(rule, guide, lang),
                rulings: rule.rulings.clone(),
            })
            .collect(),
    }
}

#[utoipa::path(get, path = "/api/v1/office", operation_id = "office", tag = "call",
    responses((status = 200, body = OfficeForm)))]
pub(super) async fn office(State(portal): State<Portal>, frame: Frame) -> Answer<Json<OfficeForm>> {
    let now = portal.now(&frame);
    let views = notice_views(&portal.office, &now).await.map_err(refused)?;
    let (config, guide) = (portal.office.config(), portal.office.guide());
    Ok(Json(OfficeForm {
        authority: config.authority.clone(),
        side: config.side.clone(),
        guide: guide.id.clone(),
        guide_version: guide.version.clone(),
        zone: config.zone.clone(),
        languages: frame.office.languages.iter().map(ToString::to_string).collect(),
        now: now.to_string(),
        directions: views.iter().filter_map(|view| direction_form(&portal, &frame, view)).collect(),
        unset: unset(&portal, frame.lang),
    }))
}

#[utoipa::path(get, path = "/api/v1/directions/{direction}", operation_id = "direction", tag = "call",
    params(("direction" = String, Path, description = "Number of a direction", example = "1.1")),
    responses((status = 200, body = DirectionForm)))]
pub(super) async fn direction(
    State(portal): State<Portal>,
    frame: Frame,
    Path(number): Path<String>,
) -> Answer<Json<DirectionForm>> {
    let views = notice_views(&portal.office, &portal.now(&frame)).await.map_err(refused)?;
    let view = views.iter().find(|view| view.direction == number);
    let form = view.and_then(|view| direction_form(&portal, &frame, view));
    Ok(Json(form.ok_or_else(Fault::not_found)?))
}

#[utoipa::path(get, path = "/api/v1/guide", operation_id = "guide", tag = "call",
    responses((status = 200, body = GuideForm)))]
pub(super) async fn guide(State(portal): State<Portal>, frame: Frame) -> Json<GuideForm> {
    let guide = portal.office.guide();
    Json(GuideForm {
        id: guide.id.clone(),
        version: guide.version.clone(),
        title: guide.source.title.clone(),
        citation: guide.source.citation.clone(),
        clauses: guide.clauses.iter().map(|clause| clause_form(&portal, frame.lang, clause)).collect(),
        unset: unset(&portal, frame.lang),
    })
}

#[utoipa::path(get, path = "/api/v1/guide/clauses/{clause}", operation_id = "clause", tag = "call",
    params(("clause" = String, Path, description = "Id of a clause", example = "HK-9")),
    responses((status = 200, body = ClauseForm)))]
pub(super) async fn clause(
    State(portal): State<Portal>,
    frame: Frame,
    Path(id): Path<String>,
) -> Answer<Json<ClauseForm>> {
    let clause = portal.office.guide().clause(&id).ok_or_else(Fault::not_found)?;
    Ok(Json(clause_form(&portal, frame.lang, clause)))
}

#[utoipa::path(get, path = "/api/v1/me", operation_id = "me", tag = "call", security(("token" = [])),
    responses((status = 200, body = CallerForm)))]
pub(super) async fn me(caller: Caller) -> Json<CallerForm> {
    let viewer = caller.doing.viewer;
    Json(CallerForm {
        account: viewer.account.map(|account| account.0).unwrap_or_default(),
        name: viewer.name,
        roles: viewer.roles.iter().map(|role| role.word().to_owned()).collect(),
        scopes: viewer.scopes.into_iter().flatten().map(|scope| scope.word().to_owned()).collect(),
    })
}
