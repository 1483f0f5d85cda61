//! Asterisk's `queue_log`: one line per event of a call queue, in rotated files that calls run across.
//!
//! Formats: `app_queue.c` and `logger.c` of Asterisk, the documentation's page "Queue Logs". Lines are stored, and calls,
//! offers and agents' states are derived from all lines known. The database export of the same log (`queue_log` table as
//! CSV) is read too. Times are whole seconds. Not in the log, hence NULL: hold during the talk, after-call work.

mod agents;
mod aliases;
mod calls;
mod line;
mod realtime;
mod segments;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};

use super::rows::Gathered;
use super::{Derived, IngestError, Source, SourceContext, SourceRecord, SplitRecords};
use crate::functions::word_hash;
use crate::readers::{Reject, reject_row};
use line::{Entry, Event};

/// Asterisk writes at most 8192 bytes; a longer line is damage.
const LINE_BYTES_MAX: usize = 65_536;

pub(super) struct AsteriskQueueLog;

impl Source for AsteriskQueueLog {
    fn name(&self) -> &'static str {
        "asterisk-queue-log"
    }

    fn keeps_records(&self) -> bool {
        true
    }

    fn split(
        &self,
        file: &mut dyn Read,
        name: &str,
        context: &SourceContext,
    ) -> Result<SplitRecords, IngestError> {
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let io = |error| IngestError::Io { name: name.to_owned(), error };
        let head = reader.fill_buf().map_err(io)?;
        if realtime::is_export(head) {
            return realtime::split(&mut reader, name, context);
        }
        let mut cut = Cut::new(name);
        let mut bytes = Vec::new();
        let mut number = 0;
        loop {
            bytes.clear();
            if read_line(&mut reader, &mut bytes).map_err(io)? == 0 {
                return Ok(cut.split);
            }
            number += 1;
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_end_matches(['\r', '\n']).trim_start_matches('\u{feff}');
            if bytes.len() > LINE_BYTES_MAX {
                cut.reject(number, format!("longer than {LINE_BYTES_MAX} bytes"), text);
            } else if !text.trim().is_empty() {
                cut.line(number, text);
            }
        }
    }

    fn derive(&self, records: &[SourceRecord], context: &SourceContext) -> Derived {
        let mut gathered = Gathered::new(records, context);
        let mut entries = Vec::with_capacity(records.len());
        for (record, source) in records.iter().enumerate() {
            match line::parse(&source.text) {
                Ok(parsed) => entries.push(Entry { record, key: &source.key, line: parsed }),
                Err(reason) => gathered.reject(record, reason),
            }
        }
        // Files and their order say nothing: within a second the text decides.
        entries.sort_by(|a, b| (a.line.at_us, a.key).cmp(&(b.line.at_us, b.key)));
        entries.dedup_by(|a, b| a.key == b.key);
        for entry in entries.iter().filter(|entry| entry.line.event == Event::Custom) {
            gathered.finding("custom_event", || format!("{} is kept as it stands", entry.line.event_name));
        }
        let names = aliases::agent_names(&entries, context, &mut gathered);
        let calls = calls::calls(&entries, context.as_complete_until_us);
        segments::rows(&entries, &calls, &names, &mut gathered);
        agents::rows(&entries, &names, &mut gathered);
        gathered.finish()
    }
}

/// Lines on their way into records.
struct Cut<'a> {
    name: &'a str,
    split: SplitRecords,
    /// How often each line stood in the file so far: the same line twice is two events.
    seen: HashMap<String, u32>,
}

impl<'a> Cut<'a> {
    fn new(name: &'a str) -> Self {
        Cut { name, split: SplitRecords::default(), seen: HashMap::new() }
    }

    fn line(&mut self, number: u64, text: &str) {
        let parsed = match line::parse(text) {
            Ok(parsed) => parsed,
            Err(reason) => return self.reject(number, reason, text),
        };
        let hash = word_hash(text);
        let times = self.seen.entry(hash.clone()).or_insert(0);
        *times += 1;
        let key = if *times == 1 { hash } else { format!("{hash}-{times}") };
        self.split.read += 1;
        self.split.records.push(SourceRecord {
            key,
            group: parsed.callid.to_owned(),
            at_us: parsed.at_us,
            version: 0,
            file: self.name.to_owned(),
            line: number,
            text: text.to_owned(),
        });
    }

    fn reject(&mut self, line: u64, reason: String, text: &str) {
        self.split.read += 1;
        self.split.rejects.push(Reject { line, reason, row: reject_row(text.as_bytes()) });
    }
}

/// One line with its end, cut behind [`LINE_BYTES_MAX`] bytes, so that a file without line ends fills no memory.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    let mut read = 0;
    loop {
        let buffer = reader.fill_buf()?;
        let (taken, ends) = match memchr::memchr(b'\n', buffer) {
            Some(place) => (place + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        let room = (LINE_BYTES_MAX + 1).saturating_sub(line.len()).min(taken);
        line.extend_from_slice(&buffer[..room]);
        reader.consume(taken);
        read += taken;
        if ends {
            return Ok(read);
        }
    }
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use sample::log as sample_log;
