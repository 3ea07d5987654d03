//! Drawing a plan with plotters.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TextStyle};

use super::backend::{HALO, Paint, Svg, decimal, escape};
use super::bounds::Bounds;
use super::metrics::Weight;
use super::plan::{Align, At, Edge, Form, Plan, Shape, Space, Text};
use super::scale::{Axis, Field};
use super::units::{size, tenths};
use crate::lang::Lang;

/// What the SVG element says about itself.
pub(super) struct Head<'a> {
    /// Unique on the page.
    pub(super) id: String,
    pub(super) lang: Lang,
    pub(super) class: &'static str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    /// SVG behind everything; may be empty.
    pub(super) backdrop: &'a str,
}

/// The plan as an SVG element.
pub(super) fn draw(plan: &Plan, head: &Head, paint: Paint) -> String {
    let backend = Rc::new(RefCell::new(Svg::new((size(plan.width), size(plan.height)), paint)));
    let root = DrawingArea::from(&backend);
    let page = area(&root, &page_field(plan));
    let data: Vec<Area> = plan.fields.iter().map(|field| area(&root, field)).collect();

    for layer in plan.layers.iter().filter(|layer| !layer.shapes.is_empty()) {
        backend.borrow_mut().open(layer.name);
        for shape in &layer.shapes {
            let field = match layer.space {
                Space::Page => None,
                Space::Data(field) => data.get(field),
            };
            draw_shape(&backend, field.unwrap_or(&page), shape);
        }
        backend.borrow_mut().close();
    }

    drop((root, page, data));
    let svg = Rc::into_inner(backend).expect("the areas that shared the backend are gone");
    element(plan, head, paint, &svg.into_inner().finish())
}

/// plotters' name for a part of the picture with axes.
type Area = DrawingArea<Svg, Cartesian2d<Axis, Axis>>;

/// The page as a field of its own, so that shapes in pixels take the same way.
fn page_field(plan: &Plan) -> Field {
    Field {
        frame: Bounds { left: 0.0, top: 0.0, right: plan.width, bottom: plan.height },
        x: Axis::linear(0.0, plan.width),
        y: Axis::linear(plan.height, 0.0),
    }
}

fn area(root: &DrawingArea<Svg, Shift>, field: &Field) -> Area {
    let frame = &field.frame;
    let across = tenths(frame.left)..tenths(frame.right);
    let down = tenths(frame.bottom)..tenths(frame.top);
    root.clone().apply_coord_spec(Cartesian2d::new(
        field.x.clone(),
        field.y.clone(),
        (across, down),
    ))
}

fn draw_shape(backend: &Rc<RefCell<Svg>>, area: &Area, shape: &Shape) {
    let drawn = match shape {
        Shape::Path { points, pen, tip } => {
            backend.borrow_mut().tip(tip.as_ref());
            area.draw(&PathElement::new(points.clone(), pen.style()))
        }
        Shape::Area { corners, ink, tip } => {
            backend.borrow_mut().tip(tip.as_ref());
            area.draw(&Rectangle::new(*corners, ink.fill()))
        }
        Shape::Fill { points, ink, tip } => {
            backend.borrow_mut().tip(tip.as_ref());
            area.draw(&Polygon::new(points.clone(), ink.fill()))
        }
        Shape::Dot { at, radius, form: Form::Disc, ink, tip } => {
            backend.borrow_mut().tip(tip.as_ref());
            area.draw(&Circle::new(*at, tenths(*radius), ink.fill()))
        }
        Shape::Dot { at, radius, form, ink, tip } => {
            backend.borrow_mut().tip(tip.as_ref());
            let corners = corners(area, *at, *form, *radius);
            area.use_screen_coord().draw(&Polygon::new(corners, ink.fill()))
        }
        Shape::Ring { at, radius, form: Form::Disc, pen } => {
            area.draw(&Circle::new(*at, tenths(*radius), pen.style()))
        }
        Shape::Ring { at, radius, form, pen } => {
            let mut corners = corners(area, *at, *form, *radius);
            corners.extend(corners.first().copied());
            area.use_screen_coord().draw(&PathElement::new(corners, pen.style()))
        }
        Shape::Text(text) => {
            let at = area.map_coordinate(&text.at);
            area.use_screen_coord().draw_text(&text.words, &text_style(text), at)
        }
    };
    drawn.expect("drawing into a string cannot fail");
}

/// The corners of a sign in tenths of a pixel.
fn corners(area: &Area, at: At, form: Form, radius: f64) -> Vec<(i32, i32)> {
    let (x, y) = area.map_coordinate(&at);
    let corners = form.corners((f64::from(x), f64::from(y)), 10.0 * radius);
    corners.iter().map(|&(x, y)| (tenths(x / 10.0), tenths(y / 10.0))).collect()
}

fn text_style(text: &Text) -> TextStyle<'static> {
    let family = match text.edge {
        Edge::Plain => FontFamily::SansSerif,
        Edge::Halo => FontFamily::Name(HALO),
    };
    let weight = match text.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let across = match text.align {
        Align::Start => HPos::Left,
        Align::Middle => HPos::Center,
        Align::End => HPos::Right,
    };
    TextStyle {
        font: FontDesc::new(family, text.size * 10.0, weight),
        color: text.ink.disguised().to_backend_color(),
        pos: Pos::new(across, VPos::Center),
    }
}

/// The SVG element around the shapes.
///
/// `role="img"` with a name and a description is what screen readers support best. The
/// shapes are hidden from them, or each would be an object of its own.
fn element(plan: &Plan, head: &Head, paint: Paint, shapes: &str) -> String {
    let Head { id, class, backdrop, .. } = head;
    let font = match paint {
        Paint::Css => "",
        Paint::Hex => " font-family=\"'Noto Sans','Noto Sans SC','Noto Sans CJK SC',sans-serif\"",
    };
    let (width, height) = (decimal(tenths(plan.width)), decimal(tenths(plan.height)));

    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" lang=\"{lang}\" role=\"img\" \
         aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"{font}>\n\
         <title id=\"{id}-title\">{title}</title>\n\
         <desc id=\"{id}-desc\">{description}</desc>\n\
         <g aria-hidden=\"true\">\n{backdrop}{shapes}</g>\n</svg>\n",
        id = escape(id),
        lang = head.lang.bcp47(),
        title = escape(head.title),
        description = escape(head.description),
    )
}
