//! Pictures as PNG, for places that take no SVG: slides, documents, social networks.
//!
//! A picture is drawn from SVG by `resvg`, at twice its size, with fonts that come with the
//! program: the theme's Noto Sans and a part of Noto Sans SC. Nothing of the machine is
//! looked at, so the same SVG gives the same bytes wherever the program runs.
//!
//! Drawing takes some hundred times as long as writing the SVG. So a picture waits, as
//! [`Late`], until somebody wants its bytes.

use std::sync::{Arc, LazyLock, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb};
use skrifa::{FontRef, MetadataProvider as _};

use crate::output::Late;

/// How many pixels of a picture stand for one of the SVG, along an edge.
const SCALE: u8 = 2;

/// What draws, as part of every picture's key: another version may draw otherwise. A test
/// holds it against `Cargo.lock`.
const DRAWN_BY: &str = "resvg 0.49.0, png 0.18.1, twice the size";

/// The characters of Noto Sans SC that are here.
const CHINESE: &str = include_str!("fonts/characters.txt");

/// The same, in order.
static CHINESE_CHARACTERS: LazyLock<Vec<char>> = LazyLock::new(|| CHINESE.chars().collect());

fn is_chinese(character: char) -> bool {
    CHINESE_CHARACTERS.binary_search(&character).is_ok()
}

/// The fonts that come with the program: regular and semibold Latin, then Chinese. They
/// are compressed as for the web, since the first two are the theme's own files.
const SHIPPED: [&[u8]; 4] = [
    include_bytes!("../../templates/assets/fonts/noto-sans-400.woff2"),
    include_bytes!("../../templates/assets/fonts/noto-sans-600.woff2"),
    include_bytes!("fonts/noto-sans-sc-400.woff2"),
    include_bytes!("fonts/noto-sans-sc-600.woff2"),
];

/// From this weight on a text is semibold.
const SEMIBOLD: u16 = 550;

/// The fonts that pictures are drawn with: those that come with the program, and a
/// project's own for what these lack.
pub struct Fonts {
    own: Vec<Vec<u8>>,
    /// A hash of the project's own.
    key: String,
    loaded: OnceLock<Loaded>,
}

/// The fonts in the order regular, semibold, Chinese regular, Chinese semibold, own.
struct Loaded {
    database: Arc<fontdb::Database>,
    faces: Vec<fontdb::ID>,
}

impl Fonts {
    /// The fonts with a project's own, given as the bytes of TTF, OTF, WOFF or WOFF2 files.
    /// What is none of these is left out.
    pub fn new<'a>(own: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let own: Vec<Vec<u8>> = own.into_iter().filter_map(plain).collect();
        let mut hasher = blake3::Hasher::new();
        for font in &own {
            hasher.update(blake3::hash(font).as_bytes());
        }
        Self { key: hasher.finalize().to_hex().to_string(), own, loaded: OnceLock::new() }
    }

    /// The characters of a text that no font has, each once.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let own: Vec<_> =
            self.own.iter().filter_map(|font| FontRef::from_index(font, 0).ok()).collect();
        let mut missing = Vec::new();
        for character in text.chars().filter(|character| !character.is_whitespace()) {
            let drawn = crate::chart::measures(character)
                || is_chinese(character)
                || own.iter().any(|font| font.charmap().map(character).is_some());
            if !drawn && !missing.contains(&character) {
                missing.push(character);
            }
        }
        missing
    }

    fn loaded(&self) -> &Loaded {
        self.loaded.get_or_init(|| {
            let mut database = fontdb::Database::new();
            let shipped = SHIPPED.iter().filter_map(|font| plain(font));
            let faces = shipped
                .chain(self.own.iter().cloned())
                .flat_map(|font| database.load_font_source(fontdb::Source::Binary(Arc::new(font))))
                .collect();
            Loaded { database: Arc::new(database), faces }
        })
    }
}

/// A font as programs read it: unpacked, where it is packed for the web.
fn plain(font: &[u8]) -> Option<Vec<u8>> {
    match font.get(..4)? {
        b"wOF2" => wuff::decompress_woff2(font).ok(),
        b"wOFF" => wuff::decompress_woff1(font).ok(),
        b"\0\x01\0\0" | b"OTTO" | b"true" | b"ttcf" => Some(font.to_vec()),
        _ => None,
    }
}

/// The SVG as a picture, drawn when somebody asks for it. `about` goes into the file, as
/// keyword and text, for programs that show where a picture comes from.
pub fn picture(svg: String, about: Vec<(&'static str, String)>, fonts: &Arc<Fonts>) -> Late {
    let mut hasher = blake3::Hasher::new();
    let texts = about.iter().flat_map(|(keyword, text)| [*keyword, text.as_str()]);
    for part in [DRAWN_BY, &fonts.key, &svg].into_iter().chain(texts) {
        hasher.update(&part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let key = hasher.finalize().to_hex().to_string();
    let fonts = Arc::clone(fonts);
    Late::new(key, move || png(&svg, &about, &fonts))
}

/// The SVG drawn; no bytes if it is none, which ours never is.
fn png(svg: &str, about: &[(&'static str, String)], fonts: &Fonts) -> Vec<u8> {
    draw(svg, fonts).and_then(|pixels| encode(&pixels, about)).unwrap_or_default()
}

fn draw(svg: &str, fonts: &Fonts) -> Option<Pixmap> {
    let Loaded { database, faces } = fonts.loaded();
    let face = |index: usize| faces.get(index).copied();
    let by_default = FontResolver::default_fallback_selector();
    let options = Options {
        fontdb: Arc::clone(database),
        font_resolver: FontResolver {
            select_font: Box::new(move |font, _| face(usize::from(font.weight() >= SEMIBOLD))),
            // Chinese in the weight of the text around it, and the rest from whoever has it.
            select_fallback: Box::new(move |character, used, database| {
                let bold = used.first().is_some_and(|&first| face(1) == Some(first));
                let chinese = face(2 + usize::from(bold));
                match chinese {
                    Some(id) if is_chinese(character) && !used.contains(&id) => Some(id),
                    _ => by_default(character, used, database),
                }
            }),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(f32::from(SCALE))?;
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    let scale = f32::from(SCALE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Some(pixels)
}

/// The pixels as a PNG without transparency, which says how large a pixel is meant to be.
fn encode(pixels: &Pixmap, about: &[(&'static str, String)]) -> Option<Vec<u8>> {
    let colors: Vec<u8> =
        pixels.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    // 96 pixels of CSS are an inch, and an inch is 0.0254 m.
    let per_meter = u32::from(SCALE) * 3_780;
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_meter,
        yppu: per_meter,
        unit: png::Unit::Meter,
    }));
    for (keyword, text) in about.iter().filter(|(_, text)| !text.is_empty()) {
        encoder.add_itxt_chunk((*keyword).to_owned(), text.clone()).ok()?;
    }
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&colors).ok()?;
    writer.finish().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests;
