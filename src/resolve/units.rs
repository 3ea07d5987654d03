//! What the units that a project declares are made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, nearest};
use crate::files::Spanned;
use crate::model::{Bases, Kin};
use crate::number::{Scale, Unit, UnitKind};
use crate::parse::data::RawUnit;

/// The declared units with their scales, and those that measure the same by their bases.
pub(super) fn scaled(
    raw: &BTreeMap<String, RawUnit>,
    problems: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, Unit>, Kin) {
    let mut units: BTreeMap<String, Unit> = BTreeMap::new();
    for id in raw.keys() {
        // A chain is followed to its end and solved from there, so that its length is no matter.
        let (mut chain, mut seen) = (vec![id], BTreeSet::from([id]));
        while let Some(next) = raw[*chain.last().expect("it begins with an id")].of.as_ref() {
            match raw.get_key_value(&next.0.value) {
                Some((next, _)) if !units.contains_key(next) && seen.insert(next) => {
                    chain.push(next);
                }
                _ => break,
            }
        }
        for id in chain.into_iter().rev() {
            if !units.contains_key(id) {
                let unit = unit(&raw[id], raw, &units, problems);
                units.insert(id.clone(), unit);
            }
        }
    }
    with_kin(units, raw)
}

fn unit(
    own: &RawUnit,
    raw: &BTreeMap<String, RawUnit>,
    done: &BTreeMap<String, Unit>,
    problems: &mut Vec<Diagnostic>,
) -> Unit {
    let RawUnit { unit, of } = own;
    let Some((name, factor)) = of else { return Unit { kind: kind(unit), ..unit.clone() } };
    let scaled = match base(&unit.id, name, raw, done) {
        Ok(base) => {
            let scale: Scale = base.scale().times(factor);
            if scale.factor.is_bounded() {
                return Unit { kind: base.kind, scale: Some(Arc::new(scale)), ..unit.clone() };
            }
            Diagnostic::new(
                Code::UnitConflict,
                name.span,
                format!("`{}` is further from what it is measured in than anything is", unit.id),
            )
            .help("check the factors from here on")
        }
        Err(problem) => problem,
    };
    problems.push(scaled);
    Unit { kind: kind(unit), ..unit.clone() }
}

/// A unit with a sign is written with it, as measures are, and so is a built-in measure that
/// the project gives other words.
fn kind(unit: &Unit) -> UnitKind {
    let known = Unit::builtin(&unit.id).map(|known| known.kind);
    match known {
        Some(UnitKind::Measure) => UnitKind::Measure,
        _ if !unit.symbol.is_empty() => UnitKind::Measure,
        _ => unit.kind,
    }
}

/// The unit that another is measured in.
fn base(
    id: &str,
    name: &Spanned<String>,
    raw: &BTreeMap<String, RawUnit>,
    done: &BTreeMap<String, Unit>,
) -> Result<Unit, Diagnostic> {
    let conflict = |message| Diagnostic::new(Code::UnitConflict, name.span, message);
    let Some(base) = done.get(&name.value).cloned().or_else(|| Unit::builtin(&name.value)) else {
        if raw.contains_key(&name.value) {
            return Err(conflict(format!(
                "`{id}` is measured in itself by way of `{}`",
                name.value
            ))
            .help("measure one of the units in the circle in no other"));
        }
        let known = raw.keys().map(String::as_str).chain(Unit::builtin_ids());
        let problem = Diagnostic::new(
            Code::UnknownUnit,
            name.span,
            format!("no unit is named `{}`", name.value),
        );
        return Err(match nearest(&name.value, known) {
            Some(near) => problem.help(format!("did you mean `{near}`?")),
            None => problem.help("name a unit that is built in, or one that this file declares"),
        });
    };
    let money = |unit: Option<Unit>| unit.is_some_and(|unit| unit.kind == UnitKind::Currency);
    if base.kind == UnitKind::Currency || money(Unit::builtin(id)) {
        return Err(conflict(format!("`{id}` and `{}` have no fixed rate", name.value)).help(
            "rates of money change by the day: write the rate as a fact, with its source, and the sum as a formula",
        ));
    }
    match base.kind {
        UnitKind::Count | UnitKind::Measure => Ok(base),
        _ => Err(conflict(format!("`{}` is nothing that others are measured in", name.value))
            .help("name a unit that is counted or measured, such as `person` or `kg`")),
    }
}

/// The units with the others of the project that measure the same. Only those that say what
/// they are measured in have any.
fn with_kin(
    units: BTreeMap<String, Unit>,
    raw: &BTreeMap<String, RawUnit>,
) -> (BTreeMap<String, Unit>, Kin) {
    let bases = |unit: &Unit| {
        let scale = unit.scale();
        (scale.above, scale.below)
    };
    let joined = units.iter().filter(|(id, _)| raw[*id].of.is_some());
    let joined: BTreeSet<Bases> = joined.map(|(_, unit)| bases(unit)).collect();
    let mut groups: BTreeMap<Bases, Vec<Unit>> = BTreeMap::new();
    for unit in units.values().filter(|unit| joined.contains(&bases(unit))) {
        groups.entry(bases(unit)).or_default().push(unit.clone());
    }
    let groups: Kin = groups.into_iter().map(|(bases, units)| (bases, units.into())).collect();
    let with_kin = |unit: Unit| match groups.get(&bases(&unit)) {
        Some(kin) => Unit { kin: Arc::clone(kin), ..unit },
        None => unit,
    };
    let units = units.into_iter().map(|(id, unit)| (id, with_kin(unit))).collect();
    (units, groups)
}

#[cfg(test)]
mod tests {
    use crate::Project;
    use crate::diag::{self, Colour, Format};
    use crate::resolve::{Drafts, site};

    /// What the declared units are made of, or the problems.
    #[track_caller]
    fn check(units: &str, expected: &str) {
        let project =
            Project::in_memory([("briefing.yaml", "title: T\n"), ("data/units.yaml", units)]);
        let site = site(&project, Drafts::Hide, None);
        let problems = diag::sorted(site.problems);
        let said = diag::render(&problems, &project.files, Format::Short, Colour::Never, 0);
        let said: Vec<&str> = said.lines().filter(|line| !line.starts_with("  ")).collect();
        let scales = site.value.data.units.values().filter(|unit| unit.scale.is_some());
        let scales = scales.map(|unit| {
            let scale = unit.scale();
            let factor = scale.factor.of(&crate::number::Decimal::from(1));
            format!("{} {:?} {factor} {}", unit.id, unit.kind, scale.above.join(" "))
        });
        let shown: Vec<String> = scales.chain(said.into_iter().map(str::to_owned)).collect();
        assert_eq!(shown.join("\n"), expected);
    }

    #[test]
    fn a_unit_is_so_many_of_another() {
        check("ktonne: {one: kt, of: tonne, factor: 1000}", "ktonne Measure 1000000 kg");
        check("lakh: {one: lakh, of: person, factor: 1e5}", "lakh Count 100000 person");
        check(
            "score: {of: dozen, factor: 5/3}\ndozen: {of: egg, factor: 12}\negg: {one: egg}",
            "dozen Count 12 egg\nscore Count 20 egg",
        );
    }

    #[test]
    fn a_noun_for_a_built_in_unit_keeps_what_it_is_made_of() {
        check("tonne: {one: metric ton, other: metric tons}", "tonne Measure 1000 kg");
    }

    #[test]
    fn what_has_no_fixed_rate_is_refused() {
        let at = "data/units.yaml:1:11: error";
        check(
            "EUR: {of: USD, factor: 1.1}",
            &format!("{at}[unit-conflict]: `EUR` and `USD` have no fixed rate"),
        );
        check(
            "day0: {of: date, factor: 1}",
            "data/units.yaml:1:12: error[unit-conflict]: `date` is nothing that others are measured in",
        );
        check(
            "aaa: {of: bbb, factor: 2}\nbbb: {of: aaa, factor: 2}",
            "aaa Count 2 bbb\ndata/units.yaml:2:11: error[unit-conflict]: `bbb` is measured in itself by way of `aaa`",
        );
    }

    #[test]
    fn a_conversion_is_whole() {
        check(
            "aaa: {of: kg}",
            "data/units.yaml:1:7: error[missing-key]: `of` stands without `factor`",
        );
        check(
            "aaa: {of: kgg, factor: 0}",
            "data/units.yaml:1:24: error[wrong-value]: `factor` is `0`, which is not a number above zero",
        );
        check(
            "aaa: {of: kgg, factor: 2}",
            "data/units.yaml:1:11: error[unknown-unit]: no unit is named `kgg`",
        );
    }
}
