//! Elements of XML files, with their text escaped.

use crate::markdown::escape_html;

/// Appends `<name>text</name>` and a line break.
pub(super) fn element(name: &str, text: &str, out: &mut String) {
    open(name, &[], out);
    escape(text, out);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

/// Appends `<name attribute="…"/>` and a line break.
pub(super) fn empty(name: &str, attributes: &[(&str, &str)], out: &mut String) {
    open(name, attributes, out);
    out.truncate(out.len() - 1);
    out.push_str("/>\n");
}

/// Appends `<name attribute="…">`.
pub(super) fn open(name: &str, attributes: &[(&str, &str)], out: &mut String) {
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    out.push('>');
}

/// Appends a text; what XML 1.0 has no way to write HTML has none for either, and it is left out.
pub(super) fn escape(text: &str, out: &mut String) {
    escape_html(text, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        let mut out = String::new();
        element(
            "a",
            "</a>&\u{0}\u{8}\u{85}\u{9b}\u{202e}\u{FFFE}]]>",
            &mut out,
        );
        empty("b", &[("c", "\"<")], &mut out);
        assert_eq!(
            out,
            "<a>&lt;/a&gt;&amp;\u{FFFD}\n]]&gt;</a>\n<b c=\"&quot;&lt;\"/>\n"
        );
    }
}
