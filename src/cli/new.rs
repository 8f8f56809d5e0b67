//! `zhandian new`: writes a content file that passes the checks, asking for what is required.

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::arguments::{Format, NewCommand, NewKind};
use super::init::quoted;
use super::{Outcome, print};
use crate::content::{CONTENT_FOLDER, load_file};
use crate::diagnostic::Severity;
use crate::error::{Error, Result};
use crate::site::{Inputs, Options, Site, Today};
use crate::text;
use crate::text::Lang;

pub(super) fn run(command: &NewCommand, root: &Path, lang: Option<Lang>) -> Result<Outcome> {
    let options = Options {
        root: root.to_path_buf(),
        today: Today::At(Timestamp::now()),
        drafts: true,
        base_url: None,
        strict: false,
    };
    let mut inputs = Inputs::read(&options)?;
    let site = Site::link(&options, inputs.clone());
    let lang = lang.unwrap_or(site.config.language);
    let (relative, text) = file(command, &site, lang)?;
    let own: Arc<str> = format!("{CONTENT_FOLDER}/{relative}").into();
    let path = root.join(&*own);
    if path.exists() {
        return Err(Error::new(text!(
            "{own} 已经有了，没有动它",
            "{own} exists already and was left alone"
        )));
    }
    // Checked before it is written: what has faults leaves no trace, wherever its id would lead.
    let loaded = load_file(
        &relative,
        text.as_bytes(),
        text.len() as u64,
        &inputs.config,
    );
    inputs.content.files.push(Arc::new(loaded));
    inputs.theme.sources.add(own.clone(), text.clone());
    let checked = Site::link(&options, inputs);
    let mut faults = checked.diagnostics.clone();
    // What was wrong before is not the new file's fault; what it breaks elsewhere is.
    faults.retain(|diagnostic| {
        diagnostic.file == own
            || (diagnostic.severity == Severity::Error && !site.diagnostics.contains(diagnostic))
    });
    if !faults.is_empty() {
        print::diagnostics(&faults, checked.sources(), Format::Human, lang);
        match lang {
            Lang::Chinese => eprintln!("写下去会有上面的问题，所以没有写文件。改好再试一次。"),
            Lang::English => {
                eprintln!(
                    "The file would bring the faults above, so it was not written. Mend them and try again."
                )
            }
        }
        return Ok(Outcome::Faulty);
    }
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|error| Error::writing(parent, error))?;
    }
    std::fs::write(&path, text).map_err(|error| Error::writing(&path, error))?;
    match lang {
        Lang::Chinese => eprintln!("已写好 {own}，打开它补充正文。"),
        Lang::English => eprintln!("{own} is written; open it and add the text."),
    }
    Ok(Outcome::Clean)
}

/// The path of the new file below `content/`, and its text.
fn file(command: &NewCommand, site: &Site, lang: Lang) -> Result<(String, String)> {
    let mut form = Form {
        lang,
        lines: Vec::new(),
        missing: Vec::new(),
    };
    let name = command.name.as_deref();
    let id = command.id.as_str();
    let (folder, body) = match command.kind {
        NewKind::Center => place(&mut form, command, site, "centers"),
        NewKind::Institute => place(&mut form, command, site, "institutes"),
        NewKind::Station => place(&mut form, command, site, "stations"),
        NewKind::StudyPost => place(&mut form, command, site, "study-posts"),
        NewKind::Place => {
            let folder = id.split_once('/').map_or("", |(folder, _)| folder);
            if site.config.tiers.with_folder(folder).is_none() {
                return Err(no_such_tier(site, id));
            }
            place(&mut form, command, site, folder)
        }
        NewKind::Project => {
            form.text("title", "name", ["标题", "Title"], name)?;
            ("projects", "这里写服务什么人、做什么、怎样预约。")
        }
        NewKind::Team => {
            form.text("name", "name", ["名称", "Name"], name)?;
            let kinds: Vec<_> = site
                .config
                .team_kinds
                .iter()
                .map(|(id, _)| id.as_str())
                .collect();
            let kinds = kinds.join(" / ");
            let prompts = [format!("类型（{kinds}）"), format!("Kind ({kinds})")];
            form.text(
                "kind",
                "team-kind",
                prompts.each_ref().map(String::as_str),
                command.team_kind.as_deref(),
            )?;
            form.optional("place", command.place.as_deref());
            ("teams", "这里写队伍的介绍。")
        }
        NewKind::Activity => {
            form.text("title", "name", ["标题", "Title"], name)?;
            form.place(command.place.as_deref())?;
            form.text(
                "starts",
                "starts",
                [
                    "开始时间（如 2026-07-09 09:00）",
                    "Starts (2026-07-09 09:00)",
                ],
                command.starts.as_deref(),
            )?;
            form.optional("ends", command.ends.as_deref());
            ("activities", "这里写活动的内容、对象、怎样参加。")
        }
        NewKind::Need => {
            form.text("title", "name", ["标题", "Title"], name)?;
            form.place(command.place.as_deref())?;
            form.text(
                "category",
                "category",
                ["类别", "Category"],
                command.category.as_deref(),
            )?;
            form.text(
                "raised",
                "date",
                ["提出日期（如 2026-07-09）", "Raised (2026-07-09)"],
                command.date.as_deref(),
            )?;
            ("needs", "这里写需要什么。")
        }
        NewKind::Plan => {
            form.lines.push("months:".to_owned());
            form.lines.extend(
                (1..=12).map(|month| format!("  {month}: {{theme: {}}}", quoted("（待定）"))),
            );
            ("plans", "")
        }
        NewKind::Article => {
            form.text("title", "name", ["标题", "Title"], name)?;
            form.text(
                "date",
                "date",
                ["日期（如 2026-07-09）", "Date (2026-07-09)"],
                command.date.as_deref(),
            )?;
            form.text(
                "source",
                "source",
                ["来源（谁发布的）", "Source"],
                command.source.as_deref(),
            )?;
            form.lines.push("type: experience".to_owned());
            ("articles", "## 背景\n\n## 做法\n\n## 成效\n\n## 启示")
        }
        NewKind::Page => {
            form.text("title", "name", ["标题", "Title"], name)?;
            ("pages", "这里写正文。")
        }
    };
    form.complain()?;
    let lines = form.lines.join("\n");
    // The id of a place of any tier names its folder itself.
    let id = id.strip_prefix(&format!("{folder}/")).unwrap_or(id);
    Ok(if command.kind == NewKind::Plan {
        (format!("{folder}/{id}.yaml"), format!("{lines}\n"))
    } else {
        (
            format!("{folder}/{id}.md"),
            format!("---\n{lines}\n---\n\n{body}\n"),
        )
    })
}

fn no_such_tier(site: &Site, id: &str) -> Error {
    let folders = site.config.tiers.iter().map(|tier| tier.folder.as_str());
    let folders = folders.collect::<Vec<_>>().join("、");
    Error::new(text!(
        "`{id}` 要从层级的文件夹写起，可用的有：{folders}",
        "`{id}` should begin with the folder of a tier, one of: {folders}"
    ))
}

fn place<'a>(
    form: &mut Form,
    command: &NewCommand,
    site: &Site,
    folder: &'a str,
) -> (&'a str, &'static str) {
    let number = |value: Option<f64>| value.map(|value| value.to_string());
    let mut ask = || -> Result<()> {
        form.text("name", "name", ["名称", "Name"], command.name.as_deref())?;
        form.text(
            "address",
            "address",
            ["地址", "Address"],
            command.address.as_deref(),
        )?;
        let lng = form.answer(
            "lng",
            ["经度（度）", "Longitude (degrees)"],
            number(command.lng).as_deref(),
        )?;
        let lat = form.answer(
            "lat",
            ["纬度（度）", "Latitude (degrees)"],
            number(command.lat).as_deref(),
        )?;
        let crs = form.answer(
            "crs",
            [
                "坐标系（wgs84、cgcs2000、gcj02 高德腾讯、bd09 百度）",
                "Coordinate system (wgs84, cgcs2000, gcj02, bd09)",
            ],
            command.crs.as_deref(),
        )?;
        form.lines
            .push(format!("location: {{lng: {lng}, lat: {lat}, crs: {crs}}}"));
        form.optional("parent", command.parent.as_deref());
        Ok(())
    };
    if let Err(error) = ask() {
        form.missing.push(error.describe(form.lang));
    }
    let tier = site
        .config
        .tiers
        .with_folder(folder)
        .and_then(|tier| site.config.tiers.with_id(&tier.id));
    let items: Vec<String> = site
        .network
        .standards
        .iter()
        .filter(|standard| tier.is_some_and(|tier| standard.tiers.contains(&tier)))
        .flat_map(|standard| &standard.document.fields.items)
        .filter(|item| item.measure.is_none())
        .map(|item| format!("  {}: false   # {}", item.id, item.name))
        .collect();
    if !items.is_empty() {
        form.lines.push("standards:".to_owned());
        form.lines.extend(items);
    }
    (folder, "这里写站点的介绍。")
}

/// The front matter being filled in.
struct Form {
    lang: Lang,
    lines: Vec<String>,
    missing: Vec<String>,
}

impl Form {
    /// A required text as a line of front matter.
    fn text(
        &mut self,
        key: &str,
        flag: &str,
        prompt: [&str; 2],
        given: Option<&str>,
    ) -> Result<()> {
        let answer = self.answer(flag, prompt, given)?;
        self.lines.push(format!("{key}: {}", quoted(&answer)));
        Ok(())
    }

    /// The id of the place where something is.
    fn place(&mut self, given: Option<&str>) -> Result<()> {
        self.text("place", "place", ["地点（站点编号）", "Place (id)"], given)
    }

    fn optional(&mut self, key: &str, given: Option<&str>) {
        if let Some(given) = given {
            self.lines.push(format!("{key}: {}", quoted(given)));
        }
    }

    /// What was given by a flag, or typed at a terminal; elsewhere the flag is noted as missing.
    fn answer(
        &mut self,
        flag: &str,
        [chinese, english]: [&str; 2],
        given: Option<&str>,
    ) -> Result<String> {
        if let Some(given) = given {
            return Ok(given.to_owned());
        }
        if !std::io::stdin().is_terminal() {
            self.missing.push(format!("--{flag}"));
            return Ok(String::new());
        }
        let prompt = match self.lang {
            Lang::Chinese => format!("{chinese}："),
            Lang::English => format!("{english}: "),
        };
        loop {
            eprint!("{prompt}");
            let _ = std::io::stderr().flush();
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line);
            let length = read.map_err(|error| Error::reading("(terminal)", error))?;
            if length == 0 {
                return Err(Error::new(text!(
                    "没有填完",
                    "not everything was filled in"
                )));
            }
            if !line.trim().is_empty() {
                return Ok(line.trim().to_owned());
            }
        }
    }

    fn complain(&self) -> Result<()> {
        if self.missing.is_empty() {
            return Ok(());
        }
        let missing = self.missing.join(" ");
        Err(Error::new(text!("还缺：{missing}", "missing: {missing}")))
    }
}
