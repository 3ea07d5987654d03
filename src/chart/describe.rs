//! What a chart shows, in words, for those who do not see it.
//!
//! Construction, statistics and trend, the first three of the four levels of Lundgard and
//! Satyanarayan (2021, <https://doi.org/10.1109/TVCG.2021.3114770>); the fourth, what it
//! means, is the headline.

use super::axis::words;
use super::model::{Annotation, Channel, Grain, Kind, Mark, Place, Plot, Point, Series, Stack};
use super::tell;
use crate::lang::Lang;

/// More series than this would be a speech; the table has them.
const MOST_SERIES: usize = 6;

/// The author's description of a chart or one made from its data.
pub fn describe(plot: &Plot) -> String {
    if let Some(alt) = &plot.alt {
        return alt.clone();
    }
    let plot = &plot.finite();

    let mut sentences = vec![construction(plot)];
    sentences.extend(match plot.mark {
        Mark::Range | Mark::Arrow => tell::change(plot),
        Mark::Cell => tell::cells(plot),
        Mark::Histogram => tell::spread(plot),
        Mark::Box => tell::boxes(plot),
        Mark::Waterfall => tell::steps(plot),
        Mark::Timeline => tell::events(plot),
        Mark::Slope => trends(plot),
        _ if matches!(plot.aside().kind, Kind::Category(_)) => extremes(plot),
        Mark::Dot => extents(plot).into_iter().chain(tell::together(plot)).collect(),
        _ => trends(plot),
    });
    sentences.extend(tell::statuses(plot));
    sentences.extend(remarks(plot));

    let space = if plot.lang == Lang::Zh { "" } else { " " };
    sentences.join(space)
}

/// What kind of chart, of what, over how much.
fn construction(plot: &Plot) -> String {
    let kind = kind(plot);
    let places = match (&plot.x.kind, &plot.y.kind) {
        _ if matches!(plot.mark, Mark::Slope | Mark::Cell) => None,
        (Kind::Category(names), _) | (_, Kind::Category(names)) => Some(names.len()),
        _ => None,
    };
    let value = match plot.mark {
        Mark::Cell => plot.weight.as_ref().unwrap_or(&plot.x),
        Mark::Histogram => &plot.x,
        _ => plot.measure(),
    };
    let measure = value.title.as_str();

    match (plot.lang, places, measure) {
        (Lang::En | Lang::De, None, _) => format!("{kind}{}.", of(": ", measure)),
        (Lang::En, Some(1), _) => format!("{kind} with one category{}.", of(": ", measure)),
        (Lang::En, Some(n), _) => format!("{kind} with {n} categories{}.", of(": ", measure)),
        (Lang::De, Some(1), _) => format!("{kind} mit einer Kategorie{}.", of(": ", measure)),
        (Lang::De, Some(n), _) => format!("{kind} mit {n} Kategorien{}.", of(": ", measure)),
        (Lang::Zh, None, _) => format!("{kind}{}。", of("：", measure)),
        (Lang::Zh, Some(n), _) => format!("{kind}，共{n}类{}。", of("：", measure)),
    }
}

fn of(colon: &str, measure: &str) -> String {
    if measure.is_empty() { String::new() } else { format!("{colon}{measure}") }
}

fn kind(plot: &Plot) -> &'static str {
    let [en, de, zh] = match (plot.mark, plot.stack) {
        (Mark::Line, _) => ["Line chart", "Liniendiagramm", "折线图"],
        (Mark::Step, _) => ["Step chart", "Stufendiagramm", "阶梯图"],
        (Mark::Area, Stack::None) => ["Area chart", "Flächendiagramm", "面积图"],
        (Mark::Area, _) => ["Stacked area chart", "Gestapeltes Flächendiagramm", "堆叠面积图"],
        (Mark::Band, _) => ["Band chart", "Banddiagramm", "区间带图"],
        (Mark::Bar, Stack::None) => ["Bar chart", "Balkendiagramm", "条形图"],
        (Mark::Bar, _) => ["Stacked bar chart", "Gestapeltes Balkendiagramm", "堆叠条形图"],
        (Mark::Lollipop, _) => ["Lollipop chart", "Lollipop-Diagramm", "棒棒糖图"],
        (Mark::Dot | Mark::Rule, _) => ["Dot plot", "Punktdiagramm", "点图"],
        (Mark::Range, _) => ["Range plot", "Spannendiagramm", "区间图"],
        (Mark::Arrow, _) => ["Arrow plot", "Pfeildiagramm", "箭头图"],
        (Mark::Slope, _) => ["Slope chart", "Steigungsdiagramm", "斜率图"],
        (Mark::Cell, _) => ["Heat map", "Heatmap", "热力图"],
        (Mark::Histogram, _) => ["Histogram", "Histogramm", "直方图"],
        (Mark::Box, _) => ["Box plot", "Kastendiagramm", "箱线图"],
        (Mark::Waterfall, _) => ["Waterfall chart", "Wasserfalldiagramm", "瀑布图"],
        (Mark::Timeline, _) => ["Timeline", "Zeitleiste", "时间线"],
    };
    match plot.lang {
        Lang::En => en,
        Lang::De => de,
        Lang::Zh => zh,
    }
}

/// How every line went.
fn trends(plot: &Plot) -> Vec<String> {
    let lines = || {
        plot.series.iter().filter(|series| {
            !matches!(plot.mark_of(series), Mark::Band | Mark::Rule) && !series.points.is_empty()
        })
    };
    let told = lines().take(MOST_SERIES).flat_map(|series| {
        let series = Series { name: full_name(plot, series), ..series.clone() };
        trend(plot, &series).into_iter().chain(tell::breaks(plot, &series)).collect::<Vec<_>>()
    });
    told.chain(omitted(plot, lines().count())).collect()
}

/// A name with that of its panel.
fn full_name(plot: &Plot, series: &Series) -> String {
    match (plot.panels.get(series.panel), series.name.as_str(), plot.lang) {
        (None, name, _) => name.to_owned(),
        (Some(panel), "", _) => panel.clone(),
        (Some(panel), name, Lang::Zh) => format!("{panel}（{name}）"),
        (Some(panel), name, _) => format!("{panel} ({name})"),
    }
}

/// How a series went: first, last, and its turning points if they lie between.
fn trend(plot: &Plot, series: &Series) -> Option<String> {
    let first = least(&series.points, |point| point.x)?;
    let last = least(&series.points, |point| -point.x)?;
    let highest = least(&series.points, |point| -point.y)?;
    let lowest = least(&series.points, |point| point.y)?;
    let peak = (highest.y > first.y.max(last.y)).then_some(highest);
    let low = (lowest.y < first.y.min(last.y)).then_some(lowest);

    let (from, to) = (first.label.as_str(), last.label.as_str());
    let (when, end) = (when(plot, first), when(plot, last));
    let name = series.name.as_str();
    if std::ptr::eq(first, last) {
        return Some(match plot.lang {
            Lang::En | Lang::De => format!("{}{from} {when}.", before(name, ": ")),
            Lang::Zh => format!("{}{when}{from}。", before(name, "：")),
        });
    }

    let sentence = match plot.lang {
        Lang::En => {
            let verb = verb(first.y, last.y, ["rose", "fell", "changed little,"]);
            let subject = if name.is_empty() { "It" } else { name };
            let turns = [("a peak", peak), ("a low", low)].into_iter().filter_map(|(what, p)| {
                p.map(|p| format!("{what} of {} {}", p.label, self::when(plot, p)))
            });
            let turns = turns.collect::<Vec<_>>().join(" and ");
            let with = if turns.is_empty() { "" } else { ", with " };
            format!("{subject} {verb} from {from} {when} to {to} {end}{with}{turns}.")
        }
        Lang::De => {
            let noun = verb(first.y, last.y, ["Anstieg", "Rückgang", "kaum verändert"]);
            let peak = peak.map(|p| format!(", Höchstwert {} {}", p.label, self::when(plot, p)));
            let low = low.map(|p| format!(", Tiefstwert {} {}", p.label, self::when(plot, p)));
            format!(
                "{}{noun} von {from} {when} auf {to} {end}{}{}.",
                before(name, ": "),
                peak.unwrap_or_default(),
                low.unwrap_or_default()
            )
        }
        Lang::Zh => {
            let verb = verb(first.y, last.y, ["升至", "降至", "变为"]);
            let peak = peak.map(|p| format!("，最高为{}的{}", self::when(plot, p), p.label));
            let low = low.map(|p| format!("，最低为{}的{}", self::when(plot, p), p.label));
            format!(
                "{}由{when}的{from}{verb}{end}的{to}{}{}。",
                before(name, "："),
                peak.unwrap_or_default(),
                low.unwrap_or_default()
            )
        }
    };
    Some(sentence)
}

fn before(name: &str, colon: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{name}{colon}") }
}

/// Up, down or neither; a change of less than 2 % is neither.
fn verb(first: f64, last: f64, [up, down, level]: [&'static str; 3]) -> &'static str {
    let notable = first.abs() * 0.02;
    match last - first {
        change if change > notable => up,
        change if change < -notable => down,
        _ => level,
    }
}

/// The time or place of a point, as part of a sentence.
fn when(plot: &Plot, point: &Point) -> String {
    let place = words(&plot.x, point.x, plot.lang);
    match (plot.lang, &plot.x.kind) {
        (Lang::En, Kind::Time { grain: Grain::Day, .. }) => format!("on {place}"),
        (Lang::En, Kind::Time { .. } | Kind::Category(_)) => format!("in {place}"),
        (Lang::En, _) => format!("at {place}"),
        (Lang::De, _) => format!("({place})"),
        (Lang::Zh, _) => place,
    }
}

/// The highest and the lowest value of all categories.
fn extremes(plot: &Plot) -> Vec<String> {
    let categories_go_down = matches!(plot.y.kind, Kind::Category(_));
    let value = |point: &Point| if categories_go_down { point.x } else { point.y };
    let all: Vec<(&Series, &Point)> = plot
        .series
        .iter()
        .flat_map(|series| series.points.iter().map(move |point| (series, point)))
        .collect();
    let Some(&highest) = all.iter().min_by(|a, b| value(b.1).total_cmp(&value(a.1))) else {
        return Vec::new();
    };
    let Some(&lowest) = all.iter().min_by(|a, b| value(a.1).total_cmp(&value(b.1))) else {
        return Vec::new();
    };

    let name = |(series, point): (&Series, &Point)| {
        let (channel, at) =
            if categories_go_down { (&plot.y, point.y) } else { (&plot.x, point.x) };
        let place = words(channel, at, plot.lang);
        match (plot.lang, series.name.as_str()) {
            (_, "") => place,
            (Lang::Zh, series) => format!("{place}（{series}）"),
            (_, series) => format!("{place} ({series})"),
        }
    };
    let (high, low) = (&highest.1.label, &lowest.1.label);
    let (highest, lowest) = (name(highest), name(lowest));
    if all.len() == 1 {
        return vec![match plot.lang {
            Lang::En | Lang::De => format!("{highest}: {high}."),
            Lang::Zh => format!("{highest}：{high}。"),
        }];
    }
    match plot.lang {
        Lang::En => {
            vec![format!("Highest: {highest}, {high}."), format!("Lowest: {lowest}, {low}.")]
        }
        Lang::De => vec![
            format!("Höchster Wert: {highest}, {high}."),
            format!("Niedrigster: {lowest}, {low}."),
        ],
        Lang::Zh => vec![format!("最高：{highest}，{high}；"), format!("最低：{lowest}，{low}。")],
    }
}

/// How many points, and how far they reach in both directions.
fn extents(plot: &Plot) -> Vec<String> {
    let points: Vec<&Point> = plot.series.iter().flat_map(|series| &series.points).collect();
    let extent = |channel: &Channel, value: fn(&Point) -> f64| {
        let values = || points.iter().map(|point| value(point));
        let low = values().min_by(f64::total_cmp)?;
        let high = values().max_by(f64::total_cmp)?;
        let (low, high) = (words(channel, low, plot.lang), words(channel, high, plot.lang));
        Some(match plot.lang {
            Lang::En => format!("{}{low} to {high}", before(&channel.title, ": ")),
            Lang::De => format!("{}{low} bis {high}", before(&channel.title, ": ")),
            Lang::Zh => format!("{}{low}至{high}", before(&channel.title, "：")),
        })
    };
    let (Some(x), Some(y)) = (extent(&plot.x, |point| point.x), extent(&plot.y, |point| point.y))
    else {
        return Vec::new();
    };
    let number = points.len();
    vec![match plot.lang {
        Lang::En => format!("{number} points. {x}; {y}."),
        Lang::De => format!("{number} Punkte. {x}; {y}."),
        Lang::Zh => format!("共{number}个点。{x}；{y}。"),
    }]
}

/// That there are more series than were told.
fn omitted(plot: &Plot, lines: usize) -> Option<String> {
    let more = lines.checked_sub(MOST_SERIES).filter(|more| *more > 0)?;
    Some(match plot.lang {
        Lang::En => format!("And {more} more; see the table."),
        Lang::De => format!("Dazu {more} weitere; siehe Tabelle."),
        Lang::Zh => format!("另有{more}项，见表格。"),
    })
}

/// What is marked in the chart.
fn remarks(plot: &Plot) -> Option<String> {
    let texts: Vec<String> = plot
        .annotations
        .iter()
        .filter(|annotation| !annotation.text.is_empty())
        .map(|annotation| remark(plot, annotation))
        .collect();
    if texts.is_empty() {
        return None;
    }
    Some(match plot.lang {
        Lang::En => format!("Marked: {}.", texts.join("; ")),
        Lang::De => format!("Markiert: {}.", texts.join("; ")),
        Lang::Zh => format!("标注：{}。", texts.join("；")),
    })
}

fn remark(plot: &Plot, annotation: &Annotation) -> String {
    let comma = if plot.lang == Lang::Zh { "，" } else { ", " };
    let place = match annotation.place {
        Place::X(at) => words(&plot.x, at, plot.lang),
        Place::Y(at) => words(&plot.y, at, plot.lang),
        Place::XBand(from, to) => span(plot, &plot.x, from, to),
        Place::YBand(from, to) => span(plot, &plot.y, from, to),
        Place::At(x, y) => [words(&plot.x, x, plot.lang), words(&plot.y, y, plot.lang)].join(comma),
        Place::Row(row) => marked(plot, row).map_or_else(String::new, |(series, point)| {
            let place = words(plot.aside(), plot.place(point), plot.lang);
            let parts = [series.name.as_str(), &place, &point.label];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(comma)
        }),
    };
    let text = annotation.text.trim_end_matches(['.', '。']);
    match plot.lang {
        Lang::En | Lang::De => format!("{text} ({place})"),
        Lang::Zh => format!("{text}（{place}）"),
    }
}

/// The mark of a row.
fn marked(plot: &Plot, row: usize) -> Option<(&Series, &Point)> {
    let marks = plot.main().flat_map(|series| series.points.iter().map(move |p| (series, p)));
    marks.into_iter().find(|(_, point)| point.row == row)
}

/// What a remark's place says in the language of the chart: the value of a mark, level or
/// moment; for `{value}` in its words.
pub fn value_at(plot: &Plot, place: Place) -> String {
    match place {
        Place::X(at) => words(&plot.x, at, plot.lang),
        Place::Y(at) | Place::At(_, at) => words(&plot.y, at, plot.lang),
        Place::XBand(from, to) => span(plot, &plot.x, from, to),
        Place::YBand(from, to) => span(plot, &plot.y, from, to),
        Place::Row(row) => marked(plot, row).map_or_else(String::new, |(_, p)| p.label.clone()),
    }
}

fn span(plot: &Plot, channel: &Channel, from: f64, to: f64) -> String {
    let (from, to) = (words(channel, from, plot.lang), words(channel, to, plot.lang));
    match plot.lang {
        Lang::En => format!("{from} to {to}"),
        Lang::De => format!("{from} bis {to}"),
        Lang::Zh => format!("{from}至{to}"),
    }
}

/// The first of the points with the least of something.
fn least(points: &[Point], of: impl Fn(&Point) -> f64) -> Option<&Point> {
    points.iter().min_by(|a, b| of(a).total_cmp(&of(b)))
}
