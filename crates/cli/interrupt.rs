//! Ctrl-C: it ends a run at once, unless the run asked for a moment to keep what it has.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

/// The exit code after Ctrl-C, as shells give it to programs that SIGINT ends.
pub(crate) const EXIT_CODE: u8 = 130;

/// Whether the next Ctrl-C ends the process; each one sets it, so that the second always does.
static ENDS: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// Whether a run is between [`hold`] and [`release`].
static IS_HELD: AtomicBool = AtomicBool::new(false);

/// Makes Ctrl-C end the run with [`EXIT_CODE`]; where no handler can be set, it ends the run all the same.
pub(crate) fn exit_at_interrupt() {
    let _ = flag::register_conditional_shutdown(SIGINT, i32::from(EXIT_CODE), Arc::clone(&ENDS));
    let _ = flag::register(SIGINT, Arc::clone(&ENDS));
}

/// Lets the next Ctrl-C only be noticed, by [`was_noticed`].
pub(crate) fn hold() {
    ENDS.store(false, Ordering::SeqCst);
    IS_HELD.store(true, Ordering::SeqCst);
}

/// Tells whether Ctrl-C came after [`hold`].
pub(crate) fn was_noticed() -> bool {
    IS_HELD.load(Ordering::SeqCst) && ENDS.load(Ordering::SeqCst)
}

/// Lets Ctrl-C end the process again.
pub(crate) fn release() {
    IS_HELD.store(false, Ordering::SeqCst);
    ENDS.store(true, Ordering::SeqCst);
}
