//! A YAML document as a tree in which every key and value knows its bytes.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};

use crate::fault::Step;

/// What a document may cost at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Levels of lists and mappings inside one another.
    pub depth: usize,
    /// Nodes in all, those repeated by aliases included.
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

/// A value with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Bytes in the parsed text.
    pub span: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// Text; `plain` when it was not quoted, so that `true` or `12` may mean more than text.
    Scalar {
        /// The value after unescaping.
        value: String,
        /// Not quoted.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order written.
    Mapping(Vec<(Node, Node)>),
    /// Stands for a value that was missing or wrong, so that the rest of a record can be read.
    Hole,
}

impl Node {
    /// A stand-in for something missing or wrong.
    pub fn hole(span: Range<usize>) -> Self {
        Node {
            span,
            kind: NodeKind::Hole,
        }
    }

    /// The text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Whether this is a mapping.
    pub fn is_mapping(&self) -> bool {
        matches!(self.kind, NodeKind::Mapping(_))
    }

    /// Whether nothing was written: `key:` alone.
    pub fn is_blank(&self) -> bool {
        self.span.is_empty() || matches!(self.kind, NodeKind::Hole)
    }

    /// A null as YAML's core schema writes it.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { value, plain: true }
            if matches!(value.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Key and value of an entry of a mapping.
    pub fn entry(&self, name: &str) -> Option<(&Node, &Node)> {
        match &self.kind {
            NodeKind::Mapping(entries) => entries
                .iter()
                .find(|(key, _)| key.scalar() == Some(name))
                .map(|(key, value)| (key, value)),
            _ => None,
        }
    }

    /// An element of a list.
    pub fn element(&self, index: usize) -> Option<&Node> {
        match &self.kind {
            NodeKind::Sequence(elements) => elements.get(index),
            _ => None,
        }
    }

    /// Follows steps as far as they exist.
    pub fn walk(&self, path: &[Step]) -> Found<'_> {
        let mut found = Found {
            key: None,
            value: self,
            complete: true,
        };
        for step in path {
            let next = match step {
                Step::Key(name) => found.value.entry(name).map(|(key, value)| {
                    found.key = Some(key.span.clone());
                    value
                }),
                // One text may stand for a list of one.
                Step::Index(0) if found.value.scalar().is_some() => Some(found.value),
                Step::Index(index) => found.value.element(*index).inspect(|element| {
                    // A record in a list has no key; what is missing in it is shown at its first key.
                    if element.is_mapping() {
                        found.key = None;
                    }
                }),
            };
            match next {
                Some(node) => found.value = node,
                None => {
                    found.complete = false;
                    break;
                }
            }
        }
        found
    }

    /// The node at the end of the steps, to change it.
    pub fn find_mut(&mut self, path: &[Step]) -> Option<&mut Node> {
        path.iter()
            .try_fold(self, |node, step| match (&mut node.kind, step) {
                (NodeKind::Mapping(entries), Step::Key(name)) => entries
                    .iter_mut()
                    .find(|(key, _)| key.scalar() == Some(name))
                    .map(|(_, value)| value),
                (NodeKind::Sequence(elements), Step::Index(index)) => elements.get_mut(*index),
                _ => None,
            })
    }

    /// The bytes of the first key of a mapping, else of the node.
    pub fn first_key(&self) -> Range<usize> {
        match &self.kind {
            NodeKind::Mapping(entries) => entries
                .iter()
                .map(|(key, _)| key.span.clone())
                .find(|span| !span.is_empty())
                .unwrap_or_else(|| self.span.clone()),
            NodeKind::Sequence(elements) => elements
                .first()
                .map_or_else(|| self.span.clone(), Node::first_key),
            _ => self.span.clone(),
        }
    }

    /// The part of the node's bytes that lies on its first line.
    pub fn first_line(&self, text: &str) -> Range<usize> {
        let source = &text[self.span.clone()];
        let length = source.find(['\n', '\r']).unwrap_or(source.len());
        self.span.start..self.span.start + length
    }
}

/// How far a walk came.
#[derive(Debug)]
pub struct Found<'a> {
    /// The bytes of the key of the deepest step that exists, if that step lies at or below a key.
    pub key: Option<Range<usize>>,
    /// The deepest node that exists.
    pub value: &'a Node,
    /// Whether all steps were found.
    pub complete: bool,
}

/// Why a text is no acceptable YAML document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeFault {
    /// Byte offset of the trouble.
    pub offset: usize,
    /// What it is.
    pub kind: TreeFaultKind,
}

/// The kinds of trouble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TreeFaultKind {
    /// Not YAML, and what the parser calls it.
    Syntax(ErrorKind),
    /// Not YAML, most likely because of a tab in the indentation.
    Tab,
    /// Too deep, too large, or too many aliases.
    TooComplex,
    /// More than one document in a file.
    SeveralDocuments,
}

/// Parses one document. An empty text is an empty scalar.
pub fn parse(text: &str, limits: Limits) -> Result<Node, TreeFault> {
    let options = granit_parser::options! {
        flow_nesting_limit: limits.depth,
        block_nesting_limit: limits.depth,
    };
    let mut builder = Builder::new(limits);
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| syntax_fault(text, &error))?;
        let bytes = span.byte_range().unwrap_or(0..0);
        builder.event(event, bytes)?;
    }
    Ok(builder.root.unwrap_or(Node {
        span: 0..0,
        kind: NodeKind::Scalar {
            value: String::new(),
            plain: true,
        },
    }))
}

fn syntax_fault(text: &str, error: &ScanError) -> TreeFault {
    let marker = error.marker();
    let offset = marker
        .byte_offset()
        .unwrap_or_else(|| crate::source::offset(text, marker.line(), marker.col() + 1));
    if let Some(tab) = tab_in_indentation(text, offset) {
        return TreeFault {
            offset: tab,
            kind: TreeFaultKind::Tab,
        };
    }
    let kind = match error.kind() {
        ErrorKind::RecursionLimitExceeded => TreeFaultKind::TooComplex,
        kind => TreeFaultKind::Syntax(kind.clone()),
    };
    TreeFault { offset, kind }
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
    /// Children so far; in a mapping keys and values by turns.
    children: Vec<Node>,
    is_mapping: bool,
    /// Between brackets or braces.
    is_flow: bool,
}

/// Builds the tree with an explicit stack: depth costs no call stack.
struct Builder {
    limits: Limits,
    nodes: usize,
    documents: usize,
    open: Vec<Open>,
    anchors: HashMap<usize, (Node, Extent)>,
    root: Option<Node>,
}

impl Builder {
    fn new(limits: Limits) -> Self {
        Builder {
            limits,
            nodes: 0,
            documents: 0,
            open: Vec::new(),
            anchors: HashMap::new(),
            root: None,
        }
    }

    fn event(&mut self, event: Event<'_>, bytes: Range<usize>) -> Result<(), TreeFault> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(TreeFault {
                        offset: bytes.start,
                        kind: TreeFaultKind::SeveralDocuments,
                    });
                }
            }
            Event::Scalar(value, style, anchor, _) => {
                let node = Node {
                    span: bytes,
                    kind: NodeKind::Scalar {
                        value: value.into_owned(),
                        plain: style == ScalarStyle::Plain,
                    },
                };
                self.add(node, anchor)?;
            }
            Event::SequenceStart(style, anchor, _) => {
                self.start(bytes.start, anchor, false, style)?;
            }
            Event::MappingStart(style, anchor, _) => {
                self.start(bytes.start, anchor, true, style)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(bytes.end)?,
            Event::Alias(anchor) => self.alias(anchor, bytes)?,
            _ => {}
        }
        Ok(())
    }

    fn start(
        &mut self,
        start: usize,
        anchor: usize,
        is_mapping: bool,
        style: StructureStyle,
    ) -> Result<(), TreeFault> {
        if self.open.len() >= self.limits.depth {
            return Err(too_complex(start));
        }
        self.open.push(Open {
            start,
            anchor,
            children: Vec::new(),
            is_mapping,
            is_flow: style == StructureStyle::Flow,
        });
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), TreeFault> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        // A block collection "ends" where the next token starts; its last child knows better.
        let end = match open.children.last() {
            Some(child) if !open.is_flow => child.span.end.max(open.start),
            _ => end,
        };
        let kind = if open.is_mapping {
            NodeKind::Mapping(pairs(open.children))
        } else {
            NodeKind::Sequence(open.children)
        };
        let node = Node {
            span: open.start..end,
            kind,
        };
        self.add(node, open.anchor)
    }

    fn alias(&mut self, anchor: usize, bytes: Range<usize>) -> Result<(), TreeFault> {
        let Some((node, extent)) = self.anchors.get(&anchor) else {
            // An alias to a collection that is still open would contain itself.
            return Err(too_complex(bytes.start));
        };
        self.nodes += extent.nodes;
        if self.nodes > self.limits.nodes || self.open.len() + extent.depth > self.limits.depth {
            return Err(too_complex(bytes.start));
        }
        let node = node.clone();
        self.add(node, 0)
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), TreeFault> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(too_complex(node.span.start));
        }
        if anchor != 0 {
            let extent = measure(&node);
            self.anchors.insert(anchor, (node.clone(), extent));
        }
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.root = Some(node),
        }
        Ok(())
    }
}

fn too_complex(offset: usize) -> TreeFault {
    TreeFault {
        offset,
        kind: TreeFaultKind::TooComplex,
    }
}

fn pairs(children: Vec<Node>) -> Vec<(Node, Node)> {
    let mut entries = Vec::with_capacity(children.len() / 2);
    let mut children = children.into_iter();
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

fn measure(node: &Node) -> Extent {
    let children: Vec<&Node> = match &node.kind {
        NodeKind::Scalar { .. } | NodeKind::Hole => Vec::new(),
        NodeKind::Sequence(elements) => elements.iter().collect(),
        NodeKind::Mapping(entries) => entries
            .iter()
            .flat_map(|(key, value)| [key, value])
            .collect(),
    };
    children
        .into_iter()
        .map(measure)
        .fold(Extent { nodes: 1, depth: 1 }, |total, child| Extent {
            nodes: total.nodes + child.nodes,
            depth: total.depth.max(child.depth + 1),
        })
}
