//! Dates as far as they are known, and the words they are written in.

mod moment;

pub use moment::{Embargo, Moment};

use std::{cmp::Ordering, fmt};

use jiff::{Span, civil::Date};

use crate::lang::Lang;

/// A day, or a month or a year when no more is known.
///
/// A source that says "March 2024" must not become the first of March: what is not known
/// is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// A year.
    Year(i16),
    /// A year and its month, 1 to 12.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It does not look like a date at all.
    NotADate,
    /// It has a date's form, but the calendar has no such day or month.
    Impossible,
}

impl fmt::Display for DateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            DateError::NotADate => "not a date: write `2024-03-28`, `2024-03` or `2024`",
            DateError::Impossible => "the calendar has no such date",
        })
    }
}

impl std::error::Error for DateError {}

impl PartialDate {
    /// The date written as `2024-03-28`, `2024-03` or `2024`, and nothing else.
    pub fn parse_iso(text: &str) -> Result<PartialDate, DateError> {
        let parts: Vec<&str> = text.split('-').collect();
        let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        let all_digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !all_digits || ![&[4][..], &[4, 2], &[4, 2, 2]].contains(&widths.as_slice()) {
            return Err(DateError::NotADate);
        }

        let number = |index: usize| parts.get(index).and_then(|part| part.parse::<i16>().ok());
        build(number(0).ok_or(DateError::NotADate)?, number(1), number(2))
            .ok_or(DateError::Impossible)
    }

    /// The date as `2024-03-28`, `2024-03` or `2024`.
    pub fn iso(self) -> String {
        match self {
            PartialDate::Year(year) => format!("{year:04}"),
            PartialDate::Month(year, month) => format!("{year:04}-{month:02}"),
            PartialDate::Day(date) => {
                format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
            }
        }
    }

    /// The date in words: "28 August 2024", "28. August 2024", "2024年8月28日".
    pub fn write(self, lang: Lang) -> String {
        self.write_with(lang, month_name)
    }

    /// The date in short words: "28 Aug 2024", "28. Aug. 2024", "2024年8月28日".
    pub fn write_short(self, lang: Lang) -> String {
        self.write_with(lang, short_month_name)
    }

    fn write_with(self, lang: Lang, name: fn(i8, Lang) -> &'static str) -> String {
        match (lang, self) {
            (Lang::En | Lang::De, PartialDate::Year(year)) => year.to_string(),
            (Lang::En | Lang::De, PartialDate::Month(year, month)) => {
                format!("{} {year}", name(month, lang))
            }
            (Lang::En, PartialDate::Day(date)) => {
                format!("{} {} {}", date.day(), name(date.month(), lang), date.year())
            }
            (Lang::De, PartialDate::Day(date)) => {
                format!("{}. {} {}", date.day(), name(date.month(), lang), date.year())
            }
            (Lang::Zh, PartialDate::Year(year)) => format!("{year}年"),
            (Lang::Zh, PartialDate::Month(year, month)) => format!("{year}年{month}月"),
            (Lang::Zh, PartialDate::Day(date)) => {
                format!("{}年{}月{}日", date.year(), date.month(), date.day())
            }
        }
    }

    /// The first day the date may mean.
    pub fn first_day(self) -> Date {
        let (year, month) = match self {
            PartialDate::Year(year) => (year, 1),
            PartialDate::Month(year, month) => (year, month),
            PartialDate::Day(date) => return date,
        };
        Date::new(year, month, 1).expect("years have four digits and months are 1 to 12")
    }

    /// The last day the date may mean.
    pub fn last_day(self) -> Date {
        match self {
            PartialDate::Year(_) => self.first_day().last_of_year(),
            PartialDate::Month(..) => self.first_day().last_of_month(),
            PartialDate::Day(date) => date,
        }
    }

    /// Whether every day `other` may mean is one of ours: March 2024 contains its 28th.
    ///
    /// A text agrees with the data when the text's date contains the data's. The other way
    /// round the text says more than is known.
    pub fn contains(self, other: PartialDate) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// The date an author wrote in a sentence, in the page's language or as ISO.
    pub fn read(text: &str, lang: Lang) -> Option<PartialDate> {
        let text = text.trim().trim_end_matches(['.', ',']);
        PartialDate::parse_iso(text).ok().or_else(|| match lang {
            Lang::En => read_words(text, lang),
            Lang::De => read_german_figures(text).or_else(|| read_words(text, lang)),
            Lang::Zh => read_chinese(text),
        })
    }

    /// The date in the form that another text is written in: "March 28, 2024", "28.3.2024",
    /// "28 March". Nothing for the usual form, which [`PartialDate::write`] gives.
    pub fn like(self, text: &str, lang: Lang) -> Option<String> {
        let PartialDate::Day(date) = self else { return None };
        let has_year = text.split(|char: char| !char.is_ascii_digit()).any(|part| part.len() == 4);
        let (day, month, year) = (date.day(), month_name(date.month(), lang), date.year());
        // A text without a day stays without one.
        let days = text
            .split(|char: char| !char.is_ascii_digit())
            .filter(|part| (1..=2).contains(&part.len()));
        let (month_first, figures) =
            (text.starts_with(char::is_alphabetic), text.matches('.').count() >= 2);
        match (lang, days.count()) {
            (_, 0) => None,
            (Lang::En, _) if month_first && has_year => Some(format!("{month} {day}, {year}")),
            (Lang::En, _) if month_first => Some(format!("{month} {day}")),
            (Lang::En, _) if !has_year => Some(format!("{day} {month}")),
            (Lang::De, _) if figures && has_year => {
                let padded = text.starts_with('0') || text.contains(".0");
                let width = if padded { 2 } else { 1 };
                Some(format!("{day:0width$}.{:0width$}.{year}", date.month()))
            }
            (Lang::De, _) if !has_year => Some(format!("{day}. {month}")),
            (Lang::Zh, _) if !has_year => Some(format!("{}月{day}日", date.month())),
            _ => None,
        }
    }

    /// How much is known: 0 for a year, 1 for a month, 2 for a day.
    fn precision(self) -> u8 {
        match self {
            PartialDate::Year(_) => 0,
            PartialDate::Month(..) => 1,
            PartialDate::Day(_) => 2,
        }
    }
}

impl Ord for PartialDate {
    /// By the first day; of two that begin together, the vaguer comes first.
    fn cmp(&self, other: &PartialDate) -> Ordering {
        (self.first_day(), self.precision()).cmp(&(other.first_day(), other.precision()))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &PartialDate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.iso())
    }
}

/// A length of time in the calendar's own units, as `P90D`, `P6M`, `P2W` or `P1Y6M`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Period {
    /// Years.
    pub years: u16,
    /// Months, not carried into years.
    pub months: u16,
    /// Days; a week is seven.
    pub days: u16,
}

impl Period {
    /// The period of an ISO 8601 duration without a time of day.
    pub fn parse(text: &str) -> Option<Period> {
        let mut period = Period::default();
        let mut rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
        let mut allowed = "YMWD";

        while let Some(end) = rest.find(|char: char| !char.is_ascii_digit()) {
            let count: u16 = rest[..end].parse().ok().filter(|count| *count <= 9999)?;
            let letter = rest[end..].chars().next()?;
            allowed = &allowed[allowed.find(letter)? + 1..];
            match letter {
                'Y' => period.years = count,
                'M' => period.months = count,
                'W' => period.days = count.checked_mul(7)?,
                _ => period.days = period.days.checked_add(count)?,
            }
            rest = &rest[end + 1..];
        }
        rest.is_empty().then_some(period)
    }

    /// The period of a count and a letter, `30d`, `4w`, `6m` or `1y`, or of an ISO 8601
    /// duration: what is quick to type on a command line.
    pub fn parse_short(text: &str) -> Option<Period> {
        let upper = text.to_ascii_uppercase();
        let short = upper.len() > 1 && upper.bytes().filter(u8::is_ascii_alphabetic).count() == 1;
        Period::parse(&if short { format!("P{upper}") } else { upper })
    }

    /// The period in words: "3 months", "1 year and 6 months", "90 days"; of one unit, only
    /// the unit: "month".
    pub fn words(self) -> String {
        let parts = [(self.years, "year"), (self.months, "month"), (self.days, "day")];
        let counted: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| format!("{count} {noun}{}", if count == 1 { "" } else { "s" }))
            .collect();
        match (counted.as_slice(), parts.iter().find(|(count, _)| *count > 0)) {
            ([_], Some((1, noun))) => (*noun).to_owned(),
            ([], _) => "0 days".to_owned(),
            (words, _) => words.join(" and "),
        }
    }

    /// The day one period after `date`; a month's missing day becomes its last.
    pub fn after(self, date: Date) -> Date {
        let span = Span::new().years(self.years).months(self.months).days(self.days);
        date.saturating_add(span)
    }
}

/// The date of a year and perhaps a month and a day, if the calendar has it.
fn build(year: i16, month: Option<i16>, day: Option<i16>) -> Option<PartialDate> {
    let Some(month) = month else {
        return Some(PartialDate::Year(year));
    };
    let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    let Some(day) = day else {
        return Some(PartialDate::Month(year, month));
    };
    Date::new(year, month, i8::try_from(day).ok()?).ok().map(PartialDate::Day)
}

/// "28 March 2024", "28. März 2024", "March 28, 2024", "28th of March 2024", "March 2024".
fn read_words(text: &str, lang: Lang) -> Option<PartialDate> {
    let words: Vec<&str> = text
        .split(|char: char| char.is_whitespace() || char == ',')
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("of"))
        .collect();
    match words[..] {
        [name, year] => build(read_year(year)?, read_month(name, lang), None)
            .filter(|date| matches!(date, PartialDate::Month(..))),
        [first, second, year] => {
            let (day, month) = match read_month(second, lang) {
                Some(month) => (first, month),
                None => (second, read_month(first, lang)?),
            };
            build(read_year(year)?, Some(month), Some(read_day(day)?))
        }
        _ => None,
    }
}

/// "28.3.2024" and "28.03.2024".
fn read_german_figures(text: &str) -> Option<PartialDate> {
    match text.split('.').map(str::trim).collect::<Vec<_>>()[..] {
        [day, month, year] => build(read_year(year)?, Some(figures(month)?), Some(figures(day)?)),
        _ => None,
    }
}

/// "2024年3月28日", "2024年3月", "2024年".
fn read_chinese(text: &str) -> Option<PartialDate> {
    let (year, rest) = text.split_once('年')?;
    let year = read_year(year)?;
    let Some((month, rest)) = rest.split_once('月') else {
        return rest.trim().is_empty().then_some(PartialDate::Year(year));
    };
    let day = match rest.trim() {
        "" => None,
        rest => Some(figures(rest.strip_suffix(['日', '号'])?)?),
    };
    build(year, Some(figures(month)?), day)
}

fn read_year(text: &str) -> Option<i16> {
    figures(text).filter(|_| text.trim().len() == 4)
}

/// The day of "28", "28." and "28th".
fn read_day(text: &str) -> Option<i16> {
    let endings = ["st", "nd", "rd", "th", "."];
    figures(endings.iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text))
}

/// At most four digits and nothing else.
fn figures(text: &str) -> Option<i16> {
    let text = text.trim();
    let plain = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn read_month(word: &str, lang: Lang) -> Option<i16> {
    let word = word.to_lowercase();
    let word = word.trim_end_matches('.');
    let known = |month: &i8| {
        let full = month_name(*month, lang).to_lowercase();
        let short = short_month_name(*month, lang).to_lowercase();
        word == full || word == short.trim_end_matches('.') || (word == "sept" && *month == 9)
    };
    (1..=12).find(known).map(i16::from)
}

fn month_name(month: i8, lang: Lang) -> &'static str {
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const GERMAN: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    named(month, if lang == Lang::De { &GERMAN } else { &ENGLISH })
}

fn short_month_name(month: i8, lang: Lang) -> &'static str {
    const ENGLISH: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const GERMAN: [&str; 12] = [
        "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.",
        "Dez.",
    ];
    named(month, if lang == Lang::De { &GERMAN } else { &ENGLISH })
}

fn named(month: i8, names: &[&'static str; 12]) -> &'static str {
    let index = usize::try_from(month).expect("months are 1 to 12");
    names[index - 1]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check_iso(text: &str, expected: &str) {
        let got = match PartialDate::parse_iso(text) {
            Ok(date) => date.write(Lang::En),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(got, expected, "{text}");
    }

    #[track_caller]
    fn check_read(lang: Lang, text: &str, expected: &str) {
        let got = PartialDate::read(text, lang).map_or("-".to_owned(), PartialDate::iso);
        assert_eq!(got, expected, "{text}");
    }

    #[track_caller]
    fn check_written(iso: &str, expected: [&str; 4]) {
        let date = PartialDate::parse_iso(iso).unwrap();
        let [en, short, de, zh] = expected;
        assert_eq!(date.write(Lang::En), en);
        assert_eq!(date.write_short(Lang::En), short);
        assert_eq!(date.write(Lang::De), de);
        assert_eq!(date.write(Lang::Zh), zh);
        assert_eq!(date.iso(), iso);
    }

    #[test]
    fn an_iso_date_is_a_day_a_month_or_a_year() {
        check_iso("2024-08-28", "28 August 2024");
        check_iso("2024-08", "August 2024");
        check_iso("2024", "2024");
        check_iso("2024-02-29", "29 February 2024");
    }

    #[test]
    fn an_impossible_date_is_not_the_same_as_no_date() {
        for text in ["2024-02-30", "2023-02-29", "2024-13", "2024-00", "2024-04-00"] {
            check_iso(text, "Impossible");
        }
        for text in
            ["", "24", "2024-1-1", "2024-Q1", "March", "2024-03-28T00:00", "-2024", "２０２４"]
        {
            check_iso(text, "NotADate");
        }
    }

    #[test]
    fn a_date_is_written_as_its_language_does() {
        check_written(
            "2024-08-28",
            ["28 August 2024", "28 Aug 2024", "28. August 2024", "2024年8月28日"],
        );
        check_written("2024-03", ["March 2024", "Mar 2024", "März 2024", "2024年3月"]);
        check_written("2024", ["2024", "2024", "2024", "2024年"]);
    }

    #[test]
    fn english_dates_are_read_in_their_common_forms() {
        for text in [
            "28 March 2024",
            "March 28, 2024",
            "28th March 2024",
            "28th of March, 2024",
            "28 Mar 2024",
            "Mar. 28 2024",
            "2024-03-28",
            " 28 march 2024 ",
        ] {
            check_read(Lang::En, text, "2024-03-28");
        }
        check_read(Lang::En, "March 2024", "2024-03");
        check_read(Lang::En, "2024", "2024");
        for text in
            ["30 February 2024", "March", "28 March", "March 24", "soon", "28 March 2024 noon"]
        {
            check_read(Lang::En, text, "-");
        }
    }

    #[test]
    fn german_and_chinese_dates_are_read() {
        for text in ["28. März 2024", "28.3.2024", "28.03.2024", "28. 3. 2024", "2024-03-28"] {
            check_read(Lang::De, text, "2024-03-28");
        }
        check_read(Lang::De, "März 2024", "2024-03");
        check_read(Lang::De, "31.2.2024", "-");
        check_read(Lang::Zh, "2024年3月28日", "2024-03-28");
        check_read(Lang::Zh, "2024年3月", "2024-03");
        check_read(Lang::Zh, "2024年", "2024");
        check_read(Lang::Zh, "2024年3月28", "-");
    }

    #[test]
    fn a_less_precise_date_contains_the_precise_one_and_not_the_other_way() {
        let day = PartialDate::parse_iso("2024-03-28").unwrap();
        let month = PartialDate::parse_iso("2024-03").unwrap();
        assert!(month.contains(day) && PartialDate::Year(2024).contains(month));
        assert!(!day.contains(month) && !PartialDate::Year(2023).contains(day));
    }

    #[test]
    fn dates_sort_by_their_first_day() {
        let mut dates = ["2024-01-01", "2024-02", "2024", "2023-12-31"]
            .map(|text| PartialDate::parse_iso(text).unwrap());
        dates.sort();
        assert_eq!(dates.map(PartialDate::iso), ["2023-12-31", "2024", "2024-01-01", "2024-02"]);
    }

    #[test]
    fn a_period_is_added_in_the_calendar() {
        let cases = [
            ("P90D", "2024-06-26"),
            ("P6M", "2024-09-28"),
            ("P1Y", "2025-03-28"),
            ("P2W", "2024-04-11"),
            ("P1Y6M3D", "2025-10-01"),
        ];
        let date = Date::constant(2024, 3, 28);
        for (text, expected) in cases {
            assert_eq!(Period::parse(text).unwrap().after(date).to_string(), expected, "{text}");
        }
        for text in ["", "P", "90D", "P90", "P1M1Y", "PT5M", "P1D1D", "P99999999Y", "P-1D", "never"]
        {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = (PartialDate::parse_iso(&text), Period::parse(&text));
            for lang in Lang::ALL {
                let _ = PartialDate::read(&text, lang);
            }
        }

        #[test]
        fn what_is_written_is_read_again(year in 1000i16..=9999, month in 1i8..=12, day in 1i8..=31) {
            let month_only = PartialDate::Month(year, month);
            let day = Date::new(year, month, day).map(PartialDate::Day);
            for date in [Some(PartialDate::Year(year)), Some(month_only), day.ok()].into_iter().flatten() {
                prop_assert_eq!(PartialDate::parse_iso(&date.iso()), Ok(date));
                for lang in Lang::ALL {
                    prop_assert_eq!(PartialDate::read(&date.write(lang), lang), Some(date));
                    prop_assert_eq!(PartialDate::read(&date.write_short(lang), lang), Some(date));
                }
            }
        }
    }
}
