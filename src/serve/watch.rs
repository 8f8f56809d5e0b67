//! Watches the files and refreshes the preview when they change.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::Flag;
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::watch::Sender;

use super::preview::{Preview, State, Update};
use super::{Listener, ServeOptions};
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
    mut preview: Preview,
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
        single: HashSet::new(),
    };
    folders.watch_all()?;
    folders.follow(&preview)?;
    let root = options.site.root.clone();
    // What was saved before the watch began is told by no event.
    let everything = HashSet::from([root.clone()]);
    update(
        &mut preview,
        Some(&mut folders),
        everything,
        &sender,
        &*listener,
    );
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
    /// Folders that are watched without those below, for files that the configuration names.
    single: HashSet<PathBuf>,
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

    /// Watches the folders of the files that the configuration depends on, and those above them, where
    /// they may yet be made; tells whether any of them is new.
    fn follow(&mut self, preview: &Preview) -> Result<bool> {
        let mut is_new = false;
        let folders = preview.dependencies().flat_map(|file| self.above(file));
        for folder in folders.collect::<HashSet<_>>() {
            if self.single.insert(folder.clone()) {
                self.watcher
                    .watch(&folder, RecursiveMode::NonRecursive)
                    .map_err(trouble)?;
                is_new = true;
            }
        }
        Ok(is_new)
    }

    /// The folders above a file, as far as they exist, lie in the root and are not watched anyway; only the
    /// nearest if the file lies elsewhere.
    fn above(&self, file: &Path) -> Vec<PathBuf> {
        let most = match file.starts_with(&self.root) {
            true => usize::MAX,
            false => 1,
        };
        let is_watched = |folder: &Path| {
            self.watched()
                .iter()
                .any(|watched| folder.starts_with(watched))
        };
        file.ancestors()
            .skip(1)
            .take_while(|folder| *folder != self.root)
            .filter(|folder| folder.is_dir() && !is_watched(folder))
            .take(most)
            .map(Path::to_owned)
            .collect()
    }

    /// A watched folder that was made anew has lost its watch.
    fn renew(&mut self, touched: &HashSet<PathBuf>) -> Result<()> {
        self.single
            .retain(|folder| !folder.ancestors().any(|above| touched.contains(above)));
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
    while let Some(touched) = next_burst(root, &preview, events) {
        update(&mut preview, folders.as_mut(), touched, sender, listener);
    }
}

/// Refreshes the preview and tells what that came to.
fn update(
    preview: &mut Preview,
    folders: Option<&mut Folders>,
    touched: HashSet<PathBuf>,
    sender: &Sender<State>,
    listener: &dyn Listener,
) {
    match look(preview, folders, touched) {
        Ok(Some(update)) => {
            sender.send_replace(preview.state());
            listener.updated(&update);
        }
        Ok(None) => {}
        // A file that cannot be read just now (locked, half renamed) is tried again at the next event.
        Err(error) => listener.failed(&error),
    }
}

/// Refreshes the preview; as long as that brings folders to watch, once more, for what happened in them
/// before they were watched.
fn look(
    preview: &mut Preview,
    folders: Option<&mut Folders>,
    touched: HashSet<PathBuf>,
) -> Result<Option<Update>> {
    let Some(folders) = folders else {
        return preview.refresh(&touched);
    };
    folders.renew(&touched)?;
    let mut update = preview.refresh(&touched)?;
    while folders.follow(preview)? {
        update = preview.refresh(&HashSet::new())?.or(update);
    }
    Ok(update)
}

/// Waits for events that matter and for the end of their burst; gives the files they name. Events are
/// hints: what really changed is found by looking. The root stands for everything. `None` when the watcher has ended.
fn next_burst(root: &Path, preview: &Preview, events: &Events) -> Option<HashSet<PathBuf>> {
    let mut touched = HashSet::new();
    loop {
        let event = events.recv().ok()?;
        if collect(root, preview, event, &mut touched) {
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
                collect(root, preview, event, &mut touched);
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    Some(touched)
}

/// Notes the files of an event; whether it is one that matters. Reading a file is an event too, and
/// heeding it would refresh for ever.
fn collect(
    root: &Path,
    preview: &Preview,
    event: notify::Result<Event>,
    touched: &mut HashSet<PathBuf>,
) -> bool {
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
            || preview
                .dependencies()
                .any(|file| file.starts_with(path) && path != root)
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
