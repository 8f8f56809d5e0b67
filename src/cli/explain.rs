//! `zhandian explain`: what a code means, why it matters, a wrong and a right example.

use super::arguments::ExplainCommand;
use super::{Outcome, terminal};
use crate::catalogue;
use crate::error::{Error, Result};
use crate::fault::{Rule, Severity};
use crate::suggest::nearest;
use crate::text;
use crate::text::Lang;

pub(super) fn run(command: &ExplainCommand, lang: Option<Lang>) -> Result<Outcome> {
    let lang = lang.unwrap_or_default();
    let Some(code) = &command.code else {
        terminal::print(&list(lang))?;
        return Ok(Outcome::Clean);
    };
    match catalogue::find(code) {
        Some(rule) => {
            terminal::print(&explanation(rule, lang))?;
            Ok(Outcome::Clean)
        }
        None => {
            let known = catalogue::ALL.iter().map(|rule| rule.code);
            Err(Error::new(match nearest(code, known) {
                Some(near) => text!(
                    "没有代号 `{code}`，是不是 `{near}`？",
                    "there is no code `{code}`; did you mean `{near}`?"
                ),
                None => text!(
                    "没有代号 `{code}`；`zhandian explain` 列出全部",
                    "there is no code `{code}`; `zhandian explain` lists all"
                ),
            }))
        }
    }
}

fn list(lang: Lang) -> String {
    let width = catalogue::ALL
        .iter()
        .map(|rule| rule.code.len())
        .max()
        .unwrap_or(0);
    catalogue::ALL
        .iter()
        .map(|rule| {
            format!(
                "{:width$}  {:7}  {}\n",
                rule.code,
                rule.severity.name(),
                rule.what.get(lang)
            )
        })
        .collect()
}

fn explanation(rule: &Rule, lang: Lang) -> String {
    let code = rule.code;
    let what = rule.what.get(lang);
    let why = rule.why.get(lang);
    let (wrong, right) = (indent(rule.wrong), indent(rule.right));
    match lang {
        Lang::Chinese => {
            let severity = match rule.severity {
                Severity::Error => "错误",
                Severity::Warning => "警告",
            };
            format!(
                "{code}（{severity}）\n\n{what}\n\n为什么要紧：{why}\n\n错误的写法：\n{wrong}\n\n正确的写法：\n{right}\n\n在 site-config.yaml 里可以改轻重：\n    severity: {{{code}: warning}}   # error、warning 或 off\n"
            )
        }
        Lang::English => {
            let severity = rule.severity.name();
            format!(
                "{code} ({severity})\n\n{what}\n\nWhy it matters: {why}\n\nWrong:\n{wrong}\n\nRight:\n{right}\n\nIts severity can be set in site-config.yaml:\n    severity: {{{code}: warning}}   # error, warning or off\n"
            )
        }
    }
}

fn indent(example: &str) -> String {
    example
        .lines()
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
