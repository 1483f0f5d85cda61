//! Work shared among the cores of a machine.

use std::num::NonZero;
use std::thread::ScopedJoinHandle;

/// What `work` makes of parts of a list at the same time, in the list's order; a list shorter than `least` is one part.
pub(crate) fn side_by_side<T: Sync, R: Send>(
    list: &[T],
    least: usize,
    work: impl Fn(&[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    if list.len() < least || cores == 1 {
        return work(list);
    }
    let work = &work;
    std::thread::scope(|scope| {
        let parts = list.chunks(list.len().div_ceil(cores));
        let threads: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
        // A thread ends by returning; what panicked in one goes on here.
        let ended = threads.into_iter().map(ScopedJoinHandle::join);
        ended.flat_map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
