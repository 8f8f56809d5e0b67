//! How names are typed in pinyin: `yptjd` or `yuping` for 玉屏街道, with every reading of a character, since
//! who looks for 厦 should find it under `xia` and `sha`.

use std::borrow::Cow;

use ::pinyin::ToPinyinMulti;

use super::fold::fold;

/// Parts the readings of a character.
const OR: char = '/';

/// The readings of every character of a name, parted by spaces: `yu ping jie dao`, `chang/zhang le`. Letters
/// and digits are read as themselves, other signs not at all. Empty if no character has a reading.
pub(super) fn readings(name: &str) -> String {
    let mut line = String::new();
    let mut has_han = false;
    for (index, character) in name.chars().enumerate() {
        if index > 0 {
            line.push(' ');
        }
        let start = line.len();
        if let Some(multi) = character.to_pinyin_multi() {
            has_han = true;
            for reading in multi {
                let plain = typed(reading.plain());
                if line[start..].split(OR).any(|known| known == plain) {
                    continue;
                }
                if line.len() > start {
                    line.push(OR);
                }
                line.push_str(&plain);
            }
        } else if let Some(letter) = fold(character).filter(char::is_ascii_alphanumeric) {
            line.push(letter);
        }
    }
    if has_han { line } else { String::new() }
}

/// Keyboards have no ü: `lv`.
fn typed(reading: &'static str) -> Cow<'static, str> {
    if reading.is_ascii() {
        return reading.into();
    }
    let letters = reading.chars().map(|letter| match letter {
        'ü' => 'v',
        'ê' => 'e',
        letter => letter,
    });
    letters.filter(char::is_ascii).collect::<String>().into()
}

/// Calls `found` for every pair of letters that may follow each other when the name is typed, syllables
/// whole or by their first letter.
pub(super) fn pairs(readings: &str, mut found: impl FnMut(u8, u8)) {
    let mut before: Option<&str> = None;
    for syllable in readings.split(' ').filter(|syllable| !syllable.is_empty()) {
        for reading in syllable.split(OR) {
            let letters = reading.as_bytes();
            let Some(first) = letters.first() else {
                continue;
            };
            letters.windows(2).for_each(|pair| found(pair[0], pair[1]));
            for earlier in before.iter().flat_map(|before| before.split(OR)) {
                let ends = [earlier.as_bytes().first(), earlier.as_bytes().last()];
                ends.into_iter()
                    .flatten()
                    .for_each(|end| found(*end, *first));
            }
        }
        before = Some(syllable);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_a_name_has_its_place() {
        assert_eq!(readings("玉屏A座"), "yu ping/bing a zuo");
        assert_eq!(readings("绿（园）"), "lv/lu  yuan/wan ");
        assert_eq!(readings("Library 2"), "");
    }

    #[test]
    fn pairs_lead_from_syllable_to_syllable() {
        let mut found = Vec::new();
        pairs("yu  ping", |a, b| {
            found.push(format!("{}{}", char::from(a), char::from(b)))
        });
        assert_eq!(found, ["yu", "pi", "in", "ng", "yp", "up"]);
    }
}
