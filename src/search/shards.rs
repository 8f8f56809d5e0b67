//! Terms in files: each term is in the file that its hash names, so that a device needs no list of files.

use rayon::prelude::*;

use super::postings::{List, Postings, Term};

/// How many bytes a file is to have, about half of that when compressed.
const SHARD_BYTES: usize = 12 * 1024;
/// The most files: from here on they grow with the site, as its longest lists do.
const MOST_SHARDS: usize = 4096;

/// The files of all terms; a power of two.
pub(super) fn write(postings: Postings) -> Vec<String> {
    let count = (postings.size() / SHARD_BYTES)
        .next_power_of_two()
        .min(MOST_SHARDS);
    let mut shards: Vec<Vec<(Term, List)>> = Vec::new();
    shards.resize_with(count, Vec::new);
    for (term, list) in postings.into_lists() {
        shards[hash(&term.text()) as usize % count].push((term, list));
    }
    shards.into_par_iter().map(write_shard).collect()
}

fn write_shard(mut terms: Vec<(Term, List)>) -> String {
    terms.sort_unstable_by_key(|(term, _)| *term);
    let bytes = terms.iter().map(|(_, list)| list.size() + 16).sum();
    let mut out = String::with_capacity(bytes);
    let mut encoded = Vec::new();
    out.push('[');
    for (index, (term, list)) in terms.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        encoded.clear();
        list.write(&mut encoded);
        out.push_str(&super::json(&term.text()));
        out.push_str(",\"");
        // The alphabet is ASCII.
        out.extend(encoded.iter().copied().map(char::from));
        out.push('"');
    }
    out.push(']');
    out
}

/// FNV-1a with 32 bits over the code points of a term (draft-eastlake-fnv, there over bytes).
fn hash(term: &str) -> u32 {
    term.chars().fold(0x811C_9DC5, |hash, character| {
        (hash ^ u32::from(character)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn ascii_has_the_published_values_of_the_hash() {
        assert_eq!(hash(""), 0x811C_9DC5);
        assert_eq!(hash("a"), 0xE40C_292C);
        assert_eq!(hash("foobar"), 0xBF9C_F968);
    }
}
