//! What each mark needs, and what it makes of rows.

use super::tests::{check, plot, points, resolve};
use crate::chart::{Kind, Mark};
use crate::lang::Lang;

const SPANS: &str = "
columns:
  name: {type: string}
  low: {type: integer, unit: model}
  high: {type: integer, unit: model}
  share: {type: integer, unit: percent}
  year: {type: year}
  day: {type: date}
rows:
  - [A, 1, 4, 10, 2023, 2023-01-05]
  - [B, 2, 3, 20, 2024, 2024-02-10]
";

#[test]
fn a_mark_says_what_it_lacks() {
    check(
        "mark: range\nx: low\ny: name",
        SPANS,
        "chart:1:7: error[missing-key]: `range` needs one of `x2` and `y2`: where it ends\n  \
         help: write `x2: …` if the numbers are on `x`, and `y2: …` if they are on `y`",
    );
    check(
        "mark: timeline\nx: day",
        SPANS,
        "chart:1:7: error[missing-key]: `timeline` needs `text`: what the events are\n  \
         help: write `text: …` with a column of the data",
    );
    check(
        "mark: rule\nx: name\ny: low",
        SPANS,
        "chart:1:7: error[unknown-mark]: `rule` is a layer over another mark\n  \
         help: name the chart's own mark here, and put the rule under `layers`",
    );
}

#[test]
fn a_channel_that_does_nothing_is_a_problem() {
    check(
        "mark: bar\nx: name\ny: low\nsize: high",
        SPANS,
        "chart:4:7: error[unfit-channel]: `size` does nothing for `mark: bar`\n  \
         help: take it out, or use `mark: dot`",
    );
    check(
        "mark: histogram\nx: low\ny: high",
        SPANS,
        "chart:3:4: error[unfit-channel]: `y` does nothing for `mark: histogram`\n  \
         help: take it out: the rows are counted",
    );
    check(
        "mark: bar\nx: name\ny: low\ndetail: name",
        SPANS,
        "chart:4:9: error[unfit-channel]: `detail` does nothing for `mark: bar`\n  \
         help: take it out, or use `mark: timeline`",
    );
}

#[test]
fn marks_of_other_programs_are_translated() {
    check(
        "mark: pie\nx: name\ny: low",
        SPANS,
        "chart:1:7: error[unknown-mark]: there is no mark `pie`\n  \
         help: use `bar`, with `stack: normalize` for parts of a whole: lengths are compared more exactly than angles",
    );
    check(
        "mark: scatter\nx: low\ny: high",
        SPANS,
        "chart:1:7: error[unknown-mark]: there is no mark `scatter`\n  \
         help: use `dot`, with `size` for bubbles",
    );
}

#[test]
fn a_range_has_two_ends_and_their_names() {
    let plot = plot("mark: range\nx: low\nx2: high\ny: name", SPANS);
    assert_eq!(points(&plot), [": 4 0 4, 3 1 3"]);
    let bases: Vec<_> =
        plot.series[0].points.iter().map(|point| (point.base, point.base_label.as_str())).collect();
    assert_eq!(bases, [(Some(1.0), "1"), (Some(2.0), "2")]);
    assert_eq!(plot.ends, Some(("low (models)".to_owned(), "high (models)".to_owned())));
}

#[test]
fn ends_and_layers_share_the_unit_of_the_axis() {
    check(
        "mark: range\nx: low\nx2: share\ny: name",
        SPANS,
        "chart:3:5: error[mixed-units]: `share` is in `percent` and `low` in `model`, and one axis cannot show both\n  \
         help: draw two charts: where a second axis begins and ends would decide what seems to go together",
    );
    check(
        "mark: bar\nx: name\ny: low\nlayers: [{mark: rule, y: share}]",
        SPANS,
        "chart:4:26: error[mixed-units]: `share` is in `percent` and `low` in `model`, and one axis cannot show both\n  \
         help: draw two charts: where a second axis begins and ends would decide what seems to go together",
    );
    check(
        "mark: line\nx: year\ny: {field: low, axis: right}",
        SPANS,
        "chart:3:17: error[second-axis]: there is one axis for numbers, and no second\n  \
         help: draw two charts, or split the rows with `facet`: where a second axis begins and ends would decide what seems to go together",
    );
}

#[test]
fn a_layer_of_values_gives_both_series_names() {
    let plot = plot("mark: line\nx: year\ny: low\nlayers: [{mark: step, y: high}]", SPANS);
    let names: Vec<_> =
        plot.series.iter().map(|series| (series.name.as_str(), series.mark)).collect();
    assert_eq!(names, [("low (models)", None), ("high", Some(Mark::Step))]);
    check(
        "mark: line\nx: year\ny: low\nlayers: [{mark: bar, y: high}]",
        SPANS,
        "chart:4:17: error[unknown-mark]: `bar` cannot be a layer\n  \
         help: a layer can be `band`, `line`, `step`, `dot` or `rule`",
    );
}

#[test]
fn a_slope_joins_two_moments() {
    check(
        "mark: slope\nx: name\ny: low\ncolor: year\ndata: {from: d, where: {name: A}}",
        SPANS,
        "chart:2:4: error[unfit-channel]: a slope joins two moments, and `name` has 1\n  \
         help: choose two of them with `where`, or use `mark: line`",
    );
}

#[test]
fn many_dates_are_columns_along_a_calendar() {
    let months = (1..=12).map(|month| format!("  - [2023-{month:02}, {month}]\n"));
    let mut rows = "columns: {month: {type: month}, n: {type: integer}}\nrows:\n".to_owned();
    rows.extend(months);
    let named = plot("mark: bar\nx: month\ny: n", &rows);
    assert!(matches!(named.x.kind, crate::chart::Kind::Category(_)));
    rows.push_str("  - [2024-01, 13]\n");
    let dated = plot("mark: bar\nx: month\ny: n", &rows);
    assert!(matches!(dated.x.kind, crate::chart::Kind::Time { .. }));
}

#[test]
fn parts_of_a_whole_are_not_negative() {
    let rows = "columns: {name: {type: string}, who: {type: string}, n: {type: integer}}\nrows:\n  - [A, X, 5]\n  - [A, Y, -1]\n";
    check(
        "mark: bar\nx: n\ny: name\ncolor: who\nstack: normalize",
        rows,
        "dataset:4:12: error[unfit-stack]: `-1` is less than zero, and no part of 100 %\n  \
         help: use `mark: bar` with `stack: none` or `stack: zero`, which go below zero",
    );
    check("mark: bar\nx: n\ny: name\ncolor: who\nstack: zero", rows, "");
}

#[test]
fn panels_split_the_rows() {
    let plot = plot("mark: bar\nx: low\ny: name\nfacet: year", SPANS);
    assert_eq!(plot.panels, ["2023", "2024"]);
    let panels: Vec<_> =
        plot.series.iter().map(|series| (series.panel, series.points.len())).collect();
    assert_eq!(panels, [(0, 1), (1, 1)]);
}

#[test]
fn a_page_in_another_language_has_its_words_numbers_and_dates() {
    let chart = resolve(
        "mark: bar\nx: low\ny: {field: day, title: Day}\ntranslations:\n  de:\n    headline: Titel\n    words: {low: Niedrig, 5 Jan 2023: x}",
        SPANS,
        "",
    );
    assert_eq!(chart.plot.title, "H");
    let german = chart.plot_in(Lang::De);
    assert_eq!((german.title.as_str(), german.x.title.as_str()), ("Titel", "Niedrig (models)"));
    let Kind::Category(names) = &german.y.kind else { panic!("dates of bars are names") };
    assert_eq!(names[0], "5. Jan. 2023");
    assert_eq!(chart.plot_in(Lang::Zh).title, "H");
}

#[test]
fn a_translation_has_a_language_and_known_keys() {
    check(
        "mark: bar\nx: low\ny: name\ntranslations: {fr: {}, de: {headlin: x}}",
        SPANS,
        "chart:4:16: error[wrong-value]: `fr` is no language\n  \
         help: the languages are `en`, `de` or `zh`\n\
         chart:4:29: error[unknown-key]: a translation has no `headlin`\n  \
         help: did you mean `headline`?",
    );
}
