//! Site time: time zones, slots, periods, opening hours, business time.
