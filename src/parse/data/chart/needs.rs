//! Which columns a mark needs, and which do nothing for it.

use super::Channels;
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::{Channel, Mark};
use crate::parse::yaml::Fields;

/// What a mark does with a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Want {
    /// It cannot be drawn without, and what it is for.
    Needs(&'static str),
    /// It can show it.
    Takes,
    /// It has no use for it.
    Ignores,
}

use Want::{Ignores, Needs, Takes};

/// What a mark does with each column besides `x`: `y`, `x2`, `y2`, `color`, `size`, `text`,
/// `detail`.
fn wants(mark: Mark) -> [Want; 7] {
    const UP: Want = Needs("what runs from bottom to top");
    match mark {
        Mark::Line | Mark::Step | Mark::Area | Mark::Bar | Mark::Lollipop => {
            [UP, Ignores, Ignores, Takes, Ignores, Ignores, Ignores]
        }
        Mark::Band => [UP, Ignores, Needs("where the band ends"), Takes, Ignores, Ignores, Ignores],
        Mark::Dot => [UP, Ignores, Ignores, Takes, Takes, Takes, Ignores],
        Mark::Range | Mark::Arrow => [UP, Takes, Takes, Ignores, Ignores, Ignores, Ignores],
        Mark::Slope => {
            [UP, Ignores, Ignores, Needs("what tells the lines apart"), Ignores, Ignores, Ignores]
        }
        Mark::Cell => [
            UP,
            Ignores,
            Ignores,
            Needs("the numbers that shade the cells"),
            Ignores,
            Ignores,
            Ignores,
        ],
        Mark::Box | Mark::Waterfall => [UP, Ignores, Ignores, Ignores, Ignores, Ignores, Ignores],
        Mark::Histogram => [Ignores; 7],
        Mark::Timeline => {
            [Ignores, Takes, Ignores, Takes, Ignores, Needs("what the events are"), Takes]
        }
        Mark::Rule => [Takes; 7],
    }
}

/// Reports what a mark lacks and what does nothing for it, and says whether it can be drawn.
pub(super) fn check(mark: &Spanned<Mark>, channels: &Channels, fields: &mut Fields) -> bool {
    if mark.value == Mark::Rule {
        fields.problem(
            Diagnostic::new(Code::UnknownMark, mark.span, "`rule` is a layer over another mark")
                .help("name the chart's own mark here, and put the rule under `layers`"),
        );
        return false;
    }
    fields.need("x");
    let read: [(&'static str, &Option<Channel>); 7] = [
        ("y", &channels.y),
        ("x2", &channels.x2),
        ("y2", &channels.y2),
        ("color", &channels.color),
        ("size", &channels.size),
        ("text", &channels.text),
        ("detail", &channels.detail),
    ];
    let mut complete = channels.x.is_some();
    for ((key, channel), want) in read.into_iter().zip(wants(mark.value)) {
        match (want, channel) {
            (Needs(_), None) if fields.says(key) => complete = false,
            (Needs(what), None) => {
                complete = false;
                let message = format!("`{}` needs `{key}`: {what}", mark.value.word());
                let problem = Diagnostic::new(Code::MissingKey, mark.span, message);
                let help = format!("write `{key}: …` with a column of the data");
                fields.lack(&[key], problem.help(help));
            }
            (Ignores, Some(channel)) => fields.problem(idle(mark.value, key, channel)),
            _ => {}
        }
    }
    if matches!(mark.value, Mark::Range | Mark::Arrow)
        && channels.x2.is_some() == channels.y2.is_some()
    {
        complete = false;
        let message = format!("`{}` needs one of `x2` and `y2`: where it ends", mark.value.word());
        fields.lack(
            &["x2", "y2"],
            Diagnostic::new(Code::MissingKey, mark.span, message)
                .help("write `x2: …` if the numbers are on `x`, and `y2: …` if they are on `y`"),
        );
    }
    complete
}

fn idle(mark: Mark, key: &str, channel: &Channel) -> Diagnostic {
    let message = format!("`{key}` does nothing for `mark: {}`", mark.word());
    let problem = Diagnostic::new(Code::UnfitChannel, channel.field.span, message);
    problem.help(match (mark, key) {
        (Mark::Histogram, "y") => "take it out: the rows are counted",
        (Mark::Timeline, "y") => "take it out: time runs along `x`, and `text` says what happened",
        (Mark::Range | Mark::Arrow, "color") => {
            "take it out: the two ends have colours of their own"
        }
        (Mark::Waterfall, "color") => "take it out: colours say what goes up and what goes down",
        (Mark::Line | Mark::Step | Mark::Area, "y2") => {
            "use `mark: band`, or a layer with it: `layers: [{mark: band, y: …, y2: …}]`"
        }
        (_, "detail") => "take it out, or use `mark: timeline`",
        (_, "size") => "take it out, or use `mark: dot`",
        _ => "take it out",
    })
}
