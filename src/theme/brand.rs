//! A publisher's own colours, logo and typefaces, as a stylesheet over the theme's.

use std::fmt::Write as _;

use super::{Bytes, unknown_asset};
use crate::diag::{Code, Diagnostic};
use crate::files::Spanned;
use crate::model::Brand;

/// The name of the stylesheet.
pub(super) const SHEET: &str = "brand.css";

/// What text needs against its ground (WCAG 2.2, success criterion 1.4.3).
const CONTRAST: f64 = 4.5;

/// The grounds of the theme that text in the accent stands on: page and quiet panels.
const LIGHT: [&str; 2] = ["#ffffff", "#f4f6f8"];
const DARK: [&str; 2] = ["#12161c", "#1a2028"];

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
    contrast(brand.panel.as_ref(), "panel", &["#ffffff"], problems);

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
    let mut light = Vec::new();
    let colours = [("--accent", &brand.accent), ("--panel", &brand.panel)];
    light.extend(
        colours
            .into_iter()
            .filter_map(|(name, colour)| Some((name, colour.as_ref()?.value.clone()))),
    );
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
    // The accent for light pages is too dark on dark ones; without another the theme's stays.
    let dark = dark.or_else(|| brand.accent.as_ref().map(|_| "#8fbcff".to_owned()));
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
    let ratios = grounds.iter().filter_map(|ground| Some(ratio(own, luminance(ground)?)));
    let least = ratios.fold(f64::INFINITY, f64::min);
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

fn ratio(one: f64, other: f64) -> f64 {
    let (light, dark) = if one > other { (one, other) } else { (other, one) };
    (light + 0.05) / (dark + 0.05)
}

/// The relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance).
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    let channel = |at: usize| {
        let value = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
        let value = f64::from(value) / 255.0;
        Some(if value <= 0.040_45 {
            value / 12.92
        } else {
            libm::pow((value + 0.055) / 1.055, 2.4)
        })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

#[cfg(test)]
mod tests {
    use super::{luminance, ratio};

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
