//! Whole numbers as text: Base64 VLQ as in source maps (ECMA-426), without their sign bit, in the alphabet
//! of URLs. Small differences, which are most of an index, take one character, and compress well.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// How many bits of the number a character holds; the next one says whether more follow.
const BITS: u32 = 5;
const MORE: u32 = 1 << BITS;

/// Takes characters of the encoding, which are ASCII.
pub(super) trait Output {
    fn push_ascii(&mut self, character: u8);
}

impl Output for String {
    fn push_ascii(&mut self, character: u8) {
        self.push(char::from(character));
    }
}

impl Output for Vec<u8> {
    fn push_ascii(&mut self, character: u8) {
        self.push(character);
    }
}

/// Appends a number, the lowest bits first.
pub(super) fn write(mut number: u32, out: &mut impl Output) {
    loop {
        let digit = number & (MORE - 1);
        number >>= BITS;
        let more = if number == 0 { 0 } else { MORE };
        out.push_ascii(ALPHABET[(digit | more) as usize]);
        if number == 0 {
            return;
        }
    }
}

/// Appends a number that may be negative: its double, or for a negative one the double of its amount less 1.
pub(super) fn write_signed(number: i32, out: &mut impl Output) {
    write(
        (number.wrapping_shl(1) ^ (number >> 31)).cast_unsigned(),
        out,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_take_one_character() {
        let mut out = String::new();
        for number in [0, 31, 32, 1023, 1024] {
            write(number, &mut out);
            out.push(' ');
        }
        assert_eq!(out, "A f gB _f ggB ");
    }

    #[test]
    fn negative_numbers_stand_between_positive_ones() {
        let mut out = String::new();
        for number in [0, -1, 1, -2, 2] {
            write_signed(number, &mut out);
        }
        assert_eq!(out, "ABCDE");
    }
}
