//! A script as the host knows it, after its descriptor was read and found sound.

use std::time::{Duration, SystemTime};

use thiserror::Error;

use super::known::KnownComponent;
use crate::abi::*;
use crate::component::ScriptComponents;
use crate::shape::{Kind, Leaf, LeafError, Shape, Value};

/// What the host asks a script's `echo` to return: shows that calls get through both ways.
const ECHO: u32 = 0x000b_e721;

type Echo = unsafe extern "C" fn(u32) -> u32;

/// A registered script.
#[derive(Debug)]
pub struct ScriptInfo {
    pub(crate) name: String,
    pub(crate) package: String,
    pub(crate) target: String,
    pub(crate) zig_version: String,
    pub(crate) optimize: u32,
    abi_version: u32,
    built_at_seconds: u64,
    git_commit: String,
    pub(crate) shape: Shape,
    pub(crate) state_default: Box<[u8]>,
    pub(crate) components: Vec<KnownComponent>,
    echo: Echo,
    pub(crate) init: Option<Callback>,
    pub(crate) update: Option<Callback>,
    pub(crate) shutdown: Option<Callback>,
    pub(crate) on_signal: Option<SignalCallback>,
    pub(crate) on_reload: Option<Callback>,
    pub(crate) serialize: Option<Callback>,
    pub(crate) deserialize: Option<Callback>,
    pub(crate) health_check: Option<Callback>,
    pub(crate) on_hotload_prepare: Option<Callback>,
    /// New path, old path.
    pub(crate) renames: Vec<(String, String)>,
    pub(crate) generation: u32,
    /// What the functions above lead into.
    #[cfg(feature = "hot-reload")]
    pub(crate) library: Option<std::sync::Arc<super::ScriptLibrary>>,
}

/// Why a script was not registered.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RegisterScriptError {
    /// The script was compiled against another version of the contract.
    #[error(
        "script '{script}' was compiled for ABI version {found}, but this host has version {expected}; rebuild it with the SDK of this bevy_zig"
    )]
    AbiVersion {
        /// The script's name.
        script: String,
        /// The host's version.
        expected: u32,
        /// The script's version.
        found: u32,
    },
    /// The descriptor contradicts itself.
    #[error("script '{script}' has a broken descriptor: {what}; compile it again")]
    Broken {
        /// The script's name.
        script: String,
        /// The problem.
        what: &'static str,
    },
    /// A component differs between Rust and Zig.
    #[error(
        "script '{script}' cannot run: component '{component}' differs: {difference}; rebuild the game to update the mirror"
    )]
    ComponentDiffers {
        /// The script's name.
        script: String,
        /// The component's name.
        component: String,
        /// The difference.
        difference: String,
    },
    /// The script's file was deleted while the game was running.
    #[error("script '{script}' cannot run: its file was deleted; restore it or detach the script")]
    FileGone {
        /// The script's name.
        script: String,
    },
    /// Two packages have a script of the same name.
    #[error("two scripts are named '{script}', in the packages '{first}' and '{second}'; rename one of the files")]
    Duplicate {
        /// The name.
        script: String,
        /// The first package.
        first: String,
        /// The second package.
        second: String,
    },
}

impl ScriptInfo {
    /// The script's name: its file name without `.zig`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The package that it was compiled for.
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The symbol that it exports: its descriptor, which tells the host everything else.
    pub fn symbol(&self) -> String {
        format!("bevy_zig_script__{}__{}", self.package, self.name)
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
        let find = |path: &str| self.shape.leaf(path);
        // A game may still know a field by the name that it had.
        let renamed = || {
            self.renames.iter().find_map(|(to, from)| match path.strip_prefix(from.as_str())? {
                "" => find(to),
                rest => rest.starts_with('.').then(|| find(&format!("{to}{rest}")))?,
            })
        };
        find(path).or_else(renamed).ok_or_else(|| LeafError::UnknownField {
            script: self.name.clone(),
            path: path.to_owned(),
            known: match self.fields().iter().map(|field| field.path.as_str()).collect::<Vec<_>>() {
                paths if paths.is_empty() => "none".to_owned(),
                paths => paths.join(", "),
            },
        })
    }

    /// Writes one field of a state.
    pub(crate) fn set(&self, state: &mut [u8], path: &str, value: &Value) -> Result<(), LeafError> {
        let fits = self.shape.set(state, self.field(path)?, value);
        if fits { Ok(()) } else { Err(self.wrong_type(path, &value.to_string())) }
    }

    /// That something is not a value of a field.
    pub(crate) fn wrong_type(&self, path: &str, found: &str) -> LeafError {
        let expected = self.field(path).map(Leaf::expectation).unwrap_or_default();
        let (script, path, found) = (self.name.clone(), path.to_owned(), found.to_owned());
        LeafError::WrongType { script, path, expected, found }
    }

    /// Reads a descriptor. One that is larger than this host knows, of a later SDK, is as good.
    ///
    /// # Safety
    /// `descriptor` points to what a compiled script exports, which stays in place as long as the value lives.
    pub(crate) unsafe fn read(name: &str, descriptor: *const BevyZigDescriptor) -> Result<Self, RegisterScriptError> {
        let broken = |what| RegisterScriptError::Broken { script: name.to_owned(), what };
        // Size and version come first in every version of the contract, and nothing else may be read before they are
        // known. SAFETY: the caller vouches for the pointer.
        let size = unsafe { (*descriptor).size };
        // SAFETY: as above.
        let found = unsafe { (*descriptor).abi_version };
        if found != BEVY_ZIG_ABI_VERSION {
            return Err(RegisterScriptError::AbiVersion {
                script: name.to_owned(),
                expected: BEVY_ZIG_ABI_VERSION,
                found,
            });
        }
        if (size as usize) < size_of::<BevyZigDescriptor>() {
            return Err(broken("it is too small for this version"));
        }
        // SAFETY: the caller vouches for the pointer, and the descriptor is as large as we know it.
        let raw = unsafe { &*descriptor };
        if constant(raw.name) != name {
            return Err(broken("it belongs to another script"));
        }
        let align = raw.state_align as usize;
        if !align.is_power_of_two() || align > STATE_ALIGN_MAX || !(raw.state_size as usize).is_multiple_of(align) {
            return Err(broken("the state's size or alignment is invalid"));
        }
        // SAFETY: `state_default` is the script's constant, of the size that it says.
        let state_default: &[u8] = unsafe { slice(raw.state_default.cast(), raw.state_size as usize) };
        if state_default.len() != raw.state_size as usize {
            return Err(broken("it has no default state"));
        }
        // SAFETY: a list among the script's constants.
        let raw_fields = unsafe { slice(raw.fields, raw.field_count as usize) };
        let shape = read_shape(raw_fields, state_default.len(), align)
            .ok_or_else(|| broken("a field is outside the state or has a type that this host does not know"))?;
        // SAFETY: a list among the script's constants.
        let raw_components = unsafe { slice(raw.components, raw.component_count) };
        // SAFETY: these are the descriptor's.
        let components = raw_components.iter().map(|raw| unsafe { KnownComponent::read(raw) });
        let components = components.collect::<Option<_>>().ok_or_else(|| broken("a component is invalid"))?;
        // SAFETY: a list among the script's constants.
        let raw_renames = unsafe { slice(raw.renames, raw.rename_count) };
        let script = Self {
            name: name.to_owned(),
            package: constant(raw.package),
            target: constant(raw.target),
            zig_version: constant(raw.zig_version),
            optimize: raw.optimize,
            abi_version: found,
            built_at_seconds: raw.built_at_seconds,
            git_commit: constant(raw.git_commit),
            shape,
            state_default: state_default.into(),
            components,
            echo: raw.echo.ok_or_else(|| broken("it has no echo"))?,
            init: raw.init,
            update: raw.update,
            shutdown: raw.shutdown,
            on_signal: raw.on_signal,
            on_reload: raw.on_reload,
            serialize: raw.serialize,
            deserialize: raw.deserialize,
            health_check: raw.health_check,
            on_hotload_prepare: raw.on_hotload_prepare,
            renames: raw_renames.iter().map(|raw| (constant(raw.to), constant(raw.from))).collect(),
            generation: 1,
            #[cfg(feature = "hot-reload")]
            library: None,
        };
        if script.serialize.is_some() != script.deserialize.is_some() {
            return Err(broken("it has only one of serialize and deserialize"));
        }
        Ok(script)
    }

    /// Tries whether calls get through both ways.
    pub(crate) fn check_echo(&self) -> Result<(), RegisterScriptError> {
        if self.echo(ECHO) == ECHO {
            return Ok(());
        }
        Err(RegisterScriptError::Broken {
            script: self.name.clone(),
            what: "its echo returns a wrong answer, or its optionals have another layout than it declares",
        })
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
}

/// A text among a script's constants.
pub(super) fn constant(raw: BevyZigText) -> String {
    // SAFETY: only called for texts of a descriptor, which are constants of the script.
    String::from_utf8_lossy(unsafe { text(raw) }).into_owned()
}

/// The shape that these fields describe; `None` if one does not lie within it, or its type and size do not go together.
pub(super) fn read_shape(fields: &[BevyZigField], size: usize, align: usize) -> Option<Shape> {
    let leaf = |raw: &BevyZigField| {
        // SAFETY: a list among the script's constants.
        let variants = unsafe { slice(raw.variants, raw.variant_count as usize) };
        let mut variants: Vec<_> = variants.iter().map(|variant| (constant(variant.name), variant.value)).collect();
        let nameless = variants.pop_if(|(name, _)| name.is_empty());
        let (offset, value_size) = (raw.offset as usize, raw.value_size as usize);
        let kind = Kind::of_contract(raw.kind, value_size, variants)?;
        let mut leaf = Leaf::new(constant(raw.path), kind, offset, value_size);
        leaf.layout_hash = raw.layout_hash;
        leaf.open = nameless.is_some();
        leaf.signed |= nameless.is_some_and(|(_, value)| value < 0);
        (offset.checked_add(value_size)? <= size).then_some(leaf)
    };
    Some(Shape::new(fields.iter().map(leaf).collect::<Option<_>>()?, size, align))
}

#[cfg(test)]
mod tests {
    use super::*;

    unsafe extern "C" fn echo(value: u32) -> u32 {
        value
    }

    unsafe extern "C" fn broken_echo(value: u32) -> u32 {
        value + 1
    }

    fn constant(text: &'static str) -> BevyZigText {
        BevyZigText { ptr: text.as_ptr().cast(), len: text.len() }
    }

    static STATE: [u32; 2] = [7, 8];

    fn field(offset: u32, kind: u32, value_size: u32) -> BevyZigField {
        BevyZigField {
            path: constant("x"),
            offset,
            kind,
            value_size,
            variant_count: 0,
            variants: std::ptr::null(),
            layout_hash: 0,
        }
    }

    /// Reads a descriptor with one field, after `change`.
    fn read(field: BevyZigField, change: impl Fn(&mut BevyZigDescriptor)) -> Result<ScriptInfo, String> {
        let mut descriptor = BevyZigDescriptor {
            size: size_of::<BevyZigDescriptor>() as u32,
            abi_version: BEVY_ZIG_ABI_VERSION,
            name: constant("subject"),
            package: constant("game"),
            target: constant("x86_64-linux-gnu"),
            zig_version: constant("0.17.1"),
            optimize: BEVY_ZIG_OPTIMIZE_DEBUG,
            state_size: 8,
            state_align: 4,
            field_count: 1,
            state_default: (&raw const STATE).cast(),
            fields: &raw const field,
            echo: Some(echo),
            init: None,
            update: None,
            shutdown: None,
            components: std::ptr::null(),
            component_count: 0,
            on_signal: None,
            built_at_seconds: 0,
            git_commit: constant(""),
            on_reload: None,
            serialize: None,
            deserialize: None,
            health_check: None,
            on_hotload_prepare: None,
            renames: std::ptr::null(),
            rename_count: 0,
        };
        change(&mut descriptor);
        // SAFETY: descriptor, field and texts are sound, but for what the test changes to be refused.
        let script = unsafe { ScriptInfo::read("subject", &raw const descriptor) };
        script.and_then(|script| script.check_echo().map(|()| script)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_sound_descriptor_is_read() {
        let script = read(field(4, BEVY_ZIG_FIELD_U32, 4), |_| {}).unwrap();
        assert_eq!((script.name(), script.package(), script.target()), ("subject", "game", "x86_64-linux-gnu"));
        assert_eq!(script.fields()[0].read(&script.state_default), Some(Value::Int(8)));
        assert_eq!(script.echo(42), 42);
    }

    #[test]
    fn a_descriptor_of_a_later_sdk_is_read_as_far_as_it_is_known() {
        let script = read(field(0, BEVY_ZIG_FIELD_U32, 4), |descriptor| descriptor.size += 64).unwrap();
        assert_eq!((script.name(), script.abi_version()), ("subject", BEVY_ZIG_ABI_VERSION));
    }

    unsafe extern "C" fn callback(_: *mut BevyZigFrame, _: *const BevyZigBatch) {}

    #[test]
    fn what_a_script_says_of_itself_is_told() {
        let said = |change: fn(&mut BevyZigDescriptor)| read(field(0, BEVY_ZIG_FIELD_U32, 4), change).unwrap();
        let silent = said(|_| {});
        assert_eq!((silent.built_at(), silent.git_commit(), silent.callbacks().count()), (None, None, 0));
        assert_eq!((silent.state_align(), silent.renames().count()), (4, 0));
        let script = said(|descriptor| {
            descriptor.built_at_seconds = 1_000_000_000;
            descriptor.git_commit = constant("0123abc");
            descriptor.update = Some(callback);
            descriptor.on_reload = Some(callback);
        });
        assert_eq!(script.built_at(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)));
        assert_eq!(script.git_commit(), Some("0123abc"));
        assert_eq!(script.callbacks().collect::<Vec<_>>(), ["update", "onReload"]);
        // A time that no clock has counts as none; what it may not do is end the game.
        let _ = said(|descriptor| descriptor.built_at_seconds = u64::MAX).built_at();
    }

    #[test]
    fn another_abi_version_is_refused_by_name() {
        let error = read(field(0, BEVY_ZIG_FIELD_U32, 4), |descriptor| descriptor.abi_version = 9).unwrap_err();
        assert_eq!(
            error,
            "script 'subject' was compiled for ABI version 9, but this host has version 1; rebuild it with the SDK of this bevy_zig"
        );
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let sound = || field(0, BEVY_ZIG_FIELD_U32, 4);
        let refused = |field: BevyZigField, change: fn(&mut BevyZigDescriptor)| read(field, change).unwrap_err();
        assert!(refused(sound(), |descriptor| descriptor.size -= 1).contains("too small for this version"));
        assert!(refused(sound(), |descriptor| descriptor.state_align = 3).contains("is invalid"));
        assert!(refused(sound(), |descriptor| descriptor.state_align = 32).contains("is invalid"));
        assert!(refused(sound(), |descriptor| descriptor.state_size = 6).contains("is invalid"));
        assert!(
            refused(sound(), |descriptor| descriptor.state_default = std::ptr::null()).contains("no default state")
        );
        assert!(refused(sound(), |descriptor| descriptor.echo = None).contains("no echo"));
        assert!(refused(sound(), |descriptor| descriptor.echo = Some(broken_echo)).contains("returns a wrong answer"));
        assert!(refused(sound(), |descriptor| descriptor.serialize = Some(callback)).contains("only one of"));
        assert!(refused(field(6, BEVY_ZIG_FIELD_U32, 4), |_| {}).contains("outside the state"));
        assert!(refused(field(u32::MAX, BEVY_ZIG_FIELD_U32, 4), |_| {}).contains("outside the state"));
        assert!(refused(field(0, BEVY_ZIG_FIELD_U32, 8), |_| {}).contains("does not know"));
        assert!(refused(field(0, 99, 4), |_| {}).contains("does not know"));
    }
}
