//! How to cite a briefing: as a line, in the styles that journals ask for, and as files for
//! programs that keep references.
//!
//! A briefing is a report in all of them. There is one kind of work, so that four small
//! writers do what a processor of citation styles would do with a hundred packages.

use serde_json::json;

use super::page::absolute;
use super::scope::Scope;
use super::views::CiteView;
use crate::date::PartialDate;
use crate::lang::Lang;
use crate::model::PersonKind;
use crate::resolve::words_in;

/// What all ways of citing say.
struct Work {
    /// The names as they are printed, and whether they are those of people.
    names: Vec<(String, PersonKind)>,
    title: String,
    date: Option<PartialDate>,
    /// The publisher; empty where it is the author.
    publisher: String,
    /// The whole address; may be empty.
    url: String,
    lang: Lang,
    id: String,
}

fn work(scope: &Scope) -> Work {
    let settings = &scope.site.settings;
    let publisher = match settings.publisher.name.as_str() {
        "" => settings.title.clone(),
        name => name.to_owned(),
    };
    let people = scope.page.authors.iter();
    let people = people.filter_map(|key| scope.site.data.people.get(&key.value));
    let mut names: Vec<(String, PersonKind)> =
        people.map(|person| (person.name.clone(), person.kind)).collect();
    if names.is_empty() {
        names.push((publisher.clone(), PersonKind::Institution));
    }
    let is_author = names.iter().any(|(name, _)| *name == publisher);
    let date = scope.page.date.as_ref().map(|date| date.value);
    let year = date.map_or_else(String::new, |date| format!("-{}", date.first_day().year()));
    let language = if scope.lang == settings.language {
        String::new()
    } else {
        format!("-{}", scope.lang.code())
    };
    Work {
        names,
        title: words_in(&scope.page.title.content, scope.site, scope.lang),
        date,
        publisher: if is_author { String::new() } else { publisher },
        url: absolute(scope, &scope.site.folder(scope.page)),
        lang: scope.lang,
        id: format!("{}{year}{language}", scope.page.slug),
    }
}

impl Work {
    /// A title that asks or exclaims needs no stop.
    fn stop(&self) -> &'static str {
        if self.title.ends_with(['.', '!', '?', '…', '？', '！', '。']) { "" } else { "." }
    }

    fn year(&self) -> String {
        self.date.map_or_else(|| "n.d.".to_owned(), |date| date.first_day().year().to_string())
    }

    /// The parts of the date that are known, as numbers.
    fn date_parts(&self) -> Vec<i32> {
        let iso = self.date.map_or_else(String::new, PartialDate::iso);
        iso.split('-').filter_map(|part| part.parse().ok()).collect()
    }
}

/// A name with the family's first, where that can be told: "Given Family" is, a name
/// without a space or of an institution is not.
fn family_first(name: &str, kind: PersonKind) -> Option<(&str, &str)> {
    let (given, family) = name.rsplit_once(' ')?;
    (kind == PersonKind::Person && !name.contains(',')).then_some((family, given))
}

fn inverted(name: &str, kind: PersonKind) -> String {
    family_first(name, kind)
        .map_or_else(|| name.to_owned(), |(family, given)| format!("{family}, {given}"))
}

/// How to cite a briefing, in one line: who, when, what, where.
pub(super) fn line(scope: &Scope) -> String {
    let work = work(scope);
    let names: Vec<&str> = work.names.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(&scope.theme.word(scope.lang, "comma"));
    let date = work.date.map_or_else(String::new, PartialDate::iso);
    let (title, publisher, url) = (&work.title, &work.publisher, &work.url);
    if scope.lang == Lang::Zh {
        let date = if date.is_empty() { date } else { format!("（{date}）") };
        let publisher =
            if publisher.is_empty() { String::new() } else { format!("{publisher}。") };
        return format!("{names}{date}：《{title}》。{publisher}{url}");
    }
    let date = if date.is_empty() { date } else { format!(" ({date})") };
    let publisher = if publisher.is_empty() { String::new() } else { format!(" {publisher}.") };
    let url = if url.is_empty() { String::new() } else { format!(" {url}") };
    format!("{names}{date}: {title}{}{publisher}{url}", work.stop())
}

/// The same in the styles of the American Psychological Association and of Chicago, which
/// are written in English whatever the language of the work.
pub(super) fn styles(scope: &Scope) -> Vec<CiteView> {
    let work = work(scope);
    vec![
        CiteView { style: "APA", text: apa(&work) },
        CiteView { style: "Chicago", text: chicago(&work) },
    ]
}

/// Publication manual of the American Psychological Association, seventh edition, 10.4.
fn apa(work: &Work) -> String {
    let names: Vec<String> = work
        .names
        .iter()
        .map(|(name, kind)| match family_first(name, *kind) {
            Some((family, given)) => {
                let initials = given.split([' ', '-']).filter_map(|part| part.chars().next());
                let initials: Vec<String> = initials.map(|letter| format!("{letter}.")).collect();
                format!("{family}, {}", initials.join(" "))
            }
            None => name.clone(),
        })
        .collect();
    let names = match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{}, & {last}", others.join(", ")),
        _ => names.join(", "),
    };
    let names = if names.ends_with('.') { names } else { format!("{names}.") };
    let date = match work.date {
        None => "n.d.".to_owned(),
        Some(date) => {
            // "30 June 2026" is "2026, June 30" there.
            let written = date.write(Lang::En);
            let words: Vec<&str> = written.split(' ').collect();
            match words[..] {
                [day, month, year] => format!("{year}, {month} {day}"),
                [month, year] => format!("{year}, {month}"),
                _ => written,
            }
        }
    };
    let publisher = sentence(&work.publisher);
    let url = if work.url.is_empty() { String::new() } else { format!(" {}", work.url) };
    format!("{names} ({date}). {}{}{publisher}{url}", work.title, work.stop())
}

/// Chicago manual of style, seventeenth edition, author and date (15.50).
fn chicago(work: &Work) -> String {
    let names: Vec<String> = work
        .names
        .iter()
        .enumerate()
        .map(|(at, (name, kind))| if at == 0 { inverted(name, *kind) } else { name.clone() })
        .collect();
    let names = match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{}, and {last}", others.join(", ")),
        _ => names.join(", "),
    };
    let names = if names.ends_with('.') { names } else { format!("{names}.") };
    let publisher = sentence(&work.publisher);
    let day = work.date.map(|date| date.write(Lang::En)).filter(|text| text.contains(' '));
    let day = day.map_or_else(String::new, |text| {
        let words: Vec<&str> = text.split(' ').collect();
        match words[..] {
            [day, month, year] => format!(" {month} {day}, {year}."),
            _ => format!(" {text}."),
        }
    });
    let url = if work.url.is_empty() { String::new() } else { format!(" {}.", work.url) };
    format!("{names} {}. “{}{}”{publisher}{day}{url}", work.year(), work.title, work.stop())
}

fn sentence(text: &str) -> String {
    match text {
        "" => String::new(),
        text if text.ends_with('.') => format!(" {text}"),
        text => format!(" {text}."),
    }
}

/// A BibTeX entry. Braces keep the capitals of titles and the names of institutions whole.
pub(super) fn bibtex(scope: &Scope) -> String {
    let work = work(scope);
    let names: Vec<String> = work
        .names
        .iter()
        .map(|(name, kind)| match family_first(name, *kind) {
            Some((family, given)) => format!("{}, {}", tex(family), tex(given)),
            None => format!("{{{}}}", tex(name)),
        })
        .collect();
    let publisher = if work.publisher.is_empty() { &work.names[0].0 } else { &work.publisher };
    let mut fields = vec![
        ("author", names.join(" and ")),
        ("title", format!("{{{}}}", tex(&work.title))),
        ("institution", tex(publisher)),
    ];
    let parts = work.date_parts();
    if let Some(year) = parts.first() {
        fields.push(("year", year.to_string()));
    }
    if let Some(month) = parts.get(1) {
        fields.push(("month", month.to_string()));
    }
    if let Some(date) = work.date {
        fields.push(("date", date.iso()));
    }
    if !work.url.is_empty() {
        fields.push(("url", work.url.clone()));
    }
    let language = match work.lang {
        Lang::En => "english",
        Lang::De => "ngerman",
        Lang::Zh => "chinese",
    };
    fields.push(("langid", language.to_owned()));
    let lines: Vec<String> =
        fields.into_iter().map(|(key, value)| format!("  {key} = {{{value}}},\n")).collect();
    format!("@techreport{{{},\n{}}}\n", work.id, lines.concat())
}

/// Text in which nothing commands TeX.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', char]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            char => out.push(char),
        }
    }
    out
}

/// A reference as RIS, which ends its lines as Windows does.
pub(super) fn ris(scope: &Scope) -> String {
    let work = work(scope);
    let mut lines = vec![("TY", "RPRT".to_owned())];
    lines.extend(work.names.iter().map(|(name, kind)| ("AU", inverted(name, *kind))));
    lines.push(("TI", work.title.clone()));
    if !work.publisher.is_empty() {
        lines.push(("PB", work.publisher.clone()));
    }
    if let Some(date) = work.date {
        lines.push(("PY", work.year()));
        lines.push(("DA", date.iso().replace('-', "/")));
    }
    if !work.url.is_empty() {
        lines.push(("UR", work.url.clone()));
    }
    lines.push(("LA", work.lang.code().to_owned()));
    lines.push(("ER", String::new()));
    let lines: Vec<String> =
        lines.into_iter().map(|(tag, value)| format!("{tag}  - {value}\r\n")).collect();
    lines.concat()
}

/// A reference as CSL-JSON, which Zotero, pandoc and most others read.
pub(super) fn csl(scope: &Scope) -> String {
    let work = work(scope);
    let names: Vec<serde_json::Value> = work
        .names
        .iter()
        .map(|(name, kind)| match family_first(name, *kind) {
            Some((family, given)) => json!({"family": family, "given": given}),
            None => json!({"literal": name}),
        })
        .collect();
    let mut item = json!({
        "id": work.id,
        "type": "report",
        "title": work.title,
        "author": names,
        "language": work.lang.bcp47(),
    });
    if let Some(item) = item.as_object_mut() {
        let parts = work.date_parts();
        if !parts.is_empty() {
            item.insert("issued".to_owned(), json!({"date-parts": [parts]}));
        }
        for (key, value) in [("publisher", &work.publisher), ("URL", &work.url)] {
            if !value.is_empty() {
                item.insert(key.to_owned(), json!(value));
            }
        }
    }
    let mut text = serde_json::to_string_pretty(&json!([item])).expect("values of JSON are JSON");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(names: &[(&str, PersonKind)], date: &str) -> Work {
        Work {
            names: names.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect(),
            title: "Prices & chips".to_owned(),
            date: PartialDate::parse_iso(date).ok(),
            publisher: "Example Institute".to_owned(),
            url: "https://example.org/chips/".to_owned(),
            lang: Lang::En,
            id: "chips-2026".to_owned(),
        }
    }

    const DESK: &[(&str, PersonKind)] = &[("Research desk", PersonKind::Role)];
    const TWO: &[(&str, PersonKind)] =
        &[("First Author", PersonKind::Person), ("Second A. Author", PersonKind::Person)];

    #[test]
    fn apa_has_initials_and_the_year_first() {
        #[track_caller]
        fn check(names: &[(&str, PersonKind)], date: &str, expected: &str) {
            assert_eq!(apa(&work(names, date)), expected);
        }
        check(
            DESK,
            "2026-06-30",
            "Research desk. (2026, June 30). Prices & chips. Example Institute. https://example.org/chips/",
        );
        check(
            TWO,
            "2026-06",
            "Author, F., & Author, S. A. (2026, June). Prices & chips. Example Institute. https://example.org/chips/",
        );
        check(
            DESK,
            "",
            "Research desk. (n.d.). Prices & chips. Example Institute. https://example.org/chips/",
        );
    }

    #[test]
    fn chicago_inverts_the_first_name_only() {
        #[track_caller]
        fn check(names: &[(&str, PersonKind)], date: &str, expected: &str) {
            assert_eq!(chicago(&work(names, date)), expected);
        }
        check(
            DESK,
            "2026-06-30",
            "Research desk. 2026. “Prices & chips.” Example Institute. June 30, 2026. https://example.org/chips/.",
        );
        check(
            TWO,
            "2026",
            "Author, First, and Second A. Author. 2026. “Prices & chips.” Example Institute. https://example.org/chips/.",
        );
    }

    #[test]
    fn nothing_commands_tex() {
        assert_eq!(tex("50% of R&D_x {y}"), "50\\% of R\\&D\\_x \\{y\\}");
        assert_eq!(tex("a\\b~c^d"), "a\\textbackslash{}b\\textasciitilde{}c\\textasciicircum{}d");
    }

    #[test]
    fn an_institution_has_no_family_name() {
        assert_eq!(inverted("Research desk", PersonKind::Role), "Research desk");
        assert_eq!(inverted("First Author", PersonKind::Person), "Author, First");
        assert_eq!(inverted("李明", PersonKind::Person), "李明");
    }
}
