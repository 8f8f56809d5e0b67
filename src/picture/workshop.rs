//! Makes variants, or takes them from the cache: for a build all of a picture at once, for a preview the one
//! that a browser asks for, with the same function.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use image::DynamicImage;
use sha2::{Digest as _, Sha256};

use super::decode::{decode, scaled};
use super::encode::encode;
use super::examine::cost;
use super::gate::Inside;
use super::plan::{cache_key, variants};
use super::{
    Cache, Gates, Header, LARGEST_FILE, LARGEST_OTHER, Pictures, Refusal, Variant, path_of,
};
use crate::config::PictureSettings;
use crate::disk::Root;
use crate::error::{Error, Result};
use crate::text;

/// A picture and what is to be made of it.
#[derive(Debug, Clone)]
pub struct Job {
    /// The file, as a path below `content/`.
    pub asset: Arc<str>,
    pub(crate) header: Header,
    pub(crate) variants: Vec<Variant>,
}

impl Job {
    /// The job for a file of the content; `None` if it is not a picture that can be published.
    pub fn of(asset: &Arc<str>, pictures: &Pictures, settings: &PictureSettings) -> Option<Self> {
        let header = pictures.header(asset)?;
        Some(Job {
            asset: asset.clone(),
            variants: variants(asset, header, pictures.uses(asset), settings),
            header: header.clone(),
        })
    }
}

/// Makes variants of the pictures of one site.
#[derive(Debug)]
pub struct Workshop<'a> {
    root: &'a Root,
    settings: &'a PictureSettings,
    gates: &'a Gates,
    cache: Cache,
    encoded: AtomicUsize,
}

impl<'a> Workshop<'a> {
    /// A workshop for the site at a root, with the cache that its settings name. All workshops of a site that are at
    /// work at the same time have the same gates.
    pub fn new(root: &'a Root, settings: &'a PictureSettings, gates: &'a Gates) -> Self {
        Workshop {
            root,
            settings,
            gates,
            cache: Cache::new(root.path().join(&settings.cache)),
            encoded: AtomicUsize::new(0),
        }
    }

    /// How many variants were not in the cache.
    pub fn encoded(&self) -> usize {
        self.encoded.load(Ordering::Relaxed)
    }

    /// Hands over a file of the content as it is. Nobody else holds many meanwhile.
    ///
    /// # Errors
    /// When it cannot be read, or `take` fails.
    pub fn hand_over<T>(&self, asset: &str, take: impl FnOnce(Vec<u8>) -> Result<T>) -> Result<T> {
        let _inside = self.gates.files.enter(LARGEST_OTHER);
        take(self.bytes(asset, LARGEST_OTHER)?)
    }

    /// Makes what was ordered and hands over each variant with its bytes; all or none of a picture. Tells
    /// what is wrong if it cannot be decoded.
    ///
    /// # Errors
    /// When the file cannot be read or has changed since it was examined, or `take` fails.
    pub fn make(
        &self,
        job: &Job,
        take: impl Fn(&Variant, &[u8]) -> Result<()>,
    ) -> Result<Option<Refusal>> {
        let (kept, missing): (Vec<_>, Vec<_>) = job
            .variants
            .iter()
            .map(|variant| {
                let key = cache_key(&job.header, variant, self.settings);
                (variant, self.cache.get(&key), key)
            })
            .partition(|(_, kept, _)| kept.is_some());
        let largest = missing
            .iter()
            .map(|(variant, ..)| (variant.width, variant.height));
        if let Some(size) = largest.max() {
            let Some((base, _inside)) = self.decoded(job, size)? else {
                return Ok(Some(Refusal::Damaged(job.header.format)));
            };
            for (variant, _, key) in &missing {
                let bytes = scaled(&base, variant.width, variant.height).and_then(|picture| {
                    let format = job.header.format;
                    encode(&picture, variant.purpose, format, self.settings.quality)
                });
                let bytes = bytes.ok_or_else(|| not_encoded(job, variant))?;
                self.encoded.fetch_add(1, Ordering::Relaxed);
                self.cache.put(key, &bytes);
                take(variant, &bytes)?;
            }
        }
        for (variant, bytes, _) in &kept {
            take(variant, bytes.as_deref().unwrap_or_default())?;
        }
        Ok(None)
    }

    /// Decodes a picture in full, as it is done when its variants are made, and makes nothing of it. Tells what is
    /// wrong if it cannot be decoded.
    ///
    /// # Errors
    /// When the file cannot be read or has changed since it was examined.
    pub fn try_out(&self, job: &Job) -> Result<Option<Refusal>> {
        let sizes = job.variants.iter();
        let size = sizes.map(|variant| (variant.width, variant.height)).max();
        let size = size.unwrap_or((job.header.width, job.header.height));
        let is_damaged = self.decoded(job, size)?.is_none();
        Ok(is_damaged.then_some(Refusal::Damaged(job.header.format)))
    }

    /// A picture decoded and made this large, when there is room for it in memory, which it takes until the second
    /// is dropped; `None` if it is damaged.
    fn decoded(&self, job: &Job, size: (u32, u32)) -> Result<Option<(DynamicImage, Inside<'_>)>> {
        let header = &job.header;
        let cost = cost(header.format, header.width, header.height);
        let inside = self.gates.pixels.enter(cost + header.length);
        let bytes = self.original(job)?;
        Ok(decode(&bytes, header, size, self.settings).map(|picture| (picture, inside)))
    }

    /// Lets the cache forget what none of these jobs asks for.
    pub fn forget_others(&self, jobs: &[Job]) {
        let keys: HashSet<String> = jobs
            .iter()
            .flat_map(|job| job.variants.iter().map(move |variant| (job, variant)))
            .map(|(job, variant)| cache_key(&job.header, variant, self.settings))
            .collect();
        self.cache.keep_only(&keys);
    }

    /// The bytes of the file, which must be those that were examined: the addresses of variants say so.
    fn original(&self, job: &Job) -> Result<Vec<u8>> {
        let bytes = self.bytes(&job.asset, LARGEST_FILE)?;
        if Sha256::digest(&bytes)[..] == job.header.digest {
            return Ok(bytes);
        }
        let path = path_of(&job.asset);
        Err(Error::new(text!(
            "{path} 在生成网站的过程中变了，请再试一次",
            "{path} changed while the site was made; try again"
        )))
    }

    /// The bytes of a file of the content, at most so many.
    fn bytes(&self, asset: &str, most: u64) -> Result<Vec<u8>> {
        let path = path_of(asset);
        let read = self.root.read(&path, most);
        read.map_err(|unread| unread.into_error(&path))
    }
}

fn not_encoded(job: &Job, variant: &Variant) -> Error {
    let (asset, width, height) = (&job.asset, variant.width, variant.height);
    Error::new(text!(
        "图片 {asset} 存不成 {width}×{height} 像素的文件，可能是内存不够",
        "no file of {width}×{height} pixels could be made of {asset}; memory may be short"
    ))
}
