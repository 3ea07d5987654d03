//! A chart laid out: what is drawn and where, as plain values.

use super::bounds::Bounds;
use super::ink::{Ink, Pen};
use super::metrics::{Weight, width};
use super::scale::Field;

/// Size of all text in pixels.
///
/// One size for everything: the wide variant may be shown at 85 % and the narrow one at
/// 90 %, and text should stay above 11 pixels in both.
pub(super) const SIZE: f64 = 13.0;

/// From one line of text to the next.
pub(super) const LINE: f64 = 16.0;

/// A chart in which every place is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) width: f64,
    pub(super) height: f64,
    /// Where the data are: one field, or one for each small multiple.
    pub(super) fields: Vec<Field>,
    /// What is drawn, from back to front.
    pub(super) layers: Vec<Layer>,
    /// What did not find a place.
    pub(super) warnings: Vec<String>,
}

/// Shapes that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layer {
    /// Becomes the class of a group.
    pub(super) name: &'static str,
    pub(super) space: Space,
    pub(super) shapes: Vec<Shape>,
}

/// What the numbers of a shape mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Values on the axes of a field, by its number, which plotters turns into places.
    Data(usize),
    /// Pixels from the top left corner.
    Page,
}

/// A pair of values or pixels.
pub(super) type At = (f64, f64);

/// Something drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A line through points.
    Path { points: Vec<At>, pen: Pen, tip: Option<String> },
    /// A filled rectangle between two corners.
    Area { corners: [At; 2], ink: Ink, tip: Option<String> },
    /// A filled outline.
    Fill { points: Vec<At>, ink: Ink, tip: Option<String> },
    /// A small sign, whose radius is in pixels in either space.
    Dot { at: At, radius: f64, form: Form, ink: Ink, tip: Option<String> },
    /// The outline of such a sign.
    Ring { at: At, radius: f64, form: Form, pen: Pen },
    /// One line of text.
    Text(Text),
}

/// The outline of a dot. Series differ by it too, so that colour is never all that tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Disc,
    Square,
    Triangle,
    Diamond,
    Wedge,
    Cross,
}

impl Form {
    /// The form of a series, by its number.
    pub(super) fn of(series: usize) -> Self {
        [Self::Disc, Self::Square, Self::Triangle, Self::Diamond, Self::Wedge, Self::Cross]
            [series % 6]
    }

    /// Its corners around a place; none for a disc. All cover about the same area.
    pub(super) fn corners(self, (x, y): At, radius: f64) -> Vec<At> {
        let unit: &[At] = match self {
            Self::Disc => &[],
            Self::Square => &[(-0.89, -0.89), (0.89, -0.89), (0.89, 0.89), (-0.89, 0.89)],
            Self::Triangle => &[(0.0, -1.3), (1.2, 0.8), (-1.2, 0.8)],
            Self::Diamond => &[(0.0, -1.3), (1.2, 0.0), (0.0, 1.3), (-1.2, 0.0)],
            Self::Wedge => &[(0.0, 1.3), (1.2, -0.8), (-1.2, -0.8)],
            Self::Cross => &[
                (-0.4, -1.2),
                (0.4, -1.2),
                (0.4, -0.4),
                (1.2, -0.4),
                (1.2, 0.4),
                (0.4, 0.4),
                (0.4, 1.2),
                (-0.4, 1.2),
                (-0.4, 0.4),
                (-1.2, 0.4),
                (-1.2, -0.4),
                (-0.4, -0.4),
            ],
        };
        unit.iter().map(|(across, down)| (x + across * radius, y + down * radius)).collect()
    }
}

/// One line of text, at the middle of its capitals.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub(super) at: At,
    pub(super) words: String,
    pub(super) ink: Ink,
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) align: Align,
    pub(super) edge: Edge,
}

/// On which side of its place a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// What surrounds a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Plain,
    /// A rim of the surface's colour, so that lines behind it do not touch the letters.
    Halo,
}

impl Layer {
    /// Shapes placed in pixels.
    pub(super) fn page(name: &'static str, shapes: Vec<Shape>) -> Self {
        Self { name, space: Space::Page, shapes }
    }

    /// Shapes placed by their data in the only field.
    pub(super) fn data(name: &'static str, shapes: Vec<Shape>) -> Self {
        Self { name, space: Space::Data(0), shapes }
    }

    /// The layer farther right and down, with its data in the field of another number.
    /// Data move with their field.
    pub(super) fn moved(mut self, (across, down): At, first_field: usize) -> Self {
        if let Space::Data(field) = &mut self.space {
            *field += first_field;
            return self;
        }
        let shift = |(x, y): &mut At| {
            *x += across;
            *y += down;
        };
        for shape in &mut self.shapes {
            match shape {
                Shape::Path { points, .. } | Shape::Fill { points, .. } => {
                    points.iter_mut().for_each(shift);
                }
                Shape::Area { corners, .. } => corners.iter_mut().for_each(shift),
                Shape::Dot { at, .. } | Shape::Ring { at, .. } => shift(at),
                Shape::Text(text) => shift(&mut text.at),
            }
        }
        self
    }
}

impl Shape {
    /// A disc.
    pub(super) fn disc(at: At, radius: f64, ink: Ink, tip: Option<String>) -> Self {
        Self::Dot { at, radius, form: Form::Disc, ink, tip }
    }
}

impl Text {
    /// A text of the usual size, regular and without a rim.
    pub(super) fn new(at: At, words: impl Into<String>, ink: Ink, align: Align) -> Self {
        Self {
            at,
            words: words.into(),
            ink,
            size: SIZE,
            weight: Weight::Regular,
            align,
            edge: Edge::Plain,
        }
    }

    /// The same in semibold.
    pub(super) fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    /// The same with a rim.
    pub(super) fn halo(self) -> Self {
        Self { edge: Edge::Halo, ..self }
    }

    /// The room that the letters take.
    pub(super) fn bounds(&self) -> Bounds {
        let (x, y) = self.at;
        let width = width(&self.words, self.size, self.weight);
        let left = match self.align {
            Align::Start => x,
            Align::Middle => x - width / 2.0,
            Align::End => x - width,
        };
        // Ascenders and descenders reach about 0.55 em from the middle of the capitals.
        let half = 0.55 * self.size;
        Bounds { left, top: y - half, right: left + width, bottom: y + half }
    }

    /// The same, moved sideways until it lies between two places, if it can.
    pub(super) fn kept_between(mut self, left: f64, right: f64) -> Self {
        let bounds = self.bounds();
        self.at.0 += (left - bounds.left).max(0.0);
        self.at.0 -= (bounds.right - right).max(0.0);
        self
    }
}

/// Lines of text below each other, the first where the template stands.
pub(super) fn lines(words: &[String], template: &Text) -> Vec<Text> {
    let (x, mut y) = template.at;
    let mut lines = Vec::with_capacity(words.len());
    for words in words {
        lines.push(Text { at: (x, y), words: words.clone(), ..template.clone() });
        y += LINE;
    }
    lines
}
