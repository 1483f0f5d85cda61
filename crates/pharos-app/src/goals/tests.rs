//! Goals on a simulated centre, against sums made here from what was simulated: neither engine nor metrics have a hand in them.

mod thirteen;
mod truth;
