//! Writes practice networks of any size: the same seed gives the same files, and `zhandian check` finds
//! no fault in them.
//!
//! For N stations there are 1 center, N/40 institutes, N/10 study posts, about 1.5 N activities (inside
//! their stations, in files with a text, and in lists; a fifth of those inside repeat), N/50 projects on
//! 7 platforms, N/100 teams, N/40 needs, N/100 articles, the plan of a year, two standards and two pages.

mod places;
mod random;
mod records;
mod words;

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};

use random::Random;
use words::{HEADINGS, SENTENCES, SYLLABLES};

/// The day for which generated networks are meant to be built.
pub(crate) const TODAY: &str = "2026-07-09";

/// Writes the site of a network with so many stations into a folder, which is emptied first.
pub(crate) fn write(root: &Path, stations: usize, seed: u64) -> Result<()> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    let mut writer = Writer {
        content: root.join("content"),
        random: Random::new(seed),
        counts: Counts::of(stations),
    };
    fs::create_dir_all(&writer.content)?;
    fs::write(root.join("site-config.yaml"), CONFIG)?;
    writer.places()?;
    writer.records()
}

const CONFIG: &str = "\
name: 示例市新时代文明实践网络
short_name: 示例文明实践
description: 为测量速度而生成的网络。
language: zh-CN
timezone: Asia/Shanghai
base_url: https://example.org/
theme: default
notice: 示例网站：站点、活动、文章、电话均为生成的示例，不是真实信息。
region: {west: 119.0, south: 25.25, east: 119.75, north: 25.95}
articles_per_page: 10
order:
  phone: 0591-0000-0000
footer:
  - 示例市新时代文明实践网络（示例）
";

/// How many there are of each kind.
struct Counts {
    stations: usize,
    institutes: usize,
    study_posts: usize,
    projects: usize,
    teams: usize,
    needs: usize,
    articles: usize,
}

impl Counts {
    fn of(stations: usize) -> Self {
        let part = |of: usize| (stations / of).max(1);
        Counts {
            stations,
            institutes: part(40),
            study_posts: part(10),
            projects: part(50),
            teams: part(100),
            needs: part(40),
            articles: part(100),
        }
    }
}

struct Writer {
    content: PathBuf,
    random: Random,
    counts: Counts,
}

/// A name of a place and the start of its id. No two places of a tier have the same name: a syllable more for
/// every time all pairs of syllables were used.
fn place_name(index: usize) -> (String, String) {
    let (first, first_read) = SYLLABLES[index % SYLLABLES.len()];
    let (second, second_read) =
        SYLLABLES[(index / SYLLABLES.len() + 7 * index + 1) % SYLLABLES.len()];
    let mut name = format!("{first}{second}");
    let mut round = index / SYLLABLES.len().pow(2);
    while round > 0 {
        name.push(SYLLABLES[round % SYLLABLES.len()].0);
        round /= SYLLABLES.len();
    }
    (name, format!("{first_read}{second_read}-{index}"))
}

fn institute_id(index: usize) -> String {
    place_name(index).1
}

/// Below the institutes in turn, so that each has about forty.
fn station_id(index: usize, counts: &Counts) -> String {
    let institute = institute_id(index % counts.institutes);
    format!("{institute}/{}", place_name(index).1)
}

fn team_id(index: usize) -> String {
    format!("team-{index}")
}

fn article_id(index: usize) -> String {
    format!("article-{index}")
}

/// The platforms of the network.
const PLATFORMS: &[(&str, &str)] = &[
    ("theory", "理论宣讲"),
    ("education", "教育服务"),
    ("culture", "文化服务"),
    ("science", "科技与科普服务"),
    ("fitness", "健身体育服务"),
    ("health", "健康与助老服务"),
    ("custom", "移风易俗与法治服务"),
];

fn project_id(index: usize) -> String {
    let (platform, _) = PLATFORMS[index % PLATFORMS.len()];
    format!("{platform}/project-{index}")
}

impl Writer {
    fn file(&self, path: &str, text: &str) -> Result<()> {
        let path = self.content.join(path);
        match fs::write(&path, text) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(&path))?;
                fs::write(&path, text)
            }
            result => result,
        }
    }

    fn some_station(&mut self) -> String {
        let index = self.random.below(self.counts.stations);
        station_id(index, &self.counts)
    }

    fn some_team(&mut self) -> String {
        team_id(self.random.below(self.counts.teams))
    }

    fn some_project(&mut self) -> String {
        project_id(self.random.below(self.counts.projects))
    }

    fn sentences(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| self.random.pick(SENTENCES))
            .collect::<Vec<_>>()
            .concat()
    }

    /// A text of 1 to 2 KB with headings, a list or a table, and links to other files of the network.
    fn body(&mut self, headings: &[&str]) -> String {
        let mut text = self.sentences(2);
        for heading in headings {
            let paragraph = self.sentences(2);
            text.push_str(&format!("\n\n## {heading}\n\n{paragraph}"));
        }
        let table =
            "\n\n| 时间 | 做什么 |\n| --- | --- |\n| 上午 | 便民服务 |\n| 晚上 | 读书、排练 |";
        let list = "\n\n- 不用报名，来了就坐；\n- 带孩子的坐前两排；\n- 走的时候把椅子放回原处。";
        let quote = "\n\n> 示例文字，数字与安排均为生成。";
        text.push_str(self.random.pick(&[table, list, quote]));
        let (station, team) = (self.some_station(), self.some_team());
        text.push_str(&format!(
            "\n\n也可以去[附近的实践站](/stations/{station}.md)，找[志愿服务队](/teams/{team}.md)，\
             或看[全部活动](/activities/)和[说明](/pages/about.md#lai)。\n"
        ));
        text
    }

    /// The body of a place or record: one or two headings.
    fn short_body(&mut self) -> String {
        let first = self.random.below(HEADINGS.len());
        let second = (first + 1) % HEADINGS.len();
        let count = 1 + self.random.below(2);
        self.body(&[HEADINGS[first], HEADINGS[second]][..count])
    }

    /// A day of a year as `MM-DD`; no day that some month lacks.
    fn day(&mut self) -> String {
        let (month, day) = (1 + self.random.below(12), 1 + self.random.below(28));
        format!("{month:02}-{day:02}")
    }
}
