//! Escaping, in one place, because a single forgotten call would let a content file write markup.

use std::convert::Infallible;
use std::io::Write;

use crate::neutral::{is_noncharacter, turns_direction};

/// Appends `text` so that it is plain text in HTML, both between tags and inside a quoted attribute.
///
/// What neither HTML nor XML allows is left out: control characters and what Unicode has set aside (NUL becomes
/// U+FFFD, as CommonMark asks; a line end of any sort `\n`). So are the characters that turn the direction of all
/// that follows, which would reach beyond the text. So the same text may also go into a feed.
pub fn escape_html(text: &str, out: &mut String) {
    let Ok(()) = pieces(text, |piece| {
        out.push_str(piece);
        Ok::<(), Infallible>(())
    });
}

/// The same into a writer, for values that templates print.
///
/// # Errors
/// When the writer fails.
pub fn write_escaped_html(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    pieces(text, |piece| out.write_all(piece.as_bytes()))
}

/// Hands over what stands for `text` in HTML, piece by piece.
fn pieces<E>(text: &str, mut push: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let bytes = text.as_bytes();
    let mut written = 0;
    for start in (0..bytes.len()).step_by(CHUNK) {
        let end = bytes.len().min(start + CHUNK);
        if is_plain(&bytes[start..]) {
            continue;
        }
        // A character may have begun in the chunk before, or have been dealt with there.
        let from = text.floor_char_boundary(start).max(written);
        for (offset, character) in text[from..].char_indices() {
            let at = from + offset;
            if at >= end {
                break;
            }
            if let Some(instead) = instead(character, &bytes[at..]) {
                push(&text[written..at])?;
                push(instead)?;
                written = at + character.len_utf8();
            }
        }
    }
    push(&text[written..])
}

/// So many bytes are looked at together.
const CHUNK: usize = 32;

/// Whether a chunk, which is what `rest` begins with, holds nothing that is written differently. It looks at the
/// byte after it too, with which a character may go on.
fn is_plain(rest: &[u8]) -> bool {
    let mut filled = [b' '; CHUNK + 1];
    let window = rest.first_chunk().unwrap_or_else(|| {
        filled[..rest.len()].copy_from_slice(rest);
        &filled
    });
    let (chunk, next) = (&window[..CHUNK], &window[1..]);
    // Without an early exit the compiler looks at all of them at once.
    let mut is_plain = true;
    for (byte, next) in chunk.iter().zip(next) {
        is_plain &= !(is_special(*byte) | may_be_forbidden(*byte, *next));
    }
    is_plain
}

/// Signs of markup, and control characters but tab and line feed.
fn is_special(byte: u8) -> bool {
    let control = (byte < b' ' && byte != b'\t' && byte != b'\n') | (byte == 0x7f);
    control | matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
}

/// Whether two bytes may belong to a character beyond ASCII that is left out. Other characters hold some of these
/// pairs too, but seldom.
fn may_be_forbidden(byte: u8, next: u8) -> bool {
    // U+0080 to U+009F.
    let control = (byte == 0xc2) & (next < 0xa0);
    // The ends of U+202A to U+202E and of U+2066 to U+2069.
    let turning = ((byte == 0x80) & (0xaa..=0xae).contains(&next))
        | ((byte == 0x81) & (0xa6..=0xa9).contains(&next));
    // The ends of U+FFFE, U+FFFF and their like in other planes; U+FDD0 to U+FDEF and their neighbours.
    let noncharacter = ((byte == 0xbf) & (next >= 0xbe)) | ((byte == 0xef) & (next == 0xb7));
    control | turning | noncharacter
}

/// What stands for a character that cannot stand for itself; `rest` begins with it.
fn instead(character: char, rest: &[u8]) -> Option<&'static str> {
    Some(match character {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '\0' => "\u{FFFD}",
        '\t' | '\n' => return None,
        '\r' if rest.get(1) != Some(&b'\n') => "\n",
        '\u{85}' => "\n",
        _ if character.is_control() => "",
        _ if turns_direction(character) || is_noncharacter(character) => "",
        _ => return None,
    })
}

/// An address as it may stand in an attribute once it is escaped: spaces and the like become percent
/// codes, Han characters stay readable, and the control characters that browsers ignore are taken out.
pub(super) fn tidy_address(address: &str) -> String {
    let mut tidy = String::with_capacity(address.len());
    for character in address.trim().chars() {
        match character {
            ' ' => tidy.push_str("%20"),
            '"' => tidy.push_str("%22"),
            '<' => tidy.push_str("%3C"),
            '>' => tidy.push_str("%3E"),
            '`' => tidy.push_str("%60"),
            _ if character.is_control() || turns_direction(character) => {}
            _ => tidy.push(character),
        }
    }
    tidy
}

/// The reverse of [`escape_html`], for text that is taken out of our own HTML again.
pub(super) fn unescape_html(mut html: &str, out: &mut String) {
    const NAMES: [(&str, char); 5] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
    ];
    while let Some(at) = html.find('&') {
        out.push_str(&html[..at]);
        html = &html[at..];
        match NAMES.iter().find(|(name, _)| html.starts_with(name)) {
            Some((name, character)) => {
                out.push(*character);
                html = &html[name.len()..];
            }
            None => {
                out.push('&');
                html = &html[1..];
            }
        }
    }
    out.push_str(html);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text_and_comes_back() {
        for text in [
            "",
            "便民服务",
            "a < b & c > \"d\" 'e'",
            "&amp;amp;",
            "&",
            "&&lt",
        ] {
            let (mut html, mut back) = (String::new(), String::new());
            escape_html(text, &mut html);
            assert!(!html.contains(['<', '>', '"', '\'']), "{html}");
            unescape_html(&html, &mut back);
            assert_eq!(back, text);
        }
    }

    #[test]
    fn what_html_forbids_is_left_out_wherever_it_stands() {
        let forbidden = "\u{1}\u{c}\u{1b}\u{7f}\u{80}\u{9b}\u{9f}\u{202a}\u{202e}\u{2066}\u{2069}\
             \u{fdd0}\u{fdef}\u{fffe}\u{ffff}\u{1fffe}\u{10ffff}";
        let harmless = "·“”—…\u{200d}\u{2028}俾俿，：ﷺ\u{fffd}👍\u{a0}\u{202f}\u{206a}";
        for character in forbidden.chars() {
            // At every place of a chunk, and over the end of one.
            for before in 0..70 {
                let before = "福".repeat(before / 3) + &"a".repeat(before % 3);
                let mut html = String::new();
                escape_html(
                    &format!("{before}{character}{harmless}{character}"),
                    &mut html,
                );
                assert_eq!(html, format!("{before}{harmless}"), "{character:?}");
            }
        }
        let mut html = String::new();
        escape_html("a\0b\tc\nd\r\ne\rf\u{85}g", &mut html);
        assert_eq!(html, "a\u{FFFD}b\tc\nd\ne\nf\ng");
        let mut written = Vec::new();
        write_escaped_html("<\u{9b}\u{202e}b>", &mut written).expect("memory takes everything");
        assert_eq!(written, b"&lt;b&gt;");
    }

    #[test]
    fn addresses_keep_han_characters() {
        let tidy = tidy_address(" https://example.cn/站点 1?a=b&c=\"\t'` ");
        assert_eq!(tidy, "https://example.cn/站点%201?a=b&c=%22'%60");
    }
}
