//! What several tests need.

use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use bevy::camera::NormalizedRenderTarget;
use bevy::log::tracing;
use bevy::log::tracing_subscriber::{self, layer::SubscriberExt};
use bevy::picking::pointer::{Location, PointerAction, PointerButton, PointerId, PointerInput};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy::window::{PrimaryWindow, WindowRef};
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

pub fn set(app: &mut App, entity: Entity, script: &str, path: &str, value: impl Into<Value>) {
    app.world_mut().set_script_field(Some(entity), script, path, value).unwrap_or_else(|error| panic!("{error}"));
}

/// The entity of this name.
#[track_caller]
pub fn named(app: &mut App, name: &str) -> Entity {
    let mut names = app.world_mut().query::<(Entity, &Name)>();
    let found = names.iter(app.world()).find(|(_, known)| known.as_str() == name);
    found.unwrap_or_else(|| panic!("no entity is called {name}")).0
}

pub fn window(app: &mut App) -> Entity {
    let mut windows = app.world_mut().query_filtered::<Entity, With<PrimaryWindow>>();
    windows.single(app.world()).expect("there is a window, if nowhere to be seen")
}

/// The mouse, as the window system reports it.
pub struct Mouse {
    at: Vec2,
}

impl Mouse {
    pub fn new() -> Self {
        Self { at: Vec2::ZERO }
    }

    fn act(&self, app: &mut App, action: PointerAction) {
        let window = WindowRef::Primary.normalize(Some(window(app))).expect("the window is there");
        let location = Location { target: NormalizedRenderTarget::Window(window), position: self.at };
        app.world_mut().write_message(PointerInput::new(PointerId::Mouse, location, action));
        app.update();
    }

    pub fn to(&mut self, app: &mut App, x: f32, y: f32) {
        let at = Vec2::new(x, y);
        let delta = at - std::mem::replace(&mut self.at, at);
        self.act(app, PointerAction::Move { delta });
    }

    pub fn press(&self, app: &mut App) {
        self.act(app, PointerAction::Press(PointerButton::Primary));
    }

    pub fn release(&self, app: &mut App) {
        self.act(app, PointerAction::Release(PointerButton::Primary));
    }

    pub fn click(&self, app: &mut App) {
        self.press(app);
        self.release(app);
    }

    pub fn scroll(&self, app: &mut App, unit: bevy::input::mouse::MouseScrollUnit, y: f32) {
        let phase = bevy::input::touch::TouchPhase::Moved;
        self.act(app, PointerAction::Scroll { unit, x: 0.0, y, phase });
    }
}
