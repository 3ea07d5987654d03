//! Charts: from a [`Plot`], which holds data and words only, to SVG.
//!
//! ```text
//! Plot ── layout (upright, rows) ──▶ Plan ── draw ──▶ plotters ── backend ──▶ SVG
//!      └─ describe ──▶ the words for those who do not see it
//! ```
//!
//! `layout` decides everything: axes, ticks, wrapped labels, where each text stands.
//! What it gives, a `Plan`, is plain values, so tests look at it without
//! reading SVG. `draw` hands the plan to plotters, which maps data to places and calls
//! our backend. plotters' own SVG backend, fonts, ticks and legends are not used: they
//! draw whole pixels, measure text by guessing, put values outside an axis on its edge
//! and a value that is not a number at zero.
//!
//! Equal plots give equal bytes on every machine: coordinates are integers (tenths of a
//! pixel), text is measured by a table that comes with the program, and the float
//! functions whose last bit differs between platforms are not called.

mod annotate;
mod axis;
mod backend;
mod bounds;
mod calendar;
mod caption;
mod describe;
mod draw;
mod ends;
mod format;
mod ink;
mod legend;
mod marks;
mod metrics;
mod model;
mod place;
mod plan;
mod rows;
mod scale;
mod ticks;
mod units;
mod upright;
mod wrap;

pub use describe::describe;
pub use model::{
    Annotation, Caption, Channel, Drawing, Grain, Kind, Labels, Mark, NumberFormat, Place, Plot,
    Point, Scale, Series, Variant,
};

use backend::Paint;
use plan::Plan;

/// The chart as SVG inside a page: classes instead of colours, no styles, no headline.
///
/// Both variants go into the page and `chart.css` shows the one that fits. A single
/// picture scaled to a telephone would have text of six pixels.
pub fn svg(plot: &Plot, variant: Variant) -> Drawing {
    let plan = layout(plot, variant);
    let head = draw::Head {
        id: format!("{}-{}", plot.id, variant.name()),
        lang: plot.lang,
        class: match variant {
            Variant::Wide => "bc bc-wide",
            Variant::Narrow => "bc bc-narrow",
        },
        title: &plot.title,
        description: &describe(plot),
    };

    Drawing { svg: draw::draw(&plan, &head, Paint::Css), warnings: plan.warnings }
}

/// The chart as a file of its own, in colours of paper, with its words baked in.
///
/// A picture that travels without its page must still say what it shows and where that
/// comes from; so the headline, the subtitle and the source are part of it.
pub fn file(plot: &Plot, caption: &Caption) -> Drawing {
    let plan = caption::add(layout(plot, Variant::Wide), caption);
    let head = draw::Head {
        id: plot.id.clone(),
        lang: plot.lang,
        class: "bc",
        title: &plot.title,
        description: &describe(plot),
    };

    Drawing { svg: draw::draw(&plan, &head, Paint::Hex), warnings: plan.warnings }
}

/// Where everything stands.
fn layout(plot: &Plot, variant: Variant) -> Plan {
    let plot = &plot.finite();

    match (&plot.x.kind, &plot.y.kind) {
        (_, Kind::Category(_)) => rows::plan(plot, variant),
        (Kind::Category(names), _) if !upright::fits(plot, names, variant) => {
            rows::plan(&plot.transposed(), variant)
        }
        _ => upright::plan(plot, variant),
    }
}

#[cfg(test)]
mod tests;
