//! Games in tests: without a window, frame by frame, with fixed frame times. Needs the feature `testing`, for
//! `[dev-dependencies]`.
//! Uses shape, script, attached, world, signal, report, runtime, reload, plugin.
//!
//! ```no_run
//! use bevy_zig::testing::TestGame;
//! use bevy_zig::{PrefabApp, Script};
//!
//! # macro_rules! scripts { () => { unimplemented!() } }
//! // In a game's own tests: `bevy_zig::scripts!()`.
//! let mut game = TestGame::new(scripts!());
//! game.app.register_prefab("shot", |_| {});
//! let gun = game.spawn([Script::new("gun").with("rate", 5.0)]);
//! game.press("fire");
//! game.step(60);
//! assert!(matches!(game.field(gun, "gun", "cooldown"), bevy_zig::Value::Float(left) if left > 0.0));
//! game.assert_sound();
//! ```
//!
//! To test one script by itself, use `test` blocks in Zig, which are faster: `docs/testing.md` explains both.

use std::borrow::Cow;
use std::time::Duration;

use bevy::MinimalPlugins;
use bevy::app::App;
use bevy::ecs::message::{Message, MessageCursor, Messages};
use bevy::input::InputPlugin;
use bevy::math::Vec3;
use bevy::prelude::{Entity, Transform, TransformPlugin};
use bevy::time::TimeUpdateStrategy;

use crate::{
    Script, ScriptError, ScriptFault, ScriptFields, ScriptInput, ScriptLog, ScriptSignal, ScriptSpawned, ScriptTable,
    Value, ZigScriptPlugin, ZigScripts,
};

/// The length of a frame in tests by default.
pub const FRAME: Duration = Duration::from_nanos(1_000_000_000 / 60);

/// The deadline of a callback in tests that leave [`ScriptLimits::deadline`](crate::ScriptLimits::deadline) at its
/// default: tests do not fail on a slow machine, and endless loops are still stopped.
pub const DEADLINE: Duration = Duration::from_secs(10);

/// A game without a window, in which every frame takes [`FRAME`], regardless of the clock, and callbacks have
/// [`DEADLINE`]. [`TestGame`] runs it; use it directly for full control. With hot reload, no files are watched.
pub fn headless(plugin: ZigScriptPlugin) -> App {
    let plugin = plugin.with_default_deadline(DEADLINE);
    let mut app = App::new();
    #[cfg(feature = "hot-reload")]
    app.insert_resource({
        let mut hot_reload = crate::HotReload::default();
        hot_reload.auto_reload = false;
        hot_reload
    });
    app.add_plugins((MinimalPlugins, InputPlugin, TransformPlugin, plugin))
        .insert_resource(TimeUpdateStrategy::ManualDuration(FRAME));
    app
}

/// A game in a test. Scripts' requests are applied as in any game: check the world, the scripts' fields, and the
/// messages.
pub struct TestGame {
    /// The game: for prefabs, components and systems, before the first [`step`](Self::step), and for everything else
    /// that a test needs.
    pub app: App,
    logged: Heard<ScriptLog>,
    errors: Heard<ScriptError>,
    faults: Heard<ScriptFault>,
    signals: Heard<ScriptSignal>,
    spawned: Heard<ScriptSpawned>,
}

impl TestGame {
    /// A game with these scripts.
    pub fn new(table: ScriptTable) -> Self {
        Self::with(ZigScriptPlugin::new(table))
    }

    /// A game with this plugin, to set a seed, limits and policies.
    pub fn with(plugin: ZigScriptPlugin) -> Self {
        Self {
            app: headless(plugin),
            logged: Heard::default(),
            errors: Heard::default(),
            faults: Heard::default(),
            signals: Heard::default(),
            spawned: Heard::default(),
        }
    }

    /// Runs frames. A game's first frame has a length of zero, as always in Bevy.
    pub fn step(&mut self, frames: usize) {
        for _ in 0..frames {
            self.app.update();
            self.logged.listen(&self.app);
            self.errors.listen(&self.app);
            self.faults.listen(&self.app);
            self.signals.listen(&self.app);
            self.spawned.listen(&self.app);
        }
    }

    /// Sets the length of each frame from now on.
    pub fn set_frame(&mut self, duration: Duration) {
        self.app.insert_resource(TimeUpdateStrategy::ManualDuration(duration));
    }

    /// Spawns an entity with these scripts, at the origin. They start in the next frame.
    pub fn spawn(&mut self, scripts: impl IntoIterator<Item = Script>) -> Entity {
        self.app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new(scripts))).id()
    }

    /// Holds an action down, from the next frame on.
    pub fn press(&mut self, action: impl Into<Cow<'static, str>>) {
        self.input(|input| input.press(action));
    }

    /// Releases the action.
    pub fn release(&mut self, action: impl Into<Cow<'static, str>>) {
        self.input(|input| input.release(action));
    }

    /// Sets an axis to a value, from -1 to 1.
    pub fn set_axis(&mut self, axis: impl Into<Cow<'static, str>>, value: f32) {
        self.input(|input| input.set_axis(axis, value));
    }

    fn input(&mut self, change: impl FnOnce(&mut ScriptInput)) {
        change(&mut self.app.world_mut().resource_mut());
    }

    /// A field of a script; without an entity, of a global script.
    ///
    /// # Panics
    /// There is no such instance or field.
    #[track_caller]
    pub fn field(&self, entity: impl Into<Option<Entity>>, script: &str, path: &str) -> Value {
        self.app.world().script_field(entity.into(), script, path).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Sets a field of a script.
    ///
    /// # Panics
    /// There is no such instance or field, or the value has the wrong type.
    #[track_caller]
    pub fn set_field(&mut self, entity: impl Into<Option<Entity>>, script: &str, path: &str, value: impl Into<Value>) {
        let set = self.app.world_mut().set_script_field(entity.into(), script, path, value);
        set.unwrap_or_else(|error| panic!("{error}"));
    }

    /// The position of an entity, relative to its parent.
    ///
    /// # Panics
    /// The entity does not exist, or has no transform.
    #[track_caller]
    pub fn position(&self, entity: Entity) -> Vec3 {
        match self.app.world().get::<Transform>(entity) {
            Some(transform) => transform.translation,
            None => panic!("{entity} is gone, or has no transform"),
        }
    }

    /// The lines that scripts logged since the last call; the functions below work in the same way.
    pub fn logged(&mut self) -> Vec<ScriptLog> {
        self.logged.take()
    }

    /// Errors that callbacks returned.
    pub fn errors(&mut self) -> Vec<ScriptError> {
        self.errors.take()
    }

    /// Faults of scripts.
    pub fn faults(&mut self) -> Vec<ScriptFault> {
        self.faults.take()
    }

    /// Signals that were emitted.
    pub fn signals(&mut self) -> Vec<ScriptSignal> {
        self.signals.take()
    }

    /// Entities spawned by requests with a request id.
    pub fn spawned(&mut self) -> Vec<ScriptSpawned> {
        self.spawned.take()
    }

    /// Asserts that no script returned an error or faulted, except those that the test has already read.
    ///
    /// # Panics
    /// A script did; the message says which, and where.
    #[track_caller]
    pub fn assert_sound(&mut self) {
        let errors = self.errors().into_iter().map(|error| format!("script '{}': {error}", error.script));
        let problems: Vec<String> = errors.collect();
        let faults = self.faults().into_iter().map(|fault| format!("script '{}': {fault:?}", fault.script));
        let problems: Vec<String> = problems.into_iter().chain(faults).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}

/// Messages of one kind, kept until a test asks for them. The game's own systems read them, too.
struct Heard<M: Message> {
    cursor: MessageCursor<M>,
    kept: Vec<M>,
}

impl<M: Message> Default for Heard<M> {
    fn default() -> Self {
        Self { cursor: MessageCursor::default(), kept: Vec::new() }
    }
}

impl<M: Message + Clone> Heard<M> {
    fn listen(&mut self, app: &App) {
        self.kept.extend(self.cursor.read(app.world().resource::<Messages<M>>()).cloned());
    }

    fn take(&mut self) -> Vec<M> {
        std::mem::take(&mut self.kept)
    }
}
