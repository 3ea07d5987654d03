//! Where ticks stand: on round numbers, and on the calendar's months and years.

use super::calendar::{civil, month_start};
use super::format::{date, month_name};
use super::model::Grain;
use super::units::{count, real, times, whole};
use crate::lang::Lang;

/// How far apart ticks are, as whole units of a power of ten.
///
/// Kept as two integers, so that ticks are exact: 3 × 0.1 is 0.30000000000000004, but
/// 3 / 10 is 0.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    units: i64,
    exponent: i32,
}

/// A tick of time.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TimeTick {
    /// Days since 1970-01-01.
    pub(super) at: f64,
    /// The day, month or year.
    pub(super) label: String,
    /// What it belongs to, where that begins: the year of months, the month of days.
    pub(super) group: Option<String>,
}

/// The range, widened to ticks at both ends.
pub(super) fn widened(low: f64, high: f64, number: usize, decimals: Option<usize>) -> (f64, f64) {
    let step = step(low, high, number, decimals);
    let size = step.times(1);
    (step.times(whole((low / size + 1e-9).floor())), step.times(whole((high / size - 1e-9).ceil())))
}

/// The edges of about `number` equal parts that hold the whole range.
pub(super) fn edges(low: f64, high: f64, number: usize, decimals: Option<usize>) -> Vec<f64> {
    let high = if low < high { high } else { low + 1.0 };
    let step = step(low, high, number, decimals);
    let size = step.times(1);
    let first = whole((low / size + 1e-9).floor());
    let last = whole((high / size - 1e-9).ceil()).max(first + 1);
    (first..=last).map(|index| step.times(index)).collect()
}

/// About `number` ticks within the range, none finer than `decimals`.
pub(super) fn linear(low: f64, high: f64, number: usize, decimals: Option<usize>) -> Vec<f64> {
    let step = step(low, high, number, decimals);
    let size = step.times(1);
    let first = whole((low / size - 1e-9).ceil());
    let last = whole((high / size + 1e-9).floor());
    (first..=last).map(|index| step.times(index)).collect()
}

/// Powers of ten within the range, with 2 and 5 where there are few decades.
pub(super) fn logarithmic(low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (exponent(low), exponent(high) + 1);
    let units: &[i64] = if last - first <= 3 { &[1, 2, 5] } else { &[1] };
    let every = 1 + usize::try_from((last - first) / 8).unwrap_or(0);

    let ticks: Vec<f64> = (first..=last)
        .step_by(every)
        .flat_map(|exponent| units.iter().map(move |&units| Step { units, exponent }.times(1)))
        .filter(|tick| (low..=high).contains(tick))
        .collect();

    if ticks.len() < 2 { linear(low, high, 4, None) } else { ticks }
}

/// Ticks of time within the range, at most `most`.
pub(super) fn time(low: f64, high: f64, most: usize, grain: Grain, lang: Lang) -> Vec<TimeTick> {
    let days = high - low;
    if days <= 0.0 {
        return Vec::new();
    }
    let fits = |step: i64, length: f64| days / (real(step) * length) <= count(most);

    let day_step = [1, 2, 7, 14].into_iter().find(|&step| grain == Grain::Day && fits(step, 1.0));
    let month_step =
        [1, 2, 3, 6].into_iter().find(|&step| grain != Grain::Year && fits(step, 30.4));
    let year_step = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|&s| fits(s, 365.2));

    match (day_step, month_step, year_step) {
        (Some(step), _, _) => by_day(low, high, step, lang),
        (None, Some(step), _) => by_month(low, high, step, lang),
        (None, None, step) => by_year(low, high, step.unwrap_or(1000)),
    }
}

fn by_day(low: f64, high: f64, step: i64, lang: Lang) -> Vec<TimeTick> {
    // 1970-01-05 was a Monday, so steps of a week fall on Mondays.
    let monday = 4;
    let first = (whole(low.ceil()) - monday + step - 1).div_euclid(step);
    let last = (whole(high.floor()) - monday).div_euclid(step);

    let mut month = None;
    (first..=last)
        .map(|index| {
            let at = index * step + monday;
            let day = civil(at);
            let begins = month != Some(day.month);
            month = Some(day.month);
            TimeTick {
                at: real(at),
                label: if lang == Lang::De { format!("{}.", day.day) } else { day.day.to_string() },
                group: begins.then(|| date(at, Grain::Month, lang)),
            }
        })
        .collect()
}

fn by_month(low: f64, high: f64, step: i64, lang: Lang) -> Vec<TimeTick> {
    let mut year = None;
    months(low, high, step)
        .map(|at| {
            let day = civil(at);
            let begins = year != Some(day.year);
            year = Some(day.year);
            TimeTick {
                at: real(at),
                label: month_name(day.month, lang),
                group: begins.then(|| match lang {
                    Lang::Zh => format!("{}年", day.year),
                    Lang::En | Lang::De => day.year.to_string(),
                }),
            }
        })
        .collect()
}

fn by_year(low: f64, high: f64, step: i64) -> Vec<TimeTick> {
    months(low, high, 12 * step)
        .map(|at| TimeTick { at: real(at), label: civil(at).year.to_string(), group: None })
        .collect()
}

/// The first days of every `step`th month within the range.
fn months(low: f64, high: f64, step: i64) -> impl Iterator<Item = i64> {
    let begin = civil(whole(low.floor()));
    let first = (begin.year * 12 + begin.month - 1).div_euclid(step);
    (first..)
        .map(move |index| month_start(index * step))
        .skip_while(move |&at| real(at) < low)
        .take_while(move |&at| real(at) <= high)
}

/// The least round step that gives at most about so many ticks.
fn step(low: f64, high: f64, number: usize, decimals: Option<usize>) -> Step {
    let raw = (high - low) / count(number.max(1));
    let exponent = exponent(raw);

    // 2.5 is written as 25 tenths.
    let steps = [(1, 0), (2, 0), (25, -1), (5, 0), (10, 0)];
    let step = steps
        .into_iter()
        .map(|(units, shift)| Step { units, exponent: exponent + shift })
        .find(|step| step.times(1) >= raw * (1.0 - 1e-9))
        .unwrap_or(Step { units: 10, exponent });

    match decimals.and_then(|decimals| i32::try_from(decimals).ok()) {
        Some(decimals) if step.exponent < -decimals => finest(step, raw, decimals),
        _ => step,
    }
}

/// A step that would need more decimals than the data have, made coarser.
fn finest(step: Step, raw: f64, decimals: i32) -> Step {
    if step.units == 25 && step.exponent + 1 == -decimals {
        return Step { units: 5, exponent: step.exponent + 1 };
    }
    if step.times(1) >= raw && step.units % 10 == 0 && step.exponent + 1 == -decimals {
        return Step { units: step.units / 10, exponent: step.exponent + 1 };
    }
    Step { units: 1, exponent: -decimals }
}

/// The power of ten just below a number above zero, found without a logarithm, whose
/// last bit differs between platforms.
fn exponent(value: f64) -> i32 {
    let mut exponent = 0;
    while power_of_ten(exponent) > value && exponent > -300 {
        exponent -= 1;
    }
    while power_of_ten(exponent + 1) <= value && exponent < 300 {
        exponent += 1;
    }
    exponent
}

fn power_of_ten(exponent: i32) -> f64 {
    Step { units: 1, exponent }.times(1)
}

impl Step {
    /// A multiple, as near as a float can be: reading digits rounds correctly, while
    /// powers above 10²² are inexact and so is what is multiplied by them.
    fn times(self, index: i64) -> f64 {
        let digits = format!("{}e{}", index * self.units, self.exponent);
        digits.parse().expect("an integer with an exponent is a number")
    }
}

/// How many ticks a length has room for.
///
/// 46 pixels a tick: the widest month, "Sept.", has 35 at 13 pixels, and a gap.
pub(super) fn room(length: f64) -> usize {
    times(length, 46.0).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_exact_decimals() {
        assert_eq!(linear(0.0, 0.5, 5, None), [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]);
        assert_eq!(linear(-0.2, 0.2, 4, None), [-0.2, -0.1, 0.0, 0.1, 0.2]);
        assert_eq!(linear(0.0, 117.0, 5, None), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(widened(0.0, 117.0, 5, None), (0.0, 125.0));
        assert_eq!(widened(3.0, 3.1, 4, None), (3.0, 3.1));
        assert_eq!(linear(1e9, 5e9, 4, None), [1e9, 2e9, 3e9, 4e9, 5e9]);
    }

    #[test]
    fn ticks_are_no_finer_than_the_data() {
        assert_eq!(linear(0.0, 3.0, 6, Some(0)), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(linear(0.0, 10.0, 4, Some(0)), [0.0, 5.0, 10.0]);
        assert_eq!(linear(0.0, 12.0, 5, Some(0)), [0.0, 5.0, 10.0]);
        assert_eq!(linear(0.0, 100.0, 4, Some(0)), [0.0, 25.0, 50.0, 75.0, 100.0]);
    }

    #[test]
    fn a_logarithm_has_ticks_however_short_it_is() {
        assert_eq!(logarithmic(0.15, 45.0), [0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0]);
        assert_eq!(logarithmic(1e22, 1e26), [1e22, 1e23, 1e24, 1e25, 1e26]);
        assert!(logarithmic(3.0, 4.0).len() >= 2);
    }

    #[track_caller]
    fn check(low: f64, high: f64, count: usize, grain: Grain, lang: Lang, expected: &str) {
        let ticks = time(low, high, count, grain, lang);
        let words = ticks.iter().map(|tick| match &tick.group {
            Some(group) => format!("{} {group}", tick.label),
            None => tick.label.clone(),
        });
        assert_eq!(words.collect::<Vec<_>>().join(", "), expected);
    }

    #[test]
    fn time_has_ticks_of_the_calendar() {
        // 1 July 2023 to 1 April 2024.
        let (low, high) = (19_539.0, 19_814.0);
        check(
            low,
            high,
            10,
            Grain::Day,
            Lang::En,
            "Jul 2023, Aug, Sep, Oct, Nov, Dec, Jan 2024, Feb, Mar, Apr",
        );
        check(low, high, 5, Grain::Day, Lang::Zh, "7月 2023年, 9月, 11月, 1月 2024年, 3月");
        check(low, high, 2, Grain::Month, Lang::De, "Juli 2023, Jan. 2024");
        check(low, low + 20.0, 5, Grain::Day, Lang::En, "3 Jul 2023, 10, 17");
        check(low, low + 4000.0, 6, Grain::Month, Lang::En, "2024, 2026, 2028, 2030, 2032, 2034");
    }

    #[test]
    fn years_are_never_split() {
        check(18_262.0, 19_723.0, 20, Grain::Year, Lang::En, "2020, 2021, 2022, 2023, 2024");
    }
}
