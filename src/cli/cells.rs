//! Values in the tables of a report as other programs take them: a name must neither leave its cell nor become
//! a formula, a heading or a tag there.

use std::borrow::Cow;

use crate::neutral::{ends_line, is_hidden, visible};

/// A field of a CSV file (RFC 4180) that stays one line, quoted where needed. One that a spreadsheet would take
/// for a formula gets an apostrophe, with which it stays a text.
pub(super) fn cell(text: &str) -> String {
    let guard = if may_be_formula(text) { "'" } else { "" };
    let field = format!("{guard}{}", on_one_line(text));
    let is_padded = field.starts_with(' ') || field.ends_with(' ');
    if is_padded || field.contains([',', '"']) {
        return format!("\"{}\"", field.replace('"', "\"\""));
    }
    field
}

/// Whether a spreadsheet would reckon with a text. Some look past blanks, quotes and what cannot be seen, and
/// some take the wide forms for the others.
fn may_be_formula(text: &str) -> bool {
    let is_passed = |letter: char| {
        letter.is_whitespace() || is_hidden(letter) || "\"'“”‘’＂＇".contains(letter)
    };
    text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start_matches(is_passed)
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// A text in Markdown that is shown as it is and stays on its line, in a cell of a table too.
pub(super) fn markdown_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in on_one_line(text).chars() {
        match letter {
            // Not every program that shows Markdown takes a backslash before these.
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // All that begins or ends something within a line, a bare address included.
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '!' | '|' | '~' | '$' | '^'
            | '=' | ':' | '@' | '.' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A text whose line ends and tabs are blanks and whose other hidden characters are shown by their number.
fn on_one_line(text: &str) -> Cow<'_, str> {
    let breaks = |letter: char| letter == '\t' || ends_line(letter);
    if !text.contains(is_hidden) {
        return visible(text);
    }
    let blank = text.replace("\r\n", " ").replace(breaks, " ");
    Cow::Owned(visible(&blank).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spreadsheet_reckons_with_a_name() {
        for formula in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "＝1",
            "＋1",
            "－1",
            "＠1",
            "\t1",
            "\r1",
            "\n1",
            " =1",
            "\u{3000}=1",
            "'=1",
            "\u{200b}=1",
            "“=1",
            "\u{feff}\t ＝1",
        ] {
            assert!(
                cell(formula).trim_start_matches('"').starts_with('\''),
                "{formula:?}"
            );
        }
        assert_eq!(cell("\"=1\""), "\"'\"\"=1\"\"\"");
        for text in ["步行街", "a=b", "2026-07", "(1)", ""] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn a_cell_is_one_line_and_one_cell() {
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(
            cell("a\r\nb\nc\u{2028}d\u{1b}\u{202e}"),
            "a b c d\\u{1b}\\u{202e}"
        );
        assert_eq!(cell("a\n"), "\"a \"");
    }

    #[test]
    fn markdown_shows_signs_and_makes_nothing_of_them() {
        let hostile =
            "# <b>站</b> | [x](y) `c` **d** _e_ &amp; https://h ![i] ~~s~~\n\n- l\r\n1. m";
        let html = {
            let mut html = String::new();
            let table = format!("| a |\n| --- |\n| {} |\n", markdown_text(hostile));
            let parser = pulldown_cmark::Parser::new_ext(&table, pulldown_cmark::Options::all());
            for event in parser {
                match event {
                    pulldown_cmark::Event::Text(text) => html.push_str(&text),
                    pulldown_cmark::Event::Start(tag) => html.push_str(&format!("<{tag:?}>")),
                    pulldown_cmark::Event::End(_) => {}
                    other => panic!("{other:?}"),
                }
            }
            html
        };
        assert_eq!(
            html,
            "<Table([None])><TableHead><TableCell>a<TableRow><TableCell>\
             # <b>站</b> | [x](y) `c` **d** _e_ &amp; https://h ![i] ~~s~~  - l 1. m"
        );
    }
}
