//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::BaseUrl;
use crate::error::{Error, Result};
use crate::site::{Options, Today};
use crate::text;
use crate::text::{Lang, Text};

/// 站点 zhandian：把新时代文明实践中心、所、站和学习驿站的 Markdown 与 YAML 变成一个查得严、好浏览的静态网站。
///
/// Turns Markdown and YAML descriptions of a practice network into a checked static site.
#[derive(Debug, Parser)]
#[command(name = "zhandian", version, propagate_version = true)]
pub(super) struct Arguments {
    /// 网站所在的文件夹（里面有 site-config.yaml） / folder of the site
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub(super) root: PathBuf,
    /// 提示用的语言 zh-CN 或 en；不写则用网站的语言 / language of messages
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<Lang>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 新建一个网站 / make a new site
    Init(InitCommand),
    /// 新建一条内容：站点、活动、文章等 / make a new content file
    New(Box<NewCommand>),
    /// 检查内容，不生成网站 / check the content
    Check(CheckCommand),
    /// 检查并生成网站 / check and build the site
    Build(BuildCommand),
    /// 预览：改了文件，浏览器里马上看到 / preview that follows the files
    Serve(ServeCommand),
    /// 阵地标准和年度计划的落实情况，差的在前 / how standards and plans are met, worst first
    Report(ReportCommand),
    /// 下一次页面会变化的时刻，供定时生成用 / the next moment a rebuild would change a page
    NextChange(NextChangeCommand),
    /// 解释一个检查代号；不写代号则列出全部 / explain a diagnostic code
    Explain(ExplainCommand),
    /// 输出命令行补全脚本 / print a completion script for a shell
    Completions(CompletionsCommand),
}

#[derive(Debug, Args)]
pub(super) struct InitCommand {
    /// 新文件夹，或空文件夹 / a new or empty folder
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// 网站名称 / name of the site
    #[arg(long)]
    pub(super) name: Option<String>,
    /// 把自带主题也复制出来，便于改 / copy the default theme too, to change it
    #[arg(long)]
    pub(super) theme: bool,
}

#[derive(Debug, Args)]
pub(super) struct NewCommand {
    /// 种类 / kind
    #[arg(value_enum, value_name = "KIND")]
    pub(super) kind: NewKind,
    /// 编号，如 yuping/buxingjie / id
    #[arg(value_name = "ID")]
    pub(super) id: String,
    /// 名称或标题 / name or title
    #[arg(long, visible_alias = "title")]
    pub(super) name: Option<String>,
    /// 站点：地址 / address of a place
    #[arg(long)]
    pub(super) address: Option<String>,
    /// 站点：经度 / longitude
    #[arg(long, allow_negative_numbers = true)]
    pub(super) lng: Option<f64>,
    /// 站点：纬度 / latitude
    #[arg(long, allow_negative_numbers = true)]
    pub(super) lat: Option<f64>,
    /// 站点：坐标系 / coordinate system
    #[arg(long)]
    pub(super) crs: Option<String>,
    /// 站点：上级 / the place above
    #[arg(long)]
    pub(super) parent: Option<String>,
    /// 活动、需求、队伍：地点 / place
    #[arg(long)]
    pub(super) place: Option<String>,
    /// 活动：开始时间 / start
    #[arg(long)]
    pub(super) starts: Option<String>,
    /// 活动：结束时间 / end
    #[arg(long)]
    pub(super) ends: Option<String>,
    /// 队伍：类型 / kind of a team
    #[arg(long, value_name = "TEAM_KIND")]
    pub(super) team_kind: Option<String>,
    /// 需求：类别 / category of a need
    #[arg(long)]
    pub(super) category: Option<String>,
    /// 需求、文章：日期 / date
    #[arg(long)]
    pub(super) date: Option<String>,
    /// 文章：来源 / source of an article
    #[arg(long)]
    pub(super) source: Option<String>,
}

/// Kinds that `new` can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NewKind {
    /// 实践中心 / a practice center
    Center,
    /// 实践所，编号如 yuping / an institute of a town
    Institute,
    /// 实践站，编号如 yuping/buxingjie / a station of a village
    Station,
    /// 学习驿站，编号如 yuping/shuxiang / a study post
    StudyPost,
    /// 本网络另加的层级，编号从文件夹写起，如 bases/xincun / a place of an added tier
    Place,
    /// 志愿服务项目，编号如 education/sidianban / a project
    Project,
    /// 志愿队伍 / a team
    Team,
    /// 活动 / an activity
    Activity,
    /// 群众点单的需求 / a need
    Need,
    /// 年度计划，编号是年份 / the plan of a year
    Plan,
    /// 文章、典型经验 / an article
    Article,
    /// 关于、制度等页面 / a page
    Page,
}

#[derive(Debug, Args)]
pub(super) struct CheckCommand {
    /// 把图片也一张一张整张打开（慢）；不写只看文件头和文件尾 / decode every picture in full
    #[arg(long)]
    pub(super) pictures: bool,
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct BuildCommand {
    /// 网站放到哪里 / output folder [default: ROOT/public]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// 除了错误和警告什么都不说 / say nothing but faults
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// 确实要删掉大半页面，照做 / go on although most published pages would be removed
    #[arg(long)]
    pub(super) yes: bool,
    /// 不等写进磁盘（文件夹随后就丢掉时用，如 CI） / do not wait for the disk, where the folder is thrown away soon
    #[arg(long)]
    pub(super) no_flush: bool,
    /// 错误和警告的输出格式 / format of faults
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    #[command(flatten)]
    pub(super) common: Common,
}

/// What `check` and `build` have in common.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// 网站的网址，代替配置里的 base_url / address of the site
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// 草稿也算上 / include drafts
    #[arg(long)]
    drafts: bool,
    /// 当作今天的日期，如 2026-07-09 / the day to build for
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
    /// 有警告也算不合格 / warnings fail too
    #[arg(long)]
    pub(super) strict: bool,
}

/// How faults are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// 给人看，标出那一行 / with the marked line
    #[default]
    Human,
    /// 一条一行 / one line each
    Short,
    /// JSON
    Json,
    /// GitHub Actions
    Github,
    /// SARIF 2.1.0
    Sarif,
}

#[derive(Debug, Args)]
pub(super) struct ServeCommand {
    /// 端口；被占用就用后面的 / port, or the next free one
    #[arg(long, default_value_t = 4321)]
    pub(super) port: u16,
    /// 监听的地址；0.0.0.0 让同一网络里的手机也能看 / address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    pub(super) host: std::net::IpAddr,
    /// 打开浏览器 / open a browser
    #[arg(long)]
    pub(super) open: bool,
    /// 不断查看文件，用于收不到变化通知的地方（Docker、WSL、网络盘） / poll the files
    #[arg(long)]
    pub(super) poll: bool,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct ReportCommand {
    /// 输出格式 / output format
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: ReportFormat,
    /// 只看这个站点和它下面的，如 yuping / only this place and those below it
    #[arg(long, value_name = "ID")]
    pub(super) under: Option<String>,
    #[command(flatten)]
    pub(super) common: Common,
}

/// How a report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ReportFormat {
    /// 给人看的表格 / a table for people
    #[default]
    Table,
    /// JSON
    Json,
    /// 表格软件用的 CSV，一项一行 / one line an item
    Csv,
    /// Markdown
    Markdown,
}

#[derive(Debug, Args)]
pub(super) struct NextChangeCommand {
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct ExplainCommand {
    /// 代号，如 unknown-key / code
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsCommand {
    /// 哪种命令行 / which shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

impl Common {
    /// The options of a run. The day is `--today`, else `SOURCE_DATE_EPOCH`, else the clock: the only
    /// place where the program looks at one.
    pub(super) fn options(&self, root: &std::path::Path) -> Result<Options> {
        let base_url = match &self.base_url {
            None => None,
            Some(written) => Some(BaseUrl::parse(written).map_err(|bad| {
                let (message, help) = (bad.message, bad.help);
                Error::new(Text::new(
                    format!("--base-url：{}。{}", message.chinese, help.chinese),
                    format!("--base-url: {}; {}", message.english, help.english),
                ))
            })?),
        };
        Ok(Options {
            root: root.to_path_buf(),
            today: match self.today {
                Some(day) => Today::Day(day),
                None => Today::At(source_date()?.unwrap_or_else(Timestamp::now)),
            },
            drafts: self.drafts,
            base_url,
            strict: self.strict,
        })
    }
}

/// The moment of `SOURCE_DATE_EPOCH` (reproducible-builds.org), if it is set.
fn source_date() -> Result<Option<Timestamp>> {
    let Some(value) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    let value = value.to_string_lossy();
    let moment = value
        .trim()
        .parse::<i64>()
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.map(Some).ok_or_else(|| {
        Error::new(text!(
            "环境变量 SOURCE_DATE_EPOCH 应当是秒数，而不是 `{value}`",
            "SOURCE_DATE_EPOCH should be seconds since 1970, not `{value}`"
        ))
    })
}
