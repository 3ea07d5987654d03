//! The words around a chart that stands alone.

use super::card::cut;
use super::ink::Ink;
use super::metrics::Weight;
use super::model::Caption;
use super::plan::{Align, Layer, Plan, SIZE, Shape, Text};
use super::wrap::wrap;

/// Room around everything in pixels.
const MARGIN: f64 = 20.0;

/// The plan on a sheet with its headline, subtitle and source.
pub(super) fn add(plan: Plan, caption: &Caption) -> Plan {
    let mut head = Block::new((MARGIN, MARGIN), plan.width);
    head.text(&caption.headline, (19.0, 25.0), Weight::Bold, Ink::Text, usize::MAX);
    head.text(&caption.subtitle, (15.0, 20.0), Weight::Regular, Ink::Muted, usize::MAX);
    let (mut words, y) = head.end();

    let top = y + 12.0;
    let mut foot = Block::new((MARGIN, top + plan.height + 10.0), plan.width);
    for text in [&caption.note, &caption.source] {
        foot.text(text, (SIZE, 17.0), Weight::Regular, Ink::Muted, usize::MAX);
    }
    let (foot, end) = foot.end();
    words.extend(foot);

    let (width, height) = (plan.width + 2.0 * MARGIN, end + MARGIN);
    let sheet =
        Shape::Area { corners: [(0.0, 0.0), (width, height)], ink: Ink::Surface, tip: None };
    let mut layers = vec![Layer::page("sheet", vec![sheet]), Layer::page("caption", words)];
    layers.extend(plan.layers.into_iter().map(|layer| layer.moved((MARGIN, top), 0)));
    let fields = plan.fields.into_iter().map(|field| field.moved((MARGIN, top))).collect();
    Plan { width, height, fields, layers, warnings: plan.warnings }
}

/// Wrapped texts below each other.
pub(super) struct Block {
    at: (f64, f64),
    width: f64,
    shapes: Vec<Shape>,
}

impl Block {
    /// A block that begins at a place.
    pub(super) fn new(at: (f64, f64), width: f64) -> Self {
        Self { at, width, shapes: Vec::new() }
    }

    /// Adds a text of at most so many lines; the last ends with `…` if there would be more.
    pub(super) fn text(
        &mut self,
        text: &str,
        (size, line): (f64, f64),
        weight: Weight,
        ink: Ink,
        most: usize,
    ) {
        let lines = wrap(text, size, weight, self.width);
        let more = lines.len() > most;
        for (number, words) in lines.into_iter().take(most).enumerate() {
            let words = if more && number + 1 == most {
                cut(&format!("{words} …"), size, weight, self.width)
            } else {
                words
            };
            let at = (self.at.0, self.at.1 + line / 2.0);
            let text = Text::new(at, words, ink, Align::Start);
            self.shapes.push(Shape::Text(Text { size, weight, ..text }));
            self.at.1 += line;
        }
    }

    /// Leaves room.
    pub(super) fn space(&mut self, height: f64) {
        self.at.1 += height;
    }

    /// The texts, and where they end.
    pub(super) fn end(self) -> (Vec<Shape>, f64) {
        (self.shapes, self.at.1)
    }
}
