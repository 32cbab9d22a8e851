//! Changes for tools: which scripts run, when, and with which fields.

use bevy::prelude::{Entity, EntityRef, World};
use thiserror::Error;

use crate::attached::{GlobalScripts, Owner, Place, Script, ZigScriptCommands};
use crate::base::{Machinery, ScriptLimits, did_you_mean};
use crate::runtime::ScriptRuntime;
use crate::shape::{LeafError, Value};
use crate::world::{GlobalVars, ScriptVars, check_key};

/// Names a script's instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstanceName {
    /// The entity; `None` for a global script.
    pub entity: Option<Entity>,
    /// The script's name.
    pub script: String,
    /// The number of the instance, if an entity has several instances of the script; `None`: the first.
    pub instance: Option<u64>,
}

impl InstanceName {
    fn owner(&self) -> Owner {
        self.entity.into()
    }
}

/// Why a change failed.
#[derive(Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum SteerError {
    /// There is no such entity.
    #[error("there is no entity {entity}; it may have been despawned")]
    UnknownEntity {
        /// The given handle.
        entity: Entity,
    },
    /// There is no such script.
    #[error("unknown script '{script}'; {}known scripts: {known}", did_you_mean(script, known.split(", ")))]
    UnknownScript {
        /// The given name.
        script: String,
        /// The known names.
        known: String,
    },
    /// The owner does not have the script.
    #[error("script '{script}' is not {on}; {}attached scripts: {present}", did_you_mean(script, present.split(", ")))]
    NotAttached {
        /// The script's name.
        script: String,
        /// The owner that does not have it, with "on".
        on: String,
        /// The attached scripts.
        present: String,
    },
    /// The instance is not in quarantine.
    #[error("script '{script}' {on} is not in quarantine, so there is nothing to restart")]
    NotInQuarantine {
        /// The script's name.
        script: String,
        /// Its owner, with "on".
        on: String,
    },
    /// The var cannot be set: scripts could not have set it either.
    #[error("var '{key}' is not set: {problem}")]
    VarRefused {
        /// The key.
        key: String,
        /// The rule that it breaks, with the limit.
        problem: String,
    },
    /// There are as many scripts as there may be: a script could not have attached one more either.
    #[error("script '{script}' is not attached {on}: the limit {limit} is {max}, and there are as many")]
    LimitReached {
        /// The script's name.
        script: String,
        /// The owner that does not get it, with "on".
        on: String,
        /// The limit of [`ScriptLimits`](crate::ScriptLimits).
        limit: &'static str,
        /// Its value.
        max: usize,
    },
    /// The field cannot be set.
    #[error(transparent)]
    Field(#[from] LeafError),
}

/// Where a `bevy.Run` has its step, and what makes it begin there; see `zig/sequence/run.zig`.
const RUN_STEP: &str = ".place.at";
const RUN_CLOCK: &str = ".clock";

/// Changes which scripts run. Attaching, detaching and moving take effect at the start of the next phase.
pub trait SteerScripts {
    /// Attaches a script after the other scripts of an owner.
    ///
    /// # Errors
    /// There is no such entity or script, a property has the wrong type, or there are as many scripts as
    /// [`ScriptLimits`](crate::ScriptLimits) allows.
    fn steer_attach(&mut self, owner: Option<Entity>, script: Script) -> Result<(), SteerError>;

    /// Detaches a script.
    ///
    /// # Errors
    /// No such entity, or the script is not on it.
    fn steer_detach(&mut self, name: &InstanceName) -> Result<(), SteerError>;

    /// Changes priority, phase or whether a script is enabled.
    ///
    /// # Errors
    /// No such entity, or the script is not on it.
    fn steer_change(&mut self, name: &InstanceName, change: impl FnOnce(&mut Script)) -> Result<(), SteerError>;

    /// Sets a field at once. Setting the step of a sequence, `salvo.place.at`, lets it go on there.
    ///
    /// # Errors
    /// There is no such entity, the script is not on it, or a [`LeafError`].
    fn steer_set_field(&mut self, name: &InstanceName, path: &str, value: Value) -> Result<(), SteerError>;

    /// Sets a var of an entity, or of the game, at once; scripts see it from the next phase on.
    ///
    /// # Errors
    /// No such entity, or a var that breaks a rule for scripts' vars or a limit of
    /// [`ScriptLimits`](crate::ScriptLimits).
    fn steer_set_var(&mut self, owner: Option<Entity>, key: &str, value: Value) -> Result<(), SteerError>;

    /// Restarts an instance in quarantine.
    ///
    /// # Errors
    /// There is no such entity, the script is not on it, or the instance is not in quarantine.
    fn steer_restart(&mut self, name: &InstanceName) -> Result<(), SteerError>;
}

impl SteerScripts for World {
    fn steer_attach(&mut self, owner: Option<Entity>, script: Script) -> Result<(), SteerError> {
        check_entity(self, owner)?;
        let now = ScriptRuntime::now_seconds(self);
        let registry = runtime(self, script.name())?.registry();
        let Some(info) = registry.get(script.name()) else {
            return Err(SteerError::UnknownScript { script: script.name().to_owned(), known: registry.known() });
        };
        let mut state = info.state_default.clone();
        for (path, value) in script.properties() {
            info.set(&mut state, path, value, now)?;
        }
        let runtime = runtime(self, script.name())?;
        let (limits, present) = (runtime.requests.limits(), Owner::from(owner).scripts(self).len());
        let full = [
            ("scripts_per_entity", present, limits.scripts_per_entity),
            ("instances", runtime.instance_count(), limits.instances),
        ];
        if let Some((limit, _, max)) = full.into_iter().find(|(_, count, max)| count >= max) {
            let (script, on) = (script.name().to_owned(), Owner::from(owner).to_string());
            return Err(SteerError::LimitReached { script, on, limit, max });
        }
        match owner {
            Some(entity) => drop(self.entity_mut(entity).attach_script(script)),
            None => self.resource_mut::<GlobalScripts>().attach(script),
        }
        Ok(())
    }

    fn steer_detach(&mut self, name: &InstanceName) -> Result<(), SteerError> {
        let entry = index(self, name)?;
        name.owner().edit(self, |scripts| scripts.remove(entry));
        Ok(())
    }

    fn steer_change(&mut self, name: &InstanceName, change: impl FnOnce(&mut Script)) -> Result<(), SteerError> {
        let entry = index(self, name)?;
        name.owner().edit(self, |scripts| change(&mut scripts.as_mut_slice()[entry]));
        Ok(())
    }

    fn steer_set_field(&mut self, name: &InstanceName, path: &str, value: Value) -> Result<(), SteerError> {
        let entry = index(self, name)?;
        let place = place_of_entry(self, name.owner(), entry);
        let missing = || LeafError::NoInstance { script: name.script.clone(), on: name.owner().to_string() };
        let place = place.ok_or_else(missing)?;
        let now = ScriptRuntime::now_seconds(self);
        let mut runtime = self.resource_mut::<ScriptRuntime>();
        runtime.set_field(place, path, &value, now)?;
        // A sequence that is sent to a step begins it, whatever it did. A lane of it has no clock of its own.
        let is_step = runtime.instances.column(place.column).script.field(path)?.role.is_step();
        match path.strip_suffix(RUN_STEP).filter(|run| is_step && !run.contains(".lanes.")) {
            Some(run) => Ok(runtime.set_field(place, &format!("{run}{RUN_CLOCK}"), &"ready".into(), now)?),
            None => Ok(()),
        }
    }

    fn steer_set_var(&mut self, owner: Option<Entity>, key: &str, value: Value) -> Result<(), SteerError> {
        check_entity(self, owner)?;
        let limits = self.get_resource::<ScriptRuntime>().map(|runtime| runtime.requests.limits().clone());
        let vars = match owner {
            Some(entity) => self.get::<ScriptVars>(entity),
            None => self.get_resource::<GlobalVars>().map(|vars| &**vars),
        };
        check_var(vars, key, &value, &limits.unwrap_or_default())
            .map_err(|problem| SteerError::VarRefused { key: key.to_owned(), problem })?;
        match owner {
            Some(entity) => {
                self.entity_mut(entity).entry::<ScriptVars>().or_default().get_mut().set(key, value);
            }
            None => {
                self.resource_mut::<GlobalVars>().set(key, value);
            }
        }
        Ok(())
    }

    fn steer_restart(&mut self, name: &InstanceName) -> Result<(), SteerError> {
        let entry = index(self, name)?;
        let place = place_of_entry(self, name.owner(), entry);
        let mut runtime = self.resource_mut::<ScriptRuntime>();
        let restarted = place.map(|place| runtime.instances.id(place)).is_some_and(|id| runtime.restart(id));
        let not = || SteerError::NotInQuarantine { script: name.script.clone(), on: name.owner().to_string() };
        restarted.then_some(()).ok_or_else(not)
    }
}

/// Whether a script could have set this var.
fn check_var(vars: Option<&ScriptVars>, key: &str, value: &Value, limits: &ScriptLimits) -> Result<(), String> {
    check_key(key)?;
    if *value == Value::None {
        return Ok(());
    }
    if !value.is_finite() {
        return Err("it is not a finite number".to_owned());
    }
    let (len, max) = (value.var_bytes(&mut [0; 16]).len(), limits.var_bytes);
    if len > max {
        return Err(format!("its value has {len} bytes; the limit var_bytes is {max}"));
    }
    let is_new = vars.is_none_or(|vars| vars.get(key).is_none());
    if is_new && vars.map_or(0, ScriptVars::len) >= limits.vars_per_entity {
        return Err(format!("the limit vars_per_entity is {}, and there are as many", limits.vars_per_entity));
    }
    Ok(())
}

fn runtime<'w>(world: &'w World, script: &str) -> Result<&'w ScriptRuntime, SteerError> {
    let found = world.get_resource::<ScriptRuntime>();
    found.ok_or_else(|| LeafError::NotNow { script: script.to_owned() }.into())
}

fn check_entity(world: &World, owner: Option<Entity>) -> Result<(), SteerError> {
    let Some(entity) = owner else { return Ok(()) };
    let is_for_scripts = |found: EntityRef| {
        let machinery = world.get_resource::<Machinery>();
        machinery.is_none_or(|machinery| machinery.is_for_scripts(found.archetype()))
    };
    match world.get_entity(entity) {
        Ok(found) if is_for_scripts(found) => Ok(()),
        _ => Err(SteerError::UnknownEntity { entity }),
    }
}

/// Which entry of its owner's list it is.
fn index(world: &World, name: &InstanceName) -> Result<usize, SteerError> {
    check_entity(world, name.entity)?;
    let (scripts, known) = (name.owner().scripts(world), name.owner().instances(world));
    let instances = &runtime(world, &name.script)?.instances;
    let number = |script: &Script| instances.place_of(known, script).map(|place| instances.id(place));
    let is_it = |script: &Script| {
        script.is_called(&name.script) && name.instance.is_none_or(|instance| number(script) == Some(instance))
    };
    scripts.iter().position(is_it).ok_or_else(|| {
        let present: Vec<&str> = scripts.iter().map(Script::name).collect();
        SteerError::NotAttached {
            script: name.script.clone(),
            on: name.owner().to_string(),
            present: if present.is_empty() { "none".to_owned() } else { present.join(", ") },
        }
    })
}

/// Where the instance of this entry of a list lies.
fn place_of_entry(world: &World, owner: Owner, entry: usize) -> Option<Place> {
    world.resource::<ScriptRuntime>().instances.place_of(owner.instances(world), &owner.scripts(world)[entry])
}
