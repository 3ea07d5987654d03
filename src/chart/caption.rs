//! The words around a chart that stands alone.

use super::ink::Ink;
use super::metrics::Weight;
use super::model::Caption;
use super::plan::{Align, Layer, Plan, SIZE, Shape, Text};
use super::wrap::wrap;

/// Room around everything in pixels.
const MARGIN: f64 = 20.0;

/// The plan on a sheet with its headline, subtitle and source.
pub(super) fn add(plan: Plan, caption: &Caption) -> Plan {
    let mut y = MARGIN;
    let mut words = Vec::new();
    for (text, size, line, weight, ink) in [
        (&caption.headline, 19.0, 25.0, Weight::Bold, Ink::Text),
        (&caption.subtitle, 15.0, 20.0, Weight::Regular, Ink::Muted),
    ] {
        y = block(&mut words, text, (y, plan.width), (size, line), weight, ink);
    }

    let top = y + 12.0;
    let mut end = top + plan.height + 10.0;
    for text in [&caption.note, &caption.source] {
        let place = (end, plan.width);
        end = block(&mut words, text, place, (SIZE, 17.0), Weight::Regular, Ink::Muted);
    }

    let (width, height) = (plan.width + 2.0 * MARGIN, end + MARGIN);
    let sheet =
        Shape::Area { corners: [(0.0, 0.0), (width, height)], ink: Ink::Surface, tip: None };
    let mut layers = vec![Layer::page("sheet", vec![sheet]), Layer::page("caption", words)];
    layers.extend(plan.layers.into_iter().map(|layer| layer.moved((MARGIN, top), 0)));
    let fields = plan.fields.into_iter().map(|field| field.moved((MARGIN, top))).collect();
    Plan { width, height, fields, layers, warnings: plan.warnings }
}

/// Adds a wrapped text that begins at `y`, and gives where it ends.
fn block(
    shapes: &mut Vec<Shape>,
    text: &str,
    (mut y, width): (f64, f64),
    (size, line): (f64, f64),
    weight: Weight,
    ink: Ink,
) -> f64 {
    for words in wrap(text, size, weight, width) {
        let at = (MARGIN, y + line / 2.0);
        shapes.push(Shape::Text(Text { size, weight, ..Text::new(at, words, ink, Align::Start) }));
        y += line;
    }
    y
}
