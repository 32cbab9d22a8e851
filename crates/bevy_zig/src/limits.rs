//! Limits of what scripts may use, so that one that runs wild costs its own requests and not the game.

use std::time::Duration;

/// Limits of what scripts may use. A call that would pass one is refused with a status (`error.LimitReached` in Zig).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptLimits {
    /// Bytes of requests that one instance may post in one callback, which is also the size of the buffers. A move is 32
    /// bytes. Default 256 KiB, at least 4 KiB.
    pub request_bytes_per_instance: usize,
    /// Bytes of requests that all instances together may post in one phase. Default 256 MiB.
    pub request_bytes_per_phase: usize,
    /// Entities that scripts may spawn in one phase. Default 65,536.
    pub spawns_per_phase: usize,
    /// Entities of the whole world above which scripts may not spawn more. Default 1,000,000.
    pub entities: usize,
    /// Bytes of memory that the calls of one batch may get for answers (lists of entities and the like). Default 64 MiB.
    pub scratch_bytes_per_batch: usize,
    /// Bytes of memory that one instance may keep (`bevy.List`, `ctx.allocator()`). Default 16 MiB.
    pub instance_memory_bytes: usize,
    /// Bytes that one instance may keep across a reload with a `serialize` of its own. Default 1 MiB.
    pub state_bytes_per_instance: usize,
    /// Vars of one entity, and of the whole game. Default 256.
    pub vars_per_entity: usize,
    /// Bytes of one var that is text or a blob. Default 4 KiB.
    pub var_bytes: usize,
    /// Signals that scripts may emit in one phase. Default 65,536.
    pub signals_per_phase: usize,
    /// Bytes of the payload of a signal that a script emits. Default 4 KiB.
    pub signal_payload_bytes: usize,
    /// Connections to signals that all instances together may have. Default 1,000,000.
    pub connections: usize,
    /// Names of signals in the whole program above which scripts may not make up more; names are kept until it ends. Default
    /// 65,536.
    pub signal_names: usize,
    /// How long one instance may stay in one callback before the callback is ended as a [fault](crate::ScriptFault): in processor time, so
    /// that a busy machine harms nobody; what only waits has four times as long. It is noticed less than half a deadline late. Does not count while a debugger is attached.
    /// Default 250 ms; zero: as long as it likes.
    pub deadline: Duration,
}

impl Default for ScriptLimits {
    fn default() -> Self {
        Self {
            request_bytes_per_instance: 256 << 10,
            request_bytes_per_phase: 256 << 20,
            spawns_per_phase: 1 << 16,
            entities: 1_000_000,
            scratch_bytes_per_batch: 64 << 20,
            instance_memory_bytes: 16 << 20,
            state_bytes_per_instance: 1 << 20,
            vars_per_entity: 256,
            var_bytes: 4 << 10,
            signals_per_phase: 1 << 16,
            signal_payload_bytes: 4 << 10,
            connections: 1_000_000,
            signal_names: 1 << 16,
            deadline: Duration::from_millis(250),
        }
    }
}
