//! Threads for work nobody waits for. They step back for those that answer requests: a screen opens while the server
//! prepares the day after a restart, also on two cores.

use std::future::Future;

use tokio::runtime::{Builder, Runtime};

/// How far the threads step back, in steps of `nice(2)`: about a tenth of the share of one that answers, and all that is
/// left over. Not further: a connection to the records that was opened here serves requests too.
const STEPS_BACK: i32 = 10;

/// Stack of a thread that plans questions, bytes. A plan of nested relations, made several calls deep, takes more than 1.3 MB
/// without optimisation; a server whose threads had the usual 2 MB was lost. Memory is taken only where it is reached.
pub const STACK_BYTES: usize = 16 << 20;

/// A runtime of its own, whose threads come second. Dropping it stops what runs there.
pub(crate) struct Background(Option<Runtime>);

impl Background {
    /// Starts the threads.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(crate) fn start() -> std::io::Result<Background> {
        let runtime = Builder::new_multi_thread()
            .thread_name("background")
            .thread_stack_size(STACK_BYTES)
            .enable_all()
            .on_thread_start(step_back)
            .build()?;
        Ok(Background(Some(runtime)))
    }

    /// Works on something beside what else runs there.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        if let Some(runtime) = &self.0 {
            runtime.spawn(work);
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // A runtime must not be waited for by a task of another one.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// On Linux a priority is a thread's own. Where it cannot be lowered the work is done all the same.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(STEPS_BACK) {
        tracing::debug!(%error, "a background thread keeps its priority");
    }
}
