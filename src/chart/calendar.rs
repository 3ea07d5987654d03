//! Days since 1970-01-01 and the civil calendar.
//!
//! By Howard Hinnant's algorithms, <https://howardhinnant.github.io/date_algorithms.html>:
//! eras of 400 years with 146,097 days each, years that begin in March.

/// A day of the civil calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: i64,
    /// 1 to 31.
    pub(super) day: i64,
}

/// The date of a day.
pub(super) fn civil(days: i64) -> Civil {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };

    Civil {
        year: era * 400 + year_of_era + i64::from(month <= 2),
        month,
        day: day_of_year - (153 * month_from_march + 2) / 5 + 1,
    }
}

/// The day of a date.
pub(super) fn days(Civil { year, month, day }: Civil) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    era * 146_097 + day_of_era - 719_468
}

/// The first day of a month, counted from January of year 0.
pub(super) fn month_start(months: i64) -> i64 {
    days(Civil { year: months.div_euclid(12), month: months.rem_euclid(12) + 1, day: 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_days_agree() {
        for (day, year, month, of_month) in [
            (0, 1970, 1, 1),
            (-1, 1969, 12, 31),
            (19_600, 2023, 8, 31),
            (19_782, 2024, 2, 29),
            (-719_468, 0, 3, 1),
        ] {
            let date = Civil { year, month, day: of_month };
            assert_eq!(civil(day), date);
            assert_eq!(days(date), day);
        }
    }

    #[test]
    fn every_day_of_two_eras_comes_back() {
        for day in (-150_000..150_000).step_by(7) {
            assert_eq!(days(civil(day)), day);
        }
    }

    #[test]
    fn months_run_over_the_year() {
        assert_eq!(civil(month_start(2023 * 12 + 12)), Civil { year: 2024, month: 1, day: 1 });
    }
}
