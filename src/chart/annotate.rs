//! Remarks: what they mark, and a clear place for their words.

use super::axis::line;
use super::bars::Lane;
use super::bounds::Bounds;
use super::ink::Ink;
use super::metrics::Weight;
use super::model::{Annotation, Place, Plot};
use super::place::obstacles;
use super::plan::{Align, LINE, Layer, SIZE, Shape, Text, lines};
use super::room::Room;
use super::scale::Field;
use super::spots::{Candidate, DISTANCE, NUMBER, Spot, spot, texts};
use super::status::{self, Untold};
use super::units::count;
use super::wrap::wrap;

/// What does not stand at a rule of its own keeps so far off other words, or they would be
/// read on.
const APART: f64 = 4.0;

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
}

/// What is drawn already.
pub(super) struct Drawn<'a> {
    pub(super) field: &'a Field,
    /// Where marks stand within their place.
    pub(super) lane: Lane,
    pub(super) inks: &'a [Ink],
    /// The data and their labels.
    pub(super) front: &'a [Layer],
    /// Where the chart ends so far.
    pub(super) end: f64,
}

/// Lays out all remarks of a chart: rules and bands in the frame, words `within`, clear
/// of what is drawn already.
///
/// Words that have no clear place leave a number behind and move under the chart.
pub(super) fn annotate(plot: &Plot, drawn: &Drawn, within: &Bounds, room: Room) -> Notes {
    let (field, page) = (drawn.field, room.width);
    let mut notes = Notes {
        bands: Layer::page("notes", Vec::new()),
        rules: Layer::page("notes", Vec::new()),
        front: Vec::new(),
        end: drawn.end,
    };
    let marked: Vec<(&Annotation, Spot)> = plot
        .annotations
        .iter()
        .filter_map(|remark| {
            Some((remark, spot(plot, field, drawn.lane, within, drawn.front, remark)?))
        })
        .collect();

    let mut taken = Taken::of(field, drawn.front);
    let mut signs = Vec::new();
    for (_, spot) in &marked {
        match spot {
            Spot::Band(_) => notes.bands.shapes.extend(spot.shapes()),
            Spot::Down { .. } | Spot::Across { .. } => notes.rules.shapes.extend(spot.shapes()),
            Spot::Point { .. } => signs.extend(spot.shapes()),
        }
    }
    taken.all.extend(marked.iter().filter_map(|(_, spot)| spot.rule()));
    let breaks: Vec<_> =
        status::breaks(plot).into_iter().map(|found| found.ends(plot, field)).collect();
    for &[(left, top), (right, bottom)] in &breaks {
        notes.rules.shapes.push(status::rule([(left, top), (right, bottom)]));
        taken.all.push(Bounds { left, top, right, bottom }.grown(1.0));
    }

    let (mut words, mut key) = (Vec::new(), Vec::new());
    for (remark, spot) in marked.iter().filter(|(remark, _)| !remark.text.is_empty()) {
        // Beside a point there is room as far as the page goes.
        let (room, off) = match spot {
            Spot::Point { .. } => (Bounds { right: room.width - 1.0, ..*within }, APART),
            _ => (*within, 0.0),
        };
        let candidates = spot.candidates(&remark.text, remark.shift, within);
        if let Some(found) = clear(candidates, &taken, &room, off) {
            taken.add(&found);
            words.extend(found.into_shapes());
            continue;
        }
        key.push(remark.text.as_str());
        let (number, leader) = spot.number(key.len(), (&taken.all, &taken.texts), within);
        let number = (number.0.clamp(NUMBER, page - NUMBER), number.1);
        words.extend(leader.map(|[from, to]| line(from, to, Ink::Note)));
        taken.all.push(Bounds::around(number, NUMBER));
        taken.texts.push(Bounds::around(number, NUMBER));
        words.extend(numbered(number, key.len()));
    }

    let mut untold = Untold::Nothing;
    for ends in breaks {
        let text = status::word('b', plot.lang).unwrap_or_default();
        // Words over a rule across stand nearer to it.
        let off = if plot.lies() { 1.5 } else { APART };
        let candidates = break_at(plot, field, ends).candidates(text, None, within);
        match clear(candidates, &taken, within, off).filter(|_| !room.is_part()) {
            Some(found) => {
                taken.add(&found);
                words.extend(found.into_shapes());
            }
            None => untold = Untold::Breaks,
        }
    }
    notes.front.push(Layer::page("notes", signs));
    notes.front.push(Layer::page("notes", words));
    if !room.is_part() {
        let (signs, end) = status::key(plot, drawn.inks, untold, room.width, notes.end);
        notes.front.extend(signs);
        notes.end = end;
    }
    if !key.is_empty() {
        let (layer, end) = legend(&key, room.width, notes.end);
        notes.front.push(layer);
        notes.end = end;
    }
    notes
}

/// What words should keep off.
struct Taken {
    all: Vec<Bounds>,
    /// Of these, texts: a leader may cross a line, but no word.
    texts: Vec<Bounds>,
}

impl Taken {
    fn of(field: &Field, layers: &[Layer]) -> Self {
        let texts = texts(layers).map(Text::bounds).collect();
        Self { all: obstacles(field, layers), texts }
    }

    fn add(&mut self, candidate: &Candidate) {
        let bounds = candidate.bounds();
        self.all.push(bounds);
        self.all.extend(candidate.trace());
        self.texts.push(bounds);
    }
}

/// The first candidate that lies within some bounds and keeps so far off what is there,
/// one whose leader crosses nothing before others.
fn clear(
    candidates: Vec<Candidate>,
    taken: &Taken,
    within: &Bounds,
    off: f64,
) -> Option<Candidate> {
    let free = |bounds: &Bounds, of: &[Bounds]| !of.iter().any(|other| other.hits(bounds));
    let mut second = None;
    for candidate in candidates {
        let bounds = candidate.bounds();
        if !within.holds(&bounds) || !free(&bounds.grown(off), &taken.all) {
            continue;
        }
        let trace = candidate.trace();
        if trace.iter().all(|part| free(part, &taken.all)) {
            return Some(candidate);
        }
        if second.is_none() && trace.iter().all(|part| free(part, &taken.texts)) {
            second = Some(candidate);
        }
    }
    second
}

/// Where the words for a break may stand: beside its rule.
fn break_at(plot: &Plot, field: &Field, [(left, top), (right, bottom)]: [(f64, f64); 2]) -> Spot {
    let area = Bounds { left, top, right, bottom };
    if plot.lies() {
        return Spot::Across { y: top, area };
    }
    Spot::Down { x: left, area: Bounds { left: field.frame.left, ..area } }
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

impl Place {
    /// The values along the x axis that it is about.
    pub(super) fn on_x(self) -> Vec<f64> {
        match self {
            Self::X(at) | Self::At(at, _) => vec![at],
            Self::XBand(from, to) => vec![from, to],
            Self::Y(_) | Self::YBand(..) | Self::Row(_) => Vec::new(),
        }
    }

    /// The values along the y axis that it is about.
    pub(super) fn on_y(self) -> Vec<f64> {
        match self {
            Self::Y(at) | Self::At(_, at) => vec![at],
            Self::YBand(from, to) => vec![from, to],
            Self::X(_) | Self::XBand(..) | Self::Row(_) => Vec::new(),
        }
    }
}
