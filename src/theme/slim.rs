//! Scripts and style sheets as they are published: without what only their authors read. On a weak network the
//! comments of a script are a quarter of its way.

use std::sync::Arc;

/// A static file without lines of comment and without indentation, if it is a script or a style sheet; a style
/// sheet also without blanks around its braces and after its other marks.
///
/// Only whole lines are looked at, so that nothing has to be parsed: no text or pattern of a script goes over
/// several lines, unless it is in backticks or continues behind a backslash, and a file with either stays as it is.
pub(super) fn slim(name: &str, bytes: &Arc<[u8]>) -> Arc<[u8]> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_comment: fn(&str) -> bool = match ending {
        "js" | "mjs" => |line| line.starts_with("//"),
        "css" => |line| {
            let inside = line.strip_prefix("/*");
            inside.is_some_and(|inside| inside.find("*/") == Some(inside.len().saturating_sub(2)))
        },
        _ => return bytes.clone(),
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.clone();
    };
    let goes_on = |line: &str| line.contains('`') || line.ends_with('\\');
    if text
        .lines()
        .any(|line| !is_comment(line.trim()) && goes_on(line))
    {
        return bytes.clone();
    }
    let mut slim = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        if !line.is_empty() && !is_comment(line) {
            match ending {
                "css" => push_tight(line, &mut slim),
                _ => slim.push_str(line),
            }
            slim.push('\n');
        }
    }
    slim.into_bytes().into()
}

/// Adds a line of a style sheet without the blanks that mean nothing; what stands in quotes is left alone, and
/// all from a quote on that is not closed.
fn push_tight(line: &str, out: &mut String) {
    let mut quote = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            // A blank before a colon stands between a selector and a pseudo-class; one after it never does.
            (None, ' ') if matches!(letters.peek(), Some('{' | '}')) => continue,
            (None, ' ') if out.ends_with(['{', '}', ';', ':', ',']) => continue,
            _ => {}
        }
        out.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slimmed(name: &str, text: &str) -> String {
        String::from_utf8(slim(name, &text.as_bytes().into()).to_vec()).expect("UTF-8")
    }

    #[test]
    fn comments_and_indentation_go() {
        let script = "// Why.\nif (a) {\n  // Because.\n  b(\"// not this\"); // nor this\n}\n\n";
        assert_eq!(
            slimmed("a.js", script),
            "if (a) {\nb(\"// not this\"); // nor this\n}\n"
        );
        let style = "/* Ink. */\na {\n  color: red;\n}\n/* one */ b { } /* two */\n";
        assert_eq!(
            slimmed("a.css", style),
            "a{\ncolor:red;\n}\n/* one */ b{}/* two */\n"
        );
    }

    #[test]
    fn blanks_of_a_style_sheet_stay_where_they_mean_something() {
        for (written, tight) in [
            (
                "a :hover, b > c { margin: 0 1px; }",
                "a :hover,b > c{margin:0 1px;}",
            ),
            (
                "@media (width: 5em) and (color) { a { width: calc(1px + 2em); } }",
                "@media (width:5em) and (color){a{width:calc(1px + 2em);}}",
            ),
            (
                "a::before { content: \"; { a: b }\"; color: red; }",
                "a::before{content:\"; { a: b }\";color:red;}",
            ),
            (
                "a { b: c; } /* don't touch { this: text; */",
                "a{b:c;}/* don't touch { this: text; */",
            ),
        ] {
            assert_eq!(slimmed("a.css", written), format!("{tight}\n"));
        }
    }

    #[test]
    fn texts_over_several_lines_stay() {
        for script in ["a = `\n  // text\n`;\n", "a = \"b \\\n  // text\";\n"] {
            assert_eq!(slimmed("a.js", script), script);
        }
        assert_eq!(slimmed("a.txt", "  // text\n"), "  // text\n");
    }
}
