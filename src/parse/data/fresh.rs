//! How long what is written may be relied on, and who looked at it again.

use crate::date::Period;
use crate::diag::{Code, Diagnostic};
use crate::model::SignOff;
use crate::parse::yaml::{self, Fields};

/// `stale_after`: `never` or an ISO 8601 duration such as `P90D`.
pub(super) fn stale_after(fields: &mut Fields) -> Option<Period> {
    let text = fields.text("stale_after")?;
    if text.value == "never" {
        return None;
    }
    let period = Period::parse(&text.value);
    if period.is_none() {
        let message = format!("`{}` is not a duration", text.value);
        fields.problem(
            Diagnostic::new(Code::WrongValue, text.span, message)
                .help("write days, months or years as `P90D`, `P6M` or `P1Y`, or `never`"),
        );
    }
    period
}

/// `checked: {by: KEY or NAME, on: DATE}`: who compared the value with its source.
pub(super) fn checked(fields: &mut Fields) -> Option<SignOff> {
    let node = fields.get("checked")?;
    let mut inner = Fields::new(node, node.span, "`checked`", fields.problems());
    let by = inner.need_text("by");
    let on = inner.need("on").and_then(|node| yaml::date(node, "on", inner.problems()));
    inner.finish();
    Some(SignOff { by: by?, on: on? })
}

/// `update_every: P3M`: how often a source is published anew, counted from the day it was
/// published or read.
pub(super) fn update_every(fields: &mut Fields) -> Option<Period> {
    let period = fields.period("update_every")?;
    if !["date", "retrieved"].iter().any(|key| fields.says(key)) {
        let message = "`update_every` has no day to count from";
        let problem = Diagnostic::new(Code::MissingKey, period.span, message);
        let help = "write when it was read, `retrieved: …`, or published, `date: …`";
        fields.lack(&["date", "retrieved"], problem.help(help));
    }
    Some(period.value)
}
