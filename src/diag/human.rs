//! Problems with the text they are in, as rustc shows them.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};

use super::{Colour, Diagnostic, Severity, shown_path, visible};
use crate::files::{FileId, Files, Span};

/// A terminal that says it is narrower than this is not believed: an excerpt would have
/// no room for a word on either side of its place.
const NARROWEST: usize = 40;

/// Each problem with its lines, carets, related places and help, an empty line between.
///
/// `width` is the terminal's: lines of text longer than that are shown around the place.
pub(super) fn render(
    problems: &[Diagnostic],
    files: &Files,
    folder: &str,
    colour: Colour,
    width: usize,
) -> String {
    let renderer = match colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    let width = width.max(NARROWEST);
    let renderer = renderer.term_width(width);

    let shown =
        problems.iter().map(|problem| report(problem, files, folder, &renderer, width) + "\n");
    shown.collect::<Vec<_>>().join("\n")
}

fn report(
    problem: &Diagnostic,
    files: &Files,
    folder: &str,
    renderer: &Renderer,
    width: usize,
) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(visible(&problem.message)).id(problem.code.name());

    let mut group = title.elements(excerpts(problem, files, folder, width));
    if !problem.help.is_empty() {
        group = group.element(Level::HELP.message(visible(&problem.help)));
    }
    let more = format!("briefing explain {}", problem.code.name());
    group = group.element(Level::NOTE.with_name("more").message(more));

    renderer.render(&[group])
}

/// A place to point at, and what is said there.
struct Mark<'a> {
    kind: AnnotationKind,
    span: Span,
    label: &'a str,
}

/// One excerpt a file: the problem's own first, then those of its related places.
///
/// Where a line is longer than the terminal is wide, each place has its own, because one
/// window cannot show two places that are far apart.
fn excerpts<'a>(
    problem: &'a Diagnostic,
    files: &'a Files,
    folder: &str,
    width: usize,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let own = Mark { kind: AnnotationKind::Primary, span: problem.span, label: &problem.label };
    let related = problem.related.iter().map(|related| Mark {
        kind: AnnotationKind::Context,
        span: related.span,
        label: &related.message,
    });

    let mut by_file: Vec<(FileId, Vec<Mark>)> = Vec::new();
    for mark in std::iter::once(own).chain(related) {
        match by_file.iter_mut().find(|(file, _)| *file == mark.span.file) {
            Some((_, marks)) => marks.push(mark),
            None => by_file.push((mark.span.file, vec![mark])),
        }
    }
    by_file
        .iter()
        .flat_map(|(file, marks)| {
            let text = &files.get(*file).text;
            let fits = marks.iter().all(|mark| longest_line(text, mark.span) <= width);
            let together = if fits { marks.len() } else { 1 };
            marks.chunks(together).map(|marks| excerpt(*file, marks, files, folder))
        })
        .collect()
}

/// The lines of a file that the marks are in.
///
/// Only these are handed on, because the renderer reads all it is given again for each
/// problem, and a long file may have many.
fn excerpt<'a>(
    file: FileId,
    marks: &[Mark<'a>],
    files: &'a Files,
    folder: &str,
) -> Snippet<'a, Annotation<'a>> {
    let text: &str = &files.get(file).text;
    let ranges: Vec<_> = marks.iter().map(|mark| within(text, mark.span)).collect();
    let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);

    let Range { start, end } = whole_lines(text, first..last);
    let place = files.place(Span::new(file, start, start));

    let annotations = marks.iter().zip(ranges).map(|(mark, range)| {
        let label = (!mark.label.is_empty()).then(|| visible(mark.label));
        let shown = range.start.min(end) - start..range.end.min(end) - start;
        mark.kind.span(shown).label(label)
    });
    Snippet::source(&text[start..end])
        .path(shown_path(folder, &place.path))
        .line_start(place.line)
        .annotations(annotations)
}

/// The bytes of a span, moved to stand inside the text and between its characters.
fn within(text: &str, span: Span) -> Range<usize> {
    let start = text.floor_char_boundary(span.range().start);
    let end = text.ceil_char_boundary(span.range().end.min(text.len()));
    start..end.max(start)
}

/// From the beginning of the first line to the end of the last, without its line break.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
    start..start + text[start..end].trim_end_matches('\r').len()
}

/// The most characters in a line that a span touches.
fn longest_line(text: &str, span: Span) -> usize {
    let lines = whole_lines(text, within(text, span));
    text[lines].lines().map(|line| line.chars().count()).max().unwrap_or(0)
}
