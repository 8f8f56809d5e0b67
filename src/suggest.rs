//! "Did you mean …?": the nearest known name to one that is not known.

use strsim::damerau_levenshtein;

/// The candidate nearest to `written`, if it is near enough to be what was meant: at most a third of
/// the letters differ (Damerau–Levenshtein distance, so that swapped neighbours count once). Ties go
/// to the first in alphabetical order, so that the answer never depends on a table's order.
pub fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    let allowed = (length / 3).max(1);
    candidates
        // The distance is at least the difference in length: skip what cannot be near.
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (damerau_levenshtein(written, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_swapped_or_missing_letter_is_near() {
        let keys = ["address", "name", "phone"];
        assert_eq!(nearest("adress", keys.into_iter()), Some("address"));
        assert_eq!(nearest("nmae", keys.into_iter()), Some("name"));
    }

    #[test]
    fn something_else_is_not() {
        assert_eq!(nearest("colour", ["address", "name"].into_iter()), None);
        assert_eq!(nearest("xy", ["ab"].into_iter()), None);
    }
}
