//! How many charts are drawn in a second, beside the physical limit and beside a peer.
//!
//! The limit writes as many SVG elements by `format!` as our drawing has, with nothing
//! decided. The peer is plotters' own SVG backend with its own axes, on the same data: it
//! measures text by guessing, and wraps, avoids and describes nothing. `benches/README.md`
//! says what the columns mean.

#![allow(clippy::print_stdout, reason = "a benchmark prints its results")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::Result;
use briefing::chart::{
    Annotation, Channel, Grain, Kind, Mark, NumberFormat, Place, Plot, Point, Scale, Series, Stack,
    Variant, svg,
};
use plotters::prelude::*;
use plotters_svg::SVGBackend;

/// How long each drawing is repeated: long enough for a thousand charts.
const SPAN: Duration = Duration::from_millis(300);

/// The first of January 2020, in days since 1970.
const START: f64 = 18_262.0;

fn main() {
    println!(
        "{:<8}{:<8}{:>9}{:>9}{:>10}{:>10}{:>10}{:>12}{:>12}",
        "chart",
        "variant",
        "elements",
        "KiB",
        "a second",
        "µs each",
        "limit µs",
        "over limit",
        "over peer"
    );
    for plot in [bars(), line(), dots(), areas(), panels()] {
        let peer = each(|| peer(&plot).expect("drawing to a string cannot fail"));
        for (name, variant) in [("wide", Variant::Wide), ("narrow", Variant::Narrow)] {
            let drawing = svg(&plot, variant).svg;
            let elements = drawing.matches('<').count() - drawing.matches("</").count();
            let ours = each(|| svg(&plot, variant).svg);
            let limit = each(|| limit(elements));
            println!(
                "{:<8}{name:<8}{elements:>9}{:>9.1}{:>10.0}{:>10.1}{:>10.1}{:>12.1}{:>12.1}",
                plot.id,
                count(drawing.len()) / 1024.0,
                1.0 / ours.as_secs_f64(),
                microseconds(ours),
                microseconds(limit),
                ours.as_secs_f64() / limit.as_secs_f64(),
                ours.as_secs_f64() / peer.as_secs_f64(),
            );
        }
    }
}

/// The time of one drawing: the best of five rounds, because other programs only ever
/// make it longer.
fn each(draw: impl Fn() -> String) -> Duration {
    let round = || {
        let start = Instant::now();
        let mut drawn = 0;
        while start.elapsed() < SPAN / 5 {
            black_box(draw());
            drawn += 1;
        }
        start.elapsed() / drawn
    };
    (0..5).map(|_| round()).min().expect("there are five rounds")
}

fn microseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("a chart is small"))
}

fn plot(id: &str, mark: Mark, x: Kind, y: Kind, series: Vec<Series>) -> Plot {
    let channel = |title: &str, kind| Channel { title: title.to_owned(), kind };
    Plot {
        id: id.to_owned(),
        title: "The north reached a thousand services while the south fell behind".to_owned(),
        ..Plot::new(mark, channel("", x), channel("Services in operation", y), series)
    }
}

fn quantity() -> Kind {
    let format = NumberFormat::default();
    Kind::Quantity { domain: None, scale: Scale::Linear, zero: false, format }
}

fn time() -> Kind {
    Kind::Time { domain: None, grain: Grain::Day }
}

/// Points at equal distances, with values that rise and fall.
fn points(number: u32, place: impl Fn(u32) -> (f64, f64)) -> Vec<Point> {
    let point = |at| {
        let (x, y) = place(at);
        Point { x, y, label: format!("{:.0}", x.min(y)), ..Point::default() }
    };
    (0..number).map(point).collect()
}

/// A value that needs no random numbers to look like one.
fn value(at: u32, series: u32) -> f64 {
    f64::from(100 + 12 * at + at * at * (7 + 4 * series) % 83)
}

/// Eight bars with long names and a value at each.
fn bars() -> Plot {
    let names = ["north", "south", "east", "west", "coast", "delta", "islands", "interior"];
    let names = names.map(|name| format!("Services filed in the {name}")).to_vec();
    let points = points(8, |at| (value(at, 0), f64::from(at)));
    let series = Series { points, ..Series::default() };
    plot("bar", Mark::Bar, quantity(), Kind::Category(names), vec![series])
}

/// Two lines of fifty points, named at their ends, with a remark.
fn line() -> Plot {
    let series = |name: &str, number| Series {
        name: name.to_owned(),
        points: points(50, |at| (START + 30.0 * f64::from(at), value(at, number))),
        ..Series::default()
    };
    let mut plot =
        plot("line", Mark::Line, time(), quantity(), vec![series("North", 0), series("South", 1)]);
    let place = Place::X(START + 600.0);
    plot.annotations =
        vec![Annotation { place, text: "New rules take effect".to_owned(), shift: None }];
    plot
}

/// Forty dots in two colours.
fn dots() -> Plot {
    let series = |name: &str, number| Series {
        name: name.to_owned(),
        points: points(20, |at| (value(at, number), value(at + 9, number + 1))),
        ..Series::default()
    };
    plot("dot", Mark::Dot, quantity(), quantity(), vec![series("North", 0), series("South", 1)])
}

/// Areas on each other, which the peer draws as lines.
fn areas() -> Plot {
    let series = |name: &str, number| Series {
        name: name.to_owned(),
        points: points(50, |at| (START + 30.0 * f64::from(at), value(at, number))),
        ..Series::default()
    };
    let series = vec![series("North", 0), series("South", 1), series("East", 2)];
    Plot { stack: Stack::Zero, ..plot("area", Mark::Area, time(), quantity(), series) }
}

/// Six small charts of a line each, which the peer draws as one.
fn panels() -> Plot {
    let names = ["north", "south", "east", "west", "coast", "delta"];
    let series = (0..6).map(|panel: u32| Series {
        panel: usize::try_from(panel).expect("there are six"),
        points: points(20, |at| (START + 30.0 * f64::from(at), value(at, panel))),
        ..Series::default()
    });
    let panels = names.map(str::to_owned).to_vec();
    Plot { panels, ..plot("panels", Mark::Line, time(), quantity(), series.collect()) }
}

/// As many elements as a drawing has, with a place and a text each.
fn limit(elements: usize) -> String {
    let mut out = String::new();
    for at in 0..elements {
        let _ = writeln!(out, "<text x=\"{at}.5\" y=\"{at}.3\" class=\"bc-label\">{at}</text>");
    }
    out
}

/// The same data by plotters' own means.
fn peer(plot: &Plot) -> Result<String> {
    let all = || plot.series.iter().flat_map(|series| &series.points);
    let range = |of: fn(&Point) -> f64| {
        let ends =
            all().map(of).fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)));
        ends.0..ends.1
    };

    let mut out = String::new();
    {
        let root = SVGBackend::with_string(&mut out, (680, 400)).into_drawing_area();
        root.fill(&WHITE)?;
        let mut chart = ChartBuilder::on(&root)
            .caption(&plot.title, ("sans-serif", 20))
            .margin(10)
            .x_label_area_size(40)
            .y_label_area_size(60)
            .build_cartesian_2d(range(|point| point.x), range(|point| point.y))?;
        chart.configure_mesh().y_desc(plot.y.title.as_str()).draw()?;
        for (series, colour) in plot.series.iter().zip([&BLUE, &RED].into_iter().cycle()) {
            let points = || series.points.iter().map(|point| (point.x, point.y));
            match plot.mark {
                Mark::Line | Mark::Area => {
                    let line = PathElement::new(points().collect::<Vec<_>>(), colour);
                    chart.draw_series([line])?.label(&series.name);
                }
                Mark::Bar => {
                    let bar =
                        |(x, y)| Rectangle::new([(0.0, y - 0.4), (x, y + 0.4)], colour.filled());
                    chart.draw_series(points().map(bar))?;
                }
                _ => {
                    chart.draw_series(
                        points().map(|point| Circle::new(point, 4, colour.filled())),
                    )?;
                }
            }
        }
        root.present()?;
    }
    Ok(out)
}
