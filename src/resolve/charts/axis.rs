//! One direction of a chart: what stands along it, and where each row stands.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Shown;
use super::fit::Role;
use super::quantity::{self, and, quantity};
use super::settings::{Setting, between, idle};
use crate::chart::{self, Grain, Kind};
use crate::date::PartialDate;
use crate::diag::{Code, Diagnostic, nearest, one_of};
use crate::files::{Span, Spanned};
use crate::model::{Channel, Column, ColumnType, Sort, Value};
use crate::number::Unit;
use crate::parse::yaml;

/// A direction of a chart, or its colours, with the place of each row.
pub(super) struct Axis<'a> {
    /// The number of its column.
    pub(super) column: usize,
    /// The unit of its numbers.
    pub(super) unit: Option<Unit>,
    pub(super) channel: &'a Channel,
    pub(super) declared: &'a Column,
    pub(super) title: String,
    pub(super) kind: Kind,
    pub(super) places: Places,
}

/// Where the rows stand; nothing where a cell has no value.
pub(super) enum Places {
    Values(Vec<Option<f64>>),
    /// By the number of a name, and the names as the data has them: readers may see a
    /// date in the words of their language.
    Ranks(Vec<Option<usize>>, Vec<String>),
}

/// Which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letter {
    X,
    Y,
}

/// Which end of a stretch a date is: March begins on its first day and ends on its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Start,
    End,
}

/// The axis of a channel.
pub(super) fn axis<'a>(
    shown: &Shown<'a>,
    letter: Letter,
    channel: &'a Channel,
    column: usize,
    role: Role,
    problems: &mut Vec<Diagnostic>,
) -> Axis<'a> {
    match role {
        Role::Quantity => {
            problems.extend(idle(channel, "numbers", &[Setting::Sort]));
            quantity(shown, letter, channel, column, problems)
        }
        Role::Time => {
            problems.extend(idle(
                channel,
                "dates",
                &[Setting::Scale, Setting::Zero, Setting::Sort, Setting::Format],
            ));
            time(shown, channel, column, problems)
        }
        Role::Names => {
            problems.extend(idle(
                channel,
                "names",
                &[Setting::Domain, Setting::Scale, Setting::Zero, Setting::Format],
            ));
            names(shown, channel, column, problems)
        }
    }
}

/// The names of series in their order.
pub(super) fn colours<'a>(
    shown: &Shown<'a>,
    channel: &'a Channel,
    column: usize,
    problems: &mut Vec<Diagnostic>,
) -> Axis<'a> {
    let mut settings = vec![Setting::Domain, Setting::Scale, Setting::Zero, Setting::Format];
    if !matches!(channel.sort, Sort::Listed(_)) {
        settings.push(Setting::Sort);
    }
    problems.extend(idle(channel, "colours", &settings));
    names(shown, channel, column, problems)
}

/// The names of small multiples in their order.
pub(super) fn panels<'a>(
    shown: &Shown<'a>,
    channel: &'a Channel,
    column: usize,
    problems: &mut Vec<Diagnostic>,
) -> Axis<'a> {
    let settings = [Setting::Domain, Setting::Scale, Setting::Zero, Setting::Format];
    problems.extend(idle(channel, "small multiples", &settings));
    names(shown, channel, column, problems)
}

/// An axis on which every row is at one height, for marks that have none.
pub(super) fn level<'a>(shown: &Shown<'a>, channel: &'a Channel, column: usize) -> Axis<'a> {
    let kind = Kind::Quantity {
        domain: None,
        scale: chart::Scale::Linear,
        zero: false,
        format: chart::NumberFormat::default(),
    };
    Axis {
        column,
        unit: None,
        channel,
        declared: &shown.dataset.columns[column],
        title: String::new(),
        kind,
        places: Places::Values(vec![Some(0.0); shown.rows.len()]),
    }
}

fn time<'a>(
    shown: &Shown<'a>,
    channel: &'a Channel,
    column: usize,
    problems: &mut Vec<Diagnostic>,
) -> Axis<'a> {
    let declared = &shown.dataset.columns[column];
    let values = shown.cells(column).map(|cell| match cell.value {
        Some(Value::Date(date)) => Some(days(date.first_day())),
        _ => None,
    });
    let grain = match declared.kind {
        ColumnType::Year => Grain::Year,
        ColumnType::Month => Grain::Month,
        _ => Grain::Day,
    };
    let mut axis = Axis {
        column,
        unit: None,
        channel,
        declared,
        title: channel.title.clone().unwrap_or_default(),
        kind: Kind::Time { domain: None, grain },
        places: Places::Values(values.collect()),
    };
    axis.read_domain(shown, problems);
    axis
}

/// Days since 1970-01-01.
fn days(date: Date) -> f64 {
    f64::from((date - Date::constant(1970, 1, 1)).get_days())
}

/// The day at which the last of a date would be drawn, as exact as the data.
fn last(date: PartialDate, grain: Grain) -> Date {
    let day = date.last_day();
    match grain {
        Grain::Day => day,
        Grain::Month => day.first_of_month(),
        Grain::Year => day.first_of_year(),
    }
}

fn names<'a>(
    shown: &Shown<'a>,
    channel: &'a Channel,
    column: usize,
    problems: &mut Vec<Diagnostic>,
) -> Axis<'a> {
    let declared = &shown.dataset.columns[column];
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let (mut texts, mut names) = (Vec::new(), Vec::new());
    let ranks = shown.cells(column).map(|cell| {
        let (text, name) = match cell.value.as_ref()? {
            Value::Date(date) => (date.iso(), date.write_short(shown.lang)),
            Value::Text(text) => (text.clone(), text.clone()),
            Value::Number(_) => (cell.text.trim().to_owned(), cell.text.trim().to_owned()),
        };
        let rank = *known.entry(text.clone()).or_insert(texts.len());
        if rank == texts.len() {
            texts.push(text);
            names.push(name);
        }
        Some(rank)
    });
    let ranks = ranks.collect();

    let mut axis = Axis {
        column,
        unit: None,
        channel,
        declared,
        title: channel.title.clone().unwrap_or_default(),
        kind: Kind::Category(names),
        places: Places::Ranks(ranks, texts),
    };
    match &channel.sort {
        Sort::Listed(listed) => axis.list(listed, problems),
        // Dates of one precision are in order when their texts are.
        Sort::Rows if declared.kind.is_date() => {
            let mut order: Vec<usize> = (0..axis.texts().len()).collect();
            order.sort_by_key(|rank| &axis.texts()[*rank]);
            axis.arrange(&order);
        }
        Sort::Rows | Sort::Rising | Sort::Falling => {}
    }
    axis
}

impl Axis<'_> {
    /// What the drawing is given.
    pub(super) fn into_channel(self) -> chart::Channel {
        chart::Channel { title: self.title, kind: self.kind }
    }

    /// The place of a row.
    pub(super) fn at(&self, row: usize) -> Option<f64> {
        match &self.places {
            Places::Values(values) => values[row],
            Places::Ranks(ranks, _) => ranks[row].map(count),
        }
    }

    /// The number of a row's name.
    pub(super) fn rank(&self, row: usize) -> Option<usize> {
        match &self.places {
            Places::Values(_) => None,
            Places::Ranks(ranks, _) => ranks[row],
        }
    }

    /// The names as readers see them, in order; none on an axis of numbers or dates.
    pub(super) fn names(&self) -> &[String] {
        match &self.kind {
            Kind::Category(names) => names,
            Kind::Quantity { .. } | Kind::Time { .. } => &[],
        }
    }

    /// At how many places there is a row.
    pub(super) fn distinct(&self) -> usize {
        match &self.places {
            Places::Ranks(_, texts) => texts.len(),
            Places::Values(values) => {
                let bits = values.iter().flatten().map(|value| value.to_bits());
                bits.collect::<std::collections::BTreeSet<u64>>().len()
            }
        }
    }

    /// Whether it is an axis of numbers.
    pub(super) fn is_quantity(&self) -> bool {
        matches!(self.kind, Kind::Quantity { .. })
    }

    /// Whether what stands along it follows on what stands before: names of countries do
    /// not, and neither do years in the order of their values.
    pub(super) fn runs(&self) -> bool {
        match self.kind {
            Kind::Quantity { .. } | Kind::Time { .. } => true,
            Kind::Category(_) => {
                self.declared.kind.is_date() && matches!(self.channel.sort, Sort::Rows)
            }
        }
    }

    /// Where its column is named in the chart.
    pub(super) fn span(&self) -> Span {
        self.channel.field.span
    }

    /// The number of a name, as the data has it or as readers see it.
    pub(super) fn find(&self, wanted: &str) -> Option<usize> {
        let Places::Ranks(_, texts) = &self.places else { return None };
        let wanted = wanted.trim();
        let in_data = texts.iter().position(|text| text == wanted);
        in_data.or_else(|| self.names().iter().position(|name| name == wanted))
    }

    /// The place of a text in the chart's file: a number, a date or a name.
    pub(super) fn read(&self, text: &Spanned<String>, edge: Edge) -> Result<f64, Diagnostic> {
        match &self.kind {
            Kind::Quantity { scale, .. } => quantity::read(self.channel, text, *scale),
            Kind::Time { grain, .. } => match PartialDate::parse_iso(text.value.trim()) {
                Ok(date) if edge == Edge::End => Ok(days(last(date, *grain))),
                Ok(date) => Ok(days(date.first_day())),
                Err(error) => Err(yaml::date_problem(&error, text)),
            },
            Kind::Category(_) => {
                self.find(&text.value).map(count).ok_or_else(|| self.no_name(text))
            }
        }
    }

    pub(super) fn no_name(&self, text: &Spanned<String>) -> Diagnostic {
        let message = format!("no row has `{}` as its `{}`", text.value, self.declared.name.value);
        let problem = Diagnostic::new(Code::WrongValue, text.span, message);
        match nearest(&text.value, self.texts().iter().map(String::as_str)) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None if self.texts().is_empty() => problem.help("none of the rows has a name there"),
            None => problem.help(format!("the rows have {}", one_of(self.texts()))),
        }
    }

    /// Two texts as a stretch of the axis, the lesser first.
    pub(super) fn stretch(
        &self,
        from: &Spanned<String>,
        to: &Spanned<String>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<(f64, f64)> {
        let mut read =
            |text, edge| self.read(text, edge).map_err(|problem| problems.push(problem)).ok();
        let (start, end) = (read(from, Edge::Start), read(to, Edge::End));
        let (start, end) = (start?, end?);
        if start < end {
            return Some((start, end));
        }
        let message = format!("`{}` does not come before `{}`", from.value, to.value);
        problems.push(
            Diagnostic::new(Code::WrongValue, between(from, to), message)
                .help("write where it begins, then where it ends"),
        );
        None
    }

    /// Whether a value lies between the ends that the author set, if any.
    pub(super) fn holds(&self, value: f64) -> bool {
        match self.kind {
            Kind::Quantity { domain, .. } | Kind::Time { domain, .. } => {
                domain.is_none_or(|(from, to)| from <= value && value <= to)
            }
            Kind::Category(_) => true,
        }
    }

    /// The ends of the axis, and the values beyond them, which are never drawn at its edge.
    pub(super) fn read_domain(&mut self, shown: &Shown, problems: &mut Vec<Diagnostic>) {
        let Some((from, to)) = &self.channel.domain else { return };
        let ends = self.stretch(from, to, problems);
        if let Kind::Quantity { domain, .. } | Kind::Time { domain, .. } = &mut self.kind {
            *domain = ends;
        }

        let beyond = |row: usize| self.at(row).is_some_and(|value| !self.holds(value));
        let mut cells = shown.cells(self.column).enumerate().filter(|(row, _)| beyond(*row));
        if let Some((_, cell)) = cells.next() {
            let others = cells.count();
            let problem = self.outside(cell.span, &cell.text, others);
            problems.push(problem.help("widen the `domain`, or leave the row out with `where`"));
        }
    }

    /// A value beyond the ends that the author set.
    pub(super) fn outside(&self, span: Span, text: &str, others: usize) -> Diagnostic {
        let text = text.trim();
        let Some((from, to)) = &self.channel.domain else {
            return Diagnostic::new(
                Code::OutsideDomain,
                span,
                format!("`{text}` lies outside the axis"),
            );
        };
        let ends = format!("which goes from `{}` to `{}`", from.value, to.value);
        let message = format!("`{text}` lies outside the axis, {ends}{}", and(others));
        Diagnostic::new(Code::OutsideDomain, span, message)
            .related(between(from, to), "the ends of the axis")
            .help("widen the `domain`, or choose another place")
    }

    /// The names as the data has them.
    fn texts(&self) -> &[String] {
        match &self.places {
            Places::Ranks(_, texts) => texts,
            Places::Values(_) => &[],
        }
    }

    /// Puts listed names first, in their order; the others follow as they were.
    fn list(&mut self, listed: &[Spanned<String>], problems: &mut Vec<Diagnostic>) {
        let mut order = Vec::new();
        for name in listed {
            match self.find(&name.value) {
                Some(rank) if order.contains(&rank) => {}
                Some(rank) => order.push(rank),
                None => problems.push(self.no_name(name)),
            }
        }
        let rest: Vec<usize> =
            (0..self.texts().len()).filter(|rank| !order.contains(rank)).collect();
        order.extend(rest);
        self.arrange(&order);
    }

    /// Orders names by their values on the other axis, if the author asked for it.
    ///
    /// Of several series the first decides, since its bars are those that readers see in
    /// order. Names without a value come last.
    pub(super) fn sort_by(&mut self, other: &Axis, colour: Option<&Axis>) {
        let Places::Ranks(ranks, texts) = &self.places else { return };
        if !matches!(self.channel.sort, Sort::Rising | Sort::Falling) {
            return;
        }
        let mut first: Vec<Option<(usize, f64)>> = vec![None; texts.len()];
        for (row, rank) in ranks.iter().enumerate() {
            let series = colour.map_or(Some(0), |colour| colour.rank(row));
            if let (Some(rank), Some(series), Some(value)) = (*rank, series, other.at(row))
                && first[rank].is_none_or(|(before, _)| series < before)
            {
                first[rank] = Some((series, value));
            }
        }

        let mut order: Vec<usize> = (0..texts.len()).collect();
        let falling = matches!(self.channel.sort, Sort::Falling);
        order.sort_by(|one, other| match (first[*one], first[*other]) {
            (Some((_, one)), Some((_, other))) if falling => other.total_cmp(&one),
            (Some((_, one)), Some((_, other))) => one.total_cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        });
        self.arrange(&order);
    }

    /// Puts the names in the order of their numbers so far.
    fn arrange(&mut self, order: &[usize]) {
        let (Kind::Category(names), Places::Ranks(ranks, texts)) =
            (&mut self.kind, &mut self.places)
        else {
            return;
        };
        let mut places = vec![0; order.len()];
        for (place, rank) in order.iter().enumerate() {
            places[*rank] = place;
        }
        *names = order.iter().map(|rank| names[*rank].clone()).collect();
        *texts = order.iter().map(|rank| texts[*rank].clone()).collect();
        for rank in ranks.iter_mut().flatten() {
            *rank = places[*rank];
        }
    }
}

/// A number of a name as a place on its axis.
fn count(rank: usize) -> f64 {
    f64::from(u32::try_from(rank).unwrap_or(u32::MAX))
}
