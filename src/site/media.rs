//! What is published of the files beside the content: variants of pictures, and copies of other files that a
//! link offers.

use std::sync::Arc;

use rayon::prelude::*;

use crate::address::media;
use crate::config::PictureSettings;
use crate::error::Result;
use crate::links::{Resolver, used_assets};
use crate::network::Network;
use crate::picture::{Examined, Order, Troubled, Workshop};

/// Everything below `/media/`.
#[derive(Debug, Default)]
pub struct Media {
    /// Pictures with what is made of them, by path.
    pub orders: Vec<Order>,
    /// Files that are taken as they are, as paths below `content/`.
    copies: Vec<Arc<str>>,
}

/// Takes a finished file by its path on the site, which starts with `/`.
type Take<'a> = &'a (dyn Fn(&str, &[u8]) -> Result<()> + Sync);

impl Media {
    /// What published pages show and offer. A picture that is refused is left out, also when nobody wants
    /// to be told of it.
    pub(super) fn of(
        network: &Network,
        resolver: &Resolver<'_>,
        settings: &PictureSettings,
    ) -> Self {
        let pictures = resolver.pictures();
        let mut media = Media::default();
        for asset in used_assets(network, resolver) {
            match pictures.get(&asset) {
                Some(Examined::Picture(_)) => {
                    media.orders.extend(Order::of(&asset, pictures, settings));
                }
                Some(Examined::Other) if pictures.uses(&asset).linked => media.copies.push(asset),
                Some(Examined::Other | Examined::Refused(_)) | None => {}
            }
        }
        media
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        let variants = self.orders.iter().map(|order| order.variants.len());
        self.copies.len() + variants.sum::<usize>()
    }

    /// Makes all files in parallel; tells which pictures could not be made.
    pub(super) fn publish(&self, workshop: &Workshop<'_>, take: Take<'_>) -> Result<Vec<Troubled>> {
        for asset in &self.copies {
            workshop.hand_over(asset, |bytes| take(&media(asset), &bytes))?;
        }
        self.orders
            .par_iter()
            .filter_map(|order| {
                let made = workshop.make(order, |variant, bytes| take(&variant.path, bytes));
                let asset = order.asset.clone();
                made.map(|trouble| Some((asset, trouble?))).transpose()
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
    ) -> Result<Option<std::result::Result<Vec<u8>, Troubled>>> {
        if let Some(asset) = self.copies.iter().find(|asset| media(asset) == path) {
            return workshop.hand_over(asset, |bytes| Ok(Some(Ok(bytes))));
        }
        let Some(order) = self.order_for(path) else {
            return Ok(None);
        };
        let made = std::cell::RefCell::new(Vec::new());
        let trouble = workshop.make(&order, |_, bytes| {
            made.borrow_mut().extend_from_slice(bytes);
            Ok(())
        })?;
        Ok(Some(match trouble {
            None => Ok(made.into_inner()),
            Some(trouble) => Err((order.asset, trouble)),
        }))
    }

    /// An order for the one variant at a path.
    fn order_for(&self, path: &str) -> Option<Order> {
        self.orders.iter().find_map(|order| {
            let variant = order.variants.iter().find(|variant| variant.path == path)?;
            Some(Order {
                variants: vec![variant.clone()],
                ..order.clone()
            })
        })
    }
}
