//! The places of a generated network, with the activities written inside them.

use std::fmt::Write;
use std::io::Result;

use super::words::{ACTIVITIES, AUDIENCES, HOURS, ROLES, ROOMS, SERVICES};
use super::{Counts, Writer, institute_id, place_name, station_id};

const CENTER: &str = "shili";

impl Writer {
    pub(super) fn places(&mut self) -> Result<()> {
        let center = self.place("示例市新时代文明实践中心（示例）", "示例中心", "");
        self.file(&format!("centers/{CENTER}.md"), &center)?;
        for index in 0..self.counts.institutes {
            let (name, id) = place_name(index);
            let marks = "parent: shili\nstandards: {signage-plate: true, rules-on-wall: true, facilities: true}\n";
            let place = self.place(
                &format!("{name}镇新时代文明实践所（示例）"),
                &format!("{name}所"),
                marks,
            );
            self.file(&format!("institutes/{id}.md"), &place)?;
        }
        for index in 0..self.counts.stations {
            let (name, _) = place_name(index);
            let facilities = self.random.percent(70);
            let mut more = format!(
                "standards:\n  signage-plate: true\n  rules-on-wall: {{met: false, note: 墙面另行设计}}\n  facilities: {facilities}\n"
            );
            self.inline_activities(&mut more);
            let place = self.place(
                &format!("{name}村新时代文明实践站（示例）"),
                &format!("{name}村"),
                &more,
            );
            let id = station_id(index, &self.counts);
            self.file(&format!("stations/{id}.md"), &place)?;
        }
        for index in 0..self.counts.study_posts {
            let (name, _) = place_name(index);
            let marks = "standards: {signage: true, venue: true, books: true, multimedia: false, rules: true, \
                         carriers: {met: true, note: 自然笔记}, highlights: true}\n";
            let place = self.place(
                &format!("{name}新思想学习驿站（示例）"),
                &format!("{name}驿站"),
                marks,
            );
            self.file(
                &format!("study-posts/{}.md", study_post_id(index, &self.counts)),
                &place,
            )?;
        }
        Ok(())
    }

    /// The whole file of a place; `more` are further lines of its front matter.
    fn place(&mut self, name: &str, short_name: &str, more: &str) -> String {
        let lng = 119_000 + self.random.below(750);
        let lat = 25_250 + self.random.below(700);
        let (hours, role) = (self.random.pick(HOURS), self.random.pick(ROLES));
        let (room, service) = (
            self.random.pick(ROOMS),
            self.random.below(SERVICES.len() - 3),
        );
        let services = SERVICES[service..service + 3].join(", ");
        let team = self.some_team();
        let (area, opened) = (40 + self.random.below(400), self.day());
        let step_free = self.random.percent(60);
        let body = self.short_body();
        format!(
            "---\nname: {name}\nshort_name: {short_name}（示例）\naddress: 示例市示例镇示例路（示例地址）\n\
             location: {{lng: {}.{:03}, lat: {}.{:03}, crs: wgs84, approximate: true}}\n\
             hours: {hours}\nphone: 0591-0000-0000\ncontact: {role}\narea_m2: {area}\n\
             rooms: [{room}, 议事角]\nservices: [{services}]\nteams: [{team}]\nopened: 2021-{opened}\n\
             status: open\naccess: {{step_free: {step_free}, toilet: true, parking: false}}\n{more}---\n\n{body}",
            lng / 1000,
            lng % 1000,
            lat / 1000,
            lat % 1000,
        )
    }

    /// None, one or two activities, 0.8 on average; a fifth of them repeat.
    fn inline_activities(&mut self, out: &mut String) {
        let count = match self.random.below(10) {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        if count > 0 {
            out.push_str("activities:\n");
        }
        for _ in 0..count {
            let (title, kind) = self.random.pick(ACTIVITIES);
            let day = self.day();
            let (audience, project) = (self.random.pick(AUDIENCES), self.some_project());
            let _ = write!(
                out,
                "  - title: {title}\n    starts: 2026-{day} 09:00\n    ends: 2026-{day} 10:30\n    status: confirmed\n    \
                 kind: {kind}\n    audience: {audience}\n    project: {project}\n",
            );
            match self.random.below(10) {
                0 => out.push_str("    repeat: FREQ=WEEKLY;COUNT=12\n"),
                1 => out.push_str("    repeat: FREQ=MONTHLY;COUNT=6\n"),
                _ => {}
            }
        }
    }
}

fn study_post_id(index: usize, counts: &Counts) -> String {
    format!("{}/post-{index}", institute_id(index % counts.institutes))
}
