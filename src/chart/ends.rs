//! Names at the ends of lines, where a reader looks for them.

use super::axis::position;
use super::bounds::Bounds;
use super::ink::{Ink, Pen};
use super::metrics::Weight;
use super::model::{Labels, Mark, Plot, Series};
use super::place::{around, clearest, obstacles, spread};
use super::plan::{Align, At, LINE, Layer, SIZE, Shape, Text, lines};
use super::room::Room;
use super::scale::{Axis, Field};
use super::units::count;
use super::wrap::{widest, wrap};

/// From the last point to its label.
const DISTANCE: f64 = 9.0;

/// A line that ends so far before the others is labelled where it ends.
const EARLY: f64 = 24.0;

/// Labels to be placed at the ends of lines.
pub(super) struct Ends {
    labels: Vec<End>,
    width: f64,
}

struct End {
    series: usize,
    words: Vec<String>,
    /// The last point, in units of the axes.
    at: At,
}

/// The labels of the lines, if lines are labelled at their ends.
pub(super) fn ends(plot: &Plot, room: Room) -> Option<Ends> {
    let shown = matches!(plot.labels, Labels::Auto | Labels::Value | Labels::End);
    if !shown || plot.lies() || !is_labelled(plot.mark) {
        return None;
    }

    let most = if room.is_narrow() { 96.0 } else { 170.0 };
    let labels: Vec<End> = plot
        .series
        .iter()
        .enumerate()
        .filter(|(_, series)| is_labelled(plot.mark_of(series)))
        .filter_map(|(index, series)| {
            let last = series.points.iter().max_by(|a, b| a.x.total_cmp(&b.x))?;
            let words = wrap(&text(plot, series, &last.label), SIZE, Weight::Bold, most);
            let middle = last.base.map_or(last.y, |base| base.midpoint(last.y));
            Some(End { series: index, words, at: (position(&plot.x, last.x), middle) })
        })
        .collect();
    let width = labels.iter().map(|end| widest(&end.words, SIZE, Weight::Bold)).fold(0.0, f64::max);

    (width > 0.0).then_some(Ends { labels, width })
}

/// Whether the series of a mark are named where they end.
pub(super) fn is_labelled(mark: Mark) -> bool {
    matches!(mark, Mark::Line | Mark::Step | Mark::Area)
}

/// Name, value or both.
fn text(plot: &Plot, series: &Series, value: &str) -> String {
    match (plot.labels, series.name.as_str()) {
        (Labels::End, name) => name.to_owned(),
        (_, "") => value.to_owned(),
        (Labels::Value, name) => format!("{name} {value}"),
        (_, name) => name.to_owned(),
    }
}

impl Ends {
    /// How far right the frame may reach so that the labels stay on the page.
    ///
    /// They stand in one column beside the last point of all, which need not be where
    /// the axis ends.
    pub(super) fn right(&self, x: &Axis, left: f64, page: f64) -> f64 {
        let last = self.labels.iter().map(|end| x.fraction(end.at.0)).fold(0.0, f64::max);
        let room = page - 1.0 - self.width - DISTANCE - left;
        let right = if last > 0.0 { left + room / last } else { page };
        right.min(page - 10.0)
    }

    /// Whether all labels have room below each other.
    pub(super) fn fit(&self, height: f64) -> bool {
        let between = self.gap() * count(self.labels.len().saturating_sub(1));
        between + 2.0 * self.half() + 6.0 <= height
    }

    /// The labels, clear of what is drawn already.
    ///
    /// Lines that end before the others are labelled where they end, if there is room.
    /// All other labels stand in a column, moved apart where lines end close together.
    pub(super) fn layers(&self, inks: &[Ink], field: &Field, drawn: &[Layer]) -> Vec<Layer> {
        let last = self.labels.iter().map(|end| field.x(end.at.0)).fold(0.0, f64::max);
        let mut taken = obstacles(field, drawn);
        let (mut column, mut texts) = (Vec::new(), Vec::new());
        for end in &self.labels {
            let early = last - field.x(end.at.0) > EARLY;
            match early.then(|| end.beside(inks, field, &taken)).flatten() {
                Some(block) => {
                    taken.push(around(&block));
                    texts.extend(block.into_iter().map(Shape::Text));
                }
                None => column.push(end),
            }
        }

        let x = last + DISTANCE;
        let wanted: Vec<f64> = column.iter().map(|end| field.y(end.at.1)).collect();
        let (low, high) =
            (field.frame.top + 2.0 + self.half(), field.frame.bottom - 4.0 - self.half());
        let places = spread(&wanted, self.gap(), low, high);
        let mut leaders = Vec::new();
        for (end, y) in column.iter().zip(places) {
            leaders.extend(end.leader(inks, field, (x, y)));
            texts.extend(end.block(inks, (x, y), Align::Start).into_iter().map(Shape::Text));
        }
        vec![Layer::page("leaders", leaders), Layer::page("labels", texts)]
    }

    /// From one label in the column to the next.
    fn gap(&self) -> f64 {
        LINE * count(self.most()) + 1.0
    }

    /// From the middle of a label to that of its first line.
    fn half(&self) -> f64 {
        LINE / 2.0 * (count(self.most()) - 1.0)
    }

    /// The lines of the label that has most.
    fn most(&self) -> usize {
        self.labels.iter().map(|end| end.words.len()).max().unwrap_or(1)
    }
}

impl End {
    /// The label around a place at its side.
    fn block(&self, inks: &[Ink], (x, y): At, align: Align) -> Vec<Text> {
        let top = y - LINE / 2.0 * (count(self.words.len()) - 1.0);
        let first = Text::new((x, top), "", inks[self.series], align).bold().halo();
        lines(&self.words, &first)
    }

    /// The label next to its line's last point, if that is clear.
    fn beside(&self, inks: &[Ink], field: &Field, taken: &[Bounds]) -> Option<Vec<Text>> {
        let (x, y) = field.at(self.at);
        let away = LINE / 2.0 * (count(self.words.len()) - 1.0) + 13.0;
        let blocks = [
            self.block(inks, (x + DISTANCE, y), Align::Start),
            self.block(inks, (x, y - away), Align::Middle),
            self.block(inks, (x, y + away), Align::Middle),
            self.block(inks, (x + 4.0, y - away), Align::End),
        ];
        let bounds = blocks.each_ref().map(|block| around(block));
        match clearest(&bounds, taken, &field.frame)? {
            (index, 0) => Some(blocks[index].clone()),
            _ => None,
        }
    }

    /// A thin line from the last point to a label that had to move away from it; grey if
    /// it is long, or it would look like data.
    fn leader(&self, inks: &[Ink], field: &Field, (x, y): At) -> Option<Shape> {
        let (from_x, from_y) = field.at(self.at);
        let early = x - DISTANCE - from_x > EARLY;
        let near = x - DISTANCE - from_x < 4.0 && (from_y - y).abs() < 9.0;
        let points = vec![(from_x + 4.0, from_y), (x - 2.0, y)];
        let ink = if early { Ink::Neutral } else { inks[self.series] };
        (!near).then(|| Shape::Path { points, pen: Pen::solid(ink, 0.8), tip: None })
    }
}
