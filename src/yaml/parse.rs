//! From the text of a YAML document to its tree: the one grammar of the program.
//!
//! `granit-parser` reads YAML 1.2 and gives events with their bytes, at about the speed of `libyaml`. Its feature
//! for comments is off: nobody asks for them, and looking for them costs half as much again.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, StructureStyle, Tag};

use super::node::{Node, NodeKind};

/// What a document may cost at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Levels of lists and mappings inside one another.
    pub depth: usize,
    /// Nodes in all, those kept for aliases and repeated by them included.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            depth: 64,
            nodes: 500_000,
        }
    }
}

/// Why a text is no acceptable YAML document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Byte offset of the trouble.
    pub offset: usize,
    /// What it is.
    pub kind: ParseErrorKind,
}

/// The kinds of trouble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseErrorKind {
    /// Not YAML, and what the parser calls it.
    Syntax(ErrorKind),
    /// Not YAML, most likely because of a tab in the indentation.
    Tab,
    /// A tag that means nothing here: `!word`. What it is about would lose the word.
    Tag,
    /// Too deep, too large, or too many aliases.
    TooComplex,
    /// More than one document in a file.
    SeveralDocuments,
}

impl ParseErrorKind {
    fn at(self, offset: usize) -> ParseError {
        ParseError { offset, kind: self }
    }
}

/// Parses one document. An empty text is an empty scalar.
///
/// # Errors
/// When it is no YAML, more than one document, or more than the limits allow.
pub fn parse(text: &str, limits: Limits) -> Result<Node<'_>, ParseError> {
    let options = granit_parser::options! {
        flow_nesting_limit: limits.depth,
        block_nesting_limit: limits.depth,
    };
    let mut builder = Builder {
        text,
        limits,
        nodes: 0,
        documents: 0,
        open: Vec::new(),
        finished: Vec::new(),
        anchors: HashMap::new(),
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| syntax_error(text, &error))?;
        builder.event(event, &span)?;
    }
    let root = builder.finished.pop();
    Ok(root.unwrap_or_else(|| Node::plain(0..0, "")))
}

fn syntax_error(text: &str, error: &ScanError) -> ParseError {
    let marker = error.marker();
    let offset = marker
        .byte_offset()
        .unwrap_or_else(|| crate::source::offset(text, marker.line(), marker.col() + 1));
    if let Some(tab) = tab_in_indentation(text, offset) {
        return ParseErrorKind::Tab.at(tab);
    }
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => ParseErrorKind::TooComplex,
        kind => ParseErrorKind::Syntax(kind.clone()),
    }
    .at(offset)
}

/// The first tab in the indentation of the line of an offset, or of the next: it may have been taken for
/// more of the text before it.
fn tab_in_indentation(text: &str, offset: usize) -> Option<usize> {
    let mut start = text[..crate::source::clean_range(text, offset..offset).start]
        .rfind('\n')
        .map_or(0, |newline| newline + 1);
    for line in text[start..].split_inclusive('\n').take(2) {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}

/// An open list or mapping.
struct Open {
    start: usize,
    anchor: usize,
    /// Where its children begin among what is finished; in a mapping keys and values by turns.
    first: usize,
    is_mapping: bool,
    /// Between brackets or braces.
    is_flow: bool,
}

/// Builds the tree with explicit stacks: depth costs no call stack, and a list or mapping is made once it is
/// finished, of the right size.
struct Builder<'a> {
    text: &'a str,
    limits: Limits,
    nodes: usize,
    documents: usize,
    open: Vec<Open>,
    /// Children of what is open, those of the innermost last; in the end the root.
    finished: Vec<Node<'a>>,
    anchors: HashMap<usize, (Node<'a>, Extent)>,
}

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'a>, span: &Span) -> Result<(), ParseError> {
        let bytes = span.byte_range().unwrap_or(0..0);
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(ParseErrorKind::SeveralDocuments.at(bytes.start));
                }
            }
            Event::Scalar(value, style, anchor, tag) => {
                let is_text = is_text(tag.as_deref(), span)?;
                let plain = style == ScalarStyle::Plain;
                let node = if plain && self.is_nothing(&value, &bytes) {
                    Node::plain(bytes.start..bytes.start, "")
                } else {
                    Node {
                        span: bytes,
                        kind: NodeKind::Scalar {
                            value,
                            plain: plain && !is_text,
                        },
                    }
                };
                self.add(node, anchor)?;
            }
            Event::SequenceStart(style, anchor, tag) => {
                is_text(tag.as_deref(), span)?;
                self.start(bytes.start, anchor, false, style)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                is_text(tag.as_deref(), span)?;
                self.start(bytes.start, anchor, true, style)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(bytes.end)?,
            Event::Alias(anchor) => self.alias(anchor, bytes.start)?,
            _ => {}
        }
        Ok(())
    }

    /// Whether a scalar stands for one that was not written: the parser gives a `~` that is nowhere in the text.
    fn is_nothing(&self, value: &str, bytes: &Range<usize>) -> bool {
        value == "~" && self.text.get(bytes.clone()) != Some("~")
    }

    fn start(
        &mut self,
        start: usize,
        anchor: usize,
        is_mapping: bool,
        style: StructureStyle,
    ) -> Result<(), ParseError> {
        if self.open.len() >= self.limits.depth {
            return Err(ParseErrorKind::TooComplex.at(start));
        }
        self.open.push(Open {
            start,
            anchor,
            first: self.finished.len(),
            is_mapping,
            is_flow: style == StructureStyle::Flow,
        });
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), ParseError> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        // A block collection "ends" where the next token starts; its last child knows better.
        let end = match self.finished[open.first..].last() {
            Some(child) if !open.is_flow => child.span.end.max(open.start),
            _ => end,
        };
        let children = self.finished.drain(open.first..);
        let kind = if open.is_mapping {
            NodeKind::Mapping(pairs(children))
        } else {
            NodeKind::Sequence(children.collect())
        };
        let node = Node {
            span: open.start..end,
            kind,
        };
        self.add(node, open.anchor)
    }

    fn alias(&mut self, anchor: usize, start: usize) -> Result<(), ParseError> {
        let Some((node, extent)) = self.anchors.get(&anchor) else {
            // An alias to a collection that is still open would contain itself.
            return Err(ParseErrorKind::TooComplex.at(start));
        };
        self.nodes += extent.nodes;
        if self.nodes > self.limits.nodes || self.open.len() + extent.depth > self.limits.depth {
            return Err(ParseErrorKind::TooComplex.at(start));
        }
        let node = node.clone();
        self.add(node, 0)
    }

    fn add(&mut self, node: Node<'a>, anchor: usize) -> Result<(), ParseError> {
        self.nodes += 1;
        if anchor != 0 {
            let extent = measure(&node);
            self.nodes += extent.nodes;
            if self.nodes <= self.limits.nodes {
                self.anchors.insert(anchor, (node.clone(), extent));
            }
        }
        if self.nodes > self.limits.nodes {
            return Err(ParseErrorKind::TooComplex.at(node.span.start));
        }
        self.finished.push(node);
        Ok(())
    }
}

/// Whether a tag makes a text of what looks like a flag or null. Those of the core schema say what would be read
/// anyway; any other is most likely a word with an exclamation mark before it.
fn is_text(tag: Option<&Tag>, span: &Span) -> Result<bool, ParseError> {
    let Some(tag) = tag else { return Ok(false) };
    match tag.core_suffix() {
        Some(suffix) => Ok(suffix == "str"),
        None => {
            let start = span.tag_start().and_then(|marker| marker.byte_offset());
            let start = start.or(span.start.byte_offset()).unwrap_or_default();
            Err(ParseErrorKind::Tag.at(start))
        }
    }
}

fn pairs<'a>(mut children: impl ExactSizeIterator<Item = Node<'a>>) -> Vec<(Node<'a>, Node<'a>)> {
    let mut entries = Vec::with_capacity(children.len() / 2);
    while let (Some(key), Some(value)) = (children.next(), children.next()) {
        entries.push((key, value));
    }
    entries
}

/// How large and how deep a node is, so that aliases cannot build what may not be written.
#[derive(Debug, Clone, Copy)]
struct Extent {
    nodes: usize,
    depth: usize,
}

fn measure(node: &Node<'_>) -> Extent {
    let mut extent = Extent { nodes: 1, depth: 1 };
    let mut add = |child: &Node<'_>| {
        let child = measure(child);
        extent.nodes += child.nodes;
        extent.depth = extent.depth.max(child.depth + 1);
    };
    match &node.kind {
        NodeKind::Scalar { .. } | NodeKind::Hole => {}
        NodeKind::Sequence(elements) => elements.iter().for_each(add),
        NodeKind::Mapping(entries) => entries.iter().for_each(|(key, value)| {
            add(key);
            add(value);
        }),
    }
    extent
}
