//! The words around numbers, language by language.

use super::read::{Hedge, Opening};
use crate::lang::Lang;

/// What stands after a numeral and says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// "%", "per cent".
    Percent,
    /// "percentage points".
    PercentagePoint,
    /// "times", "-fold".
    Times,
}

/// Words before a number that take its edge off. `Hedge::None` are words that change nothing.
pub(super) fn hedges(lang: Lang) -> &'static [(&'static str, Hedge)] {
    match lang {
        Lang::En => HEDGES_EN,
        Lang::De => HEDGES_DE,
        Lang::Zh => HEDGES_ZH,
    }
}

/// Words behind a number that take its edge off.
pub(super) fn hedges_after(lang: Lang) -> &'static [(&'static str, Hedge)] {
    match lang {
        Lang::En => HEDGES_AFTER_EN,
        Lang::De => HEDGES_AFTER_DE,
        Lang::Zh => HEDGES_AFTER_ZH,
    }
}

/// The words for powers of ten that may stand apart from the digits.
pub(super) fn scales(lang: Lang) -> &'static [(&'static str, i32)] {
    match lang {
        Lang::En => SCALES_EN,
        Lang::De => SCALES_DE,
        Lang::Zh => SCALES_ZH,
    }
}

/// The letters for powers of ten that must touch the digits: `5m`, `7B`, `10k`.
pub(super) const SCALES_ATTACHED: &[(&str, i32)] = &[("k", 3), ("m", 6), ("b", 9), ("T", 12)];

/// Words that open a range.
pub(super) fn openings(lang: Lang) -> &'static [(&'static str, Opening)] {
    match lang {
        Lang::En => &[("between", Opening::Between), ("from", Opening::From)],
        Lang::De => &[("zwischen", Opening::Between), ("von", Opening::From)],
        Lang::Zh => &[("介于", Opening::Between), ("从", Opening::From), ("在", Opening::From)],
    }
}

/// What stands between the ends of a range, and the word that must have opened it.
pub(super) fn joiners(lang: Lang) -> &'static [(&'static str, Opening)] {
    match lang {
        Lang::En => &[
            ("–", Opening::None),
            ("—", Opening::None),
            ("-", Opening::None),
            ("to", Opening::None),
            ("and", Opening::Between),
        ],
        Lang::De => &[
            ("–", Opening::None),
            ("—", Opening::None),
            ("-", Opening::None),
            ("bis", Opening::None),
            ("und", Opening::Between),
        ],
        Lang::Zh => &[
            ("–", Opening::None),
            ("—", Opening::None),
            ("——", Opening::None),
            ("-", Opening::None),
            ("~", Opening::None),
            ("～", Opening::None),
            ("至", Opening::None),
            ("到", Opening::None),
            ("和", Opening::Between),
            ("与", Opening::Between),
        ],
    }
}

/// Signs and words that say what a numeral is.
pub(super) fn signs(lang: Lang) -> &'static [(&'static str, Sign)] {
    match lang {
        Lang::En => SIGNS_EN,
        Lang::De => SIGNS_DE,
        Lang::Zh => SIGNS_ZH,
    }
}

/// Number words that are added up, longest forms included.
pub(super) fn numbers(lang: Lang) -> &'static [(&'static str, i64)] {
    match lang {
        Lang::En => NUMBERS_EN,
        Lang::De => NUMBERS_DE,
        Lang::Zh => &[],
    }
}

/// Fractions in words: numerator and denominator.
pub(super) fn fractions(lang: Lang) -> &'static [(&'static str, (i64, i64))] {
    match lang {
        Lang::En => FRACTIONS_EN,
        Lang::De => FRACTIONS_DE,
        Lang::Zh => &[("一半", (1, 2)), ("半数", (1, 2))],
    }
}

/// Words that are a number of times by themselves.
pub(super) fn multiples(lang: Lang) -> &'static [(&'static str, i64)] {
    match lang {
        Lang::En => &[
            ("twice", 2),
            ("double", 2),
            ("doubled", 2),
            ("thrice", 3),
            ("triple", 3),
            ("tripled", 3),
            ("trebled", 3),
            ("quadruple", 4),
            ("quadrupled", 4),
            ("quintupled", 5),
        ],
        Lang::De => &[
            ("doppelt", 2),
            ("das Doppelte", 2),
            ("Doppelte", 2),
            ("verdoppelt", 2),
            ("verdoppelte", 2),
            ("zweimal", 2),
            ("dreimal", 3),
            ("verdreifacht", 3),
            ("verdreifachte", 3),
            ("vervierfacht", 4),
            ("vervierfachte", 4),
        ],
        Lang::Zh => &[
            ("翻番", 2),
            ("翻了番", 2),
            ("翻一番", 2),
            ("翻了一番", 2),
            ("翻两番", 4),
            ("翻了两番", 4),
        ],
    }
}

/// The word for a whole number up to twelve, as style guides ask for.
pub(super) fn number_word(number: usize, lang: Lang) -> Option<&'static str> {
    const ENGLISH: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    const GERMAN: [&str; 13] = [
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
        "elf", "zwölf",
    ];
    const CHINESE: [&str; 13] =
        ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let words = match lang {
        Lang::En => ENGLISH,
        Lang::De => GERMAN,
        Lang::Zh => CHINESE,
    };
    words.get(number).copied()
}

#[rustfmt::skip]
const HEDGES_EN: &[(&str, Hedge)] = &[
    ("about", Hedge::About), ("around", Hedge::About), ("roughly", Hedge::About),
    ("some", Hedge::About), ("approximately", Hedge::About), ("approx.", Hedge::About),
    ("approx", Hedge::About), ("circa", Hedge::About), ("ca.", Hedge::About), ("c.", Hedge::About),
    ("an estimated", Hedge::About), ("estimated", Hedge::About), ("close to", Hedge::About),
    ("in the region of", Hedge::About), ("~", Hedge::About), ("≈", Hedge::About),
    ("more than", Hedge::MoreThan), ("over", Hedge::MoreThan), ("above", Hedge::MoreThan),
    ("just over", Hedge::MoreThan), ("well over", Hedge::MoreThan), ("in excess of", Hedge::MoreThan),
    ("just above", Hedge::MoreThan), ("slightly more than", Hedge::MoreThan),
    ("slightly over", Hedge::MoreThan), ("a little over", Hedge::MoreThan),
    ("a little more than", Hedge::MoreThan), ("just more than", Hedge::MoreThan),
    ("well above", Hedge::MoreThan), ("greater than", Hedge::MoreThan), (">", Hedge::MoreThan),
    ("upwards of", Hedge::AtLeast), ("at least", Hedge::AtLeast), ("no fewer than", Hedge::AtLeast),
    ("no less than", Hedge::AtLeast), ("not less than", Hedge::AtLeast),
    ("not fewer than", Hedge::AtLeast), ("a minimum of", Hedge::AtLeast), ("≥", Hedge::AtLeast),
    ("fewer than", Hedge::LessThan), ("less than", Hedge::LessThan), ("under", Hedge::LessThan),
    ("below", Hedge::LessThan), ("well under", Hedge::LessThan), ("well below", Hedge::LessThan),
    ("<", Hedge::LessThan),
    ("at most", Hedge::AtMost), ("up to", Hedge::AtMost), ("no more than", Hedge::AtMost),
    ("not more than", Hedge::AtMost), ("a maximum of", Hedge::AtMost), ("as many as", Hedge::AtMost),
    ("as much as", Hedge::AtMost), ("≤", Hedge::AtMost),
    ("nearly", Hedge::Nearly), ("almost", Hedge::Nearly), ("just under", Hedge::Nearly),
    ("just below", Hedge::Nearly), ("slightly less than", Hedge::Nearly),
    ("a little under", Hedge::Nearly), ("a little less than", Hedge::Nearly),
    ("slightly under", Hedge::Nearly), ("not quite", Hedge::Nearly),
    ("exactly", Hedge::None), ("only", Hedge::None), ("just", Hedge::None), ("precisely", Hedge::None),
    ("a total of", Hedge::None), ("a factor of", Hedge::None), ("all", Hedge::None),
    ("the", Hedge::None), ("a record", Hedge::None), ("by", Hedge::None),
    ("no.", Hedge::None), ("number", Hedge::None), ("rank", Hedge::None), ("place", Hedge::None), ("#", Hedge::None),
];

#[rustfmt::skip]
const HEDGES_DE: &[(&str, Hedge)] = &[
    ("rund", Hedge::About), ("etwa", Hedge::About), ("ungefähr", Hedge::About), ("circa", Hedge::About),
    ("zirka", Hedge::About), ("ca.", Hedge::About), ("an die", Hedge::About), ("um die", Hedge::About),
    ("in etwa", Hedge::About), ("schätzungsweise", Hedge::About), ("geschätzt", Hedge::About),
    ("geschätzte", Hedge::About), ("~", Hedge::About), ("≈", Hedge::About),
    ("mehr als", Hedge::MoreThan), ("über", Hedge::MoreThan), ("gut", Hedge::MoreThan),
    ("etwas mehr als", Hedge::MoreThan), ("deutlich mehr als", Hedge::MoreThan),
    ("weit mehr als", Hedge::MoreThan), ("etwas über", Hedge::MoreThan), (">", Hedge::MoreThan),
    ("mindestens", Hedge::AtLeast), ("wenigstens", Hedge::AtLeast), ("zumindest", Hedge::AtLeast),
    ("nicht weniger als", Hedge::AtLeast), ("≥", Hedge::AtLeast),
    ("weniger als", Hedge::LessThan), ("unter", Hedge::LessThan), ("<", Hedge::LessThan),
    ("höchstens", Hedge::AtMost), ("maximal", Hedge::AtMost), ("bis zu", Hedge::AtMost),
    ("nicht mehr als", Hedge::AtMost), ("≤", Hedge::AtMost),
    ("fast", Hedge::Nearly), ("knapp", Hedge::Nearly), ("beinahe", Hedge::Nearly),
    ("nahezu", Hedge::Nearly), ("annähernd", Hedge::Nearly), ("etwas weniger als", Hedge::Nearly),
    ("genau", Hedge::None), ("nur", Hedge::None), ("insgesamt", Hedge::None), ("die", Hedge::None),
    ("das", Hedge::None), ("um", Hedge::None), ("der", Hedge::None), ("Nr.", Hedge::None), ("Nummer", Hedge::None),
    ("Platz", Hedge::None), ("Rang", Hedge::None),
];

#[rustfmt::skip]
const HEDGES_ZH: &[(&str, Hedge)] = &[
    ("约", Hedge::About), ("大约", Hedge::About), ("大概", Hedge::About), ("约为", Hedge::About),
    ("估计", Hedge::About), ("~", Hedge::About), ("≈", Hedge::About),
    ("超过", Hedge::MoreThan), ("逾", Hedge::MoreThan), ("多于", Hedge::MoreThan), ("超", Hedge::MoreThan),
    ("高于", Hedge::MoreThan), ("大于", Hedge::MoreThan), (">", Hedge::MoreThan),
    ("至少", Hedge::AtLeast), ("不少于", Hedge::AtLeast), ("不低于", Hedge::AtLeast),
    ("最少", Hedge::AtLeast), ("≥", Hedge::AtLeast),
    ("不到", Hedge::LessThan), ("不足", Hedge::LessThan), ("少于", Hedge::LessThan),
    ("低于", Hedge::LessThan), ("小于", Hedge::LessThan), ("<", Hedge::LessThan),
    ("至多", Hedge::AtMost), ("最多", Hedge::AtMost), ("不超过", Hedge::AtMost), ("不多于", Hedge::AtMost),
    ("不高于", Hedge::AtMost), ("≤", Hedge::AtMost),
    ("近", Hedge::Nearly), ("接近", Hedge::Nearly), ("将近", Hedge::Nearly), ("几乎", Hedge::Nearly),
    ("仅", Hedge::None), ("只有", Hedge::None), ("共", Hedge::None), ("共有", Hedge::None),
    ("正好", Hedge::None), ("排名", Hedge::None), ("位居", Hedge::None), ("排", Hedge::None), ("列", Hedge::None),
];

#[rustfmt::skip]
const HEDGES_AFTER_EN: &[(&str, Hedge)] = &[
    ("or more", Hedge::AtLeast), ("or so", Hedge::About), ("or fewer", Hedge::AtMost),
    ("or less", Hedge::AtMost), ("and more", Hedge::AtLeast), ("+", Hedge::AtLeast), ("-odd", Hedge::About),
];

#[rustfmt::skip]
const HEDGES_AFTER_DE: &[(&str, Hedge)] = &[
    ("oder mehr", Hedge::AtLeast), ("und mehr", Hedge::AtLeast), ("oder weniger", Hedge::AtMost),
    ("+", Hedge::AtLeast),
];

#[rustfmt::skip]
const HEDGES_AFTER_ZH: &[(&str, Hedge)] = &[
    ("多", Hedge::MoreThan), ("余", Hedge::MoreThan), ("以上", Hedge::AtLeast), ("以下", Hedge::AtMost),
    ("左右", Hedge::About), ("上下", Hedge::About), ("+", Hedge::AtLeast),
];

#[rustfmt::skip]
const SCALES_EN: &[(&str, i32)] = &[
    ("hundred", 2), ("thousand", 3), ("million", 6), ("millions", 6), ("mn", 6), ("mln", 6),
    ("billion", 9), ("billions", 9), ("bn", 9), ("bln", 9), ("trillion", 12), ("trillions", 12),
    ("tn", 12), ("trn", 12), ("quadrillion", 15),
];

#[rustfmt::skip]
const SCALES_DE: &[(&str, i32)] = &[
    ("hundert", 2), ("tausend", 3), ("Tsd.", 3), ("Tsd", 3), ("Mio.", 6), ("Mio", 6), ("Million", 6),
    ("Millionen", 6), ("Mill.", 6), ("Mrd.", 9), ("Mrd", 9), ("Milliarde", 9), ("Milliarden", 9),
    ("Bio.", 12), ("Bio", 12), ("Billion", 12), ("Billionen", 12), ("Billiarde", 15), ("Billiarden", 15),
];

#[rustfmt::skip]
const SCALES_ZH: &[(&str, i32)] = &[
    ("百", 2), ("千", 3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8), ("百万", 6), ("千万", 7),
    ("百亿", 10), ("千亿", 11), ("万亿", 12), ("萬億", 12),
];

#[rustfmt::skip]
const SIGNS_EN: &[(&str, Sign)] = &[
    ("%", Sign::Percent), ("percent", Sign::Percent), ("per cent", Sign::Percent), ("pct", Sign::Percent),
    ("percentage points", Sign::PercentagePoint), ("percentage point", Sign::PercentagePoint),
    ("percentage-points", Sign::PercentagePoint), ("percentage-point", Sign::PercentagePoint),
    ("% points", Sign::PercentagePoint), ("pp", Sign::PercentagePoint), ("ppt", Sign::PercentagePoint),
    ("pps", Sign::PercentagePoint),
    ("times", Sign::Times), ("fold", Sign::Times), ("x", Sign::Times), ("×", Sign::Times),
];

#[rustfmt::skip]
const SIGNS_DE: &[(&str, Sign)] = &[
    ("%", Sign::Percent), ("Prozent", Sign::Percent), ("v. H.", Sign::Percent),
    ("Prozentpunkte", Sign::PercentagePoint), ("Prozentpunkt", Sign::PercentagePoint),
    ("Prozentpunkten", Sign::PercentagePoint), ("%-Punkte", Sign::PercentagePoint),
    ("mal", Sign::Times), ("fach", Sign::Times), ("fache", Sign::Times), ("fachen", Sign::Times),
    ("x", Sign::Times), ("×", Sign::Times),
];

#[rustfmt::skip]
const SIGNS_ZH: &[(&str, Sign)] = &[
    ("%", Sign::Percent), ("％", Sign::Percent), ("个百分点", Sign::PercentagePoint),
    ("個百分點", Sign::PercentagePoint), ("百分点", Sign::PercentagePoint), ("倍", Sign::Times),
    ("×", Sign::Times),
];

#[rustfmt::skip]
const NUMBERS_EN: &[(&str, i64)] = &[
    ("zero", 0), ("no", 0), ("none", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5),
    ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12),
    ("thirteen", 13), ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17),
    ("eighteen", 18), ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50),
    ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90), ("a dozen", 12), ("a hundred", 100),
];

#[rustfmt::skip]
const NUMBERS_DE: &[(&str, i64)] = &[
    ("null", 0), ("keine", 0), ("kein", 0), ("ein", 1), ("eins", 1), ("eine", 1), ("einen", 1),
    ("einem", 1), ("einer", 1), ("zwei", 2), ("drei", 3), ("vier", 4), ("fünf", 5), ("sechs", 6),
    ("sieben", 7), ("acht", 8), ("neun", 9), ("zehn", 10), ("elf", 11), ("zwölf", 12), ("dreizehn", 13),
    ("vierzehn", 14), ("fünfzehn", 15), ("sechzehn", 16), ("siebzehn", 17), ("achtzehn", 18),
    ("neunzehn", 19), ("zwanzig", 20), ("dreißig", 30), ("vierzig", 40), ("fünfzig", 50), ("sechzig", 60),
    ("siebzig", 70), ("achtzig", 80), ("neunzig", 90), ("hundert", 100), ("einhundert", 100),
    ("tausend", 1000), ("eintausend", 1000), ("ein Dutzend", 12),
];

#[rustfmt::skip]
const FRACTIONS_EN: &[(&str, (i64, i64))] = &[
    ("half", (1, 2)), ("a half", (1, 2)), ("one half", (1, 2)), ("half a", (1, 2)), ("a third", (1, 3)),
    ("one third", (1, 3)), ("one-third", (1, 3)), ("two thirds", (2, 3)), ("two-thirds", (2, 3)),
    ("a quarter", (1, 4)), ("one quarter", (1, 4)), ("one-quarter", (1, 4)), ("three quarters", (3, 4)),
    ("three-quarters", (3, 4)), ("a fifth", (1, 5)), ("one fifth", (1, 5)), ("one-fifth", (1, 5)),
    ("two fifths", (2, 5)), ("two-fifths", (2, 5)), ("three fifths", (3, 5)), ("three-fifths", (3, 5)),
    ("four fifths", (4, 5)), ("four-fifths", (4, 5)), ("a sixth", (1, 6)), ("an eighth", (1, 8)),
    ("a tenth", (1, 10)), ("one tenth", (1, 10)), ("one-tenth", (1, 10)),
];

#[rustfmt::skip]
const FRACTIONS_DE: &[(&str, (i64, i64))] = &[
    ("Hälfte", (1, 2)), ("halbe", (1, 2)), ("eine halbe", (1, 2)), ("ein halb", (1, 2)), ("die Hälfte", (1, 2)), ("der Hälfte", (1, 2)),
    ("ein Drittel", (1, 3)), ("einem Drittel", (1, 3)), ("eines Drittels", (1, 3)), ("das Drittel", (1, 3)), ("zwei Drittel", (2, 3)), ("zwei Dritteln", (2, 3)),
    ("ein Viertel", (1, 4)), ("einem Viertel", (1, 4)), ("eines Viertels", (1, 4)), ("drei Viertel", (3, 4)), ("drei Vierteln", (3, 4)), ("dreiviertel", (3, 4)),
    ("ein Fünftel", (1, 5)), ("einem Fünftel", (1, 5)), ("zwei Fünftel", (2, 5)), ("drei Fünftel", (3, 5)),
    ("vier Fünftel", (4, 5)), ("ein Sechstel", (1, 6)), ("einem Sechstel", (1, 6)), ("ein Achtel", (1, 8)), ("einem Achtel", (1, 8)), ("ein Zehntel", (1, 10)), ("einem Zehntel", (1, 10)),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// A phrase may be listed once only, whatever its case, or its meaning would be chance.
    fn phrases_differ<T>(table: &[(&str, T)]) {
        let mut phrases: Vec<String> =
            table.iter().map(|(phrase, _)| phrase.to_lowercase()).collect();
        phrases.sort_unstable();
        phrases.dedup();
        assert_eq!(phrases.len(), table.len(), "{phrases:?}");
    }

    #[test]
    fn no_phrase_has_two_meanings() {
        for lang in Lang::ALL {
            phrases_differ(hedges(lang));
            phrases_differ(hedges_after(lang));
            phrases_differ(scales(lang));
            phrases_differ(signs(lang));
            phrases_differ(numbers(lang));
            phrases_differ(fractions(lang));
        }
    }
}
