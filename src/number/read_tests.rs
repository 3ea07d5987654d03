use proptest::prelude::*;

use super::*;

/// The reading in one line: hedge, value, decimals, unit, and the words that follow.
fn shown(text: &str, lang: Lang) -> String {
    let reading = match read(text, lang) {
        Ok(reading) => reading,
        Err(error) => {
            let name = format!("{error:?}");
            let name = name.split(' ').next().unwrap_or_default();
            return format!("{name} `{}`", &text[error.at()]);
        }
    };
    let hedge = match reading.hedge {
        Hedge::None => String::new(),
        hedge => format!("{hedge:?} "),
    };
    let unit = match &reading.unit {
        UnitSeen::Nothing => String::new(),
        UnitSeen::Currency(codes) if codes.len() > 3 => " any dollar".to_owned(),
        UnitSeen::Currency(codes) => format!(" {}", codes.join("/")),
        unit => format!(" {unit:?}"),
    };
    let words = match &text[reading.words.clone()] {
        "" => String::new(),
        words => format!(" ({words})"),
    };
    let upper = reading
        .upper
        .as_ref()
        .map_or_else(String::new, |end| format!(" to {} @{}", end.value, end.decimals));
    format!("{hedge}{} @{}{upper}{unit}{words}", reading.value, reading.decimals)
}

#[track_caller]
fn check(lang: Lang, text: &str, expected: &str) {
    assert_eq!(shown(text, lang), expected, "{text}");
}

#[track_caller]
fn english(text: &str, expected: &str) {
    check(Lang::En, text, expected);
}

#[track_caller]
fn german(text: &str, expected: &str) {
    check(Lang::De, text, expected);
}

#[track_caller]
fn chinese(text: &str, expected: &str) {
    check(Lang::Zh, text, expected);
}

#[test]
fn digits_keep_the_place_of_their_last_one() {
    english("117", "117 @0");
    english("117.0", "117 @1");
    english("1,234.5", "1234.5 @1");
    english("1,234,567", "1234567 @0");
    english("12345", "12345 @0");
    english("1\u{202f}234", "1234 @0");
    english(" 800 ", "800 @0");
    english(".5", "0.5 @1");
    english("0.05", "0.05 @2");
}

#[test]
fn scales_move_the_last_place() {
    english("800 million", "800000000 @-6");
    english("0.8 billion", "800000000 @-8");
    english("5m", "5000000 @-6");
    english("5bn", "5000000000 @-9");
    english("5 bn", "5000000000 @-9");
    english("10k", "10000 @-3");
    english("7B", "7000000000 @-9");
    english("1.8 trillion parameters", "1800000000000 @-11 (parameters)");
    english("5 hundred thousand", "500000 @-5");
    english("800-million", "800000000 @-6");
}

#[test]
fn powers_of_ten_are_read_in_every_notation() {
    for text in ["2.1e25", "2.1E+25", "2.1 × 10^25", "2.1×10²⁵", "2.1 x 10^25"] {
        english(text, "21000000000000000000000000 @-24");
    }
    english("3 × 10⁻³", "0.003 @3");
    english("2e25 FLOP", "20000000000000000000000000 @-25 (FLOP)");
}

#[test]
fn percentages_and_points_differ() {
    for text in ["16.5%", "16.5 %", "16.5 per cent", "16.5 percent", "16.5 Percent"] {
        english(text, "16.5 @1 Percent");
    }
    for text in
        ["2.5 percentage points", "2.5-percentage-point", "2.5 pp", "2.5\u{a0}percentage points"]
    {
        english(text, "2.5 @1 PercentagePoint");
    }
    english("1 percentage point", "1 @0 PercentagePoint");
    english("5% points", "5 @0 PercentagePoint");
}

#[test]
fn currencies_stand_before_or_after() {
    english("US$800 million", "800000000 @-6 USD");
    english("USD 5m", "5000000 @-6 USD");
    english("USD5m", "5000000 @-6 USD");
    english("5 million US dollars", "5000000 @-6 USD");
    english("$0.8 billion", "800000000 @-8 any dollar");
    english("800 million dollars", "800000000 @-6 any dollar");
    english("€3", "3 @0 EUR");
    english("3 euros", "3 @0 EUR");
    english("£1.50", "1.5 @2 GBP");
    english("¥100", "100 @0 CNY/JPY");
    english("RMB 100 million", "100000000 @-6 CNY");
    english("100 yuan", "100 @0 CNY");
    english("£5 m", "5000000 @-6 GBP");
    english("HK$7.8", "7.8 @1 HKD");
    english("CHF\u{a0}3.2", "3.2 @1 CHF");
    english("$5m in funding", "5000000 @-6 any dollar (in funding)");
}

#[test]
fn a_minus_may_be_a_hyphen_a_minus_or_a_dash() {
    for text in ["-5%", "−5%", "–5%", "minus 5%"] {
        english(text, "-5 @0 Percent");
    }
    english("-$5", "-5 @0 any dollar");
    english("+5", "5 @0");
    english("−US$2.5 million", "-2500000 @-5 USD");
}

#[test]
fn number_words_are_numbers() {
    english("eight", "8 @0");
    english("Twelve", "12 @0");
    english("twenty", "20 @0");
    english("twenty-one", "21 @0");
    english("thirty two", "32 @0");
    english("a hundred", "100 @0");
    english("one hundred and seventeen", "117 @0");
    english("two hundred", "200 @0");
    english("five million", "5000000 @-6");
    english("a million", "1000000 @-6");
    english("a dozen", "12 @0");
    english("half", "0.5 @2");
    english("two-thirds of them", &format!("0.{}7 @2 (of them)", "6".repeat(39)));
    english("half a million", "500000 @-5");
    english("no", "0 @0");
    english("three and a half", "3.5 @1");
    english("three and a half million", "3500000 @-5");
}

#[test]
fn multiples_are_a_number_of_times() {
    english("14.6 times", "14.6 @1 Times");
    english("14-fold", "14 @0 Times");
    english("fourteen-fold", "14 @0 Times");
    english("fourteenfold", "14 @0 Times");
    english("14x", "14 @0 Times");
    english("14×", "14 @0 Times");
    english("twice", "2 @0 Times");
    english("a factor of 14", "14 @0");
}

#[test]
fn hedges_are_read_before_and_behind() {
    english("about 36%", "About 36 @0 Percent");
    english("Roughly 36", "About 36 @0");
    english("some 36", "About 36 @0");
    english("c. 36", "About 36 @0");
    english("~36", "About 36 @0");
    english("about US$2.9 billion", "About 2900000000 @-8 USD");
    english("more than 100", "MoreThan 100 @0");
    english("over 100", "MoreThan 100 @0");
    english("more than fourteen times", "MoreThan 14 @0 Times");
    english("at least five", "AtLeast 5 @0");
    english("no fewer than five", "AtLeast 5 @0");
    english("no more than 5", "AtMost 5 @0");
    english("up to 5", "AtMost 5 @0");
    english("fewer than 5", "LessThan 5 @0");
    english("under 5", "LessThan 5 @0");
    english("nearly 120", "Nearly 120 @0");
    english("almost a hundred", "Nearly 100 @0");
    english("just over a third", &format!("MoreThan 0.{} @2", "3".repeat(40)));
    english("100 or more", "AtLeast 100 @0");
    english("100+", "AtLeast 100 @0");
    english("exactly 117", "117 @0");
    english("a total of 117", "117 @0");
}

#[test]
fn what_follows_is_kept_for_the_comparison() {
    english("117 services", "117 @0 (services)");
    english("117 generative AI services.", "117 @0 (generative AI services)");
    english("90-day", "90 @0 (day)");
}

#[test]
fn marks_of_another_language_are_named() {
    english("1.234,5", "WrongLocale `1.234,5`");
    english("0,8 billion", "WrongLocale `0,8`");
    english("about 1.234.567", "WrongLocale `1.234.567`");
    german("0.8 Milliarden", "WrongLocale `0.8`");
    german("1,234.5", "WrongLocale `1,234.5`");
    chinese("0,8亿", "WrongLocale `0,8`");
}

#[test]
fn what_is_not_one_number_is_named() {
    english("", "NoNumber ``");
    english("about many", "NoNumber `many`");
    english("US$", "NoNumber ``");
    english("1,23,456", "Malformed `1,23,456`");
    english("1.2.3", "Malformed `1.2.3`");
    english("8 of 12 models", "SecondNumber `of 12 models`");
    english("one in three", "SecondNumber `in three`");
    english("$5 to 6%", "SecondNumber `6`");
    english("20 and 30", "SecondNumber `and 30`");
}

#[test]
fn ranges_have_two_ends() {
    english("100–200", "100 @0 to 200 @0");
    english("100 to 200 services", "100 @0 to 200 @0 (services)");
    english("between 20 and 30", "20 @0 to 30 @0");
    english("from 5% to 8%", "5 @0 to 8 @0 Percent");
    english("about US$20–30 million", "About 20000000 @-6 to 30000000 @-6 USD");
    english("500 to 2 million", "500 @0 to 2000000 @-6");
    english("−5 to −3", "-5 @0 to -3 @0");
    english("two to three", "2 @0 to 3 @0");
    english("fifteen-fold", "15 @0 Times");
    german("20 bis 30 Mio. Euro", "20000000 @-6 to 30000000 @-6 EUR");
    german("zwischen 20 und 30", "20 @0 to 30 @0");
    german("5–8 %", "5 @0 to 8 @0 Percent");
    chinese("20到30家", "20 @0 to 30 @0 (家)");
    chinese("介于20和30之间", "20 @0 to 30 @0 (之间)");
    chinese("2000万至3000万元", "20000000 @-4 to 30000000 @-4 CNY/TWD");
    chinese("百分之五至百分之八", "5 @0 to 8 @0 Percent");
}

#[test]
fn numbers_of_several_scales_are_one() {
    chinese("三万五千", "35000 @0");
    chinese("一亿二千万", "120000000 @-4");
    chinese("3亿5000万", "350000000 @-4");
    chinese("一千零五", "1005 @0");
    english("two thousand five hundred", "2500 @0");
    english("one million two hundred thousand", "1200000 @-3");
}

#[test]
fn ordinals_are_places() {
    for (text, expected) in [
        ("third", "3 @0"),
        ("3rd", "3 @0"),
        ("twenty-first", "21 @0"),
        ("No. 3", "3 @0"),
        ("fortieth", "40 @0"),
    ] {
        english(text, expected);
    }
    for (text, expected) in [
        ("dritte", "3 @0"),
        ("3.", "3 @0"),
        ("der einundzwanzigste", "21 @0"),
        ("Platz 3", "3 @0"),
        ("zwölften", "12 @0"),
    ] {
        german(text, expected);
    }
    chinese("第三", "3 @0");
    chinese("第3位", "3 @0 (位)");
}

#[test]
fn spaces_may_part_thousands_and_tenths_may_be_counted() {
    english("1 234", "1234 @0");
    german("12 345 678,9", "12345678.9 @1");
    chinese("三成", "30 @-1 Percent");
    chinese("七成五", "75 @0 Percent");
    chinese("超过三成", "MoreThan 30 @-1 Percent");
    chinese("翻了一番", "2 @0 Times");
    english("more than doubled", "MoreThan 2 @0 Times");
    german("verdreifacht", "3 @0 Times");
}

#[test]
fn german_numbers() {
    german("1.234,5", "1234.5 @1");
    german("1.234", "1234 @0");
    german("800 Mio. US$", "800000000 @-6 USD");
    german("0,8 Milliarden US-Dollar", "800000000 @-8 USD");
    german("3 Mrd. Euro", "3000000000 @-9 EUR");
    german("5 Tsd.", "5000 @-3");
    german("1 Billion", "1000000000000 @-12");
    german("2,5 Billionen", "2500000000000 @-11");
    german("16,5 %", "16.5 @1 Percent");
    german("16,5 Prozent", "16.5 @1 Percent");
    german("2 Prozentpunkte", "2 @0 PercentagePoint");
    german("rund 36 %", "About 36 @0 Percent");
    german("mehr als 100", "MoreThan 100 @0");
    german("Über 100", "MoreThan 100 @0");
    german("fast zwölf", "Nearly 12 @0");
    german("knapp 120", "Nearly 120 @0");
    german("mindestens fünf", "AtLeast 5 @0");
    german("höchstens 5", "AtMost 5 @0");
    german("weniger als 5", "LessThan 5 @0");
    german("acht", "8 @0");
    german("einundzwanzig", "21 @0");
    german("zweihundert", "200 @0");
    german("hundertsiebzehn", "117 @0");
    german("dreihundertfünfundvierzig", "345 @0");
    german("eine Million", "1000000 @-6");
    german("vierzehnfach", "14 @0 Times");
    german("14-mal", "14 @0 Times");
    german("die Hälfte", "0.5 @2");
    german("117 Dienste", "117 @0 (Dienste)");
    german("minus 5 %", "-5 @0 Percent");
}

#[test]
fn chinese_numbers() {
    chinese("1,234.5", "1234.5 @1");
    chinese("8亿美元", "800000000 @-8 USD");
    chinese("8000万美元", "80000000 @-4 USD");
    chinese("1.2万亿元", "1200000000000 @-11 CNY/TWD");
    chinese("人民币8亿元", "800000000 @-8 CNY");
    chinese("3百万", "3000000 @-6");
    chinese("16.5%", "16.5 @1 Percent");
    chinese("百分之十六", "16 @0 Percent");
    chinese("2.5个百分点", "2.5 @1 PercentagePoint");
    chinese("14.6倍", "14.6 @1 Times");
    chinese("八", "8 @0");
    chinese("十二", "12 @0");
    chinese("二十一", "21 @0");
    chinese("一百一十七", "117 @0");
    chinese("一百零五", "105 @0");
    chinese("两千", "2000 @0");
    chinese("八亿", "800000000 @-8");
    chinese("三分之一", &format!("0.{} @2", "3".repeat(40)));
    chinese("约36%", "About 36 @0 Percent");
    chinese("大约36", "About 36 @0");
    chinese("超过100个", "MoreThan 100 @0 (个)");
    chinese("100多个", "MoreThan 100 @0 (个)");
    chinese("100多万", "MoreThan 1000000 @-4");
    chinese("至少5", "AtLeast 5 @0");
    chinese("不超过5", "AtMost 5 @0");
    chinese("不到5", "LessThan 5 @0");
    chinese("近120", "Nearly 120 @0");
    chinese("100以上", "AtLeast 100 @0");
    chinese("１１７项服务", "117 @0 (项服务)");
}

#[test]
fn the_numeral_is_number_and_scale() {
    let reading = read("about US$0.8 billion in all", Lang::En).unwrap();
    let text = "about US$0.8 billion in all";
    assert_eq!(&text[reading.numeral], "0.8 billion");
    assert_eq!(&text[reading.digits], "0.8");
    assert_eq!(&text[reading.said], "about US$0.8 billion");
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        for lang in Lang::ALL {
            match read(&text, lang) {
                Ok(reading) => prop_assert!(text.get(reading.numeral).is_some() && text.get(reading.said).is_some()),
                Err(error) => prop_assert!(text.get(error.at()).is_some()),
            }
        }
    }

    #[test]
    fn no_text_of_numberish_pieces_panics(
        text in "(about |[0-9]{1,4}|[.,]|'|e|E|-|−|× 10\\^|²|⁻|%|\\$|US\\$| million|bn|一|百|两|万|多|half |a |twenty|-|fold| |\u{a0}|times|rund |and a half|fach|\u{212a}eine|hundert|und){0,9}"
    ) {
        for lang in Lang::ALL {
            match read(&text, lang) {
                Ok(reading) => prop_assert!(text.get(reading.numeral).is_some() && text.get(reading.words).is_some()),
                Err(error) => prop_assert!(text.get(error.at()).is_some()),
            }
        }
    }
}
