//! Whole charts: what holds for each of them, whatever the data.

use super::draw::{Head, draw};
use super::plan::{Shape, Space, Text};
use super::*;
use crate::lang::Lang;

fn quantity(title: &str) -> Channel {
    let format = NumberFormat::default();
    let kind = Kind::Quantity { domain: None, scale: Scale::Linear, zero: false, format };
    Channel { title: title.to_owned(), kind }
}

fn time() -> Channel {
    Channel { title: String::new(), kind: Kind::Time { domain: None, grain: Grain::Day } }
}

fn categories(names: &[&str]) -> Channel {
    let names = names.iter().map(|&name| name.to_owned()).collect();
    Channel { title: String::new(), kind: Kind::Category(names) }
}

fn series(name: &str, points: &[(f64, f64)]) -> Series {
    let points = points.iter().map(|&(x, y)| {
        let label = format!("{}", if x.abs() < 10_000.0 && y < 10.0 { x } else { y });
        Point { x, y, label, ..Point::default() }
    });
    Series { name: name.to_owned(), points: points.collect(), ..Series::default() }
}

fn plot(mark: Mark, x: Channel, y: Channel, series: Vec<Series>) -> Plot {
    let (id, title) = ("test".to_owned(), "A & B".to_owned());
    Plot { id, title, ..Plot::new(mark, x, y, series) }
}

/// Monthly values of three regions with remarks of each kind.
fn regions() -> Plot {
    let day = |month: f64| 19_600.0 + 30.4 * month;
    let points = |values: [f64; 4]| {
        values
            .iter()
            .zip([0.0, 1.0, 3.0, 7.0])
            .map(|(&y, month)| (day(month), y))
            .collect::<Vec<_>>()
    };
    let all = vec![
        series("All of China", &points([8.0, 14.0, 46.0, 117.0])),
        series("Beijing", &points([5.0, 8.0, 24.0, 51.0])),
        series("Guangdong, with Shenzhen", &points([3.0, 5.0, 22.0, 49.0])),
    ];
    let mut plot = plot(Mark::Step, time(), quantity("Services filed"), all);
    let remarks = [
        (Place::X(day(0.0)), "First batch of eight services released to the public"),
        (Place::XBand(day(-2.0), day(-0.5)), "Before the interim measures"),
        (Place::X(day(1.6)), "US widens chip export controls"),
        (Place::Y(100.0), "100 services"),
    ];
    plot.annotations = remarks
        .map(|(place, text)| Annotation { place, text: text.to_owned(), shift: None })
        .to_vec();
    plot
}

fn bars(values: &[f64]) -> Plot {
    const NAMES: [&str; 4] = [
        "Qwen2-72B-Instruct (Alibaba)",
        "Rechenzentrumsinfrastruktur",
        "其他省、自治区、直辖市",
        "A",
    ];
    let points: Vec<_> = (0..u32::MAX).zip(values).map(|(at, &x)| (x, f64::from(at))).collect();
    let names = &NAMES[..values.len()];
    plot(Mark::Bar, quantity("Points"), categories(names), vec![series("", &points)])
}

/// Charts of every mark, and the inputs that break charts elsewhere.
fn charts() -> Vec<Plot> {
    let grouped = {
        let mut plot = bars(&[91.2, 84.2, 78.1, 71.4]);
        plot.series.push(series("English", &[(80.0, 0.0), (81.0, 1.0), (82.0, 2.0), (83.0, 3.0)]));
        plot.series[0].name = "Chinese".to_owned();
        plot
    };
    let logarithm = |mark| {
        let mut y = quantity("FLOP");
        let format = NumberFormat::default();
        y.kind = Kind::Quantity { domain: None, scale: Scale::Log, zero: false, format };
        plot(
            mark,
            time(),
            y,
            vec![series("A", &[(18_690.0, 5.5e21), (20_200.0, 5e26), (20_300.0, 0.0)])],
        )
    };
    let forty: Vec<String> = (0..40).map(|index| format!("Category {index}")).collect();
    let forty: Vec<&str> = forty.iter().map(String::as_str).collect();
    let forty_points: Vec<_> =
        (0..40).map(|index| (f64::from(index), f64::from(100 - index))).collect();

    vec![
        regions(),
        bars(&[51.0, 24.0, 9.0, 5.0]),
        bars(&[-11.4, -19.0, 7.0, 1.1]),
        grouped.clone(),
        grouped.transposed(),
        Plot { mark: Mark::Dot, labels: Labels::Value, ..grouped },
        Plot { labels: Labels::Legend, ..regions() },
        Plot { labels: Labels::Value, points: true, ..regions() },
        Plot { highlight: vec!["Beijing".to_owned()], mark: Mark::Line, ..regions() },
        logarithm(Mark::Dot),
        logarithm(Mark::Line),
        plot(Mark::Bar, categories(&forty), quantity(""), vec![series("", &forty_points)]),
        plot(Mark::Line, categories(&forty), quantity(""), vec![series("", &forty_points)]),
        bars(&[42.0]),
        bars(&[0.0, 0.0]),
        bars(&[]),
        bars(&[42.0]).transposed(),
        plot(Mark::Line, time(), quantity("Things"), vec![series("One", &[(19_600.0, 42.0)])]),
        plot(Mark::Bar, time(), quantity("Things"), vec![series("One", &[(19_600.0, 42.0)])]),
        plot(Mark::Line, time(), quantity(""), vec![series("A", &[(0.0, 7.0), (9.0, 7.0)])]),
        plot(Mark::Line, time(), quantity(""), vec![series("Empty", &[])]),
        plot(Mark::Dot, quantity(""), quantity(""), Vec::new()),
        plot(
            Mark::Line,
            time(),
            quantity(""),
            vec![series("", &[(0.0, f64::NAN), (f64::INFINITY, 1.0)])],
        ),
        plot(Mark::Step, time(), quantity(""), vec![series("", &[(0.0, 1e300), (1.0, -1e300)])]),
    ]
}

fn texts(plan: &Plan) -> impl Iterator<Item = &Text> {
    plan.layers.iter().filter(|layer| layer.space == Space::Page).flat_map(texts_of)
}

fn texts_of(layer: &plan::Layer) -> impl Iterator<Item = &Text> {
    layer.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(text) => Some(text),
        _ => None,
    })
}

#[test]
fn no_text_leaves_the_picture() {
    for chart in charts() {
        for variant in [Variant::Wide, Variant::Narrow] {
            let plan = layout(&chart, Room::of(variant));
            for text in texts(&plan) {
                let bounds = text.bounds();
                let inside = bounds.left >= -0.5
                    && bounds.right <= plan.width + 0.5
                    && bounds.top >= -1.0
                    && bounds.bottom <= plan.height;
                assert!(inside, "{variant:?}: {text:?} in {} x {}", plan.width, plan.height);
            }
        }
    }
}

#[test]
fn no_text_lies_on_another() {
    for chart in charts() {
        for variant in [Variant::Wide, Variant::Narrow] {
            let plan = layout(&chart, Room::of(variant));
            let texts: Vec<&Text> = texts(&plan).collect();
            for (index, text) in texts.iter().enumerate() {
                for other in &texts[index + 1..] {
                    // Letters of neighbouring lines may come close, but not into each other.
                    let overlap = text.bounds().grown(-1.5).hits(&other.bounds().grown(-1.5));
                    assert!(!overlap, "{variant:?}: `{}` on `{}`", text.words, other.words);
                }
            }
        }
    }
}

#[test]
fn equal_charts_are_equal_bytes() {
    for (first, second) in charts().iter().zip(charts()) {
        for variant in [Variant::Wide, Variant::Narrow] {
            assert_eq!(svg(first, variant), svg(&second, variant));
        }
    }
}

#[test]
fn a_page_may_hold_both_variants_under_a_strict_policy() {
    let (wide, narrow) = (svg(&regions(), Variant::Wide).svg, svg(&regions(), Variant::Narrow).svg);
    assert!(wide.contains("<title id=\"test-wide-title\">A &amp; B</title>"));
    assert!(narrow.contains("aria-describedby=\"test-narrow-desc\""));
    assert!(wide.contains("role=\"img\"") && wide.contains("<g aria-hidden=\"true\">"));
    for svg in [wide, narrow] {
        assert!(!svg.contains("style") && !svg.contains('#') && !svg.contains("NaN"));
        assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count());
    }
}

#[test]
fn bars_begin_at_zero_whatever_the_domain_says() {
    let mut plot = bars(&[51.0, 49.0]);
    let format = NumberFormat::default();
    plot.x.kind =
        Kind::Quantity { domain: Some((45.0, 55.0)), scale: Scale::Linear, zero: false, format };
    let axis = layout(&plot, Room::of(Variant::Wide)).fields[0].x.clone();
    assert_eq!((axis.low, axis.high), (0.0, 55.0));
}

#[test]
fn columns_whose_names_do_not_fit_become_rows() {
    let columns = bars(&[3.0, 2.0, 1.0]).transposed();
    let plan = layout(&columns, Room::of(Variant::Narrow));
    assert_eq!((plan.fields[0].y.low, plan.fields[0].y.high), (3.0, 0.0));
}

#[test]
fn what_has_no_place_is_left_out_and_not_drawn_at_zero() {
    let mut plot = regions();
    plot.series[0].points[1].y = f64::NAN;
    let plot = plot.finite();
    assert_eq!(plot.series[0].points.len(), 3);
    assert!(plot.series[0].points[1].gap);
}

#[test]
fn words_without_a_clear_place_go_under_the_chart() {
    let plan = layout(&regions(), Room::of(Variant::Narrow));
    assert_eq!(plan.warnings, Vec::<String>::new());
    let text = texts(&plan).find(|text| text.words == "Before the interim measures");
    assert!(text.is_some_and(|text| text.at.1 > plan.fields[0].frame.bottom));
}

#[test]
fn a_file_carries_its_words_and_its_colors() {
    let caption = Caption {
        note: "Note: counted by the press until January.".to_owned(),
        headline: "Filed services grew from 8 to 117".to_owned(),
        subtitle: "Cumulative".to_owned(),
        source: "Source: CAC".to_owned(),
    };
    let svg = file(&regions(), &caption).svg;
    for part in ["Filed services grew", "Cumulative", "Source: CAC", "#0d53af", "fill=\"#ffffff\""]
    {
        assert!(svg.contains(part), "{part}");
    }
    assert!(!svg.contains("bc-f-"));
}

#[test]
fn a_hidden_shape_has_no_group() {
    let plan = Plan {
        layers: vec![plan::Layer::page("labels", Vec::new())],
        ..layout(&bars(&[]), Room::of(Variant::Wide))
    };
    let head = Head {
        id: "a".to_owned(),
        lang: Lang::De,
        class: "bc",
        title: "T",
        description: "D",
        backdrop: "",
    };
    assert!(draw(&plan, &head, Paint::Css).contains("<g aria-hidden=\"true\">\n</g>\n</svg>"));
}

#[test]
fn what_is_not_observed_is_explained_under_the_chart() {
    let mut plot = regions();
    for (point, flag) in
        plot.series[0].points.iter_mut().zip([None, Some('b'), Some('e'), Some('p')])
    {
        point.flag = flag;
    }
    for (lang, words) in [
        (Lang::En, ["estimate", "provisional", "break in series"]),
        (Lang::De, ["Schätzung", "vorläufig", "Bruch in der Reihe"]),
        (Lang::Zh, ["估计值", "初步值", "序列中断"]),
    ] {
        let plot = Plot { lang, annotations: Vec::new(), ..plot.clone() };
        let plan = layout(&plot, Room::of(Variant::Narrow));
        let signs =
            plan.layers.iter().find(|layer| layer.name == "signs").expect("there are signs");
        let signs: Vec<&str> = texts_of(signs).map(|text| text.words.as_str()).collect();
        assert_eq!(signs[..2], words[..2], "{lang:?}");
        let all: Vec<&str> = texts(&plan).map(|text| text.words.as_str()).collect();
        assert!(all.concat().replace(' ', "").contains(&words[2].replace(' ', "")), "{all:?}");
    }
    assert!(
        !layout(&regions(), Room::of(Variant::Wide))
            .layers
            .iter()
            .any(|layer| layer.name == "signs")
    );
}

#[track_caller]
fn described(plot: &Plot, expected: &str) {
    assert_eq!(describe(plot), expected);
}

#[test]
fn a_line_is_told_from_first_to_last() {
    let mut plot = plot(
        Mark::Line,
        time(),
        quantity("Filed"),
        vec![series("", &[(19_600.0, 80.0), (19_700.0, 170.0), (19_813.0, 117.0)])],
    );
    described(
        &plot,
        "Line chart: Filed. It rose from 80 on 31 Aug 2023 to 117 on 31 Mar 2024, with a peak of 170 on 9 Dec 2023.",
    );
    plot.lang = Lang::De;
    described(
        &plot,
        "Liniendiagramm: Filed. Anstieg von 80 (31. Aug. 2023) auf 117 (31. März 2024), Höchstwert 170 (9. Dez. 2023).",
    );
    plot.lang = Lang::Zh;
    described(
        &plot,
        "折线图：Filed。由2023年8月31日的80升至2024年3月31日的117，最高为2023年12月9日的170。",
    );
    plot.alt = Some("Mine.".to_owned());
    described(&plot, "Mine.");
}

#[test]
fn bars_are_told_by_their_extremes() {
    let mut plot = bars(&[51.0, 24.0, 9.0]);
    described(
        &plot,
        "Bar chart with 3 categories: Points. Highest: Qwen2-72B-Instruct (Alibaba), 51. Lowest: 其他省、自治区、直辖市, 9.",
    );
    plot.lang = Lang::Zh;
    described(
        &plot,
        "条形图，共3类：Points。最高：Qwen2-72B-Instruct (Alibaba)，51；最低：其他省、自治区、直辖市，9。",
    );
    described(&bars(&[]), "Bar chart with 0 categories: Points.");
}

/// How names under columns are fitted: in one line, in several, beside rows; and dates, which
/// have an order of their own, by leaving out some.
#[test]
fn labels_are_wrapped_before_columns_become_rows_and_only_dates_are_left_out() {
    let columns = |names: &[&str]| {
        let points: Vec<_> = (0..u32::MAX).zip(names).map(|(at, _)| (f64::from(at), 3.0)).collect();
        let plot =
            plot(Mark::Bar, categories(names), quantity("Points"), vec![series("", &points)]);
        let plan = layout(&plot, Room::of(Variant::Narrow));
        let shown = texts(&plan).map(|text| text.words.clone()).collect::<Vec<_>>();
        (plan.fields[0].y.low > plan.fields[0].y.high, shown)
    };

    let (lies, shown) = columns(&["North", "South", "East"]);
    assert!(!lies && shown.contains(&"North".to_owned()), "{shown:?}");
    let (lies, shown) = columns(&["North of the river", "South of the river", "East"]);
    assert!(!lies && shown.contains(&"North of the".to_owned()), "{shown:?}");
    let long = ["Rechenzentrumsinfrastruktur", "Kommunikationsnetze", "Strom"];
    let (lies, shown) = columns(&long);
    assert!(lies && long.iter().all(|name| shown.contains(&(*name).to_owned())), "{shown:?}");

    let days: Vec<_> = (0..60).map(|at| (19_000.0 + f64::from(at) * 31.0, 5.0)).collect();
    let plot = plot(Mark::Line, time(), quantity(""), vec![series("", &days)]);
    let months = texts(&layout(&plot, Room::of(Variant::Narrow))).count();
    assert!((3..20).contains(&months), "{months}");
}
