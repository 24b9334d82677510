//! The labels of moments and durations, letters only, besides the keys of heads.
//!
//! Holds words, and asks of some letters whether they can be one of them at all: `labels.rs` and the claims look for them.

use super::super::{
    ACKNOWLEDGED, DECLARED, DETECTED, DURATION, ENDED, HAPPENED, MITIGATED, RESOLVED, STARTED,
    UNTIL_NOTICED,
};
use crate::postmortem::claim::names::{LENGTHS, MOMENTS};
use crate::postmortem::keys;

/// How many bytes the labels have that begin with each letter, and those that end with it, a bit for each number; the last is for all
/// letters that are none of ASCII.
static LABELS: [[u64; 27]; 2] = {
    let mut sizes = [[0; 27]; 2];
    let lists = [
        STARTED,
        HAPPENED,
        DETECTED,
        ACKNOWLEDGED,
        DECLARED,
        MITIGATED,
        RESOLVED,
        ENDED,
        DURATION,
        MORE_STARTS,
        MORE_ENDS,
        MORE_DETECTIONS,
        WINDOWS,
        BARE_WINDOWS,
        MORE_DURATIONS,
        UNTIL_NOTICED,
    ];
    let mut list = 0;
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            sizes = with(sizes, lists[list][at]);
            at += 1;
        }
        list += 1;
    }
    let mut at = 0;
    while at < MOMENTS.len() {
        sizes = with(sizes, MOMENTS[at].0);
        at += 1;
    }
    at = 0;
    while at < LENGTHS.len() {
        sizes = with(sizes, LENGTHS[at].0);
        at += 1;
    }
    sizes
};

const fn with(mut sizes: [[u64; 27]; 2], label: &str) -> [[u64; 27]; 2] {
    let bytes = label.as_bytes();
    sizes[0][place(bytes[0])] |= size(bytes.len());
    sizes[1][place(bytes[bytes.len() - 1])] |= size(bytes.len());
    sizes
}

/// The place of a letter in lower case.
const fn place(letter: u8) -> usize {
    match letter {
        b'a'..=b'z' => (letter - b'a') as usize,
        _ => 26,
    }
}

/// The bit of so many bytes.
const fn size(bytes: usize) -> u64 {
    1 << if bytes < 63 { bytes } else { 63 }
}

/// False for letters that are no label: nearly all begin or end as none does that has as many.
pub(in crate::postmortem) fn may_be_label(letters: &str) -> bool {
    let bytes = letters.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) => is_known(*first, *last, bytes.len()),
        _ => false,
    }
}

fn is_known(first: u8, last: u8, bytes: usize) -> bool {
    LABELS[0][place(first)] & LABELS[1][place(last)] & size(bytes) != 0
}

/// The letters of a key that may be a label; of nearly every key they are not even gathered.
pub(in crate::postmortem) fn label_of(key: &str) -> Option<String> {
    if key.is_ascii() {
        let (mut first, mut last, mut count) = (None, 0, 0);
        for byte in key.bytes() {
            if byte.is_ascii_alphanumeric() {
                first.get_or_insert(byte);
                last = byte;
                count += 1;
            }
        }
        if !is_known(
            first?.to_ascii_lowercase(),
            last.to_ascii_lowercase(),
            count,
        ) {
            return None;
        }
    }
    let letters = keys::letters(key);
    may_be_label(&letters).then_some(letters)
}

/// Labels of when it began.
pub(in crate::postmortem) const MORE_STARTS: &[&str] = &[
    "utcstarttimestamp",
    "faultoccurs",
    "faultoccurred",
    "faultstarts",
    "faultstarted",
    "incidentoccurred",
    "utcstart",
    "starttimestamp",
    "downtimestart",
    "outagestarted",
    "fra",
    "fratidspunkt",
    "starttidspunkt",
    "timeofincident",
    "timeoftheincident",
    "timeofoutage",
    "incidenttime",
    "timestarted",
    "timebegan",
    "starttimeutc",
    "startedutc",
    "startofincident",
    "startofoutage",
    "startofimpact",
    "incidentbegan",
    "outagebegan",
    "impactbegan",
    "issuestarted",
    "issuebegan",
    "problemstarted",
    "problembegan",
    "disruptionstarted",
    "downtimestarted",
    "startet",
    "oppstod",
    "feiloppstod",
    "feilenoppstod",
    "feilintrodusert",
    "feilenintrodusert",
    "startade",
    "starttid",
    "beginn",
    "startzeit",
    "störungsbeginn",
    "beginnderstörung",
    "début",
    "débutdelincident",
    "inicio",
    "iniciodelincidente",
    "início",
    "inizio",
    "begintijd",
    "starttijd",
    "発生",
    "発生日時",
    "発生時刻",
    "開始",
    "開始時刻",
    "开始时间",
    "发生时间",
    "발생",
    "시작",
];
/// Labels of when it was over.
pub(in crate::postmortem) const MORE_ENDS: &[&str] = &[
    "utcendtimestamp",
    "utcend",
    "endtimestamp",
    "downtimeend",
    "outageended",
    "til",
    "sluttidspunkt",
    "timeended",
    "endtimeutc",
    "endedutc",
    "endofincident",
    "endofoutage",
    "endofimpact",
    "incidentresolved",
    "outageresolved",
    "issueresolved",
    "problemresolved",
    "servicerestored",
    "restored",
    "restoredat",
    "timerestored",
    "recovered",
    "recoveredat",
    "timerecovered",
    "fixed",
    "timefixed",
    "slutt",
    "avsluttet",
    "rettet",
    "feilrettet",
    "feilenrettet",
    "løst",
    "slut",
    "sluttid",
    "ende",
    "endzeit",
    "behoben",
    "behobenam",
    "störungsende",
    "endederstörung",
    "fin",
    "findelincident",
    "findelincidente",
    "fim",
    "fine",
    "einde",
    "eindtijd",
    "復旧",
    "復旧日時",
    "復旧時刻",
    "終了",
    "終了時刻",
    "恢复时间",
    "结束时间",
    "종료",
    "복구",
];
/// Labels of when it was noticed, besides.
pub(super) const MORE_DETECTIONS: &[&str] = &[
    "timeofdetection",
    "noticed",
    "noticedat",
    "firstnoticed",
    "firstalert",
    "alertedat",
    "oppdaget",
    "feiloppdaget",
    "feilenoppdaget",
    "upptäckt",
    "opdaget",
    "erkannt",
    "entdeckt",
    "détecté",
    "detectado",
    "検知",
    "検知時刻",
    "发现时间",
];
/// Labels of the time from its beginning to its end.
pub(super) const WINDOWS: &[&str] = &[
    "window",
    "incidentwindow",
    "outagewindow",
    "impactwindow",
    "timeframe",
    "incidenttimeframe",
    "timeperiod",
    "incidentperiod",
    "outageperiod",
    "timeofincident",
    "timeoftheincident",
    "timeofoutage",
    "incidenttime",
    "incidentdate",
    "dateofincident",
    "tidsrom",
    "zeitraum",
    "période",
    "periodo",
    "período",
    "期間",
    "影響期間",
];
/// The same in words that are labels of many things: only at the top of the text, or where it speaks of the incident as a whole.
pub(super) const BARE_WINDOWS: &[&str] = &[
    "period",
    "time",
    "times",
    "when",
    "date",
    "dato",
    "datum",
    "fecha",
    "data",
    "dateandtime",
    "datetime",
    "tidspunkt",
];
/// Labels of durations besides.
pub(in crate::postmortem) const MORE_DURATIONS: &[&str] = &[
    "timetoresolve",
    "timetorecovery",
    "timetoresolution",
    "timetorecover",
    "totaltime",
    "incidentlength",
    "lengthofincident",
    "varighet",
    "dauer",
    "durée",
    "duración",
    "duração",
    "durata",
    "duur",
    "varaktighet",
    "varighed",
    "nedetid",
    "ausfallzeit",
    "outagelength",
    "totalduration",
    "totaloutagetime",
    "outagetime",
    "durationofoutage",
    "durationofincident",
    "durationofimpact",
    "exposuretime",
    "totalexposuretime",
    "timetorestore",
    "影響時間",
    "停止時間",
    "継続時間",
    "持续时间",
];
