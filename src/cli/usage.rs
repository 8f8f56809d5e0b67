//! What the command line says about itself, in Chinese too: clap knows English alone.

use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, FromArgMatches};

use super::arguments::Arguments;
use super::terminal;
use crate::neutral::{is_hidden, visible};
use crate::text::Lang;

/// Words of clap's own, and what they are in Chinese.
const WORDS: &[(&str, &str)] = &[
    ("Usage: ", "用法："),
    ("Commands:", "命令："),
    ("Arguments:", "要写的："),
    ("Options:", "选项："),
    ("Possible values:", "可填的值："),
    ("[OPTIONS]", "[选项]"),
    ("[COMMAND]", "[命令]"),
    ("<COMMAND>", "<命令>"),
    ("[possible values: ", "[可填 "),
    ("[default: ", "[不写就是 "),
    ("[alias: ", "[也可写 "),
];

/// Reads the command line.
///
/// # Errors
/// When there is nothing to run: help was asked for and shown, or something is wrong with it and was told.
pub(super) fn parse() -> Result<Arguments, ExitCode> {
    let lang = written_language();
    let mut command = Arguments::command();
    if lang == Lang::Chinese {
        command.build();
        command = with_chinese_flags(command);
    }
    let arguments = command
        .try_get_matches()
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    arguments.map_err(|error| show(&error, lang))
}

/// The language that the command line asks for, as far as it can be seen before it is read.
fn written_language() -> Lang {
    let words: Vec<_> = std::env::args().collect();
    let after = words.iter().position(|word| word == "--lang");
    let value = after.and_then(|at| words.get(at + 1).map(String::as_str));
    let joined = || words.iter().find_map(|word| word.strip_prefix("--lang="));
    let written = value.or_else(joined).and_then(|value| value.parse().ok());
    written.unwrap_or_default()
}

/// What clap adds to every command, with Chinese words.
fn with_chinese_flags(command: Command) -> Command {
    command
        .mut_args(|argument| match argument.get_id().as_str() {
            "help" => argument.help("显示这份说明").long_help("显示这份说明"),
            "version" => argument.help("显示版本"),
            "kind" => argument.value_name("种类"),
            "id" => argument.value_name("编号"),
            "folder" => argument.value_name("文件夹"),
            "code" => argument.value_name("代号"),
            "shell" => argument.value_name("哪种命令行"),
            _ => argument,
        })
        .mut_subcommands(|command| match command.get_name() {
            "help" => command.about("显示说明，或某个命令的说明"),
            _ => with_chinese_flags(command),
        })
}

/// Shows help, or what is wrong; wrong usage is exit code 2.
fn show(error: &clap::Error, lang: Lang) -> ExitCode {
    let code = u8::try_from(error.exit_code()).unwrap_or(2);
    let text = match lang {
        Lang::English if !error.use_stderr() => terminal::styled(&error.render()),
        Lang::English => error.to_string(),
        Lang::Chinese if is_help(error.kind()) => in_chinese(&error.render()),
        Lang::Chinese => complaint(error),
    };
    if error.use_stderr() {
        terminal::say(in_its_line(error, text).trim_end());
        return ExitCode::from(code);
    }
    match terminal::print(&text) {
        Ok(()) => ExitCode::from(code),
        Err(error) => {
            super::complain(&error, lang);
            ExitCode::from(2)
        }
    }
}

/// A complaint in which no argument begins a line of its own or hides a part of itself.
fn in_its_line(error: &clap::Error, complaint: String) -> String {
    error.context().fold(complaint, |complaint, (_, value)| {
        let ContextValue::String(written) = value else {
            return complaint;
        };
        // In what clap words itself it has left out what is for colours.
        let worded = StyledStr::from(written.clone()).to_string();
        if worded.is_empty() || !written.contains(is_hidden) {
            return complaint;
        }
        let shown = visible(written);
        complaint.replace(written, &shown).replace(&worded, &shown)
    })
}

fn is_help(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

fn in_chinese(text: &StyledStr) -> String {
    WORDS
        .iter()
        .fold(text.to_string(), |text, (english, chinese)| {
            text.replace(english, chinese)
        })
}

/// What is wrong with the command line, how it is written, and where to read on.
fn complaint(error: &clap::Error) -> String {
    let mut text = format!("出错了：{}\n", what_is_wrong(error));
    if let Some(meant) = suggestion(error) {
        text.push_str(&format!("是不是想写 `{meant}`？\n"));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        text.push_str(in_chinese(usage).trim_end());
        text.push('\n');
    }
    text.push_str("后面加 --help 可看全部写法。\n");
    text
}

fn what_is_wrong(error: &clap::Error) -> String {
    let get = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = get(ContextKind::InvalidArg);
    let value = get(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有 `{}` 这个命令", get(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            format!("没有 `{argument}` 这个选项")
        }
        ErrorKind::UnknownArgument => format!("`{argument}` 是多余的"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` 后面没有写值"),
        ErrorKind::InvalidValue => {
            let allowed = get(ContextKind::ValidValue);
            format!("`{argument}` 不能填 `{value}`，可填的值：{allowed}")
        }
        ErrorKind::ValueValidation => {
            let form = form_of(&argument);
            format!("`{argument}` 的值 `{value}` 读不懂{form}")
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = argument.replace(", ", " ");
            format!("还缺 {missing}")
        }
        ErrorKind::ArgumentConflict => format!("`{argument}` 写了两次，或不能和别的选项一起用"),
        ErrorKind::MissingSubcommand => "还缺命令".to_owned(),
        _ => format!("命令写得不对（{}）", error.kind()),
    }
}

/// How the value of an option is written.
fn form_of(argument: &str) -> &'static str {
    match argument.split(' ').next().unwrap_or_default() {
        "--today" => "，日期写成 2026-07-09",
        "--lang" => "，写 zh-CN 或 en",
        "--lng" | "--lat" => "，写度数，如 119.3849",
        "--port" => "，写 0 到 65535 的整数",
        "--host" => "，写 IP 地址，如 127.0.0.1",
        _ => "",
    }
}

/// What was most likely meant.
fn suggestion(error: &clap::Error) -> Option<String> {
    [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .find_map(|kind| match error.get(kind)? {
        ContextValue::String(meant) => Some(meant.clone()),
        ContextValue::Strings(meant) => meant.first().cloned(),
        _ => None,
    })
}
