//! Formats of numbers as authors of charts write them: a small part of d3's, `,.0f`.

/// How a number is to be written, whatever the language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pattern {
    /// Whether numbers above zero have a plus.
    pub plus: bool,
    /// The sign of a currency, as in `US$`; may be empty.
    pub currency: String,
    /// Whether digits stand in groups of three.
    pub groups: bool,
    /// Digits after the decimal mark; of short numbers, digits that count.
    pub precision: Option<usize>,
    /// Whether zeros at the end are left out.
    pub trims: bool,
    /// What kind of number is written.
    pub notation: Notation,
}

/// What kind of number is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Notation {
    /// All digits.
    #[default]
    Plain,
    /// The first digits and a word: `1.2m`, `1,2 Mio.`, `120万`.
    Short,
    /// A part of a whole in percent.
    Percent,
}

impl Pattern {
    /// What can stand in a format.
    pub const KNOWN: &str = "a format is, in this order: `+` for a sign, a currency such as `$` or `¥`, `,` for groups of digits, `.2` for decimals, `~` to leave out zeros at the end, and `f` (all digits), `s` (short, as in 1.2m) or `%`";

    /// A format as written, if it is one.
    pub fn parse(text: &str) -> Option<Pattern> {
        let mut pattern = Pattern::default();
        let mut rest = text;
        if let Some(after) = rest.strip_prefix('+') {
            (pattern.plus, rest) = (true, after);
        }
        let end = rest.find(|c: char| !is_currency(c)).unwrap_or(rest.len());
        let (currency, after) = rest.split_at(end);
        // Letters alone are no currency: they would hide a slip.
        if currency.chars().any(|c| !c.is_ascii_uppercase()) {
            (pattern.currency, rest) = (currency.to_owned(), after);
        }
        if let Some(after) = rest.strip_prefix(',') {
            (pattern.groups, rest) = (true, after);
        }
        if let Some(after) = rest.strip_prefix('.') {
            let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
            let precision: usize = after[..digits].parse().ok()?;
            // A double has no more digits than this.
            pattern.precision = (precision <= 12).then_some(precision);
            pattern.precision?;
            rest = &after[digits..];
        }
        if let Some(after) = rest.strip_prefix('~') {
            (pattern.trims, rest) = (true, after);
        }
        pattern.notation = match rest {
            "" | "f" => Notation::Plain,
            "s" => Notation::Short,
            "%" => Notation::Percent,
            _ => return None,
        };
        (!text.is_empty()).then_some(pattern)
    }
}

fn is_currency(character: char) -> bool {
    character.is_ascii_uppercase() || matches!(character, '$' | '€' | '£' | '¥' | '₹' | '₩' | '元')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &Pattern) {
        assert_eq!(Pattern::parse(text).as_ref(), Some(expected));
    }

    #[test]
    fn a_format_is_read_part_by_part() {
        let plain = Pattern::default();
        check("f", &plain);
        check(",.0f", &Pattern { groups: true, precision: Some(0), ..plain.clone() });
        let short = Notation::Short;
        check(
            ".2~s",
            &Pattern { precision: Some(2), trims: true, notation: short, ..plain.clone() },
        );
        check(".0%", &Pattern { precision: Some(0), notation: Notation::Percent, ..plain.clone() });
        let dollars = "US$".to_owned();
        check("+US$,", &Pattern { plus: true, currency: dollars, groups: true, ..plain });
    }

    #[test]
    fn what_is_no_format_is_refused() {
        for text in ["", "x", ".f", ".2e", "0.0", "#,##0", ".99f", "f,", "USD", "%d", ",,", "s.2"] {
            assert_eq!(Pattern::parse(text), None, "{text}");
        }
    }
}
