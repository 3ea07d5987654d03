use proptest::{prelude::*, sample::select};

use super::*;
use crate::number::{Unit, check as agrees};

fn truth(value: &str, decimals: Option<i32>, qualifier: &str, unit: &str) -> Truth {
    Truth {
        value: Decimal::parse(value).unwrap(),
        upper: None,
        decimals,
        qualifier: Qualifier::parse(qualifier).unwrap(),
        unit: Unit::builtin(unit)
            .unwrap_or_else(|| Unit::declared(unit, unit, &format!("{unit}s"))),
    }
}

/// Compares with no-break spaces shown as `_`.
#[track_caller]
fn check(truth: &Truth, expected: [&str; 3]) {
    for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
        let written = write(truth, lang);
        assert_eq!(written.replace(NO_BREAK_SPACE, "_"), expected);
        assert_eq!(agrees(&written, truth, lang), Ok(()), "{written}");
    }
}

#[track_caller]
fn check_parts(truth: &Truth, value: &str, unit: &str) {
    assert_eq!(parts(truth, Lang::En), (value.to_owned(), unit.to_owned()));
}

#[test]
fn money_is_written_with_its_sign() {
    check(&truth("8e8", Some(-8), "exactly", "USD"), ["US$800 million", "800 Mio._US$", "8亿美元"]);
    check(&truth("-2.5e6", None, "exactly", "EUR"), ["−€2.5 million", "−2,5 Mio._€", "−250万欧元"]);
    check(
        &truth("1234.5", None, "exactly", "CHF"),
        ["CHF_1,234.5", "1.234,5_CHF", "1,234.5瑞士法郎"],
    );
    check(
        &truth("1e12", Some(0), "exactly", "CNY"),
        ["CN¥1 trillion", "1 Billion_CN¥", "1万亿元人民币"],
    );
}

#[test]
fn percentages_and_points_are_written_as_such() {
    check(&truth("16.5", Some(1), "exactly", "percent"), ["16.5%", "16,5_%", "16.5%"]);
    check(
        &truth("2.5", Some(1), "exactly", "percentage-point"),
        ["2.5 percentage points", "2,5 Prozentpunkte", "2.5个百分点"],
    );
    check(
        &truth("1", Some(0), "exactly", "percentage-point"),
        ["1 percentage point", "1 Prozentpunkt", "1个百分点"],
    );
}

#[test]
fn counted_nouns_are_left_to_the_sentence() {
    check(&truth("117", Some(0), "exactly", "service"), ["117", "117", "117"]);
    check(&truth("1234567", None, "exactly", "service"), ["1,234,567", "1.234.567", "1,234,567"]);
    check(
        &truth("1.8e12", Some(-11), "about", "parameter"),
        ["about 1.8 trillion", "etwa 1,8 Billionen", "约1.8万亿"],
    );
    check(&truth("14.625", Some(1), "exactly", "ratio"), ["14.6", "14,6", "14.6"]);
}

#[test]
fn measures_carry_their_unit() {
    check(&truth("90", Some(0), "exactly", "day"), ["90 days", "90 Tage", "90天"]);
    check(&truth("5", Some(0), "exactly", "kg"), ["5_kg", "5_kg", "5_kg"]);
    check(&truth("100e6", Some(0), "exactly", "m"), ["100 million_m", "100 Mio._m", "1亿_m"]);
    check(
        &truth("3.8e25", Some(-24), "exactly", "FLOP"),
        ["3.8 × 10²⁵_FLOP", "3,8 × 10²⁵_FLOP", "3.8 × 10²⁵_FLOP"],
    );
    check(
        &truth("2.5e-9", None, "exactly", "second"),
        ["2.5 × 10⁻⁹ seconds", "2,5 × 10⁻⁹ Sekunden", "2.5 × 10⁻⁹秒"],
    );
}

#[test]
fn qualifiers_become_hedges() {
    check(&truth("36", Some(0), "about", "percent"), ["about 36%", "etwa 36_%", "约36%"]);
    check(&truth("40", Some(0), "more-than", "model"), ["more than 40", "mehr als 40", "超过40"]);
    check(&truth("40.6", Some(0), "more-than", "model"), ["more than 40", "mehr als 40", "超过40"]);
    check(&truth("5", Some(0), "at-least", "model"), ["at least 5", "mindestens 5", "至少5"]);
    check(&truth("5", Some(0), "at-most", "model"), ["at most 5", "höchstens 5", "至多5"]);
    check(&truth("5", Some(0), "fewer-than", "model"), ["fewer than 5", "weniger als 5", "不到5"]);
    check(
        &truth("5e6", None, "fewer-than", "USD"),
        ["less than US$5 million", "weniger als 5 Mio._US$", "不到500万美元"],
    );
}

#[test]
fn nothing_known_is_rounded_away() {
    check(
        &truth("123569815.46", None, "exactly", "EUR"),
        ["€123,569,815.46", "123.569.815,46_€", "123,569,815.46欧元"],
    );
    check(
        &truth("123569815.46", Some(-6), "exactly", "EUR"),
        ["€124 million", "124 Mio._€", "1.24亿欧元"],
    );
}

#[test]
fn a_card_has_the_number_and_its_noun_apart() {
    check_parts(&truth("117", Some(0), "exactly", "service"), "117", "services");
    check_parts(&truth("1", Some(0), "exactly", "service"), "1", "service");
    check_parts(&truth("8e8", Some(-8), "about", "USD"), "about US$800 million", "");
    check_parts(&truth("14.6", Some(1), "exactly", "ratio"), "14.6×", "");
    check_parts(&truth("90", Some(0), "exactly", "day"), "90", "days");
    check_parts(&truth("5", Some(0), "exactly", "kg"), "5", "kg");
}

#[test]
fn a_column_of_numbers_aligns() {
    let number = |text: &str, decimals, lang| plain(&Decimal::parse(text).unwrap(), decimals, lang);
    assert_eq!(number("1234.5", None, Lang::En), "1,234.5");
    assert_eq!(number("1234.5", None, Lang::De), "1.234,5");
    assert_eq!(number("1234.5", Some(2), Lang::En), "1,234.50");
    assert_eq!(number("-1234567.891", Some(0), Lang::En), "−1,234,568");
    assert_eq!(number("1234567", Some(-3), Lang::En), "1,235,000");
    assert_eq!(number("-0.2", Some(0), Lang::En), "0");
}

fn truths() -> impl Strategy<Value = Truth> {
    let units: Vec<Unit> = Unit::builtin_ids()
        .into_iter()
        .filter_map(Unit::builtin)
        .chain([
            Unit::declared("service", "service", "services"),
            Unit::declared("time", "time", "times"),
        ])
        .collect();
    let decimals = prop_oneof![Just(None), (-12i32..6).prop_map(Some)];
    let digits = prop_oneof![any::<i64>(), -2000i64..2000];
    (digits, -12i32..12, decimals, select(Qualifier::ALL.to_vec()), select(units)).prop_map(
        |(digits, exponent, decimals, qualifier, unit)| {
            let value = Decimal::from(digits).shifted(exponent);
            let upper = &value + &Decimal::from(digits / 3).abs().shifted(exponent + 1);
            let upper = (qualifier == Qualifier::Between).then_some(upper);
            Truth { value, upper, decimals, qualifier, unit }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn what_is_written_agrees_with_the_truth(truth in truths()) {
        for lang in Lang::ALL {
            let written = write(&truth, lang);
            prop_assert_eq!(agrees(&written, &truth, lang), Ok(()), "{:?} {}", lang, written);
            let (value, unit) = parts(&truth, lang);
            let together = format!("{value} {unit}");
            prop_assert_eq!(agrees(&together, &truth, lang), Ok(()), "{:?} {}", lang, together);
        }
    }
}
