//! Settings of a channel that do nothing for what it shows.

use crate::diag::{Code, Diagnostic};
use crate::files::{Span, Spanned};
use crate::model::{Channel, Scale, Sort};

/// What a channel can be told besides its column.
#[derive(Debug, Clone, Copy)]
pub(super) enum Setting {
    Domain,
    Scale,
    Zero,
    Sort,
    Format,
}

/// Settings that do nothing: an author who wrote one expects something of it.
pub(super) fn idle(channel: &Channel, what: &str, settings: &[Setting]) -> Vec<Diagnostic> {
    let found = settings.iter().filter_map(|setting| {
        let (name, span, help) = match setting {
            Setting::Domain => {
                let (from, to) = channel.domain.as_ref()?;
                ("domain", between(from, to), "choose rows with `where` under `data`")
            }
            Setting::Scale => {
                let log = channel.scale.value == Scale::Log;
                ("scale", log.then_some(channel.scale.span)?, "only numbers have a logarithm")
            }
            Setting::Format => {
                ("format", channel.format.as_ref()?.span, "only numbers are written by a format")
            }
            Setting::Zero => {
                ("zero", channel.zero.as_ref()?.span, "only numbers can begin at zero")
            }
            Setting::Sort => {
                let span = match &channel.sort {
                    Sort::Rows => return None,
                    Sort::Listed(listed) => listed.first()?.span,
                    Sort::Rising | Sort::Falling => channel.field.span,
                };
                let help = match what {
                    "colours" => "list the names: `order: [first, second]`",
                    _ => "take it out: numbers and dates have an order of their own",
                };
                ("sort", span, help)
            }
        };
        let message = format!("`{name}` does nothing for {what}");
        Some(Diagnostic::new(Code::UnfitChannel, span, message).help(help))
    });
    found.collect()
}

/// From the first of two texts to the end of the second.
pub(super) fn between(from: &Spanned<String>, to: &Spanned<String>) -> Span {
    Span { end: to.span.end.max(from.span.end), ..from.span }
}
