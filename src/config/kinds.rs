//! The kinds of teams and of activities that a network names, and what is told of one that it does not name.

use crate::fault::{Fault, Target};
use crate::text;
use crate::text::{Lang, StaticText};
use crate::vocabulary::OF_CONTENT;

/// The kinds of something, as a network names them.
#[derive(Debug, Clone)]
pub struct Kinds {
    /// The key of the configuration under which they are written.
    key: &'static str,
    /// Each id with its name, in the order written.
    named: Vec<(String, String)>,
}

impl Kinds {
    /// Those that are written under a key, or the usual ones.
    pub(super) fn new(
        key: &'static str,
        written: Vec<(String, String)>,
        language: Lang,
        usual: &[(&str, StaticText)],
    ) -> Self {
        let named = match written.is_empty() {
            false => written,
            true => usual
                .iter()
                .map(|(id, name)| ((*id).to_owned(), name.get(language).to_owned()))
                .collect(),
        };
        Kinds { key, named }
    }

    /// Each id with its name, in the order written.
    pub fn as_slice(&self) -> &[(String, String)] {
        &self.named
    }

    /// The name of a kind, if there is one of this id.
    pub fn name(&self, id: &str) -> Option<&str> {
        let mut named = self.named.iter();
        let (_, name) = named.find(|(known, _)| known == id)?;
        Some(name)
    }

    /// The fault of a `kind` that is none of these; `None` if it is one.
    pub(crate) fn fault(&self, written: &str, target: Target) -> Option<Fault> {
        if self.name(written).is_some() {
            return None;
        }
        let ids: Vec<&str> = self.named.iter().map(|(id, _)| id.as_str()).collect();
        let mut fault = OF_CONTENT.unknown_value(target, "kind", written, &ids);
        let key = self.key;
        let help = match self.called(written) {
            Some(id) => text!("是不是想写 `{id}`？", "did you mean `{id}`?"),
            None => fault.help.take().unwrap_or_default().and(&text!(
                "（要加新的类型，写在 site-config.yaml 的 {key} 里）",
                "(further kinds are declared in `{key}` of site-config.yaml)"
            )),
        };
        Some(fault.help(help))
    }

    /// The id of a kind by what it is called, or by the beginning of that.
    fn called(&self, written: &str) -> Option<&str> {
        let written = written.trim();
        let is_long = written.chars().count() > 1;
        let mut named = self.named.iter();
        let called = named.clone().find(|(_, name)| name == written);
        let begins = |(_, name): &&(String, String)| is_long && name.starts_with(written);
        let (id, _) = called.or_else(|| named.find(begins))?;
        Some(id)
    }
}
