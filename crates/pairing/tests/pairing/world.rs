//! Applications of an invented pair, and the guides that speak of them.

use hefu_application::{
    Application, ApplicationId, Intake, Person, Role, SideId, State, Task, Unit, UnitKind, UnitRole,
};
use hefu_guide::Guide;
use hefu_guide::model::Settings;
use hefu_pairing::{FieldComparison, Pair, PairingResult, Part, pair_sides};
use jiff::civil::date;

/// The 2020 guide that comes with the product, with its default rulings.
pub fn guide() -> (Guide, Settings) {
    let guide = hefu_guide::builtin("hkmt-2020").expect("a built-in guide that compiles");
    let settings = guide.settings_with(&Default::default()).expect("the default rulings");
    (guide, settings)
}

/// A unit.
pub fn unit(side: &str, name: &str, role: UnitRole) -> Unit {
    Unit {
        side: side.to_owned(),
        name: name.to_owned(),
        english: None,
        role,
        kind: Some(UnitKind::University),
        functions: Vec::new(),
        identifiers: Default::default(),
        origin: Default::default(),
    }
}

/// A principal investigator.
pub fn investigator(side: &str, name: &str) -> Person {
    Person {
        side: side.to_owned(),
        name: name.to_owned(),
        english: None,
        role: Role::PrincipalInvestigator,
        unit: None,
        identifiers: Default::default(),
        fields: Default::default(),
        origin: Default::default(),
    }
}

/// A task with its owners.
pub fn task(code: &str, title: &str, sides: &[&str]) -> Task {
    Task {
        code: code.to_owned(),
        title: title.to_owned(),
        item: None,
        sides: sides.iter().map(|side| (*side).to_owned()).collect(),
        unit: None,
        person_months_hundredths: None,
        tags: Vec::new(),
        fields: Default::default(),
        origin: Default::default(),
    }
}

/// The Mainland half of a project with Hong Kong.
pub fn mainland(number: &str) -> Application {
    let mut half = Application::new(ApplicationId::new("mainland", number));
    half.direction = "1.1".to_owned();
    half.topic = Some("人工智能".to_owned());
    half.title.own = "人工智能辅助诊断".to_owned();
    half.units = vec![
        unit("mainland", "明江大学", UnitRole::Lead),
        unit("mainland", "海晟生物科技有限公司", UnitRole::Participant),
        unit("hongkong", "港湾理工大学", UnitRole::Lead),
    ];
    half.people = vec![investigator("mainland", "陈晓明"), investigator("hongkong", "李国强")];
    half.period.start = Some(date(2021, 1, 1));
    half.period.end = Some(date(2022, 12, 31));
    half
}

/// The Hong Kong half of the same project.
pub fn hong_kong(number: &str) -> Application {
    let mut half = mainland(number);
    half.id = ApplicationId::new("hongkong", number);
    half.title.own = "人工智能輔助診斷".to_owned();
    half.units = vec![
        unit("mainland", "明江大學", UnitRole::Lead),
        unit("mainland", "海晟生物科技有限公司", UnitRole::Participant),
        unit("hongkong", "港灣理工大學", UnitRole::Lead),
    ];
    half.people = vec![investigator("mainland", "陳曉明"), investigator("hongkong", "李國強")];
    half
}

/// The same two halves between Mainland and Taiwan, titled as given.
pub fn strait(left_title: &str, right_title: &str) -> (Application, Application) {
    let turn = |mut half: Application, side: &str, title: &str| {
        half.id = ApplicationId::new(side, "1");
        half.direction = "1.2".to_owned();
        half.topic = Some("5g-iot".to_owned());
        half.title.own = title.to_owned();
        for side in
            half.units.iter_mut().map(|unit| &mut unit.side).chain(half.people.iter_mut().map(|one| &mut one.side))
        {
            if side == "hongkong" {
                "taiwan".clone_into(side);
            }
        }
        half
    };
    (turn(mainland("1"), "mainland", left_title), turn(hong_kong("1"), "taiwan", right_title))
}

/// What a side hands in.
pub fn intake(side: &str, applications: Vec<Application>) -> Intake {
    Intake {
        side: SideId::new(side),
        signed: true,
        notices: Default::default(),
        closing: None,
        applications,
        problems: Vec::new(),
    }
}

/// Pairs two sides of direction 1.1.
pub fn pair(left: Vec<Application>, right: Vec<Application>) -> PairingResult {
    let (guide, settings) = guide();
    pair_sides(&guide, &settings, &[intake("mainland", left), intake("hongkong", right)])
}

/// Several projects that have nothing to do with each other, so that the engine has something to learn from.
pub fn others(count: usize) -> (Vec<Application>, Vec<Application>) {
    const SUBJECTS: [(&str, &str, &str, &str); 12] = [
        ("鼻咽癌早期筛查的血液标志物研究", "鼻咽癌早期篩查的血液標誌物研究", "周海波", "黎志荣"),
        ("针刺治疗失眠的神经机制", "針刺治療失眠的神經機制", "孙丽娟", "何嘉欣"),
        ("阿尔茨海默病小胶质细胞代谢重编程", "阿爾茨海默病小膠質細胞代謝重編程", "高振宇", "邓慧思"),
        ("面向城市交通的多智能体强化学习", "面向城市交通的多智能體強化學習", "彭建军", "梁伟杰"),
        ("肝细胞癌免疫联合治疗耐药机制", "肝細胞癌免疫聯合治療耐藥機制", "徐文华", "郭永康"),
        ("中药复方抗纤维化的组学解析", "中藥複方抗纖維化的組學解析", "朱秀英", "邱少芬"),
        ("癫痫发作预测的可解释模型", "癲癇發作預測的可解釋模型", "马宏远", "冯启诚"),
        ("粤语语音识别的自监督预训练", "粵語語音識別的自監督預訓練", "胡雪梅", "谭诗晴"),
        ("结直肠癌类器官药敏平台", "結直腸癌類器官藥敏平台", "林成龙", "吴佩玲"),
        ("帕金森病步态的毫米波监测", "帕金森病步態的毫米波監測", "罗德辉", "许颖"),
        ("陈皮道地性的光谱鉴定", "陳皮道地性的光譜鑑定", "宋天翔", "曹卓"),
        ("联邦学习下的医学影像隐私保护", "聯邦學習下的醫學影像私隱保護", "唐俊峰", "叶凯"),
    ];
    let mut left = Vec::new();
    let mut right = Vec::new();
    for (at, (hans, hant, first, second)) in SUBJECTS.iter().take(count).enumerate() {
        let month = 1 + i8::try_from(at % 12).unwrap_or(0);
        for (title, side, out) in [(hans, "mainland", &mut left), (hant, "hongkong", &mut right)] {
            let mut half = if side == "mainland" { mainland("x") } else { hong_kong("x") };
            half.id =
                ApplicationId::new(side, format!("{}{:03}", if side == "mainland" { "M" } else { "H" }, 100 + at));
            half.title.own = (*title).to_owned();
            half.people = vec![investigator("mainland", first), investigator("hongkong", second)];
            let place =
                ["云麓", "临港", "江陵", "东屿", "西泽", "南浔", "青川", "长淮", "望海", "金湾", "宁川", "安和"]
                    .get(at)
                    .copied()
                    .unwrap_or("安和");
            half.units = vec![
                unit("mainland", &format!("{place}大学"), UnitRole::Lead),
                unit("hongkong", &format!("{place}湾理工大学"), UnitRole::Lead),
            ];
            half.period.start = Some(date(2021, month, 1));
            half.period.end = Some(date(2022, month, 28));
            out.push(half);
        }
    }
    (left, right)
}

/// A draft of an application.
pub fn draft(mut half: Application) -> Application {
    half.state = State::Draft;
    half
}

/// The comparison of one field of a pair.
pub fn field(pair: &Pair, field: hefu_guide::model::MatchField) -> &FieldComparison {
    pair.comparisons.iter().find(|one| one.field == field).expect("the field is compared")
}

/// A part of a compared field.
pub fn part<'a>(field: &'a FieldComparison, name: &str) -> &'a Part {
    field.parts.iter().find(|part| part.part == name).unwrap_or_else(|| panic!("no part {name} in {:?}", field.parts))
}
