//! What requests are answered with.

use std::time::{Duration, UNIX_EPOCH};

use bevy::prelude::World;
use serde_json::{Value as Json, json};

use crate::component::ZigData;
use crate::inspection::{InstanceView, Moment, Problem, ProblemKind, RunView, SourcePlace, StepView};
use crate::runtime::ScriptRuntime;
use crate::script::ScriptInfo;
use crate::shape::{Kind, Value};

/// A script with its figures.
pub(super) fn script(world: &World, runtime: &ScriptRuntime, script: &ScriptInfo) -> Json {
    let name = script.name();
    let figures = runtime.figures(name);
    let last = figures.map(|figures| figures.last()).unwrap_or_default();
    let built_at = script.built_at().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).map(|since| since.as_secs());
    let fields = script.fields().iter().map(|field| json!({ "path": field.path, "type": kind(&field.kind) }));
    json!({
        "name": name,
        "package": script.package(),
        "generation": script.generation(),
        "abi_version": script.abi_version(),
        "zig_version": script.zig_version(),
        "target": script.target(),
        "optimize": script.optimize(),
        "built_at": built_at,
        "git_commit": script.git_commit(),
        "exports": [script.symbol()],
        "callbacks": script.callbacks().collect::<Vec<_>>(),
        "state_size": script.state_size(),
        "fields": fields.collect::<Vec<_>>(),
        "instances": runtime.instance_count_of(name),
        "faults": runtime.fault_count_of(name),
        "quarantined": runtime.quarantined_count_of(name),
        "time_ms": ms(last.time),
        "time_p95_ms": ms(figures.map(|figures| figures.time_p95()).unwrap_or_default()),
        "requests": last.requests,
        "reload": reload(world, name),
    })
}

#[cfg(feature = "hot-reload")]
fn reload(world: &World, script: &str) -> Json {
    let Some(settings) = world.get_resource::<crate::HotReload>() else { return Json::Null };
    let status = settings.status(script).cloned().unwrap_or_default();
    json!({
        "auto_reload": settings.reloads(script),
        "keep_last_good": settings.keeps_last_good(script),
        "building": matches!(status.last, Some(crate::ReloadStep::Building)),
        "previous_generation": status.previous_generation,
        "probation_left": status.probation_left,
        "compiler": status.compiler.name(),
        "last_reload_ms": status.timings.map(|timings| ms(timings.total)),
    })
}

#[cfg(not(feature = "hot-reload"))]
fn reload(_: &World, _: &str) -> Json {
    Json::Null
}

pub(super) fn instance(view: &InstanceView) -> Json {
    let fields = view.fields.iter().filter_map(|view| Some((view.field.path.clone(), json_of(view.value.as_ref()?))));
    json!({
        "instance": view.instance,
        "entity": view.entity,
        "script": view.script,
        "priority": view.priority,
        "phase": view.phase,
        "enabled": view.enabled,
        "quarantined": view.quarantined,
        "fault": view.fault.as_ref().map(ToString::to_string),
        "fields": fields.collect::<serde_json::Map<_, _>>(),
        "runs": view.runs().iter().map(run).collect::<Vec<_>>(),
    })
}

/// A component or a resource that scripts declare: its fields.
pub(super) fn data(data: &ZigData) -> Json {
    let fields = data.shape().leaves().iter();
    let fields = fields.filter_map(|leaf| Some((leaf.path.clone(), json_of(&data.get(&leaf.path)?))));
    Json::Object(fields.collect())
}

/// A run of a sequence, and its steps.
fn run(run: &RunView) -> Json {
    let step = |step: &StepView| {
        json!({
            "name": step.name,
            "parent": step.parent,
            "list": step.list,
            "present": step.is_present,
            "elapsed": step.elapsed,
            "seconds": step.seconds,
            "progress": step.progress(),
        })
    };
    json!({
        "run": run.run,
        "clock": run.clock,
        "speed": run.speed,
        "path": run.step_path(),
        "steps": run.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

pub(super) fn problem(problem: &Problem) -> Json {
    let kind = match problem.kind {
        ProblemKind::Compile => "compile",
        ProblemKind::Refused => "refused",
        ProblemKind::RolledBack => "rolled_back",
        ProblemKind::Removed => "removed",
        ProblemKind::Reload => "reload",
        ProblemKind::Fault(_) => "fault",
        ProblemKind::Error => "error",
    };
    let notes = problem.notes.iter().map(|note| json!({ "place": note.place.as_ref().map(place), "text": note.text }));
    let excerpt = problem.excerpt.as_ref();
    json!({
        "id": problem.id,
        "script": problem.script,
        "kind": kind,
        "message": problem.message,
        "place": problem.place.as_ref().map(place),
        "excerpt": excerpt.map(|excerpt| json!({ "first_line": excerpt.first_line, "lines": excerpt.lines })),
        "notes": notes.collect::<Vec<_>>(),
        "entity": problem.entity,
        "first": moment(problem.first),
        "last": moment(problem.last),
        "count": problem.count,
    })
}

/// A widget of the panel, and where it is.
#[cfg(feature = "inspector")]
pub(super) fn widget(widget: &crate::inspector::Widget) -> Json {
    let place = widget.place;
    json!({
        "role": widget.role,
        "name": widget.name,
        "value": widget.value,
        "rect": [place.left(), place.top(), place.right(), place.bottom()],
    })
}

fn place(place: &SourcePlace) -> Json {
    json!({ "file": place.file, "line": place.line, "column": place.column })
}

fn moment(moment: Moment) -> Json {
    json!({ "frame": moment.frame, "seconds": moment.elapsed.as_secs_f64() })
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn kind(kind: &Kind) -> Json {
    match kind {
        Kind::Bool => json!("bool"),
        Kind::Signed | Kind::Unsigned => json!("int"),
        Kind::Float => json!("float"),
        Kind::Vec2 => json!("vec2"),
        Kind::Vec3 => json!("vec3"),
        Kind::Quat => json!("quat"),
        Kind::Entity => json!("entity"),
        Kind::Enum(variants) => json!({ "enum": variants.iter().map(|(name, _)| name).collect::<Vec<_>>() }),
        Kind::Union(variants, _) => json!({ "union": variants.iter().map(|(name, _)| name).collect::<Vec<_>>() }),
        Kind::Bytes => json!("text"),
        Kind::Opaque => json!("opaque"),
        Kind::Optional(_) => json!("optional"),
    }
}

/// The value of a field or a var: numbers, text and bools as themselves, vectors and bytes as arrays, entities as
/// Bevy's number of them, nothing as null.
pub(super) fn json_of(value: &Value) -> Json {
    match value {
        Value::Bool(value) => json!(value),
        Value::Int(value) => match i64::try_from(*value) {
            Ok(value) => json!(value),
            Err(_) => json!(u64::try_from(*value).ok()),
        },
        Value::Float(value) => json!(value),
        Value::Vec2(value) => json!(value.to_array()),
        Value::Vec3(value) => json!(value.to_array()),
        Value::Quat(value) => json!(value.to_array()),
        Value::Entity(value) => json!(value),
        Value::Text(value) => json!(value),
        Value::None => Json::Null,
        Value::Blob(value) => json!(value),
    }
}
