//! Small sites in temporary folders and runs of the program on them: what every test of the whole
//! program needs, so that a test says only what is special about its site.
#![allow(
    dead_code,
    reason = "each test file is a crate of its own and uses some of this"
)]

pub(crate) mod html;
pub(crate) mod whole;

use std::collections::BTreeMap;
use std::fs;
#[cfg(target_os = "linux")]
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The day for which tests build, unless they say otherwise.
pub(crate) const TODAY: &str = "2026-07-09";

/// Files by path, with `/`.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Numbers without order that are the same in every run (xorshift).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number from 0 on that is smaller than `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    /// One of a list.
    pub(crate) fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.below(list.len() as u64)).expect("lists are short");
        list[at]
    }
}

/// A configuration that says only what it must.
pub(crate) const CONFIG: &str = "name: 测试网络\nbase_url: https://example.org/\n";

/// A place with everything it must have, to be followed by further lines of front matter.
pub(crate) fn place(name: &str) -> String {
    format!("name: {name}\naddress: 某路1号\nlocation: {{lng: 119.38, lat: 25.72, crs: wgs84}}\n")
}

/// Front matter and a body as a Markdown file.
pub(crate) fn markdown(front_matter: &str, body: &str) -> String {
    format!("---\n{}\n---\n\n{body}\n", front_matter.trim_end())
}

/// A small picture in a format.
pub(crate) fn picture(format: image::ImageFormat) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(40, 30, |x, y| {
        image::Rgb([x * 6, y * 8, 120].map(|value| value.to_le_bytes()[0]))
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, format)
        .expect("it can be encoded");
    bytes.into_inner()
}

/// A site in a folder that is removed with it, alone inside a folder of its own.
pub(crate) struct Site {
    root: PathBuf,
    _folder: TempDir,
}

impl Site {
    /// A folder without anything in it.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("the temporary folder is writable");
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

    /// A path below the root.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root().join(below)
    }

    /// The text of a file of the built site.
    pub(crate) fn page(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Whether the built site has a file.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.path("public").join(path).is_file()
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

    /// Builds and gives the codes of what was wrong, with the places.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.run(&["check", "--today", TODAY, "--format", "short"])
            .stdout
            .lines()
            .map(str::to_owned)
            .collect()
    }
}

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

/// A site as `init` makes it.
pub(crate) fn scaffold(arguments: &[&str]) -> Site {
    let site = Site::empty();
    let root = site.root().to_str().expect("UTF-8").to_owned();
    let run = bare(&[&["init", &root], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
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

/// Every file below a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    collect(folder, "", &mut files);
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Tree) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let entry = entry.expect("its entries are readable");
        let name = entry.file_name().into_string().expect("names are UTF-8");
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, fs::read(entry.path()).expect("files are readable"));
        }
    }
}

/// Demands that two trees are the same, naming the files that differ and not their bytes.
#[track_caller]
pub(crate) fn assert_same(left: &Tree, right: &Tree) {
    let differing: Vec<_> = left
        .keys()
        .chain(right.keys())
        .filter(|path| left.get(*path) != right.get(*path))
        .collect();
    assert!(differing.is_empty(), "these differ: {differing:?}");
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("is writable");
        fs::write(path, bytes).expect("is writable");
    }
}

/// A copy of the site that the repository itself holds.
pub(crate) fn repository_site() -> Site {
    let site = Site::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&root.join("content"), &site.path("content"));
    let config = fs::read(root.join("site-config.yaml")).expect("the repository has a site");
    site.write("site-config.yaml", config);
    site
}
