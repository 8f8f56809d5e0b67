//! Every rule there is: for `zhandian explain`, for configured severities, and for the tests that demand
//! a fixture of each.

use crate::boundaries::rules::BAD_BOUNDARIES;
use crate::check::{
    self, columns, contradiction, coordinates, divisions, duplicates, hours, links_rules, markdown,
    personal, phone, picture_words, pictures_rules, rules, scale, standards, unread, wording,
};
use crate::config;
use crate::content::rules as content;
use crate::content::{placeholder, scan};
use crate::disk::NOT_UTF8;
use crate::fault::Rule;
use crate::network::rules as network;
use crate::route::rules as route;
use crate::theme::rules as theme;
use crate::values::rules as values;
use crate::yaml::rules as yaml;

/// All rules, by what they are about.
pub static ALL: &[&Rule] = &[
    &yaml::BAD_YAML,
    &yaml::TOO_COMPLEX,
    &yaml::UNKNOWN_KEY,
    &yaml::MISSING_KEY,
    &yaml::DUPLICATE_KEY,
    &yaml::CUT_VALUE,
    &yaml::WRONG_TYPE,
    &yaml::UNKNOWN_VALUE,
    &yaml::EMPTY_TEXT,
    &values::BAD_DATE,
    &values::BAD_REPEAT,
    &values::BAD_HOURS,
    &values::BAD_LUNAR_DATE,
    &content::FILE_TOO_LARGE,
    &NOT_UTF8,
    &content::NO_FRONT_MATTER,
    &content::BAD_ID,
    &content::UNKNOWN_FOLDER,
    &content::NO_CONTENT,
    &content::UNREADABLE_FILE,
    &content::UNFOLLOWED_LINK,
    &content::BAD_FILE_NAME,
    &content::ROOT_FILE_LIMIT,
    &scan::IDENTITY_NUMBER,
    &scan::GARBLED_TEXT,
    &placeholder::PLACEHOLDER_TEXT,
    &unread::UNREAD_FILE,
    &config::BAD_CONFIG,
    &config::MISSING_CONFIG,
    &config::LOW_CONTRAST,
    &config::INCOMPLETE_BOUNDARIES,
    &BAD_BOUNDARIES,
    &theme::MISSING_MAP_LIBRARY,
    &config::MISSING_DUTY,
    &columns::STALE_COLUMN,
    &network::MISSING_PLACE,
    &network::MISSING_PLATFORM,
    &network::MISSING_PROJECT,
    &network::MISSING_TEAM,
    &network::MISSING_ACTIVITY,
    &network::MISSING_ARTICLE,
    &network::WRONG_KIND,
    &network::WRONG_TIER,
    &network::AMBIGUOUS_REFERENCE,
    &network::AMBIGUOUS_PARENT,
    &network::PARENT_CYCLE,
    &network::DRAFT_REFERENCE,
    &network::DUPLICATE_ID,
    &network::UNKNOWN_MONTH,
    &network::BAD_NODE,
    &network::NODE_OUTSIDE_MONTH,
    &network::OVER_LIMIT,
    &rules::REVERSED_TIMES,
    &rules::REPEAT_START,
    &rules::UNUSED_EXCEPTION,
    &rules::BAD_SCORE,
    &rules::COUNT_MISMATCH,
    &route::BAD_ALIAS,
    &route::ROUTE_CONFLICT,
    &route::PATH_TOO_LONG,
    &rules::ROOT_FILE_TAKEN,
    &phone::BAD_PHONE,
    &contradiction::CONTRADICTION,
    &personal::PRIVATE_NUMBER,
    &hours::UNLIKELY_HOURS,
    &wording::JOINED_WORDS,
    &wording::UNKNOWN_CATEGORY,
    &scale::UNLIKELY_DATE,
    &scale::OVERLONG,
    &scale::IMPOSSIBLE_NUMBER,
    &divisions::BAD_DIVISION,
    &duplicates::DUPLICATE_RECORD,
    &duplicates::SAME_LOCATION,
    &coordinates::SWAPPED_COORDINATES,
    &coordinates::OUTSIDE_REGION,
    &standards::UNKNOWN_ITEM,
    &standards::MISSING_ITEM,
    &standards::MEASURED_ITEM,
    &links_rules::BROKEN_LINK,
    &links_rules::BROKEN_ANCHOR,
    &links_rules::FORBIDDEN_LINK,
    &links_rules::SECRET_IN_ADDRESS,
    &links_rules::EMPTY_LINK,
    &links_rules::MISSING_PICTURE,
    &links_rules::MISSING_ALT,
    &links_rules::UNSUPPORTED_PICTURE,
    &pictures_rules::BROKEN_PICTURE,
    &pictures_rules::PICTURE_TOO_LARGE,
    &pictures_rules::PICTURE_ENDING,
    &pictures_rules::EXTERNAL_PICTURE,
    &pictures_rules::UNSAFE_FILE,
    &picture_words::POOR_ALT,
    &markdown::BAD_MARKDOWN,
    &links_rules::RAW_HTML,
    &links_rules::DUPLICATE_HEADING,
    &check::MASS_REMOVAL,
    &theme::MISSING_THEME,
    &theme::BAD_THEME,
    &theme::TEMPLATE_FAULT,
];

/// The rule of this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.code == code).copied()
}
