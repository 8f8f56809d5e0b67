//! A list of administrative divisions, to see which of them the network does not reach yet.

use super::rules::BAD_CONFIG;
use crate::disk::Root;
use crate::fault::{Fault, Target};
use crate::text;
use crate::text::Text;

/// Largest list, in bytes: all villages of the country take some 30 MiB.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

/// A division: a town (nine digits) or a village (twelve).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// National statistics code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// Reads a CSV file with a header that names the columns `code` and `name`; others are left alone.
pub(super) fn read(root: &Root, path: &str, target: Target) -> Result<Vec<Division>, Box<Fault>> {
    let fault = |message: Text| {
        Box::new(Fault::new(&BAD_CONFIG, target.clone(), message).help(text!(
            "写一个 CSV 文件的路径，第一行要有 code 和 name 两栏，UTF-8 编码",
            "name a CSV file in UTF-8 whose first line has the columns code and name"
        )))
    };
    let bytes = root
        .read(path, MOST_BYTES)
        .map_err(|unread| fault(unread.describe(path)))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        fault(text!(
            "区划表 `{path}` 不是 UTF-8 编码",
            "`{path}` is not UTF-8"
        ))
    })?;
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header = fields(lines.next().unwrap_or_default());
    let column = |name: &str| header.iter().position(|field| field == name);
    let (Some(code), Some(name)) = (column("code"), column("name")) else {
        return Err(fault(text!(
            "区划表 `{path}` 没有 code 和 name 两栏",
            "`{path}` has no columns code and name"
        )));
    };
    let mut divisions = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let fields = fields(line);
        if let (Some(code), Some(name)) = (fields.get(code), fields.get(name)) {
            divisions.push(Division {
                code: code.clone(),
                name: name.clone(),
            });
        }
    }
    Ok(divisions)
}

/// The fields of a line; quoted ones may hold commas and doubled quotes (RFC 4180).
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                push(&mut fields, '"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            character => push(&mut fields, character),
        }
    }
    fields.iter().map(|field| field.trim().to_owned()).collect()
}

fn push(fields: &mut [String], character: char) {
    if let Some(field) = fields.last_mut() {
        field.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn quoted_fields_may_hold_commas_and_quotes() {
        assert_eq!(
            fields("1,\"甲,乙\",\"说\"\"好\"\"\""),
            ["1", "甲,乙", "说\"好\""]
        );
    }
}
