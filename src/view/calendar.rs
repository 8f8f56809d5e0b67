//! A month as on a wall calendar, with the names that a day has besides its number.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Views;
use super::activity::{CalendarDay, CalendarEntry};
use super::cards::{ActivityCard, Group};
use crate::calendar::lunar::{LunarDate, SolarTerm, lunar_name};
use crate::text::Lang;

/// How many activities a day shows; the list below the calendar has them all.
const ENTRIES: usize = 3;

impl Views<'_> {
    /// The weeks that touch a month, from their Mondays. `days` are its days with activities, in order.
    pub(super) fn weeks(
        &self,
        year: i16,
        month: i8,
        days: &[Group<ActivityCard>],
    ) -> Vec<Vec<CalendarDay>> {
        let Ok(first) = Date::new(year, month, 1) else {
            return Vec::new();
        };
        let last = first.last_of_month();
        let before = i64::from(first.weekday().to_monday_zero_offset());
        // The calendar ends with the year 9999, and so does the last of its weeks.
        let mondays = std::iter::successors(Some(first.saturating_sub(before.days())), |monday| {
            monday.checked_add(7.days()).ok()
        });
        mondays
            .take_while(|monday| *monday <= last)
            .map(|monday| {
                let week = (0..7).map(|offset: i64| monday.saturating_add(offset.days()));
                week.map(|date| self.calendar_day(date, month, days))
                    .collect()
            })
            .collect()
    }

    fn calendar_day(&self, date: Date, month: i8, days: &[Group<ActivityCard>]) -> CalendarDay {
        let in_month = date.month() == month;
        let iso = date.to_string();
        let found = days.binary_search_by(|day| day.id.as_str().cmp(&iso));
        let items = match found {
            Ok(index) if in_month => days[index].items.as_slice(),
            _ => &[],
        };
        let node = in_month.then(|| self.node_of(date)).flatten();
        CalendarDay {
            number: date.day(),
            is_node: node.is_some(),
            note: match node {
                Some(name) => name,
                None if in_month => self.day_name(date),
                None => String::new(),
            },
            in_month,
            is_today: date == self.network.today,
            count: items.len(),
            entries: items.iter().take(ENTRIES).map(entry).collect(),
            date: iso,
        }
    }

    /// What the plan of the year calls a day.
    fn node_of(&self, date: Date) -> Option<String> {
        let plans = self.network.plans.iter();
        let mut plans = plans.filter(|plan| plan.year == date.year());
        plans.find_map(|plan| {
            let node = plan.nodes.iter().find(|node| node.date == date)?;
            let month = plan.document.fields.months.get(&node.month.to_string())?;
            Some(month.nodes.get(node.index)?.name.clone())
        })
    }

    /// The solar term that begins on a day, else its day of the lunar month; the month on its first day.
    /// Empty in English, and outside the years of the lunar calendar.
    fn day_name(&self, date: Date) -> String {
        if self.lang() != Lang::Chinese {
            return String::new();
        }
        if let Ok(Some(term)) = SolarTerm::of(date) {
            return term.name().to_owned();
        }
        let Ok((_, lunar)) = LunarDate::of(date) else {
            return String::new();
        };
        let name = lunar.name();
        let day = name.chars().count().saturating_sub(2);
        if lunar.day() == 1 {
            name.chars().take(day).collect()
        } else {
            name.chars().skip(day).collect()
        }
    }

    /// A day in the lunar calendar: 十月初五. Empty in English, and outside the years it is known for.
    pub(super) fn lunar(&self, date: Date) -> String {
        match self.lang() {
            Lang::Chinese => lunar_name(date).unwrap_or_default(),
            Lang::English => String::new(),
        }
    }
}

fn entry(card: &ActivityCard) -> CalendarEntry {
    CalendarEntry {
        time: card.starts.time.clone(),
        title: card.title.clone(),
        href: card.href.clone(),
        is_cancelled: card.status == "cancelled",
    }
}
