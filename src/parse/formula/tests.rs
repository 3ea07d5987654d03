//! What texts are as formulas, and what is said of those that are none.

use proptest::prelude::*;

use super::*;
use crate::files::Files;

fn show(formula: &Formula) -> String {
    match formula {
        Formula::Number(number, None) => number.value.to_string(),
        Formula::Number(number, Some(unit)) => format!("{} {}", number.value, unit.value),
        Formula::Date(date) => date.value.iso(),
        Formula::Text(text) => format!("\"{}\"", text.value),
        Formula::Fact(id) => id.value.clone(),
        Formula::Cell(column) => format!("[{}]", column.value),
        Formula::Negative(inner) => format!("-{}", show(inner)),
        Formula::Not(inner) => format!("not {}", show(inner)),
        Formula::Binary(left, operator, right) => {
            format!("({} {} {})", show(left), operator.value.sign(), show(right))
        }
        Formula::Change(change, from, to) => {
            format!("{}({}, {})", change.value.name(), show(from), show(to))
        }
        Formula::Over(over) => {
            let column = over.column.as_ref().map_or("*", |column| &column.value);
            let part = |word: &str, formula: Option<&Formula>| {
                formula.map_or_else(String::new, |formula| format!(" {word} {}", show(formula)))
            };
            format!(
                "{} of {} in {}{}{}",
                over.function.value.name(),
                column,
                over.dataset.value,
                part("where", over.condition.as_ref()),
                part("among", over.among.as_ref()),
            )
        }
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let files = Files::new([("a".to_owned(), text.to_owned())]);
    let file = files.find("a").expect("just added");
    let shown = match formula(text, file, &Origin::straight(0)) {
        Ok(formula) => show(&formula),
        Err(problem) => format!("{}: {}", files.place(problem.span).column, problem.message),
    };
    assert_eq!(shown, expected);
}

#[test]
fn products_bind_closer_than_sums() {
    check("a + b * 2 / c", "(a + ((b × 2) / c))");
    check("(a + b) * 2", "((a + b) × 2)");
}

#[test]
fn a_hyphen_inside_a_name_is_no_minus() {
    check("first-batch - second-batch", "(first-batch − second-batch)");
    check("-first-batch", "-first-batch");
    check("1e3 - a", "(1000 − a)");
}

#[test]
fn what_is_missing_is_said_at_its_place() {
    check("a +", "4: the formula ends where a fact or a number should be");
    check("(a + b", "1: this parenthesis is not closed");
    check("a b", "3: `b` has no place here");
    check("a % b", "3: `%` has no place here");
    check("", "1: the formula ends where a fact or a number should be");
    check("a / 审", "5: `审` stands where a fact or a number should be");
}

#[test]
fn a_formula_is_neither_long_nor_deep_without_end() {
    check(&"(".repeat(100), "33: more than 32 parentheses are open");
    let long = "the formula has more than 200 facts, numbers and signs";
    check(&"-".repeat(100_000), &format!("201: {long}"));
    check(&"a + ".repeat(100_000), &format!("801: {long}"));
}

#[test]
fn comparisons_bind_less_than_sums_and_more_than_and() {
    check("a + 1 > 2 * b", "((a + 1) > (2 × b))");
    check("a > b and not c = d or e <= f", "(((a > b) and not (c = d)) or (e ≤ f))");
    check("a ≥ b", "(a ≥ b)");
    check("a != b", "(a ≠ b)");
    check("not (a > b)", "not (a > b)");
    check("orders > android", "(orders > android)");
}

#[test]
fn numbers_have_units_and_dates_are_dates() {
    check("a > 100 service and b > 5%", "((a > 100 service) and (b > 5 percent))");
    check("day < 2024-03-28 or day = 2024-03", "((day < 2024-03-28) or (day = 2024-03))");
    check("a > 100 or b > 1", "((a > 100) or (b > 1))");
}

#[test]
fn functions_go_over_columns() {
    check("sum(approvals.new)", "sum of new in approvals");
    check("count( approvals )", "count of * in approvals");
    check(
        "sum(a.new where as_of >= 2024-01-01 and status = \"filed\") / b",
        "(sum of new in a where (([as_of] ≥ 2024-01-01) and ([status] = \"filed\")) / b)",
    );
    check(
        "rank(arena.score where model = 'GLM-4' among as_of = 2024)",
        "rank of score in arena where ([model] = \"GLM-4\") among ([as_of] = 2024)",
    );
    check("pct(a, b + 1) > change(a, b)", "(pct(a, (b + 1)) > change(a, b))");
}

#[test]
fn a_function_that_is_not_whole_says_what_is_missing() {
    check("avg(a.b)", "1: no function is named `avg`");
    check("sum(a)", "5: `sum` does not say over which column it goes");
    check("sum(a.)", "5: `sum` does not say over which column it goes");
    check("rank(a.b)", "1: `rank` does not say which row is meant");
    check("sum(a.b among c = 1)", "9: `sum` has no `among`");
    check("pct(a)", "6: `pct` goes from one value to another");
    check("sum(a.b where c > max(a.b))", "19: `max` stands inside `where`");
    check("sum(a.b", "4: this parenthesis is not closed");
    check("sum(a.b where c = \"x)", "19: this quotation mark is not closed");
    check("1 < a < 3", "7: a second comparison, `<`, follows the first");
    check("a == b", "4: `=` stands here a second time");
    check("a > where", "5: `where` stands where a fact or a number should be");
}

proptest! {
    /// Whatever is written is a formula or one problem, at a place inside the text.
    #[test]
    fn no_text_breaks_the_reader(text in "[a-c0-9 .,()<>=!+*/%'\"审-]{0,60}|((a|b.c|1|2024-01|not|and|or|where|among|sum[(]|pct[(]|[(]|[)]|,|>|=|-|[*]|\"x\"|%) ){0,40}") {
        let files = Files::new([("a".to_owned(), text.clone())]);
        let file = files.find("a").expect("just added");
        let span = match formula(&text, file, &Origin::straight(0)) {
            Ok(formula) => formula.span(),
            Err(problem) => problem.span,
        };
        prop_assert!(span.start <= span.end && span.end as usize <= text.len());
        prop_assert!(text.get(span.range()).is_some());
    }
}
