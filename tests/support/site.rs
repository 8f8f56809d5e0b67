//! The one way in which tests make a site: files in a folder of its own, which goes when the test ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use zhandian::site::{Options, Today};

use super::files::{copy, temporary_folder};
use super::{
    CONFIG, Run, TODAY, Tree, bare, lines, markdown, place, run, stations, tree, zhandian,
};

/// A site in a folder that is removed with it, alone inside a folder of its own.
pub(crate) struct Site {
    root: PathBuf,
    _folder: TempDir,
}

impl Site {
    /// A folder without anything in it.
    pub(crate) fn empty() -> Self {
        let folder = temporary_folder();
        let root = folder.path().join("site");
        fs::create_dir(&root).expect("the temporary folder is writable");
        Site {
            root,
            _folder: folder,
        }
    }

    /// A center, an institute and a station, which build without a fault.
    pub(crate) fn small() -> Self {
        Site::empty()
            .with("site-config.yaml", CONFIG)
            .with(
                "content/centers/fuqing.md",
                &markdown(&place("实践中心"), "这里是中心。"),
            )
            .with(
                "content/institutes/yuping.md",
                &markdown(&place("玉屏实践所"), "这里是实践所。"),
            )
            .with(
                "content/stations/yuping/buxingjie.md",
                &markdown(&place("步行街实践站"), "这里是实践站。"),
            )
    }

    /// A town with so many stations, for what takes its time.
    pub(crate) fn town(count: usize) -> Self {
        Site::empty()
            .with("site-config.yaml", CONFIG)
            .with("content/centers/city.yaml", &place("实践中心"))
            .with("content/institutes/t.yaml", &place("镇实践所"))
            .with("content/stations/t/list.yaml", &stations(count))
    }

    /// The faultless site with a record of every kind, over which the fixtures of `tests/faults/` are laid.
    pub(crate) fn base() -> Self {
        Site::copy_of(&repository().join("tests/sites/base"))
    }

    /// A copy of the sample, the site that the repository itself holds.
    pub(crate) fn sample() -> Self {
        Site::copy_of(repository())
    }

    fn copy_of(folder: &Path) -> Self {
        let site = Site::empty();
        copy(&folder.join("content"), &site.path("content"));
        let config = fs::read(folder.join("site-config.yaml")).expect("it is a site");
        site.write("site-config.yaml", config);
        site
    }

    /// A site as `init` makes it.
    pub(crate) fn scaffold(arguments: &[&str]) -> Self {
        let site = Site::empty();
        let run = bare(&[&["init", site.name()], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        site
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn with(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        let parent = path.parent().expect("a file has a folder");
        fs::create_dir_all(parent).expect("the temporary folder is writable");
        fs::write(path, text).expect("the temporary folder is writable");
    }

    /// Makes a version of it in which every page differs from the one before, one page comes and one goes.
    pub(crate) fn next_version(&self, number: usize) {
        self.write(
            "site-config.yaml",
            format!("{CONFIG}notice: 第{number}版\n"),
        );
        let (page, other) = (number % 2, (number + 1) % 2);
        let _ = fs::remove_file(self.path(&format!("content/pages/p{other}.md")));
        let text = markdown("title: 来去", &format!("第{number}版"));
        self.write(&format!("content/pages/p{page}.md"), text);
    }

    /// The site's root.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The site's root as an argument.
    pub(crate) fn name(&self) -> &str {
        self.root
            .to_str()
            .expect("temporary folders have plain names")
    }

    /// A path below the root.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root().join(below)
    }

    /// The text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The text of a file of the built site.
    pub(crate) fn page(&self, path: &str) -> String {
        self.read(&format!("public/{path}"))
    }

    /// Whether the built site has a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.path("public").join(path).is_file()
    }

    /// Demands that a build has left nothing beside the built site.
    #[track_caller]
    pub(crate) fn assert_tidy(&self) {
        let left: Vec<_> = fs::read_dir(self.root())
            .expect("the root is there")
            .map(|entry| entry.expect("is readable").file_name())
            .filter(|name| name.to_string_lossy().starts_with('.'))
            .collect();
        assert!(left.is_empty(), "left over: {left:?}");
    }

    /// Every file of the built site.
    pub(crate) fn public(&self) -> Tree {
        tree(&self.path("public"))
    }

    /// Runs a command on this site, with `--root` set.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(self.command(arguments))
    }

    /// A command on this site that has not been started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = zhandian();
        command.args(arguments).arg("--root").arg(self.root());
        command
    }

    /// Builds for [`TODAY`], whatever comes of it.
    pub(crate) fn try_build(&self, arguments: &[&str]) -> Run {
        self.run(&[&["build", "--today", TODAY, "--no-flush"], arguments].concat())
    }

    /// Builds for [`TODAY`] and demands that nothing is wrong.
    pub(crate) fn build(&self, arguments: &[&str]) -> Run {
        let run = self.try_build(&[&["--strict"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    /// Checks it and gives the lines that tell what is wrong.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.run(&["check", "--today", TODAY, "--format", "short"])
            .stdout
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// How this process opens it: for [`TODAY`], without drafts.
    pub(crate) fn options(&self) -> Options {
        Options {
            root: self.root.clone(),
            today: Today::Day(TODAY.parse().expect("it is a day")),
            drafts: false,
            base_url: None,
            strict: false,
        }
    }

    /// What is wrong with it, as this process finds it.
    pub(crate) fn told(&self) -> Vec<String> {
        lines(&self.open().diagnostics)
    }

    /// Reads, links and checks it in this process.
    pub(crate) fn open(&self) -> zhandian::site::Site {
        zhandian::site::Site::open(&self.options()).expect("it can be read")
    }
}

/// The root of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
