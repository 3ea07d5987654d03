//! Currencies: the ones analysts write about, and the signs and words for them.

use super::{
    scan::{Cursor, is_letter},
    unit::{Unit, UnitKind},
};
use crate::lang::Lang;

/// One currency: code, sign beside a number, English for one and many, German, Chinese.
type Row = (&'static str, &'static str, [&'static str; 2], &'static str, &'static str);

/// The unit of a code, in either case.
pub(super) fn unit(id: &str) -> Option<Unit> {
    let (code, sign, [one, other], german, chinese) =
        CURRENCIES.iter().find(|(code, ..)| code.eq_ignore_ascii_case(id))?;
    let unit = Unit::new(code, UnitKind::Currency, one, other, sign);
    Some(unit.with(Lang::De, german, german).with(Lang::Zh, chinese, chinese))
}

/// The codes of the table.
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    CURRENCIES.iter().map(|(code, ..)| *code)
}

/// The currencies that the sign, code or word at the cursor may mean, and what follows it.
///
/// A bare `$` may be any dollar: which one, only the data knows.
pub(super) fn eat(cursor: Cursor<'_>) -> Option<(Vec<&'static str>, Cursor<'_>)> {
    let code =
        CURRENCIES.iter().find_map(|(code, ..)| Some((vec![*code], cursor.eat_exact(code)?)));
    let named = CURRENCIES.iter().flat_map(|(code, sign, [one, other], german, chinese)| {
        [sign, one, other, german, chinese].map(|word| (*word, *code))
    });
    let shared = SHARED.iter().flat_map(|(word, codes)| codes.iter().map(|code| (*word, *code)));

    let mut longest = code;
    for (word, code) in named.chain(shared) {
        let Some(after) = cursor.eat(word).filter(|_| !word.is_empty()) else {
            continue;
        };
        match &mut longest {
            Some((codes, end)) if end.at() == after.at() => {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            Some((_, end)) if end.at() > after.at() => {}
            _ => longest = Some((vec![code], after)),
        }
    }
    longest.filter(|(_, after)| !is_word_inside(cursor, *after))
}

/// Whether letters were cut out of the middle of a word, as the `R$` of "AR$" would be.
fn is_word_inside(start: Cursor<'_>, end: Cursor<'_>) -> bool {
    let starts_with_letter = start.peek().is_some_and(is_letter);
    start.at() < end.at() && starts_with_letter && start.previous().is_some_and(is_letter)
}

#[rustfmt::skip]
const CURRENCIES: &[Row] = &[
    ("USD", "US$", ["US dollar", "US dollars"], "US-Dollar", "美元"),
    ("EUR", "€", ["euro", "euros"], "Euro", "欧元"),
    ("GBP", "£", ["pound sterling", "pounds sterling"], "Pfund", "英镑"),
    ("CNY", "CN¥", ["yuan", "yuan"], "Yuan", "元人民币"),
    ("JPY", "JP¥", ["yen", "yen"], "Yen", "日元"),
    ("CHF", "", ["Swiss franc", "Swiss francs"], "Schweizer Franken", "瑞士法郎"),
    ("KRW", "₩", ["won", "won"], "Won", "韩元"),
    ("TWD", "NT$", ["Taiwan dollar", "Taiwan dollars"], "Taiwan-Dollar", "新台币"),
    ("INR", "₹", ["rupee", "rupees"], "Rupien", "印度卢比"),
    ("HKD", "HK$", ["Hong Kong dollar", "Hong Kong dollars"], "Hongkong-Dollar", "港元"),
    ("SGD", "S$", ["Singapore dollar", "Singapore dollars"], "Singapur-Dollar", "新加坡元"),
    ("AUD", "A$", ["Australian dollar", "Australian dollars"], "Australische Dollar", "澳元"),
    ("CAD", "C$", ["Canadian dollar", "Canadian dollars"], "Kanadische Dollar", "加元"),
    ("NZD", "NZ$", ["New Zealand dollar", "New Zealand dollars"], "Neuseeland-Dollar", "新西兰元"),
    ("BRL", "R$", ["real", "reais"], "Real", "雷亚尔"),
    ("MXN", "MX$", ["Mexican peso", "Mexican pesos"], "Mexikanische Peso", "墨西哥比索"),
    ("RUB", "₽", ["rouble", "roubles"], "Rubel", "卢布"),
    ("ZAR", "", ["rand", "rand"], "Rand", "兰特"),
    ("TRY", "₺", ["Turkish lira", "Turkish lira"], "Türkische Lira", "土耳其里拉"),
    ("SEK", "", ["Swedish krona", "Swedish kronor"], "Schwedische Kronen", "瑞典克朗"),
    ("NOK", "", ["Norwegian krone", "Norwegian kroner"], "Norwegische Kronen", "挪威克朗"),
    ("DKK", "", ["Danish krone", "Danish kroner"], "Dänische Kronen", "丹麦克朗"),
    ("PLN", "", ["zloty", "zloty"], "Zloty", "兹罗提"),
    ("CZK", "", ["Czech koruna", "Czech koruny"], "Tschechische Kronen", "捷克克朗"),
    ("HUF", "", ["forint", "forints"], "Forint", "福林"),
    ("UAH", "₴", ["hryvnia", "hryvnias"], "Hrywnja", "格里夫纳"),
    ("ILS", "₪", ["shekel", "shekels"], "Schekel", "谢克尔"),
    ("SAR", "", ["Saudi riyal", "Saudi riyals"], "Saudi-Rial", "沙特里亚尔"),
    ("AED", "", ["dirham", "dirhams"], "Dirham", "迪拉姆"),
    ("THB", "฿", ["baht", "baht"], "Baht", "泰铢"),
    ("IDR", "", ["rupiah", "rupiah"], "Rupiah", "印尼盾"),
    ("MYR", "", ["ringgit", "ringgit"], "Ringgit", "林吉特"),
    ("PHP", "₱", ["Philippine peso", "Philippine pesos"], "Philippinische Peso", "菲律宾比索"),
    ("VND", "₫", ["dong", "dong"], "Dong", "越南盾"),
    ("NGN", "₦", ["naira", "naira"], "Naira", "奈拉"),
];

/// Signs and words that one currency shares with others, or has beside its own.
#[rustfmt::skip]
const SHARED: &[(&str, &[&str])] = &[
    ("$", &["USD", "HKD", "SGD", "TWD", "AUD", "CAD", "NZD", "MXN"]),
    ("dollar", &["USD", "HKD", "SGD", "TWD", "AUD", "CAD", "NZD"]),
    ("dollars", &["USD", "HKD", "SGD", "TWD", "AUD", "CAD", "NZD"]),
    ("U.S. dollars", &["USD"]),
    ("US-$", &["USD"]),
    ("AU$", &["AUD"]),
    ("CA$", &["CAD"]),
    ("¥", &["CNY", "JPY"]),
    ("￥", &["CNY", "JPY"]),
    ("RMB", &["CNY"]),
    ("renminbi", &["CNY"]),
    ("Renminbi", &["CNY"]),
    ("人民币", &["CNY"]),
    ("元", &["CNY", "TWD"]),
    ("港币", &["HKD"]),
    ("台币", &["TWD"]),
    ("日圆", &["JPY"]),
    ("pound", &["GBP"]),
    ("pounds", &["GBP"]),
    ("Pfund Sterling", &["GBP"]),
    ("francs", &["CHF"]),
    ("Franken", &["CHF"]),
    ("Fr.", &["CHF"]),
    ("Rs", &["INR"]),
    ("Rs.", &["INR"]),
    ("rubles", &["RUB"]),
    ("kronor", &["SEK"]),
    ("kroner", &["NOK", "DKK"]),
    ("Kronen", &["SEK", "NOK", "DKK"]),
    ("pesos", &["MXN", "PHP"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, first: &str, rest: &str) {
        let (codes, after) = eat(Cursor::new(text)).unwrap_or((vec!["-"], Cursor::new(text)));
        assert_eq!((codes[0], after.rest()), (first, rest), "{text}");
    }

    #[test]
    fn signs_codes_and_words_name_a_currency() {
        check("US$800", "USD", "800");
        check("USD 5m", "USD", " 5m");
        check("HK$3", "HKD", "3");
        check("RMB5", "CNY", "5");
        check("dollars a year", "USD", " a year");
        check("元人民币", "CNY", "");
        check("美元。", "USD", "。");
        check("usdx", "-", "usdx");
        check("try", "-", "try");
    }

    #[test]
    fn a_bare_sign_may_mean_several() {
        let codes = |text| eat(Cursor::new(text)).unwrap().0;
        assert!(codes("$").contains(&"USD") && codes("$").contains(&"HKD"));
        assert_eq!(codes("¥"), ["CNY", "JPY"]);
        assert_eq!(codes("US$"), ["USD"]);
    }
}
