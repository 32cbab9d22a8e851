//! Limits on what scripts can use, so that a runaway script loses its own requests and does not take down the game.

use std::time::Duration;

/// Limits on what scripts can use. A call that would exceed one is refused with a status (`error.LimitReached` in Zig).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptLimits {
    /// Bytes of requests that one instance may post in one callback. A move is 32 bytes (the first of its own entity is
    /// 16), a spawn, an attach and a component 24, and a buffer grows as needed. Default 16 MiB: half a million moves;
    /// at least 4 KiB.
    pub request_bytes_per_instance: usize,
    /// Bytes of requests that all instances together may post in one phase. The second half is only for callbacks that
    /// post up to 256 KiB, so that a few that post much leave something to others. Default 256 MiB.
    pub request_bytes_per_phase: usize,
    /// Entities that scripts may spawn in one phase. Default 65,536.
    pub spawns_per_phase: usize,
    /// Entities that one instance may spawn in one phase, so that it leaves some to others. Default 16,384.
    pub spawns_per_instance: usize,
    /// Entities that each instance may spawn in one phase even if others have used up `spawns_per_phase`; all together
    /// at most as many again. Default 16.
    pub spawns_reserved_per_instance: usize,
    /// Entities in the whole world, above which scripts cannot spawn more. Those below a prefab count, too; what else
    /// its `build` spawns counts once it is there. Default 1,000,000.
    pub entities: usize,
    /// Scripts of one entity, above which scripts cannot attach more to it. Default 256.
    pub scripts_per_entity: usize,
    /// Instances in the whole game, above which scripts can neither attach more nor spawn prefabs with scripts. Default
    /// 1,000,000.
    pub instances: usize,
    /// Bytes of memory for the answers to the calls of one callback (lists of entities and the like). The instances of
    /// a batch use it one after the other, so a batch takes no more. Default 64 MiB.
    pub scratch_bytes_per_batch: usize,
    /// Bytes of texts and lists in the values of reflected types that one instance may request in one phase, in one
    /// value or several. Default 1 MiB.
    pub value_bytes_per_instance: usize,
    /// Assets that one instance may keep (`ctx.addAsset`, `ctx.load` and the like), until it ends or lets go of them.
    /// Default 4,096.
    pub assets_per_instance: usize,
    /// Bytes of memory that one instance may keep (`bevy.List`, `ctx.allocator()`). Default 16 MiB.
    pub instance_memory_bytes: usize,
    /// Bytes that one instance may write in its own `serialize`. Default 1 MiB.
    pub state_bytes_per_instance: usize,
    /// Vars of one entity, and of the whole game. Default 256.
    pub vars_per_entity: usize,
    /// Bytes of one var of text or a blob. Default 4 KiB.
    pub var_bytes: usize,
    /// Signals that scripts may emit in one phase. Default 262,144.
    pub signals_per_phase: usize,
    /// Signals that each instance may emit in one phase even if others have used up `signals_per_phase`, so that a
    /// storm silences nobody else; all together at most as many again. Default 16.
    pub signals_reserved_per_instance: usize,
    /// Bytes of the payload of a signal that a script emits. Default 4 KiB.
    pub signal_payload_bytes: usize,
    /// Connections to signals that all instances together may have. Default 1,000,000.
    pub connections: usize,
    /// Connections to signals that one instance may have, so that it leaves some to others. Default 4,096.
    pub connections_per_instance: usize,
    /// Names of signals in the whole program, above which scripts cannot create more; names are kept until the program
    /// ends. Default 65,536.
    pub signal_names: usize,
    /// How long one instance may stay in one callback before the callback is stopped as a [fault](crate::ScriptFault):
    /// in CPU time, so a busy machine cannot trigger it; a callback that only waits gets four times as long. The
    /// callback is stopped less than half a deadline late. The deadline does not run while a debugger is attached.
    /// Default 250 ms; zero: no deadline.
    pub deadline: Duration,
}

impl Default for ScriptLimits {
    fn default() -> Self {
        Self {
            request_bytes_per_instance: 16 << 20,
            request_bytes_per_phase: 256 << 20,
            spawns_per_phase: 1 << 16,
            spawns_per_instance: 1 << 14,
            spawns_reserved_per_instance: 16,
            entities: 1_000_000,
            scripts_per_entity: 256,
            instances: 1_000_000,
            scratch_bytes_per_batch: 64 << 20,
            value_bytes_per_instance: 1 << 20,
            assets_per_instance: 1 << 12,
            instance_memory_bytes: 16 << 20,
            state_bytes_per_instance: 1 << 20,
            vars_per_entity: 256,
            var_bytes: 4 << 10,
            signals_per_phase: 1 << 18,
            signals_reserved_per_instance: 16,
            signal_payload_bytes: 4 << 10,
            connections: 1_000_000,
            connections_per_instance: 1 << 12,
            signal_names: 1 << 16,
            deadline: Duration::from_millis(250),
        }
    }
}
