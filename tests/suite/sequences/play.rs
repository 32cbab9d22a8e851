//! What happens in a game while it plays an example, so that it comes to each of its steps.

use bevy::prelude::*;
use bevy_zig::{EmitSignal, Kind, Script, ScriptFields, ScriptInput, ScriptRuntime, Signal, Tags, Value};

use crate::tools::*;

/// An example of docs/sequences.md.
#[derive(Clone, Copy)]
pub struct Example {
    pub script: &'static str,
    /// The field with its run.
    pub run: &'static str,
    pub acts: &'static [(f64, Act)],
    /// How long it takes.
    pub seconds: f64,
}

/// What happens at a moment.
#[derive(Clone, Copy)]
pub enum Act {
    /// An action is pressed, and released in the next frame.
    Press(&'static str),
    Axis(&'static str, f32),
    Emit(&'static str),
    EmitFloat(&'static str, f32),
    EmitByte(&'static str, u8),
    EmitInt(&'static str, u32),
    /// To the entity in this field of the script.
    EmitTo(&'static str, &'static str),
    Set(&'static str, bool),
}

use Act::*;

pub const EXAMPLES: [Example; 10] = [
    Example {
        script: "seq_boss",
        run: "fight",
        acts: &[(2.1, EmitFloat("hit", 60.0)), (5.0, EmitFloat("hit", 60.0))],
        seconds: 7.5,
    },
    Example {
        script: "seq_combo",
        run: "combo",
        acts: &[(0.5, Press("strike")), (0.7, Press("strike")), (0.9, Press("strike"))],
        seconds: 2.0,
    },
    Example { script: "seq_cutscene", run: "intro", acts: &[], seconds: 5.5 },
    Example { script: "seq_day", run: "sun", acts: &[], seconds: 9.0 },
    Example {
        script: "seq_door",
        run: "door",
        acts: &[(0.5, Emit("open")), (2.0, Set("is_blocked", true)), (5.5, Set("is_blocked", false))],
        seconds: 7.5,
    },
    Example {
        script: "seq_fade",
        run: "fade",
        acts: &[(0.25, EmitInt("leave", 3)), (1.5, Emit("loaded"))],
        seconds: 3.5,
    },
    Example {
        script: "seq_quest",
        run: "quest",
        acts: &[
            (0.5, Emit("accepted")),
            (1.0, EmitByte("slain", 1)),
            (1.3, EmitByte("slain", 0)),
            (1.5, EmitByte("slain", 1)),
            (1.75, Emit("ring_found")),
            (2.0, EmitByte("slain", 1)),
            (3.0, Emit("returned")),
        ],
        seconds: 4.0,
    },
    Example {
        script: "seq_round",
        run: "round",
        acts: &[
            (0.5, EmitTo("current", "acted")),
            (1.0, EmitTo("current", "acted")),
            (1.5, EmitTo("current", "acted")),
            (2.0, EmitTo("current", "acted")),
        ],
        seconds: 6.0,
    },
    Example {
        script: "seq_tutorial",
        run: "lessons",
        acts: &[(0.0, Axis("steer", 0.0)), (7.0, Axis("steer", 1.0)), (8.0, Press("jump"))],
        seconds: 10.5,
    },
    Example {
        script: "seq_waves",
        run: "waves",
        acts: &[
            (3.5, Emit("fallen")),
            (3.7, Emit("fallen")),
            (7.5, Emit("fallen")),
            (7.6, Emit("fallen")),
            (7.7, Emit("fallen")),
            (12.0, Emit("fallen")),
            (12.1, Emit("fallen")),
            (12.2, Emit("fallen")),
            (12.3, Emit("fallen")),
        ],
        seconds: 14.0,
    },
];

impl Example {
    /// The script, with what it needs of the world.
    pub fn script(&self, app: &mut App) -> Script {
        app.world_mut().resource_mut::<ScriptInput>().press("unused");
        let script = Script::new(self.script);
        if self.script != "seq_round" {
            return script;
        }
        (0..5).fold(script, |script, index| {
            let fighter = app.world_mut().spawn((Transform::IDENTITY, Tags::new(["fighter"]))).id();
            script.with(format!("fighters.{index}"), fighter)
        })
    }

    /// What happens from one moment to another, the later one not included.
    pub fn act(&self, app: &mut App, entity: Entity, from: f64, to: f64) {
        for action in ["strike", "jump"] {
            app.world_mut().resource_mut::<ScriptInput>().release(action);
        }
        for (at, act) in self.acts {
            if !(from..to).contains(at) {
                continue;
            }
            let signal = match *act {
                Press(action) => {
                    app.world_mut().resource_mut::<ScriptInput>().press(action);
                    continue;
                }
                Axis(axis, value) => {
                    app.world_mut().resource_mut::<ScriptInput>().set_axis(axis, value);
                    continue;
                }
                Set(path, value) => {
                    set(app, entity, self.script, path, value);
                    continue;
                }
                Emit(name) => Signal::new(name),
                EmitFloat(name, value) => Signal::new(name).with(value),
                EmitByte(name, value) => Signal::new(name).with(value),
                EmitInt(name, value) => Signal::new(name).with(value),
                EmitTo(path, name) => match field(app, entity, self.script, path) {
                    Value::Entity(Some(target)) => Signal::new(name).to(target),
                    other => panic!("{path} is {other}"),
                },
            };
            app.world_mut().commands().emit_signal(signal);
            app.world_mut().flush();
        }
    }

    /// How the axes are at a moment: what lasts, and is not part of a saved game.
    pub fn hold(&self, app: &mut App, moment: f64) {
        for (at, act) in self.acts {
            if let (true, Axis(axis, value)) = (*at <= moment, *act) {
                app.world_mut().resource_mut::<ScriptInput>().set_axis(axis, value);
            }
        }
    }

    /// The paths of the steps where the run is: its own, and those of its lanes.
    pub fn places(&self, app: &App) -> Vec<String> {
        let runtime = app.world().resource::<ScriptRuntime>();
        let fields = runtime.registry().get(self.script).unwrap().fields();
        let is_place = |path: &str| path.starts_with(self.run) && path.ends_with(".place.at");
        fields.iter().map(|leaf| leaf.path.clone()).filter(|path| is_place(path)).collect()
    }

    /// Where the run is; nowhere, if it does not run.
    pub fn steps(&self, app: &App, entity: Entity) -> Vec<String> {
        if field(app, entity, self.script, &format!("{}.clock", self.run)) != "running".into() {
            return Vec::new();
        }
        let step = |path: String| match field(app, entity, self.script, &path) {
            Value::Text(step) => Some(step.to_string()).filter(|step| step != "none"),
            _ => None,
        };
        self.places(app).into_iter().filter_map(step).collect()
    }

    /// The names of all its steps, in their order.
    pub fn names(&self, app: &App) -> Vec<String> {
        let runtime = app.world().resource::<ScriptRuntime>();
        let path = format!("{}.place.at", self.run);
        let leaf = runtime.registry().get(self.script).unwrap().fields().iter().find(|leaf| leaf.path == path).unwrap();
        match &leaf.kind {
            Kind::Enum(names) => names.iter().skip(1).map(|(name, _)| name.clone()).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// All fields of the script, by path.
    pub fn fields(&self, app: &App, entity: Entity) -> Vec<(String, Value)> {
        let runtime = app.world().resource::<ScriptRuntime>();
        let fields = runtime.registry().get(self.script).unwrap().fields().iter();
        let value = |path: &str| app.world().script_field(Some(entity), self.script, path).ok();
        fields.filter_map(|leaf| Some((leaf.path.clone(), value(&leaf.path)?))).collect()
    }
}

/// Whether a run stays at a step of this name for more than a frame.
pub fn waits(step: &str) -> bool {
    let word = step.split(['(', ' ']).next().unwrap_or_default();
    matches!(word, "wait" | "until" | "untilSignal" | "receive" | "during" | "tween" | "all" | "race")
}
