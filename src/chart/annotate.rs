//! Remarks: what they mark, and a clear place for their words.

use super::axis::{self, position};
use super::bounds::Bounds;
use super::ink::{Ink, Pen};
use super::metrics::Weight;
use super::model::{Annotation, Kind, Place, Plot};
use super::place::{around, clearest, obstacles};
use super::plan::{Align, LINE, Layer, SIZE, Shape, Text, lines};
use super::room::Room;
use super::scale::Field;
use super::status::{self, Untold};
use super::units::{count, times};
use super::wrap::{balanced, wrap};

/// From a rule to its words.
const DISTANCE: f64 = 6.0;

/// Radius of a number that stands for words under the chart.
const NUMBER: f64 = 9.0;

/// What remarks add to a chart.
pub(super) struct Notes {
    /// Marked ranges, behind everything.
    pub(super) bands: Layer,
    /// Marked places, behind the data.
    pub(super) rules: Layer,
    /// Words and numbers.
    pub(super) front: Vec<Layer>,
    /// Where the chart ends, with the words that moved under it.
    pub(super) end: f64,
    pub(super) warnings: Vec<String>,
}

/// Lays out all remarks of a chart: rules and bands in the frame, words `within`, clear
/// of what is drawn already.
///
/// Words that have no clear place leave a number behind and move under the chart, whose
/// end so far and width are given.
pub(super) fn annotate(
    plot: &Plot,
    field: &Field,
    within: &Bounds,
    drawn: &[Layer],
    inks: &[Ink],
    (room, end): (Room, f64),
) -> Notes {
    let page = room.width;
    let mut notes = Notes {
        bands: Layer::page("notes", Vec::new()),
        rules: Layer::page("notes", Vec::new()),
        front: Vec::new(),
        end,
        warnings: Vec::new(),
    };
    let (marked, unmarked): (Vec<_>, Vec<_>) = plot
        .annotations
        .iter()
        .map(|annotation| (annotation, spot(plot, field, within, annotation)))
        .partition(|(_, spot)| spot.is_some());
    for (annotation, _) in unmarked {
        notes.warnings.push(format!("the remark `{}` is on an axis of names", annotation.text));
    }
    let marked: Vec<_> =
        marked.into_iter().filter_map(|(annotation, spot)| Some((annotation, spot?))).collect();

    let mut taken = obstacles(field, drawn);
    for (_, spot) in &marked {
        match spot {
            Spot::Band(_) => notes.bands.shapes.extend(spot.shapes()),
            Spot::Down { .. } | Spot::Across { .. } => notes.rules.shapes.extend(spot.shapes()),
        }
    }
    taken.extend(marked.iter().filter_map(|(_, spot)| spot.rule()));
    let breaks: Vec<_> =
        status::breaks(plot).into_iter().map(|found| found.ends(plot, field)).collect();
    for [(left, top), (right, bottom)] in breaks.clone() {
        notes.rules.shapes.push(status::rule([(left, top), (right, bottom)]));
        taken.push(Bounds { left, top, right, bottom }.grown(1.0));
    }

    let (mut words, mut key) = (Vec::new(), Vec::new());
    for (annotation, spot) in marked.iter().filter(|(annotation, _)| !annotation.text.is_empty()) {
        let candidates = spot.candidates(&annotation.text, within);
        let bounds: Vec<Bounds> = candidates.iter().map(|block| around(block)).collect();
        match clearest(&bounds, &taken, within) {
            Some((index, 0)) => {
                taken.push(bounds[index]);
                words.extend(candidates[index].iter().cloned().map(Shape::Text));
            }
            _ => {
                key.push(annotation.text.as_str());
                let number = spot.number(key.len(), &taken, within);
                taken.push(Bounds::around(number, NUMBER));
                words.extend(numbered(number, key.len()));
                notes.warnings.push(format!(
                    "the remark `{}` has no clear place and stands under the chart",
                    annotation.text
                ));
            }
        }
    }

    let untold = breaks.into_iter().map(|ends| {
        let spot = break_at(plot, field, ends);
        let text = status::word('b', plot.lang).unwrap_or_default();
        let candidates = spot.candidates(text, within);
        // Words of the program keep farther off than an author's: they must not be read on.
        let bounds: Vec<Bounds> = candidates.iter().map(|block| around(block).grown(4.0)).collect();
        match clearest(&bounds, &taken, &within.grown(4.0)).filter(|_| !room.is_part()) {
            Some((index, 0)) => {
                taken.push(bounds[index]);
                words.extend(candidates[index].iter().cloned().map(Shape::Text));
                Untold::Nothing
            }
            _ => Untold::Breaks,
        }
    });
    let untold = untold.max().unwrap_or(Untold::Nothing);
    notes.front.push(Layer::page("notes", words));
    if !room.is_part() {
        let (signs, end) = status::key(plot, inks, untold, page, notes.end);
        notes.front.extend(signs);
        notes.end = end;
    }
    let end = notes.end;
    if !key.is_empty() {
        let (layer, end) = legend(&key, page, end);
        notes.front.push(layer);
        notes.end = end;
    }
    notes
}

/// Where the words for a break may stand: beside its rule.
fn break_at(plot: &Plot, field: &Field, [(left, top), (right, bottom)]: [(f64, f64); 2]) -> Spot {
    let area = Bounds { left, top, right, bottom };
    if plot.lies() {
        return Spot::Across { y: top, area };
    }
    Spot::Down { x: left, area: Bounds { left: field.frame.left, ..area } }
}

/// What a remark marks, in pixels.
enum Spot {
    /// A line down at `x`.
    Down { x: f64, area: Bounds },
    /// A line across at `y`.
    Across { y: f64, area: Bounds },
    /// Something with two ends.
    Band(Bounds),
}

/// What a remark marks, unless it is on an axis of names that has no numbers.
fn spot(plot: &Plot, field: &Field, within: &Bounds, annotation: &Annotation) -> Option<Spot> {
    let frame = field.frame;
    let area = Bounds { top: within.top, ..frame };
    let x = |value: f64| field.x(position(&plot.x, value));
    if matches!(annotation.place, Place::Y(_) | Place::YBand(..))
        && matches!(plot.y.kind, Kind::Category(_))
    {
        return None;
    }

    Some(match annotation.place {
        Place::X(value) => Spot::Down { x: x(value), area },
        Place::Y(value) => Spot::Across { y: field.y(value), area: frame },
        Place::XBand(from, to) => {
            let (left, right) = (x(from.min(to)), x(from.max(to)));
            Spot::Band(Bounds { left, right, ..frame })
        }
        Place::YBand(from, to) => {
            let (bottom, top) = (field.y(from.min(to)), field.y(from.max(to)));
            Spot::Band(Bounds { top, bottom, ..frame })
        }
    })
}

impl Spot {
    /// The mark itself.
    fn shapes(&self) -> Vec<Shape> {
        match *self {
            Self::Down { x, area } => vec![axis::line((x, area.top), (x, area.bottom), Ink::Note)],
            Self::Across { y, area } => vec![Shape::Path {
                points: vec![(area.left, y), (area.right, y)],
                pen: Pen::dashed(Ink::Note, 1.0),
                tip: None,
            }],
            Self::Band(Bounds { left, top, right, bottom }) => {
                // The band must be pale, or marks on it lose their contrast; so it has a rim.
                let corners =
                    vec![(left, top), (right, top), (right, bottom), (left, bottom), (left, top)];
                vec![
                    Shape::Area {
                        corners: [(left, top), (right, bottom)],
                        ink: Ink::Band,
                        tip: None,
                    },
                    Shape::Path { points: corners, pen: Pen::solid(Ink::Grid, 1.0), tip: None },
                ]
            }
        }
    }

    /// What other words should keep off.
    fn rule(&self) -> Option<Bounds> {
        match *self {
            Self::Down { x, area } => Some(Bounds { left: x - 1.0, right: x + 1.0, ..area }),
            Self::Across { y, area } => Some(Bounds { top: y - 1.0, bottom: y + 1.0, ..area }),
            Self::Band(_) => None,
        }
    }

    /// Where the words could stand, best first.
    fn candidates(&self, text: &str, within: &Bounds) -> Vec<Vec<Text>> {
        match *self {
            Self::Down { x, area } => {
                let widths = if within.width() > 400.0 {
                    [150.0, 116.0, 88.0, 400.0]
                } else {
                    [104.0, 84.0, 66.0, 200.0]
                };
                beside(
                    text,
                    &[(x + DISTANCE, Align::Start), (x - DISTANCE, Align::End)],
                    &widths,
                    &area,
                )
            }
            Self::Band(band) => {
                let width = [(band.width() - 2.0 * DISTANCE).max(60.0)];
                let inside =
                    [(band.left + DISTANCE, Align::Start), (band.right - DISTANCE, Align::End)];
                let outside =
                    [(band.right + DISTANCE, Align::Start), (band.left - DISTANCE, Align::End)];
                let mut candidates = beside(text, &inside, &width, &band);
                candidates.extend(beside(text, &outside, &[116.0, 84.0], &band));
                candidates
            }
            Self::Across { y, area } => along(text, y, &area),
        }
    }

    /// The best place for a number that stands for the words.
    fn number(&self, number: usize, taken: &[Bounds], within: &Bounds) -> (f64, f64) {
        let places: Vec<(f64, f64)> = match *self {
            Self::Down { x, area } => down(&area).map(|y| (x, y)).collect(),
            Self::Band(band) => {
                let middle = band.left.midpoint(band.right);
                let rest = back(&band).flat_map(|x| down(&band).map(move |y| (x - 6.0, y)));
                down(&band).map(|y| (middle, y)).chain(rest).collect()
            }
            Self::Across { y, area } => back(&area).map(|x| (x, y)).collect(),
        };
        // A number may sit on its own rule, which counts as one hit everywhere.
        let bounds: Vec<Bounds> = places.iter().map(|&at| Bounds::around(at, NUMBER)).collect();
        let found = clearest(&bounds, taken, &within.grown(NUMBER));
        let fallback = (within.left + NUMBER * (2.0 * count(number) - 1.0), within.top + NUMBER);
        found.map_or(fallback, |(index, _)| places[index])
    }
}

/// Blocks at some places across, from the top of an area down.
fn beside(text: &str, places: &[(f64, Align)], widths: &[f64], area: &Bounds) -> Vec<Vec<Text>> {
    let wrapped: Vec<_> =
        widths.iter().map(|&width| balanced(text, SIZE, Weight::Regular, width)).collect();
    let mut candidates = Vec::new();
    for y in down(area) {
        for words in &wrapped {
            for &(x, align) in places {
                candidates.push(lines(words, &Text::new((x, y), "", Ink::Note, align).halo()));
            }
        }
    }
    candidates
}

/// Blocks just over and under a line across, from its right end to the left.
fn along(text: &str, y: f64, area: &Bounds) -> Vec<Vec<Text>> {
    let words = wrap(text, SIZE, Weight::Regular, 0.6 * area.width());
    let over = y - 10.0 - LINE * (count(words.len()) - 1.0);
    let mut candidates = Vec::new();
    for x in back(area) {
        for top in [over, y + 10.0] {
            candidates.push(lines(&words, &Text::new((x, top), "", Ink::Note, Align::End).halo()));
        }
    }
    candidates
}

/// Lines from the top of an area to its bottom.
fn down(area: &Bounds) -> impl Iterator<Item = f64> {
    let top = area.top + 9.0;
    (0..times(area.height(), LINE)).map(move |line| top + LINE * count(line))
}

/// Places from the right of an area to its left.
fn back(area: &Bounds) -> impl Iterator<Item = f64> {
    let right = area.right - 6.0;
    (0..times(area.width(), 12.0)).map(move |step| right - 12.0 * count(step))
}

/// A number in a disc.
fn numbered(at: (f64, f64), number: usize) -> [Shape; 2] {
    let digit = Text::new(at, number.to_string(), Ink::Surface, Align::Middle).bold();
    [Shape::disc(at, NUMBER, Ink::Note, None), Shape::Text(digit)]
}

/// The words that have no place in the chart, numbered below it, and where they end.
fn legend(key: &[&str], page: f64, mut end: f64) -> (Layer, f64) {
    let indent = 2.0 * NUMBER + DISTANCE;
    let mut shapes = Vec::new();
    end += 6.0;
    for (index, text) in key.iter().enumerate() {
        shapes.extend(numbered((NUMBER, end + 10.0), index + 1));
        let words = wrap(text, SIZE, Weight::Regular, page - indent);
        let first = Text::new((indent, end + 10.0), "", Ink::Note, Align::Start);
        shapes.extend(lines(&words, &first).into_iter().map(Shape::Text));
        end += 5.0 + LINE * count(words.len().max(1));
    }
    (Layer::page("notes", shapes), end)
}
