//! `zhandian serve`: a preview that follows the files.

use std::path::Path;
use std::sync::Arc;

use super::arguments::ServeCommand;
use super::{Outcome, terminal};
use crate::diagnostic::FaultCount;
use crate::error::{Error, Result};
use crate::serve::{Listener, ServeOptions, Update, serve};
use crate::text::Lang;

pub(super) fn run(command: &ServeCommand, root: &Path, lang: Option<Lang>) -> Result<Outcome> {
    // Watchers name files by their full path.
    let root = std::fs::canonicalize(root).map_err(|error| Error::reading(root, error))?;
    let options = ServeOptions {
        site: command.common.options(&root)?,
        host: command.host,
        port: command.port,
        poll: command.poll,
        lang,
    };
    let terminal = Terminal {
        lang: lang.unwrap_or_default(),
        open: command.open,
    };
    serve(&options, Arc::new(terminal))?;
    Ok(Outcome::Clean)
}

struct Terminal {
    lang: Lang,
    open: bool,
}

impl Listener for Terminal {
    fn ready(&self, address: &str, taken: Option<u16>) {
        if let Some(port) = taken {
            terminal::say(&match self.lang {
                Lang::Chinese => format!("端口 {port} 已被占用，换了一个。"),
                Lang::English => format!("Port {port} is taken; another is used."),
            });
        }
        terminal::say(&match self.lang {
            Lang::Chinese => format!("预览：{address}（按 Ctrl+C 结束）"),
            Lang::English => format!("Preview: {address} (Ctrl+C to end)"),
        });
        if self.open
            && let Err(error) = open::that_detached(address)
        {
            terminal::say(&match self.lang {
                Lang::Chinese => format!("打不开浏览器：{error}"),
                Lang::English => format!("cannot open a browser: {error}"),
            });
        }
    }

    fn updated(&self, update: &Update) {
        let FaultCount { errors, warnings } = FaultCount::of(&update.diagnostics);
        let (files, parsing, linking) = (
            update.files,
            update.parsing.as_millis(),
            update.linking.as_millis(),
        );
        terminal::draw(&update.text);
        terminal::say(&match (update.lang, errors) {
            (Lang::Chinese, 0) => format!(
                "读了 {files} 个文件（读 {parsing} 毫秒，连 {linking} 毫秒），警告 {warnings} 处。"
            ),
            (Lang::English, 0) => format!(
                "{files} files read ({parsing} ms reading, {linking} ms linking), {warnings} warnings."
            ),
            (Lang::Chinese, _) => {
                format!("有 {errors} 处错误，页面保持上一次好的样子；改好会自动更新。")
            }
            (Lang::English, _) => {
                format!("{errors} errors; the last good pages stay until they are mended.")
            }
        });
    }

    fn failed(&self, error: &Error) {
        terminal::say(&error.describe(self.lang));
    }
}
