//! What the program takes from outside besides its arguments, read once.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::Context as _;
use jiff::Timestamp;

use super::Failure;
use briefing::date::Moment;

/// The place and time at which the program runs.
#[derive(Debug)]
pub(crate) struct Surroundings {
    /// The current folder.
    pub(crate) folder: PathBuf,
    /// The folder that GitHub counts paths from, when the program runs in GitHub Actions.
    pub(crate) github: Option<PathBuf>,
    /// `SOURCE_DATE_EPOCH`, as it stands.
    pub(crate) source_date_epoch: Option<OsString>,
    /// What the clock said when the program began.
    pub(crate) clock: SystemTime,
}

impl Surroundings {
    /// Reads the environment and the clock.
    #[expect(clippy::disallowed_methods, reason = "here, and only here, they are read")]
    pub(crate) fn read() -> Result<Surroundings, Failure> {
        let folder = std::env::current_dir()
            .context("the current folder cannot be read")
            .map_err(Failure::world)?;

        let in_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
        let workspace = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
        let github = in_github.then(|| workspace.unwrap_or_else(|| folder.clone()));

        Ok(Surroundings {
            folder,
            github,
            source_date_epoch: std::env::var_os("SOURCE_DATE_EPOCH"),
            clock: SystemTime::now(),
        })
    }

    /// The time that counts as now: the one asked for, else `SOURCE_DATE_EPOCH`, else the
    /// clock's.
    pub(crate) fn now(&self, asked: Option<Moment>) -> Result<Moment, Failure> {
        if let Some(moment) = self.asked(asked)? {
            return Ok(moment);
        }
        let time = Timestamp::try_from(self.clock)
            .context("the clock is in no year from 1 to 9999")
            .map_err(Failure::world)?;
        Ok(time.into())
    }

    /// The time asked for, else `SOURCE_DATE_EPOCH`; never the clock's, so that a build of
    /// last year's project gives last year's answer.
    pub(crate) fn asked(&self, asked: Option<Moment>) -> Result<Option<Moment>, Failure> {
        let (None, Some(epoch)) = (asked, &self.source_date_epoch) else { return Ok(asked) };
        let epoch = epoch.to_string_lossy();
        let time = source_date_epoch(&epoch).ok_or_else(|| {
            Failure::usage(format!("`SOURCE_DATE_EPOCH` is `{epoch}`, which is not a time"))
                .help("it counts the seconds since 1970-01-01, as in `1724803200`")
        })?;
        Ok(Some(time.into()))
    }
}

/// Seconds as reproducible-builds.org specifies them: digits and nothing else.
fn source_date_epoch(text: &str) -> Option<Timestamp> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = digits.then(|| text.parse().ok())??;
    Timestamp::from_second(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(epoch: Option<&str>) -> Surroundings {
        Surroundings {
            folder: PathBuf::from("/"),
            github: None,
            source_date_epoch: epoch.map(OsString::from),
            clock: SystemTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_time_asked_for_comes_first_then_the_epoch_then_the_clock() {
        let asked = Moment::from(date(2024, 8, 28));
        assert_eq!(at(Some("nonsense")).now(Some(asked)).ok(), Some(asked));
        let day = |epoch| at(epoch).now(None).ok().map(Moment::day);
        assert_eq!(day(Some("1724803199")), Some(date(2024, 8, 27)));
        assert_eq!(day(Some("1724803200")), Some(date(2024, 8, 28)));
        assert_eq!(day(None), Some(date(1970, 1, 1)));
    }

    #[test]
    fn a_bad_epoch_is_said_and_not_passed_over() {
        for wrong in
            ["", " 1", "-1", "+1", "1.5", "now", "99999999999999", "9999999999999999999999"]
        {
            let failure = at(Some(wrong)).now(None).expect_err(wrong);
            assert_eq!(failure.exit, super::super::Exit::Usage);
            assert!(failure.error.to_string().contains(&format!("`{wrong}`")));
        }
    }
}
