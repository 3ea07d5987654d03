//! What was corrected in the data, as readers see it.

use super::scope::Scope;
use super::views::CorrectionView;
use crate::files::Span;
use crate::lang::Lang;
use crate::model::{Corrected, CorrectedKind, Dataset};
use crate::resolve::Site;
use crate::theme::Theme;

/// The corrections of a dataset.
pub(super) fn of_dataset(dataset: Option<&Dataset>, scope: &Scope) -> Vec<CorrectionView> {
    let corrected = dataset.into_iter().flat_map(|dataset| &dataset.corrected);
    corrected.map(|corrected| view(corrected, scope.theme, scope.lang)).collect()
}

/// The corrections of the cell at a place.
pub(super) fn of_cell(place: Span, scope: &Scope) -> Vec<CorrectionView> {
    let corrected = scope.site.data.datasets.values().flat_map(|dataset| &dataset.corrected);
    let own = corrected.filter(|corrected| corrected.span == place);
    own.map(|corrected| view(corrected, scope.theme, scope.lang)).collect()
}

/// The corrections of a dataset in one line each, for pictures that stand alone.
pub(super) fn lines(dataset: &str, site: &Site, theme: &Theme, lang: Lang) -> Vec<String> {
    let corrected = site.data.datasets.get(dataset).into_iter().flat_map(|set| &set.corrected);
    let word = |key| theme.word(lang, key);
    let line = |corrected| {
        let CorrectionView { label, row, column, was, reason } = view(corrected, theme, lang);
        let (colon, comma, stop) = (word("colon"), word("comma"), word("stop"));
        let gap = if lang == Lang::Zh { "" } else { " " };
        format!("{label}{colon} {row}{comma}{column}{colon} {was}{stop}{gap}{reason}")
    };
    corrected.map(line).collect()
}

fn view(corrected: &Corrected, theme: &Theme, lang: Lang) -> CorrectionView {
    let label = theme.word(
        lang,
        match corrected.kind {
            CorrectedKind::Changed => "corrected",
            CorrectedKind::Flagged => "flagged",
            CorrectedKind::Dropped => "left_out",
        },
    );
    CorrectionView {
        label,
        row: corrected.row.clone(),
        column: corrected.column.of(lang).clone(),
        was: theme.word(lang, "in_the_source").replace("%n", &corrected.was),
        reason: corrected.reason.of(lang).clone(),
    }
}
