//! A publisher's own colours, logo and typefaces, as a stylesheet over the theme's.

use std::fmt::Write as _;

use super::{Bytes, unknown_asset};
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::lang::Lang;
use crate::model::Brand;

/// The name of the stylesheet.
pub(super) const SHEET: &str = "brand.css";

/// What text needs against its ground (WCAG 2.2, success criterion 1.4.3).
const CONTRAST: f64 = 4.5;

/// The grounds of the theme that text in the accent stands on: page and quiet panels.
const LIGHT: [&str; 2] = ["#ffffff", "#f4f6f8"];
const DARK: [&str; 2] = ["#12161c", "#1a2028"];

/// How much contrast a colour gets that is made from the accent: on a dark page as much as the theme's own links
/// have at least, and as a panel enough for the paler labels on it.
const ON_DARK: f64 = 7.0;
const AS_PANEL: f64 = 12.0;

/// Steps from a colour to white or black, and those that the labels on a panel are from it to white (78 %).
const STEPS: u32 = 100;
const LABELS: u32 = 78;

/// The typefaces among the assets that the first screen of a page in a language needs.
pub fn fonts(brand: &Brand, lang: Lang) -> Vec<String> {
    let mut fonts = brand.font_sans.as_ref().map_or_else(
        || ["600", "400"].map(|weight| format!("fonts/noto-sans-{weight}.woff2")).into(),
        |font| vec![font.value.clone()],
    );
    match &brand.font_text {
        Some(font) => fonts.push(font.value.clone()),
        // The theme sets Chinese in a sans serif.
        None if lang == Lang::Zh => {}
        None => fonts.push("fonts/briefing-serif-400.woff2".to_owned()),
    }
    fonts
}

/// The stylesheet of a brand, if it says anything.
pub(super) fn sheet(
    brand: &Brand,
    assets: &Bytes,
    problems: &mut Vec<Diagnostic>,
) -> Option<String> {
    let names = [&brand.logo, &brand.font_text, &brand.font_sans].into_iter().flatten();
    for name in names.filter(|name| !assets.contains_key(&name.value)) {
        let known = assets.keys().map(|name| (name.clone(), name.clone())).collect();
        problems.push(unknown_asset(&name.value, &known, name.span));
    }
    contrast(brand.accent.as_ref(), "accent", &LIGHT, problems);
    contrast(brand.accent_dark.as_ref(), "accent_dark", &DARK, problems);
    if let Some(panel) = &brand.panel {
        let labels = mix(&panel.value, "#ffffff", LABELS);
        contrast(Some(panel), "panel", &[labels.as_deref().unwrap_or("#ffffff")], problems);
    }

    let mut sheet = String::new();
    for (font, family) in [(&brand.font_text, "Brand Text"), (&brand.font_sans, "Brand Sans")] {
        if let Some(font) = font {
            let _ = writeln!(
                sheet,
                "@font-face {{ font-family: \"{family}\"; src: url(\"{}\") format(\"woff2\"); font-display: swap; font-weight: 100 900; }}",
                font.value
            );
        }
    }
    let accent = brand.accent.as_ref().map(|colour| colour.value.clone());
    let panel = brand.panel.as_ref().map(|colour| colour.value.clone());
    // One colour makes a theme: the panel is the accent darkened, the accent for dark pages the same lightened.
    let panel = panel.or_else(|| toward(&[accent.as_deref()?, "#000000"], AS_PANEL, &["#ffffff"]));
    let mut light: Vec<(&str, String)> = [("--accent", accent.clone()), ("--panel", panel)]
        .into_iter()
        .filter_map(|(name, colour)| Some((name, colour?)))
        .collect();
    if brand.font_text.is_some() {
        light.push(("--font-text", "\"Brand Text\", Georgia, serif".to_owned()));
    }
    if brand.font_sans.is_some() {
        light.push(("--font-sans", "\"Brand Sans\", system-ui, sans-serif".to_owned()));
    }
    if !light.is_empty() {
        let _ = writeln!(sheet, ":root {{ {} }}", declarations(&light));
    }
    let dark = brand.accent_dark.as_ref().map(|colour| colour.value.clone());
    let dark = dark.or_else(|| {
        let accent = accent.as_deref()?;
        toward(&[accent, &tint(accent)?, "#ffffff"], ON_DARK, &DARK)
    });
    if let Some(dark) = dark {
        let _ = writeln!(
            sheet,
            "@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}"
        );
    }
    (!sheet.is_empty()).then_some(sheet)
}

fn declarations(of: &[(&str, String)]) -> String {
    let lines = of.iter().map(|(name, value)| format!("{name}: {value};"));
    lines.collect::<Vec<_>>().join(" ")
}

/// A colour that text in it, or on it, cannot be read with.
fn contrast(
    colour: Option<&Spanned<String>>,
    key: &str,
    grounds: &[&str],
    problems: &mut Vec<Diagnostic>,
) {
    let Some(colour) = colour else { return };
    let Some(own) = luminance(&colour.value) else { return };
    let least = least(own, grounds);
    if least < CONTRAST {
        let message = format!(
            "`{key}` has a contrast of {least:.1} to its ground, and text needs {CONTRAST}"
        );
        let way = if key == "accent_dark" { "lighter" } else { "darker" };
        problems.push(
            Diagnostic::new(Code::LowContrast, colour.span, message)
                .help(format!("take a {way} shade of it: links and small text are set in it")),
        );
    }
}

/// The contrast of a luminance to the ground it stands out from least.
fn least(own: f64, grounds: &[&str]) -> f64 {
    let ratios = grounds.iter().filter_map(|ground| Some(ratio(own, luminance(ground)?)));
    ratios.fold(f64::INFINITY, f64::min)
}

/// The first colour on a way from colour to colour that has the contrast `wanted`.
fn toward(way: &[&str], wanted: f64, grounds: &[&str]) -> Option<String> {
    let mut steps = way.windows(2).flat_map(|leg| {
        let [from, to] = [leg[0], leg[1]];
        (0..=STEPS).filter_map(move |step| mix(from, to, step))
    });
    steps.find(|mixed| luminance(mixed).is_some_and(|own| least(own, grounds) >= wanted))
}

/// A light colour of the same hue: as bright as it goes, and half of that white. The way to white alone would be grey.
fn tint(colour: &str) -> Option<String> {
    let channels = channels(colour)?;
    let most = channels.into_iter().max().filter(|most| *most > 0)?;
    let [red, green, blue] = channels.map(|channel| channel * 255 / most);
    mix(&format!("#{red:02x}{green:02x}{blue:02x}"), "#ffffff", STEPS / 2)
}

/// A colour so many steps nearer to another.
fn mix(colour: &str, end: &str, step: u32) -> Option<String> {
    let [from, to] = [channels(colour)?, channels(end)?];
    let [red, green, blue] =
        [0, 1, 2].map(|at| (from[at] * (STEPS - step) + to[at] * step) / STEPS);
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// Red, green and blue of `#rrggbb`.
fn channels(colour: &str) -> Option<[u32; 3]> {
    let digits = colour.strip_prefix('#')?;
    let channel = |at: usize| u32::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([channel(0)?, channel(2)?, channel(4)?])
}

fn ratio(one: f64, other: f64) -> f64 {
    let (light, dark) = if one > other { (one, other) } else { (other, one) };
    (light + 0.05) / (dark + 0.05)
}

/// The relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance).
fn luminance(colour: &str) -> Option<f64> {
    let [red, green, blue] = channels(colour)?.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
    });
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

#[cfg(test)]
mod tests {
    use super::{AS_PANEL, DARK, ON_DARK, luminance, ratio, tint, toward};

    #[test]
    fn a_colour_goes_no_further_than_it_must() {
        #[track_caller]
        fn check(colour: &str, on_dark: &str, as_panel: &str) {
            let tint = tint(colour).unwrap();
            let light = toward(&[colour, &tint, "#ffffff"], ON_DARK, &DARK);
            let panel = toward(&[colour, "#000000"], AS_PANEL, &["#ffffff"]);
            assert_eq!((light.unwrap().as_str(), panel.unwrap().as_str()), (on_dark, as_panel));
        }
        check("#0b5d3b", "#58bc92", "#073e27");
        check("#7a1f3d", "#ec8dac", "#651932");
        check("#0000ff", "#a1a1ff", "#0000bc");
        assert_eq!(tint("#12"), None);
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        #[track_caller]
        fn check(one: &str, other: &str, expected: &str) {
            let luminance = |colour| luminance(colour).unwrap();
            assert_eq!(format!("{:.2}", ratio(luminance(one), luminance(other))), expected);
        }
        check("#000000", "#ffffff", "21.00");
        check("#ffffff", "#ffffff", "1.00");
        check("#767676", "#ffffff", "4.54");
        check("#777777", "#ffffff", "4.48");
    }
}
