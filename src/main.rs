//! The `zhandian` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    zhandian::cli::run()
}
