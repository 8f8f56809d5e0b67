//! What an editor's slip was when a text is no YAML: a parser says what it expected, an editor wants to
//! know what to change. Most slips come from Chinese punctuation, from texts that need quotes, and from
//! blanks that are missing or too many.

use std::ops::Range;

use granit_parser::ErrorKind;

use crate::text;
use crate::text::Text;

/// A slip: the bytes to mark, what is wrong with them, and how to mend it.
pub(super) struct Slip {
    pub(super) range: Range<usize>,
    pub(super) message: Text,
    pub(super) help: Text,
}

/// The slip behind a parser's error at a byte of a text.
pub(super) fn find(yaml: &str, offset: usize, kind: &ErrorKind) -> Slip {
    let offset = crate::source::clean_range(yaml, offset..offset).start;
    let line = Line::at(yaml, offset);
    let specific = match kind {
        ErrorKind::UnclosedQuotedScalar => Some(unclosed_quote(offset)),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => Some(text_after_quote(yaml, offset)),
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            Some(bad_escape(yaml, offset))
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. } | ErrorKind::MisplacedFlowCollectionEnd => {
            Some(unpaired(yaml, offset))
        }
        ErrorKind::UnclosedFlowCollection { .. } => {
            Some(match line.text[offset - line.start..].find(" #") {
                Some(found) => cut_by_comment(offset + found + 1),
                None => unpaired(yaml, offset),
            })
        }
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            Some(control_character(yaml, offset, *character))
        }
        ErrorKind::UnexpectedCharacter { .. }
        | ErrorKind::UnknownAnchor
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::InvalidBlockScalarHeader
        | ErrorKind::MappingKeyNotAllowed => first_character(yaml, offset),
        ErrorKind::InvalidColonPlacement
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence => open_bracket(yaml, offset),
        ErrorKind::SimpleKeyExpected => line.without_colon(yaml),
        ErrorKind::MappingValueNotAllowed => line.second_colon(yaml, offset),
        ErrorKind::ExpectedBlockMappingKey => line.after_value(yaml, offset),
        _ => None,
    };
    specific.unwrap_or_else(|| unread(offset, kind))
}

/// `-图书` below a key that waits for a list: YAML takes it for a text, and the list is lost. Gives the dash.
pub(super) fn dash_without_blank(yaml: &str) -> Option<Slip> {
    let mut waits_for_list = false;
    // The indentation of the key whose text is written on the lines below it.
    let mut block_below = None;
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let content = line.trim();
        let mut characters = content.chars();
        let indentation = line.len() - line.trim_start().len();
        if !content.is_empty() && block_below.is_some_and(|key| indentation <= key) {
            block_below = None;
        }
        if waits_for_list
            && block_below.is_none()
            && let Some(dash @ ('-' | '－' | '—' | '•' | '·')) = characters.next()
            && let Some(next) = characters.next()
            && (dash != '-' || !(next.is_whitespace() || next == '-' || next.is_ascii_digit()))
        {
            let at = start + indentation;
            return Some(Slip {
                range: at..at + dash.len_utf8(),
                message: text!(
                    "列表每一项前面要写半角短横加一个空格",
                    "each entry of a list begins with `-` and a space"
                ),
                help: text!("写成 `- 内容`", "write `- text`"),
            });
        }
        if !content.is_empty() && !content.starts_with('#') {
            let key = content.strip_suffix(':').unwrap_or_default();
            let is_key = |letter: char| letter.is_ascii_alphanumeric() || "_- ".contains(letter);
            waits_for_list = !key.is_empty() && key.chars().all(is_key);
        }
        if block_below.is_none() && begins_block(content) {
            block_below = Some(indentation);
        }
        start += line.len();
    }
    None
}

/// `summary: |` and `summary: >-`: the text of the key follows on the lines below.
fn begins_block(content: &str) -> bool {
    let last = content.rsplit(' ').next().unwrap_or_default();
    let marks = last.strip_prefix(['|', '>']);
    marks.is_some_and(|marks| marks.bytes().all(|mark| b"+-123456789".contains(&mark)))
}

/// What mends a key that swallowed its value for want of a blank: `step_free：true` for `step_free`.
pub(super) fn swallowed_value<'a>(
    name: &'a str,
    known: &[&str],
) -> Option<(&'a str, &'a str, bool)> {
    let (at, colon) = name.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let (key, value) = (&name[..at], &name[at + colon.len_utf8()..]);
    known
        .contains(&key)
        .then(|| (key, value.trim(), colon == '：'))
}

/// How to mend a text that stands where keys and values are wanted, if its colon alone is wrong.
pub(super) fn colon_help(text: &str) -> Option<Text> {
    Line::at(text, 0).wrong_colon(text).map(|slip| slip.help)
}

/// The line of an offset.
struct Line<'a> {
    start: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn at(yaml: &'a str, offset: usize) -> Self {
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
    fn without_colon(&self, yaml: &str) -> Option<Slip> {
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
    fn second_colon(&self, yaml: &str, offset: usize) -> Option<Slip> {
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
    fn after_value(&self, yaml: &str, offset: usize) -> Option<Slip> {
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

fn unread(offset: usize, kind: &ErrorKind) -> Slip {
    Slip {
        range: offset..offset + 1,
        message: Text::new(
            "YAML 写法有误，从这里读不下去".to_owned(),
            format!("not valid YAML: {kind}"),
        ),
        help: text!(
            "检查这一行和上一行：冒号后要有空格，缩进用空格并对齐，引号和括号要成对；文字里有“: ”或“ #”时请加引号",
            "look at this line and the one before: a space after each colon, even indentation, closed quotes and brackets; quote texts with `: ` or ` #` in them"
        ),
    }
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

fn unclosed_quote(offset: usize) -> Slip {
    Slip {
        range: offset..offset + 1,
        message: text!("这个引号没有配对的后引号", "this quote is never closed"),
        help: text!(
            "在值的末尾补上同样的半角引号",
            "add the same quote at the end of the value"
        ),
    }
}

fn text_after_quote(yaml: &str, offset: usize) -> Slip {
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

fn bad_escape(yaml: &str, offset: usize) -> Slip {
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
fn control_character(yaml: &str, offset: usize, character: char) -> Slip {
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
fn first_character(yaml: &str, offset: usize) -> Option<Slip> {
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
fn unpaired(yaml: &str, offset: usize) -> Slip {
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
fn open_bracket(yaml: &str, offset: usize) -> Option<Slip> {
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
fn cut_by_comment(at: usize) -> Slip {
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

/// A full-width sign where YAML wants its half-width twin.
fn wide_mark(yaml: &str, at: usize) -> Slip {
    let mark = yaml[at..].chars().next().unwrap_or('，');
    let narrow = match mark {
        '：' => ": ",
        '｛' => "{",
        '｝' => "}",
        '［' => "[",
        '］' => "]",
        _ => ", ",
    };
    Slip {
        range: at..at + mark.len_utf8(),
        message: text!(
            "这里的“{mark}”是全角标点，YAML 要用半角",
            "`{mark}` is full-width; YAML wants its half-width twin"
        ),
        help: text!("改成 `{narrow}`", "write `{narrow}`"),
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
