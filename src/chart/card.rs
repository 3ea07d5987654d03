//! Cards: the pictures that social networks show for a link, 600 by 315 pixels.
//!
//! A card is read at half its size on a telephone, so a chart is laid out again for it
//! rather than shrunk, and has no room for notes.

use super::caption::Block;
use super::ink::Ink;
use super::metrics::{Weight, width};
use super::model::{Plot, Variant};
use super::plan::{Align, Layer, Plan, Shape, Text};
use super::room::Room;
use super::wrap::wrap;

/// The size of a card; pictures have twice as many pixels, 1200 by 630.
pub const CARD: (f64, f64) = (600.0, 315.0);

/// The room at both sides.
const MARGIN: f64 = 28.0;

/// How wide texts can be.
const WIDTH: f64 = CARD.0 - 2.0 * MARGIN;

/// The words of a chart's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartCard {
    /// The message.
    pub headline: String,
    /// Measure, place and period.
    pub subtitle: String,
    /// The whole line, as in `Source: Cyberspace Administration of China`.
    pub source: String,
    /// As in `Data as of 28 March 2024`; may be empty.
    pub as_of: String,
    /// The name of the site.
    pub site: String,
    /// The colour of the publisher, `#rrggbb`, against which white can be read.
    pub panel: String,
}

/// The words of a briefing's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefingCard {
    /// The name of the site.
    pub site: String,
    /// What kind of publication it is.
    pub kind: String,
    /// The title.
    pub title: String,
    /// The summary, shown where there are no values.
    pub summary: String,
    /// The values at a glance, each with its label; the first three are shown.
    pub values: Vec<(String, String)>,
    /// The day, in words.
    pub date: String,
    /// The colour of the publisher, `#rrggbb`, against which white can be read.
    pub panel: String,
}

/// A chart on a card, which may be smaller than elsewhere.
pub(super) struct Placed {
    pub(super) plan: Plan,
    pub(super) at: (f64, f64),
    pub(super) scale: f64,
}

/// The smallest that a chart is shown; its letters are then as high as those of the foot.
const SMALLEST: f64 = 0.7;

/// The words of a chart's card, and the chart. One that is too high for the card is left
/// out, and the headline stands alone in large letters.
pub(super) fn chart(
    plot: &Plot,
    words: &ChartCard,
    layout: impl Fn(&Plot, Room) -> Plan,
) -> (Plan, Option<Placed>) {
    let foot = CARD.1 - 22.0;
    let (mut texts, end) = head(words, (20.0, 25.0), 2);
    let top = end + 8.0;
    let placed = fitting(plot, foot - 14.0 - top, layout);
    if placed.is_none() {
        texts = head(words, (30.0, 37.0), 4).0;
    }
    texts.extend(foot_of(words, foot));
    let placed = placed.map(|(plan, scale)| Placed { plan, at: (MARGIN, top), scale });
    (sheet(vec![Layer::page("caption", texts)]), placed)
}

/// The headline and the subtitle, and where they end.
fn head(words: &ChartCard, (size, line): (f64, f64), most: usize) -> (Vec<Shape>, f64) {
    let mut block = Block::new((MARGIN, 26.0), WIDTH);
    block.text(&words.headline, (size, line), Weight::Bold, Ink::Text, most);
    block.space(size / 6.0);
    block.text(&words.subtitle, (14.0, 19.0), Weight::Regular, Ink::Muted, 1);
    block.end()
}

/// The source on the left; the day of the data and the site on the right.
fn foot_of(words: &ChartCard, y: f64) -> Vec<Shape> {
    let right = CARD.0 - MARGIN;
    let site = line((right, y), &words.site, 12.0, Ink::Muted, Align::End).bold();
    let left = site.bounds().left - 10.0;
    let as_of = line((left, y), &words.as_of, 12.0, Ink::Muted, Align::End);
    let source = cut(&words.source, 12.0, Weight::Regular, as_of.bounds().left - 20.0 - MARGIN);
    let source = line((MARGIN, y), &source, 12.0, Ink::Muted, Align::Start);
    [source, as_of, site].map(Shape::Text).to_vec()
}

/// The chart at the height that there is and how far it is made smaller for it, if it can.
fn fitting(plot: &Plot, height: f64, layout: impl Fn(&Plot, Room) -> Plan) -> Option<(Plan, f64)> {
    let mut scale = 1.0;
    let mut room = Room { variant: Variant::Wide, width: WIDTH, height: Some(height) };
    for _ in 0..4 {
        let plan = layout(plot, room);
        let over = plan.height - height / scale;
        if over <= 0.0 {
            return Some((plan, scale));
        }
        // First a lower frame; where that does not help, since each row has its height, a
        // smaller picture.
        match room.height.map(|frame| frame - over).filter(|frame| *frame >= 60.0) {
            Some(frame) if scale >= 1.0 => room.height = Some(frame),
            _ => {
                scale = (height / plan.height * 0.98).min(scale - 0.02);
                room.width = WIDTH / scale;
            }
        }
        if scale < SMALLEST {
            return None;
        }
    }
    None
}

/// A briefing's title over its values, in white on the publisher's colour.
pub(super) fn briefing(words: &BriefingCard) -> Plan {
    let white = Ink::Surface;
    let pale = Ink::Grid;
    let mut shapes = vec![
        line((MARGIN, 32.0), &words.site, 14.0, white, Align::Start).bold(),
        line((CARD.0 - MARGIN, 32.0), &words.kind, 14.0, pale, Align::End),
        line((MARGIN, CARD.1 - 24.0), &words.date, 13.0, pale, Align::Start),
    ];

    let values = &words.values[..words.values.len().min(3)];
    let (size, high) = match wrap(&words.title, 34.0, Weight::Bold, WIDTH).len() {
        0..=2 => (34.0, 41.0),
        _ => (27.0, 33.0),
    };
    let mut title = Block::new((MARGIN, 58.0), WIDTH);
    title.text(&words.title, (size, high), Weight::Bold, white, 3);
    if values.is_empty() {
        title.space(8.0);
        title.text(&words.summary, (17.0, 24.0), Weight::Regular, pale, 4);
    }
    let (mut title, _) = title.end();

    let share = WIDTH / f64::from(u8::try_from(values.len().max(1)).unwrap_or(1));
    let mut x = MARGIN;
    for (value, label) in values {
        let sizes = [36.0, 32.0, 28.0, 24.0, 20.0];
        let fits = |size: &f64| width(value, *size, Weight::Bold) <= share - 16.0;
        let size = sizes.into_iter().find(fits).unwrap_or(20.0);
        let value = cut(value, size, Weight::Bold, share - 16.0);
        shapes.push(line((x, 190.0), &value, size, white, Align::Start).bold());
        let mut block = Block::new((x, 211.0), share - 20.0);
        block.text(label, (13.0, 17.0), Weight::Regular, pale, 3);
        title.extend(block.end().0);
        x += share;
    }

    title.extend(shapes.into_iter().map(Shape::Text));
    sheet(vec![Layer::page("caption", title)])
}

fn line(at: (f64, f64), words: &str, size: f64, ink: Ink, align: Align) -> Text {
    Text { size, ..Text::new(at, words, ink, align) }
}

fn sheet(layers: Vec<Layer>) -> Plan {
    let (width, height) = CARD;
    Plan { width, height, fields: Vec::new(), layers, warnings: Vec::new() }
}

/// As much of a text as fits in one line, with `…` where it was cut.
pub(super) fn cut(text: &str, size: f64, weight: Weight, max: f64) -> String {
    if width(text, size, weight) <= max {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if width(&cut, size, weight) <= max {
            return cut;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_the_line_ends() {
        assert_eq!(cut("short", 13.0, Weight::Regular, 100.0), "short");
        let short = cut("a text that is longer than that", 13.0, Weight::Regular, 100.0);
        assert!(short.ends_with('…') && width(&short, 13.0, Weight::Regular) <= 100.0, "{short}");
        assert_eq!(cut("a", 13.0, Weight::Regular, 1.0), "");
    }

    #[test]
    fn a_briefing_shows_its_summary_or_three_values() {
        let words = BriefingCard {
            site: "Notes".to_owned(),
            kind: "Briefing".to_owned(),
            title: "A title ".repeat(30),
            summary: "The summary".to_owned(),
            values: Vec::new(),
            date: "28 August 2024".to_owned(),
            panel: "#10263f".to_owned(),
        };
        let texts = |words: &BriefingCard| -> Vec<String> {
            let plan = briefing(words);
            let shapes = plan.layers.into_iter().flat_map(|layer| layer.shapes);
            shapes
                .filter_map(|shape| match shape {
                    Shape::Text(text) => Some(text),
                    _ => None,
                })
                .inspect(|text| {
                    let bounds = text.bounds();
                    assert!(bounds.left >= 0.0 && bounds.right <= CARD.0, "{}", text.words);
                    assert!(bounds.top >= 0.0 && bounds.bottom <= CARD.1, "{}", text.words);
                })
                .map(|text| text.words)
                .collect()
        };
        assert!(texts(&words).contains(&"The summary".to_owned()));

        let value = |value: &str| (value.to_owned(), "a label of several words".to_owned());
        let values = ["117", "8", "97.5%", "never shown"].map(value).to_vec();
        let shown = texts(&BriefingCard { values, ..words });
        assert!(shown.contains(&"97.5%".to_owned()));
        assert!(!shown.contains(&"never shown".to_owned()));
        assert!(!shown.contains(&"The summary".to_owned()));
    }
}
