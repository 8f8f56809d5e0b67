//! What an editor's slip was when a text is no YAML: a parser says what it expected, an editor wants to
//! know what to change. Most slips come from Chinese punctuation, from texts that need quotes, and from
//! blanks that are missing or too many.

mod dash;
mod line;
mod marks;

use std::ops::Range;

use granit_parser::ErrorKind;

use super::parse::{ParseError, ParseErrorKind};
use crate::text;
use crate::text::Text;

pub(super) use dash::dash_without_blank;
use line::Line;
pub(super) use line::{colon_help, swallowed_value};
use marks::{
    bad_escape, comment_without_blank, control_character, cut_by_comment, first_character,
    open_bracket, text_after_quote, unclosed_quote, unpaired,
};

/// A slip: the bytes to mark, what is wrong with them, and how to mend it.
pub(super) struct Slip {
    pub(super) range: Range<usize>,
    pub(super) message: Text,
    pub(super) help: Text,
}

/// The slip behind a parser's error.
pub(super) fn find(yaml: &str, error: &ParseError) -> Slip {
    let offset = crate::source::clean_range(yaml, error.offset..error.offset).start;
    let (message, help) = match &error.kind {
        ParseErrorKind::Syntax(kind) => return syntax(yaml, offset, kind),
        ParseErrorKind::Tag => {
            return first_character(yaml, offset).unwrap_or_else(|| unread(offset, "a tag"));
        }
        ParseErrorKind::Tab => (
            text!("缩进里有制表符(Tab)", "a tab in the indentation"),
            text!(
                "缩进只用空格：把它换成空格",
                "indent with spaces alone: put spaces in its place"
            ),
        ),
        ParseErrorKind::TooComplex => (
            text!(
                "YAML 嵌套太深或展开太大",
                "the YAML is nested too deeply or unfolds to too much"
            ),
            text!(
                "减少层次；别名（`*` 和 `&`）改成直接写出来的值",
                "take levels away, and write values in place of aliases (`*` and `&`)"
            ),
        ),
        ParseErrorKind::SeveralDocuments => (
            text!(
                "一个文件里只能有一份 YAML，这里又开始了一份",
                "a second YAML document starts here; a file may hold one"
            ),
            text!(
                "删掉这行 `---`，多条记录请写成列表",
                "remove this `---`; write several records as a list"
            ),
        ),
    };
    Slip {
        range: offset..offset + 1,
        message,
        help,
    }
}

fn syntax(yaml: &str, offset: usize, kind: &ErrorKind) -> Slip {
    let line = Line::at(yaml, offset);
    let specific = match kind {
        ErrorKind::UnclosedQuotedScalar => Some(unclosed_quote(offset)),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => Some(text_after_quote(yaml, offset)),
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => {
            Some(bad_escape(yaml, offset))
        }
        ErrorKind::CommentNotSeparated => Some(comment_without_blank(yaml, offset)),
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
    specific.unwrap_or_else(|| unread(offset, &kind.to_string()))
}

fn unread(offset: usize, kind: &str) -> Slip {
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
