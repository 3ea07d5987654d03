//! Colours by their role, and how they travel through plotters.
//!
//! plotters carries red, green and blue only. So each role is disguised as a colour, and
//! the backend turns it back into a class, or into the palette's value in a file.

use std::collections::BTreeMap;

use plotters::style::{RGBColor, ShapeStyle};

use super::model::{Kind, Mark, Plot, Point, Series, Stack};
use super::units::size;

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Labels.
    Text,
    /// Ticks and titles of axes.
    Muted,
    /// Lines behind the data.
    Grid,
    /// The baseline.
    Axis,
    /// What the chart stands on.
    Surface,
    /// Annotations.
    Note,
    /// A marked range behind the data.
    Band,
    /// Data that the chart is not about, beside highlighted ones.
    Neutral,
    /// A series, counted from 0.
    Series(u8),
    /// The same, so pale that lines can be seen through it.
    Tint(u8),
    /// The same of data that the chart is not about.
    Faint,
    /// Text on the fill of a series.
    OnSeries(u8),
    /// A step of a scale from little to much, from 0 to 7.
    Shade(u8),
    /// Text on such a step.
    OnShade(u8),
    /// A step of a scale with a middle, from 0 to 6.
    Diverging(u8),
    /// Text on such a step.
    OnDiverging(u8),
}

/// How many steps a scale from little to much has.
pub(super) const SHADES: u8 = 8;

/// How many steps a scale with a middle has.
pub(super) const DIVERGING: u8 = 7;

/// How many series have a colour of their own; more cannot be told apart.
const COLORS: u8 = 6;

/// Whether a line is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Solid,
    Dashed,
    /// Dashes so short that a small ring has some.
    Fine,
}

/// What a line is drawn with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pen {
    pub(super) ink: Ink,
    pub(super) width: f64,
    pub(super) stroke: Stroke,
}

/// The colour of each series; one name has one colour, in whichever layer or panel.
///
/// Highlighted series take the first colours, so that a single one is always blue.
pub(super) fn of_series(plot: &Plot) -> Vec<Ink> {
    let by_series = !plot.highlight.is_empty()
        && plot.series.iter().any(|series| plot.highlight.contains(&series.name));
    if let (Some(sides), true) = (sides(plot), plot.highlight.is_empty()) {
        return sides;
    }
    let mut known: BTreeMap<&str, Ink> = BTreeMap::new();
    let mut next = 0;

    plot.series
        .iter()
        .map(|series| {
            if by_series && !plot.highlight.contains(&series.name) {
                return Ink::Neutral;
            }
            match series.mark {
                Some(Mark::Rule) => return Ink::Note,
                // A band belongs to the line that it surrounds.
                Some(Mark::Band) if plot.main().count() == 1 => return Ink::Series(0),
                _ => {}
            }
            *known.entry(&series.name).or_insert_with(|| {
                next += 1;
                Ink::Series((next - 1) % COLORS)
            })
        })
        .collect()
}

/// The colours of stacks that grow to both sides: warm ones for what is below zero, cold
/// ones for what is above, the stronger of each the farther out.
fn sides(plot: &Plot) -> Option<Vec<Ink>> {
    let below: Vec<bool> = plot.series.iter().map(|series| is_below(plot, series)).collect();
    let number = below.iter().filter(|below| **below).count();
    let parted = number > 0 && number < below.len();
    let has_colors = number <= WARM.len() && below.len() - number <= COLD.len();
    if !parted || !has_colors || plot.main().count() < below.len() {
        return None;
    }
    let (mut warm, mut cold) = (WARM.iter(), COLD.iter());
    let inks = below.iter().filter_map(|below| if *below { warm.next() } else { cold.next() });
    Some(inks.copied().map(Ink::Series).collect())
}

/// Orange, plum and olive.
const WARM: [u8; 3] = [1, 2, 5];

/// Teal, blue and violet.
const COLD: [u8; 3] = [3, 0, 4];

/// Whether all parts of a series in a stack lie below zero.
pub(super) fn is_below(plot: &Plot, series: &Series) -> bool {
    let is_stack = plot.mark == Mark::Bar && plot.stack == Stack::Zero;
    is_stack
        && !series.points.is_empty()
        && series.points.iter().all(|point| plot.value(point) < 0.0)
}

/// The colour of one point of a series: grey if categories are highlighted and not this.
pub(super) fn of_category(plot: &Plot, ink: Ink, category: f64) -> Ink {
    let ((Kind::Category(names), _) | (_, Kind::Category(names))) = (&plot.x.kind, &plot.y.kind)
    else {
        return ink;
    };
    let highlighted = |name: &String| plot.highlight.contains(name);
    if !names.iter().any(highlighted) {
        return ink;
    }
    match super::axis::index(category).and_then(|index| names.get(index)) {
        Some(name) if highlighted(name) => ink,
        _ => Ink::Neutral,
    }
}

impl Ink {
    /// Its name in classes and custom properties.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Grid => "grid",
            Self::Axis => "axis",
            Self::Surface => "surface",
            Self::Note => "note",
            Self::Band => "band",
            Self::Neutral | Self::Faint => "neutral",
            Self::Series(index) | Self::Tint(index) => {
                ["1", "2", "3", "4", "5", "6"][usize::from(index % COLORS)]
            }
            Self::OnSeries(index) => {
                ["on-1", "on-2", "on-3", "on-4", "on-5", "on-6"][usize::from(index % COLORS)]
            }
            Self::Shade(step) => {
                ["s-1", "s-2", "s-3", "s-4", "s-5", "s-6", "s-7", "s-8"][usize::from(step % SHADES)]
            }
            Self::OnShade(step) => ["on-s-1", "on-s-2", "on-s-3"][shade_group(step)],
            Self::Diverging(step) => {
                ["d-1", "d-2", "d-3", "d-4", "d-5", "d-6", "d-7"][usize::from(step % DIVERGING)]
            }
            Self::OnDiverging(step) => match step % DIVERGING {
                0 | 6 => "on-d-end",
                1 | 5 => "on-d-near",
                _ => "on-d-middle",
            },
        }
    }

    /// The ink of text that stands on a fill of this one.
    pub(super) fn on(self) -> Self {
        match self {
            Self::Series(index) => Self::OnSeries(index),
            Self::Shade(step) => Self::OnShade(step),
            Self::Diverging(step) => Self::OnDiverging(step),
            Self::Neutral => Self::OnSeries(1),
            _ => Self::Text,
        }
    }

    /// The same colour, so pale that lines can be seen through it.
    pub(super) fn pale(self) -> Self {
        match self {
            Self::Series(index) => Self::Tint(index),
            Self::Neutral => Self::Faint,
            other => other,
        }
    }

    /// Whether lines can be seen through it.
    pub(super) fn is_pale(self) -> bool {
        matches!(self, Self::Tint(_) | Self::Faint)
    }

    /// Its colour for shapes on paper: the palette `briefing-6`.
    ///
    /// Found by annealing so that all six keep 3:1 against white and stay apart for
    /// each kind of colour blindness; no well-known palette does. `chart.css` has the same.
    pub(super) fn shape_color(self) -> &'static str {
        match self {
            Self::Text => "#1b1f24",
            Self::Muted | Self::Axis => "#57606a",
            Self::Grid => "#e1e4e8",
            Self::Surface | Self::OnDiverging(0 | 6) => "#ffffff",
            Self::Note => "#3d444d",
            Self::Band => "#f6f8fa",
            Self::Neutral | Self::Faint => "#8b949e",
            Self::Series(index) | Self::Tint(index) => {
                ["#0d53af", "#cb7e19", "#730532", "#299f9c", "#9065f0", "#746208"]
                    [usize::from(index % COLORS)]
            }
            Self::OnSeries(index) => {
                ["#ffffff", "#0b0f14", "#ffffff", "#0b0f14", "#0b0f14", "#ffffff"]
                    [usize::from(index % COLORS)]
            }
            Self::Shade(step) => [
                "#eaf2fa", "#cfe1f2", "#a6cbe6", "#76afd6", "#468fc2", "#226fa9", "#0d5189",
                "#08325c",
            ][usize::from(step % SHADES)],
            Self::OnShade(step) => ["#1b1f24", "#1b1f24", "#ffffff"][shade_group(step)],
            Self::Diverging(step) => {
                ["#8c4a00", "#cb7e19", "#e9bf86", "#eef1f4", "#9cc0ea", "#3f83d6", "#0d3f8a"]
                    [usize::from(step % DIVERGING)]
            }
            Self::OnDiverging(_) => "#0b0f14",
        }
    }

    /// Its colour for text on paper: the same hue, dark enough for 4.5:1.
    pub(super) fn text_color(self) -> &'static str {
        match self {
            Self::Neutral => "#57606a",
            Self::Series(index) => {
                ["#0d53af", "#9d5e01", "#730532", "#137875", "#7c4fd8", "#746208"]
                    [usize::from(index % COLORS)]
            }
            other => other.shape_color(),
        }
    }

    /// The colour as which it passes through plotters: green is the kind, blue the number.
    pub(super) fn disguised(self) -> RGBColor {
        let (kind, number) = match self {
            Self::Text => (0, 0),
            Self::Muted => (0, 1),
            Self::Grid => (0, 2),
            Self::Axis => (0, 3),
            Self::Surface => (0, 4),
            Self::Note => (0, 5),
            Self::Band => (0, 6),
            Self::Neutral => (0, 7),
            Self::Faint => (0, 8),
            Self::Series(index) => (1, index),
            Self::Tint(index) => (2, index),
            Self::OnSeries(index) => (3, index),
            Self::Shade(step) => (4, step),
            Self::OnShade(step) => (5, step),
            Self::Diverging(step) => (6, step),
            Self::OnDiverging(step) => (7, step),
        };
        RGBColor(0, kind, number)
    }

    /// The ink behind a colour that comes out of plotters.
    pub(super) fn revealed((_, kind, number): (u8, u8, u8)) -> Self {
        match (kind, number) {
            (0, 0) => Self::Text,
            (0, 1) => Self::Muted,
            (0, 2) => Self::Grid,
            (0, 3) => Self::Axis,
            (0, 4) => Self::Surface,
            (0, 5) => Self::Note,
            (0, 6) => Self::Band,
            (0, 7) => Self::Neutral,
            (0, _) => Self::Faint,
            (1, index) => Self::Series(index),
            (2, index) => Self::Tint(index),
            (3, index) => Self::OnSeries(index),
            (4, step) => Self::Shade(step),
            (5, step) => Self::OnShade(step),
            (6, step) => Self::Diverging(step),
            (_, step) => Self::OnDiverging(step),
        }
    }

    /// The style of a filled shape.
    pub(super) fn fill(self) -> ShapeStyle {
        ShapeStyle { color: self.disguised().into(), filled: true, stroke_width: 0 }
    }
}

/// Dark ink stands on the paler steps, light ink on the darker; where they change is not
/// the same on a dark page, so the step between is a group of its own.
fn shade_group(step: u8) -> usize {
    match step % SHADES {
        0..=3 => 0,
        4 => 1,
        _ => 2,
    }
}

impl Pen {
    /// A whole line.
    pub(super) fn solid(ink: Ink, width: f64) -> Self {
        Self { ink, width, stroke: Stroke::Solid }
    }

    /// A dashed line.
    pub(super) fn dashed(ink: Ink, width: f64) -> Self {
        Self { ink, width, stroke: Stroke::Dashed }
    }

    /// The style for plotters; the part for red says how the line is dashed.
    pub(super) fn style(self) -> ShapeStyle {
        let RGBColor(_, kind, number) = self.ink.disguised();
        let stroke = match self.stroke {
            Stroke::Solid => 0,
            Stroke::Dashed => 1,
            Stroke::Fine => 2,
        };
        let color = RGBColor(stroke, kind, number).into();
        ShapeStyle { color, filled: false, stroke_width: size(self.width) }
    }
}

impl Stroke {
    /// The stroke of what leads to a point: dashed if its value is not observed.
    pub(super) fn of(point: &Point) -> Self {
        if point.is_expected() { Self::Dashed } else { Self::Solid }
    }

    /// The stroke behind a colour that comes out of plotters.
    pub(super) fn revealed((red, _, _): (u8, u8, u8)) -> Self {
        match red {
            1 => Self::Dashed,
            2 => Self::Fine,
            _ => Self::Solid,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ink_comes_back_from_plotters() {
        let named = [
            Ink::Text,
            Ink::Muted,
            Ink::Grid,
            Ink::Axis,
            Ink::Surface,
            Ink::Note,
            Ink::Band,
            Ink::Neutral,
            Ink::Faint,
        ];
        let kinds = [
            Ink::Series,
            Ink::Tint,
            Ink::OnSeries,
            Ink::Shade,
            Ink::OnShade,
            Ink::Diverging,
            Ink::OnDiverging,
        ];
        let numbered = kinds.into_iter().flat_map(|kind| (0..COLORS).map(kind));
        for ink in named.into_iter().chain(numbered) {
            let RGBColor(red, green, blue) = ink.disguised();
            assert_eq!(Ink::revealed((red, green, blue)), ink);
        }
    }
}
