//! What a number counts or measures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{convert::Scale, currency, decimal::Decimal, scales, units};
use crate::lang::Lang;

/// The unit of a number: built in, or declared in a project's `units.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The name used in the data: `service`, `USD`, `percent`.
    pub id: String,
    /// How the unit is written and compared.
    pub kind: UnitKind,
    /// The noun for one of it, in English: "service".
    pub one: String,
    /// The noun for any other number, in English: "services".
    pub other: String,
    /// The sign beside a number, empty when there is none: "kg", "US$".
    pub symbol: String,
    /// The nouns in other languages.
    pub local: BTreeMap<Lang, Noun>,
    /// What it is made of, unless it is a base of its own.
    pub scale: Option<Arc<Scale>>,
    /// The units of the project that measure the same, itself perhaps among them.
    pub kin: Arc<[Unit]>,
}

/// A noun for one and for many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// The form for one.
    pub one: String,
    /// The form for any other number.
    pub other: String,
}

/// How a unit is written and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitKind {
    /// Things counted, whose noun the author writes: services, models.
    Count,
    /// Money.
    Currency,
    /// Parts of a hundred.
    Percent,
    /// The difference between two percentages, which is not a percentage.
    PercentagePoint,
    /// How many times one number is another.
    Ratio,
    /// The place in an order: third, 3rd.
    Rank,
    /// A quantity that means nothing without its unit: kilograms, days.
    Measure,
    /// A date instead of a number.
    Date,
    /// Words instead of a number.
    Text,
}

impl Unit {
    /// A unit the tool knows; currencies by their ISO 4217 code, in either case.
    pub fn builtin(id: &str) -> Option<Unit> {
        let special = |kind, one, other, symbol| Some(Unit::new(id, kind, one, other, symbol));
        match id {
            "percent" => special(UnitKind::Percent, "percent", "percent", "%"),
            "percentage-point" => {
                let unit = special(
                    UnitKind::PercentagePoint,
                    "percentage point",
                    "percentage points",
                    "",
                )?;
                Some(unit.with(Lang::De, "Prozentpunkt", "Prozentpunkte").with(
                    Lang::Zh,
                    "个百分点",
                    "个百分点",
                ))
            }
            "ratio" => special(UnitKind::Ratio, "times", "times", "×"),
            "rank" => special(UnitKind::Rank, "place", "places", ""),
            "date" => special(UnitKind::Date, "", "", ""),
            "text" => special(UnitKind::Text, "", "", ""),
            _ => units::unit(id).or_else(|| currency::unit(id)),
        }
    }

    /// The ids of everything built in, in order, for "did you mean".
    pub fn builtin_ids() -> Vec<&'static str> {
        let mut ids = vec!["percent", "percentage-point", "ratio", "rank", "date", "text"];
        ids.extend(units::ids());
        ids.extend(currency::ids());
        ids.sort_unstable();
        ids
    }

    /// A noun that a project counts.
    pub fn declared(id: &str, one: &str, other: &str) -> Unit {
        Unit::new(id, UnitKind::Count, one, other, "")
    }

    /// Whether the project gave the nouns in `lang` itself: then a text can be held to them.
    pub(super) fn declares_noun(&self, lang: Lang) -> bool {
        let own = self.local.get(&lang);
        own.is_some() && Unit::builtin(&self.id).is_none_or(|known| known.local.get(&lang) != own)
    }

    /// The unit with a noun in another language.
    #[must_use]
    pub fn with(mut self, lang: Lang, one: &str, other: &str) -> Unit {
        self.local.insert(lang, Noun { one: one.to_owned(), other: other.to_owned() });
        self
    }

    /// The noun that goes with `value` on a page in `lang`, in English where none is known.
    pub fn noun(&self, value: &Decimal, lang: Lang) -> &str {
        let (one, other) = match self.local.get(&lang) {
            Some(noun) => (&noun.one, &noun.other),
            None => (&self.one, &self.other),
        };
        if value.abs() == Decimal::from(1) { one } else { other }
    }

    /// Every word an author may write for the unit on a page in `lang`.
    pub(super) fn words(&self, lang: Lang) -> Vec<&str> {
        let local = self.local.get(&lang);
        let english = [&self.one, &self.other, &self.symbol, &self.id];
        english
            .into_iter()
            .chain(local.into_iter().flat_map(|noun| [&noun.one, &noun.other]))
            .map(String::as_str)
            .filter(|word| !word.is_empty())
            .collect()
    }

    /// How a message names what the data is in: "USD", "percent", "services".
    pub fn label(&self) -> &str {
        match self.kind {
            UnitKind::Currency | UnitKind::Date | UnitKind::Text => &self.id,
            _ => &self.other,
        }
    }

    pub(super) fn new(id: &str, kind: UnitKind, one: &str, other: &str, symbol: &str) -> Unit {
        Unit {
            id: id.to_owned(),
            kind,
            one: one.to_owned(),
            other: other.to_owned(),
            symbol: symbol.to_owned(),
            local: BTreeMap::new(),
            scale: scales::scale(id).map(Arc::new),
            kin: Arc::new([]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, expected: &str) {
        let got = Unit::builtin(id).map_or("-".to_owned(), |unit| {
            format!("{} {:?} {}/{} {}", unit.id, unit.kind, unit.one, unit.other, unit.symbol)
        });
        assert_eq!(got.trim_end(), expected, "{id}");
    }

    #[test]
    fn what_analysts_measure_is_built_in() {
        check("USD", "USD Currency US dollar/US dollars US$");
        check("usd", "USD Currency US dollar/US dollars US$");
        check("percent", "percent Percent percent/percent %");
        check("day", "day Measure day/days");
        check("kg", "kg Measure kilogram/kilograms kg");
        check("token", "token Count token/tokens");
        check("service", "-");
    }

    #[test]
    fn every_builtin_id_is_a_unit_and_none_comes_twice() {
        let ids = Unit::builtin_ids();
        for id in &ids {
            assert_eq!(&Unit::builtin(id).unwrap().id, id);
        }
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_noun_goes_with_its_number_and_language() {
        let day = Unit::builtin("day").unwrap();
        assert_eq!(day.noun(&Decimal::from(1), Lang::En), "day");
        assert_eq!(day.noun(&Decimal::from(90), Lang::De), "Tage");
        assert_eq!(day.noun(&Decimal::from(90), Lang::Zh), "天");
    }
}
