//! How many of one unit are one of another.
//!
//! Only what is fixed is converted: a tonne is a thousand kilograms for ever. A rate between
//! currencies is not, and is a fact of its own, with a source and a day.

use super::{compare::named_beside, decimal::Decimal, scales, truth::Truth, unit::Unit};
use crate::lang::Lang;

/// The most digits of a factor, and the furthest power of ten it reaches: enough for any
/// definition, and small enough that a chain of units stays a number.
const MOST_FACTOR_DIGITS: i32 = 60;

/// An exact number that a decimal may not be able to write, such as a third.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fraction {
    above: Decimal,
    below: Decimal,
}

impl Fraction {
    /// The number one.
    pub fn one() -> Fraction {
        Fraction { above: Decimal::from(1), below: Decimal::from(1) }
    }

    /// The factor of `1000`, `0.45359237` or `1/3`; nothing for zero and below, and for what
    /// no definition has.
    pub fn parse(text: &str) -> Option<Fraction> {
        let (above, below) = text.split_once('/').unwrap_or((text, "1"));
        let part = |text: &str| {
            let number = Decimal::parse(text.trim())?;
            let bounded = number.magnitude().abs() <= MOST_FACTOR_DIGITS
                && number.last_place().abs() <= MOST_FACTOR_DIGITS;
            (bounded && number > Decimal::zero()).then_some(number)
        };
        Some(Fraction { above: part(above)?, below: part(below)? })
    }

    /// The number times another.
    #[must_use]
    pub fn times(&self, other: &Fraction) -> Fraction {
        Fraction { above: &self.above * &other.above, below: &self.below * &other.below }
    }

    /// Whether the number has no more digits than a chain of definitions can need.
    pub fn is_bounded(&self) -> bool {
        let bounded = |part: &Decimal| {
            part.magnitude().abs() <= 4 * MOST_FACTOR_DIGITS
                && part.last_place().abs() <= 4 * MOST_FACTOR_DIGITS
        };
        bounded(&self.above) && bounded(&self.below)
    }

    /// One divided by the number.
    #[must_use]
    pub fn inverse(self) -> Fraction {
        Fraction { above: self.below, below: self.above }
    }

    /// So many times a value: exact where decimals can write it, else to 40 digits.
    #[must_use]
    pub fn of(&self, value: &Decimal) -> Decimal {
        let above = value * &self.above;
        if self.below == Decimal::from(1) {
            return above;
        }
        above.checked_div(&self.below).expect("a factor divides by more than zero")
    }

    /// The power of ten that the number is, if it is one.
    fn power_of_ten(&self) -> Option<i32> {
        let value = self.of(&Decimal::from(1));
        let power = value.magnitude();
        (Decimal::from(1).shifted(power) == value && self.inverted_of(&value)).then_some(power)
    }

    /// Whether the division came out even.
    fn inverted_of(&self, value: &Decimal) -> bool {
        value * &self.below == self.above
    }
}

/// What a unit is made of: so many times some base units over others, such as a kilowatt-hour,
/// which is 3,600,000 watt seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// How many of the base units.
    pub factor: Fraction,
    /// The base units above the line, by id and sorted.
    pub above: Vec<String>,
    /// The base units below the line.
    pub below: Vec<String>,
}

impl Scale {
    /// So many of the same.
    #[must_use]
    pub fn times(&self, factor: &Fraction) -> Scale {
        Scale { factor: self.factor.times(factor), ..self.clone() }
    }

    /// Whether two are made of the same.
    pub fn is_like(&self, other: &Scale) -> bool {
        self.above == other.above && self.below == other.below
    }
}

impl Unit {
    /// What the unit is made of. A unit that no other is measured in is its own base.
    pub fn scale(&self) -> Scale {
        self.scale.as_deref().cloned().unwrap_or_else(|| scales::base(&self.id))
    }

    /// How many of `other` one of this unit is, if both measure the same.
    pub fn factor_to(&self, other: &Unit) -> Option<Fraction> {
        let (own, other) = (self.scale(), other.scale());
        own.is_like(&other).then(|| own.factor.times(&other.factor.inverse()))
    }

    /// The other units that measure the same: those built in, and those of the project.
    pub(super) fn kin(&self) -> Vec<Unit> {
        let declared = self.kin.iter().filter(|unit| unit.id != self.id);
        let known = |id: &str| id == self.id || self.kin.iter().any(|unit| unit.id == id);
        let scale = self.scale();
        let builtin = scales::like(&scale).filter(|unit| !known(&unit.id));
        declared.cloned().chain(builtin).collect()
    }
}

impl Truth {
    /// The same truth in another unit, known as far as it was.
    pub fn in_unit(&self, unit: &Unit) -> Option<Truth> {
        let factor = self.unit.factor_to(unit)?;
        let value = factor.of(&self.value);
        let decimals = self.decimals.map(|decimals| match factor.power_of_ten() {
            Some(power) => decimals.saturating_sub(power),
            // A tenth of a mile is finer than a tenth of a kilometre: of the places below and
            // above, the coarser is surely known. A conversion that comes out whole is told in
            // full, because nobody calls two days fifty hours.
            None => {
                let coarser = decimals.saturating_sub(factor.of(&Decimal::from(1)).magnitude() + 1);
                if value.is_integer() { coarser.max(0) } else { coarser }
            }
        });
        let upper = self.upper.as_ref().map(|upper| factor.of(upper));
        Some(Truth { value, upper, decimals, qualifier: self.qualifier, unit: unit.clone() })
    }

    /// The truth in the unit that a text names, where that is another than its own and
    /// measures the same: 1,200,000 kg beside "1.2 tonnes" is 1,200 tonnes.
    pub(super) fn as_named_in(&self, text: &str, lang: Lang) -> Truth {
        let own = named_beside(text, &self.unit, lang);
        let mut longest = (own, None);
        for unit in self.unit.kin() {
            let length = named_beside(text, &unit, lang);
            if length > longest.0 {
                longest = (length, Some(unit));
            }
        }
        longest.1.and_then(|unit| self.in_unit(&unit)).unwrap_or_else(|| self.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::{Qualifier, check, written_decimals};

    #[track_caller]
    fn converted(value: &str, from: &str, to: &str, expected: &str) {
        let unit = |id| Unit::builtin(id).unwrap();
        let truth = Truth {
            value: Decimal::parse(value).unwrap(),
            upper: None,
            decimals: Some(written_decimals(value)),
            qualifier: Qualifier::Exactly,
            unit: unit(from),
        };
        let got = truth.in_unit(&unit(to)).map_or_else(
            || "-".to_owned(),
            |truth| format!("{} to {}", truth.value, truth.decimals.unwrap()),
        );
        assert_eq!(got, expected, "{value} {from} in {to}");
    }

    #[test]
    fn what_measures_the_same_is_converted_with_its_precision() {
        converted("1234567", "kg", "tonne", "1234.567 to 3");
        converted("1.5", "tonne", "kg", "1500 to -2");
        converted("90", "minute", "hour", "1.5 to 1");
        converted("2", "day", "hour", "48 to 0");
        converted("3", "mile", "km", "4.828032 to -1");
        converted("5e9", "byte", "GB", "5 to 0");
        converted("16", "bit", "byte", "2 to 0");
        converted("2", "year", "month", "24 to 0");
        converted("3.5", "km2", "hectare", "350 to -1");
        converted("7", "TWh", "kWh", "7000000000 to -9");
        converted("25", "basis-point", "percentage-point", "0.25 to 2");
        converted("100", "USD", "EUR", "-");
        converted("1", "month", "day", "-");
        converted("1", "kW", "kWh", "-");
    }

    #[track_caller]
    fn text(text: &str, value: &str, unit: &str, lang: Lang, expected: &str) {
        let truth = Truth {
            value: Decimal::parse(value).unwrap(),
            upper: None,
            decimals: Some(written_decimals(value)),
            qualifier: Qualifier::Exactly,
            unit: Unit::builtin(unit).unwrap(),
        };
        let got = check(text, &truth, lang).err().map_or_else(String::new, |it| it.message);
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn a_text_may_name_another_unit_of_the_same() {
        text("1.2 million tonnes", "1234567890", "kg", Lang::En, "");
        text("1,2 Millionen Tonnen", "1234567890", "kg", Lang::De, "");
        text("123万吨", "1234567890", "kg", Lang::Zh, "");
        text("500 m", "0.5", "km", Lang::En, "");
        text("5 GB", "5e9", "byte", Lang::En, "");
        text("ninety minutes", "1.5", "hour", Lang::En, "");
        text("48 hours", "2", "day", Lang::En, "");
        text("25 basis points", "0.25", "percentage-point", Lang::En, "");
        text("1,500 km", "1500", "km", Lang::En, "");
        text(
            "1.3 million tonnes",
            "1234567890",
            "kg",
            Lang::En,
            "the text says 1.3 million tonnes, the data says 1,234,567.89\u{a0}t",
        );
        text(
            "1.25 tonnes",
            "1e3",
            "kg",
            Lang::En,
            "the text says 1.25 tonnes, the data is only as precise as 1\u{a0}t",
        );
        text("5 tonnes", "5", "km", Lang::En, "the text says `tonnes`, the data is in kilometres");
    }

    #[test]
    fn a_factor_is_more_than_nothing_and_has_bounds() {
        let shown = |text| Fraction::parse(text).map(|it| it.of(&Decimal::from(6)).to_string());
        assert_eq!(shown("1000").as_deref(), Some("6000"));
        assert_eq!(shown("1/3").as_deref(), Some("2"));
        for text in ["0", "-1", "1/0", "1e300", "x", "", "1/2/3"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
