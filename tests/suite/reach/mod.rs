//! Values of reflected types: what scripts do with Bevy's and the game's components, resources, messages, events and
//! states by their mirrors. The calls are in `scripts/reach.zig`, the mirrors in `scripts/lib/reflected.zig`.

mod assets;
mod components;
mod errors;
mod handles;
mod queries;
mod soak;
mod world;

use bevy::prelude::*;
use bevy_zig::{MessageApp, Value, ZigScripts};
use bevy_zig_tests::reflected::{Label, *};

use crate::tools::*;

/// An entity with the script, in a game of its own.
struct Reach {
    app: App,
    entity: Entity,
}

impl Reach {
    fn new() -> Self {
        let mut app = app();
        app.register_zig_message::<Ping>();
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("reach"))).id();
        app.update();
        Self { app, entity }
    }

    fn with(bundle: impl Bundle) -> Self {
        let mut reach = Self::new();
        reach.app.world_mut().entity_mut(reach.entity).insert(bundle);
        reach
    }

    /// Makes a call, and gives its outcome.
    fn call(&mut self, call: &'static str) -> String {
        set(&mut self.app, self.entity, "reach", "call", call);
        self.app.update();
        self.text("outcome")
    }

    /// Makes calls that succeed.
    #[track_caller]
    fn calls(&mut self, calls: &[&'static str]) {
        for call in calls {
            assert_eq!(self.call(call), "ok", "{call}");
        }
    }

    /// What the script has seen in its last call.
    fn seen(&self) -> String {
        self.text("seen")
    }

    fn text(&self, path: &str) -> String {
        match field(&self.app, self.entity, "reach", path) {
            Value::Text(text) => text.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn get<C: Component + Clone>(&self) -> C {
        self.app.world().get::<C>(self.entity).cloned().expect("it has the component")
    }

    /// Makes a call twice; gives the outcome and what the log says, which says it once.
    #[track_caller]
    fn refused(&mut self, call: &'static str) -> (String, String) {
        let mut outcome = String::new();
        let said = said_while(|| {
            outcome = self.call(call);
            self.call(call);
        });
        assert_eq!(said.len(), 1, "{said:?}");
        (outcome, said.into_iter().next().unwrap_or_default())
    }
}

/// A label with something in each field.
fn label(entity: Entity) -> Label {
    let part = |name: &str, count| Part { name: name.into(), count };
    Label {
        text: "hello".into(),
        size: 3.0,
        style: Style::FramedBy { width: 2.0, name: "frame".into() },
        note: Some("a note".into()),
        parts: vec![part("one", 1), part("two", 2)],
        at: Vec3::new(1.0, 2.0, 3.0),
        turn: Quat::from_rotation_z(1.0),
        weights: [1, 2, 3],
        target: Some(entity),
        secret: 7,
    }
}
