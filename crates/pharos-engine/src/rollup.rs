//! Roll-ups: what the catalogue's measures add up to, made beforehand.
//!
//! A *cube* is one relation by one clock on one grid: quarters of an hour x queue x channel x direction, or days x agent x
//! queue x channel, each with site and source beside them. Its cells are the additive aggregates that the scans of the
//! catalogue's metrics ask for at their parameters' defaults (`cube`): numbers of rows, sums of whole thousandths, least and
//! greatest values. Since such cells of two stretches of rows add up to the cell of both, a question answered from a cube is
//! the number the rows give, to the last bit. Quantiles and distinct numbers do not add up; histograms (1 %) and sketches
//! (2 %) answer them where the question allows it (`--approx`).
//!
//! A *part* is a cube's rows of one UTC day of the fact table, or of a whole month of days (`parts`). Its name holds a hash
//! of the data files it was made from, and data files never change: a part is true for every head that has these files on
//! this day and does not exist for any other. So nothing has to be kept in step: late rows, corrections, undoing and erasure
//! bring other files, and the day is read as rows until its part is made again (`make`). Rows waiting in the inbox, and the
//! days they may supersede rows of, are read as rows as well (`cover`).
//!
//! From months of these cubes coarser ones are added up (`coarser`): days and months of queues, months of agents and of classes
//! of values.
//!
//! Contacts with the distance to the customer's neighbours look at rows of other days; they have parts of their own (`linked`),
//! which are added up by day and matter.

mod coarser;
mod cover;
mod cube;
mod inbox;
mod linked;
mod make;
mod parts;
mod sketch;
mod stretch;
#[cfg(test)]
mod tests;

pub use make::{MakeReport, make};
pub use parts::{paths, sweep};

pub(crate) use cover::{Cover, Piece, cover};
pub(crate) use cube::{Cube, cubes, is_joined};
pub(crate) use linked::{Linked, Span, linked};
pub(crate) use sketch::functions;
