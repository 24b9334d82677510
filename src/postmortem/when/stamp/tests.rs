//! Beginnings of lines as people write them.

use std::fmt::Write as _;

use super::*;

fn shown(text: &str) -> String {
    let Some(stamp) = stamp(text) else {
        return "none".to_owned();
    };
    let day = |day: &Option<Day>| match day {
        Some(Day::Whole(date)) => format!("{date} "),
        Some(Day::Yearless(month, day)) => format!("{month}/{day} "),
        Some(Day::Either(one, other)) => format!("{one} or {other}"),
        Some(Day::Impossible) => "impossible ".to_owned(),
        None => String::new(),
    };
    let time = |time: &TimeOfDay| {
        let half = if time.is_whole { "" } else { "?" };
        let next = if time.next_day { "+1" } else { "" };
        format!("{}{half}{next} {}", time.time, time.precision.name())
    };
    let mut out = day(&stamp.day);
    out.push_str(&stamp.time.as_ref().map(time).unwrap_or_default());
    if let Some((end_day, end)) = &stamp.until {
        let _ = write!(out, " to {}{}", day(end_day), time(end));
    }
    if let Some(zone) = &stamp.zone {
        let _ = write!(out, " [{zone}]");
    }
    format!("{} | {}", out.trim(), &text[stamp.rest..])
}

#[test]
fn beginnings_of_lines() {
    for (text, expected) in [
        ("9:34 - it stops", "09:34:00? minute | it stops"),
        ("9:05 AM EST: down", "09:05:00 minute [EST] | down"),
        ("1:30(ish) back", "01:30:00? approx | back"),
        ("2:00ish - talk", "02:00:00? approx | talk"),
        (
            "~1330-1345 restart",
            "13:30:00 approx to 13:45:00 minute | restart",
        ),
        (
            "10:30 to 11:54 - work",
            "10:30:00? minute to 11:54:00? minute | work",
        ),
        ("15.26 back", "15:26:00 minute | back"),
        ("00:27 UTC: alert", "00:27:00 minute [UTC] | alert"),
        (
            "Dec 16th 12:43 first report",
            "12/16 12:43:00? minute | first report",
        ),
        ("Dec 17th 22:XX more", "12/17 22:00:00 approx | more"),
        ("24:XX still", "00:00:00+1 approx | still"),
        (
            "2023-02-02 10:14: alert",
            "2023-02-02 10:14:00? minute | alert",
        ),
        (
            "2023-02-02 10:21 Incident",
            "2023-02-02 10:21:00? minute | Incident",
        ),
        ("2018-01-18 4:19", "2018-01-18 04:19:00? minute | "),
        ("0817", "08:17:00? minute | "),
        ("[18:53] a", "18:53:00 minute | a"),
        ("Monday 14 June, 10:00 it", "6/14 10:00:00? minute | it"),
        ("ca kl 07:25 feil", "07:25:00 approx | feil"),
        (
            "20:20 to 20:46 UTC gone",
            "20:20:00 minute to 20:46:00 minute [UTC] | gone",
        ),
        (
            "19:22 - 20:00 ish all",
            "19:22:00 approx to 20:00:00 minute | all",
        ),
        ("2021-03-05: a day", "2021-03-05 | a day"),
        (
            "10:00-11:00 all",
            "10:00:00? minute to 11:00:00? minute | all",
        ),
        (
            "2021-03-28T10:00-05:00 x",
            "2021-03-28 10:00:00? minute [-05:00] | x",
        ),
        (
            "12:47 AM PDT on April 21st, it",
            "4/21 00:47:00 minute [PDT] | it",
        ),
        ("17:14pm done", "17:14:00 minute | done"),
        ("20141128T1140 down", "2014-11-28 11:40:00? minute | down"),
        ("7:32 PM - call", "19:32:00 minute | call"),
        ("[03-26 23:04] down", "3/26 23:04:00 minute | down"),
        ("3/26 9:04 down", "3/26 09:04:00? minute | down"),
        ("26.03. 23:04 down", "3/26 23:04:00 minute | down"),
        ("3/4 9:04 down", "none"),
        (
            "2:00 to 2:30 PM down",
            "14:00:00 minute to 14:30:00 minute | down",
        ),
        (
            "11:30 - 1:15 pm down",
            "11:30:00 minute to 13:15:00 minute | down",
        ),
        (
            "9:30 - 2:00 am down",
            "21:30:00 minute to 02:00:00 minute | down",
        ),
        (
            "10:14 UTC -- 10:40 UTC down",
            "10:14:00? minute to 10:40:00? minute [UTC] | down",
        ),
        ("2020 was a year", "none"),
        ("5 servers", "none"),
        ("10.5 percent", "none"),
        ("the 10:00 train", "none"),
        ("3 of them", "none"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}
