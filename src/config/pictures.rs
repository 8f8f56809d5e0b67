//! `pictures` of the configuration: what is made of photos, and where it is kept.

use std::path::{Component, Path};

use super::{BAD_CONFIG, CONFIG_FILE, CONTENT_FOLDER, Checker, THEMES_FOLDER, written};
use crate::disk::{Root, Unread};
use crate::fault::{Fault, Origin};
use crate::output::{MARKER_FILE, OUTPUT_FOLDER};
use crate::steps;
use crate::text;

/// What is made of pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureSettings {
    /// The folder where finished variants are kept, relative to the root of the site.
    pub cache: String,
    /// The widths for pages, in pixels, ascending; never empty.
    pub widths: Vec<u32>,
    /// Quality of WebP and JPEG, 1 to 100.
    pub quality: u8,
    /// Pictures with more millions of pixels are refused.
    pub max_megapixels: u32,
}

impl Default for PictureSettings {
    fn default() -> Self {
        PictureSettings {
            cache: ".zhandian-cache".to_owned(),
            widths: vec![480, 960, 1440, 1920],
            quality: 78,
            max_megapixels: 50,
        }
    }
}

/// Whether a path lies below the root, and is not a folder whose files are read, made or kept by something else.
fn is_free(path: &Path) -> bool {
    let mut parts = path.components().filter(|part| *part != Component::CurDir);
    let is_below = parts
        .clone()
        .all(|part| matches!(part, Component::Normal(name) if name != ".git"));
    let is_taken = |first: &str| {
        // Some disks do not tell letter cases apart.
        let first = first.to_ascii_lowercase();
        let folders = [CONTENT_FOLDER, THEMES_FOLDER, OUTPUT_FOLDER, "node_modules"];
        folders.contains(&first.as_str())
            || first == CONFIG_FILE
            || first.starts_with(MARKER_FILE)
            || (first.starts_with('.') && first.ends_with(".zhandian"))
    };
    let first = parts.next();
    is_below && first.is_some_and(|first| !is_taken(&first.as_os_str().to_string_lossy()))
}

/// What is wrong with the cache below a root: links may lead elsewhere.
pub(super) fn led_astray(root: &Root, cache: &str, origin: &Origin) -> Option<Fault> {
    // The folder need not be there yet; what is there of the way to it counts.
    let there = Path::new(cache)
        .ancestors()
        .map(|above| root.resolve(above))
        .find(|found| !matches!(found, Err(Unread::Missing)))?;
    let is_sound = there.is_ok_and(|real| {
        let below = real.strip_prefix(root.path()).unwrap_or(&real);
        below.as_os_str().is_empty() || is_free(below)
    });
    (!is_sound).then(|| bad_cache(origin, cache))
}

fn bad_cache(origin: &Origin, cache: &str) -> Fault {
    Fault::new(
        &BAD_CONFIG,
        origin.value(&steps!["pictures", "cache"]),
        text!(
            "`{cache}` 不能用作图片的缓存文件夹",
            "`{cache}` cannot be the folder where pictures are kept"
        ),
    )
    .help(text!(
        "写网站文件夹里的一个单独的文件夹，如 .zhandian-cache；不能是链接到别处的，也不能是 content、themes、public 或程序自己用的文件夹",
        "write a folder of its own below the site's root, such as .zhandian-cache: no link to elsewhere, and not content, themes, public or a folder that the program itself uses"
    ))
}

impl Checker {
    /// The settings for pictures; where one is wrong, the usual one stands.
    pub(super) fn pictures(&mut self, written: &written::Pictures) -> PictureSettings {
        let usual = PictureSettings::default();
        PictureSettings {
            cache: self.cache(written.cache.as_deref()).unwrap_or(usual.cache),
            widths: self.widths(written).unwrap_or(usual.widths),
            quality: self
                .number("pictures", "quality", written.quality, 1..=100)
                .and_then(|quality| u8::try_from(quality).ok())
                .unwrap_or(usual.quality),
            max_megapixels: self
                .number(
                    "pictures",
                    "max_megapixels",
                    written.max_megapixels,
                    1..=500,
                )
                .unwrap_or(usual.max_megapixels),
        }
    }

    /// A folder below the root, and not one whose files are something else.
    fn cache(&mut self, written: Option<&str>) -> Option<String> {
        let cache = written?;
        if is_free(Path::new(cache)) {
            return Some(cache.to_owned());
        }
        self.faults.push(bad_cache(&self.origin, cache));
        None
    }

    fn widths(&mut self, written: &written::Pictures) -> Option<Vec<u32>> {
        let list = written.widths.as_ref()?;
        let mut widths: Vec<u32> = list.iter().map(|width| width.0).collect();
        widths.sort_unstable();
        widths.dedup();
        let is_sound = (1..=8).contains(&widths.len())
            && widths.iter().all(|width| (100..=4000).contains(width));
        if is_sound {
            return Some(widths);
        }
        self.bad(
            self.origin.value(&steps!["pictures", "widths"]),
            text!(
                "图片宽度要有 1 到 8 个，每个在 100 到 4000 像素之间",
                "1 to 8 widths are needed, each of 100 to 4000 pixels"
            ),
            text!(
                "如 widths: [480, 960, 1440, 1920]",
                "such as `widths: [480, 960, 1440, 1920]`"
            ),
        );
        None
    }

    /// A whole number of a section, if it is written and within its bounds.
    pub(super) fn number(
        &mut self,
        section: &str,
        key: &str,
        written: Option<crate::values::Count>,
        allowed: std::ops::RangeInclusive<u32>,
    ) -> Option<u32> {
        let number = written?.0;
        if allowed.contains(&number) {
            return Some(number);
        }
        let (least, most) = (allowed.start(), allowed.end());
        self.bad(
            self.origin.value(&steps![section, key]),
            text!(
                "`{key}` 要在 {least} 到 {most} 之间",
                "`{key}` must be {least} to {most}"
            ),
            text!(
                "改成范围里的整数，或删掉这一项用默认值",
                "write a whole number in that range, or remove it"
            ),
        );
        None
    }
}
