//! What a remark marks in pixels, and where its words could stand.

use super::axis::{self, position};
use super::bars::Lane;
use super::bounds::Bounds;
use super::ink::{Ink, Pen};
use super::marks::radius;
use super::metrics::Weight;
use super::model::{Annotation, Kind, Mark, Place, Plot, Point};
use super::place::{around, trace};
use super::plan::{Align, At, Form, LINE, Layer, SIZE, Shape, Text, lines};
use super::scale::Field;
use super::units::{count, times};
use super::wrap::{balanced, wrap};

/// From a rule to its words.
pub(super) const DISTANCE: f64 = 6.0;

/// Radius of a number that stands for words under the chart.
pub(super) const NUMBER: f64 = 9.0;

/// What a remark marks, in pixels.
pub(super) enum Spot {
    /// A line down at `x`.
    Down { x: f64, area: Bounds },
    /// A line across at `y`.
    Across { y: f64, area: Bounds },
    /// Something with two ends.
    Band(Bounds),
    /// A point, with a ring if nothing else is to be seen there.
    Point { at: At, form: Outline },
}

/// What a remark about a point keeps off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Outline {
    /// A disc of a radius.
    Disc(f64),
    /// A disc that the remark brings along.
    Ring(f64),
    /// A mark with its value beside it.
    Box(Bounds),
}

impl Outline {
    fn bounds(self, at: At) -> Bounds {
        match self {
            Self::Disc(radius) | Self::Ring(radius) => Bounds::around(at, radius),
            Self::Box(bounds) => bounds,
        }
    }
}

/// Words in lines where they could stand, with the line that leads to them.
pub(super) struct Candidate {
    block: Vec<Text>,
    leader: Option<[At; 2]>,
}

impl Candidate {
    /// The room of the words.
    pub(super) fn bounds(&self) -> Bounds {
        around(&self.block)
    }

    /// Small boxes along the leader.
    pub(super) fn trace(&self) -> Vec<Bounds> {
        let Some([(x1, y1), (x2, y2)]) = self.leader else { return Vec::new() };
        // It begins at a mark, which it must touch.
        let part = 0.3;
        let start = (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part);
        trace(&[start, (x2, y2)]).iter().map(|bounds| bounds.grown(-2.0)).collect()
    }

    /// What is drawn.
    pub(super) fn into_shapes(self) -> impl Iterator<Item = Shape> {
        let leader = self.leader.map(|[from, to]| axis::line(from, to, Ink::Note));
        leader.into_iter().chain(self.block.into_iter().map(Shape::Text))
    }
}

/// What a remark marks, unless it is about a row that has no mark.
pub(super) fn spot(
    plot: &Plot,
    field: &Field,
    lane: Lane,
    within: &Bounds,
    front: &[Layer],
    remark: &Annotation,
) -> Option<Spot> {
    let frame = field.frame;
    let area = Bounds { top: within.top, ..frame };
    let x = |value: f64| field.x(position(&plot.x, value));
    // Rows have their marks in the middle of a lane, and a gap below them.
    let rows = matches!(plot.y.kind, Kind::Category(_));
    let y = |value: f64| field.y(if rows { value + lane.start + lane.width / 2.0 } else { value });

    Some(match remark.place {
        // A line through a bar would strike out its value.
        Place::X(name) | Place::Y(name) if names_bar(plot, remark.place) => {
            let here = |point: &Point| plot.place(point).total_cmp(&name).is_eq();
            mark_of(plot, field, lane, front, here)?
        }
        Place::X(value) => Spot::Down { x: x(value), area },
        Place::Y(value) => Spot::Across { y: y(value), area: frame },
        Place::XBand(from, to) => {
            let (left, right) = (x(from.min(to)), x(from.max(to)));
            Spot::Band(Bounds { left, right, ..frame })
        }
        Place::YBand(from, to) if rows => {
            let half = field.y(lane.width) - field.y(0.0);
            let (top, bottom) = (y(from.min(to)) - half / 2.0, y(from.max(to)) + half / 2.0);
            Spot::Band(Bounds { top: top - 3.0, bottom: bottom + 3.0, ..frame })
        }
        Place::YBand(from, to) => {
            let (bottom, top) = (y(from.min(to)), y(from.max(to)));
            Spot::Band(Bounds { top, bottom, ..frame })
        }
        Place::At(across, up) => Spot::Point { at: (x(across), y(up)), form: Outline::Ring(5.0) },
        Place::Row(row) => mark_of(plot, field, lane, front, |point| point.row == row)?,
    })
}

/// Whether a remark is about a name that has a bar.
fn names_bar(plot: &Plot, place: Place) -> bool {
    let named = match place {
        Place::X(_) => !plot.lies() && matches!(plot.x.kind, Kind::Category(_)),
        Place::Y(_) => plot.lies(),
        _ => false,
    };
    let upright = matches!(plot.mark, Mark::Bar | Mark::Waterfall);
    named && (upright || plot.lies())
}

/// Where the first mark that fits stands.
fn mark_of(
    plot: &Plot,
    field: &Field,
    lane: Lane,
    front: &[Layer],
    fits: impl Fn(&Point) -> bool,
) -> Option<Spot> {
    let largest = plot.points().filter_map(|point| point.weight).fold(0.0, f64::max);
    let mut marks = plot
        .main()
        .enumerate()
        .flat_map(|(rank, series)| series.points.iter().map(move |point| (rank, point)));
    let (rank, point) = marks.find(|(_, point)| fits(point))?;
    let barred = matches!(plot.mark, Mark::Bar | Mark::Lollipop | Mark::Waterfall);
    let place = if barred || plot.lies() {
        lane.middle(plot, point, rank)
    } else {
        position(plot.aside(), plot.place(point))
    };
    let at = field.at(plot.pair(place, plot.value(point)));
    let form = match plot.mark {
        Mark::Line | Mark::Step | Mark::Area | Mark::Band => Outline::Ring(5.0),
        Mark::Dot => Outline::Disc(radius(point, largest)),
        Mark::Bar | Mark::Waterfall => Outline::Disc(1.0),
        _ => Outline::Disc(5.5),
    };
    let bounds = form.bounds(at);
    let beside = texts(front).find(|text| {
        text.words == point.label && text.bounds().hits(&bounds.grown(BESIDE)) && barred
    });
    let form = beside.map_or(form, |text| Outline::Box(bounds.with(&text.bounds())));
    Some(Spot::Point { at, form })
}

/// A value so near to its mark belongs to it.
const BESIDE: f64 = 16.0;

/// The texts of layers.
pub(super) fn texts(layers: &[Layer]) -> impl Iterator<Item = &Text> {
    layers.iter().flat_map(|layer| &layer.shapes).filter_map(|shape| match shape {
        Shape::Text(text) => Some(text),
        _ => None,
    })
}

impl Spot {
    /// The mark itself.
    pub(super) fn shapes(&self) -> Vec<Shape> {
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
            Self::Point { at, form: Outline::Ring(radius) } => {
                let pen = Pen::solid(Ink::Note, 1.2);
                vec![Shape::Ring { at, radius, form: Form::Disc, pen }]
            }
            Self::Point { .. } => Vec::new(),
        }
    }

    /// What other words should keep off.
    pub(super) fn rule(&self) -> Option<Bounds> {
        match *self {
            Self::Down { x, area } => Some(Bounds { left: x - 1.0, right: x + 1.0, ..area }),
            Self::Across { y, area } => Some(Bounds { top: y - 1.0, bottom: y + 1.0, ..area }),
            Self::Band(_) => None,
            Self::Point { at, form } => Some(form.bounds(at)),
        }
    }

    /// Where the words could stand, best first: where the author moved them, then where
    /// remarks of the kind usually stand.
    pub(super) fn candidates(
        &self,
        text: &str,
        shift: Option<At>,
        within: &Bounds,
    ) -> Vec<Candidate> {
        let wide = within.width() > 400.0;
        let mut candidates: Vec<Candidate> =
            shift.map(|shift| self.shifted(text, shift, wide)).into_iter().collect();
        let blocks = match *self {
            Self::Down { x, area } => {
                let widths =
                    if wide { [150.0, 116.0, 88.0, 400.0] } else { [104.0, 84.0, 66.0, 200.0] };
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
            Self::Point { at, form } => {
                candidates.extend(led(text, at, form, wide));
                Vec::new()
            }
        };
        candidates.extend(blocks.into_iter().map(|block| Candidate { block, leader: None }));
        candidates
    }

    /// The words as far right and down of their mark as the author wants them.
    fn shifted(&self, text: &str, (across, down): At, wide: bool) -> Candidate {
        let (x, y) = match *self {
            Self::Down { x, area } => (x, area.top + 9.0),
            Self::Across { y, area } => (area.right, y),
            Self::Band(band) => (band.left, band.top + 9.0),
            Self::Point { at, .. } => at,
        };
        let align = if across < 0.0 { Align::End } else { Align::Start };
        let words = balanced(text, SIZE, Weight::Regular, if wide { 170.0 } else { 120.0 });
        let first = Text::new((x + across, y + down), "", Ink::Note, align).halo();
        let block = lines(&words, &first);
        let leader = match *self {
            Self::Point { at, form } => leader(at, form, &around(&block)),
            _ => None,
        };
        Candidate { block, leader }
    }

    /// The best place for a number that stands for the words, and the line that leads to it.
    /// Rather than a word it covers a mark.
    pub(super) fn number(
        &self,
        number: usize,
        (taken, texts): (&[Bounds], &[Bounds]),
        within: &Bounds,
    ) -> (At, Option<[At; 2]>) {
        let places: Vec<At> = match *self {
            Self::Down { x, area } => down(&area).map(|y| (x, y)).collect(),
            Self::Band(band) => {
                let middle = band.left.midpoint(band.right);
                let rest = back(&band).flat_map(|x| down(&band).map(move |y| (x - 6.0, y)));
                down(&band).map(|y| (middle, y)).chain(rest).collect()
            }
            Self::Across { y, area } => back(&area).map(|x| (x, y)).collect(),
            Self::Point { at, form } => {
                let bounds = form.bounds(at);
                let around = |far: f64| DIRECTIONS.map(|way| beyond(&bounds, way, NUMBER + far));
                [1.0, 6.0, 14.0, 24.0, 36.0].into_iter().flat_map(around).collect()
            }
        };
        // A number may sit on its own rule, which counts as one hit everywhere.
        let hits = |bounds: &Bounds, of: &[Bounds]| of.iter().filter(|o| o.hits(bounds)).count();
        let led = |bounds: &Bounds| match *self {
            Self::Point { at, form } => leader(at, form, bounds),
            _ => None,
        };
        let crossed = |bounds: &Bounds| {
            let candidate = Candidate { block: Vec::new(), leader: led(bounds) };
            candidate.trace().iter().map(|part| hits(part, texts)).sum::<usize>()
        };
        let within = within.grown(NUMBER);
        let found = places
            .into_iter()
            .map(|at| (at, Bounds::around(at, NUMBER)))
            .filter(|(_, bounds)| within.holds(bounds))
            .min_by_key(|(_, bounds)| (hits(bounds, texts) + crossed(bounds), hits(bounds, taken)));
        let fallback = (within.left + NUMBER * 2.0 * count(number), within.top + 2.0 * NUMBER);
        let (at, bounds) = found.unwrap_or((fallback, Bounds::around(fallback, NUMBER)));
        if hits(&bounds, texts) == 0 {
            return (at, led(&bounds));
        }
        // Anywhere else it covers no word, as near as it can be.
        let far = |(x, y): At| (x - at.0).abs() + (y - at.1).abs();
        let columns = times(within.width(), 8.0);
        let places = (0..times(within.height(), 8.0)).flat_map(|row| {
            (0..columns).map(move |column| {
                (within.left + NUMBER + 8.0 * count(column), within.top + NUMBER + 8.0 * count(row))
            })
        });
        let free = places
            .map(|at| (at, Bounds::around(at, NUMBER)))
            .filter(|(_, bounds)| within.holds(bounds) && hits(bounds, texts) == 0)
            .min_by(|one, other| far(one.0).total_cmp(&far(other.0)));
        let (at, bounds) = free.unwrap_or((at, bounds));
        (at, led(&bounds))
    }
}

/// Where words stand around a point, best first; diagonals are as long as the rest.
const DIRECTIONS: [At; 8] = [
    (0.7, -0.7),
    (-0.7, -0.7),
    (0.7, 0.7),
    (-0.7, 0.7),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, 0.0),
    (-1.0, 0.0),
];

/// A place so far beyond a box.
fn beyond(bounds: &Bounds, (across, down): At, far: f64) -> At {
    let way = |direction: f64| if direction.abs() < 0.1 { 0.0 } else { direction.signum() };
    let (x, y) = (bounds.left.midpoint(bounds.right), bounds.top.midpoint(bounds.bottom));
    let (half, tall) = (bounds.width() / 2.0, bounds.height() / 2.0);
    (x + way(across) * half + across * far, y + way(down) * tall + down * far)
}

/// Blocks around a point, near ones first, each with its leader.
fn led(text: &str, at: At, form: Outline, wide: bool) -> Vec<Candidate> {
    let widths = if wide { [170.0, 120.0, 88.0] } else { [120.0, 92.0, 70.0] };
    let wrapped = widths.map(|width| balanced(text, SIZE, Weight::Regular, width));
    let bounds = form.bounds(at);
    let mut candidates = Vec::new();
    for far in [8.0, 20.0, 36.0, 56.0, 80.0, 108.0] {
        for words in &wrapped {
            let extra = LINE * (count(words.len()) - 1.0);
            for (across, down) in DIRECTIONS {
                let (x, y) = beyond(&bounds, (across, down), far);
                let align = match across {
                    right if right > 0.0 => Align::Start,
                    left if left < 0.0 => Align::End,
                    _ => Align::Middle,
                };
                let first = match down {
                    below if below > 0.0 => y + 6.0,
                    above if above < 0.0 => y - 6.0 - extra,
                    _ => y - extra / 2.0,
                };
                let block = lines(words, &Text::new((x, first), "", Ink::Note, align).halo());
                let leader = leader(at, form, &around(&block));
                candidates.push(Candidate { block, leader });
            }
        }
    }
    candidates
}

/// The line from a mark to the nearest place of a block of words, if these are not beside
/// it anyway.
fn leader(at: At, form: Outline, words: &Bounds) -> Option<[At; 2]> {
    let nearest = |bounds: &Bounds, (x, y): At| {
        (x.clamp(bounds.left, bounds.right), y.clamp(bounds.top, bounds.bottom))
    };
    let far = |(x1, y1): At, (x2, y2): At| {
        let (across, down): (f64, f64) = (x2 - x1, y2 - y1);
        (across * across + down * down).sqrt()
    };
    let (middle, radius) = match form {
        Outline::Disc(radius) | Outline::Ring(radius) => (at, radius),
        Outline::Box(bounds) => {
            let (x, y) = (bounds.left.midpoint(bounds.right), bounds.top.midpoint(bounds.bottom));
            (nearest(&bounds, nearest(words, (x, y))), 0.0)
        }
    };
    let end = nearest(&words.grown(1.5), middle);
    let length = far(middle, end);
    (length > radius + 5.0).then(|| {
        let part = (radius + 1.0) / length;
        [(middle.0 + (end.0 - middle.0) * part, middle.1 + (end.1 - middle.1) * part), end]
    })
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
