//! What an editor most likely meant by a date or number that was written as people write it, not as the
//! program reads it: `7月9日下午3点`, `２０`, `119°23′05″`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::text;
use crate::text::Text;

/// How a date should have been written, or why it is on no calendar.
pub(super) fn date(written: &str) -> Option<Text> {
    let parts = Parts::read(written)?;
    match parts.day() {
        Ok(day) => Some(meant(&day.to_string())),
        Err(why) => Some(why),
    }
}

/// How a date with its time should have been written, or why there is none.
pub(super) fn date_and_time(written: &str) -> Option<Text> {
    let parts = Parts::read(written)?;
    let day = match parts.day() {
        Ok(day) => day,
        Err(why) => return Some(why),
    };
    match parts.time {
        None => Some(meant(&day.to_string())),
        Some((24, 0)) => {
            let next = day.checked_add(1.day()).ok()?;
            Some(
                text!(
                    "24:00 就是第二天的 00:00：",
                    "24:00 is midnight of the next day:"
                )
                .and(&meant(&format!("{next} 00:00"))),
            )
        }
        Some((hour, minute)) if hour < 24 && minute < 60 => {
            Some(meant(&format!("{day} {hour:02}:{minute:02}")))
        }
        Some(_) => Some(text!(
            "时间在 00:00 到 23:59 之间",
            "a time is 00:00 to 23:59"
        )),
    }
}

/// The number that a text with a unit, full-width digits or degrees holds.
pub(super) fn number(written: &str) -> Option<Text> {
    let narrow: String = written.chars().map(narrow).collect();
    let runs: Vec<&str> = narrow
        .split(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
        .filter(|run| run.starts_with(|letter: char| letter.is_ascii_digit()))
        .collect();
    let number = match runs.as_slice() {
        [only] if !narrow.trim_start().starts_with('-') => (*only).to_owned(),
        [degrees, rest @ ..] if narrow.contains(['°', '度']) && rest.len() <= 2 => {
            let part = |at: usize| rest.get(at).map_or(Ok(0.0), |part| part.parse::<f64>());
            let (minutes, seconds) = (part(0).ok()?, part(1).ok()?);
            let degrees = degrees.parse::<f64>().ok()?;
            format!("{:.4}", degrees + minutes / 60.0 + seconds / 3600.0)
        }
        [whole, rest] if narrow.contains(&format!("{whole},{rest}")) => match rest.len() {
            3 => format!("{whole}{rest}"),
            _ => format!("{whole}.{rest}"),
        },
        _ => return None,
    };
    number.parse::<f64>().ok()?;
    Some(meant(&number))
}

fn meant(value: &str) -> Text {
    text!("是不是想写 `{value}`？", "did you mean `{value}`?")
}

/// A half-width letter for a full-width one.
fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

/// The numbers of a date as somebody wrote it.
struct Parts {
    year: i16,
    month: i8,
    day: i8,
    time: Option<(i8, i8)>,
}

impl Parts {
    /// Reads year, month and day in this order, and perhaps a time after them.
    fn read(written: &str) -> Option<Self> {
        let narrow: String = written.chars().map(narrow).collect();
        let narrow = narrow.replace('半', "30");
        let mut runs: Vec<&str> = narrow
            .split(|letter: char| !letter.is_ascii_digit())
            .filter(|run| !run.is_empty())
            .collect();
        if let Some(whole) = runs.first().copied()
            && whole.len() == 8
        {
            runs.splice(0..1, [&whole[..4], &whole[4..6], &whole[6..]]);
        }
        let [year, month, day, time @ ..] = runs.as_slice() else {
            return None;
        };
        if year.len() != 4 || month.len() > 2 || day.len() > 2 || time.len() > 3 {
            return None;
        }
        let after = ["下午", "晚上", "傍晚", "PM", "pm"];
        let is_after_noon = after.iter().any(|word| narrow.contains(word));
        let time = match time {
            [] => None,
            [hour, rest @ ..] => {
                let hour: i8 = hour.parse().ok()?;
                let minute = rest.first().map_or(Ok(0), |minute| minute.parse()).ok()?;
                let shift = if is_after_noon && hour < 12 { 12 } else { 0 };
                Some((hour + shift, minute))
            }
        };
        Some(Parts {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
            time,
        })
    }

    /// The day, or why the calendar has none.
    fn day(&self) -> Result<Date, Text> {
        let Parts {
            year, month, day, ..
        } = *self;
        if !(1..=12).contains(&month) {
            return Err(text!(
                "一年只有 12 个月，没有 {month} 月",
                "there is no month {month}"
            ));
        }
        Date::new(year, month, day).map_err(|_| {
            let most = Date::new(year, month, 1).map_or(31, Date::days_in_month);
            text!(
                "{year} 年 {month} 月只有 {most} 天",
                "month {month} of {year} has {most} days"
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{date, date_and_time, number};

    fn english(hint: Option<crate::text::Text>) -> String {
        hint.map(|hint| hint.english).unwrap_or_default()
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for written in [
            "2026/7/9 15:00",
            "2026年7月9日下午3点",
            "2026.07.09 15：00",
            "２０２６-07-09 15:00",
            "20260709 15:00",
            "2026-07-09 3:00 PM",
            "2026—7—9 15时",
        ] {
            let hint = english(date_and_time(written));
            assert_eq!(hint, "did you mean `2026-07-09 15:00`?", "{written}");
        }
        assert_eq!(english(date("2026年7月9日")), "did you mean `2026-07-09`?");
        assert_eq!(english(date("2026-02-30")), "month 2 of 2026 has 28 days");
        assert_eq!(english(date("2026-13-01")), "there is no month 13");
        let midnight = english(date_and_time("2026-07-09 24:00"));
        assert!(midnight.ends_with("`2026-07-10 00:00`?"), "{midnight}");
        assert_eq!(date("7月9日"), None);
        assert_eq!(date_and_time("下午三点"), None);
    }

    #[test]
    fn numbers_are_found_beside_their_units() {
        for (written, expected) in [
            ("30人", "30"),
            ("９７", "97"),
            ("1,000", "1000"),
            ("119,3849", "119.3849"),
            ("东经119.3849", "119.3849"),
            ("119°23′05″", "119.3847"),
            ("210㎡", "210"),
        ] {
            let hint = english(number(written));
            assert_eq!(hint, format!("did you mean `{expected}`?"), "{written}");
        }
        assert_eq!(number("三十"), None);
        assert_eq!(number("119.38,25.72"), None);
        assert_eq!(number("30-40"), None);
    }
}
