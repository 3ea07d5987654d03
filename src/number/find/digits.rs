//! Numbers in digits, and which of them are no figures.

use std::ops::Range;

use super::{
    Found, Written,
    context::{begins_sentence, measured, word_before, word_behind},
    lists,
};
use crate::lang::Lang;
use crate::number::{
    currency,
    numeral::{self, plain},
    scan::{Cursor, is_letter},
};

/// Digits with their marks, and all that stands round them.
struct Run<'a> {
    text: &'a str,
    at: Range<usize>,
    lang: Lang,
}

/// Why digits are no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Other {
    /// A year, a time, a version, a name: by itself.
    Alone,
    /// A day, whose month another number may share: "3 to 5 May".
    Day,
    /// A reference to a part or an act, which may name several: "sections 3 and 4".
    Reference,
}

/// The figures among the digits of a text.
pub(super) fn found(text: &str, lang: Lang) -> Vec<Found> {
    let runs = runs(text, lang);
    let mut others: Vec<Option<Other>> = runs.iter().map(Run::other).collect();
    share(&runs, &mut others, text);

    let mut found: Vec<Found> = Vec::new();
    for (run, other) in runs.iter().zip(&others) {
        let inside = found.last().is_some_and(|last| run.at.start < last.at.end);
        if other.is_some() || inside {
            continue;
        }
        let at = run.extent();
        // A sign between two numbers belongs to the first.
        let before = found.last().map_or(0, |last| last.at.end);
        let at = at.start.max(before)..at.end;
        let joined = found.last_mut().filter(|last| is_range(&text[last.at.end..run.at.start]));
        match joined {
            Some(last) => last.at.end = at.end,
            None => found.push(Found { at, written: Written::Digits }),
        }
    }
    found
}

/// Every run of digits in a text.
fn runs(text: &str, lang: Lang) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(|char| numeral::digit(char).is_some()) {
        let start = at + next;
        let length = numeral::run_of_digits(&text[start..]).len();
        runs.push(Run { text, at: start..start + length, lang });
        at = start + length;
    }
    runs
}

/// A day shares its month with those joined to it, a reference its word.
fn share(runs: &[Run<'_>], others: &mut [Option<Other>], text: &str) {
    let joined = |left: usize| {
        let between = &text[runs[left].at.end..runs[left + 1].at.start];
        lists::JOINERS.contains(&between.trim_matches(['.', ' ', '\u{a0}', '日', '号', ')', '(']))
            || between == "("
    };
    for at in 1..runs.len() {
        let reference = others[at - 1] == Some(Other::Reference);
        let day = others[at - 1] == Some(Other::Day) && runs[at].is_day();
        if others[at].is_none() && (reference || day) && joined(at - 1) && !runs[at].is_measured() {
            others[at] = others[at - 1];
        }
    }
    for at in (1..runs.len()).rev() {
        let day = others[at] == Some(Other::Day) && runs[at - 1].is_day();
        if others[at - 1].is_none() && day && joined(at - 1) && !runs[at - 1].is_measured() {
            others[at - 1] = Some(Other::Day);
        }
    }
}

/// Whether only a dash or a joining word stands between the ends of a range.
fn is_range(between: &str) -> bool {
    let word = between.trim();
    matches!(word, "–" | "—" | "-" | "‑" | "to" | "bis" | "至" | "到" | "～" | "~" | "−")
}

impl Run<'_> {
    fn digits(&self) -> &str {
        &self.text[self.at.clone()]
    }

    fn before(&self) -> &str {
        &self.text[..self.at.start]
    }

    fn behind(&self) -> &str {
        &self.text[self.at.end..]
    }

    /// The value of plain digits without any mark.
    fn plain(&self) -> Option<u32> {
        let plain = self.digits().bytes().all(|byte| byte.is_ascii_digit());
        self.digits().parse().ok().filter(|_| plain)
    }

    fn is_day(&self) -> bool {
        self.digits().len() <= 2 && self.plain().is_some_and(|day| (1..=31).contains(&day))
    }

    /// Whether a scale, a sign, a currency or a unit stands beside the digits.
    fn is_measured(&self) -> bool {
        self.currency_before().is_some() || measured(self.behind(), self.lang).is_some()
    }

    /// Where the currency before the digits begins: "US$", "EUR ".
    fn currency_before(&self) -> Option<usize> {
        let trimmed = self.before().trim_end_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
        // Signs and codes are short; the longest is a word such as "RMB".
        let starts = trimmed.char_indices().rev().take(8).map(|(at, _)| at);
        starts
            .filter(|at| {
                let whole = currency::eat(Cursor::new(&trimmed[*at..]))
                    .is_some_and(|(_, after)| after.rest().is_empty());
                let cut =
                    trimmed[..*at].ends_with(is_letter) && trimmed[*at..].starts_with(is_letter);
                whole && !cut
            })
            .last()
    }

    /// The bytes of the number with its currency, scale and sign.
    fn extent(&self) -> Range<usize> {
        let start = self.currency_before().unwrap_or(self.at.start);
        let start = match self.text[..start].chars().next_back() {
            Some(sign @ ('−' | '-' | '+' | '~' | '<' | '>' | '≥' | '≤' | '≈'))
                if !self.text[..start - sign.len_utf8()]
                    .ends_with(|char: char| char.is_alphanumeric()) =>
            {
                start - sign.len_utf8()
            }
            _ => start,
        };
        // An exponent belongs to the number: 2.1 × 10^25.
        let cursor = Cursor::new(&self.text[self.at.start..]);
        let whole = numeral::numeral(cursor, self.lang).ok().flatten();
        let end = whole.map_or(self.at.end, |(_, after)| self.at.start + after.at());
        let end = end.max(self.at.end);
        let more = measured(&self.text[end..], self.lang).unwrap_or(0);
        start..end + more
    }

    /// Why the digits are no figure, if they are none by what stands beside them.
    fn other(&self) -> Option<Other> {
        if self.lang == Lang::Zh
            && let Some(other) = self.chinese()
        {
            return Some(other);
        }
        if self.is_day_of_month() || self.is_hour() {
            return Some(Other::Day);
        }
        if self.is_part_of_name() || self.is_clock() || self.is_code() {
            return Some(Other::Alone);
        }
        if self.is_year() || self.is_ordinal() {
            return Some(Other::Alone);
        }
        if self.is_reference() {
            return Some(Other::Reference);
        }
        (self.lang == Lang::En && self.follows_a_name()).then_some(Other::Alone)
    }

    /// Letters that touch the digits make a name of them: "H100", "GPT-4", "5G", "v2".
    fn is_part_of_name(&self) -> bool {
        let before = self.before();
        let word = before.trim_end_matches(['-', '‑', '.']);
        let letters = word.len() - word.trim_end_matches(is_letter).len();
        // "v.2" is a version; a longer word before a full stop ends a sentence that lacks its
        // space.
        let stops = before.ends_with('.');
        let short = letters <= 2 && word.ends_with(char::is_lowercase);
        let prefixed = letters > 0 && (!stops || short) && self.currency_before().is_none();
        prefixed || before.ends_with(['#', '№', '@', '_', '/', '\\']) || self.suffix_is_name()
    }

    /// Letters behind the digits that are no unit: "5G", "7B", "1990s".
    fn suffix_is_name(&self) -> bool {
        let behind = self.behind();
        // "9-Euro-Ticket": a word of several parts is a name.
        let parts = behind.strip_prefix('-').map(|rest| rest.trim_start_matches(is_letter));
        if self.lang == Lang::De && parts.is_some_and(|rest| rest.starts_with('-')) {
            return true;
        }
        let suffix = &behind[..behind.len() - behind.trim_start_matches(is_letter).len()];
        if suffix.is_empty() {
            let slash = behind.strip_prefix('/');
            return slash.is_some_and(|rest| rest.starts_with(|char: char| char.is_alphanumeric()));
        }
        let goes_on = behind[suffix.len()..].starts_with(|char: char| char.is_ascii_digit());
        let known = lists::SUFFIXES.contains(&suffix)
            || self.currency_before().is_some()
            || measured(behind, self.lang).is_some_and(|length| {
                length >= suffix.len()
                    && suffix
                        .chars()
                        .next()
                        .is_some_and(|first| first.is_lowercase() || suffix.len() > 1)
            });
        goes_on || !known
    }

    /// A time of day or a ratio with a colon, a version of three parts, a year of two digits.
    fn is_clock(&self) -> bool {
        let before = self.before();
        let behind = self.behind();
        let colon_before = before
            .strip_suffix(':')
            .is_some_and(|rest| rest.ends_with(|char: char| char.is_ascii_digit()));
        let colon_behind = behind
            .strip_prefix(':')
            .is_some_and(|rest| rest.starts_with(|char: char| char.is_ascii_digit()));
        let short_year = before.ends_with(['\'', '’', '‘'])
            && self.digits().len() == 2
            && !before
                .trim_end_matches(['\'', '’', '‘'])
                .ends_with(|char: char| char.is_alphanumeric());
        colon_before
            || colon_behind
            || short_year
            || before.ends_with("UTC+")
            || before.ends_with("T+")
            || before.ends_with("GMT+")
    }

    /// An hour of the day, whose word others may share: "zwischen 22 und 6 Uhr".
    fn is_hour(&self) -> bool {
        let behind = word_behind(self.behind()).trim_end_matches('.').to_lowercase();
        lists::clock(self.lang).contains(&behind.as_str())
    }

    /// A version, an ISO date, an identifier: digits with marks that make no number.
    fn is_code(&self) -> bool {
        let digits = self.digits();
        let version = digits.matches('.').count() >= 2 && plain(digits, self.lang).is_none();
        let padded = digits.len() > 1 && digits.starts_with('0') && self.plain().is_some();
        version || padded || self.goes_on_from_a_year() || self.is_even_chance()
    }

    /// 2024-03-28, 2024-25, 2024–25: what a year begins with a dash is a date or a season.
    fn goes_on_from_a_year(&self) -> bool {
        let short = self.digits().len() == 2 && self.plain().is_some();
        let before = self.before();
        let start = before.trim_end_matches(|char: char| char.is_ascii_digit() || is_dash(char));
        let chain = &before[start.len()..];
        short && chain.ends_with(is_dash) && chain.get(..4).is_some_and(is_year)
    }

    /// "50-50" is a figure of speech.
    fn is_even_chance(&self) -> bool {
        let behind = self.behind().strip_prefix(is_dash);
        let before = self.before().strip_suffix(is_dash);
        let twin = behind.is_some_and(|rest| rest.starts_with("50"))
            || before.is_some_and(|rest| rest.ends_with("50"));
        self.digits() == "50" && twin
    }

    /// A day beside its month: "28 March", "March 28", "28. März", "28.3.".
    fn is_day_of_month(&self) -> bool {
        let digits = self.digits();
        let before = word_before(self.before()).trim_end_matches([',', '.']).to_lowercase();
        let months = lists::months(self.lang);
        if self.lang == Lang::De {
            let parts: Vec<&str> = digits.split('.').collect();
            let figures = parts.iter().all(|part| (1..=2).contains(&part.len()));
            if parts.len() == 2 && figures && self.behind().starts_with('.') {
                return true;
            }
        }
        if !self.is_day() || self.is_measured() {
            return false;
        }
        let behind = self.behind().trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}']);
        let behind =
            lists::ORDINAL_ENDS.iter().find_map(|end| behind.strip_prefix(end)).unwrap_or(behind);
        let behind = behind.trim_start();
        let behind = behind.strip_prefix("of ").unwrap_or(behind);
        let behind = word_behind(behind).trim_end_matches(['.', ',']).to_lowercase();
        months.contains(&before.as_str()) || months.contains(&behind.as_str())
    }

    /// Four digits that are a year, unless something says that they count.
    fn is_year(&self) -> bool {
        if !is_year(self.digits()) || self.is_measured() {
            return false;
        }
        let before = word_before(self.before()).to_lowercase();
        // "less than 2023" compares with a year where nothing is counted behind it.
        let compared = self.behind().trim_start().is_empty()
            || !self.behind().starts_with(char::is_whitespace);
        let counted = !(compared && matches!(before.as_str(), "than" | "als"))
            && lists::counting(self.lang).contains(&before.as_str())
            && !lists::months(self.lang)
                .contains(&word_behind(self.behind()).to_lowercase().as_str());
        let behind = self.behind().trim_start();
        let things = self.lang == Lang::Zh && super::chinese::is_counted(behind);
        !counted && !things
    }

    /// "3rd", "21st", and in German "der 3. Platz".
    fn is_ordinal(&self) -> bool {
        let behind = self.behind();
        match self.lang {
            Lang::En => lists::ORDINAL_ENDS.iter().any(|end| {
                behind.strip_prefix(end).is_some_and(|rest| !rest.starts_with(is_letter))
            }),
            Lang::De => {
                let Some(rest) = behind.strip_prefix('.') else { return false };
                let goes_on = rest.starts_with([' ', '\u{a0}', '\u{202f}', '-', ',', ';', ')'])
                    && !rest.trim_start().is_empty();
                let before = word_before(self.before()).to_lowercase();
                let led = lists::BEFORE_ORDINALS_DE.contains(&before.as_str())
                    || begins_sentence(self.before());
                self.digits().len() <= 3 && self.plain().is_some() && goes_on && led
            }
            Lang::Zh => false,
        }
    }

    /// "section 3", "Art. 5", "§ 12", "Resolution 2231".
    fn is_reference(&self) -> bool {
        if self.is_measured() {
            return false;
        }
        let before = self.before();
        let word = word_before(before);
        let bare = word.trim_end_matches('.').to_lowercase();
        let known = lists::references(self.lang).contains(&bare.as_str());
        let nested = before.ends_with('(')
            && before[..before.len() - 1].ends_with(|char: char| char.is_ascii_digit());
        // "(EU) 2024/1689" is masked by its slash.
        known || word.starts_with('§') || nested
    }

    /// A name in the middle of a sentence, with its number: "Resolution 2231", "Pixel 8".
    fn follows_a_name(&self) -> bool {
        let word = word_before(self.before());
        let start = self.before().trim_end().len() - word.len();
        let capital =
            word.starts_with(char::is_uppercase) && word.ends_with(is_letter) && word.len() > 1;
        let plain = self.digits().len() <= 4 && !self.digits().contains(',') && !self.is_measured();
        if !capital || !plain || begins_sentence(&self.before()[..start]) {
            return false;
        }
        let behind = self.behind();
        let next = word_behind(behind);
        let ends = behind.is_empty() || behind.starts_with(|char: char| !char.is_whitespace());
        let goes_on = next.starts_with(|char: char| !char.is_lowercase())
            || lists::FUNCTION_WORDS.contains(&next.trim_end_matches('.').to_lowercase().as_str());
        ends || goes_on
    }

    /// What only Chinese writes: 2024年, 3月28日, 第5条, 表2.
    fn chinese(&self) -> Option<Other> {
        let before = self.before().trim_end();
        let behind = self.behind().trim_start();
        let year = self.digits().len() == 4 && behind.starts_with('年')
            || behind.starts_with("世纪")
            || behind.starts_with("年代")
            || is_year(self.digits()) && behind.starts_with(['—', '-', '–', '至', '、', '/']);
        if year {
            return Some(Other::Alone);
        }
        if self.is_day() && behind.starts_with(['月', '日', '号']) && !behind.starts_with("日内")
        {
            return Some(Other::Day);
        }
        let clock = behind.starts_with('时') && !behind.starts_with("时代")
            || behind.starts_with('点') && self.is_day() && !before.ends_with("指数")
            || behind.starts_with("热线")
            || behind.starts_with('分') && before.ends_with(['时', '点']);
        let ordinal = before.ends_with('第')
            || ["届", "号令", "号文", "号公告", "号"].iter().any(|end| behind.starts_with(end))
            || before.ends_with('〔');
        if clock || ordinal {
            return Some(Other::Reference);
        }
        let reference = lists::references(Lang::Zh).iter().any(|word| before.ends_with(word));
        let latin = before.ends_with(|char: char| char.is_ascii_alphabetic())
            && self.currency_before().is_none();
        let reference = reference || latin;
        let version = behind.starts_with('版') || behind.starts_with("代");
        (reference && !self.is_measured() || version).then_some(Other::Reference)
    }
}

fn is_dash(char: char) -> bool {
    matches!(char, '-' | '‑' | '–')
}

/// Whether four digits may be a year.
fn is_year(digits: &str) -> bool {
    let plain = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain && ("1800"..="2100").contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::words;

    #[test]
    fn words_that_count_are_ends_of_hedges() {
        let known: Vec<&str> = words::hedges(Lang::En).iter().map(|(hedge, _)| *hedge).collect();
        for word in lists::counting(Lang::En) {
            assert!(known.iter().any(|hedge| hedge.ends_with(word)), "{word}");
        }
    }
}
