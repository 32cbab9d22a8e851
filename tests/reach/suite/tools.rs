//! What several tests need.

use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use bevy::log::tracing;
use bevy::log::tracing_subscriber::{self, layer::SubscriberExt};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{ScriptFields, Value};

/// A game whose frames take a sixtieth of a second each.
pub fn app() -> App {
    listen();
    let mut app = crate::app();
    app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(1) / 60));
    app
}

/// A field of a script on an entity.
#[track_caller]
pub fn field(app: &App, entity: Entity, script: &str, path: &str) -> Value {
    app.world().script_field(Some(entity), script, path).unwrap_or_else(|error| panic!("{error}"))
}

/// Sets the field `call` of a script, and runs a frame.
#[track_caller]
pub fn call(app: &mut App, entity: Entity, script: &str, name: &'static str) {
    let world = app.world_mut();
    world.set_script_field(Some(entity), script, "call", name).unwrap_or_else(|error| panic!("{error}"));
    app.update();
}

/// Lets frames pass until something is true, such as a file being loaded.
#[track_caller]
pub fn until(app: &mut App, mut is_true: impl FnMut(&mut App) -> bool) {
    for _ in 0..10_000 {
        app.update();
        if is_true(app) {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("it does not happen");
}

/// Whether anybody listens to a line of the log is decided when it is met first, in whatever thread that is. Somebody
/// does.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry()).expect("it is the first")
    });
}

/// What goes to the log while `run` runs in this thread.
pub fn said_while(run: impl FnOnce()) -> Vec<String> {
    struct Keep(Arc<Mutex<Vec<String>>>);
    impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Keep {
        fn on_event(&self, event: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
            event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
                if field.name() == "message" {
                    self.0.lock().unwrap().push(format!("{value:?}"));
                }
            });
        }
    }
    listen();
    let said = Arc::new(Mutex::new(Vec::new()));
    tracing::subscriber::with_default(tracing_subscriber::registry().with(Keep(said.clone())), run);
    std::mem::take(&mut said.lock().unwrap())
}
