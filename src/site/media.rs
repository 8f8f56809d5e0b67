//! What is published of the files beside the content: variants of pictures, and copies of other files that a
//! link offers.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use rayon::prelude::*;

use crate::address::media;
use crate::config::PictureSettings;
use crate::content::Content;
use crate::error::Result;
use crate::links::used_assets;
use crate::network::Network;
use crate::picture::{Examined, Job, Pictures, RefusedFile, Workshop};

/// Everything below `/media/`.
#[derive(Debug, Default)]
pub struct Media {
    /// Pictures with what is made of them, by path.
    pub jobs: Vec<Job>,
    /// Files that are taken as they are, as paths below `content/`.
    copies: Vec<Arc<str>>,
    /// What is found at each path.
    by_path: HashMap<String, At>,
}

/// What is found at a path.
#[derive(Debug, Clone, Copy)]
enum At {
    /// This of the copies.
    Copy(usize),
    /// This variant of this job.
    Variant(usize, usize),
}

/// Takes a finished file by its path on the site, which starts with `/`.
type Take<'a> = &'a (dyn Fn(&str, &[u8]) -> Result<()> + Sync);

impl Media {
    /// What published pages show and offer. A picture that is refused is left out, also when nobody wants
    /// to be told of it.
    pub(super) fn of(
        network: &Network,
        content: &Content,
        pictures: &Pictures,
        settings: &PictureSettings,
    ) -> Self {
        let mut media = Media::default();
        for asset in used_assets(network, content) {
            match pictures.get(&asset) {
                Some(Examined::Picture(_)) => {
                    media.jobs.extend(Job::of(&asset, pictures, settings));
                }
                Some(Examined::Other) if pictures.uses(&asset).linked => media.copies.push(asset),
                Some(Examined::Other | Examined::Refused(_)) | None => {}
            }
        }
        media.by_path = media.paths();
        media
    }

    fn paths(&self) -> HashMap<String, At> {
        let mut paths = HashMap::new();
        for (index, asset) in self.copies.iter().enumerate() {
            paths.insert(media(asset), At::Copy(index));
        }
        for (job, variants_of) in self.jobs.iter().enumerate() {
            for (index, variant) in variants_of.variants.iter().enumerate() {
                paths.insert(variant.path.clone(), At::Variant(job, index));
            }
        }
        paths
    }

    /// How many files there are, without the pictures that are refused by now.
    pub fn count(&self, pictures: &Pictures) -> usize {
        let jobs = self.jobs.iter();
        let made = jobs.filter(|job| !pictures.is_refused(&job.asset));
        self.copies.len() + made.map(|job| job.variants.len()).sum::<usize>()
    }

    /// Makes all files in parallel; tells which pictures could not be made.
    pub(super) fn publish(
        &self,
        workshop: &Workshop<'_>,
        take: Take<'_>,
    ) -> Result<Vec<RefusedFile>> {
        for asset in &self.copies {
            workshop.hand_over(asset, |bytes| take(&media(asset), &bytes))?;
        }
        self.jobs
            .par_iter()
            .filter_map(|job| {
                let made = workshop.make(job, |variant, bytes| take(&variant.path, bytes));
                let asset = job.asset.clone();
                made.map(|refusal| Some((asset, refusal?))).transpose()
            })
            .collect()
    }

    /// The file at a path of the site; `None` if there is none, and what is wrong if it cannot be made.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn file(
        &self,
        path: &str,
        workshop: &Workshop<'_>,
    ) -> Result<Option<std::result::Result<Vec<u8>, RefusedFile>>> {
        let job = match self.by_path.get(path) {
            None => return Ok(None),
            Some(At::Copy(index)) => {
                return workshop.hand_over(&self.copies[*index], |bytes| Ok(Some(Ok(bytes))));
            }
            Some(At::Variant(job, index)) => self.job_for(*job, *index),
        };
        let made = std::cell::RefCell::new(Vec::new());
        let refusal = workshop.make(&job, |_, bytes| {
            made.borrow_mut().extend_from_slice(bytes);
            Ok(())
        })?;
        Ok(Some(match refusal {
            None => Ok(made.into_inner()),
            Some(refusal) => Err((job.asset, refusal)),
        }))
    }

    /// A job for one variant of another.
    fn job_for(&self, job: usize, variant: usize) -> Job {
        let job = &self.jobs[job];
        Job {
            asset: job.asset.clone(),
            header: job.header.clone(),
            variants: vec![job.variants[variant].clone()],
        }
    }
}
