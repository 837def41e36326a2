//! Reads what offices and applicants hand in: workbooks, CSV, JSON Lines, side.toml, PDF and DOCX; writes the template
//! workbook. Knows formats and nothing of rules.

pub mod document;
