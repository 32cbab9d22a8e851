//! What can be asked for.

use bevy::prelude::{Entity, World};
use bevy_remote::{BrpError, BrpResult};
use serde_json::{Value as Json, json};

use super::params::{self, Attach, Change, Dismiss, Instances, Named, Owner, SetData, SetField, SetVar, read};
use super::{answer, codes};
use crate::attached::Script;
use crate::component::DataAccess;
use crate::inspection::{InspectScripts, InstanceView, ScriptProblems, SteerError, SteerScripts};
use crate::runtime::ScriptRuntime;
use crate::script::ScriptInfo;
use crate::world::{GlobalVars, ScriptVars};

/// Answers a request, between two frames.
pub(super) type Method = fn(&mut World, Option<Json>) -> BrpResult;

/// Names and methods.
pub(super) const ALL: &[(&str, Method)] = &[
    ("zig/scripts", scripts),
    ("zig/instances", instances),
    ("zig/problems", problems),
    ("zig/dismiss", dismiss),
    ("zig/vars", vars),
    ("zig/set_var", set_var),
    ("zig/set_field", set_field),
    ("zig/data", data),
    ("zig/set_data", set_data),
    ("zig/attach", attach),
    ("zig/detach", detach),
    ("zig/change", change),
    ("zig/restart", restart),
    ("zig/reload", reload),
    ("zig/revert", revert),
    ("zig/settings", settings),
    ("zig/panel", panel),
];

/// Instances in an answer, if the request does not say how many.
const INSTANCES_DEFAULT: usize = 100;

fn scripts(world: &mut World, params: Option<Json>) -> BrpResult {
    no_params(params)?;
    let runtime = world.resource::<ScriptRuntime>();
    let all = runtime.registry().iter().map(|script| answer::script(world, runtime, script));
    Ok(Json::Array(all.collect()))
}

fn instances(world: &mut World, params: Option<Json>) -> BrpResult {
    let Instances { script, entity, offset, limit } = read(params)?;
    let runtime = world.resource::<ScriptRuntime>();
    if let Some(script) = &script {
        known(runtime, script)?;
    }
    let is_wanted = |name: &str| script.as_ref().is_none_or(|script| script == name);
    let limit = limit.unwrap_or(INSTANCES_DEFAULT);
    let (total, views): (usize, Vec<InstanceView>) = match entity {
        Some(entity) => {
            world.get_entity(entity).map_err(|_| BrpError::entity_not_found(entity))?;
            let mut views = world.inspect_scripts(Some(entity));
            views.retain(|view| is_wanted(&view.script));
            (views.len(), views.into_iter().skip(offset).take(limit).collect())
        }
        None => {
            let rows = || runtime.instances().filter(|row| is_wanted(row.script));
            let view = |owner: Option<Entity>, instance| {
                world.inspect_scripts(owner).into_iter().find(|view| view.instance == Some(instance))
            };
            let page = rows().skip(offset).take(limit);
            (rows().count(), page.filter_map(|row| view(row.entity, row.instance)).collect())
        }
    };
    Ok(json!({ "total": total, "instances": views.iter().map(answer::instance).collect::<Vec<_>>() }))
}

fn problems(world: &mut World, params: Option<Json>) -> BrpResult {
    no_params(params)?;
    Ok(Json::Array(world.resource::<ScriptProblems>().iter().map(answer::problem).collect()))
}

fn dismiss(world: &mut World, params: Option<Json>) -> BrpResult {
    let Dismiss { id } = read(params)?;
    let dismissed = world.resource_mut::<ScriptProblems>().dismiss(id);
    let missing = || codes::error(codes::UNKNOWN_PROBLEM, format!("there is no problem {id}; it may have been fixed"));
    dismissed.then_some(Json::Null).ok_or_else(missing)
}

fn vars(world: &mut World, params: Option<Json>) -> BrpResult {
    let Owner { entity } = read(params)?;
    let entries = vars_of(world, entity)?.into_iter().flat_map(ScriptVars::iter);
    Ok(Json::Object(entries.map(|(key, var)| (key.to_owned(), answer::json_of(var))).collect()))
}

fn vars_of(world: &World, entity: Option<Entity>) -> BrpResult<Option<&ScriptVars>> {
    Ok(match entity {
        Some(entity) => world.get_entity(entity).map_err(|_| BrpError::entity_not_found(entity))?.get::<ScriptVars>(),
        None => world.get_resource::<GlobalVars>().map(|globals| &**globals),
    })
}

fn set_var(world: &mut World, params: Option<Json>) -> BrpResult {
    let SetVar { entity, key, value } = read(params)?;
    let old = vars_of(world, entity)?.and_then(|vars| vars.get(&key));
    let unsuitable = || match old {
        Some(old) => format!("var '{key}' cannot become {value}: it is {old:?}, and keeps its type"),
        None => format!("var '{key}' cannot become {value}: it takes a bool, a number, a text, or 2 to 4 numbers"),
    };
    let var = params::var(&value, old).ok_or_else(|| codes::error(codes::WRONG_TYPE, unsuitable()))?;
    world.steer_set_var(entity, &key, var)?;
    Ok(Json::Null)
}

fn set_field(world: &mut World, params: Option<Json>) -> BrpResult {
    let params: SetField = read(params)?;
    let script = known(world.resource(), &params.name().script)?;
    let value = params::value(script, &params.path, &params.value)?;
    world.steer_set_field(&params.name(), &params.path, value)?;
    Ok(Json::Null)
}

fn data(world: &mut World, params: Option<Json>) -> BrpResult {
    let Owner { entity } = read(params)?;
    if let Some(entity) = entity {
        world.get_entity(entity).map_err(|_| BrpError::entity_not_found(entity))?;
    }
    let all = world.zig_data_of(entity).into_iter();
    Ok(Json::Object(all.map(|data| (data.name().to_owned(), answer::data(&data))).collect()))
}

fn set_data(world: &mut World, params: Option<Json>) -> BrpResult {
    let SetData { entity, data: name, path, value: json } = read(params)?;
    let old = match entity {
        Some(entity) => world.zig_component(entity, &name)?,
        None => world.zig_resource(&name)?,
    };
    let value = params::data_value(&old, &path, &json)?;
    match entity {
        Some(entity) => world.set_zig_component_field(entity, &name, &path, value)?,
        None => world.set_zig_resource_field(&name, &path, value)?,
    };
    Ok(Json::Null)
}

fn attach(world: &mut World, params: Option<Json>) -> BrpResult {
    let Attach { entity, script: name, priority, phase, enabled, properties } = read(params)?;
    let info = known(world.resource(), &name)?;
    let mut script = Script::new(name.clone()).with_priority(priority);
    if let Some(phase) = phase {
        script.set_phase(phase);
    }
    script.set_enabled(enabled.unwrap_or(true));
    for (path, json) in properties {
        let value = params::value(info, &path, &json)?;
        script = script.with(path, value);
    }
    world.steer_attach(entity, script)?;
    Ok(Json::Null)
}

fn detach(world: &mut World, params: Option<Json>) -> BrpResult {
    world.steer_detach(&read::<Named>(params)?.name())?;
    Ok(Json::Null)
}

fn change(world: &mut World, params: Option<Json>) -> BrpResult {
    let params: Change = read(params)?;
    world.steer_change(&params.name(), |script| {
        script.set_priority(params.priority.unwrap_or(script.priority()));
        if let Some(phase) = params.phase {
            script.set_phase(phase);
        }
        script.set_enabled(params.enabled.unwrap_or(script.is_enabled()));
    })?;
    Ok(Json::Null)
}

fn restart(world: &mut World, params: Option<Json>) -> BrpResult {
    world.steer_restart(&read::<Named>(params)?.name())?;
    Ok(Json::Null)
}

cfg_select! {
    feature = "inspector" => {
        fn panel(world: &mut World, params: Option<Json>) -> BrpResult {
            let params::Panel { open } = read(params)?;
            let frame = world.resource::<ScriptRuntime>().frame_number();
            let widgets: Vec<Json> = crate::inspector::widgets(world).iter().map(answer::widget).collect();
            let Some(mut inspector) = world.get_resource_mut::<crate::inspector::ScriptInspector>() else {
                return Err(no_panel("add ZigInspectorPlugin"));
            };
            inspector.open = open.unwrap_or(inspector.open);
            let (open, selected) = (inspector.open, inspector.selected.owner());
            Ok(json!({ "open": open, "selected": selected, "frame": frame, "widgets": widgets }))
        }
    }
    _ => {
        fn panel(_: &mut World, _: Option<Json>) -> BrpResult {
            Err(no_panel("build it with the feature `inspector`"))
        }
    }
}

fn no_panel(remedy: &str) -> BrpError {
    codes::error(codes::NO_PANEL, format!("this game has no panel; {remedy}"))
}

cfg_select! {
    feature = "hot-reload" => {
        use crate::reload::{HotReload, ReloadCommand, known_without};

        fn reload(world: &mut World, params: Option<Json>) -> BrpResult {
            let params::OneOrAll { script } = read(params)?;
            // A script that does not compile yet has a file, and saying its name is how it is tried again.
            if let Some(script) = &script
                && let Some(known) = known_without(world, script)
            {
                return Err(SteerError::UnknownScript { script: script.clone(), known }.into());
            }
            world.write_message(ReloadCommand::Reload { script });
            Ok(Json::Null)
        }

        fn revert(world: &mut World, params: Option<Json>) -> BrpResult {
            let params::OneOrAll { script } = read(params)?;
            if let Some(script) = &script {
                known(world.resource(), script)?;
                let status = world.resource::<HotReload>().status(script);
                if status.is_none_or(|status| status.previous_generation.is_none()) {
                    let problem = format!("script '{script}' has not been reloaded, so there is nothing to revert to");
                    return Err(codes::error(codes::NOTHING_TO_REVERT, problem));
                }
            }
            world.write_message(ReloadCommand::Revert { script });
            Ok(Json::Null)
        }

        fn settings(world: &mut World, params: Option<Json>) -> BrpResult {
            let params::Settings { script, auto_reload, keep_last_good } = read(params)?;
            if let Some(script) = &script {
                known(world.resource(), script)?;
            }
            let mut settings = world.resource_mut::<HotReload>();
            Ok(match script {
                Some(script) => {
                    let own = settings.script(&script);
                    own.auto_reload = auto_reload.or(own.auto_reload);
                    own.keep_last_good = keep_last_good.or(own.keep_last_good);
                    let (auto_reload, keep_last_good) = (settings.reloads(&script), settings.keeps_last_good(&script));
                    json!({ "auto_reload": auto_reload, "keep_last_good": keep_last_good })
                }
                None => {
                    settings.auto_reload = auto_reload.unwrap_or(settings.auto_reload);
                    settings.keep_last_good = keep_last_good.unwrap_or(settings.keep_last_good);
                    json!({ "auto_reload": settings.auto_reload, "keep_last_good": settings.keep_last_good })
                }
            })
        }
    }
    _ => {
        fn reload(_: &mut World, _: Option<Json>) -> BrpResult {
            Err(linked_in())
        }

        fn revert(_: &mut World, _: Option<Json>) -> BrpResult {
            Err(linked_in())
        }

        fn settings(_: &mut World, _: Option<Json>) -> BrpResult {
            Err(linked_in())
        }

        fn linked_in() -> BrpError {
            let problem = "this game's scripts are linked in; build it with the feature `hot-reload` to reload them";
            codes::error(codes::NO_HOT_RELOAD, problem)
        }
    }
}

fn known<'a>(runtime: &'a ScriptRuntime, script: &str) -> BrpResult<&'a ScriptInfo> {
    let registry = runtime.registry();
    let missing = || SteerError::UnknownScript { script: script.to_owned(), known: registry.known() };
    registry.get(script).ok_or_else(|| missing().into())
}

/// For what takes none: a mistake should not go unnoticed.
fn no_params(params: Option<Json>) -> BrpResult<()> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}
    read::<Nothing>(params).map(drop)
}
