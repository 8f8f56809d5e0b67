//! Runs of the compiled program, without what the surroundings would change.

#[cfg(target_os = "linux")]
use std::io::Write;
use std::process::{Command, Output, Stdio};

#[cfg(target_os = "linux")]
use super::Site;

/// The program, without the variables of the surroundings that it would heed.
pub(crate) fn zhandian() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhandian"));
    command.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
    command
}

/// What a run came to.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command to its end.
pub(crate) fn run(mut command: Command) -> Run {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().expect("the program can be started");
    Run {
        code: status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(stdout).expect("the program writes UTF-8"),
        stderr: String::from_utf8(stderr).expect("the program writes UTF-8"),
    }
}

/// Runs a command that belongs to no site.
pub(crate) fn bare(arguments: &[&str]) -> Run {
    let mut command = zhandian();
    command.args(arguments);
    run(command)
}

/// Runs a command at a pseudo-terminal with something typed; nothing if the system has no `script`.
#[cfg(target_os = "linux")]
pub(crate) fn at_terminal(site: &Site, arguments: &str, typed: &str) -> Option<(i32, String)> {
    let mut child = Command::new("script")
        .args(["--quiet", "--return", "--command"])
        .arg(format!(
            "{} {arguments} --root {}",
            env!("CARGO_BIN_EXE_zhandian"),
            site.root().display()
        ))
        .arg("/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin
        .write_all(typed.as_bytes())
        .expect("it reads what is typed");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    Some((output.status.code().expect("it ends by itself"), shown))
}
