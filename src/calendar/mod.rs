//! The calendar of a community centre: what repeats, when a door is open, and the lunar dates that
//! villages plan by.
//!
//! Everything here works on local civil time ([`jiff::civil`]), as written on a notice board. Only the
//! site's time zone makes it absolute, and that happens outside, once.

pub mod lunar;
pub mod opening_hours;
pub mod recurrence;
