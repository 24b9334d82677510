//! The table of rules, in the order of the alphabet.

mod duplicate_report;
mod duration_disagrees;
mod empty_section;
mod end_before_start;
mod impossible_day;
mod out_of_order;
mod resolved_without_time;
mod scorecard_total;
mod template_text;
mod timeline_apart;
mod weekday_disagrees;
mod zone_out_of_season;

use super::rule::Rule;

/// Every rule.
pub const ALL: &[&Rule] = &[
    &duplicate_report::RULE,
    &duration_disagrees::RULE,
    &empty_section::RULE,
    &end_before_start::RULE,
    &impossible_day::RULE,
    &out_of_order::RULE,
    &resolved_without_time::RULE,
    &scorecard_total::RULE,
    &template_text::RULE,
    &timeline_apart::RULE,
    &weekday_disagrees::RULE,
    &zone_out_of_season::RULE,
];
