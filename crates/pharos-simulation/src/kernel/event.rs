//! The heap of coming events.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Something that will happen at a known instant. Indices are of the model; `ticket` numbers the contacts of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    ContactEnds { agent: u32, queue: u16 },
    PatienceEnds { queue: u16, ticket: u32 },
    RouteOpens { queue: u16, route: u16, ticket: u32 },
    CallbackOffered { queue: u16, ticket: u32 },
    Returns { queue: u16 },
    DutyStarts { agent: u32 },
    DutyEnds { agent: u32 },
}

/// The earliest event is on top.
#[derive(Debug, Default)]
pub(super) struct EventHeap {
    heap: BinaryHeap<Entry>,
}

/// The bits of a number of 0 or more are in the order of the numbers, and integers compare faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    at_bits: u64,
    event: Event,
}

impl Ord for Entry {
    #[inline]
    fn cmp(&self, other: &Entry) -> Ordering {
        other.at_bits.cmp(&self.at_bits)
    }
}

impl PartialOrd for Entry {
    #[inline]
    fn partial_cmp(&self, other: &Entry) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl EventHeap {
    #[inline]
    pub(super) fn push(&mut self, at: f64, event: Event) {
        debug_assert!(at >= 0.0);
        self.heap.push(Entry { at_bits: at.to_bits(), event });
    }

    /// The instant of the earliest event, infinite where there is none.
    #[inline]
    pub(super) fn earliest(&self) -> f64 {
        self.heap.peek().map_or(f64::INFINITY, |entry| f64::from_bits(entry.at_bits))
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<Event> {
        self.heap.peek().map(|entry| entry.event)
    }

    #[inline]
    pub(super) fn pop(&mut self) {
        self.heap.pop();
    }

    /// Takes the earliest event off and puts another in its place: half the work of doing it one after the other.
    #[inline]
    pub(super) fn replace(&mut self, at: f64, event: Event) {
        if let Some(mut top) = self.heap.peek_mut() {
            *top = Entry { at_bits: at.to_bits(), event };
        }
    }
}
