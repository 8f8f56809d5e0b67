//! Splits a content file into its YAML front matter and its Markdown body.

use std::ops::Range;

use crate::text;
use crate::text::Text;

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

/// Why a file has no front matter: the bytes to mark, what is wrong there, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatterFault {
    /// Bytes of the file.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Text,
    /// How to mend it.
    pub help: Text,
}

/// What an editor's slip was in a file that [`split`] refuses.
pub fn slip(text: &str) -> FrontMatterFault {
    let first = text.find('\n').map_or(text, |end| &text[..end]);
    let at_first = |message, help| FrontMatterFault {
        range: 0..first.len(),
        message,
        help,
    };
    let usual = || {
        text!(
            "第一行写 `---`，接着写 `键: 值`，再写一行 `---`，下面才是正文",
            "start with a line `---`, then `key: value` lines, then `---`, then the text"
        )
    };
    let line = first.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    if line == "---"
        && split(text.trim_start_matches('\u{feff}')).is_none()
        && first.trim_end() == "---"
    {
        return unclosed(text, first.len());
    }
    if is_nearly_a_fence(line) || line.starts_with("---") {
        return at_first(
            text!(
                "第一行应当正好是三个半角短横 `---`，前面没有空格",
                "the first line should be `---`, three hyphens without a blank before them"
            ),
            text!("改成 `---`", "write `---`"),
        );
    }
    if line.is_empty() && text.trim_start().starts_with("---") {
        return at_first(
            text!("`---` 前面有空行", "an empty line before `---`"),
            text!("删掉开头的空行", "remove it: `---` is the first line"),
        );
    }
    if line == "+++" || line.starts_with('{') {
        return at_first(
            text!(
                "开头的信息要用 YAML 写，围在两行 `---` 之间",
                "front matter is written in YAML, between two `---` lines"
            ),
            usual(),
        );
    }
    at_first(
        text!(
            "文件开头没有用两行 `---` 围起来的信息",
            "the file does not open with front matter between two `---` lines"
        ),
        usual(),
    )
}

/// Front matter that is never closed: at what should have closed it, if anything looks like it.
fn unclosed(text: &str, first: usize) -> FrontMatterFault {
    let mut start = first + 1;
    for line in text[start.min(text.len())..].split_inclusive('\n') {
        let content = line.trim();
        if is_nearly_a_fence(content) {
            let at = start + line.len() - line.trim_start().len();
            return FrontMatterFault {
                range: at..at + content.len(),
                message: text!(
                    "结束的那一行应当正好是三个半角短横 `---`",
                    "the closing line should be `---`, three hyphens"
                ),
                help: text!("改成 `---`", "write `---`"),
            };
        }
        start += line.len();
    }
    FrontMatterFault {
        range: 0..first,
        message: text!(
            "开头的 `---` 没有配对的结束行",
            "the `---` of the first line is never closed"
        ),
        help: text!(
            "在信息写完以后、正文前面加一行 `---`",
            "add a line `---` after the last key, before the text"
        ),
    }
}

/// Whether a line is made of dashes alone, of whatever kind.
fn is_nearly_a_fence(line: &str) -> bool {
    line.chars().count() > 1
        && line
            .chars()
            .all(|letter| matches!(letter, '-' | '－' | '—' | '–' | '─' | '_' | ' '))
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
