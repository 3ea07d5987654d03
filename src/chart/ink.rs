//! Colours by their role, and how they travel through plotters.
//!
//! plotters carries red, green and blue only. So each role is disguised as a colour, and
//! the backend turns it back into a class, or into the palette's value in a file.

use plotters::style::{RGBColor, ShapeStyle};

use super::model::{Kind, Plot};
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
}

/// How many series have a colour of their own; more cannot be told apart.
const COLORS: u8 = 6;

/// Whether a line is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Solid,
    Dashed,
}

/// What a line is drawn with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pen {
    pub(super) ink: Ink,
    pub(super) width: f64,
    pub(super) stroke: Stroke,
}

/// The colour of each series.
///
/// Highlighted series take the first colours, so that a single one is always blue.
pub(super) fn of_series(plot: &Plot) -> Vec<Ink> {
    let by_series = !plot.highlight.is_empty()
        && plot.series.iter().any(|series| plot.highlight.contains(&series.name));
    let mut next = 0;

    plot.series
        .iter()
        .map(|series| {
            if by_series && !plot.highlight.contains(&series.name) {
                return Ink::Neutral;
            }
            let ink = Ink::Series(next % COLORS);
            next += 1;
            ink
        })
        .collect()
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
            Self::Neutral => "neutral",
            Self::Series(index) => ["1", "2", "3", "4", "5", "6"][usize::from(index % COLORS)],
        }
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
            Self::Surface => "#ffffff",
            Self::Note => "#3d444d",
            Self::Band => "#f6f8fa",
            Self::Neutral => "#8b949e",
            Self::Series(index) => {
                ["#0d53af", "#cb7e19", "#730532", "#299f9c", "#9065f0", "#746208"]
                    [usize::from(index % COLORS)]
            }
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

    /// The colour as which it passes through plotters.
    pub(super) fn disguised(self) -> RGBColor {
        let number = match self {
            Self::Text => 0,
            Self::Muted => 1,
            Self::Grid => 2,
            Self::Axis => 3,
            Self::Surface => 4,
            Self::Note => 5,
            Self::Band => 6,
            Self::Neutral => 7,
            Self::Series(index) => 8 + index,
        };
        RGBColor(0, 0, number)
    }

    /// The ink behind a colour that comes out of plotters.
    pub(super) fn revealed((_, _, number): (u8, u8, u8)) -> Self {
        match number {
            0 => Self::Text,
            1 => Self::Muted,
            2 => Self::Grid,
            3 => Self::Axis,
            4 => Self::Surface,
            5 => Self::Note,
            6 => Self::Band,
            7 => Self::Neutral,
            series => Self::Series(series - 8),
        }
    }

    /// The style of a filled shape.
    pub(super) fn fill(self) -> ShapeStyle {
        ShapeStyle { color: self.disguised().into(), filled: true, stroke_width: 0 }
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

    /// The style for plotters; the part for red says whether the line is dashed.
    pub(super) fn style(self) -> ShapeStyle {
        let RGBColor(_, _, number) = self.ink.disguised();
        let stroke = match self.stroke {
            Stroke::Solid => 0,
            Stroke::Dashed => 1,
        };
        let color = RGBColor(stroke, 0, number).into();
        ShapeStyle { color, filled: false, stroke_width: size(self.width) }
    }
}

impl Stroke {
    /// The stroke behind a colour that comes out of plotters.
    pub(super) fn revealed((red, _, _): (u8, u8, u8)) -> Self {
        if red == 1 { Self::Dashed } else { Self::Solid }
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
        ];
        for ink in named.into_iter().chain((0..COLORS).map(Ink::Series)) {
            let RGBColor(red, green, blue) = ink.disguised();
            assert_eq!(Ink::revealed((red, green, blue)), ink);
        }
    }
}
