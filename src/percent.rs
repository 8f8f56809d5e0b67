//! Percent codes of URLs, by RFC 3986.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All but the unreserved characters of section 2.3.
const VALUE: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// All but what may stand in a segment of section 3.3, and `/` between segments.
const PATH: AsciiSet = VALUE
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Decodes a part of a URL; one whose bytes are not UTF-8 then is left as written.
pub fn decode(text: &str) -> Cow<'_, str> {
    // Most hold no code, and need not be shown to be UTF-8 once more.
    if !text.as_bytes().contains(&b'%') {
        return Cow::Borrowed(text);
    }
    percent_decode_str(text)
        .decode_utf8()
        .unwrap_or(Cow::Borrowed(text))
}

/// Encodes what cannot stand in a path, keeping `/`.
pub fn encode_path(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, &PATH).into()
}

/// Encodes a text as a value in a query.
pub fn encode_value(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, &VALUE).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_undoes_sound_codes_and_encoding_keeps_what_may_stand() {
        assert_eq!(decode("/tags/%E6%88%8F/"), "/tags/戏/");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%E6%88"), "%E6%88");
        assert_eq!(encode_path("/tags/戏 a(b)/"), "/tags/%E6%88%8F%20a(b)/");
        assert_eq!(encode_value("戏/a b&c~"), "%E6%88%8F%2Fa%20b%26c~");
    }
}
