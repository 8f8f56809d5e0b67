//! Everything of a generated network that is not a place.

use std::fmt::Write;
use std::io::Result;

use super::words::{ACTIVITIES, AUDIENCES, EXPERIENCE, NEEDS, PROJECTS, ROLES, TAGS};
use super::{PLATFORMS, Writer, article_id, institute_id, project_id, team_id};

/// How many activities a list file holds.
const LIST: usize = 100;

const STANDARDS: &str = "\
- id: eight-haves
  name: 八个有
  applies_to: [study-post]
  items:
    - {id: signage, name: 有统一标识}
    - {id: venue, name: 有固定的学习服务场所}
    - {id: books, name: 有规定的系列书籍}
    - {id: multimedia, name: 有多媒体设备}
    - {id: rules, name: 有成文的管理制度}
    - {id: monthly-study, name: 每月至少有一次学习活动, measure: {activities_per_month: 1}}
    - {id: carriers, name: 有丰富的日常学习载体}
    - {id: highlights, name: 有自身亮点和成果展示}
- id: three-haves
  name: 三有
  applies_to: [institute, station]
  items:
    - {id: signage-plate, name: 有统一标识牌}
    - {id: rules-on-wall, name: 有制度上墙}
    - {id: facilities, name: 有配套设施}
";

impl Writer {
    pub(super) fn records(&mut self) -> Result<()> {
        self.file("standards.yaml", STANDARDS)?;
        self.platforms()?;
        self.projects()?;
        self.teams()?;
        self.activities()?;
        self.activity_lists()?;
        self.needs()?;
        self.articles()?;
        self.plan()?;
        let about = format!(
            "---\ntitle: 关于\nmenu: true\norder: 1\n---\n\n{}\n\n## 怎么来 {{#lai}}\n\n坐车来。\n",
            self.sentences(6)
        );
        self.file("pages/about.md", &about)?;
        let duties = format!(
            "---\ntitle: 工作职能\norder: 2\n---\n\n{}\n",
            self.sentences(10)
        );
        self.file("pages/duties.md", &duties)
    }

    fn platforms(&self) -> Result<()> {
        let mut list = String::new();
        for (id, name) in PLATFORMS {
            let _ = writeln!(
                list,
                "- id: {id}\n  name: {name}\n  summary: {name}的各个项目。"
            );
        }
        self.file("platforms.yaml", &list)
    }

    fn projects(&mut self) -> Result<()> {
        for index in 0..self.counts.projects {
            let (title, serves) = self.random.pick(PROJECTS);
            let covers = institute_id(self.random.below(self.counts.institutes));
            let (team, role) = (self.some_team(), self.random.pick(ROLES));
            let (audience, tag) = (self.random.pick(AUDIENCES), self.random.pick(TAGS));
            let body = self.short_body();
            let text = format!(
                "---\ntitle: {title}（{index}）\nprovider: {team}\naudience: {audience}\nserves: [{serves}]\n\
                 covers: [{covers}]\nfrequency: 每月两次\ncapacity: 30\ncontact: {role}\nstatus: active\n\
                 tags: [{tag}]\n---\n\n{body}"
            );
            self.file(&format!("projects/{}.md", project_id(index)), &text)?;
        }
        Ok(())
    }

    fn teams(&mut self) -> Result<()> {
        for index in 0..self.counts.teams {
            let kind = ["professional", "volunteer", "five-elders", "lecturers"][index % 4];
            let (place, role) = (self.some_station(), self.random.pick(ROLES));
            let body = self.short_body();
            let text = format!(
                "---\nname: 第{index}志愿服务队\nkind: {kind}\nplace: {place}\nmembers: {}\nskills: [理发, 宣讲]\n\
                 contact: {role}\n---\n\n{body}",
                8 + index % 40,
            );
            self.file(&format!("teams/{}.md", team_id(index)), &text)?;
        }
        Ok(())
    }

    /// The fields of an activity in a file of its own or in a list, each line indented; `index` tells titles apart.
    fn activity(&mut self, index: usize, indent: &str) -> String {
        let (title, kind) = self.random.pick(ACTIVITIES);
        let (place, team, project) = (self.some_station(), self.some_team(), self.some_project());
        let (day, audience) = (self.day(), self.random.pick(AUDIENCES));
        let tag = self.random.pick(TAGS);
        format!(
            "title: {title}（{index}）\n{indent}place: {place}\n{indent}starts: 2026-{day} 19:00\n\
             {indent}ends: 2026-{day} 20:30\n{indent}status: confirmed\n{indent}project: {project}\n\
             {indent}team: {team}\n{indent}audience: {audience}\n{indent}capacity: 40\n{indent}kind: {kind}\n\
             {indent}tags: [{tag}]\n"
        )
    }

    /// Half an activity a station with a text of its own.
    fn activities(&mut self) -> Result<()> {
        for index in 0..self.counts.stations / 2 {
            let fields = self.activity(index, "");
            let body = self.short_body();
            let text = format!("---\n{fields}---\n\n{body}");
            self.file(&format!("activities/activity-{index}.md"), &text)?;
        }
        Ok(())
    }

    /// A fifth of an activity a station in lists.
    fn activity_lists(&mut self) -> Result<()> {
        let count = self.counts.stations / 5;
        for first in (0..count).step_by(LIST) {
            let mut list = String::new();
            for index in first..(first + LIST).min(count) {
                let fields = self.activity(index, "  ");
                let _ = write!(list, "- id: listed-{index}\n  {fields}");
            }
            self.file(&format!("activities/list-{first}.yaml"), &list)?;
        }
        Ok(())
    }

    fn needs(&mut self) -> Result<()> {
        for index in 0..self.counts.needs {
            let (title, place) = (self.random.pick(NEEDS), self.some_station());
            let (category, _) = self.random.pick(PLATFORMS);
            let status = self.random.pick(&["open", "accepted", "done"]);
            let raised = self.day();
            let answer = match status {
                "open" => String::new(),
                _ => format!(
                    "project: {}\nteam: {}\n",
                    self.some_project(),
                    self.some_team()
                ),
            };
            let body = self.sentences(4);
            let text = format!(
                "---\ntitle: {title}\nplace: {place}\ncategory: {category}\nraised: 2025-{raised}\n\
                 status: {status}\n{answer}---\n\n{body}\n"
            );
            self.file(&format!("needs/need-{index}.md"), &text)?;
        }
        Ok(())
    }

    fn articles(&mut self) -> Result<()> {
        for index in 0..self.counts.articles {
            let kind = ["experience", "news", "notice"][index % 3];
            let (date, place) = (self.day(), self.some_station());
            let (project, tag) = (self.some_project(), self.random.pick(TAGS));
            let body = self.body(EXPERIENCE);
            let text = format!(
                "---\ntitle: 一把椅子和四十户人家（{index}）\ndate: 2025-{date}\ntype: {kind}\nsource: 示例素材\n\
                 author: 通讯员\nplaces: [{place}]\nprojects: [{project}]\ntags: [{tag}]\n---\n\n{body}"
            );
            self.file(&format!("articles/{}.md", article_id(index)), &text)?;
        }
        Ok(())
    }

    fn plan(&mut self) -> Result<()> {
        let mut plan = "months:\n".to_owned();
        for month in 1..=12 {
            let team = self.some_team();
            let _ = write!(
                plan,
                "  {month}:\n    theme: 本月主题\n    nodes:\n      - {{date: {month:02}-05, name: 志愿服务日, lead: {team}}}\n",
            );
        }
        self.file("plans/2026.yaml", &plan)
    }
}
