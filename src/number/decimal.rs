//! Exact numbers.
//!
//! A fact is a decimal, never a float: the compute of a model (1e26) and a share price
//! (0.1) must both come back as they were written.

use std::{
    fmt,
    num::NonZeroU64,
    ops::{Add, Mul, Neg, Sub},
};

use bigdecimal::{BigDecimal, RoundingMode, Zero, num_bigint::BigInt};

/// An exact decimal number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(BigDecimal);

/// More digits than any measured number has; a bound, so that no file can stop a build.
const MOST_DIGITS: usize = 500;

/// The largest power of ten read, far above any quantity and small enough to print.
const MOST_EXPONENT: i64 = 400;

/// Digits kept by a division: more than anyone shows, so that rounding happens only once.
const DIVISION_DIGITS: NonZeroU64 = NonZeroU64::new(40).expect("40 is not zero");

impl Decimal {
    /// Zero.
    pub fn zero() -> Decimal {
        Decimal::default()
    }

    /// The number of plain notation: `117`, `-1234.5`, `8e8`. No marks between thousands.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (mantissa, exponent) = split_exponent(text)?;
        let digits = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(fraction) || digits.len() > MOST_DIGITS {
            return None;
        }

        let number: BigDecimal = mantissa.parse().ok()?;
        Some(Decimal(number).shifted(exponent))
    }

    /// The number times ten to the power of `exponent`.
    #[must_use]
    pub fn shifted(&self, exponent: i32) -> Decimal {
        let (digits, scale) = self.0.as_bigint_and_exponent();
        Decimal(BigDecimal::new(digits, scale - i64::from(exponent)).normalized())
    }

    /// The quotient to 40 significant digits, or nothing when the divisor is zero.
    pub fn checked_div(&self, divisor: &Decimal) -> Option<Decimal> {
        if divisor.is_zero() {
            return None;
        }
        let quotient = &self.0 / &divisor.0;
        let rounded = quotient.with_precision_round(DIVISION_DIGITS, RoundingMode::HalfUp);
        Some(Decimal(rounded.normalized()))
    }

    /// The number rounded to so many decimals, half away from zero; -6 is to millions.
    #[must_use]
    pub fn round_to(&self, decimals: i32) -> Decimal {
        self.rounded(decimals, RoundingMode::HalfUp)
    }

    /// The greatest number of so many decimals that is not above this one.
    #[must_use]
    pub fn floor_to(&self, decimals: i32) -> Decimal {
        self.rounded(decimals, RoundingMode::Floor)
    }

    /// The least number of so many decimals that is not below this one.
    #[must_use]
    pub fn ceil_to(&self, decimals: i32) -> Decimal {
        self.rounded(decimals, RoundingMode::Ceiling)
    }

    /// Decimals are bounded, because the library would write out every zero asked for.
    fn rounded(&self, decimals: i32, mode: RoundingMode) -> Decimal {
        if decimals >= self.last_place() {
            return self.clone();
        }
        let scale = i64::from(decimals).clamp(-2 * MOST_EXPONENT, 2 * MOST_EXPONENT);
        Decimal(self.0.with_scale_round(scale, mode).normalized())
    }

    /// The nearest float, for drawing only.
    pub fn to_f64(&self) -> f64 {
        self.to_string().parse().expect("a decimal is written as a float's literal")
    }

    /// Whether the number is whole.
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether the number is below zero.
    pub fn is_negative(&self) -> bool {
        *self < Decimal::zero()
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(&self) -> Decimal {
        Decimal(self.0.abs())
    }

    /// The place of the last digit that is not zero, as decimals: 2 for 0.25, -2 for 800.
    pub fn last_place(&self) -> i32 {
        if self.is_zero() {
            return 0;
        }
        let (_, scale) = self.0.normalized().as_bigint_and_exponent();
        i32::try_from(scale).unwrap_or(if scale < 0 { i32::MIN } else { i32::MAX })
    }

    /// The place of the first digit, as a power of ten: 2 for 800, -2 for 0.05.
    pub fn magnitude(&self) -> i32 {
        if self.is_zero() {
            return 0;
        }
        let digits = i64::try_from(self.0.digits()).unwrap_or(i64::MAX);
        let (_, scale) = self.0.as_bigint_and_exponent();
        i32::try_from(digits.saturating_sub(1).saturating_sub(scale)).unwrap_or(i32::MAX)
    }
}

/// The decimals a literal is written with: 2 for `1234.50`, 0 for `800`, -8 for `8e8`.
///
/// A value whose author gave no `decimals` is known as far as it was written.
pub fn written_decimals(text: &str) -> i32 {
    let Some((mantissa, exponent)) = split_exponent(text) else {
        return 0;
    };
    let fraction = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    i32::try_from(fraction).unwrap_or(i32::MAX).saturating_sub(exponent)
}

/// The mantissa and the exponent of `8e8`; an exponent out of bounds gives nothing.
fn split_exponent(text: &str) -> Option<(&str, i32)> {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return Some((text, 0));
    };
    let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let exponent: i32 = exponent.parse().ok()?;
    (i64::from(exponent).abs() <= MOST_EXPONENT).then_some((mantissa, exponent))
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Decimal {
        Decimal(BigDecimal::from(BigInt::from(number)).normalized())
    }
}

impl fmt::Display for Decimal {
    /// Every digit, no exponent, no needless zero.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.normalized().to_plain_string())
    }
}

impl Add for &Decimal {
    type Output = Decimal;
    fn add(self, other: &Decimal) -> Decimal {
        Decimal((&self.0 + &other.0).normalized())
    }
}

impl Sub for &Decimal {
    type Output = Decimal;
    fn sub(self, other: &Decimal) -> Decimal {
        Decimal((&self.0 - &other.0).normalized())
    }
}

impl Mul for &Decimal {
    type Output = Decimal;
    fn mul(self, other: &Decimal) -> Decimal {
        Decimal((&self.0 * &other.0).normalized())
    }
}

impl Neg for &Decimal {
    type Output = Decimal;
    fn neg(self) -> Decimal {
        Decimal(-&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let got = Decimal::parse(text).map_or("-".to_owned(), |number| number.to_string());
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn plain_notation_is_read_exactly() {
        check("117", "117");
        check("-1234.50", "-1234.5");
        check("+0.1", "0.1");
        check("8e8", "800000000");
        check("2.1E25", "21000000000000000000000000");
        check("5e-3", "0.005");
        check("000", "0");
        check("-0", "0");
    }

    #[test]
    fn anything_else_is_not_a_number() {
        let refused = [
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1,234",
            "inf",
            "NaN",
            "0x10",
            "1_000",
            "1e",
            "e5",
            "1e401",
            "1e-401",
            "1e99999999999",
            "--1",
            " 1",
            "1e+-3",
            "1.2.3",
        ];
        for text in refused {
            check(text, "-");
        }
        check(&"9".repeat(501), "-");
    }

    #[test]
    fn written_decimals_are_those_of_the_literal() {
        for (text, expected) in [("117", 0), ("1234.50", 2), ("8e8", -8), ("8.0e8", -7), ("800", 0)]
        {
            assert_eq!(written_decimals(text), expected, "{text}");
        }
    }

    #[test]
    fn rounding_is_half_away_from_zero_at_any_place() {
        let cases = [
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("2.449", 1, "2.4"),
            ("849", -2, "800"),
            ("850", -2, "900"),
            ("123569815.46", -6, "124000000"),
            ("7", -3, "0"),
            ("1.5", 9, "1.5"),
            ("1.5", i32::MAX, "1.5"),
            ("1.5", i32::MIN, "0"),
            ("0", -5, "0"),
        ];
        for (number, decimals, expected) in cases {
            assert_eq!(decimal(number).round_to(decimals).to_string(), expected, "{number}");
        }
        assert_eq!(decimal("-4.2").floor_to(0).to_string(), "-5");
        assert_eq!(decimal("4.2").ceil_to(0).to_string(), "5");
    }

    #[test]
    fn arithmetic_is_exact_and_division_keeps_forty_digits() {
        assert_eq!(&decimal("0.1") + &decimal("0.2"), decimal("0.3"));
        assert_eq!(&decimal("117") * &decimal("1e26"), decimal("1.17e28"));
        assert_eq!(&decimal("8") - &decimal("8.0"), Decimal::zero());
        assert_eq!(decimal("117").checked_div(&decimal("8")), Some(decimal("14.625")));
        let third = decimal("1").checked_div(&decimal("3")).unwrap();
        assert_eq!(third.to_string(), format!("0.{}", "3".repeat(40)));
        assert_eq!(decimal("1").checked_div(&Decimal::zero()), None);
    }

    #[test]
    fn places_of_the_first_and_last_digit() {
        for (number, last, first) in
            [("800", -2, 2), ("0.25", 2, -1), ("117", 0, 2), ("0", 0, 0), ("1e25", -25, 25)]
        {
            assert_eq!(
                (decimal(number).last_place(), decimal(number).magnitude()),
                (last, first),
                "{number}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = (Decimal::parse(&text), written_decimals(&text));
        }

        #[test]
        fn what_is_displayed_is_parsed_again(digits in any::<i64>(), exponent in -60i32..60) {
            let number = Decimal::from(digits).shifted(exponent);
            prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number.clone()));
            prop_assert!(number.to_f64().is_finite());
        }

        #[test]
        fn rounding_moves_a_number_by_half_a_unit_at_most(digits in any::<i64>(), decimals in -20i32..5) {
            let number = Decimal::from(digits).shifted(-3);
            let moved = (&number.round_to(decimals) - &number).abs();
            let half = decimal("0.5").shifted(-decimals);
            prop_assert!(moved <= half);
            prop_assert!(number.floor_to(decimals) <= number && number <= number.ceil_to(decimals));
        }
    }
}
