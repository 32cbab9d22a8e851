//! What a script is entered with, seen from the guard.

use std::time::Duration;

use super::PanicNote;
use crate::abi::{BevyZigFrame, BevyZigHost};

/// What host functions work on while a batch runs: the host's side of a call.
///
/// # Safety
/// The functions of [`HOST`](Self::HOST) take the pointer that [`running`](super::running) gives them for one to
/// `Self`, and for nothing else.
pub(crate) unsafe trait Served {
    /// The table that every frame points to.
    const HOST: &'static BevyZigHost;

    /// How long one instance may take in one callback; zero for as long as it likes.
    fn deadline(&self) -> Duration;

    /// Lends the script memory to write requests to.
    fn lend(&mut self, frame: &mut BevyZigFrame);

    /// Takes over what the batch has written.
    fn commit(&mut self, frame: &BevyZigFrame);

    /// Takes over what the batch has written before the row that has faulted.
    fn abandon(&mut self, frame: &BevyZigFrame);

    /// What the script said when it panicked.
    fn take_panic(&mut self) -> Option<PanicNote>;
}
