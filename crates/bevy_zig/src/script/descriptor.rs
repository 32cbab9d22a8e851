//! Reading a script's descriptor, which is believed only as far as it is found sound.

use std::borrow::Cow;
use std::sync::Arc;

use bevy::platform::collections::HashSet;

use super::info::ScriptInfo;
use super::known::{KnownComponent, read_data};
use super::refusal::RegisterScriptError;
use crate::abi::*;
use crate::shape::{Kind, Leaf, Role, Shape, StepInfo, StepTime};
use crate::states::StateUse;

/// What the host asks a script's `echo` to return: shows that calls get through both ways.
const ECHO: u32 = 0x000b_e721;

impl ScriptInfo {
    /// Reads a descriptor. One that is larger than this host knows, of a later SDK, is as good.
    ///
    /// # Safety
    /// `descriptor` points to what a compiled script exports, which stays in place as long as the value lives.
    pub(crate) unsafe fn read(name: &str, descriptor: *const BevyZigDescriptor) -> Result<Self, RegisterScriptError> {
        let because = |what: Cow<'static, str>| RegisterScriptError::Broken { script: name.to_owned(), what };
        let broken = |what: &'static str| because(what.into());
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
        let shape = read_shape(raw_fields, state_default.len(), align).map_err(|what| because(what.into()))?;
        // SAFETY: a list among the script's constants.
        let raw_components = unsafe { slice(raw.components, raw.component_count) };
        // SAFETY: these are the descriptor's.
        let components = raw_components.iter().map(|raw| unsafe { KnownComponent::read(raw) });
        let components = components.collect::<Option<_>>().ok_or_else(|| broken("a component is invalid"))?;
        if raw.phase_plus_one > BEVY_ZIG_PHASE_FIXED_UPDATE + 1 {
            return Err(broken("its phase is one that this host does not know"));
        }
        // SAFETY: a list among the script's constants.
        let raw_data = unsafe { slice(raw.data, raw.data_count) };
        // SAFETY: these are the descriptor's.
        let data = raw_data.iter().map(|raw| unsafe { read_data(raw) });
        let data = data.collect::<Option<_>>().ok_or_else(|| broken("data that it declares are invalid"))?;
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
            data,
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
            phase: raw.phase_plus_one.checked_sub(1),
            rests: raw.rests == 1,
            states: read_states(raw).ok_or_else(|| broken("a state that it uses is invalid"))?,
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
            what: "its echo returns a wrong answer, or its optionals have another layout than it declares".into(),
        })
    }
}

/// A text among a script's constants.
pub(super) fn constant(raw: BevyZigText) -> String {
    // SAFETY: only called for texts of a descriptor, which are constants of the script.
    String::from_utf8_lossy(unsafe { text(raw) }).into_owned()
}

/// The states that a script has to do with; `None` if one makes no sense.
fn read_states(raw: &BevyZigDescriptor) -> Option<Vec<StateUse>> {
    // SAFETY: a list among the script's constants.
    let uses = unsafe { slice(raw.state_uses, raw.state_use_count) };
    let read = uses.iter().map(|raw| {
        // SAFETY: likewise.
        let variants = unsafe { slice(raw.variants, raw.variant_count as usize) };
        let variants: Vec<String> = variants.iter().map(|variant| constant(variant.name)).collect();
        let runs_in = variants.iter().enumerate().filter(|(index, _)| *index < 64 && raw.runs_in >> index & 1 == 1);
        let runs_in = runs_in.map(|(_, variant)| variant.clone()).collect();
        let is_zigs = match raw.role {
            BEVY_ZIG_ROLE_ZIG_STATE => true,
            BEVY_ZIG_ROLE_STATE => false,
            _ => return None,
        };
        (!variants.is_empty()).then(|| StateUse { state: constant(raw.state), is_zigs, variants, runs_in })
    });
    read.collect()
}

/// The shape that these fields describe, or which of them does not lie within it, or is of another size than its type.
pub(super) fn read_shape(fields: &[BevyZigField], size: usize, align: usize) -> Result<Shape, String> {
    let leaf = |raw: &BevyZigField| {
        let path = || constant(raw.path);
        // SAFETY: a list among the script's constants.
        let variants = unsafe { slice(raw.variants, raw.variant_count as usize) };
        let mut variants: Vec<_> = variants.iter().map(|variant| (constant(variant.name), variant.value)).collect();
        let is_step = raw.kind == BEVY_ZIG_FIELD_STEP;
        let nameless = variants.pop_if(|(name, value)| name.is_empty() || (is_step && *value == -1));
        let role = match raw.kind {
            BEVY_ZIG_FIELD_MOMENT => Role::Moment,
            BEVY_ZIG_FIELD_STEP => {
                let times = nameless.as_ref().map_or("", |(times, _)| times.as_str());
                let steps = read_steps(&mut variants, times);
                Role::Step(steps.ok_or_else(|| format!("the steps of its field '{}' make no sense", path()))?)
            }
            _ => Role::Plain,
        };
        let (offset, value_size) = (raw.offset as usize, raw.value_size as usize);
        let kind = Kind::of_contract(raw.kind, value_size, variants).ok_or_else(|| {
            format!(
                "its field '{}' has {value_size} bytes, and this host knows no such type of this size (kind {})",
                path(),
                raw.kind
            )
        })?;
        if offset.checked_add(value_size).is_none_or(|end| end > size) {
            return Err(format!("its field '{}' is outside the state", path()));
        }
        let mut leaf = Leaf::new(path(), kind, offset, value_size);
        leaf.layout_hash = raw.layout_hash;
        leaf.is_list = raw.kind == BEVY_ZIG_FIELD_LIST;
        leaf.role = role;
        leaf.open = nameless.is_some();
        leaf.signed |= nameless.is_some_and(|(_, value)| value < 0);
        Ok(leaf)
    };
    let leaves: Vec<Leaf> = fields.iter().map(leaf).collect::<Result<_, String>>()?;
    match twice(&leaves) {
        Some(path) => Err(format!("its field '{path}' is described twice")),
        None => Ok(Shape::new(leaves, size, align)),
    }
}

/// A path that two leaves have.
fn twice(leaves: &[Leaf]) -> Option<&str> {
    let mut known = HashSet::new();
    leaves.iter().map(|leaf| leaf.path.as_str()).find(|path| !known.insert(*path))
}

/// The steps of a sequence, of which each number keeps only the step's own; `None` if one does not lie in an earlier
/// one.
fn read_steps(variants: &mut [(String, i64)], times: &str) -> Option<Arc<[StepInfo]>> {
    let mut times = times.split(' ');
    let steps = variants.iter_mut().enumerate().map(|(number, (name, value))| {
        let (parent, list) = ((*value >> 16) as u16, (*value >> 32) as u16);
        *value &= 0xffff;
        let is_sound = *value == number as i64 && number < STEPS_MAX && usize::from(parent) <= number.saturating_sub(1);
        let time = times.next().map_or(StepTime::Unknown, StepTime::read);
        is_sound.then(|| StepInfo { name: name.clone(), parent, list, time })
    });
    let steps: Arc<[StepInfo]> = steps.collect::<Option<_>>()?;
    (!steps.is_empty()).then_some(steps)
}

/// So many steps a leaf has numbers for, with what else it may hold.
const STEPS_MAX: usize = 8_192;

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::shape::Value;

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
            phase_plus_one: 0,
            rests: 0,
            state_uses: std::ptr::null(),
            state_use_count: 0,
            data: std::ptr::null(),
            data_count: 0,
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
    fn a_field_that_is_described_twice_is_named() {
        let both = [field(0, BEVY_ZIG_FIELD_U32, 4), field(4, BEVY_ZIG_FIELD_F32, 4)];
        assert_eq!(read_shape(&both, 8, 4).unwrap_err(), "its field 'x' is described twice");
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
        assert!(refused(sound(), |descriptor| descriptor.phase_plus_one = 9).contains("phase"));
        assert!(refused(sound(), |descriptor| descriptor.serialize = Some(callback)).contains("only one of"));
        assert!(refused(field(6, BEVY_ZIG_FIELD_U32, 4), |_| {}).contains("its field 'x' is outside the state"));
        assert!(refused(field(u32::MAX, BEVY_ZIG_FIELD_U32, 4), |_| {}).contains("its field 'x' is outside the state"));
        assert!(refused(field(0, BEVY_ZIG_FIELD_U32, 8), |_| {}).contains("its field 'x' has 8 bytes"));
        assert!(refused(field(0, 99, 4), |_| {}).contains("no such type of this size (kind 99)"));
    }
}
