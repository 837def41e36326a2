//! A guess at the kind of an organisation from its name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::split;
use crate::script::{is_han, strip};

/// The kind of an organisation as guides distinguish them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// 高等学校
    University,
    /// 科研院所
    ResearchInstitute,
    /// 企业
    Enterprise,
    /// 医院
    Hospital,
    /// 其他
    Other,
}

/// Ends of Han names, tried in this order: 科学院 before 学院, 公司 before all.
const HAN: [(&str, OrganisationKind); 36] = [
    ("公司", OrganisationKind::Enterprise),
    ("集团", OrganisationKind::Enterprise),
    ("企业", OrganisationKind::Enterprise),
    ("控股", OrganisationKind::Enterprise),
    ("银行", OrganisationKind::Enterprise),
    ("制药厂", OrganisationKind::Enterprise),
    ("厂", OrganisationKind::Enterprise),
    ("医院", OrganisationKind::Hospital),
    ("医学中心", OrganisationKind::Hospital),
    ("医疗中心", OrganisationKind::Hospital),
    ("卫生院", OrganisationKind::Hospital),
    ("诊所", OrganisationKind::Hospital),
    ("科学院", OrganisationKind::ResearchInstitute),
    ("工程院", OrganisationKind::ResearchInstitute),
    ("研究院", OrganisationKind::ResearchInstitute),
    ("研究总院", OrganisationKind::ResearchInstitute),
    ("研究所", OrganisationKind::ResearchInstitute),
    ("研究中心", OrganisationKind::ResearchInstitute),
    ("研究生院", OrganisationKind::University),
    ("设计院", OrganisationKind::ResearchInstitute),
    ("规划院", OrganisationKind::ResearchInstitute),
    ("农科院", OrganisationKind::ResearchInstitute),
    ("科研院", OrganisationKind::ResearchInstitute),
    ("实验室", OrganisationKind::ResearchInstitute),
    ("天文台", OrganisationKind::ResearchInstitute),
    ("观象台", OrganisationKind::ResearchInstitute),
    ("植物园", OrganisationKind::ResearchInstitute),
    ("研发中心", OrganisationKind::ResearchInstitute),
    ("大学", OrganisationKind::University),
    ("学院", OrganisationKind::University),
    ("书院", OrganisationKind::University),
    ("分校", OrganisationKind::University),
    ("校区", OrganisationKind::University),
    ("专科学校", OrganisationKind::University),
    ("党校", OrganisationKind::University),
    ("师专", OrganisationKind::University),
];

const ENGLISH: [(&str, OrganisationKind); 26] = [
    ("limited", OrganisationKind::Enterprise),
    ("ltd", OrganisationKind::Enterprise),
    ("company", OrganisationKind::Enterprise),
    ("corporation", OrganisationKind::Enterprise),
    ("corp", OrganisationKind::Enterprise),
    ("inc", OrganisationKind::Enterprise),
    ("llc", OrganisationKind::Enterprise),
    ("group", OrganisationKind::Enterprise),
    ("holdings", OrganisationKind::Enterprise),
    ("hospital", OrganisationKind::Hospital),
    ("infirmary", OrganisationKind::Hospital),
    ("clinic", OrganisationKind::Hospital),
    ("university", OrganisationKind::University),
    ("univ", OrganisationKind::University),
    ("polytechnic", OrganisationKind::University),
    ("college", OrganisationKind::University),
    ("academia", OrganisationKind::ResearchInstitute),
    ("academy", OrganisationKind::ResearchInstitute),
    ("laboratory", OrganisationKind::ResearchInstitute),
    ("laboratories", OrganisationKind::ResearchInstitute),
    ("observatory", OrganisationKind::ResearchInstitute),
    ("institute", OrganisationKind::ResearchInstitute),
    ("institutes", OrganisationKind::ResearchInstitute),
    ("research", OrganisationKind::ResearchInstitute),
    ("centre", OrganisationKind::ResearchInstitute),
    ("center", OrganisationKind::ResearchInstitute),
];

/// What kind the name suggests. A hint only: names do not decide what a body is (a 研究院 may be a company), so a check may
/// point at a contradiction but never rule by this.
#[must_use]
pub fn kind_hint(text: &str) -> OrganisationKind {
    let institution = strip(&split(text).institution);
    if institution.chars().any(is_han) {
        // A place in brackets after the kind word (哈尔滨工业大学（深圳）) does not change the kind.
        let tail: String = strip(before_bracket(&split(text).institution));
        return [institution.as_str(), tail.as_str()]
            .iter()
            .find_map(|name| HAN.iter().find(|(end, _)| name.ends_with(end)).map(|(_, kind)| *kind))
            .unwrap_or(OrganisationKind::Other);
    }
    let words: Vec<&str> = institution.split(' ').collect();
    ENGLISH.iter().find(|(word, _)| words.contains(word)).map_or(OrganisationKind::Other, |(_, kind)| *kind)
}

fn before_bracket(text: &str) -> &str {
    text.find(['(', '（']).and_then(|at| text.get(..at)).filter(|s| !s.is_empty()).unwrap_or(text)
}
