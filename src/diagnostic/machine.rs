//! Diagnostics for programs: JSON lines, SARIF, GitHub workflow annotations.
