//! How much room a chart has.

use super::model::Variant;

/// The place that a chart is laid out for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Room {
    pub(super) variant: Variant,
    /// The width in pixels, with all labels.
    pub(super) width: f64,
    /// The height of the frame, where something else than the chart decides it.
    pub(super) height: Option<f64>,
}

impl Room {
    /// The room of a whole chart.
    pub(super) fn of(variant: Variant) -> Self {
        Self { variant, width: variant.width(), height: None }
    }

    /// A part of the room, for one of several small charts.
    pub(super) fn part(self, width: f64, height: f64) -> Self {
        Self { width, height: Some(height), ..self }
    }

    /// Whether it is one of several small charts.
    pub(super) fn is_part(self) -> bool {
        self.height.is_some()
    }

    /// Whether it is as narrow as a telephone.
    pub(super) fn is_narrow(self) -> bool {
        self.width < 400.0
    }
}
