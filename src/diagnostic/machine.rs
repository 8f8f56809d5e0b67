//! Diagnostics for machines: JSON, GitHub annotations, SARIF.

use std::fmt::Write;

use serde_json::{Value, json};

use super::Diagnostic;
use crate::fault::Severity;
use crate::neutral::{self, visible};
use crate::text::Lang;

/// A JSON array of `{code, severity, file, line, column, end_line, end_column, message, help}`. Lines and
/// columns start at 1; the end is one past the last character; `help` may be null.
pub fn print_json(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            json!({
                "code": diagnostic.rule.code,
                "severity": diagnostic.severity.name(),
                "file": &*diagnostic.file,
                "line": diagnostic.start.line,
                "column": diagnostic.start.column,
                "end_line": diagnostic.end.line,
                "end_column": diagnostic.end.column,
                "message": diagnostic.message.get(lang),
                "help": diagnostic.help.as_ref().map(|help| help.get(lang)),
            })
        })
        .collect();
    json_text(&Value::Array(list))
}

fn json_text(value: &Value) -> String {
    neutral::json(format!("{value:#}\n"))
}

/// Workflow commands that GitHub shows beside the lines of a change.
pub fn print_github(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let mut message = github_data(diagnostic.message.get(lang));
        if let Some(help) = &diagnostic.help {
            message.push_str("%0A");
            message.push_str(&github_data(help.get(lang)));
        }
        let _ = writeln!(
            out,
            "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            diagnostic.severity.name(),
            github_property(&diagnostic.file),
            diagnostic.start.line,
            diagnostic.start.column,
            diagnostic.end.line,
            diagnostic.end.column,
            diagnostic.rule.code,
            message
        );
    }
    out
}

/// A value on one line: it has no line ends of its own, since they are shown as hidden characters are.
fn github_data(text: &str) -> String {
    visible(text).replace('%', "%25")
}

fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A SARIF 2.1.0 log (OASIS). Columns count Unicode code points, as `columnKind` says.
pub fn print_sarif(diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut codes: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule)
        .collect();
    codes.sort_by_key(|rule| rule.code);
    codes.dedup_by_key(|rule| rule.code);
    let rules: Vec<Value> = codes
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": rule.what.get(lang) },
                "fullDescription": { "text": rule.why.get(lang) },
            })
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let help = diagnostic.help.as_ref().map(|help| help.get(lang));
            let message = match help {
                Some(help) => format!("{}\n{help}", diagnostic.message.get(lang)),
                None => diagnostic.message.get(lang).to_owned(),
            };
            json!({
                "ruleId": diagnostic.rule.code,
                "level": match diagnostic.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                "message": { "text": message },
                "locations": [{
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": crate::percent::encode_path(&diagnostic.file),
                            "uriBaseId": "%SRCROOT%",
                        },
                        "region": {
                            "startLine": diagnostic.start.line,
                            "startColumn": diagnostic.start.column,
                            "endLine": diagnostic.end.line,
                            "endColumn": diagnostic.end.column,
                        },
                    },
                }],
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "zhandian",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    json_text(&log)
}
