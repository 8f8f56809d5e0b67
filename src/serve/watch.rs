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
use crate::config::CONTENT_FOLDER;
use crate::config::THEMES_FOLDER;
use crate::error::{Error, Result};
use crate::text;

/// From how many files on a burst is the work of a program (`git checkout`, copying a folder), which may pause
/// in between.
const MANY: usize = 8;
/// From how many files on that were touched while the last ones were read they belong to the same burst.
const SEVERAL: usize = 2;
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
        // The look that follows each of these finds what changed, by the time of its files.
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
    let seen = look(&mut preview, Some(&mut folders), &everything);
    tell(seen, &preview, &sender, &*listener);
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
    let mut touched = HashSet::new();
    prepare(&preview);
    while gather(root, &preview, events, &mut touched) {
        let started = Instant::now();
        let mut seen = look(&mut preview, folders.as_mut(), &touched);
        touched.clear();
        while let Ok(event) = events.try_recv() {
            collect(root, &preview, event, &mut touched);
        }
        // On a busy machine the system tells the rest of a burst late. A tab is told once it is all there.
        let (_, longest) = patience(touched.len());
        while touched.len() >= SEVERAL && started.elapsed() < longest {
            gather(root, &preview, events, &mut touched);
            seen = both(seen, look(&mut preview, folders.as_mut(), &touched));
            touched.clear();
        }
        tell(seen, &preview, sender, listener);
        prepare(&preview);
    }
}

/// Works out which pictures there are: the page that is loaded now asks for its own next.
fn prepare(preview: &Preview) {
    if let Some(site) = preview.state().site {
        site.media();
    }
}

/// What two looks that follow each other came to; a failure is overcome by the look after it.
fn both(first: Result<Option<Update>>, second: Result<Option<Update>>) -> Result<Option<Update>> {
    Ok(match (first, second?) {
        (Ok(Some(first)), Some(second)) => Some(second.after(&first)),
        (Ok(Some(only)), None) | (_, Some(only)) => Some(only),
        (_, None) => None,
    })
}

/// Shows what a look found and tells what it came to.
fn tell(
    seen: Result<Option<Update>>,
    preview: &Preview,
    sender: &Sender<State>,
    listener: &dyn Listener,
) {
    // Also when the last look of a burst failed: the one before it may have found something.
    if !matches!(seen, Ok(None)) {
        sender.send_replace(preview.state());
    }
    match seen {
        Ok(Some(update)) => listener.updated(&update),
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
    touched: &HashSet<PathBuf>,
) -> Result<Option<Update>> {
    let Some(folders) = folders else {
        return preview.refresh(touched);
    };
    folders.renew(touched)?;
    let mut seen = preview.refresh(touched);
    while folders.follow(preview)? {
        seen = both(seen, preview.refresh(&HashSet::new()));
    }
    seen
}

/// How long it must be quiet after a burst that touched so many files, and how long it may last in all. An
/// editor saves one file, in a few events that follow each other at once.
fn patience(files: usize) -> (Duration, Duration) {
    let (quiet, longest) = match files {
        0 | 1 => (5, 400),
        2..MANY => (20, 400),
        MANY.. => (60, 2000),
    };
    (Duration::from_millis(quiet), Duration::from_millis(longest))
}

/// Waits for events that matter, unless some were touched already, and for the end of their burst; adds the
/// files they name. Events are hints: what really changed is found by looking. The root stands for
/// everything. False when the watcher has ended.
fn gather(root: &Path, preview: &Preview, events: &Events, touched: &mut HashSet<PathBuf>) -> bool {
    while touched.is_empty() {
        let Ok(event) = events.recv() else {
            return false;
        };
        collect(root, preview, event, touched);
    }
    let started = Instant::now();
    loop {
        let (quiet, longest) = patience(touched.len());
        if started.elapsed() >= longest {
            return true;
        }
        match events.recv_timeout(quiet) {
            Ok(event) => collect(root, preview, event, touched),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return true,
        }
    }
}

/// Notes the files of an event, if it is one that matters. Reading a file is an event too, and heeding it
/// would refresh for ever.
fn collect(
    root: &Path,
    preview: &Preview,
    event: notify::Result<Event>,
    touched: &mut HashSet<PathBuf>,
) {
    let Ok(event) = event else {
        // Events were lost: look at everything.
        touched.insert(root.to_owned());
        return;
    };
    if matches!(event.kind, EventKind::Access(_)) {
        return;
    }
    if event.need_rescan() {
        touched.insert(root.to_owned());
    }
    let ours = |path: &PathBuf| {
        path.starts_with(root.join(CONTENT_FOLDER))
            || path.starts_with(root.join(THEMES_FOLDER))
            || preview
                .dependencies()
                .any(|file| file.starts_with(path) && path != root)
    };
    touched.extend(event.paths.into_iter().filter(ours));
}
