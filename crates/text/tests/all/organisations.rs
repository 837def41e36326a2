use hefu_text::compare::Outcome;
use hefu_text::organisation::{
    AliasStanding, Aliases, OrganisationComparison, OrganisationKind, compare_organisations, core, kind_hint, split,
};

fn outcome(a: &str, b: &str) -> Outcome {
    let none = Aliases::new();
    let there = compare_organisations(a, b, &none).outcome();
    assert_eq!(there, compare_organisations(b, a, &none).outcome(), "not symmetric: {a} / {b}");
    there
}

#[test]
fn institution_and_department() {
    for (text, institution, department) in [
        ("清华大学计算机系", "清华大学", Some("计算机系")),
        ("中国科学院计算技术研究所", "中国科学院计算技术研究所", None),
        ("國立臺灣大學資訊工程學系", "國立臺灣大學", Some("資訊工程學系")),
        ("香港理工大學", "香港理工大學", None),
        ("中山大学附属第一医院", "中山大学附属第一医院", None),
        ("香港中文大学（深圳）", "香港中文大学（深圳）", None),
        ("香港理工大学深圳研究院", "香港理工大学深圳研究院", None),
        ("深圳市大学城科技有限公司", "深圳市大学城科技有限公司", None),
        (
            "School of Medicine, The University of Hong Kong, Hong Kong",
            "The University of Hong Kong",
            Some("School of Medicine"),
        ),
        (
            "The University of Hong Kong, Department of Physics",
            "The University of Hong Kong",
            Some("Department of Physics"),
        ),
        ("Harbour Bioscience Co., Ltd.", "Harbour Bioscience Co., Ltd.", None),
        ("Institute of Physics", "Institute of Physics", None),
    ] {
        let parts = split(text);
        assert_eq!((parts.institution.as_str(), parts.department.as_deref()), (institution, department), "{text}");
    }
    assert_eq!(core("國立臺灣大學資訊工程學系"), "国立台湾大学");
    assert_eq!(core("The University of Hong Kong"), "university of hong kong");
}

#[test]
fn four_outcomes() {
    assert_eq!(outcome("香港理工大學", "香港理工大学"), Outcome::Normalised);
    assert_eq!(outcome("香港中文大學(深圳)", "香港中文大学（深圳）"), Outcome::Normalised);
    for (a, b) in [
        ("國立臺灣大學", "台湾大学"),
        ("財團法人工業技術研究院", "工业技术研究院"),
        ("清华大学计算机系", "清华大学"),
        ("清华大学计算机系", "清华大学自动化系"),
        ("香港理工大學", "The Hong Kong Polytechnic University"),
        ("Harbour Bioscience Co., Ltd.", "Harbour Bioscience Company Limited"),
        ("The University of Hong Kong", "University of Hong Kong"),
        ("港大", "香港大学"),
        ("HKUST", "Hong Kong University of Science and Technology"),
        ("某某資訊股份有限公司", "某某信息股份有限公司"),
    ] {
        assert_eq!(outcome(a, b), Outcome::PersonMustRule, "{a} / {b}");
    }
    for (a, b) in [
        ("香港大学", "香港中文大学"),
        ("香港大学", "香港科技大学"),
        ("中山大学", "中山大学附属第一医院"),
        ("中山大学", "國立中山大學醫院"),
        ("华海生物有限公司", "华海生物股份有限公司"),
        ("清华大学", "北京大学"),
        ("The University of Hong Kong", "The Chinese University of Hong Kong"),
    ] {
        assert_eq!(outcome(a, b), Outcome::Different, "{a} / {b}");
    }
}

#[test]
fn aliases_pass_only_when_confirmed() {
    let mut aliases = Aliases::new();
    aliases.declare("u1", "南海理工大学", AliasStanding::Confirmed);
    aliases.declare("u1", "Nanhai University of Technology", AliasStanding::Confirmed);
    aliases.declare("u1", "南海工学院", AliasStanding::Suggested);
    let compare = |a: &str, b: &str| compare_organisations(a, b, &aliases);
    assert_eq!(compare("南海理工大學", "Nanhai University of Technology").outcome(), Outcome::Normalised);
    assert_eq!(compare("南海理工大学", "南海工学院"), OrganisationComparison::Alias { body: "u1".into() });
    assert_eq!(compare("南海理工大学", "北海理工大学").outcome(), Outcome::Different);
    assert_eq!(aliases.bodies("南海理工大學信息学院").collect::<Vec<_>>(), ["u1"]);
}

#[test]
fn kinds_are_hints() {
    for (text, kind) in [
        ("清华大学", OrganisationKind::University),
        ("哈尔滨工业大学（深圳）", OrganisationKind::University),
        ("香港城市大學", OrganisationKind::University),
        ("中国科学院自动化研究所", OrganisationKind::ResearchInstitute),
        ("中国科学院", OrganisationKind::ResearchInstitute),
        ("工业技术研究院", OrganisationKind::ResearchInstitute),
        ("某某科技有限公司", OrganisationKind::Enterprise),
        ("某某生技股份有限公司", OrganisationKind::Enterprise),
        ("中山大学附属第一医院", OrganisationKind::Hospital),
        ("深圳职业技术学院", OrganisationKind::University),
        ("某某学会", OrganisationKind::Other),
        ("The University of Hong Kong", OrganisationKind::University),
        ("Harbour Bioscience Limited", OrganisationKind::Enterprise),
        ("Queen Mary Hospital", OrganisationKind::Hospital),
        ("Academia Sinica", OrganisationKind::ResearchInstitute),
    ] {
        assert_eq!(kind_hint(text), kind, "{text}");
    }
}
