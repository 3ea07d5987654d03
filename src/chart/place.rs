//! Finding places for texts.

use super::bounds::Bounds;
use super::plan::{Layer, Shape, Space, Text};
use super::scale::Field;
use super::units::{count, times};

/// Places along a line as near as possible to the wanted ones, but `gap` apart.
///
/// Least squares by pooling adjacent violators: neighbours that are too near share the
/// mean of what they want (Barlow et al., Statistical Inference under Order Restrictions,
/// 1972). Then everything is pushed between `low` and `high`.
pub(super) fn spread(wanted: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]));

    // Without the gaps, what is left is a sequence that must not fall.
    let rest = order.iter().enumerate().map(|(rank, &index)| wanted[index] - count(rank) * gap);
    let means = rising(rest);
    let room = (high - count(wanted.len().saturating_sub(1)) * gap).max(low);
    let mut places = vec![0.0; wanted.len()];
    for ((rank, &index), mean) in order.iter().enumerate().zip(means) {
        places[index] = mean.clamp(low, room) + count(rank) * gap;
    }
    places
}

/// The sequence that never falls and is nearest to the given one.
fn rising(sequence: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for value in sequence {
        let mut block = (value, 1);
        while let Some(&(mean, members)) = blocks.last()
            && mean > block.0
        {
            blocks.pop();
            let together = members + block.1;
            let sum = mean * count(members) + block.0 * count(block.1);
            block = (sum / count(together), together);
        }
        blocks.push(block);
    }
    blocks.iter().flat_map(|&(mean, members)| std::iter::repeat_n(mean, members)).collect()
}

/// The tops of blocks of some heights as near as possible to the wanted ones, in their
/// order, without covering each other.
pub(super) fn stack_down(wanted: &[f64], heights: &[f64], low: f64) -> Vec<f64> {
    let mut above = 0.0;
    let offsets: Vec<f64> = heights
        .iter()
        .map(|height| {
            let offset = above;
            above += height;
            offset
        })
        .collect();
    // Without what stands above them, the tops are a sequence that must not fall.
    let rest = rising(wanted.iter().zip(&offsets).map(|(top, offset)| top - offset));
    rest.iter().zip(&offsets).map(|(top, offset)| top.max(low) + offset).collect()
}

/// The candidate that hits the fewest obstacles, with the number of hits.
///
/// The first of equals wins, so candidates come in the order of preference. Those that
/// leave `within` are not considered.
pub(super) fn clearest(
    candidates: &[Bounds],
    obstacles: &[Bounds],
    within: &Bounds,
) -> Option<(usize, usize)> {
    candidates
        .iter()
        .enumerate()
        .filter(|(_, bounds)| within.holds(bounds))
        .map(|(index, bounds)| {
            (index, obstacles.iter().filter(|obstacle| obstacle.hits(bounds)).count())
        })
        .min_by_key(|&(index, hits)| (hits, index))
}

/// The bounds of a block of lines.
pub(super) fn around(block: &[Text]) -> Bounds {
    let empty = Bounds { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };
    block.iter().map(Text::bounds).fold(empty, |all, one| all.with(&one))
}

/// The room that drawn shapes take.
pub(super) fn obstacles(field: &Field, layers: &[Layer]) -> Vec<Bounds> {
    let mut taken = Vec::new();
    for layer in layers {
        let at = |place| match layer.space {
            Space::Data(_) => field.at(place),
            Space::Page => place,
        };
        for shape in &layer.shapes {
            match shape {
                Shape::Path { points, .. } | Shape::Fill { points, .. } => {
                    taken.extend(trace(&points.iter().map(|&point| at(point)).collect::<Vec<_>>()));
                }
                Shape::Area { corners: [from, to], .. } => {
                    let ((x1, y1), (x2, y2)) = (at(*from), at(*to));
                    let (left, right) = (x1.min(x2), x1.max(x2));
                    taken.push(Bounds { left, top: y1.min(y2), right, bottom: y1.max(y2) });
                }
                Shape::Dot { at: place, radius, .. } | Shape::Ring { at: place, radius, .. } => {
                    taken.push(Bounds::around(at(*place), *radius));
                }
                Shape::Text(text) => taken.push(text.bounds()),
            }
        }
    }
    taken
}

/// Small boxes along a line, for texts to keep off it.
pub(super) fn trace(points: &[(f64, f64)]) -> Vec<Bounds> {
    const STEP: f64 = 6.0;

    let mut boxes = Vec::new();
    for pair in points.windows(2) {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        let steps = times((x2 - x1).abs().max((y2 - y1).abs()), STEP);
        for step in 0..=steps {
            let part = count(step) / count(steps);
            let at = (x1 + (x2 - x1) * part, y1 + (y2 - y1) * part);
            boxes.push(Bounds::around(at, STEP / 2.0));
        }
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_as_little_as_possible() {
        assert_eq!(spread(&[10.0, 50.0], 16.0, 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 50.0], 16.0, 0.0, 100.0), [42.0, 58.0]);
        assert_eq!(spread(&[60.0, 50.0, 55.0], 10.0, 0.0, 100.0), [65.0, 45.0, 55.0]);
    }

    #[test]
    fn labels_stay_inside() {
        assert_eq!(spread(&[99.0, 98.0], 16.0, 0.0, 100.0), [100.0, 84.0]);
        assert_eq!(spread(&[1.0, 2.0], 16.0, 4.0, 100.0), [4.0, 20.0]);
        assert_eq!(spread(&[], 16.0, 0.0, 100.0), [0.0; 0]);
    }

    #[test]
    fn blocks_stand_below_each_other() {
        assert_eq!(stack_down(&[0.0, 50.0], &[20.0, 20.0], 0.0), [0.0, 50.0]);
        assert_eq!(stack_down(&[10.0, 12.0], &[20.0, 20.0], 0.0), [1.0, 21.0]);
        assert_eq!(stack_down(&[0.0, 0.0, 90.0], &[30.0, 10.0, 10.0], 0.0), [0.0, 30.0, 90.0]);
    }

    #[test]
    fn the_first_free_place_is_taken() {
        let page = Bounds { left: 0.0, top: 0.0, right: 100.0, bottom: 100.0 };
        let at = |x: f64| Bounds::around((x, 50.0), 10.0);
        assert_eq!(clearest(&[at(20.0), at(60.0)], &[at(25.0)], &page), Some((1, 0)));
        assert_eq!(clearest(&[at(20.0), at(30.0)], &[at(25.0)], &page), Some((0, 1)));
        assert_eq!(clearest(&[at(5.0)], &[], &page), None);
    }
}
