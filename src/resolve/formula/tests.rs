//! What formulas come to: `check(formula, expected)`.

use proptest::prelude::*;

use crate::Project;
use crate::diag::{self, Colour, Format};
use crate::lang::Lang;
use crate::number;
use crate::resolve::{Drafts, FigureValue, Site, site};

const DATA: [(&str, &str); 4] = [
    ("briefing.yaml", "title: T\n"),
    ("data/sources.yaml", "s: {title: S}\nold: {title: O}\nnew: {title: N}\n"),
    (
        "data/units.yaml",
        "model: {one: model, other: models}\nkilotonne: {one: kt, of: tonne, factor: 1000}\n",
    ),
    (
        "data/datasets/d.yaml",
        "title: D\ncolumns:\n  day: {type: date}\n  name: {type: string}\n  \
         n: {type: integer, unit: model}\n  share: {type: decimal, unit: percent}\n  \
         from: {type: source}\nrows:\n  \
         - [2023-08-31, A, 8, 12.5, old]\n  - [2024-03-28, A, ~, 20, new]\n  \
         - [2024-03-28, B, 117, 80, new]\n  - [2024-12-31, C, 30, ~, old]\n",
    ),
];

/// A project with some facts, and `x` as given.
fn with(x: &str) -> Project {
    let given = |id: &str, value: &str, unit: &str| {
        format!("{id}: {{label: L, value: {value}, unit: {unit}, as_of: 2022, source: s}}\n")
    };
    let facts = [
        given("a", "6", "model"),
        given("b", "2", "model"),
        given("p", "25", "percent"),
        given("usd", "800", "USD"),
        given("cny", "10", "CNY"),
        given("kg", "500", "kg"),
        given("t", "2", "tonne"),
        given("kt", "3", "kilotonne"),
        given("m", "5", "m"),
        given("kw", "4", "kW"),
        given("h", "3", "hour"),
        given("day", "2024-05", "date"),
        given("word", "filed", "text"),
        "r: {label: L, range: [2, 4], unit: model, as_of: 2022, source: s}\n".to_owned(),
        format!("x: {{label: L, {x}}}\n"),
    ];
    let facts = facts.concat();
    let texts = DATA.into_iter().chain([("data/facts.yaml", facts.as_str())]);
    Project::in_memory(texts)
}

fn shown(site: &Site) -> String {
    site.figures.get("x").map_or_else(String::new, |figure| {
        let value = match &figure.value {
            FigureValue::Number(truth) => {
                let (value, unit) = number::parts(truth, Lang::En);
                [value, unit].join(" ").trim().to_owned()
            }
            FigureValue::Date(date) => date.iso(),
            FigureValue::Text(text) => text.clone(),
        };
        let as_of = figure.as_of.map_or_else(String::new, |date| format!(", {}", date.iso()));
        let sources: Vec<&str> =
            figure.sources.iter().map(|source| source.value.as_str()).collect();
        format!("{value}{as_of}, {}\n", sources.join(" "))
    })
}

/// The value of a formula with its time and sources, or the problems with their columns in
/// the formula.
#[track_caller]
fn check(formula: &str, expected: &str) {
    declared(formula, "", expected);
}

/// The same of a fact that says more than its formula.
#[track_caller]
fn declared(formula: &str, more: &str, expected: &str) {
    let project = with(&format!("formula: '{formula}'{more}"));
    let site = site(&project, Drafts::Hide, None);
    let problems = diag::sorted(site.problems);
    let said = diag::render(&problems, &project.files, Format::Short, Colour::Never, 0);
    let said = said.lines().filter(|line| !line.starts_with("  ")).map(|line| {
        let place = line.strip_prefix("data/facts.yaml:15:").unwrap_or(line);
        let (column, rest) = place.split_once(':').unwrap_or(("", place));
        let column: usize = column.parse().unwrap_or(0);
        format!("{}:{rest}", column.saturating_sub("x: {label: L, formula: '".len()))
    });
    let said: Vec<String> = said.collect();
    assert_eq!([shown(&site.value), said.join("\n")].concat().trim_end(), expected, "{formula}");
}

#[test]
fn what_measures_the_same_is_added() {
    check("kg + t", "2,500 kg, 2022, s");
    check("t + kg", "2.5 t, 2022, s");
    check("t - 500 kg", "1.5 t, 2022, s");
    check("kt + t", "3.002 kt, 2022, s");
    check("t / kg", "4×, 2022, s");
    declared("t", ", unit: kg", "2,000 kg, 2022, s");
    declared("m * m", ", unit: m2", "25 m², 2022, s");
    declared("kw * h", ", unit: kWh", "12 kWh, 2022, s");
    declared("kw * h / 2 hour", ", unit: watt", "6,000 W, 2022, s");
    check("m * m", "0: error[unit-conflict]: the formula gives `m × m`");
    check("kg + m", "4: error[unit-conflict]: `kg` and `m` are different units");
    check("usd + cny", "5: error[unit-conflict]: `USD` and `CNY` are different units");
    check("usd + a", "5: error[unit-conflict]: `USD` and `model` are different units");
}

#[test]
fn a_percentage_of_something_is_so_many() {
    check("p * a", "1.5 models, 2022, s");
    check("a / p", "24 models, 2022, s");
    check("p * 2", "50%, 2022, s");
    check("p * p", "6.25%, 2022, s");
    check("p / p", "1×, 2022, s");
    check("100% - p", "75%, 2022, s");
    declared("p", ", unit: ratio", "0.25×, 2022, s");
    check("1 - p", "3: error[unit-conflict]: a plain number and `percent` are different units");
}

#[test]
fn a_change_goes_from_the_first_to_the_second() {
    check("change(a, b)", "−4 models, 2022, s");
    check("pct(b, a)", "200%, 2022, s");
    check("pct(kg, t)", "300%, 2022, s");
    declared("change(p, 30 percent)", ", unit: percentage-point", "5 percentage points, 2022, s");
    check("pct(b - b, a)", "5: error[formula-error]: nothing is a percentage of 0");
    check("pct(a, usd)", "1: error[unit-conflict]: `USD` and `model` are different units");
}

#[test]
fn functions_go_over_the_rows_that_fit() {
    check("sum(d.n)", "155 models, 2024-12-31, old new");
    check("sum(d.n where day >= 2024 and name != \"C\")", "117 models, 2024-03-28, new");
    check("mean(d.n where n < 100)", "19 models, 2024-12-31, old");
    check("min(d.n)", "8 models, 2024-12-31, old new");
    check("max(d.n where day < 2024-12)", "117 models, 2024-03-28, old new");
    check("max(d.day)", "2024-12-31, 2024-12-31, old new");
    check("first(d.n)", "8 models, 2023-08-31, old");
    check("last(d.n)", "30 models, 2024-12-31, old");
    check("last(d.name)", "C, 2024-12-31, old");
    check("last(d.n where day = 2024-03)", "117 models, 2024-03-28, new");
    check("count(d)", "4 items, 2024-12-31, old new");
    check("count(d.n where name = \"A\")", "1 item, 2023-08-31, old");
    declared("count(d where share > 15)", ", unit: model", "2 models, 2024-03-28, new");
    check("sum(d.n where name = \"B\") / a", "19.5×, 2024-03-28, s new");
    check("max(d.share where not (name = \"B\")) + p", "45%, 2024-03-28, s old new");
    check("rank(d.n where name = \"C\")", "2nd, 2024-12-31, old new");
    check("rank(d.n where name = \"C\" among day >= 2024-12)", "1st, 2024-12-31, old");
}

#[test]
fn an_empty_cell_fits_no_comparison() {
    declared("count(d where n != 8)", ", unit: model", "2 models, 2024-12-31, new old");
    declared("count(d where not (n = 8))", ", unit: model", "2 models, 2024-12-31, new old");
    declared("count(d where n > 100 or share > 15)", ", unit: model", "2 models, 2024-03-28, new");
    declared("count(d where n > 100 and share > 15)", ", unit: model", "1 model, 2024-03-28, new");
}

#[test]
fn what_a_function_cannot_say_is_said_at_its_place() {
    check("sum(e.n)", "5: error[unknown-dataset]: no dataset is named `e`");
    check("sum(d.m)", "7: error[unknown-column]: the dataset has no column `m`");
    check(
        "sum(d.n where nmae = \"A\")",
        "15: error[unknown-column]: the dataset has no column `nmae`",
    );
    check("sum(d.n where name = \"D\")", "22: error[no-such-row]: no row has `D` as its `name`");
    check("sum(d.n where day > 2025)", "7: error[no-such-row]: no row fits that has a value here");
    check("sum(d.name)", "7: error[formula-error]: `name` holds words, of which there is no `sum`");
    check(
        "first(d.share where day > 2024)",
        "9: error[no-such-row]: no row fits that has a value here",
    );
    check("first(d.share where day >= 2024)", "1: error[several-rows]: two rows are the earliest");
    check(
        "rank(d.share where name = \"A\")",
        "1: error[several-rows]: 2 rows fit, and a rank is that of one",
    );
    check("sum(d.n where n > usd)", "19: error[unknown-column]: the dataset has no column `usd`");
    check(
        "sum(d.n where n > 5 kg)",
        "17: error[unit-conflict]: `model` and `kg` are different units",
    );
    check(
        "sum(d.n where name > 5)",
        "20: error[formula-error]: a text and a number cannot be compared",
    );
    check(
        "sum(d.n where name > \"A\")",
        "20: error[formula-error]: words are compared with `=` and `!=`, not with `>`",
    );
    check(
        "sum(d.n where day = 2024-03-28 and n)",
        "36: error[formula-error]: a number stands where a comparison should be",
    );
    check("max(d.day) + a", "1: error[formula-error]: a date stands where a number should be");
    check(
        "a + r",
        "5: error[formula-error]: `r` is a range, and formulas compute with single numbers",
    );
    check("a + 5 modle", "7: error[unknown-unit]: no unit is named `modle`");
}

#[test]
fn a_comparison_is_no_value() {
    check("a > b", "1: error[formula-error]: this is a comparison, and a fact has a value");
    check("a + (a > b)", "6: error[formula-error]: a comparison stands where a number should be");
    check("a > b and p", "11: error[formula-error]: a number stands where a comparison should be");
    check("a > usd", "3: error[unit-conflict]: `model` and `USD` are different units");
    check("word > day", "6: error[formula-error]: a text and a date cannot be compared");
    check(
        "day < 2024-05-20",
        "5: error[formula-error]: nobody can tell `2024-05` from `2024-05-20`",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Whatever is computed has a value or a problem.
    #[test]
    fn no_formula_breaks_the_build(
        formula in "(a|b|p|usd|t|kg|day|word|x|1|0|5%|2 kg|1e99|2024-03|sum\\(d.n\\)|count\\(d where n > 1|rank\\(d.share where name = \"B\" among|pct\\(|,|\\(|\\)| \\+ | - |\\*|/| > | = | and | or |not ){1,14}",
    ) {
        let site = site(&with(&format!("formula: '{formula}'")), Drafts::Hide, None);
        prop_assert!(site.value.figures.contains_key("x") || !site.problems.is_empty());
    }
}
