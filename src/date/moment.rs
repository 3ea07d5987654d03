//! Points in time: what counts as now, and the hour at which an embargo ends.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::PartialDate;

/// A point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(Timestamp);

impl Moment {
    /// The hour that a text names with its zone: `2024-08-28T06:00:00+02:00`.
    ///
    /// Without a zone it would be another hour on another machine.
    pub fn parse(text: &str) -> Option<Moment> {
        text.parse().ok().map(Moment)
    }

    /// The day it lies on, in UTC, so that colleagues in two time zones get one answer.
    pub fn day(self) -> Date {
        self.0.to_zoned(TimeZone::UTC).date()
    }
}

impl From<Timestamp> for Moment {
    fn from(time: Timestamp) -> Moment {
        Moment(time)
    }
}

/// A day that counts as now has just begun: no hour of it has come that somebody waits for.
impl From<Date> for Moment {
    fn from(day: Date) -> Moment {
        let begin = day.to_zoned(TimeZone::UTC);
        Moment(begin.map_or(Timestamp::MIN, |begin| begin.timestamp()))
    }
}

/// When a page may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embargo {
    /// From a day on; of a month or year, from its last.
    Day(PartialDate),
    /// From an hour on.
    Hour(Moment),
}

impl Embargo {
    /// Whether it has ended.
    pub fn is_over(self, now: Moment) -> bool {
        match self {
            Embargo::Day(date) => date.last_day() <= now.day(),
            Embargo::Hour(hour) => hour <= now,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_hour_needs_a_zone() {
        assert!(Moment::parse("2024-08-28T06:00:00+02:00").is_some());
        assert!(Moment::parse("2024-08-28T06:00+02:00").is_some());
        assert!(Moment::parse("2024-08-28T04:00:00Z").is_some());
        for wrong in ["2024-08-28", "2024-08-28T06:00:00", "2024-08-28 6 o'clock", "06:00+02:00"] {
            assert_eq!(Moment::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_embargo_ends_at_its_hour_wherever_one_is() {
        let hour = |text| Moment::parse(text).expect("an hour with its zone");
        let embargo = Embargo::Hour(hour("2024-08-28T06:00:00+02:00"));
        assert!(!embargo.is_over(hour("2024-08-28T05:59:59+02:00")));
        assert!(embargo.is_over(hour("2024-08-28T04:00:00Z")));
        assert!(embargo.is_over(hour("2024-08-28T00:00:00-04:00")));
        assert!(!embargo.is_over(date(2024, 8, 28).into()), "a day has just begun");
        assert!(embargo.is_over(date(2024, 8, 29).into()));
    }

    #[test]
    fn an_embargo_of_a_day_ends_with_the_day_before() {
        let embargo = Embargo::Day(PartialDate::Day(date(2024, 8, 28)));
        assert!(!embargo.is_over(date(2024, 8, 27).into()));
        assert!(embargo.is_over(date(2024, 8, 28).into()));
    }
}
