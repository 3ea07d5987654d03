//! Charts that break layouts elsewhere, of every mark: whatever the data, nothing leaves the
//! sheet and no text lies on another.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::plan::{At, Layer, Shape, Space, Text};
use super::*;

const MARKS: [Mark; 15] = [
    Mark::Line,
    Mark::Step,
    Mark::Area,
    Mark::Band,
    Mark::Bar,
    Mark::Lollipop,
    Mark::Dot,
    Mark::Range,
    Mark::Arrow,
    Mark::Slope,
    Mark::Cell,
    Mark::Histogram,
    Mark::Box,
    Mark::Waterfall,
    Mark::Timeline,
];

/// What a chart is made of: names in the order of the points, and values of one or two series.
#[derive(Clone, Debug)]
struct Data {
    names: Vec<String>,
    series: Vec<Vec<f64>>,
    lang: Lang,
    look: Look,
}

/// What an author may want besides.
#[derive(Clone, Debug, Default)]
struct Look {
    flags: Vec<Option<char>>,
    stack: Stack,
    labels: Option<Labels>,
    /// A remark at a row, and one at a level.
    remarks: Option<(usize, String)>,
}

fn numbers(title: &str) -> Channel {
    let format = NumberFormat::default();
    let kind = Kind::Quantity { domain: None, scale: Scale::Linear, zero: false, format };
    Channel { title: title.to_owned(), kind }
}

fn names(names: &[String]) -> Channel {
    Channel { title: String::new(), kind: Kind::Category(names.to_vec()) }
}

fn time() -> Channel {
    Channel { title: String::new(), kind: Kind::Time { domain: None, grain: Grain::Day } }
}

/// A chart of a mark, as the resolver would make it of these data; lying or upright. It lets
/// no more through than a reader can tell apart.
fn chart(mark: Mark, data: &Data, upright: bool) -> Plot {
    let most = match mark {
        Mark::Cell => 12,
        Mark::Timeline => 24,
        _ => 40,
    };
    let mut data = data.clone();
    data.names.truncate(most);
    data.series.iter_mut().for_each(|values| values.truncate(most));
    let place = |at: usize| f64::from(u32::try_from(at).expect("there are few"));
    let label = |value: f64| written(value, &NumberFormat::default(), data.lang);
    let point = |at: usize, value: f64| {
        let (x, y) = match mark {
            Mark::Line | Mark::Step | Mark::Area | Mark::Band => {
                (19_000.0 + 31.0 * place(at), value)
            }
            Mark::Dot if upright => (value / 2.0 + place(at), value),
            Mark::Histogram => (value, 0.0),
            Mark::Timeline => (19_000.0 + 45.0 * place(at), 0.0),
            Mark::Slope => (place(at % 2), value),
            Mark::Cell => (place(at), 0.0),
            _ if upright => (place(at), value),
            _ => (value, place(at)),
        };
        let base = match mark {
            Mark::Band | Mark::Range | Mark::Arrow => Some(value / 2.0),
            _ => None,
        };
        let day = written_day(x, data.lang);
        Point {
            x,
            y,
            label: if mark == Mark::Timeline { day } else { label(value) },
            base,
            base_label: base.map(label).unwrap_or_default(),
            name: if mark == Mark::Timeline { data.names[at].clone() } else { String::new() },
            weight: (mark == Mark::Cell).then_some(value),
            row: at,
            flag: data.look.flags.get(at).copied().flatten(),
            ..Point::default()
        }
    };
    let mut series: Vec<Series> = data
        .series
        .iter()
        .enumerate()
        .map(|(rank, values)| Series {
            name: data.names.get(rank).cloned().unwrap_or_default(),
            points: values.iter().enumerate().map(|(at, &value)| point(at, value)).collect(),
            ..Series::default()
        })
        .collect();
    match mark {
        Mark::Slope => series.iter_mut().for_each(|series| series.points.truncate(2)),
        Mark::Cell => {
            for (row, series) in series.iter_mut().enumerate() {
                series.points.iter_mut().for_each(|point| point.y = place(row));
            }
        }
        Mark::Line
        | Mark::Step
        | Mark::Area
        | Mark::Dot
        | Mark::Bar
        | Mark::Lollipop
        | Mark::Band => {}
        _ => series.truncate(1),
    }
    let two: Vec<String> = data.names.iter().take(2).cloned().collect();
    let (x, y) = match mark {
        Mark::Line | Mark::Step | Mark::Area | Mark::Band => (time(), numbers("Value")),
        Mark::Dot if upright => (numbers("Other"), numbers("Value")),
        Mark::Histogram => (numbers("Value"), numbers("")),
        Mark::Timeline => (time(), numbers("")),
        Mark::Slope => (names(&["2020".to_owned(), "2024".to_owned()]), numbers("Value")),
        Mark::Cell => (names(&data.names), names(&two)),
        _ if upright => (names(&data.names), numbers("Value")),
        _ => (numbers("Value"), names(&data.names)),
    };
    let mut plot = Plot {
        id: "hard".to_owned(),
        title: "T".to_owned(),
        lang: data.lang,
        weight: (mark == Mark::Cell).then(|| numbers("Value")),
        ends: matches!(mark, Mark::Range | Mark::Arrow)
            .then(|| ("Before".to_owned(), "After".to_owned())),
        labels: data.look.labels.unwrap_or(Labels::Auto),
        ..Plot::new(mark, x, y, series)
    };
    if matches!(mark, Mark::Bar | Mark::Area) && plot.series.len() > 1 {
        plot.stack = data.look.stack;
    }
    let full = matches!(mark, Mark::Slope | Mark::Cell | Mark::Timeline);
    if let Some((row, text)) = data.look.remarks.as_ref().filter(|_| !full) {
        let level = data.series.first().and_then(|values| values.first());
        let lies = matches!(plot.y.kind, Kind::Category(_));
        let places = [
            (!matches!(mark, Mark::Histogram | Mark::Box)).then_some(Place::Row(*row)),
            level.map(|&level| if lies { Place::X(level) } else { Place::Y(level) }),
        ];
        let remark = |place| Annotation { place, text: text.clone(), shift: None };
        plot.annotations = places.into_iter().flatten().map(remark).collect();
    }
    plot
}

fn written_day(day: f64, lang: Lang) -> String {
    format::date(super::units::whole(day.clamp(-1e6, 1e6)), Grain::Day, lang)
}

/// What is wrong with a layout.
fn faults(plan: &Plan) -> Vec<String> {
    let mut faults = Vec::new();
    if !(plan.width.is_finite() && plan.height.is_finite() && plan.height < 20_000.0) {
        faults.push(format!("the sheet is {} by {}", plan.width, plan.height));
    }
    for layer in &plan.layers {
        for (x, y) in layer.shapes.iter().flat_map(|shape| places(plan, layer, shape)) {
            let inside = x >= -1.0 && x <= plan.width + 1.0 && y >= -1.0 && y <= plan.height + 1.0;
            if !inside {
                faults.push(format!("{}: ({x}, {y}) is not on the sheet", layer.name));
            }
        }
    }
    let texts: Vec<&Text> = plan
        .layers
        .iter()
        .flat_map(|layer| &layer.shapes)
        .filter_map(|shape| match shape {
            Shape::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    for (at, text) in texts.iter().enumerate() {
        let bounds = text.bounds();
        let inside = bounds.left >= -0.5
            && bounds.right <= plan.width + 0.5
            && bounds.top >= -1.0
            && bounds.bottom <= plan.height;
        if !inside {
            faults.push(format!("`{}` leaves the sheet: {bounds:?}", text.words));
        }
        for other in &texts[at + 1..] {
            if bounds.grown(-1.5).hits(&other.bounds().grown(-1.5)) {
                faults.push(format!("`{}` lies on `{}`", text.words, other.words));
            }
        }
    }
    faults
}

/// The places of a shape in pixels.
fn places(plan: &Plan, layer: &Layer, shape: &Shape) -> Vec<At> {
    let at = |place: At| match layer.space {
        Space::Page => place,
        Space::Data(field) => plan.fields[field].at(place),
    };
    match shape {
        Shape::Path { points, .. } | Shape::Fill { points, .. } => {
            points.iter().map(|&point| at(point)).collect()
        }
        Shape::Area { corners, .. } => corners.map(at).to_vec(),
        Shape::Dot { at: place, .. } | Shape::Ring { at: place, .. } => vec![at(*place)],
        Shape::Text(text) => vec![at(text.at)],
    }
}

/// Looks at a chart in both widths, and that it is drawn and described.
fn look(plot: &Plot) -> Vec<String> {
    let mut all = Vec::new();
    for variant in [Variant::Wide, Variant::Narrow] {
        let found = faults(&layout(plot, Room::of(variant)));
        all.extend(found.into_iter().map(|fault| format!("{:?}, {variant:?}: {fault}", plot.mark)));
        let drawn = svg(plot, variant).svg;
        if drawn.contains("NaN") || drawn.contains("\"inf") {
            all.push(format!("{:?}, {variant:?}: a number is none", plot.mark));
        }
    }
    assert!(!describe(plot).is_empty());
    all
}

#[track_caller]
fn check(names: &[&str], series: &[&[f64]]) {
    let data = Data {
        names: names.iter().map(|&name| name.to_owned()).collect(),
        series: series.iter().map(|values| values.to_vec()).collect(),
        lang: Lang::En,
        look: Look::default(),
    };
    let mut found = Vec::new();
    for mark in MARKS {
        for upright in [false, true] {
            for lang in Lang::ALL {
                found.extend(look(&chart(mark, &Data { lang, ..data.clone() }, upright)));
            }
        }
    }
    found.dedup();
    assert!(
        found.is_empty(),
        "{} faults:\n{}",
        found.len(),
        found[..found.len().min(12)].join("\n")
    );
}

#[test]
fn one_point() {
    check(&["Alone"], &[&[42.0]]);
}

#[test]
fn equal_values() {
    check(&["A", "B", "C"], &[&[7.0, 7.0, 7.0], &[7.0, 7.0, 7.0]]);
    check(&["A", "B", "C"], &[&[0.0, 0.0, 0.0]]);
}

#[test]
fn empty_series() {
    check(&["A", "B"], &[&[]]);
    check(&["A", "B"], &[&[], &[3.0, 4.0]]);
    check(&[], &[]);
}

#[test]
fn huge_and_tiny_values() {
    check(&["A", "B", "C"], &[&[1e300, -1e300, 1.0]]);
    check(&["A", "B", "C"], &[&[1e-300, 2e-300, 3e-300]]);
    check(&["A", "B", "C"], &[&[0.000_001, 123_456_789_012.0, 5.0]]);
}

#[test]
fn very_long_names() {
    let long =
        "Commission for the coordination of the interministerial supervision of data centres";
    let word = "Rechenzentrumsinfrastrukturbeschleunigungsgesetzesentwurfsberatungsunterlagen";
    check(&[long, word, "C"], &[&[3.0, 5.5, 8.25], &[2.0, 9.0, 4.0]]);
}

#[test]
fn forty_names() {
    let names: Vec<String> = (0..40).map(|at| format!("Region number {at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let values: Vec<f64> = (0..40).map(|at| f64::from(at * at % 17) + 0.5).collect();
    check(&names, &[&values]);
}

#[test]
fn negative_values_only() {
    check(&["A", "B", "C", "D"], &[&[-3.0, -1.5, -8.0, -0.25], &[-1.0, -2.0, -3.0, -4.0]]);
}

#[test]
fn chinese_only() {
    check(
        &["北京市", "广东省深圳市南山区高新技术产业园", "其他省、自治区、直辖市"],
        &[&[117.0, 51.0, 9.0], &[4.0, 44.0, 30.5]],
    );
}

fn wishes() -> impl Strategy<Value = Look> {
    let flag = prop_oneof![
        3 => Just(None),
        1 => prop_oneof![Just('b'), Just('e'), Just('f'), Just('p')].prop_map(Some),
    ];
    let stack = prop_oneof![Just(Stack::None), Just(Stack::Zero), Just(Stack::Normalize)];
    let labels = prop_oneof![Just(None), Just(Some(Labels::Value)), Just(Some(Labels::Legend))];
    let remark = proptest::option::of((0..8_usize, "[A-Z][a-z]{2,9}( [a-z]{1,12}){0,9}"));
    (vec(flag, 0..8), stack, labels, remark).prop_map(|(flags, stack, labels, remarks)| Look {
        flags,
        stack,
        labels,
        remarks,
    })
}

fn data() -> impl Strategy<Value = Data> {
    let value = prop_oneof![
        4 => -1000.0..1000.0_f64,
        2 => (-50..50_i32).prop_map(f64::from),
        1 => prop_oneof![Just(0.0), Just(1e12), Just(-2.5e9), Just(1e-7)],
    ];
    let name = prop_oneof![
        3 => "[A-Z][a-z]{0,14}",
        2 => "[A-Z][a-z]{2,9}( [a-z]{1,12}){1,5}",
        1 => "[\u{4e00}-\u{4fff}]{1,14}",
        1 => "[A-Z][a-z]{20,40}",
    ];
    let lang = prop_oneof![Just(Lang::En), Just(Lang::De), Just(Lang::Zh)];
    (1..9_usize, 1..3_usize, lang, wishes()).prop_flat_map(move |(places, series, lang, look)| {
        (vec(name.clone(), places), vec(vec(value.clone(), places), series)).prop_map(
            move |(mut names, series)| {
                for at in 0..names.len() {
                    if names[..at].contains(&names[at]) {
                        names[at] = format!("{} {at}", names[at]);
                    }
                }
                Data { names, series, lang, look: look.clone() }
            },
        )
    })
}

proptest! {
    // The same charts in every run: a picture that fails should fail for everybody.
    #![proptest_config(ProptestConfig {
        cases: 32,
        max_shrink_iters: 60,
        rng_seed: RngSeed::Fixed(4),
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_the_data(data in data(), upright in any::<bool>()) {
        for mark in MARKS {
            let found = look(&chart(mark, &data, upright));
            prop_assert!(found.is_empty(), "{}", found.join("\n"));
        }
    }
}
