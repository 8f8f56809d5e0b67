//! Links plans and finds the civil date of every node.

use jiff::civil::Date;

use super::{Documented, Linker, Placed};
use crate::address;
use crate::content::written;
use crate::fault::{Fault, Origin, Step};
use crate::network::Network;
use crate::network::records::{Place, Plan, PlanNode, Team};
use crate::network::rules::{BAD_NODE, NODE_OUTSIDE_MONTH, UNKNOWN_MONTH};
use crate::steps;
use crate::text;
use crate::values::rules::BAD_LUNAR_DATE;

impl<'a> Linker<'a> {
    pub(super) fn plans(
        &mut self,
        network: &mut Network,
        documents: Documented<'a, written::Plan>,
        teams: &Placed<Team>,
        places: &Placed<Place>,
    ) {
        for document in documents {
            let Ok(year) = document.id.parse::<i16>() else {
                continue;
            };
            let mut nodes = Vec::new();
            for (key, month) in &document.fields.months.0 {
                let number = key
                    .parse::<i8>()
                    .ok()
                    .filter(|number| (1..=12).contains(number));
                let Some(number) = number else {
                    self.faults.push(
                        Fault::new(
                            &UNKNOWN_MONTH,
                            document.origin.key(&steps!["months", key.as_str()]),
                            text!(
                                "月份 `{key}` 不是 1 到 12",
                                "`{key}` is not a month from 1 to 12"
                            ),
                        )
                        .help(text!("月份写数字 1 到 12", "write months as 1 to 12")),
                    );
                    continue;
                };
                for (index, node) in month.nodes.iter().enumerate() {
                    let steps = steps!["months", key.as_str(), "nodes", index];
                    let Some(date) = self.node_date(&document.origin, &steps, node, year, number)
                    else {
                        continue;
                    };
                    let lead = node.lead.as_ref().and_then(|lead| {
                        let mut path = steps.to_vec();
                        path.push("lead".into());
                        self.provider(lead, document.origin.value(&path), teams, places)
                    });
                    nodes.push(PlanNode {
                        month: number,
                        index,
                        date,
                        lead,
                    });
                }
            }
            nodes.sort_by_key(|node| node.date);
            network.plans.push(Plan {
                path: address::record(&document.folder, &year.to_string()),
                document: document.clone(),
                year,
                nodes,
            });
        }
    }

    fn node_date(
        &mut self,
        origin: &Origin,
        steps: &[Step],
        node: &written::Node,
        year: i16,
        month: i8,
    ) -> Option<Date> {
        let below = |key: &str| origin.value(&[steps, &steps![key]].concat());
        let (key, dates) = match (node.date, node.lunar, node.solar_term) {
            (Some(day), None, None) => (
                "date",
                Date::new(year, day.month, day.day)
                    .ok()
                    .into_iter()
                    .collect(),
            ),
            (None, Some(lunar), None) => ("lunar", lunar.0.in_civil_year(year)),
            (None, None, Some(term)) => (
                "solar_term",
                term.0.in_year(year).ok().into_iter().collect::<Vec<_>>(),
            ),
            _ => {
                self.faults.push(
                    Fault::new(
                        &BAD_NODE,
                        origin.value(&[steps, &steps!["name"]].concat()),
                        text!(
                            "节点要写一种日期:date、lunar 或 solar_term",
                            "a node needs exactly one of `date`, `lunar` and `solar_term`"
                        ),
                    )
                    .help(text!(
                        "如 {{date: 07-01, name: 建党节}} 或 {{lunar: 9-9, name: 重阳节}}",
                        "such as {{date: 07-01, name: …}} or {{lunar: 9-9, name: …}}"
                    ))
                    .rests_on(origin.path(steps)),
                );
                return None;
            }
        };
        if let Some(date) = dates.iter().find(|date| date.month() == month) {
            return Some(*date);
        }
        let Some(date) = dates.first().copied() else {
            self.faults.push(Fault::new(
                &BAD_LUNAR_DATE,
                below(key),
                text!("{year} 年没有这一天", "there is no such day in {year}"),
            ));
            return None;
        };
        let falls = date.month();
        self.faults.push(
            Fault::new(
                &NODE_OUTSIDE_MONTH,
                below(key),
                text!(
                    "这一天是 {date}，不在 {month} 月",
                    "this day is {date}, not in month {month}"
                ),
            )
            .help(text!("移到 {falls} 月下面", "move it to month {falls}")),
        );
        None
    }
}
