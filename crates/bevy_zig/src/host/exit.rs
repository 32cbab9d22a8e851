//! Scripts that end the game. The log names the script that called `exit`, since an exit cannot be taken back.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

use bevy::log::error;

use super::HostCall;
use crate::guard;

unsafe extern "C" {
    safe fn atexit(function: extern "C" fn()) -> i32;
}

/// Has the program say, when it ends in the middle of a script, which one it is.
pub(crate) fn watch_exit() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // There is room for 32 at the least; without it, the game ends as it would without scripts.
        let _ = atexit(say_who_exits);
    });
}

extern "C" fn say_who_exits() {
    let Some((call, frame)) = guard::take_over() else { return };
    // SAFETY: that of the script that runs on this thread, which never goes on: `exit` does not return.
    let call = unsafe { &*call.cast::<HostCall>() };
    // SAFETY: as above.
    let frame = unsafe { &*frame };
    let text = match call.current_entity(frame) {
        Some(entity) => format!("script '{}' on {entity} has called exit(), which ends the game", call.script.name()),
        None => format!("script '{}' has called exit(), which ends the game", call.script.name()),
    };
    // What the log needs may be gone already.
    if catch_unwind(AssertUnwindSafe(|| error!(target: "bevy_zig::script", "{text}"))).is_err() {
        eprintln!("{text}");
    }
}
