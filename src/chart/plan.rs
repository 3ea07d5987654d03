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
    /// Where the data are.
    pub(super) field: Field,
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
    /// Values on the axes, which plotters turns into places.
    Data,
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
    /// A disc, whose radius is in pixels in either space.
    Dot { at: At, radius: f64, ink: Ink, tip: Option<String> },
    /// One line of text.
    Text(Text),
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

    /// Shapes placed by their data.
    pub(super) fn data(name: &'static str, shapes: Vec<Shape>) -> Self {
        Self { name, space: Space::Data, shapes }
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
