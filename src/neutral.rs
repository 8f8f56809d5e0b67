//! What a text must not hold where it leaves the program, and how it is written there instead. One place, because
//! a sign that is forgotten in one format lets a content file write lines, colours or orders of its own.
//!
//! Nothing is changed on the way in: the model holds what editors wrote. Each format has its function, here or
//! where the format is written: terminals show hidden characters by their number ([`visible`]), JSON has codes
//! for them ([`json`]); HTML and XML leave them out ([`markdown::escape_html`](crate::markdown::escape_html)),
//! calendars make lines of what ends one.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

/// Whether a character cannot be seen but does something: it moves the cursor, ends a line, turns the direction
/// of what follows, or makes two texts that look alike differ.
pub fn is_hidden(character: char) -> bool {
    character < ' ' || (character > '~' && is_hidden_beyond_ascii(character))
}

fn is_hidden_beyond_ascii(character: char) -> bool {
    matches!(character,
        '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || is_noncharacter(character)
}

/// Whether Unicode has set a character aside never to be one.
pub fn is_noncharacter(character: char) -> bool {
    let number = u32::from(character);
    matches!(number, 0xfdd0..=0xfdef) || number & 0xfffe == 0xfffe
}

/// Whether a character turns the direction of all that follows, beyond the end of the value it stands in.
pub fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether some reader of lines takes a character for the end of one.
pub fn ends_line(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A text on one line of a terminal: each hidden character is shown by its number, as `\u{202e}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, is_hidden)
}

/// The same for a text whose line ends are the program's own.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    shown(text, |character| character != '\n' && is_hidden(character))
}

/// The same for a line of a file, whose tabs are left to the printer, with the place of a part of it.
pub fn visible_source(line: &str, part: Range<usize>) -> (String, Range<usize>) {
    let mut shown = String::with_capacity(line.len() + 16);
    let (mut start, mut end) = (None, None);
    for (at, character) in line.char_indices() {
        if at >= part.start {
            start = start.or(Some(shown.len()));
        }
        if at >= part.end {
            end = end.or(Some(shown.len()));
        }
        let hides = character != '\t' && is_hidden(character);
        push_visible(character, hides || is_order(line, at), &mut shown);
    }
    let all = shown.len();
    let part = start.unwrap_or(all)..end.unwrap_or(all);
    (shown, part)
}

fn shown(text: &str, hides: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(ORDER) && !text.contains(&hides) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (at, character) in text.char_indices() {
        push_visible(
            character,
            hides(character) || is_order(text, at),
            &mut shown,
        );
    }
    Cow::Owned(shown)
}

fn push_visible(character: char, by_number: bool, shown: &mut String) {
    if by_number {
        let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
    } else {
        shown.push(character);
    }
}

/// With this a line gives an order to the program that runs workflows, wherever it stands in the line.
const ORDER: &str = "##[";

/// Whether the second sign of an order stands at `at`. A heading without its blank, `##[文字](网址)`, is none.
fn is_order(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1);
    before
        .and_then(|before| text.get(before..))
        .and_then(|rest| rest.strip_prefix(ORDER))
        .is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_alphabetic()))
}

/// JSON in which nothing hidden stands as it is: the same values, with codes for such characters.
pub fn json(json: String) -> String {
    // Serialisers write codes for the controls of ASCII themselves; line ends are between values.
    let is_raw = |character: char| character > '~' && is_hidden(character);
    if !json.contains(ORDER) && !json.contains(is_raw) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for (at, character) in json.char_indices() {
        if is_raw(character) || is_order(&json, at) {
            push_code(character, &mut safe);
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Adds the code of a character in a JSON text.
pub fn push_code(character: char, json: &mut String) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        let _ = write!(json, "\\u{unit:04x}");
    }
}

/// A text in which no address tells a user or a password: stars stand for them, as many as they have bytes, so
/// that what follows stays where it is.
pub fn without_secrets(text: &str) -> Cow<'_, str> {
    if !text.contains('@') || !text.contains("//") {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(slashes) = rest.find("//") {
        let (before, address) = rest.split_at(slashes + 2);
        safe.push_str(before);
        let secret = secret_length(address);
        safe.extend(std::iter::repeat_n('*', secret));
        rest = &address[secret..];
    }
    safe.push_str(rest);
    Cow::Owned(safe)
}

/// How many bytes at the beginning of what follows `//` are user and password; a password that was not encoded
/// may hold signs that end a host.
fn secret_length(address: &str) -> usize {
    let ends = |letter: char| letter.is_whitespace() || "\"'`<>”’」）".contains(letter);
    let address = &address[..address.find(ends).unwrap_or(address.len())];
    let authority = &address[..address.find(['/', '?', '#', '\\']).unwrap_or(address.len())];
    if let Some(at) = authority.rfind('@') {
        return at;
    }
    let port = authority.split_once(':').map_or("", |(_, port)| port);
    let is_password = !port.is_empty() && !port.bytes().all(|byte| byte.is_ascii_digit());
    address.rfind('@').filter(|_| is_password).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_shown_and_others_stay() {
        let plain = "步行街 Straße “é” 👍❤\u{fe0f}｡\\";
        assert_eq!(visible(plain), plain);
        assert_eq!(
            visible("a\u{1b}[31m\tb\r\nc\u{9b}\u{7f}\u{202e}\u{200b}\u{2028}\u{feff}\u{1fffe}"),
            "a\\u{1b}[31m\\u{9}b\\u{d}\\u{a}c\\u{9b}\\u{7f}\\u{202e}\\u{200b}\\u{2028}\\u{feff}\\u{1fffe}"
        );
        assert_eq!(visible_lines("a\nb\r"), "a\nb\\u{d}");
        let (line, part) = visible_source("\u{7}\t灯\u{7}x", 2..6);
        assert_eq!(
            (line.as_str(), &line[part]),
            ("\\u{7}\t灯\\u{7}x", "灯\\u{7}")
        );
    }

    #[test]
    fn orders_to_workflows_are_broken_and_headings_are_not() {
        assert_eq!(visible("x ##[add-mask]y"), "x #\\u{23}[add-mask]y");
        assert_eq!(visible("###[group]"), "##\\u{23}[group]");
        assert_eq!(visible("##[文字](/a/)"), "##[文字](/a/)");
    }

    #[test]
    fn json_says_the_same_without_hidden_characters() {
        let value = "a\u{85}\u{2028}\u{202e}\u{e0041}\u{7f}\n##[debug]";
        let safe = json(serde_json::json!([value]).to_string());
        assert!(!safe.contains(is_hidden), "{safe:?}");
        assert!(!safe.contains(ORDER), "{safe}");
        let read: Vec<String> = serde_json::from_str(&safe).expect("it is JSON");
        assert_eq!(read, [value]);
    }

    #[test]
    fn passwords_become_stars_and_addresses_stay() {
        for (written, safe) in [
            ("a https://u:pw@h/ b", "a https://****@h/ b"),
            ("`//用:pw@h/`", "`//******@h/`"),
            ("https://u:p/w?@h/x", "https://******@h/x"),
            (
                "https://token@h, https://u:p@h",
                "https://*****@h, https://***@h",
            ),
        ] {
            assert_eq!(without_secrets(written), safe);
        }
        for plain in [
            "https://h:8080/@name",
            "https://h/a@2x.png",
            "https://h/ me@example.org",
            "// me@example.org",
            "mailto:me@example.org",
        ] {
            assert_eq!(without_secrets(plain), plain);
        }
    }
}
