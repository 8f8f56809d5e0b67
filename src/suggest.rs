//! "Did you mean …?": the nearest known name to one that is not known.

use strsim::damerau_levenshtein;

/// The candidate nearest to `written`, if it is near enough to be what was meant: at most a third of
/// the letters differ (Damerau–Levenshtein distance, so that swapped neighbours count once). Ties go
/// to the first in alphabetical order, so that the answer never depends on a table's order.
pub fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let own = Letters::of(written);
    let allowed = (own.count / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Most are ruled out at a glance: a distance takes far longer to compute.
        let least = own.least_distance(&Letters::of(candidate));
        if least > allowed || best.is_some_and(|best| best <= (least, candidate)) {
            continue;
        }
        let distance = damerau_levenshtein(written, candidate);
        if distance <= allowed && best.is_none_or(|best| (distance, candidate) < best) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// What is seen of a word at a glance.
struct Letters {
    count: usize,
    /// A bit for each letter; several letters share one.
    bits: u64,
}

impl Letters {
    fn of(word: &str) -> Self {
        let start = Letters { count: 0, bits: 0 };
        word.chars().fold(start, |letters, letter| Letters {
            count: letters.count + 1,
            bits: letters.bits | 1 << (u32::from(letter) % u64::BITS),
        })
    }

    /// No distance is smaller: each letter that only one of the words has takes a step, and so does each
    /// letter by which one is longer.
    fn least_distance(&self, other: &Letters) -> usize {
        let only_own = (self.bits & !other.bits).count_ones() as usize;
        let only_other = (other.bits & !self.bits).count_ones() as usize;
        self.count
            .abs_diff(other.count)
            .max(only_own)
            .max(only_other)
    }
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
    fn a_word_that_is_too_different_is_not_near() {
        assert_eq!(nearest("colour", ["address", "name"].into_iter()), None);
        assert_eq!(nearest("xy", ["ab"].into_iter()), None);
    }

    #[test]
    fn the_nearest_is_taken_and_of_several_the_first_in_the_alphabet() {
        let names = ["方言宣传", "文言宣讲", "方言宣讲员", "方言宣讲"];
        assert_eq!(nearest("方言宣将", names.into_iter()), Some("方言宣传"));
        let ties = ["stetion", "sation", "station"];
        assert_eq!(nearest("stations", ties.into_iter()), Some("station"));
        assert_eq!(nearest("stateon", ties.into_iter()), Some("station"));
    }
}
