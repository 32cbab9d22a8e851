//! `bevy_zig::testing`, as a game's own tests use it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use bevy_zig::testing::TestGame;
use bevy_zig::{Script, ScriptLimits, Value, ZigScriptPlugin};

fn game() -> TestGame {
    TestGame::new(bevy_zig_tests::scripts())
}

#[test]
fn frames_take_as_long_as_a_test_says() {
    let mut game = game();
    let walker = game.spawn([Script::new("walker").with("speed", 60.0)]);
    game.step(1);
    let start = game.position(walker).x;
    game.step(30);
    assert!((game.position(walker).x - start - 30.0).abs() < 1e-3);
    game.set_frame(Duration::from_millis(250));
    game.set_field(walker, "walker", "speed", 4.0);
    game.step(2);
    assert!((game.position(walker).x - start - 32.0).abs() < 1e-3);
    assert_eq!(game.field(walker, "walker", "steps"), Value::Int(33));
    game.assert_sound();
}

#[test]
fn a_slow_machine_fails_no_test_unless_the_test_is_about_the_deadline() {
    let run = |limits: ScriptLimits| {
        let mut game = TestGame::with(ZigScriptPlugin::new(bevy_zig_tests::scripts()).with_limits(limits));
        game.spawn([Script::new("slow").with("milliseconds", 600)]);
        game.step(1);
        game.faults().len()
    };
    assert_eq!(run(ScriptLimits::default()), 0, "longer than a game would let it run");
    assert_eq!(run(ScriptLimits { deadline: Duration::from_millis(50), ..Default::default() }), 1);
}

#[test]
fn what_scripts_say_is_kept_until_a_test_asks() {
    let mut game = game();
    let ping = game.spawn([Script::new("ping")]);
    game.step(10);
    assert_eq!(game.signals().len(), 10);
    assert_eq!(game.signals(), []);
    // What is emitted in one phase is heard in the next, of the same frame.
    assert_eq!(game.field(ping, "ping", "sum"), Value::Float(10.0));
    game.assert_sound();

    game.spawn([Script::new("failing")]);
    game.step(5);
    let message = catch_unwind(AssertUnwindSafe(|| game.assert_sound())).unwrap_err();
    let message = message.downcast_ref::<String>().unwrap();
    assert!(message.contains("script 'failing': update returned error.TooHot"), "{message}");
    assert_eq!(game.errors(), [], "they were asked for");
}
