//! Where the characters of a text stand in its file.
//!
//! A text in YAML may be quoted, escaped or folded over lines. A check of a number inside
//! a key point must still point at the number, so each text knows its way back.

use crate::files::{FileId, Span};

/// The way from bytes of a text back to bytes of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Pairs of a byte in the text and its byte in the file, wherever the distance
    /// between the two changes; the first is for byte 0.
    steps: Vec<(u32, u32)>,
}

impl Origin {
    /// A text that stands in the file as it is, from a byte on.
    pub fn straight(start: usize) -> Origin {
        Origin { steps: vec![(0, number(start))] }
    }

    /// A text whose characters stand at other bytes of the file: pairs of both, rising.
    pub fn of_pairs(start: usize, pairs: impl IntoIterator<Item = (usize, usize)>) -> Origin {
        let shift = |step: &(u32, u32)| i64::from(step.1) - i64::from(step.0);
        let mut steps: Vec<(u32, u32)> = Vec::new();
        for (text, file) in pairs {
            let step = (number(text), number(file));
            if steps.last().is_none_or(|last| shift(last) != shift(&step)) {
                steps.push(step);
            }
        }
        if steps.is_empty() {
            steps.push((0, number(start)));
        }
        Origin { steps }
    }

    /// The byte of the file for a byte of the text.
    pub fn byte(&self, byte: usize) -> usize {
        let at = self.steps.partition_point(|step| step.0 as usize <= byte).saturating_sub(1);
        let (text, file) = self.steps[at];
        (file as usize + byte).saturating_sub(text as usize)
    }

    /// The place in the file of a part of the text.
    pub fn span(&self, file: FileId, range: std::ops::Range<usize>) -> Span {
        let start = self.byte(range.start);
        if range.is_empty() {
            return Span::new(file, start, start);
        }
        Span::new(file, start, self.byte(range.end))
    }
}

fn number(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
