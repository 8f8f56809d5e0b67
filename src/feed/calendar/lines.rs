//! Content lines of iCalendar (RFC 5545, section 3.1): escaped, and folded so that no line is longer than
//! 75 octets and no character is torn.
//!
//! Own code instead of the `icalendar` crate: its continuation lines are an octet too long, it writes no
//! time zones, and it brings chrono and uuid.

use crate::neutral::{ends_line, is_noncharacter, turns_direction};

/// The longest line, in octets without its end.
const MOST_OCTETS: usize = 75;

/// Writes lines into a buffer.
pub(super) struct Lines<'out> {
    out: &'out mut Vec<u8>,
    /// Octets in the line so far.
    width: usize,
}

impl<'out> Lines<'out> {
    pub(super) fn new(out: &'out mut Vec<u8>) -> Self {
        Lines { out, width: 0 }
    }

    /// A line whose value is no text: a date, a rule, an address. What could end the line is left out.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.push(name);
        self.push(":");
        for part in value.split(|letter: char| letter.is_control() || ends_line(letter)) {
            self.push(part);
        }
        self.end();
    }

    /// A line whose value is a text.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.texts(name, std::iter::once(value));
    }

    /// A line with a list of texts; none at all for an empty list.
    pub(super) fn texts<'text>(&mut self, name: &str, values: impl Iterator<Item = &'text str>) {
        let mut before = ":";
        for value in values {
            if before == ":" {
                self.push(name);
            }
            self.push(before);
            self.escaped(value);
            before = ",";
        }
        if before == "," {
            self.end();
        }
    }

    fn escaped(&mut self, text: &str) {
        let is_special = |letter: char| {
            "\\;,".contains(letter)
                || letter.is_control()
                || ends_line(letter)
                || turns_direction(letter)
                || is_noncharacter(letter)
        };
        let mut written = 0;
        for (at, special) in text.match_indices(is_special) {
            self.push(&text[written..at]);
            written = at + special.len();
            match special {
                "\\" => self.push("\\\\"),
                ";" => self.push("\\;"),
                "," => self.push("\\,"),
                "\r" if text[written..].starts_with('\n') => {}
                // Also what other readers of lines take for the end of one.
                line_end if line_end.contains(ends_line) => self.push("\\n"),
                // The format has no way to write other control characters.
                _ => {}
            }
        }
        self.push(&text[written..]);
    }

    fn push(&mut self, text: &str) {
        let mut rest = text;
        while self.width + rest.len() > MOST_OCTETS {
            let fits = rest.floor_char_boundary(MOST_OCTETS - self.width);
            self.out.extend_from_slice(&rest.as_bytes()[..fits]);
            self.out.extend_from_slice(b"\r\n ");
            self.width = 1;
            rest = &rest[fits..];
        }
        self.out.extend_from_slice(rest.as_bytes());
        self.width += rest.len();
    }

    fn end(&mut self) {
        self.out.extend_from_slice(b"\r\n");
        self.width = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Lines<'_>)) -> String {
        let mut out = Vec::new();
        write(&mut Lines::new(&mut out));
        String::from_utf8(out).expect("no character is torn")
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back() {
        for lead in 0..4 {
            let text = format!("{}{}", "a".repeat(lead), "福清市".repeat(40));
            let lines = written(|lines| lines.text("SUMMARY", &text));
            assert!(lines.ends_with("\r\n"));
            assert!(lines.split("\r\n").all(|line| line.len() <= 75));
            assert_eq!(lines.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
        }
    }

    #[test]
    fn a_text_cannot_begin_a_line_of_its_own() {
        let lines = written(|lines| lines.text("SUMMARY", "a\r\nEND:VEVENT\u{7};b,c\\"));
        assert_eq!(lines, "SUMMARY:a\\nEND:VEVENT\\;b\\,c\\\\\r\n");
        let lines = written(|lines| {
            lines.text(
                "SUMMARY",
                "a\rb\u{85}c\u{2028}d\u{2029}e\u{b}f\u{9b}\u{202e}\u{ffff}g",
            );
        });
        assert_eq!(lines, "SUMMARY:a\\nb\\nc\\nd\\ne\\nfg\r\n");
        let lines = written(|lines| lines.plain("URL", "https://h/\r\nEND:VEVENT\u{2028}a"));
        assert_eq!(lines, "URL:https://h/END:VEVENTa\r\n");
        let none = written(|lines| lines.texts("CATEGORIES", std::iter::empty()));
        assert_eq!(none, "");
    }
}
