//! Links and pictures as the editor wrote them: where they point, where that is written, and whether a
//! page may contain them at all.

use std::ops::Range;

use pulldown_cmark::{LinkType, RefDefs};

/// A link or picture in a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// Link or picture.
    pub kind: ReferenceKind,
    /// What kind of address `target` is.
    pub reach: Reach,
    /// The address as written, with Markdown escapes and HTML entities decoded and percent codes kept.
    pub target: String,
    /// The bytes of the Markdown source that hold the target; of the whole link where the target is not
    /// there letter by letter. Both ends are character boundaries.
    pub source: Range<u32>,
    /// The title given after the address; empty if there is none.
    pub title: String,
    /// The alternative text of a picture; empty for a link.
    pub alt: String,
    /// Nothing tells what it is: a picture without alternative text, or a link without content.
    pub nameless: bool,
}

impl Reference {
    /// Whether it was left out because of its scheme; its text is in the page all the same.
    pub fn is_forbidden(&self) -> bool {
        self.reach == Reach::Forbidden
    }
}

/// What a [`Reference`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A link, also `<https://…>` and `<name@example.org>`.
    Link,
    /// A picture.
    Picture,
}

/// What kind of address a reference has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Something of this site: a path, a `#fragment`, a `?query`, or nothing. The site resolves it.
    Site,
    /// `http:`, `https:` or `//host`.
    External,
    /// `mailto:`, `tel:` or `sms:`.
    Contact,
    /// Any other scheme (`javascript:`, `data:`, `file:`, `C:\`…), or one that makes no sense for a
    /// picture.
    Forbidden,
}

/// What kind of address this is, read as leniently as the most lenient browser would.
pub fn reach(kind: ReferenceKind, target: &str) -> Reach {
    // Browsers drop tabs, line ends and surrounding control characters before they look for a scheme.
    // Dropping more than they do can only forbid more.
    let mut letters = target.chars().filter(|character| {
        !character.is_control()
            && !character.is_whitespace()
            && !matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    });
    let mut scheme = String::new();
    loop {
        match letters.next() {
            Some(':') if !scheme.is_empty() => break,
            Some('/' | '\\') if scheme.is_empty() => {
                let twice = letters
                    .next()
                    .is_some_and(|next| next == '/' || next == '\\');
                return if twice { Reach::External } else { Reach::Site };
            }
            // Longer than any that is allowed, but it may still be a scheme: read on without keeping it.
            Some(letter) if letter.is_ascii_alphanumeric() || "+-.".contains(letter) => {
                if scheme.len() < 16 {
                    scheme.push(letter.to_ascii_lowercase());
                }
            }
            _ => return Reach::Site,
        }
    }
    match (scheme.as_str(), kind) {
        ("http" | "https", _) => Reach::External,
        ("mailto" | "tel" | "sms", ReferenceKind::Link) => Reach::Contact,
        _ => Reach::Forbidden,
    }
}

/// Where in `source` the address of a link is written: the address itself if it stands there letter by
/// letter, in the link or in the definition it refers to; else the whole link.
pub(super) fn locate(
    source: &str,
    link: Range<usize>,
    link_type: LinkType,
    address: &str,
    label: &str,
    definitions: &RefDefs<'_>,
) -> Range<usize> {
    let found = match link_type {
        LinkType::Autolink | LinkType::Email => {
            after(source, link.start + "<".len(), link.end, address)
        }
        LinkType::Inline => source
            .get(link.clone())
            // A picture inside the link has a `](` too, so it is the last one that counts.
            .and_then(|text| text.rfind("]("))
            .and_then(|at| after(source, link.start + at + "](".len(), link.end, address)),
        _ => definitions.get(label).and_then(|definition| {
            let at = source.get(definition.span.clone())?.find("]:")?;
            let start = definition.span.start + at + "]:".len();
            after(source, start, definition.span.end, address)
        }),
    };
    found.unwrap_or(link)
}

/// The range of `address` if it is what follows `start`, apart from white space and `<`.
fn after(source: &str, start: usize, end: usize, address: &str) -> Option<Range<usize>> {
    let rest = source.get(start..end)?;
    let trimmed = rest.trim_start();
    let trimmed = trimmed.strip_prefix('<').unwrap_or(trimmed);
    if address.is_empty() || !trimmed.starts_with(address) {
        return None;
    }
    let start = start + rest.len() - trimmed.len();
    Some(start..start + address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_let_through() {
        for (target, expected) in [
            ("", Reach::Site),
            ("../stations/yuping/", Reach::Site),
            ("/a:b", Reach::Site),
            ("#做法", Reach::Site),
            ("?q=a:b", Reach::Site),
            ("图片/活动 1.jpg", Reach::Site),
            ("活动:安排.md", Reach::Site),
            ("javascript%3Aalert(1)", Reach::Site),
            (":x", Reach::Site),
            ("https://example.cn", Reach::External),
            ("HTTP://example.cn", Reach::External),
            ("//example.cn/x", Reach::External),
            ("/\\example.cn/x", Reach::External),
            ("/\t/example.cn/x", Reach::External),
            ("mailto:a@b.cn", Reach::Contact),
            ("tel:0591-85210000", Reach::Contact),
            ("sms:10086", Reach::Contact),
            ("javascript:alert(1)", Reach::Forbidden),
            ("JaVaScRiPt:alert(1)", Reach::Forbidden),
            (" \u{1}java\tscript\n:alert(1)", Reach::Forbidden),
            ("java\0script:alert(1)", Reach::Forbidden),
            ("java\u{200B}script:alert(1)", Reach::Forbidden),
            ("vbscript:x", Reach::Forbidden),
            ("data:text/html,x", Reach::Forbidden),
            ("file:///etc/passwd", Reach::Forbidden),
            ("C:\\照片\\1.jpg", Reach::Forbidden),
            ("view-source:x", Reach::Forbidden),
            ("httphttphttphttphttp:x", Reach::Forbidden),
        ] {
            assert_eq!(reach(ReferenceKind::Link, target), expected, "{target:?}");
        }
        assert_eq!(
            reach(ReferenceKind::Picture, "mailto:a@b.cn"),
            Reach::Forbidden
        );
        assert_eq!(
            reach(ReferenceKind::Picture, "https://example.cn/a.jpg"),
            Reach::External
        );
    }
}
