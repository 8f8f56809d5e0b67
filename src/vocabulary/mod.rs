//! The words of content: what its keys are called in Chinese, what people write in place of keys and values, and how a
//! value is written. The reader of [`yaml`](crate::yaml) is handed them, and knows none itself.

mod labels;
mod synonyms;

pub use labels::label;
pub(crate) use synonyms::value as meant_value;

use crate::text;
use crate::text::{StaticText, Text};
use crate::values::SCALARS;
use crate::yaml::Vocabulary;

/// The vocabulary of content files.
pub const OF_CONTENT: Vocabulary = Vocabulary {
    label,
    meant_keys: synonyms::of_key,
    meant_value,
    shape,
    example,
    scalars: &[SCALARS],
    prose: &[
        "address",
        "alt",
        "attribution",
        "audience",
        "author",
        "brand",
        "category",
        "contact",
        "description",
        "footer",
        "frequency",
        "name",
        "note",
        "notice",
        "organiser",
        "phone",
        "rooms",
        "serves",
        "services",
        "short_name",
        "skills",
        "source",
        "summary",
        "tags",
        "theme",
        "title",
    ],
    required_prose: &["address", "alt", "name", "source", "title"],
};

/// What the values of content call themselves when they expect one.
fn shape(name: &str) -> Option<StaticText> {
    let (chinese, english) = match name {
        "count" => ("一个整数", "a whole number"),
        "decimal" => ("一个数字", "a number"),
        "date" => ("一个日期，如 2026-07-09", "a date such as 2026-07-09"),
        "local-time" => (
            "日期和时间，如 2026-07-09 09:00",
            "a date and time such as 2026-07-09 09:00",
        ),
        "repeat" => ("重复规则(RRULE)", "a repeat rule (RRULE)"),
        "hours" => ("开放时间(opening_hours)", "opening hours"),
        "rooms" => (
            "房间数，或房间名的列表",
            "a number of rooms or a list of their names",
        ),
        "flag-or-text" => ("true、false 或一段文字", "`true`, `false` or a text"),
        "item" => (
            "true、false，或 {met: …, note: …}",
            "`true`, `false`, or {met: …, note: …}",
        ),
        _ => return None,
    };
    Some(StaticText { chinese, english })
}

fn example(key: &str) -> Option<Text> {
    Some(match key {
        "location" => text!(
            "写成 location: {{lng: 119.38, lat: 25.72, crs: gcj02}}",
            "write location: {{lng: 119.38, lat: 25.72, crs: gcj02}}"
        ),
        "photos" | "cover" => text!(
            "写成 {{src: dating.jpg, alt: 图里有什么}}",
            "write {{src: dating.jpg, alt: what it shows}}"
        ),
        "signup" => text!(
            "写成 signup: {{note: 现场登记}}，电话用 phone，网址用 url",
            "write signup: {{note: …}}, with `phone` and `url` for those"
        ),
        "results" => text!(
            "写成 results: {{attendance: 30, summary: 一句话}}",
            "write results: {{attendance: 30, summary: in a sentence}}"
        ),
        _ => return None,
    })
}
