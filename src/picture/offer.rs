//! Which files that are no pictures a link may offer: kinds that are known and that no browser runs as a part of
//! the site. All others are refused, since nobody knows every kind that some browser or host runs.

use super::Refusal;

/// Endings of files that a link may offer, besides those of pictures.
pub const OFFERED: [&str; 27] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "odt", "ods",
    "odp", "rtf", "csv", "txt", "epub", "ics", "zip", "rar", "7z", "mp3", "m4a", "wav", "mp4",
    "mov",
];

/// Those of them that are plain text, so that a browser may guess a page in them.
const TEXTS: [&str; 4] = ["rtf", "csv", "txt", "ics"];

/// Endings of pages and programs. Some hosts heed each dotted part of a name, not only the last.
const RUNNING: [&str; 34] = [
    "htm", "html", "shtml", "xht", "xhtml", "mht", "mhtml", "hta", "htc", "xml", "xsl", "xslt",
    "xsd", "rdf", "svg", "svgz", "js", "mjs", "css", "wasm", "swf", "php", "phtml", "phar", "asp",
    "aspx", "jsp", "jspx", "cgi", "pl", "py", "sh", "exe", "htaccess",
];

/// What a page begins with, or holds soon after.
const MARKS: [&str; 4] = ["<html", "<script", "<?xml", "<svg"];

/// Whether a part of a file's name says that it is a page or a program.
pub(super) fn is_named_to_run(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let mut parts = file.split('.').skip(1);
    parts.any(|part| is_among(&RUNNING, part))
}

/// Why a file that is no picture may not be offered; `start` is how it begins.
pub(super) fn refusal(name: &str, start: &[u8]) -> Option<Refusal> {
    let file = name.rsplit('/').next().unwrap_or(name);
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !is_among(&OFFERED, ending) {
        return Some(Refusal::Kind);
    }
    (is_among(&TEXTS, ending) && holds_page(start)).then_some(Refusal::Runs)
}

fn is_among(endings: &[&str], ending: &str) -> bool {
    endings
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}

/// Whether a text has marks of a page, in UTF-8 or, without its zero bytes, in UTF-16.
fn holds_page(start: &[u8]) -> bool {
    let bytes: Vec<u8> = start.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
    MARKS.iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dotted_part_of_a_name_counts() {
        for name in ["a.html", "站/a.HTML.pdf", "a.b.php.docx", "a.svg.txt"] {
            assert!(is_named_to_run(name), "{name}");
        }
        for name in [
            "a.pdf",
            "v1.html/a.pdf",
            "html.pdf",
            "2024.5.计划.docx",
            "html",
        ] {
            assert!(!is_named_to_run(name), "{name}");
        }
    }

    #[test]
    fn only_known_kinds_are_offered() {
        for name in ["a.rdfs", "b.kml", "f.atom", "c.bak", "站.pdf/a", "", "a."] {
            assert_eq!(refusal(name, b"x"), Some(Refusal::Kind), "{name}");
        }
        for name in ["a.pdf", "站/A.DOCX", "a.csv"] {
            assert_eq!(refusal(name, "姓名,电话".as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn a_page_in_a_text_is_found_in_every_encoding() {
        let page = "x<SCRIPT>alert(1)</SCRIPT>";
        let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [page.as_bytes(), &little, &big] {
            assert_eq!(refusal("a.txt", bytes), Some(Refusal::Runs), "{bytes:?}");
        }
        assert_eq!(refusal("a.pdf", page.as_bytes()), None);
    }
}
