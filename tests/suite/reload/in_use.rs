//! Code that the system or another library still calls when the script that it came with was replaced or refused. Each
//! case runs in a process of its own, which is this test binary once more: code that is gone ends it.
#![expect(unsafe_code, reason = "what is tried here may end the process")]

use std::process::Command;

use bevy_zig::Script;

use super::*;
use crate::tools::output;

/// What the child is to do.
const VARIABLE: &str = "BEVY_ZIG_IN_USE";

/// What a script does once, each with a function of its own.
const THREAD: &str = "
    var id: usize = 0;
    _ = pthread_create(&id, null, &beat, null);";
const SIGNAL: &str = "
    const action: std.os.linux.Sigaction = .{ .handler = .{ .handler = &hear }, .mask = std.os.linux.sigemptyset(), .flags = 0 };
    _ = std.os.linux.sigaction(.USR1, &action, null);";
const EXIT: &str = "
    _ = __cxa_atexit(&leave, null, null);";

/// A script that does it, and counts by steps of this size; or faults then, so that it is refused.
fn installer(what: &str, step: u32) -> String {
    let fault = if step == 0 { "@trap();" } else { "" };
    format!(
        "const std = @import(\"std\");
const bevy = @import(\"bevy\");
const S = @This();
count: u32 = 0,
done: bool = false,
extern fn pthread_create(*usize, ?*anyopaque, *const fn (?*anyopaque) callconv(.c) ?*anyopaque, ?*anyopaque) callconv(.c) c_int;
extern fn usleep(c_uint) callconv(.c) c_int;
extern fn __cxa_atexit(*const fn (?*anyopaque) callconv(.c) void, ?*anyopaque, ?*anyopaque) callconv(.c) c_int;
var beats: u32 = {step};
fn beat(_: ?*anyopaque) callconv(.c) ?*anyopaque {{
    while (true) {{
        beats +%= 1;
        _ = usleep(200);
    }}
}}
fn hear(_: std.os.linux.SIG) callconv(.c) void {{
    beats +%= 1;
}}
fn leave(_: ?*anyopaque) callconv(.c) void {{
    beats +%= 1;
}}
pub fn update(self: *S, _: *bevy.Context, _: f32) void {{
    self.count += {step};
    if (!self.done) {{
        self.done = true;
        {what}
        {fault}
    }}
}}
"
    )
}

#[test]
fn code_that_is_still_in_use_stays_where_it_is() {
    for case in ["thread", "signal", "exit"] {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "--ignored", "--nocapture", "reload::in_use::child"]).env(VARIABLE, case);
        let (succeeded, text) = output(&mut command);
        assert!(succeeded && text.contains("all is well"), "{case}:\n{text}");
    }
}

/// Not a test: what the test above starts.
#[test]
#[ignore = "may end the process that it runs in"]
fn child() {
    let case = std::env::var(VARIABLE).expect("set by those who start it");
    let what = match case.as_str() {
        "thread" => THREAD,
        "signal" => SIGNAL,
        _ => EXIT,
    };
    let mut game = studio(&format!("in-use-{case}"), &[("counter", &installer(what, 1))]);
    let entity = game.spawn(Script::new("counter"));
    game.frames(3);
    game.save("counter", installer(what, 0));
    game.wait_for("counter", is_refusal);
    for step in 2..6 {
        // Only the first did anything.
        game.save("counter", counter(step));
        game.wait_for("counter", is_swap);
        game.frames(3);
        if case == "signal" {
            // SAFETY: handled, by a function of a script that runs no more.
            unsafe { libc::raise(libc::SIGUSR1) };
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(game.int(entity, "counter", "count") > 0);
    println!("all is well");
}
