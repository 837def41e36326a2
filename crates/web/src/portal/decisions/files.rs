//! Files of a joint decision: the list to fill in, the result, the minute with its signatures and on paper, the awards.

use axum::extract::{Path, State};
use hefu_decision::BlankRow;
use hefu_decision::awards::{Deposit, JointAward, crossref, json};
use hefu_office::views::{WhatIf, joint_awards, joint_view, printed_minute, public_minute};
use hefu_words::Message;

use super::super::awards::record;
use super::super::documents::{XLSX, as_attachment};
use super::super::{Answer, Portal, Who, refused};
use crate::shell::error::FaultKind;
use crate::shell::{Fault, Frame};

/// This side's list, to be filled in.
pub(super) async fn blank(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let view = joint_view(&portal.office, &doing, &direction, &WhatIf::default()).await.map_err(refused)?;
    let rows: Vec<BlankRow> = view
        .projects
        .iter()
        .filter_map(|project| {
            let (_, number) = project.numbers.iter().find(|(side, _)| *side == view.own)?;
            Some(BlankRow {
                number: number.clone(),
                title: project.titles.get(&view.own).cloned().unwrap_or_default(),
                topic: portal.topic_name(say, &direction, &project.topic),
            })
        })
        .collect();
    let bytes = hefu_decision::blank_list(&rows, say.0, doing.now.date())
        .map_err(|error| Fault::internal(&error.to_string()))?;
    Ok(as_attachment(&format!("list-{direction}.xlsx"), XLSX, bytes))
}

/// The result as a workbook.
pub(super) async fn workbook(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let view = joint_view(&portal.office, &doing, &direction, &WhatIf::default()).await.map_err(refused)?;
    let Some(Ok(computed)) = &view.computed else { return Err(Fault::not_found().into()) };
    let bytes = hefu_decision::workbook(portal.office.guide(), &computed.decision, frame.say().0, doing.now.date())
        .map_err(|error| Fault::internal(&error.to_string()))?;
    Ok(as_attachment(&format!("selection-{direction}.xlsx"), XLSX, bytes))
}

/// The minute as a signed text.
pub(super) async fn note(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let note = public_minute(&portal.office, &doing, &direction).await.map_err(refused)?;
    Ok(as_attachment(&format!("minute-{direction}.txt"), "text/plain; charset=utf-8", note.into_bytes()))
}

/// The minute on paper.
pub(super) async fn printed(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let bytes = printed_minute(&portal.office, &doing, &direction, frame.lang).await.map_err(refused)?;
    Ok(as_attachment(&format!("minute-{direction}.pdf"), "application/pdf", bytes.to_vec()))
}

/// The awards for programs.
pub(super) async fn awards(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let lines = joint_awards(&portal.office, &doing, &direction).await.map_err(refused)?;
    let all: Vec<JointAward> = lines.into_iter().map(|line| record(&portal, line)).collect();
    let text = json(&all).map_err(|error| Fault::internal(&error.to_string()))?;
    Ok(as_attachment(&format!("awards-{direction}.json"), "application/json", text.into_bytes()))
}

/// The awards of this office as a Crossref deposit. Those that lack something are left out; where all do, what they lack is said
/// instead.
pub(super) async fn deposit(
    State(portal): State<Portal>,
    frame: Frame,
    Who(viewer): Who,
    Path(direction): Path<String>,
) -> Answer {
    let doing = portal.signed(&frame, &viewer)?;
    let say = frame.say();
    let lines = joint_awards(&portal.office, &doing, &direction).await.map_err(refused)?;
    let refuse = |message: Message| Fault::new(FaultKind::Conflict).what(message);
    let Some(member) = portal.office.config().records.crossref.clone() else {
        return Err(refuse(Message::new("award-crossref-unset")).into());
    };
    let all: Vec<JointAward> = lines.into_iter().map(|line| record(&portal, line)).collect();
    let batch = format!("{}-{direction}-{}", portal.office.config().side, doing.now.strftime("%Y%m%d%H%M%S"));
    let timestamp = doing.now.strftime("%Y%m%d%H%M%S").to_string().parse().unwrap_or_default();
    let deposit = Deposit {
        batch: &batch,
        timestamp,
        depositor: &member.depositor,
        email: &member.email,
        registrant: &member.registrant,
    };
    let own = &portal.office.config().side;
    let written = crossref(&all, own, &deposit).map_err(|error| Fault::internal(&error.to_string()))?;
    match written.xml {
        Some(xml) => {
            Ok(as_attachment(&format!("crossref-{direction}.xml"), "application/xml; charset=utf-8", xml.into_bytes()))
        }
        None => {
            let side = portal.side_name(say, own, &direction);
            let lacks: Vec<String> = written.missing.iter().map(|lack| say.message(&lack.message(&side))).collect();
            Err(refuse(Message::new("award-crossref-lacks").with("lacks", lacks)).into())
        }
    }
}
