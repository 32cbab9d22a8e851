//! Faults of scripts: each is caught, costs the instance its tick, and nobody else anything.
//!
//! What is tried here ends a test's process if it is not caught. Faults that are not a script's, which have to end it, are in `crashes`.

use std::time::Duration;

use bevy::prelude::*;
use bevy_zig::*;

use crate::tools::*;

/// Each kind, as the script names it, and what it has to be called.
const KINDS: [(&str, Expected); 14] = [
    ("index", Expected::Panic("index out of bounds: index 3, len 3")),
    ("overflow", Expected::Panic("integer overflow")),
    ("reached", Expected::Panic("reached unreachable code")),
    ("no_value", Expected::Panic("attempt to use null value")),
    ("explicit", Expected::Panic("as it was told")),
    ("null_write", Expected::Memory),
    ("wild_read", Expected::Memory),
    ("divide_by_zero", Expected::Arithmetic),
    ("trap", Expected::Trap),
    ("breakpoint", Expected::Trap),
    ("stack", Expected::StackOverflow),
    ("big_stack", Expected::StackOverflow),
    ("endless", Expected::Deadline),
    ("endless_in_host", Expected::Deadline),
];

const CALLBACKS: [(&str, &str); 4] =
    [("init", "init"), ("update", "update"), ("on_signal", "onSignal"), ("shutdown", "shutdown")];

#[derive(Clone, Copy, Debug)]
enum Expected {
    Panic(&'static str),
    Memory,
    Arithmetic,
    Trap,
    StackOverflow,
    Deadline,
}

impl Expected {
    #[track_caller]
    fn check(self, fault: &ScriptFault) {
        let fits = match self {
            Self::Panic(message) => fault.kind == FaultKind::Panic && fault.message == message,
            Self::Memory => matches!(fault.kind, FaultKind::Memory { .. }),
            Self::Arithmetic => fault.kind == FaultKind::Arithmetic,
            Self::Trap => matches!(fault.kind, FaultKind::Trap | FaultKind::IllegalInstruction),
            Self::StackOverflow => fault.kind == FaultKind::StackOverflow,
            Self::Deadline => fault.kind == FaultKind::Deadline,
        };
        assert!(fits, "{self:?} was expected: {fault:?}");
    }
}

fn faults(app: &mut App) -> Vec<ScriptFault> {
    app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().collect()
}

/// A deadline that an endless loop misses soon.
fn quick() -> ScriptLimits {
    ScriptLimits { deadline: Duration::from_millis(20), ..Default::default() }
}

fn faulty(when: &'static str, kind: &'static str) -> Script {
    Script::new("faulty").with("when", when).with("kind", kind)
}

/// An entity with one script.
fn spawn(app: &mut App, script: Script) -> Entity {
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id()
}

#[test]
fn each_kind_in_each_callback_costs_nobody_else_anything() {
    for (kind, expected) in KINDS {
        for (when, callback) in CALLBACKS {
            let mut app = app_with(plugin().with_limits(quick()));
            // Of another script, before and behind it, and of the same one in one batch with it.
            let follower = || Script::new("follower");
            let before = spawn(&mut app, follower().with_priority(-1));
            let healthy = [0, 1].map(|_| spawn(&mut app, Script::new("faulty")));
            let sick = spawn(&mut app, faulty(when, kind));
            let more = [0, 1].map(|_| spawn(&mut app, Script::new("faulty")));
            let behind = spawn(&mut app, follower().with_priority(1));
            let mut seen = Vec::new();
            for frame in 0..60 {
                if frame == 10 {
                    app.world_mut().emit_signal(Signal::new("poke"));
                }
                if frame == 20 && when == "shutdown" {
                    app.world_mut().despawn(sick);
                }
                app.update();
                seen.extend(faults(&mut app));
            }
            assert_eq!(seen.len(), 1, "{kind} in {when}: {seen:?}");
            expected.check(&seen[0]);
            assert_eq!((seen[0].script.as_str(), seen[0].callback), ("faulty", callback));
            assert_eq!(seen[0].entity, Some(sick));
            for entity in [before, behind] {
                assert_eq!(position(&app, entity).x, 60.0, "{kind} in {when}");
            }
            for entity in healthy.into_iter().chain(more) {
                assert_eq!(field(&app, entity, "faulty", "updates"), 60.into(), "{kind} in {when}");
                assert_eq!(field(&app, entity, "faulty", "signals"), 1.into(), "{kind} in {when}");
            }
            if when != "shutdown" {
                assert_eq!(position(&app, sick).x, 0.0, "{kind} in {when}: half a tick");
            }
        }
    }
}
