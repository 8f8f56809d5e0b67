//! `activities.json`: what is on, and what was on within the last year.

use jiff::civil::DateTime;
use serde::Serialize;

use super::{Head, list, object, place_id};
use crate::content::written::Signup;
use crate::feed::calendar;
use crate::network::{Activity, Id};
use crate::route::Feed;
use crate::values::FlagOrText;
use crate::view::{Views, activity_cards::activity_status};

/// How many of the next times a record tells; the rest follows from its rule.
const NEXT_TIMES: usize = 10;

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    title: &'a str,
    place: String,
    status: &'static str,
    whole_day: bool,
    starts: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeat: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    except: Vec<String>,
    next: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    platform: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    team: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    audience: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signup: Option<SignupRecord<'a>>,
    online: bool,
    url: String,
    calendar: String,
}

#[derive(Serialize)]
struct SignupRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> SignupRecord<'a> {
    fn of(signup: &'a Signup) -> Self {
        SignupRecord {
            phone: signup.phone.as_deref(),
            url: signup.url.as_deref(),
            note: signup.note.as_deref(),
        }
    }
}

/// Writes the file.
pub(in crate::feed) fn write(views: &Views<'_>, out: &mut Vec<u8>) {
    let network = views.network;
    let mut activities = |out: &mut Vec<u8>| {
        let recent = network
            .activities
            .enumerate()
            .filter(|(_, activity)| calendar::is_recent(activity, network.today));
        list(
            recent.map(|(id, activity)| record(views, id, activity)),
            out,
        );
    };
    object(
        &Head::of(views),
        &mut [("activities", &mut activities)],
        out,
    );
}

fn record<'a>(views: &Views<'a>, id: Id<Activity>, activity: &'a Activity) -> Record<'a> {
    let network = views.network;
    let written = activity.written();
    let whole_day = written.starts.whole_day;
    let moment = |at: DateTime| {
        if whole_day {
            at.date().to_string()
        } else {
            views.rfc3339(at)
        }
    };
    let (_, ahead) = activity.past_and_ahead(network.today);
    let next = ahead.iter().take(NEXT_TIMES);
    Record {
        id: &activity.id,
        title: &written.title,
        place: place_id(views, activity.place),
        status: activity_status(written.status),
        whole_day,
        starts: moment(written.starts.at),
        ends: written.ends.map(|ends| moment(ends.at)),
        repeat: written.repeat.as_ref().map(|repeat| repeat.0.to_string()),
        except: written.except.iter().map(|day| day.0.to_string()).collect(),
        next: next.map(|at| moment(at.starts)).collect(),
        kind: written.kind.as_deref(),
        platform: activity
            .platform
            .map(|id| network.platforms[id].document.id.as_str()),
        project: activity
            .project
            .map(|id| network.projects[id].document.id.as_str()),
        team: activity
            .team
            .map(|id| network.teams[id].document.id.as_str()),
        audience: &written.audience,
        capacity: written.capacity.map(|count| count.0),
        signup: written.signup.as_ref().map(SignupRecord::of),
        online: written.online != FlagOrText::No,
        url: views.full(&activity.path),
        calendar: views.full(&Feed::ActivityCalendar(id).path(network)),
    }
}
