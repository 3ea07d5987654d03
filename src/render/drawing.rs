//! Pictures for places that take no SVG, where the program can make them (the feature
//! `png`) and the settings want them.

#[cfg(feature = "png")]
use std::sync::Arc;

use crate::output::Late;
use crate::project::Project;
#[cfg(feature = "png")]
use crate::raster;
use crate::resolve::Site;

/// Where a project puts fonts for characters that ours lack.
#[cfg(feature = "png")]
const FONTS: &str = "templates/assets/fonts/";

/// What pictures are drawn with; nothing where none are.
pub(super) struct Drawing {
    #[cfg(feature = "png")]
    fonts: Option<Arc<raster::Fonts>>,
}

#[cfg(feature = "png")]
impl Drawing {
    /// The fonts of the program and those of a project.
    pub(super) fn new(site: &Site, project: &Project) -> Self {
        let assets = project.assets.iter();
        let own = assets.filter(|(path, _)| path.starts_with(FONTS)).map(|(_, bytes)| &**bytes);
        Self { fonts: site.settings.png.then(|| Arc::new(raster::Fonts::new(own))) }
    }

    /// The SVG as a picture that says what it is about.
    pub(super) fn picture(&self, svg: &str, about: &[(&'static str, &str)]) -> Option<Late> {
        let about = about.iter().map(|(keyword, text)| (*keyword, (*text).to_owned())).collect();
        Some(raster::picture(svg.to_owned(), about, self.fonts.as_ref()?))
    }

    /// Characters that pictures cannot show.
    pub(super) fn missing(&self, text: &str) -> Vec<char> {
        self.fonts.as_ref().map_or_else(Vec::new, |fonts| fonts.missing(text))
    }
}

#[cfg(not(feature = "png"))]
impl Drawing {
    pub(super) fn new(_: &Site, _: &Project) -> Self {
        Self {}
    }

    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(super) fn picture(&self, _: &str, _: &[(&'static str, &str)]) -> Option<Late> {
        None
    }

    #[expect(clippy::unused_self, reason = "as with the feature")]
    pub(super) fn missing(&self, _: &str) -> Vec<char> {
        Vec::new()
    }
}
