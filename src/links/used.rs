//! Which files beside the content published pages show or offer.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::Content;
use crate::content::paths::{beside, file_of_reference};
use crate::network::Network;

/// Every file of the content that a published page shows or links to. Links are not resolved for that: what
/// [resolves](super::Resolver::resolve) to such a file is what names one that is there, and most links lead to pages.
pub fn used_assets(network: &Network, content: &Content) -> BTreeSet<Arc<str>> {
    if content.assets.is_empty() {
        return BTreeSet::new();
    }
    let texts = network.published_texts().into_par_iter();
    let in_texts = texts.flat_map_iter(|(body, record)| {
        let files = body.references.iter().filter_map(file_of_reference);
        files.filter_map(move |file| beside(&file, &record.origin, content))
    });
    let mut used: BTreeSet<Arc<str>> = in_texts.collect();
    let named = network.named_pictures();
    used.extend(named.filter_map(|(src, origin)| beside(src, &origin, content)));
    used
}
