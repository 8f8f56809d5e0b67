//! The command line: one file a command, exit codes decided here.

mod arguments;
mod build;
mod cells;
mod check;
mod completions;
mod explain;
mod init;
mod new;
mod next_change;
mod print;
mod report;
mod serve;
mod terminal;
mod usage;

use std::process::ExitCode;

use crate::error::Error;
use crate::text::Lang;
use arguments::Command;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is well; warnings do not count.
    Clean,
    /// An editor or theme author has something to mend.
    Faulty,
}

/// Runs the program: exit code 0 when all is well, 1 when content has faults, 2 for wrong usage or
/// trouble with the machine.
pub fn run() -> ExitCode {
    let arguments = match usage::parse() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let lang = arguments.lang;
    let result = match arguments.command {
        Command::Init(command) => init::run(&command, lang),
        Command::New(command) => new::run(&command, &arguments.root, lang),
        Command::Check(command) => check::run(&command, &arguments.root, lang),
        Command::Build(command) => build::run(&command, &arguments.root, lang),
        Command::Serve(command) => serve::run(&command, &arguments.root, lang),
        Command::Report(command) => report::run(&command, &arguments.root, lang),
        Command::NextChange(command) => next_change::run(&command, &arguments.root, lang),
        Command::Explain(command) => explain::run(&command, lang),
        Command::Completions(command) => completions::run(&command),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Faulty) => ExitCode::from(1),
        Err(error) => {
            complain(&error, lang.unwrap_or_default());
            ExitCode::from(2)
        }
    }
}

fn complain(error: &Error, lang: Lang) {
    let word = match lang {
        Lang::Chinese => "出错了",
        Lang::English => "error",
    };
    terminal::say(&format!("{word}: {}", error.describe(lang)));
}
