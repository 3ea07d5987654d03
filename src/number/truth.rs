//! What the data says: a value, how far it is known, and in what it is counted.

use super::{decimal::Decimal, unit::Unit};

/// A number of the data, with everything a text about it must respect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The value, with as many digits as the data or the formula gave.
    pub value: Decimal,
    /// The upper end, where only a range is known; `value` is its lower end then.
    pub upper: Option<Decimal>,
    /// How far the value is known, as in XBRL: 0 to units, -6 to millions. Nothing: exactly.
    pub decimals: Option<i32>,
    /// What the source says about the value: that it is a bound, or an estimate.
    pub qualifier: Qualifier,
    /// What is counted or measured.
    pub unit: Unit,
}

/// What a source says about the number it gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// The number itself.
    #[default]
    Exactly,
    /// An estimate.
    About,
    /// The number or more.
    AtLeast,
    /// More than the number.
    MoreThan,
    /// The number or less.
    AtMost,
    /// Less than the number.
    FewerThan,
    /// Somewhere from the number to the upper end.
    Between,
}

impl Qualifier {
    /// Every qualifier, in the order they are documented.
    pub const ALL: [Qualifier; 7] = [
        Qualifier::Exactly,
        Qualifier::About,
        Qualifier::AtLeast,
        Qualifier::MoreThan,
        Qualifier::AtMost,
        Qualifier::FewerThan,
        Qualifier::Between,
    ];

    /// The qualifier of a name in the data.
    pub fn parse(name: &str) -> Option<Qualifier> {
        Qualifier::ALL.into_iter().find(|qualifier| qualifier.name() == name)
    }

    /// The name in the data.
    pub fn name(self) -> &'static str {
        match self {
            Qualifier::Exactly => "exactly",
            Qualifier::About => "about",
            Qualifier::AtLeast => "at-least",
            Qualifier::MoreThan => "more-than",
            Qualifier::AtMost => "at-most",
            Qualifier::FewerThan => "fewer-than",
            Qualifier::Between => "between",
        }
    }
}

impl Truth {
    /// Every digit for machines; both ends of a range with the slash of ISO 8601: `20/30`.
    pub fn plain(&self) -> String {
        match &self.upper {
            Some(upper) => format!("{}/{upper}", self.value),
            None => self.value.to_string(),
        }
    }

    /// The upper end of a range as far as it is known.
    pub fn upper_known(&self) -> Option<Decimal> {
        let upper = self.upper.as_ref()?;
        Some(self.decimals.map_or_else(|| upper.clone(), |decimals| upper.round_to(decimals)))
    }

    /// The value as far as it is known, which is the most a text may show.
    ///
    /// A bound is rounded to the side on which it stays true: more than 40.6, known to
    /// units, is more than 40 and not more than 41.
    pub fn known(&self) -> Decimal {
        let Some(decimals) = self.decimals else {
            return self.value.clone();
        };
        match self.qualifier {
            Qualifier::Exactly | Qualifier::About | Qualifier::Between => {
                self.value.round_to(decimals)
            }
            Qualifier::AtLeast | Qualifier::MoreThan => self.value.floor_to(decimals),
            Qualifier::AtMost | Qualifier::FewerThan => self.value.ceil_to(decimals),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_are_given_both_ends_of_a_range() {
        let truth = |upper: Option<i64>| Truth {
            value: Decimal::from(20),
            upper: upper.map(Decimal::from),
            decimals: Some(0),
            qualifier: Qualifier::Between,
            unit: Unit::declared("model", "model", "models"),
        };
        assert_eq!(truth(Some(30)).plain(), "20/30");
        assert_eq!(truth(None).plain(), "20");
    }

    #[test]
    fn every_qualifier_is_read_by_its_name() {
        for qualifier in Qualifier::ALL {
            assert_eq!(Qualifier::parse(qualifier.name()), Some(qualifier));
        }
        assert_eq!(Qualifier::parse("roughly"), None);
    }

    #[test]
    fn a_bound_is_rounded_to_where_it_stays_true() {
        let known = |qualifier| {
            let value = Decimal::parse("40.6").unwrap();
            let unit = Unit::declared("model", "model", "models");
            Truth { value, upper: None, decimals: Some(0), qualifier, unit }.known().to_string()
        };
        assert_eq!(known(Qualifier::Exactly), "41");
        assert_eq!(known(Qualifier::MoreThan), "40");
        assert_eq!(known(Qualifier::AtMost), "41");
    }
}
