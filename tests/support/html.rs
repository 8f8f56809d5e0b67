//! A strict reader of HTML pages: it accepts what the themes of this project should write and nothing
//! that a browser would have to mend.

use std::collections::HashSet;

/// An element's start tag.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) name: String,
    /// Attributes with their values decoded.
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A page, read.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Every start tag, in order.
    pub(crate) tags: Vec<Tag>,
    /// All text between tags, decoded.
    pub(crate) text: String,
    /// What stands in scripts and style sheets within the page.
    pub(crate) code: String,
}

const EMPTY: &[&str] = &["br", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// Elements of SVG without content.
const SHAPES: &[&str] = &[
    "circle", "ellipse", "line", "path", "polygon", "rect", "use",
];

/// Elements that a paragraph cannot hold: a browser would close the paragraph before them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Elements that hold only running text.
const TEXT_ONLY: &[&str] = &[
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "strong", "em", "code", "time", "dt", "pre",
    "del", "sup", "title", "label",
];

/// The elements that must stand directly in one of these.
const PARENTS: &[(&str, &[&str])] = &[
    ("html", &[""]),
    ("head", &["html"]),
    ("body", &["html"]),
    ("li", &["ul", "ol", "menu"]),
    ("dt", &["dl", "div"]),
    ("dd", &["dl", "div"]),
    ("figcaption", &["figure"]),
    ("tr", &["thead", "tbody"]),
    ("th", &["tr"]),
    ("td", &["tr"]),
    ("thead", &["table"]),
    ("tbody", &["table"]),
    ("title", &["head", "a", "svg"]),
];

/// The elements that hold nothing but these.
const CHILDREN: &[(&str, &[&str])] = &[
    ("ul", &["li"]),
    ("ol", &["li"]),
    ("dl", &["dt", "dd", "div"]),
    ("table", &["thead", "tbody", "caption"]),
    ("thead", &["tr"]),
    ("tbody", &["tr"]),
    ("tr", &["th", "td"]),
    ("html", &["head", "body"]),
];

/// Reads a page, or tells what is wrong with it and where.
pub(crate) fn read(source: &str) -> Result<Page, String> {
    let mut reader = Reader {
        source,
        at: 0,
        open: Vec::new(),
        page: Page::default(),
    };
    match reader.page() {
        Ok(()) => Ok(reader.page),
        Err(message) => {
            let line = source[..reader.at].lines().count();
            let near: String = source[reader.at..].chars().take(60).collect();
            Err(format!("{message} in line {line}, near {near:?}"))
        }
    }
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    open: Vec<String>,
    page: Page,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn page(&mut self) -> Result<(), String> {
        const DOCTYPE: &str = "<!doctype html>\n";
        if !self.source.starts_with(DOCTYPE) {
            return Err("no doctype".to_owned());
        }
        self.at = DOCTYPE.len();
        while !self.rest().is_empty() {
            match self.rest().find('<') {
                Some(0) => self.tag()?,
                next => {
                    let end = next.unwrap_or(self.rest().len());
                    let text = decode(&self.rest()[..end])?;
                    self.characters(&text)?;
                    self.at += end;
                }
            }
        }
        match self.open.last() {
            Some(open) => Err(format!("<{open}> is never closed")),
            None => Ok(()),
        }
    }

    /// Text may not stand where only elements may.
    fn characters(&mut self, text: &str) -> Result<(), String> {
        let parent = self.open.last().map_or("", String::as_str);
        let only_elements = CHILDREN.iter().any(|(name, _)| *name == parent) || parent == "head";
        if (only_elements || parent.is_empty()) && !text.trim().is_empty() {
            return Err(format!("text directly in <{parent}>"));
        }
        self.page.text.push_str(text);
        Ok(())
    }

    fn tag(&mut self) -> Result<(), String> {
        let rest = self.rest();
        if let Some(closing) = rest.strip_prefix("</") {
            let end = closing.find('>').ok_or("a tag without an end")?;
            let name = &closing[..end];
            match self.open.pop() {
                Some(open) if open == name => {}
                open => return Err(format!("</{name}> where {open:?} is open")),
            }
            self.at += "</>".len() + end;
            return Ok(());
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").ok_or("a comment without an end")?;
            self.at += "<!---->".len() + end;
            return Ok(());
        }
        let (tag, length) = start_tag(rest)?;
        self.nesting(&tag.name)?;
        self.at += length;
        let name = tag.name.clone();
        self.page.tags.push(tag);
        // In SVG an element may end where it begins.
        if EMPTY.contains(&name.as_str()) || rest[..length].ends_with("/>") {
            return Ok(());
        }
        if ["script", "style"].contains(&name.as_str()) {
            // Their text is no HTML.
            let close = format!("</{name}>");
            let end = self.rest().find(&close).ok_or("no end of a script")?;
            self.page
                .code
                .push_str(&self.source[self.at..self.at + end]);
            self.at += end + close.len();
            return Ok(());
        }
        self.open.push(name);
        Ok(())
    }

    fn nesting(&self, name: &str) -> Result<(), String> {
        let parent = self.open.last().map_or("", String::as_str);
        let wrong = |why: &str| Err(format!("<{name}> in <{parent}>: {why}"));
        if let Some((_, parents)) = PARENTS.iter().find(|(own, _)| *own == name)
            && !parents.contains(&parent)
        {
            return wrong("not allowed there");
        }
        if let Some((_, children)) = CHILDREN.iter().find(|(own, _)| *own == parent)
            && !children.contains(&name)
        {
            return wrong("not allowed in it");
        }
        let in_text = self
            .open
            .iter()
            .any(|open| TEXT_ONLY.contains(&open.as_str()));
        if in_text && BLOCKS.contains(&name) {
            return wrong("a block in running text");
        }
        if name == "a" && self.open.iter().any(|open| open == "a") {
            return wrong("a link in a link");
        }
        Ok(())
    }
}

/// A start tag and its length.
fn start_tag(source: &str) -> Result<(Tag, usize), String> {
    let name_end = source[1..]
        .find(|character: char| !character.is_ascii_alphanumeric())
        .map_or(source.len(), |end| end + 1);
    let mut tag = Tag {
        name: source[1..name_end].to_owned(),
        attributes: Vec::new(),
    };
    if tag.name.is_empty() || tag.name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err("`<` without the name of an element".to_owned());
    }
    let mut seen = HashSet::new();
    let mut at = name_end;
    loop {
        let rest = &source[at..];
        if rest.starts_with('>') {
            return Ok((tag, at + 1));
        }
        if rest.starts_with("/>") && SHAPES.contains(&tag.name.as_str()) {
            return Ok((tag, at + 2));
        }
        let rest = rest
            .strip_prefix(' ')
            .ok_or_else(|| format!("something odd in <{}>", tag.name))?;
        let length = rest
            .find(|character: char| !(character.is_ascii_alphabetic() || character == '-'))
            .unwrap_or(rest.len());
        let name = &rest[..length];
        if name.is_empty() || !seen.insert(name) {
            return Err(format!("the attributes of <{}>", tag.name));
        }
        at += 1 + length;
        let value = match rest[length..].strip_prefix("=\"") {
            Some(value) => {
                let end = value.find('"').ok_or("a value without an end")?;
                at += "=\"\"".len() + end;
                if value[..end].contains('<') {
                    return Err(format!("`<` in a value of <{}>", tag.name));
                }
                decode(&value[..end])?
            }
            None if rest[length..].starts_with([' ', '>']) => String::new(),
            None => return Err(format!("a value without quotes in <{}>", tag.name)),
        };
        tag.attributes.push((name.to_owned(), value));
    }
}

/// Text with its references to characters replaced; a bare `&` is refused.
pub(crate) fn decode(source: &str) -> Result<String, String> {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.find(';').ok_or("a bare &")?;
        text.push(match &after[..end] {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{a0}',
            name => name
                .strip_prefix('#')
                .and_then(|number| match number.strip_prefix('x') {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
                    None => number.parse().ok(),
                })
                .and_then(char::from_u32)
                .ok_or_else(|| format!("an unknown reference &{name};"))?,
        });
        rest = &after[end + 1..];
    }
    text.push_str(rest);
    Ok(text)
}
