//! Numbers in Chinese characters.
//!
//! The characters of numbers are also those of names and idioms. A number in them is taken
//! for a figure only where a measure word, a scale or a sign follows.

use super::{Found, Written};
use crate::lang::Lang;
use crate::number::{currency, scan::Cursor, words};

/// Words that are figures by themselves.
const WHOLE: &[&str] = &[
    "翻了一番",
    "翻一番",
    "翻两番",
    "翻了两番",
    "翻番",
    "翻了番",
    "减半",
    "过半",
    "折半",
    "一半",
    "半数",
    "一倍",
    "腰斩",
];

/// Words and names with the characters of numbers that count nothing.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "十分", "千方百计", "一五一十", "三心二意", "九牛一毛", "四面八方", "万一", "百姓", "千万别", "千万不", "千万要", "万能", "三农", "两会", "一带一路",
    "十二五", "十三五", "十四五", "十五五", "二十大", "十九大", "十八大", "四川", "三星", "三峡", "七国集团", "二十国集团", "五角大楼", "百度", "千问", "两极", "双重", "一国两制", "九三学社", "半导体", "半年", "大半",
    "多半", "一半会", "两岸", "四大行", "五粮液", "三亚", "九寨沟", "万科", "百强", "五百强", "千年", "万物", "万象", "百年", "六国化工", "八国联军", "十全十美", "百分百", "两用", "两难", "两手", "两面", "三角", "三方", "四季", "四处",
    "四个自信", "四个意识", "两个维护", "三个代表", "一分为二", "五位一体", "四个全面", "两个一百年", "八项规定", "三令五申", "七上八下", "三三两两", "五花八门", "百花齐放", "千家万户", "万人空巷", "一刀切", "十字路口", "双一流", "六稳六保", "三位一体", "三权分立", "四舍五入", "两院", "三公经费", "五险一金", "三分钟热度",
];

/// What stands before a number that only points: "these two", "the other three".
#[rustfmt::skip]
const POINTING: &[&str] = &[
    "这", "那", "该", "其他", "其它", "另外", "另", "上述", "前述", "前", "后", "全部", "所有", "其余", "余下", "本", "同", "首", "其", "各", "第", "初", "周", "星期", "礼拜", "之", "任何", "最后",
];

/// What makes a number vague: "several ten", "over a hundred".
const VAGUE: &[char] = &['几', '数'];

/// Units of time: what is counted in them in characters is no figure.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "年", "个月", "月", "天", "日", "周", "个星期", "星期", "小时", "个小时", "分钟", "秒", "个季度", "季度", "季", "个交易日", "个工作日", "个年度", "年度", "世纪", "个世纪", "代", "届", "次会议", "晚", "夜", "时", "点", "个周", "个财年", "财年",
    "个学期", "个多月", "多年", "余年", "年多", "多个月", "旬", "载", "个半月", "个半小时",
];

/// Measure words, behind which a number counts.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "家", "个", "项", "款", "种", "名", "人", "位", "次", "只", "台", "辆", "艘", "架", "座", "条", "份", "所", "间", "处", "批", "套", "组", "对", "倍", "成", "元", "吨", "公斤", "千克", "克", "公里", "千米", "米", "平方", "立方", "千瓦", "兆瓦", "瓦", "度", "亩", "公顷",
    "户", "口", "起", "例", "枚", "颗", "头", "本", "部", "册", "篇", "件", "宗", "笔", "支", "股", "票", "席", "场", "类", "层", "步", "轮", "把", "张", "块", "片", "根", "桶", "箱", "瓶", "艇", "万", "亿", "%", "％", "个百分点", "百分点", "点几", "发", "门", "道", "幅", "栋", "幢",  "厘", "基点", "标准箱", "美元", "欧元", "人民币", "英镑", "日元", "港元", "卢布", "韩元", "代表",
];

/// Whether what follows digits says that they count.
pub(super) fn is_counted(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['多', '余', '来', '几']);
    MEASURES.iter().any(|measure| behind.starts_with(measure)) && !behind.starts_with("个年")
}

/// The figures in characters of a text.
pub(super) fn found(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for word in WHOLE {
        for (start, _) in text.match_indices(word) {
            let at = start..start + word.len();
            if !found.iter().any(|known| super::overlap(&known.at, &at)) {
                found.push(Found { at, written: Written::Words });
            }
        }
    }
    let mut at = 0;
    while let Some(next) = text[at..].find(is_numeral) {
        let start = at + next;
        let (end, is_figure) = number(text, start);
        let range = start..end;
        if is_figure && !found.iter().any(|known| super::overlap(&known.at, &range)) {
            found.push(Found { at: range, written: Written::Words });
        }
        at = end;
    }
    found
}

/// Where the characters from `start` end, and whether they are a figure.
fn number(text: &str, start: usize) -> (usize, bool) {
    let rest = &text[start..];
    // A name may begin before its first number: 双一流, 半导体.
    let other = OTHERS.iter().filter_map(|word| {
        let inner = word.find(is_numeral)?;
        let begin = start.checked_sub(inner)?;
        text.get(begin..)?.starts_with(word).then_some(begin + word.len())
    });
    if let Some(end) = other.max() {
        return (end, false);
    }
    if let Some(word) = rest.strip_prefix("百分之") {
        let length = word.find(|char| !is_numeral(char) && char != '点').unwrap_or(word.len());
        return (start + "百分之".len() + length, length > 0);
    }
    let length = rest.find(|char| !is_numeral(char)).unwrap_or(rest.len());
    let end = start + length;
    let numeral = &rest[..length];
    let behind = &text[end..];
    if let Some(parts) = behind.strip_prefix("分之") {
        let length = parts.find(|char| !is_numeral(char)).unwrap_or(parts.len());
        return (end + "分之".len() + length, length > 0);
    }

    let before = &text[..start];
    let more = behind.trim_start_matches(['多', '余', '来']);
    let length = numeral.chars().count();
    let multiplied = is_multiplied(more);
    // 一 and 二 alone, 半 and 零 begin words, and so do 万 and 百 without a digit before them.
    let digit = numeral.starts_with(|char| "一二两三四五六七八九十".contains(char));
    let alone = matches!(numeral, "一" | "二") && !(multiplied && numeral == "一");
    let pointed = POINTING.iter().any(|word| before.ends_with(word));
    let vague = before.ends_with(VAGUE)
        || behind.starts_with('几')
        || length == 1 && more.len() < behind.len();
    if !digit || alone || pointed || vague {
        return (end, false);
    }

    let time = TIMES.iter().any(|word| behind.starts_with(word) || more.starts_with(word));
    let counted = MEASURES.iter().any(|word| more.starts_with(word))
        || currency::eat(Cursor::new(more)).is_some()
        || Cursor::new(more).eat_longest(words::signs(Lang::Zh)).is_some();
    let large = length >= 3 || length > 1 && numeral.ends_with(['万', '亿']);
    (end, !time && (counted || large || multiplied) && !goes_on(more))
}

/// Whether 倍 or 成 counts, and does not begin a word of its own.
fn is_multiplied(behind: &str) -> bool {
    const WORDS: &[&str] = &["成为", "成立", "成本", "成果", "成员", "成熟"];
    behind.starts_with(['倍', '成']) && !WORDS.iter().any(|word| behind.starts_with(word))
}

/// Whether a measure word goes on as another word: 个体, 人民代表, 门户.
fn goes_on(behind: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "个体", "国", "人民代表", "门户", "头并", "条心", "口之家", "边", "件套", "级火箭", "部曲", "道防线", "位数", "层楼", "度空间",
    ];
    WORDS.iter().any(|word| behind.starts_with(word))
}

fn is_numeral(char: char) -> bool {
    "零〇一二两三四五六七八九十百千万亿半".contains(char)
}
