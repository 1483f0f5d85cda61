//! Lines of a text stream, none longer than a limit.

use std::io::Read;

use memchr::memchr;

use super::buffer::Buffer;
use super::reject_row;

/// A line that is not blank.
pub(crate) struct TextLine<'a> {
    /// Its number, from 1.
    pub(crate) number: u64,
    /// Its text without the line end.
    pub(crate) text: Result<&'a str, LineProblem>,
}

/// Why a line is no text.
pub(crate) struct LineProblem {
    /// What is wrong.
    pub(crate) reason: String,
    /// Its beginning.
    pub(crate) row: String,
}

/// Lines of a stream; blank ones are left out.
pub(crate) struct Lines {
    buffer: Buffer,
    number: u64,
    line_bytes_max: usize,
}

/// Where the next line ends.
enum Found {
    Line { length: usize, taken: usize },
    TooLong,
    End,
}

impl Lines {
    pub(crate) fn new(source: Box<dyn Read + Send>, line_bytes_max: usize) -> Lines {
        Lines { buffer: Buffer::new(source), number: 0, line_bytes_max }
    }

    /// The next line that is not blank, `None` at the end.
    pub(crate) fn next(&mut self) -> std::io::Result<Option<TextLine<'_>>> {
        let (length, taken) = loop {
            match self.find()? {
                Found::End => return Ok(None),
                Found::TooLong => {
                    self.number += 1;
                    let row = reject_row(self.buffer.bytes());
                    self.skip()?;
                    let reason = format!("longer than {} bytes", self.line_bytes_max);
                    return Ok(Some(TextLine {
                        number: self.number,
                        text: Err(LineProblem { reason, row }),
                    }));
                }
                Found::Line { length, taken } => {
                    self.number += 1;
                    if !self.buffer.bytes()[..length].trim_ascii().is_empty() {
                        break (length, taken);
                    }
                    self.buffer.take(taken);
                }
            }
        };
        let bytes = &self.buffer.take_slice(taken)[..length];
        let text = std::str::from_utf8(bytes).map_err(|_| LineProblem {
            reason: "bytes that are no UTF-8".to_owned(),
            row: reject_row(bytes),
        });
        Ok(Some(TextLine { number: self.number, text }))
    }

    fn find(&mut self) -> std::io::Result<Found> {
        loop {
            let bytes = self.buffer.bytes();
            let end = memchr(b'\n', bytes);
            if end.unwrap_or(bytes.len()) > self.line_bytes_max {
                return Ok(Found::TooLong);
            }
            if let Some(length) = end {
                return Ok(Found::Line { length, taken: length + 1 });
            }
            if self.buffer.ended() {
                let length = bytes.len();
                return Ok(if length == 0 { Found::End } else { Found::Line { length, taken: length } });
            }
            self.buffer.fill()?;
        }
    }

    /// Takes the rest of an over-long line.
    fn skip(&mut self) -> std::io::Result<()> {
        loop {
            let bytes = self.buffer.bytes();
            if let Some(end) = memchr(b'\n', bytes) {
                self.buffer.take(end + 1);
                return Ok(());
            }
            self.buffer.take(bytes.len());
            if self.buffer.ended() {
                return Ok(());
            }
            self.buffer.fill()?;
        }
    }
}
