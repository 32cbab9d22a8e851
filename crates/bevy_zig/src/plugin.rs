//! Puts everything together.
//! Uses base, shape, component, reflect, function, script, attached, world, signal, report, request, runtime, reload,
//! inspection, mirror, states, parts.

use std::path::PathBuf;

use bevy::app::{App, AppExit, First, FixedUpdate, Last, Plugin, PostUpdate, PreUpdate, Update};
use bevy::asset::AssetTrackingSystems;
use bevy::ecs::entity_disabling::Disabled;
use bevy::input::InputSystems;
#[cfg(not(feature = "hot-reload"))]
use bevy::log::error;
use bevy::log::{info, warn};
use bevy::prelude::{Add, Entity, IntoScheduleConfigs, MessageReader, Mut, On, Remove, ResMut, Resource};
use bevy::transform::TransformSystems;

use crate::attached::{CaptureScripts, ChangedScripts, GlobalScripts, OwnedInstances, Phase, Script, ZigScripts};
use crate::base::{Machinery, ScriptLimits, ZigScriptSystems};
use crate::component::{
    SavedZigComponents, SavedZigResources, ScriptComponents, ZigMessage, load_components, load_resources,
};
use crate::function::FunctionApp;
use crate::reflect::register_known_messages;
use crate::report::{FaultPolicies, FaultPolicy, Reports, ScriptError, ScriptFault, ScriptLog};
use crate::request::{MissingTransform, RequestLog};
use crate::runtime::{
    ScriptFields, ScriptRuntime, are_assets_loading, begin_frame, bound_signals, change_states, end_gone, is_held_back,
    run_phase, shut_down, tell_of_loads,
};
use crate::script::{ScriptRegistry, ScriptTable};
use crate::shape::Value;
use crate::signal::{GoneTargets, ScriptSignal, SignalInbox, SignalOn};
use crate::states::{DespawnOnZigEnter, DespawnOnZigExit, ZigStateChanged, ZigStates};
use crate::world::{
    GlobalVars, Prefabs, SavesAt, ScriptSpawned, ScriptVars, TagIndex, Tags, install_input, install_saves, update_input,
};

/// Runs the game's Zig scripts.
///
/// ```no_run
/// use bevy::prelude::*;
/// use bevy_zig::{Script, ZigScriptPlugin, ZigScripts};
///
/// # macro_rules! scripts { () => { unimplemented!() } }
/// fn main() {
///     App::new()
///         // In a game: `bevy_zig::scripts!()`.
///         .add_plugins((DefaultPlugins, ZigScriptPlugin::new(scripts!())))
///         .add_systems(Startup, |mut commands: Commands| {
///             commands.spawn((Transform::default(), ZigScripts::one("spinner")));
///         })
///         .run();
/// }
/// ```
#[derive(Clone, Debug)]
pub struct ZigScriptPlugin {
    tables: Vec<ScriptTable>,
    globals: Vec<Script>,
    seed: u64,
    limits: ScriptLimits,
    missing_transform: MissingTransform,
    fault_policy: FaultPolicy,
    saves: Option<SavesAt>,
}

impl ZigScriptPlugin {
    /// The plugin for the scripts that [`scripts!`](crate::scripts) lists.
    pub fn new(table: ScriptTable) -> Self {
        Self {
            tables: vec![table],
            globals: Vec::new(),
            seed: 0,
            limits: ScriptLimits::default(),
            missing_transform: MissingTransform::default(),
            fault_policy: FaultPolicy::default(),
            saves: None,
        }
    }

    /// Adds the scripts of another package. A plugin of that package can do so by itself:
    /// [`AddZigScripts::add_zig_scripts`].
    #[must_use]
    pub fn with_table(mut self, table: ScriptTable) -> Self {
        self.tables.push(table);
        self
    }

    /// Attaches a script to the whole game, as [`GlobalScripts::attach`](crate::ZigScripts::attach) does: where a game
    /// begins whose rules and looks are all in scripts.
    ///
    /// ```no_run
    /// use bevy::prelude::*;
    /// use bevy_zig::ZigScriptPlugin;
    ///
    /// # macro_rules! scripts { () => { unimplemented!() } }
    /// fn main() {
    ///     // In a game: `bevy_zig::scripts!()`.
    ///     let scripts = ZigScriptPlugin::new(scripts!()).with_global_script("game");
    ///     App::new().add_plugins((DefaultPlugins, scripts)).run();
    /// }
    /// ```
    #[must_use]
    pub fn with_global_script(mut self, script: impl Into<Script>) -> Self {
        self.globals.push(script.into());
        self
    }

    /// Keeps global vars whose keys begin with `saved.` when the game ends: high scores, settings, games that players
    /// save. In Zig: `ctx.globalVars().set("saved.best", 120)`.
    ///
    /// They are in `NAME/saved.txt` in the user's folder for data (Linux: `$XDG_DATA_HOME` or `~/.local/share`; macOS:
    /// `~/Library/Application Support`; Windows: `%APPDATA%`), in a browser in its local storage. They are read when
    /// the plugin is built, and written when they have changed, at most once a second and when the game exits. A write
    /// replaces the file as a whole. Vars that hold an entity are not saved, since the next run has other entities.
    ///
    /// `name`: 1 to 64 ASCII letters, digits, `_`, `-`, `.` and spaces. With another name, or where there is no such
    /// folder, nothing is saved and an error in the log says why. Without this call vars live as long as the program.
    #[must_use]
    pub fn with_saves(mut self, name: impl Into<String>) -> Self {
        self.saves = Some(SavesAt::Named(name.into()));
        self
    }

    /// The same in a folder of the game's own choice, such as one beside the program, or a test's.
    #[must_use]
    pub fn with_saves_in(mut self, folder: impl Into<PathBuf>) -> Self {
        self.saves = Some(SavesAt::Folder(folder.into()));
        self
    }

    /// Sets the seed of the scripts' random numbers: the same seed and inputs give the same run. Default 0.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets limits on what scripts can use.
    #[must_use]
    pub fn with_limits(mut self, limits: ScriptLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Another deadline, unless somebody has set one already.
    #[cfg(feature = "testing")]
    pub(crate) fn with_default_deadline(mut self, deadline: std::time::Duration) -> Self {
        if self.limits.deadline == ScriptLimits::default().deadline {
            self.limits.deadline = deadline;
        }
        self
    }

    /// Sets what requests do for entities without a transform.
    #[must_use]
    pub fn with_missing_transform(mut self, policy: MissingTransform) -> Self {
        self.missing_transform = policy;
        self
    }

    /// Sets what happens to instances after a fault, unless [`FaultPolicies`] has another policy for their script.
    #[must_use]
    pub fn with_fault_policy(mut self, policy: FaultPolicy) -> Self {
        self.fault_policy = policy;
        self
    }
}

/// Adds scripts of packages that are not the game's own.
///
/// A library crate ships scripts as a plugin:
///
/// ```no_run
/// use bevy::prelude::*;
/// use bevy_zig::AddZigScripts;
///
/// pub struct WeatherPlugin;
///
/// # macro_rules! scripts { () => { unimplemented!() } }
/// impl Plugin for WeatherPlugin {
///     fn build(&self, app: &mut App) {
///         // In a library: `bevy_zig::scripts!()`, and its own `build.rs`.
///         app.add_zig_scripts(scripts!());
///     }
/// }
/// ```
pub trait AddZigScripts {
    /// Adds the scripts of a package, before or after [`ZigScriptPlugin`]. If two packages have a script of one name,
    /// each is called by package and name: `weather/rain`.
    fn add_zig_scripts(&mut self, table: ScriptTable) -> &mut Self;
}

impl AddZigScripts for App {
    fn add_zig_scripts(&mut self, table: ScriptTable) -> &mut Self {
        if !self.world().contains_resource::<ScriptRuntime>() {
            self.world_mut().get_resource_or_init::<EarlyTables>().0.push(table);
            return self;
        }
        let world = self.world_mut();
        let known = world.resource::<ScriptRuntime>().registry().len();
        world.resource_mut::<ScriptRuntime>().reports.stacks.add_sdk(table.sdk());
        cfg_select! {
            feature = "hot-reload" => crate::reload::add(world, &table),
            _ => register(&[table], &mut world.resource_mut::<ScriptRuntime>().registry),
        }
        introduce(world.resource::<ScriptRuntime>().registry(), known);
        self
    }
}

/// Tables that were added before the plugin.
#[derive(Resource, Default)]
struct EarlyTables(Vec<ScriptTable>);

#[cfg(not(feature = "hot-reload"))]
fn register(tables: &[ScriptTable], registry: &mut ScriptRegistry) {
    for script in tables.iter().flat_map(ScriptTable::scripts) {
        if let Err(problem) = script.and_then(|script| registry.insert(script)) {
            error!("{problem}");
        }
    }
}

/// Logs what there is to say about scripts that are new, from this number on.
fn introduce(registry: &ScriptRegistry, first: usize) {
    for script in registry.iter().skip(first).filter(|script| !script.has_callbacks()) {
        warn!("script '{}' has no callbacks, so it never runs; write `pub fn update(…)`, with `pub`", script.name());
    }
    let source = if cfg!(feature = "hot-reload") { "loaded" } else { "linked in" };
    match registry.len() - first {
        1 => info!("1 Zig script is {source}"),
        count => info!("{count} Zig scripts are {source}"),
    }
}

impl Plugin for ZigScriptPlugin {
    fn build(&self, app: &mut App) {
        let mut registry = ScriptRegistry::default();
        let early = app.world_mut().remove_resource::<EarlyTables>().unwrap_or_default().0;
        let tables: Vec<ScriptTable> = self.tables.iter().copied().chain(early).collect();
        cfg_select! {
            feature = "hot-reload" => crate::reload::install(app, &tables, &mut registry),
            _ => register(&tables, &mut registry),
        }
        introduce(&registry, 0);
        ScriptComponents::init(app.world_mut());
        app.add_message::<ScriptLog>()
            .add_message::<ScriptError>()
            .add_message::<ScriptFault>()
            .add_message::<ScriptSignal>()
            .add_message::<ScriptSpawned>()
            .add_message::<ZigStateChanged>()
            .add_message::<ZigMessage>()
            .init_resource::<SignalInbox>()
            .init_resource::<GoneTargets>()
            .init_resource::<ChangedScripts>()
            .insert_resource(CaptureScripts(|world, entity| world.capture_scripts(Some(entity))))
            .init_resource::<OwnedInstances>()
            .init_resource::<Machinery>()
            .init_resource::<TagIndex>()
            .init_resource::<Prefabs>()
            .init_resource::<GlobalScripts>()
            .init_resource::<GlobalVars>()
            .init_resource::<ZigStates>()
            .insert_resource(FaultPolicies::all(self.fault_policy));
        let mut globals = app.world_mut().resource_mut::<GlobalScripts>();
        self.globals.iter().for_each(|script| globals.attach(script.clone()));
        app.register_type::<SignalOn>()
            .register_type::<ZigScripts>()
            .register_type::<GlobalScripts>()
            .register_type::<Script>()
            .register_type::<Value>()
            .register_type::<Tags>()
            .register_type::<ScriptVars>()
            .register_type::<GlobalVars>()
            .register_type::<ZigStates>()
            .register_type::<SavedZigComponents>()
            .register_type::<SavedZigResources>()
            .register_type::<DespawnOnZigExit>()
            .register_type::<DespawnOnZigEnter>();
        register_known_messages(app);
        app.register_zig_function("bevy.cast", crate::world::cast);
        #[cfg(feature = "mesh")]
        crate::reflect::register_meshes(app);
        install_input(app);
        install_saves(app, self.saves.as_ref());
        crate::parts::install(app);
        let requests = RequestLog::new(self.limits.clone());
        let mut runtime = ScriptRuntime::new(app.world_mut(), registry, self.seed, requests, self.missing_transform);
        runtime.reports = Reports::new(tables.iter().map(ScriptTable::sdk));
        app.insert_resource(runtime)
            .configure_sets(
                PreUpdate,
                (ZigScriptSystems::Input, ZigScriptSystems::PreUpdate).chain().after(InputSystems),
            )
            .configure_sets(PostUpdate, ZigScriptSystems::PostUpdate.before(TransformSystems::Propagate))
            .add_systems(
                PreUpdate,
                (
                    update_input.in_set(ZigScriptSystems::Input),
                    tell_of_loads
                        .run_if(are_assets_loading)
                        .after(AssetTrackingSystems)
                        .before(ZigScriptSystems::PreUpdate),
                    run_phase::<{ Phase::PreUpdate as u8 }>.in_set(ZigScriptSystems::PreUpdate),
                    change_states.after(ZigScriptSystems::PreUpdate),
                ),
            )
            .add_systems(First, begin_frame)
            .add_systems(FixedUpdate, run_phase::<{ Phase::FixedUpdate as u8 }>.in_set(ZigScriptSystems::FixedUpdate))
            .add_systems(Update, run_phase::<{ Phase::Update as u8 }>.in_set(ZigScriptSystems::Update))
            .add_systems(PostUpdate, run_phase::<{ Phase::PostUpdate as u8 }>.in_set(ZigScriptSystems::PostUpdate))
            .add_observer(load_components)
            .add_observer(load_resources)
            .add_observer(|it: On<Add, Disabled>, changed: ResMut<ChangedScripts>| note_disabling(it.entity, changed))
            .add_observer(|it: On<Remove, Disabled>, changed: ResMut<ChangedScripts>| {
                note_disabling(it.entity, changed)
            })
            .add_systems(
                Last,
                (
                    bound_signals,
                    end_gone.run_if(is_held_back).before(ZigScriptSystems::Shutdown),
                    shut_down.run_if(game_exits).in_set(ZigScriptSystems::Shutdown),
                ),
            );
        #[cfg(feature = "inspection")]
        crate::inspection::install(app);
        #[cfg(feature = "mirror")]
        crate::mirror::install(app);
    }

    /// What scripts declare is known to systems from the start, once all plugins have registered what is Rust's.
    fn finish(&self, app: &mut App) {
        let world = app.world_mut();
        world.resource_scope(|world, mut runtime: Mut<ScriptRuntime>| runtime.registry.resolve(world));
    }
}

/// The scripts of an entity rest while it is disabled.
fn note_disabling(entity: Entity, mut changed: ResMut<ChangedScripts>) {
    changed.0.push(entity);
}

fn game_exits(mut exits: MessageReader<AppExit>) -> bool {
    exits.read().count() > 0
}
