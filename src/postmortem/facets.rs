//! Services, causes, triggers, severity, tags, teams: from the head first; never invented.
