//! A game in a test, without a window and a GPU: a step of its rules in each frame. Each game's tests have this file as
//! a module.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Once;
use std::time::Duration;

use bevy::ecs::message::MessageCursor;
use bevy::input::InputPlugin;
use bevy::log::tracing::{self, Level, Subscriber, field::Field};
use bevy::log::tracing_subscriber::{self, Layer, layer::Context, layer::SubscriberExt};
use bevy::mesh::MeshPlugin;
use bevy::prelude::*;
use bevy::text::Font;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::testing::DEADLINE;
use bevy_zig::{
    ScriptError, ScriptFault, ScriptFields, ScriptInput, ScriptLimits, ScriptTable, Tags, Value, ZigScriptPlugin,
};

/// The length of a step of the rules, which is Bevy's own, and of a frame.
pub const STEP: Duration = Duration::from_micros(15_625);

/// A game that begins with its script `game`.
pub struct Game {
    /// The game.
    pub app: App,
    errors: MessageCursor<ScriptError>,
    faults: MessageCursor<ScriptFault>,
}

#[allow(dead_code, reason = "the tests of a game use what they need")]
impl Game {
    /// The game of these scripts with the parts of Bevy that hold what they spawn, but draw and lay out nothing, which
    /// takes most of a frame's time. `prepare` adds the game's materials.
    pub fn new(scripts: ScriptTable, prepare: fn(&mut App)) -> Self {
        let mut app = App::new();
        app.add_plugins((
            MinimalPlugins,
            TransformPlugin,
            InputPlugin,
            AssetPlugin::default(),
            WindowPlugin::default(),
        ))
        .add_plugins((ImagePlugin::default(), MeshPlugin))
        .init_asset::<Font>();
        prepare(&mut app);
        Self::begin(app, scripts)
    }

    /// A game with other parts of Bevy. It is in its first step, in which the script `game` begins; the frame before
    /// takes no time.
    pub fn begin(app: App, scripts: ScriptTable) -> Self {
        Self::begin_with(app, ZigScriptPlugin::new(scripts))
    }

    /// Likewise, with saved vars in a folder.
    pub fn begin_saved(app: App, scripts: ScriptTable, folder: &Path) -> Self {
        Self::begin_with(app, ZigScriptPlugin::new(scripts).with_saves_in(folder))
    }

    fn begin_with(mut app: App, plugin: ZigScriptPlugin) -> Self {
        listen();
        let limits = ScriptLimits { deadline: DEADLINE, ..default() };
        #[cfg(feature = "hot-reload")]
        app.insert_resource({
            let mut hot_reload = bevy_zig::HotReload::default();
            hot_reload.auto_reload = false;
            hot_reload
        });
        app.add_plugins(plugin.with_limits(limits).with_global_script("game"))
            .insert_resource(TimeUpdateStrategy::ManualDuration(STEP));
        app.finish();
        app.cleanup();
        app.update();
        let mut game = Self { app, errors: MessageCursor::default(), faults: MessageCursor::default() };
        game.step();
        game
    }

    /// A frame with a step. No script may fail in it.
    #[track_caller]
    pub fn step(&mut self) {
        self.app.update();
        let world = self.app.world();
        if let Some(error) = self.errors.read(world.resource()).next() {
            panic!("script '{}': {error}", error.script);
        }
        if let Some(fault) = self.faults.read(world.resource()).next() {
            panic!("script '{}': {fault:?}", fault.script);
        }
        let said = SAID.take();
        assert!(said.is_empty(), "{}", said.join("\n"));
    }

    /// What the player does.
    pub fn input(&mut self) -> Mut<'_, ScriptInput> {
        self.app.world_mut().resource_mut()
    }

    /// A field of the script `game`, which is a number.
    #[track_caller]
    pub fn number(&self, field: &str) -> i128 {
        match self.app.world().script_field(None, "game", field) {
            Ok(Value::Int(number)) => number,
            other => panic!("'{field}' is {other:?}"),
        }
    }

    /// What has come of a scripted game: the same in both builds, which `tests/games/run` compares.
    pub fn tell(&mut self, game: &str, what: &str) {
        let world = self.app.world_mut();
        let entities = world.query::<&Transform>().iter(world).count();
        println!("\nplayed {game}: {what}, {entities} entities with a place");
    }

    /// Where all entities with a tag are, in an order that does not depend on their ids.
    pub fn places(&mut self, tag: &str) -> Vec<Vec3> {
        let world = self.app.world_mut();
        let mut tagged = world.query::<(&Tags, &Transform)>();
        let found = tagged.iter(world).filter(|(tags, _)| tags.iter().any(|name| name == tag));
        let mut places: Vec<Vec3> = found.map(|(_, transform)| transform.translation).collect();
        places.sort_by(|a, b| a.to_array().partial_cmp(&b.to_array()).expect("they are numbers"));
        places
    }

    /// Has these scripts built and exchanged while the game goes on.
    #[cfg(feature = "hot-reload")]
    pub fn reload(&mut self, scripts: &[&'static str]) -> Reloading {
        let mut events = MessageCursor::default();
        events.clear(self.app.world().resource());
        self.app.world_mut().write_message(bevy_zig::ReloadCommand::Reload { script: None });
        Reloading { missing: scripts.to_vec(), events, begun: std::time::Instant::now() }
    }
}

/// Scripts that are being exchanged.
#[cfg(feature = "hot-reload")]
pub struct Reloading {
    missing: Vec<&'static str>,
    events: MessageCursor<bevy_zig::ReloadEvent>,
    begun: std::time::Instant,
}

#[cfg(feature = "hot-reload")]
impl Reloading {
    /// Whether all have been exchanged by now; ask after each step.
    ///
    /// # Panics
    /// One cannot be, or it takes five minutes.
    #[track_caller]
    pub fn is_over(&mut self, game: &Game) -> bool {
        use bevy_zig::ReloadStep;
        for event in self.events.read(game.app.world().resource()) {
            match &event.step {
                ReloadStep::Swapped { .. } => self.missing.retain(|name| *name != event.script),
                ReloadStep::BuildFailed { .. } | ReloadStep::Refused { .. } => panic!("{event:?}"),
                _ => {}
            }
        }
        assert!(self.begun.elapsed() < Duration::from_secs(300), "not exchanged: {:?}", self.missing);
        self.missing.is_empty()
    }
}

thread_local! {
    /// What the library has complained about in the log: in this thread, as scripts run in the thread of their game.
    static SAID: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

struct Complaints;

impl<S: Subscriber> Layer<S> for Complaints {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let meta = event.metadata();
        if *meta.level() > Level::WARN || !meta.target().starts_with("bevy_zig") {
            return;
        }
        event.record(&mut |field: &Field, value: &dyn std::fmt::Debug| {
            if field.name() == "message" {
                SAID.with_borrow_mut(|said| said.push(format!("{value:?}")));
            }
        });
    }
}

fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::registry().with(Complaints);
        tracing::subscriber::set_global_default(subscriber).expect("it is the first");
    });
}
