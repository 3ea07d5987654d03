use crate::chart::{Grain, Kind, NumberFormat, Place, Plot, Scale};
use crate::date::PartialDate;
use crate::diag::{Colour, Diagnostic, Format, render, sorted};
use crate::files::Files;
use crate::project::Project;
use crate::resolve::{Drafts, ResolvedChart, site};

/// The chart `c` of a dataset `d`, and all problems. What a chart and a dataset need
/// besides stands behind what is given, so that places count from the first line.
fn resolved(
    chart: &str,
    dataset: &str,
    settings: &str,
) -> (Option<ResolvedChart>, Vec<Diagnostic>, Files) {
    let with = |text: &str, usual: &[(&str, &str)]| {
        let missing =
            usual.iter().filter(|(key, _)| !text.lines().any(|line| line.starts_with(key)));
        missing.fold(format!("{}\n", text.trim_end()), |text, (key, value)| {
            format!("{text}{key} {value}\n")
        })
    };
    let chart = with(chart, &[("headline:", "H"), ("subtitle:", "S"), ("data:", "d")]);
    let dataset = with(dataset, &[("title:", "T"), ("source:", "s")]);
    let project = Project::in_memory([
        ("briefing.yaml", format!("title: B\n{settings}\n")),
        ("data/charts/c.yaml", chart),
        ("data/datasets/d.yaml", dataset),
        ("data/facts.yaml", FACTS.to_owned()),
        ("data/units.yaml", "model: {one: model, other: models}\n".to_owned()),
        ("data/sources.yaml", "s: {title: Source}\nr: {title: Report}\n".to_owned()),
        ("content/index.de.md", "---\ntitle: B\n---\n".to_owned()),
    ]);
    let mut built = site(&project, Drafts::Hide, None);
    (built.value.charts.remove("c"), sorted(built.problems), project.files)
}

const FACTS: &str = "n: {label: N, value: 117, as_of: 2024-03, unit: model, source: s}\n";

#[track_caller]
pub(super) fn check(chart: &str, dataset: &str, expected: &str) {
    assert_eq!(shown(chart, dataset), expected);
}

/// The problems in short, with `chart` and `dataset` for the paths of the two files.
fn shown(chart: &str, dataset: &str) -> String {
    let (_, problems, files) = resolved(chart, dataset, "");
    let text = render(&problems, &files, Format::Short, Colour::Never, 100);
    text.trim_end()
        .replace("data/charts/c.yaml", "chart")
        .replace("data/datasets/d.yaml", "dataset")
}

#[track_caller]
pub(super) fn resolve(chart: &str, dataset: &str, settings: &str) -> ResolvedChart {
    let (resolved, problems, files) = resolved(chart, dataset, settings);
    let text = render(&problems, &files, Format::Short, Colour::Never, 100);
    assert_eq!(text, "");
    resolved.expect("a chart without problems is made")
}

#[track_caller]
pub(super) fn plot(chart: &str, dataset: &str) -> Plot {
    resolve(chart, dataset, "").plot
}

/// Each series as `name: x y label flag, …`.
pub(super) fn points(plot: &Plot) -> Vec<String> {
    let series = plot.series.iter().map(|series| {
        let points = series.points.iter().map(|point| {
            let flag = point.flag.map_or_else(String::new, |flag| format!(" {flag}"));
            let gap = if point.gap { " gap" } else { "" };
            format!("{} {} {}{flag}{gap}", point.x, point.y, point.label)
        });
        format!("{}: {}", series.name, points.collect::<Vec<_>>().join(", "))
    });
    series.collect()
}

fn names(kind: &Kind) -> Vec<&str> {
    match kind {
        Kind::Category(names) => names.iter().map(String::as_str).collect(),
        Kind::Quantity { .. } | Kind::Time { .. } => Vec::new(),
    }
}

fn format(plot: &Plot) -> &NumberFormat {
    match &plot.y.kind {
        Kind::Quantity { format, .. } => format,
        Kind::Time { .. } | Kind::Category(_) => panic!("the y axis has numbers"),
    }
}

const GROWTH: &str = "
columns:
  day: {type: date}
  who: {type: string}
  n: {type: integer, unit: model, title: Count}
  status: {type: flag}
rows:
  - [2024-01-31, A, 8, null]
  - [2024-02-29, A, 12, e]
  - [2024-01-31, B, 5, null]
  - [2024-02-29, B, null, null]
  - [2024-03-31, B, 7, null]
";

const SHARES: &str = "
columns:
  name: {type: string}
  share: {type: decimal, unit: percent, title: Share}
  year: {type: year}
rows:
  - [Kimi, 7.5, 2023]
  - [Qwen, 30.0, 2024]
  - [Yi, 12.25, 2022]
";

const ZEROS: &str = "columns: {name: {type: string}, n: {type: integer}}\nrows:\n  - [A, 0]\n  - [B, 5]\n  - [C, -1]\n";

const ONES: &str =
    "columns: {name: {type: string}, n: {type: integer}}\nrows:\n  - [A, 1]\n  - [B, 5]\n";

const HUGE: &str = "columns: {name: {type: string}, n: {type: decimal}}\nrows:\n  - [A, 1e350]\n";

const TWICE: &str = "
columns: {name: {type: string}, n: {type: integer}, kind: {type: string}}
rows:
  - [A, 1, x]
  - [A, 2, y]
  - [A, 3, x]
";

#[test]
fn a_line_has_days_numbers_and_series() {
    let plot = plot("mark: line\nx: day\ny: n\ncolor: who", GROWTH);
    assert_eq!(points(&plot), ["A: 19753 8 8, 19782 12 12 e", "B: 19753 5 5, 19813 7 7 gap"]);
    assert_eq!(plot.x.kind, Kind::Time { domain: None, grain: Grain::Day });
    assert_eq!((plot.y.title.as_str(), plot.id.as_str()), ("Count (models)", "plot-c"));
    let decimals = NumberFormat { decimals: Some(0), ..NumberFormat::default() };
    assert_eq!(
        plot.y.kind,
        Kind::Quantity { domain: None, scale: Scale::Linear, zero: true, format: decimals }
    );
}

#[test]
fn bars_have_names_and_years_are_names_too() {
    let plot = plot("mark: bar\nx: share\ny: name", SHARES);
    assert_eq!(names(&plot.y.kind), ["Kimi", "Qwen", "Yi"]);
    assert_eq!(points(&plot), [": 7.5 0 7.5%, 30 1 30.0%, 12.25 2 12.25%"]);

    let plot = self::plot("mark: bar\nx: year\ny: share", SHARES);
    assert_eq!(names(&plot.x.kind), ["2022", "2023", "2024"]);
    let line = self::plot("mark: line\nx: year\ny: share", SHARES);
    assert_eq!(line.x.kind, Kind::Time { domain: None, grain: Grain::Year });
}

#[test]
fn names_are_ordered_by_value_or_as_listed() {
    let order = |sort: &str| {
        let plot = plot(&format!("mark: bar\nx: share\ny: {{field: name, {sort}}}"), SHARES);
        names(&plot.y.kind).join(" ")
    };
    assert_eq!(order("sort: x"), "Kimi Yi Qwen");
    assert_eq!(order("sort: -x"), "Qwen Yi Kimi");
    assert_eq!(order("sort: [Yi, Qwen]"), "Yi Qwen Kimi");
    assert_eq!(order("sort: none"), "Kimi Qwen Yi");
}

#[test]
fn numbers_have_the_signs_of_their_unit_and_language() {
    let chart = "mark: line\nx: year\ny: share";
    assert_eq!(format(&plot(chart, SHARES)).suffix, "%");
    let german = resolve(chart, SHARES, "language: de").plot;
    assert_eq!(format(&german).suffix, "\u{a0}%");
    assert_eq!(
        points(&german),
        [": 18993 12.25 12,25\u{a0}%, 19358 7.5 7,5\u{a0}%, 19723 30 30,0\u{a0}%"]
    );

    let money = SHARES.replace("percent", "USD");
    assert_eq!(format(&plot(chart, &money)).prefix, "US$");
    assert_eq!(plot(chart, &money).series[0].points[0].label, "US$12.25");
}

#[test]
fn large_numbers_are_not_written_with_all_their_zeros() {
    let rows = "columns:\n  day: {type: date}\n  n: {type: decimal, unit: FLOP, title: Compute}\nrows:\n  - [2024-01-31, 2.1e25]\n";
    let plot = plot("mark: dot\nx: day\ny: {field: n, scale: log}", rows);
    assert!(
        plot.series[0].points[0].label.starts_with("2.1 × 10²⁵"),
        "{}",
        plot.series[0].points[0].label
    );
}

#[test]
fn annotations_stand_where_the_axis_has_their_text() {
    let notes = "annotations:\n  - {x: 2024-02, text: A}\n  - {x: [2024-01, 2024-02], text: B}\n  - {y: [1, 2.5], text: \"[](fact:n) of [x](fact:n)\"}";
    let plot = plot(&format!("mark: line\nx: day\ny: n\ncolor: who\n{notes}"), GROWTH);
    let places: Vec<Place> = plot.annotations.iter().map(|annotation| annotation.place).collect();
    assert_eq!(places, [Place::X(19754.0), Place::XBand(19723.0, 19782.0), Place::YBand(1.0, 2.5)]);
    assert_eq!(plot.annotations[2].text, "117 of x");
}

#[test]
fn words_lose_their_markup_and_empty_links_say_their_value() {
    let plot = plot(
        "headline: \"*From* [](fact:n) since [](fact:n?show=as-of)\"\nalt: \"[](fact:n)\"\nmark: bar\nx: share\ny: name",
        SHARES,
    );
    assert_eq!(plot.title, "From 117 since March 2024");
    assert_eq!(plot.alt.as_deref(), Some("117"));
}

#[test]
fn a_chart_knows_its_rows_sources_and_date() {
    let chart = resolve("data: {from: d, where: {who: A}}\nmark: line\nx: day\ny: n", GROWTH, "");
    assert_eq!(
        (chart.rows, chart.as_of.map(PartialDate::iso)),
        (vec![0, 1], Some("2024-02-29".to_owned()))
    );
    assert_eq!(chart.table.rows.len(), 2);
    assert_eq!(chart.sources[0].value, "s");

    let chart = resolve(
        "data: {from: d, where: {who: A}}\nmark: line\nx: day\ny: n\nsource: r",
        GROWTH,
        "",
    );
    assert_eq!(
        (chart.sources[0].value.as_str(), chart.table.sources[0].value.as_str()),
        ("r", "r")
    );
}

/// A dataset of so many names at one moment.
fn crowd(size: usize) -> String {
    let rows = (1..=size).map(|number| format!("  - [N{number}, 2024, {number}]\n"));
    let columns =
        "columns: {name: {type: string}, year: {type: year}, n: {type: integer}}\nrows:\n";
    format!("{columns}{}", rows.collect::<String>())
}

#[test]
fn more_series_than_can_be_told_apart_are_a_problem() {
    let chart = "mark: line\nx: year\ny: n\ncolor: name";
    check(chart, &crowd(6), "");
    check(
        chart,
        &crowd(7),
        "chart:4:8: error[too-many-series]: 7 series, but only 6 colours can be told apart\n  \
         help: choose fewer with `where`, or name those that matter under `highlight`: the others turn grey",
    );
    check(&format!("{chart}\nhighlight: [N1, N2]"), &crowd(15), "");
    check(
        &format!("{chart}\nhighlight: [N1]"),
        &crowd(16),
        "chart:4:8: error[too-many-series]: 16 series, but 15 are the most\n  help: choose fewer with `where`",
    );
}

#[test]
fn more_bars_than_can_be_compared_are_a_problem() {
    let chart = "mark: bar\nx: n\ny: name";
    check(chart, &crowd(40), "");
    check(
        chart,
        &crowd(41),
        "chart:3:4: error[too-many-series]: 41 bars, but a reader compares 40 at most\n  \
         help: choose fewer with `where`, or show a table",
    );
}

#[test]
fn unknown_names_are_reported_all_at_once() {
    check(
        "mark: line\nx: dya\ny: m\nheadline: \"[1](fact:m)\"",
        GROWTH,
        "chart:2:4: error[unknown-column]: the dataset has no column `dya`\n  \
         help: did you mean `day`?\n\
         chart:3:4: error[unknown-column]: the dataset has no column `m`\n  \
         help: it has `day`, `who`, `n` or `status`\n\
         chart:4:21: error[unknown-fact]: no fact is named `m`\n  \
         help: there is `n`",
    );
}

#[test]
fn a_line_runs_over_dates_or_numbers() {
    check(
        "mark: line\nx: who\ny: n",
        GROWTH,
        "chart:2:4: error[unfit-channel]: `who` has words, but a line needs dates or numbers on `x`\n  \
         help: take a column of dates for `x`; to compare names, use `mark: bar` or `mark: dot`",
    );
    check(
        "mark: step\nx: day\ny: who",
        GROWTH,
        "chart:3:4: error[unfit-channel]: `who` has words, but a line needs numbers on `y`\n  \
         help: take a column of numbers for `y`, or use another mark",
    );
}

#[test]
fn bars_need_numbers_on_one_axis_only() {
    check(
        "mark: bar\nx: who\ny: day",
        GROWTH,
        "chart:3:4: error[unfit-channel]: neither `who` nor `day` has numbers, but bars need them on one axis\n  \
         help: take a column of numbers for `y`, or for `x` if names are to stand below each other",
    );
    check(
        "mark: bar\nx: n\ny: n",
        GROWTH,
        "chart:2:4: error[unfit-channel]: `n` and `n` both have numbers, but bars need names or dates on one axis\n  \
         help: take a column of words or dates for one of them, or use `mark: dot`",
    );
}

#[test]
fn dots_need_numbers_too() {
    check(
        "mark: dot\nx: n\ny: day",
        GROWTH,
        "chart:3:4: error[unfit-channel]: `day` has dates, but a dot needs numbers or names on `y`\n  \
         help: let dates run from left to right: take them for `x`",
    );
    check(
        "mark: dot\nx: day\ny: who",
        GROWTH,
        "chart:3:4: error[unfit-channel]: neither `day` nor `who` has numbers, but dots need them on one axis\n  \
         help: take a column of numbers for `y`, or for `x` if names are to stand below each other",
    );
}

#[test]
fn flags_and_numbers_are_no_colours() {
    check(
        "mark: line\nx: day\ny: n\ncolor: n",
        GROWTH,
        "chart:4:8: error[unfit-channel]: `n` has numbers, but colours tell names apart\n  \
         help: take a column of words, or of `type: year` if these are years",
    );
    check(
        "mark: line\nx: day\ny: n\ncolor: status",
        GROWTH,
        "chart:4:8: error[unfit-channel]: `status` has flags, which are not drawn\n  \
         help: take a column of words or dates",
    );
}

#[test]
fn a_setting_that_does_nothing_is_a_problem() {
    check(
        "mark: bar\nx: share\ny: {field: name, domain: [1, 2]}",
        SHARES,
        "chart:3:27: error[unfit-channel]: `domain` does nothing for names\n  \
         help: choose rows with `where` under `data`",
    );
    check(
        "mark: line\nx: {field: day, scale: log, zero: true}\ny: n\ncolor: who",
        GROWTH,
        "chart:2:24: error[unfit-channel]: `scale` does nothing for dates\n  \
         help: only numbers have a logarithm\n\
         chart:2:35: error[unfit-channel]: `zero` does nothing for dates\n  \
         help: only numbers can begin at zero",
    );
    check(
        "mark: line\nx: day\ny: n\ncolor: {field: who, sort: x}",
        GROWTH,
        "chart:4:16: error[unfit-channel]: `sort` does nothing for colours\n  \
         help: list the names: `order: [first, second]`",
    );
}

#[test]
fn the_ends_of_an_axis_are_read_by_its_kind() {
    check(
        "mark: bar\nx: {field: share, domain: [0, many]}\ny: name",
        SHARES,
        "chart:2:31: error[not-a-number]: `many` is not a number\n  \
         help: write numbers plainly, as in `1234.5`; the chart adds separators",
    );
    check(
        "mark: line\nx: {field: day, domain: [2024-01, 2024-13]}\ny: n\ncolor: who",
        GROWTH,
        "chart:2:35: error[impossible-date]: there is no date `2024-13`\n  \
         help: check the month and the day against a calendar",
    );
    check(
        "mark: line\nx: {field: day, domain: [soon, 2024]}\ny: n\ncolor: who",
        GROWTH,
        "chart:2:26: error[not-a-date]: `soon` is not a date\n  \
         help: write the year first: `2024-03-28`, `2024-03` or `2024`",
    );
    check(
        "mark: bar\nx: {field: share, domain: [100, 0]}\ny: name",
        SHARES,
        "chart:2:28: error[wrong-value]: `100` does not come before `0`\n  \
         help: write where it begins, then where it ends",
    );
}

#[test]
fn a_value_outside_the_axis_is_a_problem_at_its_cell() {
    check(
        "mark: bar\nx: {field: share, domain: [0, 10]}\ny: name",
        SHARES,
        "dataset:8:12: error[outside-domain]: `30.0` lies outside the axis, which goes from `0` to `10` (1 more like it)\n  \
         help: widen the `domain`, or leave the row out with `where`",
    );
    check(
        "mark: line\nx: {field: day, domain: [2024-02, 2024-03]}\ny: n\ncolor: who",
        GROWTH,
        "dataset:8:6: error[outside-domain]: `2024-01-31` lies outside the axis, which goes from `2024-02` to `2024-03` (1 more like it)\n  \
         help: widen the `domain`, or leave the row out with `where`",
    );
}

#[test]
fn nothing_at_zero_fits_a_logarithmic_axis() {
    check(
        "mark: dot\nx: {field: n, scale: log}\ny: name",
        ZEROS,
        "dataset:3:9: error[log-of-zero]: `0` cannot stand on a logarithmic axis (1 more like it)\n  \
         help: use `scale: linear`, or leave the row out with `where`",
    );
    check(
        "mark: dot\nx: {field: n, scale: log, domain: [0, 10]}\ny: name",
        ONES,
        "chart:2:36: error[log-of-zero]: `0` cannot stand on a logarithmic axis\n  \
         help: write a number above zero, or use `scale: linear`",
    );
}

#[test]
fn a_number_too_large_to_draw_is_a_problem() {
    check(
        "mark: dot\nx: n\ny: name",
        HUGE,
        "dataset:3:9: error[outside-domain]: `1e350` is too large to be drawn\n  \
         help: use a larger unit, such as millions",
    );
}

#[test]
fn bars_begin_at_zero() {
    check(
        "mark: bar\nx: {field: share, zero: false}\ny: name",
        SHARES,
        "chart:2:25: error[truncated-bars]: bars begin at zero, but the axis does not\n  \
         help: let the axis begin at zero, or use `mark: dot`, which compares places and not lengths",
    );
    check(
        "mark: bar\nx: {field: share, domain: [5, 50]}\ny: name",
        SHARES,
        "chart:2:28: error[truncated-bars]: bars begin at zero, but the axis goes from `5` to `50`\n  \
         help: let the axis begin at zero, or use `mark: dot`, which compares places and not lengths",
    );
    check(
        "mark: bar\nx: {field: share, scale: log}\ny: name",
        SHARES,
        "chart:2:26: error[truncated-bars]: bars cannot begin at zero on a logarithmic axis\n  \
         help: let the axis begin at zero, or use `mark: dot`, which compares places and not lengths",
    );
}

#[test]
fn bars_split_by_colour_say_how_they_stand() {
    check(
        "mark: bar\nx: day\ny: n\ncolor: who",
        GROWTH,
        "chart:4:8: error[unstacked-colour]: bars are split by `who`, and nothing says how they stand\n  \
         help: write `stack: none` if they stand side by side, each from zero; `stack: zero` if they add up; `stack: normalize` for parts of 100 %",
    );
    check("mark: bar\nx: day\ny: n\ncolor: who\nstack: none", GROWTH, "");
    check("mark: bar\nx: day\ny: n\ncolor: who\nstack: zero", GROWTH, "");
    check("mark: bar\nx: share\ny: name\ncolor: name", SHARES, "");
}

#[test]
fn two_rows_do_not_stand_at_one_place() {
    check(
        "mark: line\nx: day\ny: n",
        GROWTH,
        "dataset:10:6: error[duplicate-point]: a second row stands at `2024-01-31`\n  \
         help: choose one of them with `where`, or split the rows with `color`",
    );
    check("mark: dot\nx: day\ny: n", GROWTH, "");
    check(
        "mark: bar\nx: n\ny: name\ncolor: kind\nstack: none",
        TWICE,
        "dataset:6:6: error[duplicate-point]: a second row of `x` stands at `A`\n  \
         help: choose one of them with `where`",
    );
}

#[test]
fn a_chart_without_rows_has_nothing_to_draw() {
    check(
        "data: {from: d, where: {name: Yi, year: 2023}}\nmark: bar\nx: share\ny: name",
        SHARES,
        "chart:1:14: error[empty-chart]: no row of `d` fits all of `name`, `year`\n  \
         help: each value stands in some row, but no row has them all",
    );
    check(
        "mark: bar\nx: n\ny: name",
        "columns: {name: {type: string}, n: {type: integer}}\nrows: []",
        "chart:6:7: error[empty-chart]: `d` has no rows\n  \
         help: write its rows, or name the file that has them under `rows`",
    );
    check(
        "mark: bar\nx: n\ny: name",
        "columns: {name: {type: string}, n: {type: integer}}\nrows: d.csv",
        "dataset:2:7: error[missing-rows]: there is no file `d.csv` beside this one\n  \
         help: put the CSV file into the folder of this file, or write the rows here as a list",
    );
    check(
        "data: {from: d, where: {day: 2024-02-29, who: B}}\nmark: line\nx: day\ny: n",
        GROWTH,
        "chart:1:14: error[empty-chart]: no row has both `day` and `n`\n  \
         help: fill their cells, or choose other rows with `where`",
    );
}

#[test]
fn a_broken_cell_is_reported_once() {
    check(
        "mark: bar\nx: n\ny: name",
        "columns: {name: {type: string}, n: {type: integer}}\nrows:\n  - [A, many]",
        "dataset:3:9: error[not-a-number]: `many` is not a number\n  \
         help: write numbers plainly, as in `1234.5`; the page adds separators",
    );
    check(
        "mark: line\nx: year\ny: n",
        "columns: {year: {type: year}, n: {type: integer, unit: modle}}\nrows:\n  - [2020, 1]",
        "dataset:1:56: error[unknown-unit]: no unit is named `modle`\n  \
         help: did you mean `model`?",
    );
}

#[test]
fn a_row_without_its_colour_is_a_problem() {
    check(
        "mark: dot\nx: n\ny: name\ncolor: kind",
        "columns: {name: {type: string}, n: {type: integer}, kind: {type: string}}\nrows:\n  - [A, 1, null]\n  - [B, 1, x]",
        "dataset:3:12: error[missing-cell]: `kind` is empty in this row, and the chart colours by it\n  \
         help: fill the cell, or leave the row out with `where`",
    );
}

#[test]
fn listed_and_highlighted_names_exist() {
    check(
        "mark: bar\nx: share\ny: {field: name, sort: [Kimmi, Baidu]}",
        SHARES,
        "chart:3:25: error[wrong-value]: no row has `Kimmi` as its `name`\n  \
         help: did you mean `Kimi`?\n\
         chart:3:32: error[wrong-value]: no row has `Baidu` as its `name`\n  \
         help: the rows have `Kimi`, `Qwen` or `Yi`",
    );
    check(
        "mark: line\nx: day\ny: n\ncolor: who\nhighlight: [C]",
        GROWTH,
        "chart:5:13: error[wrong-value]: there is no `C` to highlight\n  \
         help: there is `A` or `B`",
    );
    check(
        "mark: bar\nx: share\ny: name\nhighlight: [Qwenn, Yi]",
        SHARES,
        "chart:4:13: error[wrong-value]: there is no `Qwenn` to highlight\n  \
         help: did you mean `Qwen`?",
    );
    check(
        "mark: line\nx: year\ny: share\nhighlight: [Yi]",
        SHARES,
        "chart:4:13: error[wrong-value]: there is no `Yi` to highlight\n  \
         help: split the rows into series with `color`",
    );
}

#[test]
fn an_annotation_stands_on_its_axis() {
    check(
        "mark: line\nx: {field: day, domain: [2024-01, 2024-04]}\ny: n\ncolor: who\nannotations:\n  - {x: 2024-05, text: A}\n  - {x: today, text: B}\n  - {y: high, text: C}\n  - {y: [3, 1], text: D}\n  - {y: 1, text: \"[](fact:m)\"}",
        GROWTH,
        "chart:6:9: error[outside-domain]: `2024-05` lies outside the axis, which goes from `2024-01` to `2024-04`\n  \
         help: widen the `domain`, or choose another place\n\
         chart:7:9: error[not-a-date]: `today` is not a date\n  \
         help: write the year first: `2024-03-28`, `2024-03` or `2024`\n\
         chart:8:9: error[not-a-number]: `high` is not a number\n  \
         help: write numbers plainly, as in `1234.5`; the chart adds separators\n\
         chart:9:10: error[wrong-value]: `3` does not come before `1`\n  \
         help: write where it begins, then where it ends\n\
         chart:10:27: error[unknown-fact]: no fact is named `m`\n  \
         help: there is `n`",
    );
    check(
        "mark: bar\nx: name\ny: share\nannotations:\n  - {x: Kimmi, text: A}\n  - {x: Kimi, text: B}",
        SHARES,
        "chart:5:9: error[wrong-value]: no row has `Kimmi` as its `name`\n  \
         help: did you mean `Kimi`?",
    );
}

#[test]
fn a_break_parts_years_and_no_names() {
    let dataset = "columns:\n  year: {type: year, key: true}\n  name: {type: string}\n  v: {type: integer}\n  \
                   status: {type: flag}\nrows:\n  - [2020, A, 1, ~]\n  - [2021, B, 2, b]\n";
    for (axis, flag) in [("year", Some('b')), ("name", None), ("{field: year, sort: \"-x\"}", None)]
    {
        let chart = format!("mark: bar\nx: v\ny: {axis}\n");
        assert_eq!(plot(&chart, dataset).series[0].points[1].flag, flag, "{axis}");
    }
}

#[test]
fn a_remark_at_a_row_says_its_value() {
    let notes = "annotations:\n  - {at: {day: 2024-02-29, who: A}, text: \"A: {value}\", dy: -20}\n  - {x: 2024-02, y: 6, text: Here}";
    let plot = plot(&format!("mark: line\nx: day\ny: n\ncolor: who\n{notes}"), GROWTH);
    let found: Vec<_> = plot.annotations.iter().map(|a| (a.place, a.text.as_str())).collect();
    let row = plot.series[0].points[1].row;
    assert_eq!(found, [(Place::Row(row), "A: 12"), (Place::At(19754.0, 6.0), "Here")]);
    assert_eq!(plot.annotations[0].shift, Some((0.0, -20.0)));
}

#[test]
fn a_remark_is_about_one_row_that_has_a_mark() {
    check(
        "mark: line\nx: day\ny: n\ncolor: who\nannotations:\n  - {at: {who: A}, text: A}\n  - {at: {who: C}, text: C}\n  \
         - {at: {day: 2024-02-29, who: B}, text: B}\n  - {at: {who: A}, x: 2024-02, text: D}\n  - {x: [2024-01, 2024-02], y: 1, text: E}",
        GROWTH,
        "chart:6:6: error[several-rows]: 2 rows of `d` fit\n  \
         help: add to `where` what tells them apart\n\
         chart:7:16: error[no-such-row]: no row has `C` as its `who`\n  \
         help: the rows have `A` or `B`\n\
         chart:8:6: error[no-such-row]: this row has no mark in the chart\n  \
         help: fill its empty cells, or choose another row\n\
         chart:9:5: error[missing-key]: an annotation stands at an `x` or `y`, or `at` a row, and not at both\n  \
         help: write `x: 2023-10-17` for a line across time, `y: 100` for a level, two values in brackets for a stretch, both for a point, or `at: {column: value}` for the mark of a row\n\
         chart:10:5: error[missing-key]: a point has one `x` and one `y`, and a stretch has only one of them\n  \
         help: write `x: 2023-10-17` for a line across time, `y: 100` for a level, two values in brackets for a stretch, both for a point, or `at: {column: value}` for the mark of a row",
    );
    let notes = "annotations:\n  - {x: 2020, text: A}";
    let cells = "mark: cell\nx: year\ny: name\ncolor: v\n";
    let dataset = "columns:\n  year: {type: year, key: true}\n  name: {type: string}\n  v: {type: integer}\nrows:\n  - [2020, A, 1]\n";
    check(
        &format!("{cells}{notes}"),
        dataset,
        "chart:6:5: error[unfit-channel]: there is no place for a remark between the words of this chart\n  \
         help: say it in `note`, or use another mark",
    );
}

#[test]
fn a_format_is_known_and_about_numbers() {
    check(
        "mark: line\nx: {field: day, format: \",.0f\"}\ny: {field: n, format: \"0,0\"}\ncolor: who",
        GROWTH,
        &format!(
            "chart:2:25: error[unfit-channel]: `format` does nothing for dates\n  \
             help: only numbers are written by a format\n\
             chart:3:23: error[wrong-value]: `0,0` is no format of numbers\n  help: {}",
            crate::number::Pattern::KNOWN
        ),
    );
    let plot = plot("mark: line\nx: day\ny: {field: n, format: \"+.1f\"}\ncolor: who", GROWTH);
    assert_eq!(plot.series[0].points[0].label, "+8.0");
}

#[test]
fn percent_of_percent_is_percent() {
    let shares = plot("mark: bar\nx: {field: share, format: \".0%\"}\ny: name", SHARES);
    let labels: Vec<&str> =
        shares.series[0].points.iter().map(|point| point.label.as_str()).collect();
    assert_eq!(labels, ["8%", "30%", "12%"]);
}
