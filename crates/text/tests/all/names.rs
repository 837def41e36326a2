use hefu_text::compare::Outcome;
use hefu_text::name::{Coverage, NameComparison, PersonName, Romanisation, compare_names};

fn outcome(a: &str, b: &str) -> Outcome {
    let there = compare_names(a, b).outcome();
    assert_eq!(there, compare_names(b, a).outcome(), "not symmetric: {a} / {b}");
    there
}

fn romanised(han: &str, latin: &str) -> (Vec<Romanisation>, Coverage) {
    match compare_names(han, latin) {
        NameComparison::Romanised { systems, coverage } => (systems, coverage),
        other => panic!("{han} / {latin}: {other:?}"),
    }
}

#[test]
fn han_names() {
    assert_eq!(outcome("陈大文", "陈大文"), Outcome::Identical);
    for (a, b) in [
        ("陳大文", "陈大文"),
        ("陈 大文", "陈大文"),
        ("陈大文教授", "陈大文"),
        ("鄧麗珊", "邓丽珊"),
        ("諸葛明遠", "诸葛明远"),
        ("買買提·艾力", "买买提艾力"),
        ("陳大文 (CHAN Tai-man)", "陈大文"),
        ("葉鍾衞", "叶钟卫"),
    ] {
        assert_eq!(outcome(a, b), Outcome::Normalised, "{a} / {b}");
    }
    for (a, b) in [
        ("陈大文", "陈大伟"),
        ("王昇", "王升"),
        ("王乾", "王干"),
        ("李明", "李明明"),
        ("於海", "于海"),
        ("张喆", "张哲"),
    ] {
        assert_eq!(outcome(a, b), Outcome::Different, "{a} / {b}");
    }
}

#[test]
fn surname_and_given_name() {
    for (text, surname, given) in [
        ("陈大文", "陈", "大文"),
        ("欧阳明", "欧阳", "明"),
        ("歐陽志遠", "歐陽", "志遠"),
        ("司徒永康博士", "司徒", "永康"),
        ("欧阳", "欧", "阳"),
        ("陳方安生", "陳", "方安生"),
    ] {
        let name = PersonName::parse(text).expect(text);
        let han = name.han().expect("a Han name");
        assert_eq!((han.surname.as_str(), han.given.as_str()), (surname, given));
    }
    let latin = |text: &str| {
        PersonName::parse(text).expect(text).latin().expect("Latin").readings.first().cloned().expect("one")
    };
    assert_eq!(latin("CHAN Tai-man").surname, "chan");
    assert_eq!(latin("Peter CHAN Tai-man").surname, "chan");
    assert_eq!(latin("Chan, T. M.").given, ["t", "m"]);
    assert_eq!(latin("Prof. Tai Man CHAN").surname, "chan");
    assert_eq!(latin("AU YEUNG Ming").surname, "auyeung");
    assert!(PersonName::parse("123").is_err());
    assert!(PersonName::parse("").is_err());
}

#[test]
fn romanisations_are_named() {
    for (han, latin, system) in [
        ("陈大文", "Chen Dawen", Romanisation::Pinyin),
        ("陈大文", "Dawen Chen", Romanisation::Pinyin),
        ("陈大文", "CHEN Da-Wen", Romanisation::Pinyin),
        ("陳大文", "CHAN Tai-man", Romanisation::HongKong),
        ("陳大文", "Chan, Tai Man", Romanisation::HongKong),
        ("陳大文", "Peter CHAN Tai-man", Romanisation::HongKong),
        ("陳大文", "Ch'en Ta-wen", Romanisation::WadeGiles),
        ("陳大文", "Ta-Wen Chen", Romanisation::WadeGiles),
        ("张志明", "Chang Chih-Ming", Romanisation::WadeGiles),
        ("許雪娟", "Hsu Hsueh-Chuan", Romanisation::WadeGiles),
        ("李日昇", "Li Jih-Sheng", Romanisation::WadeGiles),
        ("单雄", "Shan Xiong", Romanisation::Pinyin),
        ("仇英", "Qiu Ying", Romanisation::Pinyin),
        ("解晓东", "XIE Xiaodong", Romanisation::Pinyin),
        ("曾国强", "Zeng Guoqiang", Romanisation::Pinyin),
        ("吕梁", "Lü Liang", Romanisation::Pinyin),
        ("吕梁", "LYU Liang", Romanisation::Pinyin),
        ("吕梁", "Lv Liang", Romanisation::Pinyin),
        ("欧阳明", "Ouyang Ming", Romanisation::Pinyin),
        ("歐陽明", "AU YEUNG Ming", Romanisation::HongKong),
        ("歐陽明", "Au-Yeung Ming", Romanisation::HongKong),
        ("黃志強", "WONG Chi Keung", Romanisation::HongKong),
        ("吳詠詩", "NG Wing-sze", Romanisation::HongKong),
        ("葉子謙", "IP Tsz-him", Romanisation::HongKong),
        ("徐俊傑", "TSUI Chun Kit", Romanisation::HongKong),
        ("區慧儀", "AU Wai Yee", Romanisation::HongKong),
        ("李嘉欣", "Lee Ka Yan", Romanisation::HongKong),
        ("謝雪玲", "TSE Suet-ling", Romanisation::HongKong),
        ("郭家豪", "KWOK Ka Ho", Romanisation::HongKong),
        ("曾憲梓", "TSANG Hin Chi", Romanisation::HongKong),
        ("蔡明哲", "Tsai Ming-Che", Romanisation::WadeGiles),
    ] {
        let (systems, coverage) = romanised(han, latin);
        assert!(systems.contains(&system), "{han} / {latin}: {systems:?}");
        assert_eq!(coverage, Coverage::Full, "{han} / {latin}");
        assert_eq!(outcome(han, latin), Outcome::PersonMustRule);
    }
}

#[test]
fn partial_agreement_says_so() {
    assert_eq!(romanised("陳大文", "Chan, T. M."), (vec![Romanisation::HongKong], Coverage::Initials));
    assert_eq!(romanised("陳大文", "Peter Chan").1, Coverage::SurnameOnly);
    assert_eq!(romanised("陳大文 (Peter CHAN)", "Peter CHAN").0, [Romanisation::Declared]);
}

#[test]
fn contradiction_is_difference() {
    for (han, latin) in [
        ("陈大文", "Wang Dawen"),
        ("陈大文", "Chen Xiaoming"),
        ("陳大文", "CHAN Siu-ming"),
        ("陳大文", "CHAN, S. M."),
        ("陈大文", "Chen Da"),
    ] {
        assert_eq!(outcome(han, latin), Outcome::Different, "{han} / {latin}");
    }
}

#[test]
fn latin_names() {
    for (a, b) in [
        ("CHAN Tai-man", "Chan Tai Man"),
        ("CHAN Tai-man", "Tai-man CHAN"),
        ("Chan, Tai Man", "CHAN Tai-man"),
        ("Dr Chen Dawen", "CHEN Dawen"),
        ("LÜ Liang", "Lü Liang"),
    ] {
        assert_eq!(outcome(a, b), Outcome::Normalised, "{a} / {b}");
    }
    for (a, b) in [
        ("Li Wei", "Wei Li"),
        ("Lü Liang", "Lu Liang"),
        ("Ch'en Ta-wen", "Chen Ta-wen"),
        ("Peter CHAN Tai-man", "CHAN Tai-man"),
        ("CHAN Tai-man", "Chan, T. M."),
        ("CHAN Tai-man", "Chen Dawen"),
        ("Chen Dawen", "Ch'en Ta-wen"),
    ] {
        assert_eq!(outcome(a, b), Outcome::PersonMustRule, "{a} / {b}");
    }
    for (a, b) in [("Chen Dawen", "Chen Xiaoming"), ("CHAN Tai-man", "WONG Tai-man"), ("John Smith", "Jane Smith")] {
        assert_eq!(outcome(a, b), Outcome::Different, "{a} / {b}");
    }
}

#[test]
fn keys_of_one_person_meet() {
    let keys = |text: &str| PersonName::parse(text).expect(text).keys();
    let han = keys("陳大文");
    for other in [
        "陈大文",
        "Chen Dawen",
        "Dawen Chen",
        "CHAN Tai-man",
        "Chan Tai Man",
        "CHAN Taiman",
        "Ch'en Ta-wen",
        "Peter CHAN Tai-man",
    ] {
        assert!(han.meet(&keys(other)), "{other}: {:?}", keys(other));
    }
    for other in ["王小明", "Wang Xiaoming", "WONG Siu-ming"] {
        assert!(!han.meet(&keys(other)), "{other}");
    }
    for (han, latin) in [
        ("歐陽志遠", "AU YEUNG Chi Yuen"),
        ("李嘉欣", "LEE Ka Yan"),
        ("江志強", "KONG Chi Keung"),
        ("吕梁", "Lyu Liang"),
    ] {
        assert!(keys(han).meet(&keys(latin)), "{han} {latin}: {:?} {:?}", keys(han), keys(latin));
    }
    assert!(han.all().iter().any(|k| k == "p:chen|dawen"));
}

#[test]
fn usual_spellings() {
    let spell = |text: &str, system| PersonName::parse(text).expect(text).romanised(system).expect("known characters");
    assert_eq!(spell("陈大文", Romanisation::Pinyin), "Chen Dawen");
    assert_eq!(spell("陳大文", Romanisation::HongKong), "Chan Tai Man");
    assert_eq!(spell("陳大文", Romanisation::WadeGiles), "Ch'en Ta-wen");
    assert_eq!(spell("单雄", Romanisation::Pinyin), "Shan Xiong");
    assert_eq!(spell("李西安", Romanisation::Pinyin), "Li Xi'an");
    assert_eq!(PersonName::parse("Chen Dawen").expect("a name").romanised(Romanisation::Pinyin), None);
}
