use proptest::prelude::*;

use super::{super::truth::Qualifier, *};
use DisagreementKind::HedgeMismatch;

/// A truth in one line: "117 0 service", "about 36 0 percent", "1234.5 - USD".
fn truth(line: &str) -> Truth {
    let words: Vec<&str> = line.split(' ').collect();
    let (qualifier, rest) = match Qualifier::parse(words[0]) {
        Some(qualifier) => (qualifier, &words[1..]),
        None => (Qualifier::Exactly, &words[..]),
    };
    let unit = rest[2];
    Truth {
        value: Decimal::parse(rest[0]).unwrap(),
        upper: None,
        decimals: rest[1].parse().ok(),
        qualifier,
        unit: Unit::builtin(unit)
            .unwrap_or_else(|| Unit::declared(unit, unit, &format!("{unit}s"))),
    }
}

#[track_caller]
fn agree(data: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(check(text, &truth(data), Lang::En), Ok(()), "{text}");
    }
}

#[track_caller]
fn agree_in(lang: Lang, data: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(check(text, &truth(data), lang), Ok(()), "{text}");
    }
}

#[track_caller]
fn disagree(data: &str, kind: DisagreementKind, texts: &[&str]) {
    for text in texts {
        let got = check(text, &truth(data), Lang::En).map_err(|problem| problem.kind);
        assert_eq!(got, Err(kind), "{text}");
    }
}

/// The message, the text pointed at, and the suggestion.
#[track_caller]
fn message(lang: Lang, data: &str, text: &str, expected: [&str; 3]) {
    let problem = check(text, &truth(data), lang).unwrap_err();
    let suggestion = problem.suggestion.unwrap_or_default().replace('\u{a0}', " ");
    let got = [problem.message.replace('\u{a0}', " "), text[problem.at].to_owned(), suggestion];
    assert_eq!(got, expected, "{text}");
}

#[test]
fn a_count_agrees_in_digits_words_and_with_its_noun() {
    agree(
        "117 0 service",
        &["117", "117 services", "117 generative AI services", "one hundred and seventeen"],
    );
    agree("8 0 model", &["8", "eight", "Eight models", "exactly eight"]);
    agree("0 0 model", &["no", "no models", "zero"]);
    disagree("117 0 service", FactMismatch, &["118", "120", "110", "eleven"]);
    disagree("117 0 service", UnitMismatch, &["117 models", "117%", "US$117", "117 times"]);
}

#[test]
fn a_rounded_number_agrees_when_the_data_rounds_to_it() {
    agree(
        "123569815.46 2 EUR",
        &[
            "€123.6 million",
            "€124 million",
            "about €124 million",
            "€123,569,815.46",
            "€0.12 billion",
        ],
    );
    disagree(
        "123569815.46 2 EUR",
        FactMismatch,
        &["€123 million", "€120 million", "€123.5 million"],
    );
    agree("14.625 - ratio", &["14.6", "14.63", "15", "14.625", "14.6250"]);
    disagree("14.625 - ratio", FactMismatch, &["14", "14.5", "14.62"]);
    agree("-3.25 2 percent", &["−3.25%", "-3.3%", "minus 3%"]);
    disagree("-3.25 2 percent", FactMismatch, &["3.25%"]);
}

#[test]
fn zeros_of_whole_numbers_claim_nothing_and_behind_a_mark_they_do() {
    agree(
        "8e8 -8 USD",
        &["US$800 million", "US$0.8 billion", "$0.8 billion", "US$800,000,000", "800 million"],
    );
    disagree(
        "8e8 -8 USD",
        FalsePrecision,
        &["US$812 million", "US$0.80 billion", "US$800.0 million"],
    );
    disagree("117 0 service", FalsePrecision, &["117.0", "117.2"]);
    disagree("812e6 -8 USD", FalsePrecision, &["US$812 million", "about US$812 million"]);
    agree("812e6 -8 USD", &["US$800 million"]);
}

#[test]
fn units_must_be_the_ones_of_the_data() {
    disagree(
        "8e8 -8 USD",
        UnitMismatch,
        &[
            "€800 million",
            "800 million euros",
            "800 million services",
            "HK$800 million",
            "800 million%",
        ],
    );
    agree("8e8 -8 HKD", &["$800 million", "HK$800 million"]);
    agree("5 0 CNY", &["¥5", "RMB 5", "5 yuan", "CN¥5"]);
    agree("16.5 1 percent", &["16.5%", "16.5 per cent", "16.5 percent", "16.5"]);
    disagree("16.5 1 percent", UnitMismatch, &["16.5 percentage points", "16.5 times", "$16.5"]);
    disagree("2 0 percentage-point", UnitMismatch, &["2%"]);
    agree("2 0 percentage-point", &["2 percentage points", "two percentage points", "2"]);
    agree("33.4 1 percent", &["a third", "a third of the market", "33%"]);
    disagree("36 0 percent", FactMismatch, &["a third"]);
}

#[test]
fn measures_need_their_own_unit() {
    agree("90 0 day", &["90 days", "90", "90-day", "ninety days"]);
    disagree("90 0 day", UnitMismatch, &["90 months"]);
    agree("100 0 m", &["100 m", "100m", "100 metres"]);
    agree("5 0 kg", &["5 kg", "5\u{a0}kg", "5kg", "five kilograms"]);
    disagree("5 0 g", UnitMismatch, &["5 km"]);
    agree("5000 0 g", &["5 kg"]);
    disagree("5 0 g", FactMismatch, &["5 kg"]);
    agree("2.1e25 -24 FLOP", &["2.1e25 FLOP", "2.1 × 10^25 FLOP", "2.1×10²⁵"]);
    agree("450 0 point", &["450 points", "450 Elo points"]);
}

#[test]
fn ratios_are_written_in_many_ways() {
    agree(
        "14.625 1 ratio",
        &["14.6", "14.6 times", "more than fourteen times", "15-fold", "fifteen-fold", "14.6×"],
    );
    agree("2 0 ratio", &["twice", "double", "2 times", "twofold", "twice as many"]);
    agree("0.36 2 ratio", &["36%", "0.36", "more than a third", "about a third"]);
    agree("0.5 1 ratio", &["half", "half of all models", "50%"]);
}

#[test]
fn hedges_must_be_true() {
    agree(
        "117 0 service",
        &[
            "more than 100",
            "over 116",
            "at least 117",
            "nearly 120",
            "almost 120",
            "up to 117",
            "fewer than 118",
            "about 120",
            "about 117",
            "around 115",
            "no more than 120",
            "100+",
        ],
    );
    disagree(
        "117 0 service",
        FactMismatch,
        &[
            "more than 120",
            "fewer than 100",
            "nearly 200",
            "nearly 100",
            "about 130",
            "about 200",
            "at least 118",
        ],
    );
    disagree("117 0 service", HedgeMismatch, &["more than 117", "fewer than 117", "nearly 117"]);
    agree("2.15e9 -7 USD", &["about US$2 billion", "about US$2.2 billion"]);
    disagree("1.49e9 -7 USD", FactMismatch, &["about US$1.4 billion", "about US$2 billion"]);
}

#[test]
fn what_the_source_qualifies_the_text_qualifies() {
    agree(
        "about 36 0 percent",
        &["about 36%", "roughly 36%", "around 35%", "more than a third", "nearly 40%"],
    );
    disagree("about 36 0 percent", HedgeMismatch, &["36%", "at least 36%"]);
    disagree("about 36 0 percent", FactMismatch, &["46%", "about 46%"]);
    disagree("about 36 0 percent", FalsePrecision, &["about 36.4%"]);

    agree("more-than 40 0 model", &["more than 40", "over 40", "at least 40", "more than 30"]);
    disagree("more-than 40 0 model", HedgeMismatch, &["40", "about 40", "fewer than 40"]);
    disagree("more-than 40 0 model", FactMismatch, &["more than 50", "50"]);

    agree("at-least 5 0 model", &["at least five", "at least 5 models", "more than four"]);
    disagree("at-least 5 0 model", HedgeMismatch, &["five", "more than five", "up to five"]);
    agree("at-most 5 0 model", &["at most five", "up to five", "fewer than six"]);
    disagree("at-most 5 0 model", HedgeMismatch, &["five", "more than 5"]);
    agree("fewer-than 5 0 model", &["fewer than five", "at most 5"]);
}

#[test]
fn other_languages_agree_in_their_own_forms() {
    agree_in(
        Lang::De,
        "8e8 -8 USD",
        &["800 Mio. US$", "0,8 Milliarden US-Dollar", "800 Millionen Dollar"],
    );
    agree_in(
        Lang::De,
        "117 0 service",
        &["117", "117 Dienste", "mehr als 100", "rund 120", "über 100"],
    );
    agree_in(Lang::De, "8 0 model", &["acht", "acht Modelle"]);
    agree_in(Lang::De, "1234 0 service", &["1.234"]);
    agree_in(Lang::De, "90 0 day", &["90 Tage"]);
    agree_in(Lang::Zh, "8e8 -8 USD", &["8亿美元", "8亿"]);
    agree_in(Lang::Zh, "117 0 service", &["117", "117项", "一百一十七", "超过100", "100多项"]);
    agree_in(Lang::Zh, "8 0 model", &["八", "8个", "八款模型"]);
    agree_in(Lang::Zh, "90 0 day", &["90天", "九十天"]);
    agree_in(Lang::Zh, "5 0 kW", &["5千瓦", "5 kW"]);
}

#[test]
fn a_problem_says_what_is_there_and_what_should_be() {
    use Lang::{De, En, Zh};
    message(En, "117 0 service", "118", ["the text says 118, the data says 117", "118", "117"]);
    message(
        En,
        "8e5 0 USD",
        "US$0.7 billion",
        ["the text says US$0.7 billion, the data says US$800,000", "0.7 billion", "US$800,000"],
    );
    message(
        En,
        "8 0 model",
        "Nine models",
        ["the text says Nine, the data says 8", "Nine", "Eight models"],
    );
    message(
        En,
        "8e8 -8 USD",
        "US$0.7 billion",
        [
            "the text says US$0.7 billion, the data says US$800 million",
            "0.7 billion",
            "US$0.8 billion",
        ],
    );
    message(
        En,
        "8e8 -8 USD",
        "€800 million",
        ["the text says `€800 million`, the data is in USD", "€800 million", "US$800 million"],
    );
    message(
        En,
        "117 0 service",
        "117 models",
        ["the text says `models`, the data is in services", "models", "117"],
    );
    message(
        En,
        "117 0 service",
        "117.0",
        ["the text says 117.0, the data is only as precise as 117", "117.0", "117"],
    );
    message(
        En,
        "about 36 0 percent",
        "36%",
        ["the text says 36%, the data says about 36%", "36", "about 36%"],
    );
    message(
        En,
        "more-than 40 0 model",
        "40 models",
        ["the text says 40, the data says more than 40", "40", "more than 40 models"],
    );
    message(
        En,
        "1234 0 service",
        "1.234",
        ["`1.234` has the marks of another language, in English it is `1,234`", "1.234", "1,234"],
    );
    message(
        En,
        "8e8 -8 USD",
        "US$0,8 billion",
        [
            "`0,8` has the marks of another language, in English it is `0.8`",
            "0,8",
            "US$0.8 billion",
        ],
    );
    message(
        De,
        "8e8 -8 USD",
        "0.8 Milliarden US-Dollar",
        [
            "`0.8` has the marks of another language, in German it is `0,8`",
            "0.8",
            "0,8 Milliarden US-Dollar",
        ],
    );
    message(
        Zh,
        "8e8 -8 USD",
        "8000万美元",
        ["the text says 8000万美元, the data says 8亿美元", "8000万", "8亿美元"],
    );
    message(En, "117 0 service", "a lot", ["`a lot` is not a number", "a lot", "117"]);
    message(En, "117 0 service", "", ["the text has no number", "", "117"]);
    message(
        En,
        "117 0 service",
        "8 of 120",
        ["`of 120` is a second number, a link holds one", "of 120", "117"],
    );
    message(
        En,
        "117 0 service",
        "1.234",
        ["`1.234` can be read as 1.234 or as 1,234, the data says 117", "1.234", "117"],
    );
}

#[test]
fn a_day_may_leave_its_year_to_the_sentence() {
    let date = PartialDate::parse_iso("2023-08-15").unwrap();
    for (text, lang) in [
        ("15 August", Lang::En),
        ("August 15", Lang::En),
        ("15. August", Lang::De),
        ("8月15日", Lang::Zh),
    ] {
        assert_eq!(check_date(text, date, lang), Ok(()), "{text}");
    }
    let kind = check_date("16 August", date, Lang::En).unwrap_err().kind;
    assert_eq!(kind, FactMismatch);
}

/// A range of the data in one line: "20 30 0 service".
fn range(line: &str) -> Truth {
    let (lower, rest) = line.split_once(' ').unwrap();
    let (upper, rest) = rest.split_once(' ').unwrap();
    let lower = truth(&format!("{lower} {rest}"));
    Truth { upper: Decimal::parse(upper), qualifier: Qualifier::Between, ..lower }
}

#[test]
fn ranges_agree_at_both_ends_and_hedges_lie_outside() {
    let verdict = |data, text, lang| check(text, &range(data), lang).map_err(|it| it.kind);
    for text in [
        "20–30",
        "between 20 and 30 services",
        "from 20 to 30",
        "about 25",
        "at least 20",
        "up to 30",
    ] {
        assert_eq!(verdict("20 30 0 service", text, Lang::En), Ok(()), "{text}");
    }
    for (text, kind) in [
        ("20–31", FactMismatch),
        ("25", HedgeMismatch),
        ("more than 20", HedgeMismatch),
        ("40", FactMismatch),
    ] {
        assert_eq!(verdict("20 30 0 service", text, Lang::En), Err(kind), "{text}");
    }
    assert_eq!(verdict("2e7 3e7 -6 USD", "US$20–30 million", Lang::En), Ok(()));
    assert_eq!(verdict("2e7 3e7 -6 USD", "20 bis 30 Mio. US$", Lang::De), Ok(()));
    assert_eq!(verdict("2e7 3e7 -6 USD", "2000万至3000万美元", Lang::Zh), Ok(()));
    assert_eq!(verdict("2e7 3e7 -6 USD", "US$20.5–30 million", Lang::En), Err(FactMismatch));
    let text = check("25", &range("20 30 0 service"), Lang::En).unwrap_err();
    assert_eq!(text.message, "the text says 25, the data says 20–30");
    assert_eq!(text.suggestion.as_deref(), Some("20–30"));
    agree("117 0 service", &["100–120", "between 100 and 120"]);
    disagree("117 0 service", FactMismatch, &["100–110"]);
}

#[test]
fn a_rank_is_a_place_in_an_order() {
    agree("3 0 rank", &["third", "3rd", "No. 3", "the third", "3", "place 3"]);
    agree_in(Lang::De, "3 0 rank", &["dritte", "der dritten", "3.", "Platz 3", "3. Platz"]);
    agree_in(Lang::Zh, "3 0 rank", &["第三", "第3", "排名第三"]);
    disagree("3 0 rank", FactMismatch, &["fourth", "2nd"]);
    disagree("3 0 service", DisagreementKind::UnitMismatch, &["third"]);
}

#[test]
fn a_date_may_be_vaguer_than_the_data_and_not_sharper() {
    let verdict = |text, iso| {
        let date = PartialDate::parse_iso(iso).unwrap();
        check_date(text, date, Lang::En).map_err(|problem| problem.kind)
    };
    for text in ["28 March 2024", "March 28, 2024", "March 2024", "2024", "2024-03-28"] {
        assert_eq!(verdict(text, "2024-03-28"), Ok(()), "{text}");
    }
    assert_eq!(verdict("29 March 2024", "2024-03-28"), Err(FactMismatch));
    assert_eq!(verdict("28 March 2024", "2024-03"), Err(FalsePrecision));
    assert_eq!(verdict("last spring", "2024-03"), Err(Unreadable));
}

#[test]
fn words_of_the_data_are_quoted_as_they_are() {
    assert_eq!(check_words(" Qwen  2.5 ", "Qwen 2.5"), Ok(()));
    assert_eq!(
        check_words("Qwen 2", "Qwen 2.5").unwrap_err().message,
        "the text says `Qwen 2`, the data says `Qwen 2.5`"
    );
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>()) {
        for lang in Lang::ALL {
            for data in ["117 0 service", "about 36 0 percent", "8e8 -8 USD", "100 - m"] {
                if let Err(problem) = check(&text, &truth(data), lang) {
                    prop_assert!(text.get(problem.at).is_some());
                }
            }
        }
    }

    #[test]
    fn a_suggestion_agrees(number in 0i64..10_000, shown in 0i64..10_000) {
        let data = truth(&format!("{number} 0 service"));
        if let Err(problem) = check(&shown.to_string(), &data, Lang::En) {
            let suggestion = problem.suggestion.unwrap();
            prop_assert_eq!(check(&suggestion, &data, Lang::En), Ok(()));
        }
    }
}
