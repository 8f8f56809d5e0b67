//! Watches the files and refreshes the preview when they change.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::Flag;
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch::Sender;

use super::preview::{Preview, State};
use super::{Listener, ServeOptions};
use crate::config::CONFIG_FILE;
use crate::content::CONTENT_FOLDER;
use crate::error::{Error, Result};
use crate::text;
use crate::theme::THEMES_FOLDER;

/// An editor saves one file, in a few events that follow each other at once …
const QUIET_AFTER_ONE: Duration = Duration::from_millis(5);
/// … when it was several files, more are awaited until it has been quiet for so long …
const QUIET_AFTER_SEVERAL: Duration = Duration::from_millis(20);
/// … but never longer than this.
const LONGEST: Duration = Duration::from_millis(400);
/// How often we look when we are not told.
const POLL: Duration = Duration::from_millis(300);

type Events = Receiver<notify::Result<Event>>;

/// Starts to watch in a thread of its own; every update goes to the state's sender and the listener.
pub(super) fn start(
    options: &ServeOptions,
    preview: Preview,
    sender: Sender<State>,
    listener: Arc<dyn Listener>,
) -> Result<()> {
    let (events, receiver) = channel();
    if options.poll {
        // The look that follows each of these finds what changed, to the nanosecond.
        std::thread::spawn(move || {
            let look = || Event::new(EventKind::Any).set_flag(Flag::Rescan);
            while events.send(Ok(look())).is_ok() {
                std::thread::sleep(POLL);
            }
        });
        let root = options.site.root.clone();
        std::thread::spawn(move || refresh(&root, None, preview, &receiver, &sender, &*listener));
        return Ok(());
    }
    let watcher = RecommendedWatcher::new(events, Config::default()).map_err(trouble)?;
    let mut folders = Folders {
        root: options.site.root.clone(),
        watcher,
    };
    folders.watch_all()?;
    let root = options.site.root.clone();
    std::thread::spawn(move || {
        refresh(
            &root,
            Some(folders),
            preview,
            &receiver,
            &sender,
            &*listener,
        );
    });
    Ok(())
}

/// The watched folders.
struct Folders {
    root: PathBuf,
    watcher: RecommendedWatcher,
}

impl Folders {
    fn watch_all(&mut self) -> Result<()> {
        // The root is watched alone, not with all below it: the output folder often lies there.
        self.watcher
            .watch(&self.root, RecursiveMode::NonRecursive)
            .map_err(trouble)?;
        for folder in self.watched() {
            if folder.is_dir() {
                self.watcher
                    .watch(&folder, RecursiveMode::Recursive)
                    .map_err(trouble)?;
            }
        }
        Ok(())
    }

    fn watched(&self) -> [PathBuf; 2] {
        [CONTENT_FOLDER, THEMES_FOLDER].map(|folder| self.root.join(folder))
    }

    /// A watched folder that was made anew has lost its watch.
    fn renew(&mut self, touched: &HashSet<PathBuf>) -> Result<()> {
        if self.watched().iter().any(|folder| touched.contains(folder)) {
            self.watch_all()?;
        }
        Ok(())
    }
}

fn trouble(error: notify::Error) -> Error {
    Error::new(text!(
        "不能监视文件变化：{error}。可以改用 --poll",
        "cannot watch the files: {error}. --poll may help"
    ))
}

/// Refreshes after every burst of events, until the watcher ends.
fn refresh(
    root: &Path,
    mut folders: Option<Folders>,
    mut preview: Preview,
    events: &Events,
    sender: &Sender<State>,
    listener: &dyn Listener,
) {
    while let Some(touched) = next_burst(root, events) {
        match folders
            .as_mut()
            .map_or(Ok(()), |folders| folders.renew(&touched))
            .and_then(|()| preview.refresh(&touched))
        {
            Ok(Some(update)) => {
                sender.send_replace(preview.state());
                listener.updated(&update);
            }
            Ok(None) => {}
            // A file that cannot be read just now (locked, half renamed) is tried again at the next event.
            Err(error) => listener.failed(&error),
        }
    }
}

/// Waits for events that matter and for the end of their burst; gives the files they name. Events are
/// hints: what really changed is found by looking. The root stands for everything. `None` when the watcher has ended.
fn next_burst(root: &Path, events: &Events) -> Option<HashSet<PathBuf>> {
    let mut touched = HashSet::new();
    loop {
        let event = events.recv().ok()?;
        if collect(root, event, &mut touched) {
            break;
        }
    }
    let started = Instant::now();
    while started.elapsed() < LONGEST {
        let quiet = match touched.len() {
            0 | 1 => QUIET_AFTER_ONE,
            _ => QUIET_AFTER_SEVERAL,
        };
        match events.recv_timeout(quiet) {
            Ok(event) => {
                collect(root, event, &mut touched);
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    Some(touched)
}

/// Notes the files of an event; whether it is one that matters. Reading a file is an event too, and
/// heeding it would refresh for ever.
fn collect(root: &Path, event: notify::Result<Event>, touched: &mut HashSet<PathBuf>) -> bool {
    let Ok(event) = event else {
        // Events were lost: look at everything.
        touched.insert(root.to_owned());
        return true;
    };
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    let ours = |path: &PathBuf| {
        path.starts_with(root.join(CONTENT_FOLDER))
            || path.starts_with(root.join(THEMES_FOLDER))
            || *path == root.join(CONFIG_FILE)
    };
    let before = touched.len();
    let mut matters = event.need_rescan();
    if matters {
        touched.insert(root.to_owned());
    }
    for path in event.paths.into_iter().filter(ours) {
        matters = true;
        touched.insert(path);
    }
    matters || touched.len() > before
}
