//! Charts: from a [`Plot`], which holds data and words only, to SVG.
//!
//! ```text
//! Plot ── derive ── layout (upright, rows, …) ──▶ Plan ── draw ──▶ plotters ── backend ──▶ SVG
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
mod bars;
mod bounds;
mod calendar;
mod caption;
mod card;
mod cell;
mod derive;
mod describe;
mod draw;
mod ends;
mod facets;
mod format;
mod ink;
mod labels;
mod legend;
mod marks;
mod metrics;
mod model;
mod place;
mod plan;
mod room;
mod rows;
mod scale;
mod slope;
mod spans;
mod spots;
mod status;
mod tell;
mod ticks;
mod timeline;
mod units;
mod upright;
mod wrap;

pub use card::{BriefingCard, CARD, ChartCard};
pub use describe::{describe, value_at};
pub use model::{
    Annotation, Caption, Channel, Drawing, Grain, Kind, Labels, Mark, NumberFormat, Place, Plot,
    Point, Scale, Series, Stack, Variant,
};

use std::fmt::Write as _;

use backend::Paint;
use derive::derived;
use plan::Plan;
use room::Room;

use crate::lang::Lang;

/// The chart as SVG inside a page: classes instead of colours, no styles, no headline.
///
/// Both variants go into the page and `chart.css` shows the one that fits. A single
/// picture scaled to a telephone would have text of six pixels.
pub fn svg(plot: &Plot, variant: Variant) -> Drawing {
    let plan = layout(plot, Room::of(variant));
    let head = draw::Head {
        id: format!("{}-{}", plot.id, variant.name()),
        lang: plot.lang,
        class: match variant {
            Variant::Wide => "bc bc-wide",
            Variant::Narrow => "bc bc-narrow",
        },
        title: &plot.title,
        description: &describe(plot),
        backdrop: "",
    };

    Drawing {
        height: units::size(plan.height).div_ceil(10),
        svg: draw::draw(&plan, &head, Paint::Css),
        warnings: plan.warnings,
    }
}

/// The chart as a file of its own, in colours of paper, with its words baked in.
///
/// A picture that travels without its page must still say what it shows and where that
/// comes from; so the headline, the subtitle and the source are part of it.
pub fn file(plot: &Plot, caption: &Caption) -> Drawing {
    let plan = caption::add(layout(plot, Room::of(Variant::Wide)), caption);
    let head = draw::Head {
        id: plot.id.clone(),
        lang: plot.lang,
        class: "bc",
        title: &plot.title,
        description: &describe(plot),
        backdrop: "",
    };

    Drawing {
        height: units::size(plan.height).div_ceil(10),
        svg: draw::draw(&plan, &head, Paint::Hex),
        warnings: plan.warnings,
    }
}

/// The chart as the picture of a link to it, [`CARD`] large.
pub fn card(plot: &Plot, words: &ChartCard) -> String {
    let (plan, placed) = card::chart(plot, words, layout);
    let (width, height) = CARD;
    let mut backdrop = format!(
        "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\
         <rect width=\"{width}\" height=\"10\" fill=\"{}\"/>\n",
        words.panel
    );
    if let Some(card::Placed { plan, at: (x, y), scale }) = placed {
        let chart = sheet(&plan, plot.lang, "", "");
        let place = format!("translate({x} {y}) scale({scale:.3})");
        let _ = writeln!(backdrop, "<g transform=\"{place}\">{chart}</g>");
    }
    sheet(&plan, plot.lang, &words.headline, &backdrop)
}

/// The picture of a link to a briefing, [`CARD`] large.
pub fn briefing_card(words: &BriefingCard, lang: Lang) -> String {
    let (width, height) = CARD;
    let backdrop =
        format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n", words.panel);
    sheet(&card::briefing(words), lang, &words.title, &backdrop)
}

fn sheet(plan: &Plan, lang: Lang, title: &str, backdrop: &str) -> String {
    let id = "card".to_owned();
    let head = draw::Head { id, lang, class: "bc", title, description: "", backdrop };
    draw::draw(plan, &head, Paint::Hex)
}

/// Whether the font that charts are measured in has a character.
pub fn measures(character: char) -> bool {
    metrics::knows(character)
}

/// A value as the chart writes it.
pub fn written(value: f64, format: &NumberFormat, lang: Lang) -> String {
    format::number(value, format, lang)
}

/// Where everything stands.
fn layout(plot: &Plot, room: Room) -> Plan {
    let plot = derived(plot.finite());
    if plot.panels.is_empty() { placed(&plot, room) } else { facets::plan(&plot, room) }
}

/// Where the marks of one chart stand, by the way its values run.
fn placed(plot: &Plot, room: Room) -> Plan {
    let lying = matches!(plot.mark, Mark::Range | Mark::Arrow | Mark::Lollipop | Mark::Box);
    match (&plot.x.kind, &plot.y.kind) {
        _ if plot.mark == Mark::Cell => cell::plan(plot, room),
        _ if plot.mark == Mark::Slope => slope::plan(plot, room),
        _ if plot.mark == Mark::Timeline => timeline::plan(plot, room),
        (_, Kind::Category(_)) => rows::plan(plot, room),
        (Kind::Category(names), _) if lying || !upright::fits(plot, names, room) => {
            rows::plan(&plot.transposed(), room)
        }
        _ => upright::plan(plot, room),
    }
}

#[cfg(test)]
mod hard_tests;
#[cfg(test)]
mod tests;
