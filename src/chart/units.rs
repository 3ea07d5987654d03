//! Conversions between kinds of numbers, so that each is written and excused once.

/// Pixels as plotters' integer coordinates, which are tenths of a pixel here.
///
/// plotters draws whole numbers only; ten to a pixel are finer than any screen.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and charts are small")]
pub(super) fn tenths(pixels: f64) -> i32 {
    (pixels * 10.0).round() as i32
}

/// Pixels as a size, which is never below zero.
pub(super) fn size(pixels: f64) -> u32 {
    u32::try_from(tenths(pixels)).unwrap_or(0)
}

/// The whole number nearest to a float.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates")]
pub(super) fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// A whole number as a float. Exact for all that stands on an axis.
#[expect(clippy::cast_precision_loss, reason = "exact up to 2^53")]
pub(super) fn real(value: i64) -> f64 {
    value as f64
}

/// A count or an index as a float.
pub(super) fn count(items: usize) -> f64 {
    u32::try_from(items).map_or(f64::MAX, f64::from)
}

/// How many times a length goes into another, at least once.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at least 1 before the cast, which saturates"
)]
pub(super) fn times(length: f64, each: f64) -> usize {
    (length / each).max(1.0) as usize
}
