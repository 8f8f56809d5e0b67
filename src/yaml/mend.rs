//! Mends a tree so that the rest of a record can be read: each step takes away one thing that does not fit.

use super::mismatch::{Mismatch, MismatchKind};
use super::node::{Node, NodeKind};
use super::slip;
use super::vocabulary::Vocabulary;
use super::wording::meant_key;
use crate::fault::{FieldPath, Step};

/// Changes the tree so that the mismatch is gone; gives the field that is now not what was written.
pub(super) fn mend(
    tree: &mut Node<'_>,
    mismatch: &Mismatch,
    path: &[Step],
    vocabulary: &Vocabulary,
) -> Option<FieldPath> {
    match mismatch.kind() {
        MismatchKind::UnknownKey(expected) => mend_key(tree, path, expected, vocabulary),
        MismatchKind::MissingKey(missing) => {
            let node = tree.find_mut(path)?;
            let span = node.span.start..node.span.start;
            let entry = (Node::plain(span.clone(), missing.clone()), Node::hole(span));
            match &mut node.kind {
                NodeKind::Mapping(entries) => entries.push(entry),
                kind => *kind = NodeKind::Mapping(vec![entry]),
            }
            Some([path, &[Step::Key(missing.clone())]].concat())
        }
        MismatchKind::DuplicateKey(index) | MismatchKind::ComplexKey(index) => {
            if let NodeKind::Mapping(entries) = &mut tree.find_mut(path)?.kind
                && *index < entries.len()
            {
                entries.remove(*index);
            }
            None
        }
        MismatchKind::WrongType(_)
        | MismatchKind::Empty
        | MismatchKind::UnknownValue(_)
        | MismatchKind::Scalar(_)
        | MismatchKind::Other(_) => {
            tree.find_mut(path)?.kind = NodeKind::Hole;
            Some(path.to_vec())
        }
    }
}

/// Puts the key that was meant in place of one that is unknown, or takes its entry away.
fn mend_key(
    tree: &mut Node<'_>,
    path: &[Step],
    expected: &[&'static str],
    vocabulary: &Vocabulary,
) -> Option<FieldPath> {
    let (Step::Key(name), parent) = path.split_last()? else {
        return None;
    };
    let NodeKind::Mapping(entries) = &mut tree.find_mut(parent)?.kind else {
        return None;
    };
    let index = entries
        .iter()
        .position(|(key, _)| key.scalar() == Some(name))?;
    let (key, value) = (entries[index].0.span.clone(), entries[index].1.span.clone());
    if let Some((meant, ..)) = slip::swallowed_value(name, expected) {
        let meant = meant.to_owned();
        entries[index] = (Node::plain(key, meant.clone()), Node::hole(value));
        return Some([parent, &[Step::Key(meant)]].concat());
    }
    // Read on as if the nearest key had been written: its value is checked too, and a required key that was only
    // mistyped is not reported missing besides.
    let meant = meant_key(name, expected, vocabulary)
        .filter(|near| !entries.iter().any(|(key, _)| key.scalar() == Some(near)));
    match meant {
        Some(near) => entries[index].0 = Node::plain(key, near),
        None => {
            entries.remove(index);
        }
    }
    None
}
