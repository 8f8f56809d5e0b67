//! A list that YAML does not see: `-图书` without a blank is a text, and the list is lost.

use super::Slip;
use crate::text;

/// `-图书` below a key that waits for a list: YAML takes it for a text, and the list is lost. Gives the dash.
pub(in crate::yaml) fn dash_without_blank(yaml: &str) -> Option<Slip> {
    let mut waits_for_list = false;
    // The indentation of the key whose text is written on the lines below it.
    let mut block_below = None;
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        let content = line.trim();
        let mut characters = content.chars();
        let indentation = line.len() - line.trim_start().len();
        if !content.is_empty() && block_below.is_some_and(|key| indentation <= key) {
            block_below = None;
        }
        if waits_for_list
            && block_below.is_none()
            && let Some(dash @ ('-' | '－' | '—' | '•' | '·')) = characters.next()
            && let Some(next) = characters.next()
            && (dash != '-' || !(next.is_whitespace() || next == '-' || next.is_ascii_digit()))
        {
            let at = start + indentation;
            return Some(Slip {
                range: at..at + dash.len_utf8(),
                message: text!(
                    "列表每一项前面要写半角短横加一个空格",
                    "each entry of a list begins with `-` and a space"
                ),
                help: text!("写成 `- 内容`", "write `- text`"),
            });
        }
        if !content.is_empty() && !content.starts_with('#') {
            let key = content.strip_suffix(':').unwrap_or_default();
            let is_key = |letter: char| letter.is_ascii_alphanumeric() || "_- ".contains(letter);
            waits_for_list = !key.is_empty() && key.chars().all(is_key);
        }
        if block_below.is_none() && begins_block(content) {
            block_below = Some(indentation);
        }
        start += line.len();
    }
    None
}

/// `summary: |` and `summary: >-`: the text of the key follows on the lines below.
fn begins_block(content: &str) -> bool {
    let last = content.rsplit(' ').next().unwrap_or_default();
    let marks = last.strip_prefix(['|', '>']);
    marks.is_some_and(|marks| marks.bytes().all(|mark| b"+-123456789".contains(&mark)))
}
