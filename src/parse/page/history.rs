//! What front matter says about a page's life: where it stood, what changed, what it is
//! allowed.

use crate::date::{Embargo, Moment};
use crate::diag::{Code, Diagnostic, Severity, nearest};
use crate::files::Spanned;
use crate::model::{ChangeKind, PageChange};
use crate::parse::yaml::{self, Fields, Value};

/// Folders of the site at which the page stood before.
pub(super) fn aliases(fields: &mut Fields) -> Vec<Spanned<String>> {
    let written = fields.texts("aliases");
    let mut aliases = Vec::new();
    for alias in written {
        let folder = alias.value.trim_matches('/');
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
        let sound = !folder.is_empty()
            && folder
                .split('/')
                .all(|part| !part.is_empty() && part.chars().all(fits) && !part.starts_with('.'));
        if sound {
            aliases.push(Spanned::new(folder.to_owned(), alias.span));
        } else {
            let message = format!("`{}` cannot be an address of this site", alias.value);
            fields.problem(Diagnostic::new(Code::WrongValue, alias.span, message).help(
                "write the folder at which the page stood, from the site's root: `old-name`",
            ));
        }
    }
    aliases
}

/// What has changed since the page was published, newest first.
pub(super) fn changes(fields: &mut Fields) -> Vec<PageChange> {
    let mut changes = Vec::new();
    for node in fields.items("changes") {
        let mut inner = Fields::new(node, node.span, "a change", fields.problems());
        inner.need("date");
        let date = inner.date("date");
        inner.need("kind");
        let kind = inner.choice("kind", &ChangeKind::ALL);
        let text = inner.need_prose("text");
        inner.finish();
        if let (Some(date), Some(kind), Some(text)) = (date, kind, text) {
            changes.push(PageChange { date, kind: kind.value, text });
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.date.value.last_day()));
    changes
}

/// Warnings that do not hold on the page.
pub(super) fn allow(fields: &mut Fields) -> Vec<Code> {
    let written = fields.texts("allow");
    let mut allowed = Vec::new();
    for name in written {
        let problem = |message: String| Diagnostic::new(Code::WrongValue, name.span, message);
        match Code::find(&name.value) {
            Some(code) if code.severity() == Severity::Warning => allowed.push(code),
            Some(_) => fields.problem(
                problem(format!("`{}` is an error, which no page is allowed", name.value))
                    .help("only warnings can be allowed; `briefing explain` says how to mend it"),
            ),
            None => {
                let names = || Code::ALL.iter().map(|code| code.name());
                let problem = problem(format!("there is no problem named `{}`", name.value));
                fields.problem(match nearest(&name.value, names()) {
                    Some(near) => problem.help(format!("did you mean `{near}`?")),
                    None => {
                        problem.help("write the name in the brackets of a warning: `weasel-word`")
                    }
                });
            }
        }
    }
    allowed
}

/// The day or hour before which a page is not shown.
pub(super) fn embargo(fields: &mut Fields) -> Option<Spanned<Embargo>> {
    let node = fields.get("embargo")?;
    let hour = match &node.value {
        Value::Text(text, _) if text.contains('T') => Some(text),
        _ => None,
    };
    let Some(text) = hour else {
        let date = yaml::date(node, "embargo", fields.problems())?;
        return Some(Spanned::new(Embargo::Day(date.value), date.span));
    };
    let moment = Moment::parse(text);
    if moment.is_none() {
        let message = format!("`{text}` is not an hour of a day");
        fields.problem(Diagnostic::new(Code::NotADate, node.span, message).help(
            "write the hour with its zone, as in `2024-08-28T06:00:00+02:00`, or the day alone",
        ));
    }
    Some(Spanned::new(Embargo::Hour(moment?), node.span))
}
