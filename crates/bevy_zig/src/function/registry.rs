//! The functions and commands that the game has registered.

use std::borrow::Cow;
use std::sync::Arc;

use bevy::app::App;
use bevy::log::error;
use bevy::platform::collections::HashMap;
use bevy::prelude::{Resource, World};

use super::typed::{ZigCommand, ZigFunction};

/// A function as the host deals with it, without its types.
pub(crate) struct Function {
    pub(crate) name: Cow<'static, str>,
    /// What it takes and returns.
    pub(crate) signature: String,
    pub(crate) arguments_size: usize,
    pub(crate) result_size: usize,
    pub(crate) body: Body,
}

/// Calls a function with these arguments; false if they are not values.
type Call = dyn Fn(&World, &[u8], &mut [u8]) -> bool + Send + Sync;
type Run = dyn Fn(&mut World, &[u8]) -> bool + Send + Sync;

pub(crate) enum Body {
    /// Answers at once.
    Call(Box<Call>),
    /// Is a request.
    Command {
        /// Whether the arguments are values.
        check: fn(&[u8]) -> bool,
        run: Box<Run>,
    },
}

impl Body {
    /// As messages have it, and scripts write it.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Call(_) => "function",
            Self::Command { .. } => "command",
        }
    }
}

/// All functions and commands, by name.
#[derive(Resource, Default)]
pub(crate) struct ScriptFunctions(HashMap<Cow<'static, str>, Arc<Function>>);

/// The feature that has this function of the library's own.
pub(crate) fn feature_of(name: &str) -> Option<&'static str> {
    let part = name.strip_prefix("bevy.")?.split('.').next()?;
    match part {
        "camera" => Some("camera"),
        "focus" => Some("widgets"),
        "gizmo" => Some("gizmos"),
        "sound" => Some("audio"),
        "window" => Some("window"),
        _ => None,
    }
}

impl ScriptFunctions {
    pub(crate) fn get(&self, name: &str) -> Option<&Arc<Function>> {
        self.0.get(name)
    }

    /// The names of the game's own, for messages.
    pub(crate) fn known(&self) -> String {
        let is_own = |name: &&str| !name.starts_with("bevy.");
        let mut names: Vec<&str> = self.0.keys().map(|name| &**name).filter(is_own).collect();
        names.sort_unstable();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    }

    fn insert(&mut self, function: Function) {
        if self.0.contains_key(&function.name) {
            let (word, name) = (function.body.word(), &function.name);
            error!("the {word} '{name}' is registered twice; scripts call the first: give the second another name");
            return;
        }
        self.0.insert(function.name.clone(), Arc::new(function));
    }
}

/// Registers functions of the game that scripts can call.
pub trait FunctionApp {
    /// Lets scripts call a function. It runs at once, on the snapshot that scripts read, and its answer is the call's.
    ///
    /// ```
    /// use bevy::prelude::*;
    /// use bevy_zig::{FunctionApp, ZigValue};
    ///
    /// #[derive(ZigValue)]
    /// struct Hit {
    ///     by: Entity,
    ///     damage: f32,
    /// }
    ///
    /// #[derive(Component)]
    /// struct Armour(f32);
    ///
    /// fn game(app: &mut App) {
    ///     app.register_zig_function("damage_of", |world: &World, hit: Hit| -> f32 {
    ///         hit.damage * world.get::<Armour>(hit.by).map_or(1.0, |armour| armour.0)
    ///     });
    /// }
    /// ```
    ///
    /// In Zig, `components` has the mirror of `Hit`:
    ///
    /// ```zig
    /// const damageOf = bevy.function("damage_of", fn (components.Hit) f32);
    /// const damage = try damageOf(ctx, .{ .by = ctx.entity().id, .damage = 10 });
    /// ```
    ///
    /// If a script declares the function with other parameters, its first call is refused with `error.WrongType`, and
    /// an error in the log names the difference.
    ///
    /// # Panics
    /// If the function panics, the log names it, and the script gets `error.HostFault`.
    fn register_zig_function<M>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        function: impl ZigFunction<M>,
    ) -> &mut Self;

    /// Lets scripts request a function that may change the world. It runs when the requests of the phase are applied,
    /// at its place among them; if the script faults, it does not run.
    ///
    /// ```
    /// use bevy::prelude::*;
    /// use bevy_zig::FunctionApp;
    ///
    /// fn game(app: &mut App) {
    ///     app.register_zig_command("paint_sky", |world: &mut World, brightness: f32| {
    ///         world.insert_resource(Sky { brightness });
    ///     });
    /// }
    /// # #[derive(Resource)] struct Sky { brightness: f32 }
    /// ```
    ///
    /// In Zig:
    ///
    /// ```zig
    /// const paintSky = bevy.command("paint_sky", fn (f32) void);
    /// try paintSky(ctx, 0.5);
    /// ```
    ///
    /// # Panics
    /// A panic of the function is one of the system that runs the scripts, as that of an observer is.
    fn register_zig_command<M>(&mut self, name: impl Into<Cow<'static, str>>, command: impl ZigCommand<M>)
    -> &mut Self;
}

impl FunctionApp for App {
    fn register_zig_function<M>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        function: impl ZigFunction<M>,
    ) -> &mut Self {
        register(self, function_of(name.into(), function));
        self
    }

    fn register_zig_command<M>(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        command: impl ZigCommand<M>,
    ) -> &mut Self {
        register(self, command_of(name.into(), command));
        self
    }
}

fn register(app: &mut App, function: Function) {
    app.world_mut().get_resource_or_init::<ScriptFunctions>().insert(function);
}

fn function_of<M, F: ZigFunction<M>>(name: Cow<'static, str>, function: F) -> Function {
    let (arguments_size, result_size) = F::SIZES;
    let call = move |world: &World, arguments: &[u8], result: &mut [u8]| function.call(world, arguments, result);
    Function { name, signature: F::text(), arguments_size, result_size, body: Body::Call(Box::new(call)) }
}

fn command_of<M, F: ZigCommand<M>>(name: Cow<'static, str>, command: F) -> Function {
    let run = move |world: &mut World, arguments: &[u8]| command.run(world, arguments);
    let body = Body::Command { check: F::check, run: Box::new(run) };
    Function { name, signature: F::text(), arguments_size: F::SIZE, result_size: 0, body }
}
