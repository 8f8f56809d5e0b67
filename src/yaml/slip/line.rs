//! Slips that show in the line where they were made: a colon, an indentation, a key.

use std::ops::Range;

use super::{Slip, wide_mark};
use crate::text;
use crate::text::Text;

/// How to mend a text that stands where keys and values are wanted, if its colon alone is wrong.
pub(in crate::yaml) fn colon_help(text: &str) -> Option<Text> {
    Line::at(text, 0).wrong_colon(text).map(|slip| slip.help)
}

/// The line of an offset.
pub(super) struct Line<'a> {
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    pub(super) fn at(yaml: &'a str, offset: usize) -> Self {
        let start = yaml[..offset].rfind('\n').map_or(0, |newline| newline + 1);
        let length = yaml[start..].find('\n').unwrap_or(yaml.len() - start);
        Line {
            start,
            text: yaml[start..start + length].trim_end_matches('\r'),
        }
    }

    /// The line above.
    fn above<'y>(&self, yaml: &'y str) -> Option<Line<'y>> {
        Some(Line::at(yaml, self.start.checked_sub(1)?))
    }

    /// The bytes of the key that the line begins with, as far as it looks like one.
    fn key(&self) -> Option<Range<usize>> {
        let content = self.text.trim_start_matches([' ', '-']);
        let length = content
            .find(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c)))
            .unwrap_or(content.len());
        let start = self.start + self.text.len() - content.len();
        (length > 0).then_some(start..start + length)
    }

    /// A line that should hold a key and has no colon that YAML takes for one.
    pub(super) fn without_colon(&self, yaml: &str) -> Option<Slip> {
        let indentation = self.text.len() - self.text.trim_start().len();
        if let Some((at, blank)) = odd_blank(&self.text[..indentation]) {
            return Some(odd_blank_slip(self.start + at, blank));
        }
        self.wrong_colon(yaml)
            .or_else(|| Some(no_key(self.start + indentation, self.text.trim())))
    }

    /// A colon that YAML does not take for one: full-width, or without a plain space after it.
    fn wrong_colon(&self, yaml: &str) -> Option<Slip> {
        let key = self.key()?;
        let name = &yaml[key.clone()];
        let rest = &self.text[key.end - self.start..];
        let value = rest.trim_start_matches([':', '：']).trim();
        if rest.starts_with('：') {
            return Some(Slip {
                range: key.end..key.end + '：'.len_utf8(),
                message: text!(
                    "`{name}` 后面是全角冒号“：”，要用半角冒号加一个空格",
                    "a full-width colon after `{name}`; write `:` and a space"
                ),
                help: text!("改成 `{name}: {value}`", "write `{name}: {value}`"),
            });
        }
        if let Some(after) = rest.strip_prefix(':')
            && !after.is_empty()
            && !after.starts_with(' ')
        {
            if let Some(blank) = after.chars().next().filter(|c| is_odd_blank(*c)) {
                return Some(odd_blank_slip(key.end + 1, blank));
            }
            return Some(Slip {
                range: key.end..key.end + 1,
                message: text!(
                    "`{name}` 的冒号后面要有一个空格",
                    "a space is wanted after the colon of `{name}`"
                ),
                help: text!("改成 `{name}: {value}`", "write `{name}: {value}`"),
            });
        }
        None
    }

    /// A colon with a blank where a value has begun already.
    pub(super) fn second_colon(&self, yaml: &str, offset: usize) -> Option<Slip> {
        let key = self.key();
        if let Some(key) = &key
            && key.end == offset
        {
            // The line's own key: what stands before it is the text of the line above.
            if let Some(slip) = self.above(yaml).and_then(|above| above.wrong_colon(yaml)) {
                return Some(slip);
            }
            let name = &yaml[key.clone()];
            return Some(Slip {
                range: key.clone(),
                message: text!(
                    "`{name}` 这一行缩进多了，被当成上一行的文字",
                    "the line of `{name}` is indented too far and continues the text above"
                ),
                help: text!("和同一级的键对齐", "align it with the keys of its level"),
            });
        }
        let value = key.map_or(self.start, |key| key.end);
        let wide = |c: char| matches!(c, '｛' | '｝' | '［' | '］');
        if let Some(found) = self.text[value - self.start..].find(wide) {
            return Some(wide_mark(yaml, value + found));
        }
        Some(Slip {
            range: offset..offset + 1,
            message: text!(
                "这个值里又有一个“: ”，读不出哪里是值的结尾",
                "a second `: ` inside a value"
            ),
            help: text!(
                "把整个值用引号括起来，如 `title: \"通知: 今天停水\"`，或改用全角冒号“：”",
                "put the whole value in quotes"
            ),
        })
    }

    /// Something after a finished value, or a line that does not stand below the others of its level.
    pub(super) fn after_value(&self, yaml: &str, offset: usize) -> Option<Slip> {
        let before = self.text.get(..offset - self.start)?.trim();
        if before.ends_with([']', '}']) {
            return Some(Slip {
                range: offset..self.start + self.text.len(),
                message: text!(
                    "括号后面还有文字",
                    "there is text after the closing bracket"
                ),
                help: text!(
                    "方括号、花括号开头的文字要整个用引号括起来，如 `title: \"[通知] 今天停水\"`",
                    "put a text that begins with a bracket in quotes"
                ),
            });
        }
        before.is_empty().then(|| Slip {
            range: offset..yaml.len().min(offset + 1),
            message: text!(
                "这一行的缩进没有和上面对齐",
                "this line is not aligned with those above"
            ),
            help: text!(
                "同一级的键（或短横）要从同一列开始，缩进只用空格",
                "keys and dashes of one level start in the same column; indent with spaces alone"
            ),
        })
    }
}

/// What mends a key that swallowed its value for want of a blank: `step_free：true` for `step_free`.
pub(in crate::yaml) fn swallowed_value<'a>(
    name: &'a str,
    known: &[&str],
) -> Option<(&'a str, &'a str, bool)> {
    let (at, colon) = name.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let (key, value) = (&name[..at], &name[at + colon.len_utf8()..]);
    known
        .contains(&key)
        .then(|| (key, value.trim(), colon == '：'))
}

fn no_key(at: usize, content: &str) -> Slip {
    let length = content.len().max(1);
    Slip {
        range: at..at + length,
        message: text!(
            "这一行没有“键: 值”里的冒号",
            "a line without the colon of `key: value`"
        ),
        help: text!(
            "每行写成 `键: 值`，列表的每一项写成 `- 值`；接着上一行的文字要缩进",
            "write `key: value`, or `- value` in a list; indent what continues the line above"
        ),
    }
}

fn is_odd_blank(character: char) -> bool {
    character.is_whitespace() && !matches!(character, ' ' | '\t' | '\n' | '\r')
}

fn odd_blank(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, c)| is_odd_blank(*c))
}

/// A blank that looks like a space and is none: full-width, or one that does not break.
fn odd_blank_slip(at: usize, blank: char) -> Slip {
    let code = u32::from(blank);
    Slip {
        range: at..at + blank.len_utf8(),
        message: text!(
            "这里的空格不是普通空格（U+{code:04X}）",
            "this blank is not a plain space (U+{code:04X})"
        ),
        help: text!(
            "删掉它，用键盘在英文状态下打一个空格",
            "put a plain space in its place"
        ),
    }
}
