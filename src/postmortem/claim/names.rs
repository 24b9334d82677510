//! What labelled moments and lengths can be of, and by which labels, besides the keys of heads.

/// What happened at a labelled moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milestone {
    /// It began: `Started`, `Fault occurs`.
    Started,
    /// It was noticed: `First detected`.
    Detected,
    /// It was called an incident: `Incident declared`.
    Declared,
    /// Its effect was stopped: `Repaired`.
    Mitigated,
    /// It was over: `Resolved`.
    Resolved,
    /// It ended: `End time`.
    Ended,
}

/// What a length of time is said to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Until it was noticed: `Time to detect`.
    Detection,
    /// Until its effect was stopped: `Time to repair`.
    Repair,
    /// Until it was over: `Time to resolve`.
    Resolution,
    /// All of it: `Duration`, `Time to recovery`.
    Whole,
}

/// Further labels of moments, letters only.
pub(in crate::postmortem) const MOMENTS: &[(&str, Milestone)] = &[
    ("faultdetected", Milestone::Detected),
    ("incidentdetected", Milestone::Detected),
    ("problemdetected", Milestone::Detected),
    ("repaireddeclared", Milestone::Mitigated),
    ("incidentrepaired", Milestone::Mitigated),
    ("incidentmitigated", Milestone::Mitigated),
    ("impactmitigated", Milestone::Mitigated),
    ("incidentresolved", Milestone::Resolved),
    ("faultresolved", Milestone::Resolved),
    ("fullyresolved", Milestone::Resolved),
];

/// Labels of lengths, letters only, that measure less than the whole.
pub(in crate::postmortem) const LENGTHS: &[(&str, Measure)] = &[
    ("timetodetect", Measure::Detection),
    ("timetodetection", Measure::Detection),
    ("detectiontime", Measure::Detection),
    ("ttd", Measure::Detection),
    ("timetorepair", Measure::Repair),
    ("timetomitigate", Measure::Repair),
    ("timetomitigation", Measure::Repair),
    ("repairedin", Measure::Repair),
    ("repairedafter", Measure::Repair),
    ("mitigatedin", Measure::Repair),
    ("repairtime", Measure::Repair),
    ("ttm", Measure::Repair),
    ("timetoresolve", Measure::Resolution),
    ("timetoresolution", Measure::Resolution),
    ("resolvedin", Measure::Resolution),
    ("resolvedafter", Measure::Resolution),
    ("timetorestore", Measure::Whole),
    ("restoredin", Measure::Whole),
    ("recoveredin", Measure::Whole),
    ("fixedin", Measure::Whole),
    ("lasted", Measure::Whole),
    ("ttr", Measure::Whole),
];
