//! Any encoding in, UTF-8 out.

use std::io::Read;

use encoding_rs::{Decoder, Encoding, UTF_8};

/// A text stream as UTF-8 without byte order mark. UTF-8 passes through unchecked (records are checked one by one);
/// bytes that mean nothing in another encoding become U+FFFD, which the readers reject by record.
pub(crate) fn utf8_reader(source: Box<dyn Read + Send>, encoding: &'static Encoding) -> Box<dyn Read + Send> {
    if encoding == UTF_8 {
        return Box::new(WithoutMark { source, checked: false, held: Vec::new() });
    }
    Box::new(Decoded {
        source,
        decoder: encoding.new_decoder_with_bom_removal(),
        raw: vec![0; 64 << 10],
        raw_from: 0,
        raw_until: 0,
        text: vec![0; 256 << 10],
        text_from: 0,
        text_until: 0,
        ended: false,
    })
}

/// UTF-8 without its byte order mark.
struct WithoutMark {
    source: Box<dyn Read + Send>,
    checked: bool,
    held: Vec<u8>,
}

impl Read for WithoutMark {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if !self.checked {
            self.checked = true;
            (&mut self.source).take(3).read_to_end(&mut self.held)?;
            if self.held == [0xef, 0xbb, 0xbf] {
                self.held.clear();
            }
        }
        if self.held.is_empty() {
            return self.source.read(out);
        }
        let count = self.held.len().min(out.len());
        out[..count].copy_from_slice(&self.held[..count]);
        self.held.drain(..count);
        Ok(count)
    }
}

/// A stream decoded piece by piece.
struct Decoded {
    source: Box<dyn Read + Send>,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_from: usize,
    raw_until: usize,
    text: Vec<u8>,
    text_from: usize,
    text_until: usize,
    ended: bool,
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.text_from == self.text_until {
            if self.ended {
                return Ok(0);
            }
            self.decode_on()?;
        }
        let count = (self.text_until - self.text_from).min(out.len());
        out[..count].copy_from_slice(&self.text[self.text_from..self.text_from + count]);
        self.text_from += count;
        Ok(count)
    }
}

impl Decoded {
    fn decode_on(&mut self) -> std::io::Result<()> {
        let mut last = false;
        if self.raw_from == self.raw_until {
            self.raw_from = 0;
            self.raw_until = self.source.read(&mut self.raw)?;
            last = self.raw_until == 0;
        }
        let raw = &self.raw[self.raw_from..self.raw_until];
        let (result, read, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, last);
        self.raw_from += read;
        self.text_from = 0;
        self.text_until = written;
        self.ended = last && result == encoding_rs::CoderResult::InputEmpty;
        Ok(())
    }
}
