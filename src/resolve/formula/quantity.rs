//! Numbers with their units on the way through a formula.

use crate::model::Data;
use crate::number::{Decimal, Fraction, Unit, UnitKind};

/// A number on the way through a formula.
#[derive(Debug, Clone)]
pub(in crate::resolve) struct Quantity {
    pub(super) value: Decimal,
    pub(super) dimension: Dimension,
    pub(super) kind: Kind,
}

/// Whether a number without a unit may stand for one with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// What was measured or computed: its unit is all that it is.
    Measured,
    /// A number as written: beside a comparison it counts what the other side counts.
    Literal,
    /// A number of rows: it counts whatever its fact says.
    Rows,
}

impl Kind {
    /// What a sum or difference is.
    pub(super) fn beside(self, other: Kind) -> Kind {
        match (self, other) {
            (Kind::Literal, Kind::Literal) => Kind::Literal,
            (Kind::Measured, _) | (_, Kind::Measured) => Kind::Measured,
            _ => Kind::Rows,
        }
    }

    /// What a product or quotient is.
    fn over(self, other: Kind) -> Kind {
        match (self, other) {
            (Kind::Literal, Kind::Literal) => Kind::Literal,
            _ => Kind::Measured,
        }
    }
}

/// What a quantity is counted in: units above and below the line, by id and sorted. None
/// at all is a plain number or a ratio.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dimension {
    pub(super) above: Vec<String>,
    pub(super) below: Vec<String>,
}

impl Dimension {
    pub(super) fn of(unit: &Unit) -> Dimension {
        match unit.kind {
            UnitKind::Ratio => Dimension::default(),
            _ => Dimension { above: vec![unit.id.clone()], below: Vec::new() },
        }
    }

    pub(super) fn is_plain(&self) -> bool {
        self.above.is_empty() && self.below.is_empty()
    }

    /// The one unit that it is, if it is one.
    pub(super) fn unit(&self, data: &Data) -> Option<Unit> {
        match (&self.above[..], &self.below[..]) {
            ([], []) => Unit::builtin("ratio"),
            ([unit], []) => data.unit(unit),
            _ => None,
        }
    }

    /// How a message names it.
    pub(super) fn words(&self) -> String {
        let above = if self.above.is_empty() { "1".to_owned() } else { self.above.join(" × ") };
        match (self.is_plain(), self.below.is_empty()) {
            (true, _) => "a plain number".to_owned(),
            (false, true) => format!("`{above}`"),
            (false, false) => format!("`{above} / {}`", self.below.join(" × ")),
        }
    }

    /// How many of another dimension one of this is, if both are made of the same.
    pub(super) fn factor_to(&self, other: &Dimension, data: &Data) -> Option<Fraction> {
        if self == other {
            return Some(Fraction::one());
        }
        let (own, other) = (self.bases(data), other.bases(data));
        let same = own.above == other.above && own.below == other.below;
        same.then(|| own.factor.times(&other.factor.inverse()))
    }

    /// What all of it is made of.
    fn bases(&self, data: &Data) -> Bases {
        let mut bases = Bases { factor: Fraction::one(), above: Vec::new(), below: Vec::new() };
        let scales = |ids: &[String]| -> Vec<_> {
            let units = ids.iter().filter_map(|id| data.unit(id));
            units.map(|unit| unit.scale()).collect()
        };
        for scale in scales(&self.above) {
            bases.factor = bases.factor.times(&scale.factor);
            bases.above.extend(scale.above);
            bases.below.extend(scale.below);
        }
        for scale in scales(&self.below) {
            bases.factor = bases.factor.times(&scale.factor.inverse());
            bases.above.extend(scale.below);
            bases.below.extend(scale.above);
        }
        (bases.above, bases.below) = cancelled(bases.above, bases.below);
        bases
    }
}

/// So many of some base units over others.
struct Bases {
    factor: Fraction,
    above: Vec<String>,
    below: Vec<String>,
}

/// Units above and below the line, without those on both sides.
fn cancelled(above: Vec<String>, mut below: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut left = Vec::new();
    for unit in above {
        match below.iter().position(|other| *other == unit) {
            Some(at) => drop(below.remove(at)),
            None => left.push(unit),
        }
    }
    left.sort();
    below.sort();
    (left, below)
}

impl Quantity {
    /// A number without a unit.
    pub(super) fn plain(value: Decimal, kind: Kind) -> Quantity {
        Quantity { value, dimension: Dimension::default(), kind }
    }

    /// What was measured in a unit.
    pub(super) fn measured(value: Decimal, unit: Option<&Unit>) -> Quantity {
        let dimension = unit.map_or_else(Dimension::default, Dimension::of);
        Quantity { value, dimension, kind: Kind::Measured }
    }

    /// Whether it is a plain number that was measured: a ratio, and not a number as written.
    fn is_ratio(&self) -> bool {
        self.dimension.is_plain() && self.kind == Kind::Measured
    }

    /// This quantity in the unit of another, if both are made of the same.
    ///
    /// A ratio and a percentage are, by a hundred; so are a number of rows and what is counted.
    pub(super) fn like(&self, other: &Quantity, data: &Data) -> Option<Quantity> {
        let in_other = |value: Decimal| Quantity {
            value,
            dimension: other.dimension.clone(),
            kind: self.kind.beside(other.kind),
        };
        if let Some(factor) = self.dimension.factor_to(&other.dimension, data) {
            return Some(in_other(factor.of(&self.value)));
        }
        if self.is_ratio() && is_percent(&other.dimension) {
            return Some(in_other(self.value.shifted(2)));
        }
        if is_percent(&self.dimension) && other.is_ratio() {
            return Some(in_other(self.value.shifted(-2)));
        }
        let of_percent = is_percent(&other.dimension) && is_points(&self.dimension);
        let counted = self.kind == Kind::Rows
            && other.dimension.unit(data).is_some_and(|unit| unit.kind == UnitKind::Count);
        (of_percent || counted).then(|| in_other(self.value.clone()))
    }

    /// This quantity beside another in a comparison, where a number as written counts what
    /// the other side counts.
    pub(super) fn beside(&self, other: &Quantity, data: &Data) -> Option<Quantity> {
        if self.kind == Kind::Literal {
            return Some(Quantity { value: self.value.clone(), ..other.clone() });
        }
        self.like(other, data)
    }

    /// So many times another quantity.
    pub(super) fn times(self, other: Quantity, data: &Data) -> Quantity {
        let value = &self.value * &other.value;
        let kind = self.kind.over(other.kind);
        let above = [self.dimension.above, other.dimension.above].concat();
        let below = [self.dimension.below, other.dimension.below].concat();
        Quantity::reduced(value, above, below, kind, data)
    }

    /// The quantity over another; nothing over zero.
    pub(super) fn over(self, other: Quantity, data: &Data) -> Option<Quantity> {
        let value = self.value.checked_div(&other.value)?;
        let kind = self.kind.over(other.kind);
        let above = [self.dimension.above, other.dimension.below].concat();
        let below = [self.dimension.below, other.dimension.above].concat();
        Some(Quantity::reduced(value, above, below, kind, data))
    }

    /// A quantity in as few units as it can be told in: what measures the same is cancelled,
    /// and a percentage of something is a hundredth of so many.
    fn reduced(
        mut value: Decimal,
        above: Vec<String>,
        below: Vec<String>,
        kind: Kind,
        data: &Data,
    ) -> Quantity {
        let (mut above, mut below) = cancelled(above, below);
        let pairs: Vec<_> = above.iter().map(|id| data.unit(id)).collect();
        let mut kept = Vec::new();
        for (id, unit) in above.into_iter().zip(pairs) {
            let like = below
                .iter()
                .enumerate()
                .find_map(|(at, other)| Some((at, unit.as_ref()?.factor_to(&data.unit(other)?)?)));
            match like {
                Some((at, factor)) => {
                    value = factor.of(&value);
                    below.remove(at);
                }
                None => kept.push(id),
            }
        }
        above = kept;
        while above.len() + below.len() > 1
            && let Some(at) = above.iter().position(|id| id == PERCENT)
        {
            above.remove(at);
            value = value.shifted(-2);
        }
        while let Some(at) = below.iter().position(|id| id == PERCENT) {
            below.remove(at);
            value = value.shifted(2);
        }
        let dimension = Dimension { above, below };
        match dimension.factor_to(&Dimension::default(), data) {
            Some(factor) => Quantity::plain(factor.of(&value), kind),
            None => Quantity { value, dimension, kind },
        }
    }
}

/// The id of the built-in percentage.
const PERCENT: &str = "percent";

pub(super) fn is_percent(dimension: &Dimension) -> bool {
    dimension.below.is_empty() && dimension.above == [PERCENT]
}

fn is_points(dimension: &Dimension) -> bool {
    dimension.below.is_empty() && dimension.above == ["percentage-point"]
}

/// Whether a number is out of the bounds of those that can be written, with room for what
/// is exact on the way: facts that square each other would otherwise fill the memory.
pub(super) fn is_beyond_measure(value: &Decimal) -> bool {
    const FARTHEST: i32 = 800;
    value.magnitude().abs() > FARTHEST || value.last_place().abs() > FARTHEST
}
