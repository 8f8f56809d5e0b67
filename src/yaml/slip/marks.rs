//! Slips with marks that mean something in YAML: quotes, brackets, `#`, and the full-width twins of all of them.

use super::line::Line;
use super::{Slip, wide_mark};
use crate::text;

pub(super) fn unclosed_quote(offset: usize) -> Slip {
    Slip {
        range: offset..offset + 1,
        message: text!("这个引号没有配对的后引号", "this quote is never closed"),
        help: text!(
            "在值的末尾补上同样的半角引号",
            "add the same quote at the end of the value"
        ),
    }
}

pub(super) fn text_after_quote(yaml: &str, offset: usize) -> Slip {
    let line = Line::at(yaml, offset);
    Slip {
        range: offset..(line.start + line.text.len()).max(offset + 1),
        message: text!(
            "引号结束以后还有文字",
            "there is text after the closing quote"
        ),
        help: text!(
            "引号要括住整个值；值里面的引号改用中文引号“”",
            "let the quotes enclose the whole value, and use other quotes inside it"
        ),
    }
}

/// A `#` right after a quote or bracket: neither a comment nor part of the value.
pub(super) fn comment_without_blank(yaml: &str, offset: usize) -> Slip {
    let line = Line::at(yaml, offset);
    Slip {
        range: offset..(line.start + line.text.trim_end().len()).max(offset + 1),
        message: text!(
            "`#` 前面没有空格，读不出后面是注释还是文字",
            "a `#` without a blank before it is neither a comment nor part of the value"
        ),
        help: text!(
            "是注释，就在 `#` 前面加一个空格；是文字，就放到引号里面",
            "put a blank before a comment; put what belongs to the text inside the quotes"
        ),
    }
}

pub(super) fn bad_escape(yaml: &str, offset: usize) -> Slip {
    let line = Line::at(yaml, offset);
    let from = offset.max(line.start) - line.start;
    let at = line.text[from..]
        .find('\\')
        .map_or(offset, |found| offset + found);
    Slip {
        range: at..(at + 2).min(yaml.len().max(at + 1)),
        message: text!(
            "双引号里的反斜杠 `\\` 有特殊意思，这个写法不认识",
            "an unknown escape in double quotes"
        ),
        help: text!(
            "改用单引号，或把反斜杠写成两个",
            "use single quotes, or write the backslash twice"
        ),
    }
}

/// The parser may point at the start of the value that holds the character.
pub(super) fn control_character(yaml: &str, offset: usize, character: char) -> Slip {
    let code = u32::from(character);
    let at = yaml[offset..]
        .find(character)
        .map_or(offset, |found| offset + found);
    Slip {
        range: at..at + character.len_utf8(),
        message: text!(
            "这里有一个看不见的控制字符（U+{code:04X}）",
            "an invisible control character (U+{code:04X})"
        ),
        help: text!(
            "删掉它，多半是从别处复制时带来的",
            "remove it; it most likely came with copied text"
        ),
    }
}

/// A value whose first character means something else in YAML.
pub(super) fn first_character(yaml: &str, offset: usize) -> Option<Slip> {
    let mark = yaml[offset..].chars().next()?;
    if matches!(mark, '|' | '>') {
        return Some(Slip {
            range: offset..offset + 1,
            message: text!(
                "`{mark}` 后面要换行，文字从下一行缩进开始写",
                "after `{mark}` the text starts on the next line, indented"
            ),
            help: text!(
                "只有一行的文字不用写 `{mark}`",
                "a text of one line needs no `{mark}`"
            ),
        });
    }
    Some(Slip {
        range: offset..offset + mark.len_utf8(),
        message: text!(
            "值不能直接以 `{mark}` 开头，它在 YAML 里有别的意思",
            "a value cannot begin with `{mark}`, which means something else in YAML"
        ),
        help: text!("把整个值用引号括起来", "put the whole value in quotes"),
    })
}

/// A closing bracket that fits no opening one, or an opening one that is never closed.
pub(super) fn unpaired(yaml: &str, offset: usize) -> Slip {
    let mark = yaml[offset..].chars().next().unwrap_or(' ');
    Slip {
        range: offset..offset + mark.len_utf8(),
        message: text!(
            "括号 `{mark}` 没有成对",
            "the bracket `{mark}` has no partner"
        ),
        help: text!(
            "`[` 配 `]`，`{{` 配 `}}`，一个对一个",
            "each `[` wants a `]`, each `{{` a `}}`"
        ),
    }
}

/// Inside brackets: a full-width comma or colon in the way, or no closing bracket.
pub(super) fn open_bracket(yaml: &str, offset: usize) -> Option<Slip> {
    let open = innermost_open(&yaml[..offset])?;
    let inside = &yaml[open..offset];
    let first_line = inside.lines().next().unwrap_or_default();
    if let Some(found) = first_line.find(['，', '、', '；', '：']) {
        return Some(wide_mark(yaml, open + found));
    }
    if let Some(found) = first_line.find(" #") {
        return Some(cut_by_comment(open + found + 1));
    }
    inside.contains('\n').then(|| unpaired(yaml, open))
}

/// A `#` after a blank: the rest of the line is a comment, the closing bracket with it.
pub(super) fn cut_by_comment(at: usize) -> Slip {
    Slip {
        range: at..at + 1,
        message: text!(
            "从 `#` 开始，后面的文字都被当成注释了",
            "from `#` on, the rest of the line is a comment"
        ),
        help: text!(
            "给值加引号，如 `accent: \"#9c1f2e\"`",
            "put the value in quotes, such as `accent: \"#9c1f2e\"`"
        ),
    }
}

/// The last bracket that is still open at the end of a text, quotes apart.
fn innermost_open(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, character) in text.char_indices() {
        match character {
            '[' | '{' => open.push(at),
            ']' | '}' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.pop()
}
