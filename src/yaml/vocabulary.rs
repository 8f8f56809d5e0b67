//! What a reader is told of the records it reads, so that it speaks of them as their editors do. It knows YAML and
//! the shapes of types; which key is called what, and what people write in its place, the caller knows.

use super::rules::UNKNOWN_VALUE;
use super::scalar::Scalar;
use crate::fault::{Fault, Target};
use crate::suggest::nearest;
use crate::text;
use crate::text::{StaticText, Text};

/// The words of a kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary {
    /// The Chinese name of a key in full-width brackets; nothing for a key that has none.
    pub label: fn(&str) -> &'static str,
    /// The keys that a name may mean, in the order in which they are tried.
    pub meant_keys: fn(&str) -> &'static [&'static str],
    /// The one of the allowed values that a text means.
    pub meant_value: for<'a> fn(&str, &[&'a str]) -> Option<&'a str>,
    /// What is called so by a visitor that expects it.
    pub shape: fn(&str) -> Option<StaticText>,
    /// How the value of a key is written, where its shape alone does not say it.
    pub example: fn(&str) -> Option<Text>,
    /// Texts with a meaning, from everywhere that has some.
    pub scalars: &'static [&'static [Scalar]],
    /// Keys whose values are prose, in which a `#` may have been meant as a sign. A number, a date or a choice is
    /// complete as it stands: what follows it is a comment.
    pub prose: &'static [&'static str],
    /// Those of them that may not be left empty: what is lost there is told as such.
    pub required_prose: &'static [&'static str],
}

impl Vocabulary {
    /// For files of which there is nothing to say.
    pub const NONE: Vocabulary = Vocabulary {
        label: |_| "",
        meant_keys: |_| &[],
        meant_value: nearest_of,
        shape: |_| None,
        example: |_| None,
        scalars: &[],
        prose: &[],
        required_prose: &[],
    };

    /// The text value of this name.
    pub(super) fn scalar(&self, name: &str) -> Option<&'static Scalar> {
        self.scalars
            .iter()
            .copied()
            .flatten()
            .find(|scalar| scalar.name == name)
    }

    /// A value outside a fixed list, with the list in its help.
    pub(crate) fn unknown_value(
        &self,
        target: Target,
        name: &str,
        written: &str,
        expected: &[&str],
    ) -> Fault {
        let allowed = expected.join(", ");
        let mut help = text!("可填的值：{allowed}", "allowed: {allowed}");
        if let Some(near) = (self.meant_value)(written, expected) {
            help = text!("是不是想写 `{near}`？", "did you mean `{near}`?").and(&help);
        }
        Fault::new(
            &UNKNOWN_VALUE,
            target,
            text!(
                "`{name}` 不能填 `{written}`",
                "`{name}` cannot be `{written}`"
            ),
        )
        .help(help)
    }
}

fn nearest_of<'a>(written: &str, allowed: &[&'a str]) -> Option<&'a str> {
    nearest(written, allowed.iter().copied())
}
