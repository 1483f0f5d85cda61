//! A window that slides over a stream: whole records lie in one piece.

use std::io::Read;

/// Bytes read in one go.
const PIECE_BYTES: usize = 256 << 10;

/// Bytes of a stream that are not yet taken.
pub(crate) struct Buffer {
    source: Box<dyn Read + Send>,
    bytes: Vec<u8>,
    from: usize,
    until: usize,
    ended: bool,
}

impl Buffer {
    pub(crate) fn new(source: Box<dyn Read + Send>) -> Buffer {
        Buffer { source, bytes: vec![0; PIECE_BYTES], from: 0, until: 0, ended: false }
    }

    /// What is read and not yet taken.
    #[inline]
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[self.from..self.until]
    }

    /// `true` once the stream gave its last byte.
    #[inline]
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Takes the first bytes away.
    #[inline]
    pub(crate) fn take(&mut self, count: usize) {
        self.from = (self.from + count).min(self.until);
    }

    /// Takes the first bytes away and gives them.
    pub(crate) fn take_slice(&mut self, count: usize) -> &[u8] {
        let from = self.from;
        self.take(count);
        &self.bytes[from..self.from]
    }

    /// Reads on; what is not yet taken stays.
    pub(crate) fn fill(&mut self) -> std::io::Result<()> {
        if self.from > 0 {
            self.bytes.copy_within(self.from..self.until, 0);
            self.until -= self.from;
            self.from = 0;
        }
        if self.until == self.bytes.len() {
            self.bytes.resize(self.bytes.len() * 2, 0);
        }
        loop {
            match self.source.read(&mut self.bytes[self.until..]) {
                Ok(0) => self.ended = true,
                Ok(count) => self.until += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }
}
