//! The preview: what it serves, what it refuses, and what it tells a page when files change.

mod support;

use std::collections::HashSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use image::ImageFormat;
use support::{CONFIG, Site, TODAY, markdown, picture, place, repository};

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(20);

const STATION: &str = "content/stations/yuping/buxingjie.md";
const STATION_PATH: &str = "/stations/yuping/buxingjie/";

/// A running preview, ended when dropped.
struct Preview {
    child: Child,
    /// Host and port.
    address: String,
    /// What it printed up to its address.
    greeting: String,
    lines: Receiver<String>,
}

/// An answer, with its head as it came.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

/// What a tab is told.
#[derive(Debug, PartialEq, Eq)]
struct Event {
    name: String,
    data: String,
}

/// A tab that listens.
struct Tab(BufReader<TcpStream>);

impl Preview {
    /// Changes files while the preview stands still, so that they come at once however slow the machine is.
    #[cfg(unix)]
    fn at_once(&self, change: impl FnOnce()) {
        use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
        let process = Pid::from_child(&self.child);
        kill_process(process, Signal::STOP).expect("the preview runs");
        // A signal is only on its way; this returns when all of its threads have stopped.
        waitpid(Some(process), WaitOptions::UNTRACED).expect("it is our child");
        change();
        kill_process(process, Signal::CONT).expect("the preview runs");
    }

    fn of(site: &Site) -> Self {
        Preview::with(site, &["--port", "0"])
    }

    fn with(site: &Site, arguments: &[&str]) -> Self {
        let mut child = site
            .command(&["serve", "--today", TODAY])
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let stderr = child.stderr.take().expect("it is piped");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut preview = Preview {
            child,
            address: String::new(),
            greeting: String::new(),
            lines,
        };
        while preview.address.is_empty() {
            let line = preview.line();
            if let Some((_, rest)) = line.split_once("http://") {
                let (address, _) = rest.split_once('/').expect("an address has a path");
                address.clone_into(&mut preview.address);
            }
            preview.greeting.push_str(&line);
            preview.greeting.push('\n');
        }
        preview
    }

    /// The next line of the terminal.
    fn line(&self) -> String {
        self.lines
            .recv_timeout(PATIENCE)
            .expect("the preview says something")
    }

    /// What the terminal says up to and with the line that ends an update.
    fn update(&self) -> String {
        let mut text = String::new();
        loop {
            let line = self.line();
            text.push_str(&line);
            text.push('\n');
            if line.starts_with("读了 ") || line.starts_with("有 ") {
                return text;
            }
        }
    }

    fn send(&self, head: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("the preview listens");
        let set = stream.set_read_timeout(Some(PATIENCE));
        set.expect("a time limit can be set");
        write!(stream, "{head}\r\nConnection: close\r\n\r\n").expect("the preview reads");
        stream
    }

    fn ask(&self, method: &str, target: &str, host: &str) -> Answer {
        let mut stream = self.send(&format!("{method} {target} HTTP/1.1\r\nHost: {host}"));
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer comes");
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.expect("an answer has a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        Answer {
            status: head
                .split(' ')
                .nth(1)
                .and_then(|status| status.parse().ok())
                .expect("an answer has a status"),
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &self.address)
    }

    /// Opens a page in a tab, which then listens.
    fn open(&self, path: &str) -> Tab {
        let page = self.get(path).text();
        let (_, rest) = page.split_once("data-page=\"").expect("there is a script");
        let (print, _) = rest.split_once('"').expect("the attribute ends");
        let target = format!("/__zhandian/events?path={path}&page={print}");
        let head = format!("GET {target} HTTP/1.1\r\nHost: {}", self.address);
        let mut tab = Tab(BufReader::new(self.send(&head)));
        while !tab.line().is_empty() {}
        tab
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// The body without the preview's own script.
    fn without_script(&self) -> Vec<u8> {
        let text = self.text();
        let Some(start) = text.find("<script src=\"/__zhandian/preview.js\"") else {
            return self.body.clone();
        };
        let end = start + text[start..].find("</script>").expect("it ends") + "</script>".len();
        [&text[..start], &text[end..]].concat().into_bytes()
    }
}

impl Tab {
    fn line(&mut self) -> String {
        let mut line = String::new();
        let read = self.0.read_line(&mut line);
        assert!(
            read.expect("the tab is told in time") > 0,
            "the stream ended"
        );
        line.trim_end_matches(['\r', '\n']).to_owned()
    }

    /// The next event.
    fn event(&mut self) -> Event {
        let (mut name, mut data) = (None, Vec::new());
        let started = Instant::now();
        loop {
            // Lines that only keep the connection alive go on for ever.
            assert!(started.elapsed() < PATIENCE, "the tab is told nothing");
            let line = self.line();
            if let Some(text) = line.strip_prefix("event: ") {
                name = Some(text.to_owned());
            } else if let Some(text) = line.strip_prefix("data:") {
                data.push(text.strip_prefix(' ').unwrap_or(text).to_owned());
            } else if line.is_empty()
                && let Some(name) = name.take()
            {
                let data = data.join("\n");
                return Event { name, data };
            }
        }
    }

    #[track_caller]
    fn expect(&mut self, name: &str) -> String {
        let event = self.event();
        assert_eq!(event.name, name, "{}", event.data);
        event.data
    }
}

fn station(phone: &str) -> String {
    let fields = place("步行街实践站") + &format!("phone: {phone}\n");
    markdown(&fields, "这里是实践站。")
}

/// Saves a file in one step, so that nobody reads it while it is still empty.
fn replace(site: &Site, path: &str, text: &str) {
    site.write("being-saved", text);
    let path = site.path(path);
    let folder = path.parent().expect("it lies in the site");
    fs::create_dir_all(folder).expect("it can be made");
    fs::rename(site.path("being-saved"), path).expect("it can be replaced");
}

/// Every file of the built site comes from the preview of the same site.
fn assert_serves_the_build(site: &Site, prefix: &str) {
    site.build(&[]);
    let preview = Preview::of(site);
    let public = site.public();
    // The mark of the output folder is no page.
    for (path, bytes) in public.iter().filter(|(path, _)| !path.starts_with('.')) {
        let page = path.strip_suffix("index.html").unwrap_or(path);
        let answer = preview.get(&format!("{prefix}/{}", encode(page)));
        let expected = if *path == "404.html" {
            200..405
        } else {
            200..201
        };
        assert!(expected.contains(&answer.status), "{path}: {}", answer.head);
        assert!(answer.without_script() == *bytes, "{path} differs");
    }
}

fn encode(path: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._".contains(byte);
    let code = |byte: u8| match plain(&byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    path.bytes().map(code).collect()
}

#[test]
fn serves_what_build_writes() {
    let site = Site::small().with(
        STATION,
        &markdown(
            &place("步行街实践站"),
            "![大厅里的书架](picture.png) [图](picture.png)",
        ),
    );
    site.write(
        "content/stations/yuping/picture.png",
        picture(ImageFormat::Png),
    );
    assert_serves_the_build(&site, "");
}

#[test]
fn serves_below_the_prefix_of_the_address() {
    let config = "name: 测试网络\nbase_url: https://example.org/town/\n";
    let site = Site::small().with("site-config.yaml", config);
    assert_serves_the_build(&site, "/town");
    let preview = Preview::of(&site);
    let answer = preview.get("/");
    assert_eq!(answer.status, 301);
    assert_eq!(answer.header("location"), Some("/town/"));
    assert_eq!(preview.get("/town").header("location"), Some("/town/"));
    for outside in [
        "/stations/",
        "/static/style.css",
        "/townhall/",
        "/favicon.ico",
    ] {
        assert_eq!(preview.get(outside).status, 404, "{outside}");
    }
}

#[test]
fn answers_as_a_static_host() {
    let site = Site::small()
        .with("content/stations/yuping/plan.pdf", "a plan")
        .with("content/stations/yuping/unused.pdf", "not offered")
        .with(
            STATION,
            &markdown(&place("步行街实践站"), "[图](picture.png) [计划](plan.pdf)"),
        );
    site.write(
        "content/stations/yuping/picture.png",
        picture(ImageFormat::Png),
    );
    let preview = Preview::of(&site);
    let page = preview.get(STATION_PATH);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let moved = preview.get(STATION_PATH.trim_end_matches('/'));
    assert_eq!(moved.status, 301);
    assert_eq!(moved.header("location"), Some(STATION_PATH));
    let style = preview.get("/static/style.css");
    assert_eq!(
        style.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    let offered = preview.get("/media/stations/yuping/picture.png");
    assert_eq!(offered.status, 200);
    assert_eq!(offered.header("content-type"), Some("image/png"));
    let plan = preview.get("/media/stations/yuping/plan.pdf");
    assert_eq!(plan.header("content-type"), Some("application/pdf"));
    assert_eq!(plan.body, b"a plan");
    assert_eq!(preview.get("/media/stations/yuping/unused.pdf").status, 404);
    for (path, kind) in [
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/feed.xml", "application/atom+xml"),
        ("/sitemap.xml", "application/xml"),
        ("/api/places.geojson", "application/geo+json"),
        ("/api/network.json", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ] {
        let file = preview.get(path);
        assert_eq!(
            (file.status, file.header("content-type")),
            (200, Some(kind))
        );
        let text = String::from_utf8(file.body).expect("UTF-8");
        assert!(!text.contains("preview.js"), "{path} is given as it is");
    }
    let head = preview.ask("HEAD", STATION_PATH, &preview.address);
    assert_eq!(head.status, 200);
    assert!(head.body.is_empty());
    let absent = preview.get("/nothing/");
    assert_eq!(absent.status, 404);
    site.build(&[]);
    assert_eq!(absent.without_script(), site.page("404.html").into_bytes());
}

#[test]
fn files_for_the_root_are_given_as_they_are_and_followed() {
    let proof = "content/root/google0123.html";
    let site = Site::small()
        .with("content/root/CNAME", "example.org\n")
        .with(proof, "<body>google0123</body>")
        .with("content/root/.well-known/security.txt", "Contact: a")
        .with("content/root/.git/config", "a secret")
        .with("content/root/robots.txt", "Disallow: /needs/\n");
    let preview = Preview::of(&site);
    for (path, kind, bytes) in [
        ("/CNAME", "application/octet-stream", "example.org\n"),
        (
            "/google0123.html",
            "text/html; charset=utf-8",
            "<body>google0123</body>",
        ),
        (
            "/.well-known/security.txt",
            "text/plain; charset=utf-8",
            "Contact: a",
        ),
    ] {
        let file = preview.get(path);
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.header("content-type"), Some(kind), "{path}");
        assert_eq!(String::from_utf8(file.body).as_deref(), Ok(bytes), "{path}");
    }
    assert_eq!(preview.get("/.git/config").status, 404);
    assert!(
        preview
            .get("/robots.txt")
            .text()
            .ends_with("Disallow: /needs/\n")
    );
    site.write(proof, "<body>google4567</body>");
    site.write("content/root/robots.txt", "Disallow: /plan/\n");
    while !preview
        .get("/robots.txt")
        .text()
        .ends_with("Disallow: /plan/\n")
    {
        preview.update();
    }
    let file = preview.get("/google0123.html");
    assert_eq!(file.body, b"<body>google4567</body>");
    std::fs::remove_file(site.path(proof)).expect("it is there");
    while preview.get("/google0123.html").status != 404 {
        preview.update();
    }
}

#[test]
fn refuses_what_is_not_the_site() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let (_, port) = preview.address.rsplit_once(':').expect("it has a port");
    for host in ["evil.example", "evil.example:80", "localhost:1"] {
        assert_eq!(preview.ask("GET", "/", host).status, 403, "{host}");
    }
    let foreign = format!("evil.example:{port}");
    assert_eq!(preview.ask("GET", "/", &foreign).status, 403);
    let local = format!("localhost:{port}");
    assert_eq!(preview.ask("GET", "/", &local).status, 200);
    for path in [
        "/../site-config.yaml",
        "/static/../../site-config.yaml",
        "/media/%2e%2e/site-config.yaml",
        "/media/..%2fsite-config.yaml",
        "/media/..%5Csite-config.yaml",
        "/media/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/site-config.yaml",
        "/content/stations/yuping/buxingjie.md",
        "/media/stations/yuping/buxingjie.md",
        "//etc/passwd",
        "/%00",
    ] {
        let answer = preview.get(path);
        assert!(
            (400..500).contains(&answer.status),
            "{path}: {}",
            answer.head
        );
        assert!(!answer.text().contains("base_url"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(preview.ask(method, "/", &preview.address).status, 405);
    }
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next_which_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("some port is free");
    let port = taken.local_addr().expect("it is bound").port().to_string();
    let preview = Preview::with(&Site::small(), &["--port", &port]);
    assert!(!preview.address.ends_with(&format!(":{port}")));
    assert!(preview.greeting.contains(&format!("端口 {port} 已被占用")));
}

#[test]
fn an_edit_reloads_its_page_alone() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let mut edited = preview.open(STATION_PATH);
    let mut other = preview.open("/pages-that-are-not/");
    site.write(STATION, station("0591-1234-5678"));
    edited.expect("reload");
    assert!(preview.get(STATION_PATH).text().contains("0591-1234-5678"));
    // The other tab is told nothing of this, and of the next fault only.
    site.write(STATION, "---\nname: [\n---\n");
    other.expect("trouble");
}

#[test]
fn files_are_followed_by_polling_too() {
    let site = Site::small();
    let preview = Preview::with(&site, &["--port", "0", "--poll"]);
    let mut tab = preview.open("/stations/");
    fs::remove_file(site.path(STATION)).expect("it can be removed");
    tab.expect("reload");
    assert_eq!(preview.get(STATION_PATH).status, 404);
    // Edits of the same second are told apart.
    let mut tab = preview.open("/stations/");
    site.write(STATION, station("0591-0000-0001"));
    tab.expect("reload");
    for number in 2..5 {
        let phone = format!("0591-0000-000{number}");
        let mut tab = preview.open(STATION_PATH);
        site.write(STATION, station(&phone));
        tab.expect("reload");
    }
}

#[test]
fn a_fault_is_told_and_mended() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let good = preview.get(STATION_PATH).body;
    let mut tab = preview.open(STATION_PATH);
    let text = fs::read(site.path(STATION)).expect("it is there");
    site.write(STATION, markdown("name: 步行街实践站\n", "没有地址。"));
    let told = tab.expect("trouble");
    let terminal = preview.update();
    assert!(told.contains(STATION), "{told}");
    assert!(terminal.starts_with(told.trim_end()), "{terminal}\n{told}");
    assert_eq!(preview.get(STATION_PATH).body, good);
    site.write(STATION, text);
    tab.expect("mended");
}

#[test]
fn pages_come_and_go_with_their_files() {
    let site = Site::small().with(
        "content/institutes/new.md",
        &markdown(&place("新建实践所"), "这里是实践所。"),
    );
    let preview = Preview::of(&site);
    let tier = "/stations/";
    let mut tab = preview.open(tier);
    let added = "content/stations/new/added.md";
    site.write(added, markdown(&place("新建实践站"), "新的。"));
    tab.expect("reload");
    assert_eq!(preview.get("/stations/new/added/").status, 200);

    let mut tab = preview.open("/stations/new/added/");
    let mut list = preview.open(tier);
    let renamed = site.path("content/stations/new/renamed.md");
    fs::rename(site.path(added), &renamed).expect("it can be renamed");
    list.expect("reload");
    assert_eq!(preview.get("/stations/new/renamed/").status, 200);
    assert_eq!(preview.get("/stations/new/added/").status, 404);
    // The page is gone, and the tab that shows it is told so.
    tab.expect("reload");

    let mut list = preview.open(tier);
    fs::remove_dir_all(site.path("content/stations/new")).expect("it can be removed");
    list.expect("reload");
    assert_eq!(preview.get("/stations/new/renamed/").status, 404);
}

#[test]
fn themes_and_the_configuration_are_followed() {
    let site = Site::small();
    let preview = Preview::of(&site);
    let mut tab = preview.open("/");
    site.write("site-config.yaml", CONFIG.replace("测试网络", "改名网络"));
    tab.expect("reload");
    assert!(preview.get("/").text().contains("改名网络"));

    let themed = CONFIG.to_owned() + "theme: own\n";
    support::copy(
        &repository().join("themes/default"),
        &site.path("themes/own"),
    );
    let mut tab = preview.open("/");
    site.write("site-config.yaml", themed);
    tab.expect("reload");
    let template = "themes/own/templates/404.html";
    let good = fs::read_to_string(site.path(template)).expect("it is there");
    let path = "/nothing/";
    let mut tab = preview.open("/");
    replace(&site, template, &(good.clone() + "{% if %}"));
    let told = tab.expect("trouble");
    assert!(told.contains(template), "{told}");
    let changed = good.replace("{{ page.title }}", "换了的标题");
    replace(&site, template, &changed);
    tab.expect("mended");
    assert!(preview.get(path).text().contains("换了的标题"));
}

/// Which they are is kept as long as the files stay what they are.
#[test]
fn files_that_a_page_names_are_given_as_long_as_it_names_them() {
    let site = Site::small();
    site.write("content/stations/yuping/form.pdf", "%PDF-1.4 示例");
    let preview = Preview::of(&site);
    let form = "/media/stations/yuping/form.pdf";
    for (text, status) in [("[表格](form.pdf)", 200), ("没有表格。", 404)] {
        assert_eq!(preview.get(form).status, 604 - status);
        let mut tab = preview.open(STATION_PATH);
        site.write(STATION, markdown(&place("步行街实践站"), text));
        tab.expect("reload");
        assert_eq!(preview.get(form).status, status);
    }
}

#[test]
fn a_picture_that_could_not_be_read_is_told_until_it_can() {
    let site = Site::small();
    let photo = site.path("content/stations/yuping/picture.png");
    let aside = site.path("picture.png");
    site.write(
        "content/stations/yuping/picture.png",
        picture(ImageFormat::Png),
    );
    let mut preview =
        zhandian::serve::Preview::open(&site.options(), None).expect("it can be read");
    let text = markdown(&place("步行街实践站"), "![大厅里的书架](picture.png)");
    site.write(STATION, text);
    fs::rename(&photo, &aside).expect("it can be moved");
    std::os::unix::fs::symlink("picture.png", &photo).expect("a link to itself can be made");
    let touched = [site.path(STATION)].into();
    let looked = preview.refresh(&touched).expect("it can be read");
    let found = looked.expect("there is an update").diagnostics;
    let codes: Vec<_> = found.iter().map(|found| found.rule.code).collect();
    assert_eq!(codes, ["unreadable-file"]);

    fs::remove_file(&photo).expect("it can be removed");
    fs::rename(&aside, &photo).expect("it can be moved back");
    let looked = preview.refresh(&HashSet::new()).expect("it can be read");
    let looked = looked.expect("there is an update");
    assert_eq!((looked.files, looked.diagnostics), (1, Vec::new()));
    let shown = preview.state().site.expect("it is faultless");
    assert!(
        shown
            .pictures
            .header("stations/yuping/picture.png")
            .is_some()
    );
    let again = preview.refresh(&HashSet::new()).expect("it can be read");
    assert!(again.is_none());
}

/// Boundaries in the region of the test's site: a square with this edge, in degrees.
fn boundaries(edge: f64) -> String {
    let (west, south) = (119.38, 25.72);
    let (east, north) = (west + edge, south + edge);
    format!(
        r#"{{"type": "Polygon", "coordinates":
        [[[{west}, {south}], [{east}, {south}], [{east}, {north}], [{west}, {south}]]]}}"#
    )
}

#[test]
fn files_that_the_configuration_names_are_followed() {
    let config = CONFIG.to_owned()
        + "divisions: data/divisions.csv\n\
           map: {boundaries: data/lines/county.geojson, crs: wgs84, source: 县, approval_no: 闽S〔2024〕1号}\n";
    let site = Site::small()
        .with("site-config.yaml", &config)
        .with("data/divisions.csv", "code,name\n")
        .with("data/lines/county.geojson", "{");
    let preview = Preview::of(&site);
    assert!(preview.greeting.contains("bad-boundaries"));
    let mut tab = preview.open("/map/");
    tab.expect("trouble");
    replace(&site, "data/lines/county.geojson", &boundaries(0.01));
    tab.expect("reload");
    let before = preview.get("/map/").body;
    let mut tab = preview.open("/map/");
    replace(&site, "data/lines/county.geojson", &boundaries(0.02));
    tab.expect("reload");
    assert_ne!(preview.get("/map/").body, before);

    fs::remove_dir_all(site.path("data/lines")).expect("it can be removed");
    let mut tab = preview.open("/");
    tab.expect("trouble");
    replace(&site, "data/lines/county.geojson", &boundaries(0.02));
    tab.expect("mended");
    replace(&site, "data/divisions.csv", "no columns\n");
    let told = tab.expect("trouble");
    assert!(told.contains("divisions.csv"), "{told}");
}

#[cfg(unix)]
#[test]
fn many_changes_are_one_update() {
    let site = Site::small();
    for index in 0..250 {
        let path = format!("content/stations/yuping/many-{index}.md");
        site.write(&path, markdown(&place(&format!("第{index}站")), "旧的。"));
    }
    let preview = Preview::of(&site);
    let mut tab = preview.open("/stations/yuping/many-249/");
    preview.at_once(|| {
        for index in 0..250 {
            let path = format!("content/stations/yuping/many-{index}.md");
            site.write(&path, markdown(&place(&format!("第{index}站")), "新的。"));
        }
    });
    tab.expect("reload");
    let told = preview.update();
    assert!(told.contains("读了 250 个文件"), "{told}");
    // Nothing follows but the update of the next edit.
    site.write(STATION, station("0591-1234-5678"));
    assert!(preview.update().contains("读了 1 个文件"));
}

#[test]
fn a_file_saved_as_it_was_is_no_update() {
    let site = Site::small();
    let preview = Preview::of(&site);
    replace(&site, STATION, &station("0591-1234-5678"));
    assert!(preview.update().contains("读了 1 个文件"));
    replace(&site, STATION, &station("0591-1234-5678"));
    // The next update is that of the other file, which was saved later.
    let other = markdown(&place("新站"), "新的。");
    replace(&site, "content/stations/yuping/xinzhan.md", &other);
    assert!(preview.update().contains("读了 1 个文件"));
    assert_eq!(preview.get("/stations/yuping/xinzhan/").status, 200);
}
