//! Markup that has no effect because of a slip: what an editor wrote as a link, heading, table or list and
//! what readers would see as plain signs. Only what is hardly meant as it stands is told.

use std::collections::BTreeSet;
use std::ops::Range;

/// A piece of text that was meant as markup and is none, or that is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// A link with full-width brackets, a blank before its address, or no closing bracket.
    Link,
    /// A blank in the address of a link.
    BlankInAddress,
    /// A blank in the name of the file that a picture or link shows.
    BlankInFileName,
    /// `！[说明](图.jpg)`: a link to a picture that was meant to be shown.
    PictureMark,
    /// An address that is not a link: nobody can tap it.
    BareAddress,
    /// `##做法`: no blank after the signs, or full-width ones.
    Heading,
    /// `**` that begins or ends nothing.
    Bold,
    /// Cells that the heading of a table has no columns for, and that are left out.
    ExcessCell,
    /// Lines with bars that are no table.
    Table,
    /// `-一` or `1、` line by line: the lines run together.
    List,
    /// Text that became code because it is indented.
    IndentedText,
    /// A line of dashes that made a heading of the paragraph above.
    Underline,
    /// A footnote that is nowhere.
    Footnote,
    /// Code that never ends.
    OpenCode,
}

/// A slip and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What it is.
    pub kind: SlipKind,
    /// Bytes of the Markdown source.
    pub source: Range<u32>,
}

/// What is found by looking at the text itself. `parsed` are the stretches, ascending, that are code or
/// tables, where signs mean nothing.
pub(super) fn find(text: &str, parsed: &[Range<usize>], found: &mut Vec<(SlipKind, Range<usize>)>) {
    let mut scanner = Scanner {
        text,
        parsed,
        found,
    };
    let mut start = 0;
    let mut previous = None;
    for line in text.split_inclusive('\n') {
        if !scanner.is_parsed(start) {
            let content = line.trim_end_matches(['\n', '\r']);
            previous = scanner.line_start(start, content, previous);
        } else {
            previous = None;
        }
        start += line.len();
    }
    scanner.brackets();
}

/// The sign with which a line begins that was meant as part of a table or list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineSign {
    Bar,
    Dash,
    Dot,
    Number,
}

/// The sign of the line before, where it stands, and whether its run was told.
type Previous = Option<(LineSign, Range<usize>, bool)>;

struct Scanner<'a> {
    text: &'a str,
    parsed: &'a [Range<usize>],
    found: &'a mut Vec<(SlipKind, Range<usize>)>,
}

impl<'a> Scanner<'a> {
    fn is_parsed(&self, at: usize) -> bool {
        let index = self.parsed.partition_point(|range| range.end <= at);
        self.parsed
            .get(index)
            .is_some_and(|range| range.start <= at)
    }

    fn line_start(&mut self, start: usize, line: &str, previous: Previous) -> Previous {
        let content = line.trim_start_matches(' ');
        let at = start + line.len() - content.len();
        if at - start > 3 {
            return None;
        }
        if is_heading_slip(content) {
            self.found
                .push((SlipKind::Heading, at..at + content.trim_end().len()));
            return None;
        }
        let (sign, length) = line_sign(content)?;
        let own = at..at + length;
        let told = match previous {
            Some((before, first, told)) if before == sign => {
                if !told {
                    let kind = match sign {
                        LineSign::Bar => SlipKind::Table,
                        _ => SlipKind::List,
                    };
                    self.found.push((kind, first));
                }
                true
            }
            _ => false,
        };
        // Two blanks or a backslash at the end break the line: that was meant so.
        let is_broken = line.ends_with("  ") || line.ends_with('\\');
        (!is_broken || told).then_some((sign, own, told))
    }

    /// Looks at every bracket once.
    fn brackets(&mut self) {
        let defined = self.defined_footnotes();
        let bytes = self.text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let slip = match byte {
                b']' => self.after_text(at + 1),
                // The last bytes of `】` and `］`.
                0x91 if bytes[..at].ends_with(&[0xE3, 0x80]) => self.after_text(at + 1),
                0xBD if bytes[..at].ends_with(&[0xEF, 0xBC]) => self.after_text(at + 1),
                b')' => self.address_in_square(at + 1),
                b'[' if bytes.get(at + 1) == Some(&b'^') => self.footnote(at, &defined),
                _ => None,
            };
            if let Some(slip) = slip
                && !self.is_parsed(at)
            {
                self.found.push(slip);
            }
        }
    }

    /// After the text of a link, at its address.
    fn after_text(&self, at: usize) -> Option<(SlipKind, Range<usize>)> {
        let rest = &self.text[at..];
        let is_wide_text = self.text[..at].ends_with(['】', '］']);
        let (open, is_sound) = if rest.starts_with('(') {
            ("(", !is_wide_text)
        } else if rest.starts_with('（') {
            ("（", false)
        } else if rest.starts_with(" (") {
            (" (", false)
        } else {
            return None;
        };
        let inside = within_reach(&rest[open.len()..]);
        let line = inside.lines().next().unwrap_or_default();
        let end = line.find([')', '）']);
        let address = &line[..end.unwrap_or(line.len())];
        let close = line[address.len()..].chars().next();
        match close {
            None if is_sound => {
                return looks_like_address(address)
                    .then(|| (SlipKind::Link, self.link(at, address.len() + 1)));
            }
            Some(')') if is_sound => return self.in_sound_link(at, address),
            _ => {}
        }
        let length = open.len() + address.len() + close.map_or(0, char::len_utf8);
        let address = address.trim();
        let is_meant = looks_like_address(address) || names_file(address);
        is_meant.then(|| (SlipKind::Link, self.link(at, length)))
    }

    /// In a link with all its brackets: a blank in its address, or a mark that makes no picture of it.
    fn in_sound_link(&self, at: usize, address: &str) -> Option<(SlipKind, Range<usize>)> {
        let link = self.link(at, address.len() + "()".len());
        let before = &self.text[..link.start];
        let begins_line = before.is_empty() || before.ends_with(['\n', ' ', '\u{3000}']);
        let source = &self.text[link.clone()];
        if source.starts_with('！') && begins_line && names_picture(address.trim()) {
            return Some((
                SlipKind::PictureMark,
                link.start..link.start + '！'.len_utf8(),
            ));
        }
        let kind = blank_in_address(address, source.starts_with('!'))?;
        let start = at + "(".len();
        Some((kind, start..start + address.len()))
    }

    /// The bytes from the bracket that opens the text of a link.
    fn link(&self, at: usize, length: usize) -> Range<usize> {
        let line = self.line_before(at);
        let start = at - line.len() + line.rfind(['[', '【', '［']).unwrap_or(0);
        let start = match self.text[..start].ends_with(['!', '！']) {
            true => {
                start
                    - self.text[..start]
                        .chars()
                        .next_back()
                        .map_or(0, char::len_utf8)
            }
            false => start,
        };
        start..(at + length).min(self.text.len())
    }

    /// `(工作职能)[/pages/duties.md]`: the brackets in each other's place.
    fn address_in_square(&self, at: usize) -> Option<(SlipKind, Range<usize>)> {
        let inside = within_reach(self.text[at..].strip_prefix('[')?);
        let address = &inside[..inside.find([']', '\n'])?];
        if !looks_like_address(address) {
            return None;
        }
        let line = self.line_before(at);
        let start = at - line.len() + line.rfind('(')?;
        Some((SlipKind::Link, start..at + address.len() + "[]".len()))
    }

    /// What stands before a place in its line, within reach.
    fn line_before(&self, at: usize) -> &'a str {
        let before = last_within_reach(&self.text[..at]);
        &before[before.rfind('\n').map_or(0, |newline| newline + 1)..]
    }

    fn footnote(&self, at: usize, defined: &BTreeSet<&str>) -> Option<(SlipKind, Range<usize>)> {
        let rest = within_reach(&self.text[at..]);
        let end = rest.find([']', '\n'])?;
        let label = rest.get(..=end)?.strip_suffix(']')?;
        let is_label = label.len() > 2 && !label.contains(char::is_whitespace);
        (is_label && !defined.contains(label)).then(|| (SlipKind::Footnote, at..at + end + 1))
    }

    /// The labels of footnotes that are somewhere, with the bracket that opens them.
    fn defined_footnotes(&self) -> BTreeSet<&'a str> {
        let text: &'a str = self.text;
        let ends = text.match_indices("]:").map(|(end, _)| end);
        let labels = ends.filter_map(|end| {
            let before = last_within_reach(&text[..end]);
            Some(&before[before.rfind("[^")?..])
        });
        labels.collect()
    }
}

/// No address or label is longer, in bytes: a text made to be slow is not read again for each of its brackets.
const REACH: usize = 1000;

/// The beginning of a text in which an address or label must end.
fn within_reach(text: &str) -> &str {
    let mut end = REACH.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of a text in which what belongs together must have begun.
fn last_within_reach(text: &str) -> &str {
    let mut start = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

fn is_heading_slip(line: &str) -> bool {
    if let Some(rest) = line.strip_prefix('＃') {
        return rest.starts_with(['＃', ' ', '\u{3000}']) || rest.starts_with(is_han);
    }
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    match (level, text.chars().next()) {
        (1..=6, Some('\u{3000}' | '\u{a0}')) => true,
        (2..=6, Some(next)) => next.is_alphanumeric(),
        // `#文明实践#` is a topic as on other platforms, and `#1` a number.
        (1, Some(next)) => is_han(next) && !text.contains('#'),
        _ => false,
    }
}

fn line_sign(line: &str) -> Option<(LineSign, usize)> {
    let mut characters = line.chars();
    let first = characters.next()?;
    let second = characters.next();
    let is_text = |next: Option<char>| next.is_some_and(|next| next.is_alphanumeric());
    match first {
        '|' | '｜' => Some((LineSign::Bar, line.trim_end().len())),
        '-' | '－' if second.is_some_and(is_han) => Some((LineSign::Dash, first.len_utf8())),
        '•' | '●' | '·' | '◆' | '■' if second.is_some() => {
            Some((LineSign::Dot, first.len_utf8()))
        }
        '①'..='⑳' => Some((LineSign::Number, first.len_utf8())),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let mut rest = line[digits..].chars();
            let mark = rest.next()?;
            let next = rest.next();
            let counts = match mark {
                '、' | '．' => next.is_some(),
                '.' | ')' => is_text(next) && !next.is_some_and(|next| next.is_ascii_digit()),
                _ => false,
            };
            (counts && digits < 3).then(|| (LineSign::Number, digits + mark.len_utf8()))
        }
        _ => None,
    }
}

pub(super) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Endings of pictures, as editors have them, with those that a site cannot show.
const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".webp", ".gif", ".heic", ".bmp"];
/// Endings of other files to which texts lead.
const FILES: &[&str] = &[
    ".md", ".html", ".htm", ".pdf", ".doc", ".docx", ".xls", ".xlsx",
];

/// Whether what stands in brackets is an address and no remark.
fn looks_like_address(text: &str) -> bool {
    let begins = [
        "/", "./", "../", "#", "http:", "https:", "www.", "mailto:", "tel:",
    ];
    text.len() > 1
        && !text.contains(char::is_whitespace)
        && (begins.iter().any(|begin| text.starts_with(begin)) || names_file(text))
}

/// Whether a text ends as the name of a file does, whatever blanks are in it.
fn names_file(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    names_picture(text) || FILES.iter().any(|end| lower.ends_with(end))
}

fn names_picture(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    PICTURES.iter().any(|end| lower.ends_with(end))
}

/// What a blank does to an address, if it is not the one before a title.
fn blank_in_address(address: &str, is_picture: bool) -> Option<SlipKind> {
    let address = address.trim();
    let titles = [" \"", " '", " ("].map(|open| address.find(open));
    let end = titles.into_iter().flatten().min().unwrap_or(address.len());
    let address = address[..end].trim_end();
    let (first, _) = address.split_once([' ', '\t'])?;
    if address.starts_with('<') {
        return None;
    }
    if is_picture || names_file(address) {
        return Some(SlipKind::BlankInFileName);
    }
    looks_like_address(first).then_some(SlipKind::BlankInAddress)
}
