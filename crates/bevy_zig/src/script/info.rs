//! A script as the host knows it.

use std::time::{Duration, SystemTime};

use super::known::KnownComponent;
use super::refusal::RegisterScriptError;
use crate::abi::*;
use crate::component::{DataConflict, Declared, ScriptComponents};
use crate::shape::{Leaf, LeafError, Shape, Value};
use crate::states::StateUse;

type Echo = unsafe extern "C" fn(u32) -> u32;

/// A registered script.
#[derive(Clone, Debug)]
pub struct ScriptInfo {
    pub(crate) name: String,
    pub(crate) package: String,
    pub(crate) target: String,
    pub(crate) zig_version: String,
    pub(crate) optimize: u32,
    pub(super) abi_version: u32,
    pub(super) built_at_seconds: u64,
    pub(super) git_commit: String,
    pub(crate) shape: Shape,
    pub(crate) state_default: Box<[u8]>,
    pub(crate) components: Vec<KnownComponent>,
    /// What it declares for the game: components, resources, messages.
    pub(crate) data: Vec<Declared>,
    pub(super) echo: Echo,
    pub(crate) init: Option<Callback>,
    pub(crate) update: Option<Callback>,
    pub(crate) shutdown: Option<Callback>,
    pub(crate) on_signal: Option<SignalCallback>,
    pub(crate) on_reload: Option<Callback>,
    pub(crate) serialize: Option<Callback>,
    pub(crate) deserialize: Option<Callback>,
    pub(crate) health_check: Option<Callback>,
    pub(crate) on_hotload_prepare: Option<Callback>,
    /// Whether `update` says until when there is nothing to do for an instance.
    pub(crate) rests: bool,
    /// New path, old path.
    pub(crate) renames: Vec<(String, String)>,
    /// The states of the game that decide when it runs, or whose changes it hears of.
    pub(crate) states: Vec<StateUse>,
    /// The number of the phase that it declares.
    pub(crate) phase: Option<u32>,
    pub(crate) generation: u32,
    /// What the functions above lead into.
    #[cfg(feature = "hot-reload")]
    pub(crate) library: Option<std::sync::Arc<super::ScriptLibrary>>,
}

impl ScriptInfo {
    /// The script's name: its file name without `.zig`. If several packages have a script of that name, the package
    /// stands in front of it: `game/ship`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file name without `.zig`.
    pub(crate) fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// Whether it is what somebody means by this name, which may have the package in front.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name == name
            || name.split_once('/').is_some_and(|(package, file)| package == self.package && file == self.file_name())
    }

    /// The package that it was compiled for.
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The symbol that it exports: its descriptor, which tells the host everything else.
    pub fn symbol(&self) -> String {
        format!("bevy_zig_script__{}__{}", self.package, self.file_name())
    }

    /// The target that it was compiled for, by Zig's name.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The version of the Zig compiler.
    pub fn zig_version(&self) -> &str {
        &self.zig_version
    }

    /// The optimise mode that it was compiled with, by Zig's name.
    pub fn optimize(&self) -> &'static str {
        match self.optimize {
            BEVY_ZIG_OPTIMIZE_DEBUG => "Debug",
            BEVY_ZIG_OPTIMIZE_RELEASE_SAFE => "ReleaseSafe",
            BEVY_ZIG_OPTIMIZE_RELEASE_FAST => "ReleaseFast",
            _ => "ReleaseSmall",
        }
    }

    /// When it was compiled; `None` if the build did not record it.
    pub fn built_at(&self) -> Option<SystemTime> {
        let since = Duration::from_secs(self.built_at_seconds);
        (self.built_at_seconds > 0).then(|| SystemTime::UNIX_EPOCH.checked_add(since)).flatten()
    }

    /// The commit that it was compiled from; `None` if the build did not record it.
    pub fn git_commit(&self) -> Option<&str> {
        (!self.git_commit.is_empty()).then_some(&*self.git_commit)
    }

    /// The version of the contract that it was compiled against, which is the host's.
    pub fn abi_version(&self) -> u32 {
        self.abi_version
    }

    /// The names of its callbacks, as in Zig.
    pub fn callbacks(&self) -> impl Iterator<Item = &'static str> {
        let all = [
            ("init", self.init.is_some()),
            ("update", self.update.is_some()),
            ("onSignal", self.on_signal.is_some()),
            ("shutdown", self.shutdown.is_some()),
            ("onReload", self.on_reload.is_some()),
            ("serialize", self.serialize.is_some()),
            ("deserialize", self.deserialize.is_some()),
            ("healthCheck", self.health_check.is_some()),
            ("onHotloadPrepare", self.on_hotload_prepare.is_some()),
        ];
        all.into_iter().filter_map(|(name, is_there)| is_there.then_some(name))
    }

    /// The generation: 1 until a reload; each reload makes a new one.
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// The layout of its state.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The leaves of its state, which are its properties.
    pub fn fields(&self) -> &[Leaf] {
        self.shape.leaves()
    }

    /// Size of one instance's state in bytes.
    pub fn state_size(&self) -> usize {
        self.shape.size()
    }

    /// Alignment of one instance's state in bytes.
    pub fn state_align(&self) -> usize {
        self.shape.align()
    }

    /// The renames since the previous generation: the new and the old path of a field, or of a struct or array of
    /// several.
    pub fn renames(&self) -> impl Iterator<Item = (&str, &str)> {
        self.renames.iter().map(|(to, from)| (to.as_str(), from.as_str()))
    }

    /// Whether anything of it is ever called.
    pub(crate) fn has_callbacks(&self) -> bool {
        self.init.is_some() || self.update.is_some() || self.shutdown.is_some() || self.on_signal.is_some()
    }

    /// Calls the script's `echo`, which returns its argument: the shortest round trip, for a self-test. The host does
    /// it for each script that it registers.
    pub fn echo(&self, value: u32) -> u32 {
        // SAFETY: a function of the script that takes and returns a number; its code stays in place.
        unsafe { (self.echo)(value) }
    }

    /// The field with this path.
    pub(crate) fn field(&self, path: &str) -> Result<&Leaf, LeafError> {
        // A game may still know a field by the name that it had.
        self.shape.leaf_renamed(path, &self.renames).ok_or_else(|| LeafError::UnknownField {
            script: self.name.clone(),
            path: path.to_owned(),
            known: match self.fields().iter().map(|field| field.path.as_str()).collect::<Vec<_>>() {
                paths if paths.is_empty() => "none".to_owned(),
                paths => paths.join(", "),
            },
        })
    }

    /// Writes one field of a state. `now_seconds` is the game's time.
    pub(crate) fn set(&self, state: &mut [u8], path: &str, value: &Value, now_seconds: f64) -> Result<(), LeafError> {
        let field = self.field(path)?;
        let fits = self.shape.set(state, field, &field.at_time(value.clone(), now_seconds));
        if fits { Ok(()) } else { Err(self.wrong_type(path, &value.to_string())) }
    }

    /// That something is not a value of a field.
    pub(crate) fn wrong_type(&self, path: &str, found: &str) -> LeafError {
        let expected = self.field(path).map(Leaf::expectation).unwrap_or_default();
        let (script, path, found) = (self.name.clone(), path.to_owned(), found.to_owned());
        LeafError::WrongType { script, path, expected, found }
    }

    /// How a component of the game differs from what the script takes it for, if one does.
    pub(crate) fn component_difference(&self, components: &ScriptComponents) -> Option<RegisterScriptError> {
        self.components.iter().find_map(|known| {
            let (_, component) = components.find(&known.name)?;
            let difference = component.shape.difference(&known.shape)?;
            let (script, component) = (self.name.clone(), known.name.clone());
            Some(RegisterScriptError::ComponentDiffers { script, component, difference })
        })
    }

    /// The refusal of data that it declares.
    pub(super) fn refusal(&self, declared: &Declared, conflict: DataConflict) -> RegisterScriptError {
        RegisterScriptError::DataDiffers { script: self.name.clone(), data: declared.name().to_owned(), conflict }
    }

    /// The names of the components, resources and messages that its files declare.
    pub fn data(&self) -> impl Iterator<Item = &str> {
        self.data.iter().map(Declared::name)
    }
}
