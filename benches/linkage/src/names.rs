//! People: surnames and given-name characters with their pinyin, Hong Kong and Wade–Giles spellings, by hand.

use crate::random::Random;

/// A character with its spellings.
type Spelled = (&'static str, &'static str, &'static str, &'static str);

/// Character, pinyin, Hong Kong government spelling, Wade–Giles without apostrophes; surnames by frequency.
const SURNAMES: &[Spelled] = &[
    ("王", "wang", "wong", "wang"),
    ("李", "li", "lee", "li"),
    ("张", "zhang", "cheung", "chang"),
    ("刘", "liu", "lau", "liu"),
    ("陈", "chen", "chan", "chen"),
    ("杨", "yang", "yeung", "yang"),
    ("黄", "huang", "wong", "huang"),
    ("赵", "zhao", "chiu", "chao"),
    ("吴", "wu", "ng", "wu"),
    ("周", "zhou", "chow", "chou"),
    ("徐", "xu", "tsui", "hsu"),
    ("孙", "sun", "suen", "sun"),
    ("马", "ma", "ma", "ma"),
    ("朱", "zhu", "chu", "chu"),
    ("胡", "hu", "wu", "hu"),
    ("林", "lin", "lam", "lin"),
    ("郭", "guo", "kwok", "kuo"),
    ("何", "he", "ho", "ho"),
    ("高", "gao", "ko", "kao"),
    ("罗", "luo", "law", "lo"),
    ("郑", "zheng", "cheng", "cheng"),
    ("梁", "liang", "leung", "liang"),
    ("谢", "xie", "tse", "hsieh"),
    ("宋", "song", "sung", "sung"),
    ("唐", "tang", "tong", "tang"),
    ("许", "xu", "hui", "hsu"),
    ("邓", "deng", "tang", "teng"),
    ("韩", "han", "hon", "han"),
    ("冯", "feng", "fung", "feng"),
    ("曹", "cao", "tso", "tsao"),
    ("彭", "peng", "pang", "peng"),
    ("曾", "zeng", "tsang", "tseng"),
    ("萧", "xiao", "siu", "hsiao"),
    ("田", "tian", "tin", "tien"),
    ("董", "dong", "tung", "tung"),
    ("潘", "pan", "poon", "pan"),
    ("袁", "yuan", "yuen", "yuan"),
    ("蔡", "cai", "choi", "tsai"),
    ("蒋", "jiang", "tseung", "chiang"),
    ("余", "yu", "yu", "yu"),
    ("于", "yu", "yu", "yu"),
    ("杜", "du", "to", "tu"),
    ("叶", "ye", "yip", "yeh"),
    ("程", "cheng", "ching", "cheng"),
    ("魏", "wei", "ngai", "wei"),
    ("苏", "su", "so", "su"),
    ("吕", "lv", "lui", "lu"),
    ("丁", "ding", "ting", "ting"),
    ("任", "ren", "yam", "jen"),
    ("卢", "lu", "lo", "lu"),
    ("姚", "yao", "yiu", "yao"),
    ("沈", "shen", "sum", "shen"),
    ("钟", "zhong", "chung", "chung"),
    ("姜", "jiang", "keung", "chiang"),
    ("崔", "cui", "chui", "tsui"),
    ("谭", "tan", "tam", "tan"),
    ("陆", "lu", "luk", "lu"),
    ("范", "fan", "fan", "fan"),
    ("汪", "wang", "wong", "wang"),
    ("廖", "liao", "liu", "liao"),
    ("石", "shi", "shek", "shih"),
    ("金", "jin", "kam", "chin"),
    ("韦", "wei", "wai", "wei"),
    ("贾", "jia", "ka", "chia"),
    ("夏", "xia", "ha", "hsia"),
    ("方", "fang", "fong", "fang"),
    ("邹", "zou", "chow", "tsou"),
    ("熊", "xiong", "hung", "hsiung"),
    ("白", "bai", "pak", "pai"),
    ("孟", "meng", "mang", "meng"),
    ("秦", "qin", "chun", "chin"),
    ("邱", "qiu", "yau", "chiu"),
    ("侯", "hou", "hau", "hou"),
    ("江", "jiang", "kong", "chiang"),
    ("尹", "yin", "wan", "yin"),
    ("薛", "xue", "sit", "hsueh"),
    ("阎", "yan", "yim", "yen"),
    ("段", "duan", "tuen", "tuan"),
    ("雷", "lei", "lui", "lei"),
    ("龙", "long", "lung", "lung"),
    ("黎", "li", "lai", "li"),
    ("史", "shi", "sze", "shih"),
    ("陶", "tao", "to", "tao"),
    ("贺", "he", "ho", "ho"),
    ("毛", "mao", "mo", "mao"),
    ("顾", "gu", "koo", "ku"),
    ("龚", "gong", "kung", "kung"),
    ("邵", "shao", "shiu", "shao"),
    ("万", "wan", "man", "wan"),
    ("覃", "qin", "tam", "chin"),
    ("武", "wu", "mo", "wu"),
    ("钱", "qian", "chin", "chien"),
    ("戴", "dai", "tai", "tai"),
    ("严", "yan", "yim", "yen"),
    ("莫", "mo", "mok", "mo"),
    ("孔", "kong", "hung", "kung"),
    ("向", "xiang", "heung", "hsiang"),
    ("常", "chang", "sheung", "chang"),
    ("欧阳", "ouyang", "au yeung", "ou-yang"),
    ("司徒", "situ", "szeto", "ssu-tu"),
];

/// Given-name characters with the same four spellings.
const GIVEN: &[Spelled] = &[
    ("明", "ming", "ming", "ming"),
    ("华", "hua", "wah", "hua"),
    ("伟", "wei", "wai", "wei"),
    ("芳", "fang", "fong", "fang"),
    ("敏", "min", "man", "min"),
    ("静", "jing", "ching", "ching"),
    ("丽", "li", "lai", "li"),
    ("强", "qiang", "keung", "chiang"),
    ("军", "jun", "kwan", "chun"),
    ("洋", "yang", "yeung", "yang"),
    ("勇", "yong", "yung", "yung"),
    ("杰", "jie", "kit", "chieh"),
    ("娟", "juan", "kuen", "chuan"),
    ("涛", "tao", "to", "tao"),
    ("超", "chao", "chiu", "chao"),
    ("秀", "xiu", "sau", "hsiu"),
    ("英", "ying", "ying", "ying"),
    ("霞", "xia", "ha", "hsia"),
    ("平", "ping", "ping", "ping"),
    ("刚", "gang", "kong", "kang"),
    ("文", "wen", "man", "wen"),
    ("志", "zhi", "chi", "chih"),
    ("国", "guo", "kwok", "kuo"),
    ("建", "jian", "kin", "chien"),
    ("晓", "xiao", "hiu", "hsiao"),
    ("东", "dong", "tung", "tung"),
    ("海", "hai", "hoi", "hai"),
    ("波", "bo", "bor", "po"),
    ("林", "lin", "lam", "lin"),
    ("春", "chun", "chun", "chun"),
    ("雪", "xue", "suet", "hsueh"),
    ("梅", "mei", "mui", "mei"),
    ("红", "hong", "hung", "hung"),
    ("玉", "yu", "yuk", "yu"),
    ("兰", "lan", "lan", "lan"),
    ("生", "sheng", "sang", "sheng"),
    ("德", "de", "tak", "te"),
    ("永", "yong", "wing", "yung"),
    ("家", "jia", "ka", "chia"),
    ("荣", "rong", "wing", "jung"),
    ("成", "cheng", "shing", "cheng"),
    ("龙", "long", "lung", "lung"),
    ("辉", "hui", "fai", "hui"),
    ("健", "jian", "kin", "chien"),
    ("俊", "jun", "chun", "chun"),
    ("宇", "yu", "yu", "yu"),
    ("浩", "hao", "ho", "hao"),
    ("欣", "xin", "yan", "hsin"),
    ("怡", "yi", "yi", "i"),
    ("君", "jun", "kwan", "chun"),
    ("雅", "ya", "nga", "ya"),
    ("婷", "ting", "ting", "ting"),
    ("慧", "hui", "wai", "hui"),
    ("思", "si", "sze", "ssu"),
    ("宏", "hong", "wang", "hung"),
    ("远", "yuan", "yuen", "yuan"),
    ("峰", "feng", "fung", "feng"),
    ("鹏", "peng", "pang", "peng"),
    ("飞", "fei", "fei", "fei"),
    ("云", "yun", "wan", "yun"),
    ("天", "tian", "tin", "tien"),
    ("大", "da", "tai", "ta"),
    ("少", "shao", "siu", "shao"),
    ("振", "zhen", "chun", "chen"),
    ("学", "xue", "hok", "hsueh"),
    ("启", "qi", "kai", "chi"),
    ("仁", "ren", "yan", "jen"),
    ("义", "yi", "yee", "i"),
    ("礼", "li", "lai", "li"),
    ("信", "xin", "shun", "hsin"),
    ("安", "an", "on", "an"),
    ("康", "kang", "hong", "kang"),
    ("庆", "qing", "hing", "ching"),
    ("祥", "xiang", "cheung", "hsiang"),
    ("瑞", "rui", "shui", "jui"),
    ("嘉", "jia", "ka", "chia"),
    ("子", "zi", "tsz", "tzu"),
    ("佩", "pei", "pui", "pei"),
    ("淑", "shu", "suk", "shu"),
    ("芬", "fen", "fan", "fen"),
    ("美", "mei", "mei", "mei"),
    ("玲", "ling", "ling", "ling"),
    ("珍", "zhen", "chun", "chen"),
    ("惠", "hui", "wai", "hui"),
    ("诚", "cheng", "shing", "cheng"),
    ("哲", "zhe", "chit", "che"),
    ("凯", "kai", "hoi", "kai"),
    ("翔", "xiang", "cheung", "hsiang"),
    ("维", "wei", "wai", "wei"),
    ("卓", "zhuo", "cheuk", "cho"),
    ("颖", "ying", "wing", "ying"),
    ("诗", "shi", "sze", "shih"),
    ("晴", "qing", "ching", "ching"),
    ("蓉", "rong", "yung", "jung"),
    ("萍", "ping", "ping", "ping"),
    ("斌", "bin", "pan", "pin"),
    ("磊", "lei", "lui", "lei"),
    ("鑫", "xin", "yam", "hsin"),
    ("亮", "liang", "leung", "liang"),
    ("光", "guang", "kwong", "kuang"),
];

const ENGLISH: &[&str] = &[
    "David", "Peter", "Mary", "Alice", "Raymond", "Kelvin", "Jenny", "Grace", "Patrick", "Vincent", "Winnie", "Joseph",
    "Anthony", "Sandy", "Eric", "Karen", "Simon", "Helen", "Jason", "Carmen", "Tony", "Amy", "Michael", "Stella",
];

/// A person: places of the surname and of one or two given characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    surname: usize,
    given: Vec<usize>,
    english: usize,
}

fn title(text: &str) -> String {
    text.split(' ')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
        })
        .collect::<Vec<_>>()
        .join(" ")
}

impl Person {
    /// A new person.
    pub fn new(random: &mut Random) -> Self {
        let surname = random.front(SURNAMES.len());
        let count = if random.percent(22) { 1 } else { 2 };
        let given = (0..count).map(|_| random.below(GIVEN.len())).collect();
        Self { surname, given, english: random.below(ENGLISH.len()) }
    }

    fn row(&self) -> (&'static Spelled, Vec<&'static Spelled>) {
        (&SURNAMES[self.surname], self.given.iter().map(|at| &GIVEN[*at]).collect())
    }

    /// The name in Simplified characters.
    pub fn han(&self) -> String {
        let (surname, given) = self.row();
        surname.0.to_owned() + &given.iter().map(|row| row.0).collect::<String>()
    }

    /// Pinyin, in one of the usual forms.
    pub fn pinyin(&self, random: &mut Random) -> String {
        let (surname, given) = self.row();
        let surname = if random.percent(50) { surname.1.replace("lv", "lu") } else { surname.1.replace("lv", "lyu") };
        let parts: Vec<&str> = given.iter().map(|row| row.1).collect();
        match random.below(4) {
            0 => format!("{} {}", title(&surname), title(&parts.concat())),
            1 => format!("{} {}", title(&parts.concat()), title(&surname)),
            2 => format!("{} {}", title(&parts.join("-")), surname.to_uppercase()),
            _ => format!("{}, {}", surname.to_uppercase(), title(&parts.concat())),
        }
    }

    /// Hong Kong spelling, sometimes with an English given name.
    pub fn hong_kong(&self, random: &mut Random) -> String {
        let (surname, given) = self.row();
        let parts: Vec<&str> = given.iter().map(|row| row.2).collect();
        let english = ENGLISH[self.english];
        match random.below(5) {
            0 => format!("{} {}", surname.2.to_uppercase(), title(&parts.join("-"))),
            1 => format!("{} {}", surname.2.to_uppercase(), title(&parts.join(" "))),
            2 => format!("{english} {} {}", title(surname.2), title(&parts.join(" "))),
            3 => format!("{english} {} {}", title(&parts.join("-")), surname.2.to_uppercase()),
            _ => format!("{}, {}", title(surname.2), title(&parts.join("-"))),
        }
    }

    /// Wade–Giles as on Taiwan papers.
    pub fn wade_giles(&self, random: &mut Random) -> String {
        let (surname, given) = self.row();
        let parts: Vec<&str> = given.iter().map(|row| row.3).collect();
        match random.below(3) {
            0 => format!("{} {}", title(surname.3), title(&parts.join("-"))),
            1 => format!("{} {}", title(&parts.join("-")), title(surname.3)),
            _ => format!("{}, {}", surname.3.to_uppercase(), title(&parts.join("-"))),
        }
    }

    /// Initials and surname.
    pub fn initials(&self, hong_kong: bool) -> String {
        let (surname, given) = self.row();
        let of = |row: &Spelled| if hong_kong { row.2 } else { row.1 };
        let letters: Vec<String> =
            given.iter().map(|row| of(row).chars().take(1).collect::<String>().to_uppercase() + ".").collect();
        format!("{} {}", letters.join(" "), title(if hong_kong { surname.2 } else { surname.1 }))
    }
}

/// All given-name characters, for slips of the pen.
pub fn given_chars() -> impl Iterator<Item = char> {
    GIVEN.iter().filter_map(|row| row.0.chars().next())
}
