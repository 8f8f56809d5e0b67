//! Pictures as pages show them: in several widths, of which a browser takes the one that fits.

use super::Views;
use super::cards::PictureView;
use crate::content::written::Photo;
use crate::fault::Origin;
use crate::markdown::{Picture, Resolved};
use crate::picture::{Shown, Variant};

/// How wide a picture in a text is shown: at most as wide as the text, which has about 34 characters in a
/// line (`sizes` of HTML, in which `em` is the browser's usual size).
const SIZES_IN_TEXT: &str = "(min-width: 44em) 42em, 100vw";

impl Views<'_> {
    /// The pictures of a record; those that cannot be published are left out.
    pub(super) fn pictures(&self, photos: &[Photo], origin: &Origin) -> Vec<PictureView> {
        photos
            .iter()
            .filter_map(|photo| self.picture(photo, origin))
            .collect()
    }

    /// A picture of a record; `None` if it cannot be published.
    pub(super) fn picture(&self, photo: &Photo, origin: &Origin) -> Option<PictureView> {
        let asset = self.resolver.asset(&photo.src, origin)?;
        let shown = self.shown(&asset)?;
        let usual = shown.usual();
        let host = self.network.config.base_url.origin();
        Some(PictureView {
            src: self.href(&usual.path),
            srcset: self.srcset(&shown.variants),
            width: usual.width,
            height: usual.height,
            alt: photo.alt.clone(),
            large: shown.card.as_ref().map_or_else(String::new, |card| {
                format!("{host}{}", self.href(&card.path))
            }),
        })
    }

    /// A picture in a Markdown text.
    pub(super) fn picture_in_text(&self, asset: &str) -> Resolved<'static> {
        let Some(shown) = self.shown(asset) else {
            return Resolved::Missing;
        };
        let usual = shown.usual();
        let srcset = self.srcset(&shown.variants);
        Resolved::Picture(Picture {
            src: self.href(&usual.path).into(),
            size: Some((usual.width, usual.height)),
            sizes: if srcset.is_empty() { "" } else { SIZES_IN_TEXT }.into(),
            srcset: srcset.into(),
        })
    }

    fn shown(&self, asset: &str) -> Option<Shown> {
        let pictures = self.resolver.pictures();
        let settings = &self.network.config.pictures;
        let header = pictures.header(asset)?;
        Some(Shown::new(asset, header, pictures.uses(asset), settings))
    }

    fn srcset(&self, variants: &[Variant]) -> String {
        if variants.len() < 2 {
            return String::new();
        }
        let candidates: Vec<String> = variants
            .iter()
            .map(|variant| format!("{} {}w", self.href(&variant.path), variant.width))
            .collect();
        candidates.join(", ")
    }
}
