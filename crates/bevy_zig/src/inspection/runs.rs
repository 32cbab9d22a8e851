//! Runs of sequences, for tools: each as its list of steps.

use super::instances::{FieldView, InstanceView};
use crate::shape::{Role, StepTime, Value};

/// What a field of the type `bevy.Run` has in it; see `zig/sequence/run.zig`.
const STEP: &str = ".place.at";

/// A run of a sequence: a field of the type `bevy.Run`.
#[derive(Clone, Debug, PartialEq)]
pub struct RunView {
    /// The field: `door`.
    pub run: String,
    /// What it does: `ready`, `idle`, `running`, `paused`, `done` or `stopped`.
    pub clock: String,
    /// How fast its time goes by.
    pub speed: f64,
    /// All steps, in their order.
    pub steps: Vec<StepView>,
}

/// A step of a sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct StepView {
    /// Its name.
    pub name: String,
    /// Which of the steps it lies in, as a loop or a race; `None`: in the sequence itself.
    pub parent: Option<usize>,
    /// In which list of that.
    pub list: usize,
    /// In how many others it lies.
    pub depth: usize,
    /// Whether the run is there. In an `all` or a `race` it is in several places, and at that step itself.
    pub is_present: bool,
    /// Seconds that the run has been there, in its own time.
    pub elapsed: Option<f64>,
    /// How many seconds the step takes, if that is known.
    pub seconds: Option<f64>,
}

impl RunView {
    /// The path of the field with its step: [`SteerScripts::steer_set_field`](super::SteerScripts::steer_set_field)
    /// lets it go on with the step of this name.
    pub fn step_path(&self) -> String {
        format!("{}{STEP}", self.run)
    }

    /// Whether a field is a part of it.
    pub fn has(&self, path: &str) -> bool {
        path.strip_prefix(&self.run).is_some_and(|rest| rest.starts_with('.'))
    }
}

impl StepView {
    /// How much of its time is over, from 0 to 1; `None` if the run is not there, or it takes no time that is known.
    pub fn progress(&self) -> Option<f64> {
        let (elapsed, seconds) = (self.elapsed?, self.seconds.filter(|seconds| *seconds > 0.0)?);
        Some((elapsed / seconds).clamp(0.0, 1.0))
    }
}

impl InstanceView {
    /// Its runs of sequences.
    pub fn runs(&self) -> Vec<RunView> {
        self.fields.iter().filter_map(|field| run(&self.fields, field)).collect()
    }
}

/// The run whose step this field is.
fn run<'a>(fields: &'a [FieldView], at: &'a FieldView) -> Option<RunView> {
    let Role::Step(infos) = &at.field.role else { return None };
    // Those of its lanes lie deeper.
    let run = at.field.path.strip_suffix(STEP).filter(|run| !run.contains('.'))?;
    let value = |path: &str| fields.iter().find(|view| view.field.path == path).and_then(|view| view.value.as_ref());
    let part = |path: &str| value(&format!("{run}{path}"));
    let clock = text(part(".clock"))?.to_owned();
    let speed = float(part(".speed")).unwrap_or(1.0);
    // A speed that was set counts from when the run is looked at next. At 0 its time stands.
    let rate = float(part(".pace")).unwrap_or(1.0).max(1e-12);
    let elapsed = match clock.as_str() {
        "running" => float(part(".clock.running")).map(|age| age * rate),
        "paused" => float(part(".clock.paused")),
        _ => None,
    };
    // A number stands for a step that the run goes on after, or with: `zig/sequence/driver.zig` has it as a detour.
    let name = |value: Option<&'a Value>| match value {
        Some(Value::Int(code)) => Some(&*infos.get(usize::try_from((-1 - code) / 4).ok()?)?.name),
        value => text(value),
    };
    // Where it is, and since when.
    let mut places: Vec<(&str, Option<f64>)> =
        name(at.value.as_ref()).map(|name| (name, elapsed)).into_iter().collect();
    for lane in 0.. {
        let Some(place) = part(&format!(".lanes.{lane}{STEP}")) else { break };
        let began = float(part(&format!(".lanes.{lane}.began"))).unwrap_or_default();
        places.extend(name(Some(place)).map(|name| (name, elapsed.map(|elapsed| elapsed - began))));
    }
    let mut steps: Vec<StepView> = Vec::with_capacity(infos.len());
    for info in infos.iter().skip(1) {
        let place = places.iter().find(|(name, _)| *name == info.name);
        let parent = usize::from(info.parent).checked_sub(1);
        steps.push(StepView {
            name: info.name.clone(),
            parent,
            list: info.list.into(),
            depth: parent.and_then(|parent| steps.get(parent)).map_or(0, |parent| parent.depth + 1),
            is_present: place.is_some(),
            elapsed: place.and_then(|(_, elapsed)| *elapsed),
            seconds: match &info.time {
                StepTime::Unknown => None,
                StepTime::Seconds(seconds) => Some(*seconds),
                StepTime::Field(path, times) => float(value(path)).map(|seconds| seconds * times),
            },
        });
    }
    Some(RunView { run: run.to_owned(), clock, speed, steps })
}

fn text(value: Option<&Value>) -> Option<&str> {
    match value {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

fn float(value: Option<&Value>) -> Option<f64> {
    match value {
        Some(Value::Float(value)) => Some(*value),
        Some(Value::Int(value)) => Some(*value as f64),
        _ => None,
    }
}
