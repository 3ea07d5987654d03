//! The rules by which a number shown in a text agrees with the data.
//!
//! The rule is XBRL's for rounded numbers (Working Group Note "Handling Duplicate Facts",
//! 2025): a number shown to a place stands for everything that rounds to it, so the data,
//! rounded to the place of the text's last digit, must give the text. House rules on top:
//!
//! - Zeros at the end of a whole number claim nothing ("US$800 million" for a value known to
//!   the nearest 100 million), zeros behind a decimal mark do ("117.0").
//! - "about" may be off by [`ABOUT`] of the data, or by [`ABOUT_ROUNDED`] where the text is the
//!   data rounded. "nearly" is below by [`NEARLY`] at most. Other hedges need only be true.
//! - What the source qualified, the text must qualify too.

use super::{
    compare::DisagreementKind::{self, FactMismatch, FalsePrecision, HedgeMismatch},
    decimal::Decimal,
    noun,
    read::{Form, Hedge, Reading, UnitSeen},
    scan::is_letter,
    truth::{Qualifier, Truth},
    unit::{Unit, UnitKind},
};
use crate::lang::Lang;

/// How far "about" may be from the data, as a share of it: an ear's width, by choice.
const ABOUT: &str = "0.05";

/// How far "about" may be where the text is the data rounded: "about 2 billion" for 2.15.
const ABOUT_ROUNDED: &str = "0.1";

/// How far below its number "nearly" may be: further off, it persuades more than it informs.
const NEARLY: &str = "0.1";

/// A number as the text shows it, in the unit of the data.
pub(super) struct Shown {
    /// The value, which another unit of the text may have shifted.
    value: Decimal,
    /// The place of the last digit written.
    decimals: i32,
    /// How the number is written.
    form: Form,
    /// The upper end of a range.
    upper: Option<Box<Shown>>,
}

impl Shown {
    /// The number in the unit of the data, unless the text names another one.
    pub(super) fn in_unit(reading: &Reading, text: &str, unit: &Unit, lang: Lang) -> Option<Shown> {
        let end = |value: &Decimal, decimals: i32, form: Form, exponent: i32| Shown {
            value: value.shifted(exponent),
            decimals: decimals - exponent,
            form,
            upper: None,
        };
        let shown = |exponent: i32| {
            let lower = end(&reading.value, reading.decimals, reading.form, exponent);
            let upper = reading.upper.as_ref();
            let upper = upper.map(|it| Box::new(end(&it.value, it.decimals, it.form, exponent)));
            Some(Shown { upper, ..lower })
        };
        let words = &text[reading.words.clone()];
        let beside = &text[reading.numeral.end..];
        match (unit.kind, &reading.unit) {
            (UnitKind::Rank, UnitSeen::Nothing) => shown(0),
            // The third of several is not three of them.
            _ if reading.form == Form::Ordinal => None,
            (UnitKind::Percent, UnitSeen::Nothing) if reading.form == Form::Fraction => shown(2),
            (_, UnitSeen::Nothing) if words_fit(words, unit, reading.form, lang) => shown(0),
            (UnitKind::Currency, UnitSeen::Currency(codes)) => {
                codes.contains(&unit.id.as_str()).then(|| shown(0))?
            }
            (UnitKind::Percent, UnitSeen::Percent)
            | (UnitKind::PercentagePoint, UnitSeen::PercentagePoint)
            | (UnitKind::Ratio, UnitSeen::Times) => shown(0),
            (UnitKind::Ratio, UnitSeen::Percent) => shown(-2),
            (UnitKind::Count | UnitKind::Measure, _) if names(beside, unit, lang) => shown(0),
            _ => None,
        }
    }

    /// How the number disagrees with the truth under its hedge, if it does.
    pub(super) fn disagreement(&self, hedge: Hedge, truth: &Truth) -> Option<DisagreementKind> {
        if let Some(upper) = &self.upper {
            return self.range(upper, truth);
        }
        if let Some(upper) = &truth.upper {
            return self.inside(hedge, &truth.value, upper);
        }
        let bare = self.bare(&truth.value, truth);
        let holds = match truth.qualifier {
            Qualifier::Exactly if hedge == Hedge::None => return bare,
            Qualifier::Exactly | Qualifier::About if hedge == Hedge::About => {
                return self.about(truth);
            }
            Qualifier::Exactly => self.is_true_of(hedge, &truth.value),
            Qualifier::About => self.is_true_about(hedge, &truth.value),
            Qualifier::AtLeast => match hedge {
                Hedge::AtLeast => self.value <= truth.value,
                Hedge::MoreThan => self.value < truth.value,
                _ => false,
            },
            Qualifier::MoreThan => {
                matches!(hedge, Hedge::AtLeast | Hedge::MoreThan) && self.value <= truth.value
            }
            Qualifier::AtMost => match hedge {
                Hedge::AtMost => self.value >= truth.value,
                Hedge::LessThan => self.value > truth.value,
                _ => false,
            },
            // A range without an upper end is a number.
            Qualifier::Between => hedge == Hedge::None && bare.is_none(),
            Qualifier::FewerThan => {
                matches!(hedge, Hedge::AtMost | Hedge::LessThan) && self.value >= truth.value
            }
        };
        // The right number with the wrong hedge, or the wrong number altogether.
        match bare {
            _ if holds => None,
            Some(FactMismatch) if self.value != truth.known() => Some(FactMismatch),
            _ => Some(HedgeMismatch),
        }
    }

    /// How a range of the text disagrees: with the range of the data both ends must agree, a
    /// single number must lie in it.
    fn range(&self, upper: &Shown, truth: &Truth) -> Option<DisagreementKind> {
        let Some(known) = &truth.upper else {
            let inside = self.value <= truth.value && truth.value <= upper.value;
            return match truth.qualifier {
                _ if !inside => Some(FactMismatch),
                Qualifier::Exactly | Qualifier::About | Qualifier::Between => None,
                _ => Some(HedgeMismatch),
            };
        };
        let ends = [self.bare(&truth.value, truth), upper.bare(known, truth)];
        ends.into_iter().flatten().min()
    }

    /// How a single number disagrees with a range of the data.
    fn inside(&self, hedge: Hedge, lower: &Decimal, upper: &Decimal) -> Option<DisagreementKind> {
        let inside = *lower <= self.value && self.value <= *upper;
        let holds = match hedge {
            Hedge::None => lower == upper && inside,
            Hedge::About => inside,
            Hedge::MoreThan | Hedge::AtLeast => self.is_true_of(hedge, lower),
            Hedge::LessThan | Hedge::AtMost | Hedge::Nearly => self.is_true_of(hedge, upper),
        };
        match holds {
            true => None,
            false if inside => Some(HedgeMismatch),
            false => Some(FactMismatch),
        }
    }

    /// How the number disagrees when it is taken as it is.
    fn bare(&self, value: &Decimal, truth: &Truth) -> Option<DisagreementKind> {
        let known = truth.decimals.unwrap_or(i32::MAX);
        let place = self.decimals.min(known);
        let expected = value.round_to(place);
        if self.form == Form::Fraction {
            return (self.value.round_to(place) != expected).then_some(FactMismatch);
        }

        let claims_zeros = self.form == Form::Digits { fraction: true };
        if self.value == expected {
            return (claims_zeros && self.significant() > known).then_some(FalsePrecision);
        }
        let right_so_far = self.value.round_to(known) == value.round_to(known);
        Some(if self.significant() > known && right_so_far { FalsePrecision } else { FactMismatch })
    }

    /// How the number disagrees when it is said to be near.
    fn about(&self, truth: &Truth) -> Option<DisagreementKind> {
        let bare = self.bare(&truth.value, truth);
        if matches!(bare, None | Some(FalsePrecision)) {
            return bare;
        }
        let known = truth.decimals.unwrap_or(i32::MAX);
        let is_rounded =
            self.form == Form::Fraction || truth.value.round_to(self.significant()) == self.value;
        if !self.is_within(if is_rounded { ABOUT_ROUNDED } else { ABOUT }, &truth.value) {
            return Some(FactMismatch);
        }
        let too_precise = self.form != Form::Fraction && self.significant() > known;
        too_precise.then_some(FalsePrecision)
    }

    fn is_true_of(&self, hedge: Hedge, value: &Decimal) -> bool {
        match hedge {
            Hedge::None | Hedge::About => self.value == *value,
            Hedge::MoreThan => *value > self.value,
            Hedge::AtLeast => *value >= self.value,
            Hedge::LessThan => *value < self.value,
            Hedge::AtMost => *value <= self.value,
            Hedge::Nearly => {
                let same_side = value.is_negative() == self.value.is_negative();
                let shortfall = &self.value.abs() - &value.abs();
                let most = &self.value.abs() * &constant(NEARLY);
                same_side && shortfall > Decimal::zero() && shortfall <= most
            }
        }
    }

    /// A bound on an estimate must leave room: about 36 is not surely at least 36.
    fn is_true_about(&self, hedge: Hedge, value: &Decimal) -> bool {
        hedge != Hedge::None && self.value != *value && self.is_true_of(hedge, value)
    }

    fn is_within(&self, share: &str, value: &Decimal) -> bool {
        (&self.value - value).abs() <= &value.abs() * &constant(share)
    }

    /// The place of the last digit that claims something.
    fn significant(&self) -> i32 {
        match self.form {
            Form::Digits { fraction: true } => self.decimals,
            _ => self.value.last_place(),
        }
    }
}

fn constant(literal: &str) -> Decimal {
    Decimal::parse(literal).expect("the constants of this module are plain decimals")
}

/// Whether the words behind a number without a known sign may stand there.
///
/// In English a noun must be the unit's. Other languages decline theirs, or count with
/// measure words: there only the nouns that a project declares are compared, by their stems.
fn words_fit(words: &str, unit: &Unit, form: Form, lang: Lang) -> bool {
    match unit.kind {
        _ if words.is_empty() => true,
        _ if form == Form::Fraction => true,
        UnitKind::Ratio | UnitKind::Rank | UnitKind::Date | UnitKind::Text => true,
        UnitKind::Count if lang == Lang::En => names(words, unit, lang),
        UnitKind::Count => !unit.declares_noun(lang) || noun::fits(words, unit, lang),
        UnitKind::Measure => names(words, unit, lang),
        UnitKind::Currency | UnitKind::Percent | UnitKind::PercentagePoint => false,
    }
}

/// Whether a text holds one of the unit's words, whole.
fn names(text: &str, unit: &Unit, lang: Lang) -> bool {
    named(text, unit, lang) > 0
}

/// The length of the longest of the unit's words that a text holds whole; 0 for none.
pub(super) fn named(text: &str, unit: &Unit, lang: Lang) -> usize {
    let text = text.to_lowercase();
    let words = unit.words(lang).into_iter().map(str::to_lowercase);
    let held = words.filter(|word| {
        text.match_indices(word).any(|(start, found)| {
            let cut_before = joined(&text[..start], found);
            let cut_behind = joined(found, &text[start + found.len()..]);
            !cut_before && !cut_behind
        })
    });
    held.map(|word| word.len()).max().unwrap_or(0)
}

/// Whether a word goes on from one text into the next.
fn joined(left: &str, right: &str) -> bool {
    left.ends_with(is_letter) && right.starts_with(is_letter)
}
