//! Escaping, in one place, because a single forgotten call would let a content file write markup.

/// Appends `text` so that it is plain text in HTML, both between tags and inside a quoted attribute.
///
/// Control characters that neither HTML nor XML allows are left out (NUL becomes U+FFFD, as CommonMark
/// asks), so that the same text may also go into a feed.
pub fn escape_html(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut written = 0;
    for (index, chunk) in bytes.chunks(CHUNK).enumerate() {
        // Without an early exit the compiler looks at many bytes at once; most chunks hold nothing.
        if !chunk
            .iter()
            .fold(false, |found, byte| found | is_special(*byte))
        {
            continue;
        }
        for (offset, byte) in chunk
            .iter()
            .enumerate()
            .filter(|(_, byte)| is_special(**byte))
        {
            let at = index * CHUNK + offset;
            // Everything special is ASCII, so both ends of the slice are character boundaries.
            out.push_str(&text[written..at]);
            out.push_str(match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                0 => "\u{FFFD}",
                _ => "",
            });
            written = at + 1;
        }
    }
    out.push_str(&text[written..]);
}

const CHUNK: usize = 32;

fn is_special(byte: u8) -> bool {
    let control = byte < b' ' && byte != b'\t' && byte != b'\n' && byte != b'\r';
    control | matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')
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
            _ if character.is_control() => {}
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
    fn control_characters_do_not_reach_a_feed() {
        let mut html = String::new();
        escape_html("a\0b\u{1}\u{1b}c\td\n", &mut html);
        assert_eq!(html, "a\u{FFFD}bc\td\n");
    }

    #[test]
    fn addresses_keep_han_characters() {
        let tidy = tidy_address(" https://example.cn/站点 1?a=b&c=\"\t'` ");
        assert_eq!(tidy, "https://example.cn/站点%201?a=b&c=%22'%60");
    }
}
