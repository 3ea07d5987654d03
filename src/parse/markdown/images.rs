//! Images, and the charts and tables that are written like them.

use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::{Image, Inline, View, ViewKind, plain_text, walk};

/// The chart or table an image is, by its scheme.
pub(super) fn view(image: &Image) -> Option<View> {
    let (scheme, id) = image.address.value.split_once(':')?;
    let word = scheme.to_ascii_lowercase();
    let kind = match word.as_str() {
        // A timeline is a chart of that mark, and is counted among the charts.
        "chart" | "timeline" => ViewKind::Chart,
        "table" => ViewKind::Table,
        _ => return None,
    };
    let length = image.address.value.len();
    let place = image.address.part(scheme.len() + 1..length);
    let as_timeline = word == "timeline";
    Some(View { kind, id: Spanned::new(id.to_owned(), place), as_timeline })
}

/// Checks the images among words: charts and tables do not belong there, and pictures need
/// words for those who cannot see them.
pub(super) fn among_words(content: &[Inline], problems: &mut Vec<Diagnostic>) {
    walk(content, &mut |inline| {
        if let Inline::Image(image) = inline {
            problems.extend(if view(image).is_some() {
                Some(misplaced(image))
            } else {
                described(image)
            });
        }
    });
}

fn misplaced(image: &Image) -> Diagnostic {
    Diagnostic::new(Code::MisplacedView, image.span, "a chart or table stands among words").help(
        "give it a paragraph of its own, with an empty line before and after; to refer to it, write `[](chart:…)` without `!`",
    )
}

/// A picture without words for those who cannot see it.
pub(super) fn described(image: &Image) -> Option<Diagnostic> {
    let silent = plain_text(&image.alt).trim().is_empty();
    silent.then(|| {
        Diagnostic::new(Code::MissingAltText, image.span, "this image has no alternative text")
            .help(
                "say between the brackets what it shows: `![The share fell to a third](share.png)`",
            )
    })
}
