//! From data to places: our coordinate for plotters.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};

use super::bounds::Bounds;
use super::model::Scale;
use super::units::tenths;

/// One direction of a chart.
///
/// Numbers, days and categories are all numbers here; plotters' own coordinates for
/// dates and lists put a single one outside the area and repeat or misplace ticks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) scale: Scale,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// The area of the data: two axes and where they stand on the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub(super) frame: Bounds,
    /// From left to right.
    pub(super) x: Axis,
    /// From bottom to top; reversed for categories, which begin at the top.
    pub(super) y: Axis,
}

impl Axis {
    /// An axis with equal differences at equal lengths.
    pub(super) fn linear(low: f64, high: f64) -> Self {
        Self { scale: Scale::Linear, low, high }
    }

    /// How far along the axis a value is, from 0 to 1.
    pub(super) fn fraction(&self, value: f64) -> f64 {
        let (value, low, high) = match self.scale {
            Scale::Linear => (value, self.low, self.high),
            // `f64::log10` may differ in its last bit from one platform to the next.
            Scale::Log => (libm::log10(value), libm::log10(self.low), libm::log10(self.high)),
        };
        let fraction = (value - low) / (high - low);
        if fraction.is_finite() { fraction } else { 0.5 }
    }
}

impl Axis {
    /// The value so far along the axis, from 0 to 1.
    fn value(&self, fraction: f64) -> f64 {
        match self.scale {
            Scale::Linear => self.low + fraction * (self.high - self.low),
            Scale::Log => self.low * libm::pow(self.high / self.low, fraction),
        }
    }
}

impl Field {
    /// The pixel of a value on the x axis.
    pub(super) fn x(&self, value: f64) -> f64 {
        self.frame.left + self.frame.width() * self.x.fraction(value)
    }

    /// The pixel of a value on the y axis.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.frame.bottom - self.frame.height() * self.y.fraction(value)
    }

    /// The values at a pixel, which for a short way along a line is what plotters maps back.
    pub(super) fn value_at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let across = (x - self.frame.left) / self.frame.width();
        let up = (self.frame.bottom - y) / self.frame.height();
        (self.x.value(across), self.y.value(up))
    }

    /// The same field farther right and down.
    pub(super) fn moved(mut self, (across, down): (f64, f64)) -> Self {
        let frame = self.frame;
        self.frame = Bounds {
            left: frame.left + across,
            top: frame.top + down,
            right: frame.right + across,
            bottom: frame.bottom + down,
        };
        self
    }

    /// The pixel of a point.
    pub(super) fn at(&self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.x(x), self.y(y))
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        from + tenths(f64::from(to - from) / 10.0 * self.fraction(*value))
    }

    /// None: `ticks` decides where ticks stand.
    fn key_points<Hint: KeyPointHint>(&self, _hint: Hint) -> Vec<f64> {
        Vec::new()
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_proportion() {
        let axis = Axis::linear(0.0, 50.0);
        assert_eq!(axis.map(&10.0, (0, 1000)), 200);
        assert_eq!(axis.map(&10.0, (1000, 0)), 800);
        let decades = Axis { scale: Scale::Log, low: 1.0, high: 100.0 };
        assert_eq!(decades.map(&10.0, (0, 1000)), 500);
    }

    #[test]
    fn an_axis_without_length_puts_all_in_the_middle() {
        assert_eq!(Axis::linear(7.0, 7.0).map(&7.0, (100, 300)), 200);
    }
}
