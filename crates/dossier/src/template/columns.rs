//! Columns of a sheet: those of the layout, then those of the guide's fields.

use std::collections::BTreeSet;

use hefu_application::Application;

use crate::layout::{ColumnKind, SheetDef, key};
use crate::vocabulary::Vocabulary;

/// A column as the template writes it.
pub(crate) struct TemplateColumn {
    pub field: String,
    pub kind: ColumnKind,
    pub header: String,
    pub note: String,
    pub required: bool,
    pub width: u16,
}

pub(super) fn columns(def: &SheetDef, words: &Vocabulary<'_>, applications: &[Application]) -> Vec<TemplateColumn> {
    let mut out: Vec<TemplateColumn> = def
        .columns
        .iter()
        .filter(|column| !column.wide)
        .map(|column| TemplateColumn {
            field: column.id.clone(),
            kind: column.kind,
            header: column.names.get(words.lang).to_owned(),
            note: column.note.get(words.lang).to_owned(),
            required: column.required,
            width: column.width,
        })
        .collect();
    for id in field_ids(&def.id, words, applications) {
        let field = words.guide.field(&id);
        out.push(TemplateColumn {
            field: format!("field:{id}"),
            kind: ColumnKind::Text,
            header: header(def, &id, words),
            note: field.map(|field| field.help.get(words.lang).to_owned()).unwrap_or_default(),
            required: false,
            width: 22,
        });
    }
    out
}

/// The field's label, or its id where the label could be read as another column.
fn header(def: &SheetDef, id: &str, words: &Vocabulary<'_>) -> String {
    match words.fields.label(id, words.lang) {
        Some(label) if def.column_keyed(&key(&label)).is_none() && words.fields.find(&label) == Some(id) => label,
        _ => format!("field:{id}"),
    }
}

/// The guide's fields that belong to a sheet, in the guide's order, then others that the data use.
fn field_ids(sheet: &str, words: &Vocabulary<'_>, applications: &[Application]) -> Vec<String> {
    let guide = words.guide;
    let of_tasks: BTreeSet<&String> = guide.items.iter().flat_map(|item| &item.fields).collect();
    let of_deliverables: BTreeSet<&String> =
        guide.deliverables.iter().flat_map(|kind| kind.requires.iter().chain(&kind.requires_at_closing)).collect();
    let of_milestones: BTreeSet<&String> = guide.milestones.iter().flat_map(|kind| &kind.requires).collect();
    let belongs = |id: &String| match sheet {
        "tasks" => of_tasks.contains(id),
        "deliverables" => of_deliverables.contains(id),
        "milestones" => of_milestones.contains(id),
        "applications" => !of_tasks.contains(id) && !of_deliverables.contains(id) && !of_milestones.contains(id),
        _ => false,
    };
    let used: BTreeSet<&String> = match sheet {
        "applications" => applications.iter().flat_map(|one| one.fields.keys()).collect(),
        "people" => applications.iter().flat_map(|one| &one.people).flat_map(|one| one.fields.keys()).collect(),
        "tasks" => applications.iter().flat_map(|one| &one.tasks).flat_map(|one| one.fields.keys()).collect(),
        "deliverables" => {
            applications.iter().flat_map(|one| &one.deliverables).flat_map(|one| one.fields.keys()).collect()
        }
        "milestones" => applications.iter().flat_map(|one| &one.milestones).flat_map(|one| one.fields.keys()).collect(),
        _ => BTreeSet::new(),
    };
    let mut out: Vec<String> =
        guide.fields.iter().map(|field| &field.id).filter(|id| belongs(id) || used.contains(id)).cloned().collect();
    out.extend(used.into_iter().filter(|id| guide.field(id).is_none()).cloned());
    out
}
