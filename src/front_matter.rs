//! Splits a content file into its YAML front matter and its Markdown body.

use std::ops::Range;

/// The two parts of a file, as byte ranges of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// The YAML between the `---` lines.
    pub yaml: Range<usize>,
    /// Everything after the closing `---` line.
    pub body: Range<usize>,
}

/// Finds the front matter: a first line `---`, closed by a line `---` (or `...`). A byte-order mark
/// before it and CRLF line ends are accepted. `None` if the file does not open with `---` or never
/// closes it.
pub fn split(text: &str) -> Option<Parts> {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut lines = text[bom..].split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = bom + first.len();
    let mut offset = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Parts {
                yaml: start..offset,
                body: offset + line.len()..text.len(),
            });
        }
        offset += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, &str)> {
        split(text).map(|parts| (&text[parts.yaml], &text[parts.body]))
    }

    #[test]
    fn byte_order_mark_and_windows_line_ends_are_accepted() {
        assert_eq!(
            parts("\u{feff}---\r\na: 1\r\n---\r\nbody"),
            Some(("a: 1\r\n", "body"))
        );
    }

    #[test]
    fn a_rule_in_the_body_does_not_open_front_matter() {
        assert_eq!(parts("text\n---\na: 1\n---\n"), None);
        assert_eq!(parts("---\na: 1\n"), None);
    }

    #[test]
    fn an_empty_body_is_a_body() {
        assert_eq!(parts("---\n---"), Some(("", "")));
    }
}
