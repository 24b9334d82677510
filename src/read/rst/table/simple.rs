//! Tables drawn with rules of `=` and `-`: the top border says where the columns are.

use super::columns::Columns;
use super::{Draft, DraftRow, Fault, cut, dedented};
use crate::read::rst::Reading;
use crate::read::rst::body::Body;
use crate::read::rst::flow::Flow;

/// From which column to which, the last not counted.
type Range = (usize, usize);

struct Simple<'s> {
    body: Body<'s>,
    /// The top border is this line of the body.
    from: usize,
    columns: Vec<Range>,
    /// Where the top border ends; words of the last column may go further.
    border: usize,
    rows: Vec<DraftRow>,
    /// The line of each row, to know which are of the head.
    starts: Vec<usize>,
}

impl Reading<'_> {
    /// The table whose top border is that line; gives the line behind it.
    pub(in crate::read::rst) fn simple_table(
        &mut self,
        body: Body<'_>,
        from: usize,
        flow: &mut Flow,
    ) -> usize {
        let end = match isolate(body, from) {
            Ok(end) => end,
            Err((end, fault)) => return self.broken_table(body, (from, end), &fault, flow),
        };
        let read = self.read_simple(body, from, end, flow);
        self.end_table(read, body, (from, end), flow)
    }

    fn read_simple(
        &mut self,
        body: Body<'_>,
        from: usize,
        end: usize,
        flow: &mut Flow,
    ) -> Result<(), Fault> {
        let top = body.line(from).unwrap_or("");
        let columns = ranges(top, b'=');
        let border = columns.last().map_or(0, |last| last.1);
        let mut simple = Simple {
            body,
            from,
            columns,
            border,
            rows: Vec::new(),
            starts: Vec::new(),
        };
        let head = simple.read(end)?;
        let rows = simple.rows;
        let span = body.text.span_of(&body.lines[from..end]);
        let table = self.table(body.text, rows, (head, 0), Vec::new());
        flow.push(span, table);
        Ok(())
    }
}

/// The line behind the bottom border: the second rule, or a rule before a blank line.
fn isolate(body: Body<'_>, from: usize) -> Result<usize, (usize, Fault)> {
    let top = body.line(from).unwrap_or("").len();
    let mut found = None;
    for at in from + 1..body.lines.len() {
        let line = body.line(at).unwrap_or("");
        if !line.starts_with('=') || !line.bytes().all(|byte| matches!(byte, b'=' | b' ')) {
            continue;
        }
        if line.len() != top {
            return Err((at + 1, Fault("a rule is not as long as its top")));
        }
        if found.is_some() || body.is_blank(at + 1) {
            return Ok(at + 1);
        }
        found = Some(at);
    }
    let end = found.map_or(body.lines.len(), |found| found + 1);
    Err((end, Fault("it has no bottom, or no blank line behind it")))
}

/// The runs of a sign in a rule.
fn ranges(rule: &str, sign: u8) -> Vec<Range> {
    let mut out: Vec<Range> = Vec::new();
    for (at, byte) in rule.bytes().enumerate() {
        if byte == sign {
            match out.last_mut() {
                Some(last) if last.1 == at => last.1 = at + 1,
                _ => out.push((at, at + 1)),
            }
        }
    }
    out
}

fn is_rule(line: &str, sign: u8) -> bool {
    line.as_bytes().first() == Some(&sign) && line.bytes().all(|byte| byte == sign || byte == b' ')
}

impl Simple<'_> {
    /// Reads all rows; gives how many are the head.
    fn read(&mut self, end: usize) -> Result<usize, Fault> {
        let last = end - 1;
        let mut head_end = None;
        let mut start = self.from + 1;
        let mut has_words = false;
        let first = self.columns.first().copied().unwrap_or_default();
        for at in self.from + 1..end {
            let line = self.body.line(at).unwrap_or("");
            let is_head = at != last && is_rule(line, b'=');
            if is_head && head_end.replace(at).is_some() {
                return Err(Fault("it has two heads"));
            }
            if is_rule(line, b'-') || is_rule(line, b'=') {
                let sign = line.as_bytes()[0];
                let columns = self.spanned(ranges(line, sign))?;
                self.row(start, at, columns)?;
                start = at + 1;
                has_words = false;
            } else if self.has_words_in(at, first) {
                if has_words && at != start {
                    let columns = self.columns.clone();
                    self.row(start, at, columns)?;
                }
                start = at;
                has_words = true;
            } else if !has_words {
                // Nothing stands in the first column yet; other words begin a row all the same.
                if line.is_empty() {
                    start = at + 1;
                } else {
                    has_words = true;
                }
            }
        }
        Ok(head_end.map_or(0, |head| {
            self.starts.iter().filter(|start| **start < head).count()
        }))
    }

    /// The columns that a rule below a row makes of those of the table.
    fn spanned(&self, mut ranges: Vec<Range>) -> Result<Vec<Range>, Fault> {
        match (ranges.last_mut(), self.columns.last()) {
            (Some(last), Some(whole)) if last.1 == self.border => last.1 = whole.1,
            _ => return Err(Fault("a rule below a row does not reach its end")),
        }
        Ok(ranges)
    }

    fn has_words_in(&self, at: usize, (start, end): Range) -> bool {
        let text = &*self.body.text.words;
        let line = Columns::of(text, self.body.lines[at]);
        !text[line.byte(start)..line.byte(end)].trim().is_empty()
    }

    /// Adds the row of these lines.
    fn row(&mut self, from: usize, to: usize, mut ranges: Vec<Range>) -> Result<(), Fault> {
        let text = &*self.body.text.words;
        let lines: Vec<Columns> = self.body.lines[from..to]
            .iter()
            .map(|line| Columns::of(text, *line))
            .collect();
        let is_written = |line: &Columns, start: usize, end: usize| {
            !text[line.byte(start)..line.byte(end.max(start))]
                .trim()
                .is_empty()
        };
        let count = ranges.len();
        for at in 0..count {
            let end = ranges[at].1;
            for line in &lines {
                match ranges.get(at + 1) {
                    // Between two columns nothing may stand.
                    Some((next, _)) if is_written(line, end, *next) => {
                        return Err(Fault("words stand between its columns"));
                    }
                    Some(_) => {}
                    None => ranges[at].1 = ranges[at].1.max(line.count()),
                }
            }
        }
        if let (Some(last), Some(range)) = (self.columns.last_mut(), ranges.last()) {
            last.1 = last.1.max(range.1);
        }
        let mut cells = Vec::with_capacity(count);
        let mut column = 0;
        for (at, (start, end)) in ranges.iter().copied().enumerate() {
            if self.columns.get(column).is_none_or(|own| own.0 != start) {
                return Err(Fault("a rule below a row does not fit its columns"));
            }
            let begun = column;
            let is_last = at + 1 == count;
            loop {
                let Some(own) = self.columns.get(column) else {
                    return Err(Fault("a rule below a row does not fit its columns"));
                };
                column += 1;
                if own.1 == end || (is_last && column == self.columns.len()) {
                    break;
                }
            }
            let content = lines
                .iter()
                .map(|line| cut(text, line.byte(start), line.byte(end)));
            let content: Vec<_> = content.collect();
            let top = content.iter().take_while(|line| line.is_blank()).count();
            cells.push(Draft {
                lines: dedented(text, content[top..].to_vec()),
                columns: column - begun,
                rows: 1,
            });
        }
        let lines = &self.body.lines[from..to.max(from + 1).min(self.body.lines.len())];
        self.starts.push(from);
        self.rows.push(DraftRow {
            span: self.body.text.span_of(lines),
            cells,
        });
        Ok(())
    }
}
