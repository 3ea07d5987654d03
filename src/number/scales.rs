//! What the built-in measures are made of.
//!
//! Prefixes are decimal, as in the International System of Units (BIPM, 9th edition): a
//! kilobyte is 1,000 bytes. A month has no fixed number of days, so months, quarters and
//! years are converted among themselves only.

use super::{
    convert::{Fraction, Scale},
    unit::Unit,
};

/// One measure: id, how many of the base units, base units above and below the line.
type Row = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

/// The scale of an id of the table.
pub(super) fn scale(id: &str) -> Option<Scale> {
    let (_, factor, above, below) = SCALES.iter().find(|(known, ..)| *known == id)?;
    Some(Scale { factor: parsed(factor), above: owned(above), below: owned(below) })
}

/// The scale of a unit that is its own base.
pub(super) fn base(id: &str) -> Scale {
    Scale { factor: Fraction::one(), above: vec![id.to_owned()], below: Vec::new() }
}

/// The built-in units made of the same base units.
pub(super) fn like(scale: &Scale) -> impl Iterator<Item = Unit> {
    let fits = |row: &&Row| scale.above == *row.2 && scale.below == *row.3;
    SCALES.iter().filter(fits).filter_map(|(id, ..)| Unit::builtin(id))
}

fn owned(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn parsed(factor: &str) -> Fraction {
    Fraction::parse(factor).expect("the factors of this table are plain numbers")
}

#[rustfmt::skip]
const SCALES: &[Row] = &[
    ("millisecond", "0.001", &["second"], &[]),
    ("second", "1", &["second"], &[]),
    ("minute", "60", &["second"], &[]),
    ("hour", "3600", &["second"], &[]),
    ("day", "86400", &["second"], &[]),
    ("week", "604800", &["second"], &[]),
    ("month", "1", &["month"], &[]),
    ("quarter", "3", &["month"], &[]),
    ("year", "12", &["month"], &[]),
    ("nm", "1e-9", &["m"], &[]),
    ("mm", "0.001", &["m"], &[]),
    ("cm", "0.01", &["m"], &[]),
    ("m", "1", &["m"], &[]),
    ("km", "1000", &["m"], &[]),
    // The international mile of 1959.
    ("mile", "1609.344", &["m"], &[]),
    ("m2", "1", &["m", "m"], &[]),
    ("hectare", "10000", &["m", "m"], &[]),
    ("km2", "1000000", &["m", "m"], &[]),
    ("litre", "0.001", &["m", "m", "m"], &[]),
    ("m3", "1", &["m", "m", "m"], &[]),
    // The barrel of oil: 42 US gallons of 231 cubic inches.
    ("barrel", "0.158987294928", &["m", "m", "m"], &[]),
    ("mg", "0.000001", &["kg"], &[]),
    ("g", "0.001", &["kg"], &[]),
    ("kg", "1", &["kg"], &[]),
    ("tonne", "1000", &["kg"], &[]),
    ("bit", "0.125", &["byte"], &[]),
    ("byte", "1", &["byte"], &[]),
    ("KB", "1e3", &["byte"], &[]),
    ("MB", "1e6", &["byte"], &[]),
    ("GB", "1e9", &["byte"], &[]),
    ("TB", "1e12", &["byte"], &[]),
    ("PB", "1e15", &["byte"], &[]),
    ("watt", "1", &["watt"], &[]),
    ("kW", "1e3", &["watt"], &[]),
    ("MW", "1e6", &["watt"], &[]),
    ("GW", "1e9", &["watt"], &[]),
    ("kWh", "3.6e6", &["second", "watt"], &[]),
    ("MWh", "3.6e9", &["second", "watt"], &[]),
    ("GWh", "3.6e12", &["second", "watt"], &[]),
    ("TWh", "3.6e15", &["second", "watt"], &[]),
    ("FLOPS", "1", &["FLOP"], &["second"]),
    ("basis-point", "0.01", &["percentage-point"], &[]),
    ("percentage-point", "1", &["percentage-point"], &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_unit_with_its_base_units_in_order() {
        for (id, _, above, below) in SCALES {
            assert_eq!(scale(id), Unit::builtin(id).unwrap().scale.as_deref().cloned(), "{id}");
            assert!(above.is_sorted() && below.is_sorted(), "{id}");
            assert!(above.iter().chain(*below).all(|base| Unit::builtin(base).is_some()), "{id}");
        }
    }
}
