//! `briefing.yaml`.

use std::collections::BTreeMap;

use super::data::check_id;
use super::yaml::{self, Fields, Value};
use crate::date::Period;
use crate::diag::{Checked, Code, Diagnostic};
use crate::files::{File, FileId, Span, Spanned};
use crate::lang::Lang;
use crate::model::{Brand, Level, Numbers, Publisher, Settings, Wording};

/// The languages a page can be in.
pub const LANGUAGES: [(&str, Lang); 3] = [("en", Lang::En), ("de", Lang::De), ("zh", Lang::Zh)];

/// The settings a file gives.
pub fn settings(id: FileId, file: &File) -> Checked<Settings> {
    let root = yaml::parse(id, &file.text, 0);
    let mut problems = root.problems;
    let place = Span::start_of(id);
    let mut fields = Fields::new(&root.value, place, "the settings file", &mut problems);

    let title = fields.need_text("title").map_or_else(String::new, |text| text.value);
    let description = fields.wording("description");
    let base_url =
        fields.text("base_url").map_or_else(String::new, |url| base_url(&url, &mut fields));
    let language = fields.choice("language", &LANGUAGES).map_or(Lang::default(), |lang| lang.value);
    let publisher = publisher(&mut fields);
    let license = optional(&mut fields, "license");
    let topics = wordings(&mut fields, "topics");
    let series = wordings(&mut fields, "series");
    let nav = fields.texts("nav");
    let numbers = numbers(&mut fields);
    let grace = freshness(&mut fields);
    let page_size = page_size(&mut fields);
    let png = fields.truth("png").unwrap_or(true);
    let brand = brand(&mut fields);
    fields.finish();

    let settings = Settings {
        title,
        description,
        base_url,
        language,
        publisher,
        license,
        topics,
        series,
        nav,
        page_size,
        png,
        brand,
        numbers,
        grace,
    };
    Checked { value: settings, problems }
}

/// How numbers without a source are met.
fn numbers(fields: &mut Fields) -> Numbers {
    const LEVELS: [(&str, Level); 3] =
        [("off", Level::Off), ("warning", Level::Warning), ("error", Level::Error)];
    let usual = Numbers::default();
    let Some(node) = fields.get("numbers") else { return usual };
    let mut inner = Fields::new(node, node.span, "`numbers`", fields.problems());
    let numbers = Numbers {
        digits: inner.choice("digits", &LEVELS).map_or(usual.digits, |level| level.value),
        words: inner.choice("words", &LEVELS).map_or(usual.words, |level| level.value),
        ignore: inner.texts("ignore").into_iter().map(|phrase| phrase.value).collect(),
    };
    inner.finish();
    numbers
}

/// `freshness: {grace: P30D}`
fn freshness(fields: &mut Fields) -> Option<Period> {
    let node = fields.get("freshness")?;
    let mut inner = Fields::new(node, node.span, "`freshness`", fields.problems());
    let grace = inner.period("grace");
    inner.finish();
    grace.map(|grace| grace.value)
}

fn optional(fields: &mut Fields, key: &'static str) -> String {
    fields.text(key).map_or_else(String::new, |text| text.value)
}

/// Things and their names.
fn wordings(fields: &mut Fields, key: &'static str) -> BTreeMap<String, Wording> {
    let entries = fields.named(key).iter();
    entries
        .filter_map(|entry| {
            check_id(&entry.key, fields.problems());
            let name = yaml::wording(&entry.value, &entry.key.value, fields.problems())?;
            Some((entry.key.value.clone(), name))
        })
        .collect()
}

/// How many briefings a list shows at a time.
fn page_size(fields: &mut Fields) -> usize {
    let Some(size) = fields.integer("page_size") else { return 0 };
    match usize::try_from(size.value) {
        Ok(count) if count > 0 => count,
        _ => {
            let message = format!("`page_size` is {}, and a list shows at least one", size.value);
            fields.problem(
                Diagnostic::new(Code::WrongValue, size.span, message)
                    .help("write how many briefings a list shows at a time, such as `20`"),
            );
            0
        }
    }
}

/// The publisher's own colours, logo and typefaces.
fn brand(fields: &mut Fields) -> Brand {
    let Some(node) = fields.get("theme") else { return Brand::default() };
    let mut inner = Fields::new(node, node.span, "the theme", fields.problems());
    let brand = Brand {
        accent: colour(&mut inner, "accent"),
        accent_dark: colour(&mut inner, "accent_dark"),
        panel: colour(&mut inner, "panel"),
        logo: inner.text("logo"),
        font_text: inner.text("font_text"),
        font_sans: inner.text("font_sans"),
    };
    inner.finish();
    brand
}

/// A colour as `#7a1f3d`, in small letters.
fn colour(fields: &mut Fields, key: &'static str) -> Option<Spanned<String>> {
    let colour = fields.text(key)?;
    let digits = colour.value.strip_prefix('#').unwrap_or("");
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(Spanned::new(colour.value.to_lowercase(), colour.span));
    }
    let message = format!("`{key}` is `{}`, which is not a colour", colour.value);
    fields.problem(
        Diagnostic::new(Code::WrongValue, colour.span, message)
            .help("write red, green and blue in two digits each, in quotes: `\"#7a1f3d\"`"),
    );
    None
}

/// The address with a slash at its end, so that a path can follow.
fn base_url(url: &Spanned<String>, fields: &mut Fields) -> String {
    if !yaml::is_address(&url.value) || url.value.contains(['?', '#']) {
        fields.problem(
            Diagnostic::new(
                Code::WrongValue,
                url.span,
                format!("`base_url` is `{}`, which is not a web address", url.value),
            )
            .help("write where the site will stand: `https://example.org/briefings/`"),
        );
        return String::new();
    }
    format!("{}/", url.value.trim_end_matches('/'))
}

fn publisher(fields: &mut Fields) -> Publisher {
    let Some(node) = fields.get("publisher") else { return Publisher::default() };
    if let Value::Text(name, _) = &node.value {
        return Publisher { name: name.clone(), ..Publisher::default() };
    }
    let mut inner = Fields::new(node, node.span, "the publisher", fields.problems());
    let publisher = Publisher {
        name: inner.need_text("name").map_or_else(String::new, |text| text.value),
        url: inner.address("url"),
        contact: contact(&mut inner, "contact"),
        report: contact(&mut inner, "report"),
    };
    inner.finish();
    publisher
}

/// Where readers write to: an e-mail or an address of the web.
fn contact(fields: &mut Fields, key: &'static str) -> String {
    let Some(contact) = fields.text(key) else { return String::new() };
    let text = &contact.value;
    let mail =
        text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
            && !text.contains(char::is_whitespace)
            && !text.contains(':');
    if !mail && !yaml::is_address(text) {
        fields.problem(
            Diagnostic::new(
                Code::WrongValue,
                contact.span,
                format!("`{key}` is `{text}`, which is neither an e-mail nor a web address"),
            )
            .help("write it as `desk@example.org` or `https://example.org/contact`"),
        );
        return String::new();
    }
    contact.value
}
