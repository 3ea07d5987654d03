//! The words around a chart that stands alone.

use super::bounds::Bounds;
use super::ink::Ink;
use super::metrics::Weight;
use super::model::Caption;
use super::plan::{Align, Layer, Plan, SIZE, Shape, Space, Text};
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
    layers.extend(plan.layers.into_iter().map(|layer| moved(layer, MARGIN, top)));

    let mut field = plan.field;
    let frame = field.frame;
    field.frame = Bounds {
        left: frame.left + MARGIN,
        top: frame.top + top,
        right: frame.right + MARGIN,
        bottom: frame.bottom + top,
    };
    Plan { width, height, field, layers, warnings: plan.warnings }
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

/// The layer farther right and down. Data move with their field.
fn moved(mut layer: Layer, across: f64, down: f64) -> Layer {
    if layer.space == Space::Data {
        return layer;
    }
    let shift = |(x, y): &mut (f64, f64)| {
        *x += across;
        *y += down;
    };
    for shape in &mut layer.shapes {
        match shape {
            Shape::Path { points, .. } => points.iter_mut().for_each(shift),
            Shape::Area { corners, .. } => corners.iter_mut().for_each(shift),
            Shape::Dot { at, .. } => shift(at),
            Shape::Text(text) => shift(&mut text.at),
        }
    }
    layer
}
