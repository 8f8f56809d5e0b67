//! Names of static files that cannot be written everywhere: too long, or the same as another but for letter case.

use std::collections::HashMap;

use super::files::Layer;
use super::rules::BAD_THEME;
use crate::address::STATIC_FOLDER;
use crate::fault::{Fault, Spot, Target};
use crate::output::length::{LONGEST_NAME, folded, too_long};
use crate::text;

/// The names that were seen so far, by folded name.
#[derive(Default)]
pub(super) struct Known(HashMap<String, String>);

impl Known {
    /// Takes up a name; tells what is wrong with it. The same name in a theme and in its parent is one file.
    pub(super) fn add(&mut self, layer: &Layer, name: &str) -> Option<Fault> {
        let path = format!("{STATIC_FOLDER}/{name}");
        let fault = |message, help| {
            let target = Target {
                file: layer.display_path(&path),
                spot: Spot::File,
            };
            Some(Fault::new(&BAD_THEME, target, message).help(help))
        };
        if too_long(&path).is_some() {
            return fault(
                text!(
                    "文件名太长，上限是 {LONGEST_NAME} 字节",
                    "the name is too long: at most {LONGEST_NAME} bytes are allowed"
                ),
                text!("写短一些", "shorten it"),
            );
        }
        let other = self.0.insert(folded(name), name.to_owned())?;
        if other == name {
            return None;
        }
        fault(
            text!(
                "和 `{other}` 只差大小写，或看上去完全一样",
                "differs from `{other}` in letter case alone, or looks the same"
            ),
            text!("给其中一个改名", "rename one of them"),
        )
    }
}
