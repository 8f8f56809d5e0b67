//! The second half of the work, done for each page: fill the holes. It only copies text, since everything
//! else was decided when the file was read.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::Body;
use super::escape::{escape_html, unescape_html};
use super::reference::{Reference, ReferenceKind};

/// What the site makes of a [`Reference`]. Addresses are URLs already; escaping them is done here.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolved<'text> {
    /// Where a link leads (or where a picture is, if that is all there is to say).
    Address(Cow<'text, str>),
    /// A picture with its sizes.
    Picture(Picture<'text>),
    /// There is no such thing: a link becomes its text, a picture its alternative text.
    Missing,
}

/// The attributes of a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture<'text> {
    /// The URL.
    pub src: Cow<'text, str>,
    /// Width and height in pixels, so that the page does not jump when the picture arrives.
    pub size: Option<(u32, u32)>,
    /// Other widths of the same picture; nothing is written if this is empty.
    pub srcset: Cow<'text, str>,
    /// How wide it will be shown; nothing is written if this is empty.
    pub sizes: Cow<'text, str>,
}

impl Body {
    /// Appends the HTML, asking `resolve` about every reference within the site, in the order of the page.
    ///
    /// External links need no help and are not asked about.
    pub fn render<'body>(
        &'body self,
        out: &mut String,
        mut resolve: impl FnMut(&'body Reference) -> Resolved<'body>,
    ) {
        out.reserve(self.fragment.html.len() + 64 * self.fragment.holes.len());
        self.visit(
            out,
            |out, html| out.push_str(html),
            |out, reference| {
                let resolved = resolve(reference);
                match reference.kind {
                    ReferenceKind::Link => write_link(resolved, out),
                    ReferenceKind::Picture => write_picture(reference, resolved, out),
                }
            },
        );
    }

    /// All words of the body, for a search index: also headings, tables, code and the alternative texts
    /// of pictures; not the marks of footnotes. Blocks are parted by line breaks.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.fragment.html.len());
        let mut stripper = Stripper::default();
        self.visit(
            &mut text,
            |text, html| stripper.strip(html, text),
            |text, reference| {
                if reference.kind == ReferenceKind::Picture {
                    text.push_str(&reference.alt);
                }
            },
        );
        text
    }

    /// Walks over the HTML between the holes, and the references in them.
    fn visit<'body>(
        &'body self,
        out: &mut String,
        mut html: impl FnMut(&mut String, &'body str),
        mut hole: impl FnMut(&mut String, &'body Reference),
    ) {
        let mut rest = 0;
        for place in &self.fragment.holes {
            html(out, &self.fragment.html[rest..place.position]);
            rest = place.position;
            // The list is public, and who shortened it gets links without an address, not a panic.
            if let Some(reference) = self.references.get(place.reference) {
                hole(out, reference);
            }
        }
        html(out, &self.fragment.html[rest..]);
    }
}

/// Goes between `<a` and the rest of the tag. Without `href` it is no link, only text.
fn write_link(resolved: Resolved<'_>, out: &mut String) {
    let address = match resolved {
        Resolved::Address(address) => address,
        Resolved::Picture(picture) => picture.src,
        Resolved::Missing => return,
    };
    write_attribute("href", &address, out);
}

/// Writes a whole picture.
pub(super) fn write_picture(reference: &Reference, resolved: Resolved<'_>, out: &mut String) {
    let picture = match resolved {
        Resolved::Picture(picture) => picture,
        Resolved::Address(src) => Picture {
            src,
            ..Picture::default()
        },
        Resolved::Missing => {
            out.push_str("<span class=\"missing-picture\">");
            escape_html(&reference.alt, out);
            out.push_str("</span>");
            return;
        }
    };
    out.push_str("<img");
    write_attribute("src", &picture.src, out);
    write_attribute("alt", &reference.alt, out);
    if let Some((width, height)) = picture.size {
        // Writing to a string cannot fail.
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
    }
    for (name, value) in [
        ("srcset", &*picture.srcset),
        ("sizes", &*picture.sizes),
        ("title", &*reference.title),
    ] {
        if !value.is_empty() {
            write_attribute(name, value, out);
        }
    }
    out.push_str(" loading=\"lazy\" decoding=\"async\">");
}

/// Writes ` name="value"`.
pub(super) fn write_attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_html(value, out);
    out.push('"');
}

/// Takes the tags out of our own HTML, in pieces as the holes cut it.
#[derive(Default)]
struct Stripper {
    in_tag: bool,
    /// The end of the element whose content is not wanted.
    skip_to: Option<&'static str>,
}

impl Stripper {
    fn strip(&mut self, mut html: &str, text: &mut String) {
        loop {
            if let Some(end) = self.skip_to {
                // These elements hold no holes, so their end is in the same piece.
                let Some(at) = html.find(end) else { return };
                html = &html[at + end.len()..];
                self.skip_to = None;
            }
            if self.in_tag {
                let Some(at) = html.find('>') else { return };
                html = &html[at + 1..];
                self.in_tag = false;
            }
            let Some(at) = html.find('<') else {
                unescape_html(html, text);
                return;
            };
            unescape_html(&html[..at], text);
            html = &html[at..];
            if html.starts_with("</td") || html.starts_with("</th") {
                text.push('\n');
            }
            if html.starts_with("<sup ") {
                self.skip_to = Some("</sup>");
            } else if html.starts_with("<a class=\"footnote-back\"") {
                self.skip_to = Some("</a>");
            } else {
                self.in_tag = true;
            }
        }
    }
}
