//! The backend that plotters draws on: small, grouped SVG without a fixed colour.
//!
//! plotters' own SVG backend writes whole pixels, a colour at each shape and sixteen
//! digits of font size, and knows no groups, dashes, tooltips or accessible names.

use std::convert::Infallible;
use std::fmt::{Arguments, Write};

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontFamily, FontStyle,
};

use super::ink::{Ink, Stroke};
use super::metrics::{self, CAP_HEIGHT, Weight};
use super::units::tenths;

/// How colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    /// As classes, which the page's stylesheet turns into the theme's colours.
    Css,
    /// As colours of paper, for files that stand alone.
    Hex,
}

/// The font family that asks for a halo. A family is the one thing about a text that
/// plotters hands through untouched.
pub(super) const HALO: &str = "halo";

/// SVG in the making.
pub(super) struct Svg {
    size: (u32, u32),
    paint: Paint,
    out: String,
    /// The attributes of the open group of like shapes; empty when none is open.
    style: String,
    /// The tooltip of the next shape.
    tip: Option<String>,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Svg {
    /// An empty drawing; the size is in tenths of a pixel.
    pub(super) fn new(size: (u32, u32), paint: Paint) -> Self {
        Self { size, paint, out: String::new(), style: String::new(), tip: None }
    }

    /// Opens a group that a theme can address.
    pub(super) fn open(&mut self, class: &str) {
        self.end_style();
        put(&mut self.out, format_args!("<g class=\"bc-{class}\">\n"));
    }

    /// Closes the group.
    pub(super) fn close(&mut self) {
        self.end_style();
        self.out.push_str("</g>\n");
    }

    /// Gives the next shape a tooltip.
    pub(super) fn tip(&mut self, text: Option<&String>) {
        self.tip = text.cloned();
    }

    /// What has been drawn.
    pub(super) fn finish(mut self) -> String {
        self.end_style();
        self.out
    }

    /// Writes an element, within a group that holds the attributes it shares with its
    /// neighbours.
    fn element(&mut self, style: String, name: &str, attributes: &str, text: Option<&str>) {
        if style != self.style {
            self.end_style();
            put(&mut self.out, format_args!("<g{style}>"));
            self.style = style;
        }

        put(&mut self.out, format_args!("<{name}{attributes}"));
        match (text, self.tip.take()) {
            (Some(text), _) => put(&mut self.out, format_args!(">{}</{name}>", escape(text))),
            (None, Some(tip)) => {
                put(&mut self.out, format_args!("><title>{}</title></{name}>", escape(&tip)));
            }
            (None, None) => self.out.push_str("/>"),
        }
    }

    fn end_style(&mut self) {
        if !self.style.is_empty() {
            self.out.push_str("</g>\n");
            self.style.clear();
        }
    }

    fn fill(&self, color: BackendColor) -> String {
        let ink = Ink::revealed(color.rgb);
        let pale = if ink.is_pale() { " fill-opacity=\"0.2\"" } else { "" };
        match self.paint {
            Paint::Css => format!(" class=\"bc-f-{}\"{pale}", ink.name()),
            Paint::Hex => format!(" fill=\"{}\"{pale}", ink.shape_color()),
        }
    }

    fn stroke(&self, color: BackendColor, width: u32) -> String {
        let ink = Ink::revealed(color.rgb);
        let paint = match self.paint {
            Paint::Css => format!(" class=\"bc-l-{}\"", ink.name()),
            Paint::Hex => format!(" fill=\"none\" stroke=\"{}\"", ink.shape_color()),
        };
        let dashes = match Stroke::revealed(color.rgb) {
            Stroke::Solid => "",
            Stroke::Dashed => " stroke-dasharray=\"4 3\"",
            Stroke::Fine => " stroke-dasharray=\"2 2\"",
        };
        let width = decimal(i32::try_from(width).unwrap_or(i32::MAX));
        format!("{paint} stroke-width=\"{width}\" stroke-linejoin=\"round\"{dashes}")
    }

    fn text_style<T: BackendTextStyle>(&self, style: &T) -> String {
        let ink = Ink::revealed(style.color().rgb);
        let halo = matches!(style.family(), FontFamily::Name(HALO));
        let mut out = match (self.paint, halo) {
            (Paint::Css, false) => format!(" class=\"bc-t-{}\"", ink.name()),
            (Paint::Css, true) => format!(" class=\"bc-t-{} bc-halo\"", ink.name()),
            (Paint::Hex, false) => format!(" fill=\"{}\"", ink.text_color()),
            (Paint::Hex, true) => format!(
                " fill=\"{}\" stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" \
                 paint-order=\"stroke\"",
                ink.text_color(),
                Ink::Surface.shape_color()
            ),
        };
        if weight(style) == Weight::Bold {
            out.push_str(" font-weight=\"600\"");
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => out.push_str(" text-anchor=\"middle\""),
            HPos::Right => out.push_str(" text-anchor=\"end\""),
        }
        put(&mut out, format_args!(" font-size=\"{}\"", decimal(tenths(style.size() / 10.0))));
        out
    }
}

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Drawn {
        self.draw_rect(at, (at.0 + 10, at.1 + 10), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        filled: bool,
    ) -> Drawn {
        let paint = if filled {
            self.fill(style.color())
        } else {
            self.stroke(style.color(), style.stroke_width())
        };
        let attributes = format!(
            " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            decimal(from.0),
            decimal(from.1),
            decimal(to.0 - from.0),
            decimal(to.1 - from.1)
        );
        self.element(paint, "rect", &attributes, None);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let attributes = format!(" d=\"{}\"", path_data(path));
        self.element(self.stroke(style.color(), style.stroke_width()), "path", &attributes, None);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let attributes = format!(" d=\"{}z\"", path_data(path));
        self.element(self.fill(style.color()), "path", &attributes, None);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        filled: bool,
    ) -> Drawn {
        let paint = if filled {
            self.fill(style.color())
        } else {
            self.stroke(style.color(), style.stroke_width())
        };
        let radius = decimal(i32::try_from(radius).unwrap_or(i32::MAX));
        let (x, y) = (decimal(center.0), decimal(center.1));
        self.element(paint, "circle", &format!(" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""), None);
        Ok(())
    }

    /// Draws a text whose place is the middle of its capitals.
    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        let baseline = y + tenths(CAP_HEIGHT * style.size() / 20.0);
        let attributes = format!(" x=\"{}\" y=\"{}\"", decimal(x), decimal(baseline));
        self.element(self.text_style(style), "text", &attributes, Some(text));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let pixels = metrics::width(text, style.size() / 10.0, weight(style));
        Ok((super::units::size(pixels), super::units::size(style.size() / 10.0)))
    }
}

/// Appends to a text without a text in between.
fn put(out: &mut String, text: Arguments) {
    out.write_fmt(text).expect("writing into a string cannot fail");
}

fn weight<T: BackendTextStyle>(style: &T) -> Weight {
    if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular }
}

/// Path data with relative steps, the shortest form of a line through many points.
fn path_data(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut data = String::new();
    let mut pen: Option<BackendCoord> = None;

    for (x, y) in path {
        match pen {
            None => put(&mut data, format_args!("M{} {}", decimal(x), decimal(y))),
            Some((from_x, from_y)) => match (x - from_x, y - from_y) {
                (0, 0) => {}
                (across, 0) => put(&mut data, format_args!("h{}", decimal(across))),
                (0, down) => put(&mut data, format_args!("v{}", decimal(down))),
                (across, down) => {
                    put(&mut data, format_args!("l{} {}", decimal(across), decimal(down)));
                }
            },
        }
        pen = Some((x, y));
    }
    data
}

/// Tenths as a decimal: 125 is `12.5`, 120 is `12`. No float is ever formatted.
pub(super) fn decimal(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    match tenth {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{tenth}"),
    }
}

/// The text as XML, without the control characters that XML forbids.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::ink::Pen;
    use super::*;

    #[test]
    fn tenths_become_decimals() {
        let decimals = [0, 5, -5, 10, -123, 6364].map(decimal);
        assert_eq!(decimals, ["0", "0.5", "-0.5", "1", "-12.3", "636.4"]);
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("R&D <\"1\">\u{0}"), "R&amp;D &lt;&quot;1&quot;&gt; ");
    }

    #[test]
    fn paths_are_relative_and_skip_points_that_do_not_move() {
        let path = [(0, 0), (100, 0), (100, 0), (100, -55), (130, 20)];
        assert_eq!(path_data(path), "M0 0h10v-5.5l3 7.5");
    }

    #[test]
    fn like_shapes_share_a_group() {
        let mut svg = Svg::new((1000, 1000), Paint::Css);
        svg.open("series");
        svg.draw_rect((0, 0), (10, 25), &Ink::Series(0).fill(), true).expect("a string takes all");
        svg.tip(Some(&"a < b".to_owned()));
        svg.draw_rect((5, 0), (10, 20), &Ink::Series(0).fill(), true).expect("a string takes all");
        svg.draw_line((0, 0), (10, 0), &Pen::dashed(Ink::Note, 1.0).style())
            .expect("a string takes all");
        svg.close();

        assert_eq!(
            svg.finish(),
            "<g class=\"bc-series\">\n\
             <g class=\"bc-f-1\"><rect x=\"0\" y=\"0\" width=\"1\" height=\"2.5\"/>\
             <rect x=\"0.5\" y=\"0\" width=\"0.5\" height=\"2\"><title>a &lt; b</title></rect></g>\n\
             <g class=\"bc-l-note\" stroke-width=\"1\" stroke-linejoin=\"round\" \
             stroke-dasharray=\"4 3\"><path d=\"M0 0h1\"/></g>\n\
             </g>\n"
        );
    }

    #[test]
    fn a_file_has_colors_and_no_classes() {
        let mut svg = Svg::new((1000, 1000), Paint::Hex);
        svg.draw_circle((10, 10), 25, &Ink::Series(1).fill(), true).expect("a string takes all");
        assert_eq!(svg.finish(), "<g fill=\"#cb7e19\"><circle cx=\"1\" cy=\"1\" r=\"2.5\"/></g>\n");
    }
}
