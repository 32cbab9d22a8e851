//! The list of instances, and the scripts of the owner that is selected.

use std::fmt::Write as _;

use bevy::prelude::{Entity, Name, World};
use bevy_egui::egui::{self, Color32, Response, RichText, Ui};

use super::{ScriptInspector, Selected, data, field, name, run};
use crate::attached::{Phase, Place, Script};
use crate::inspection::{FieldView, InspectScripts, InstanceName, InstanceRow, InstanceView, SteerError, SteerScripts};
use crate::runtime::ScriptRuntime;
use crate::shape::Value;
use crate::world::{GlobalVars, ScriptVars};

const LIST_HEIGHT: f32 = 110.0;

/// Something to be done to a script.
enum Change {
    Detach,
    Restart,
    Priority(i32),
    Phase(Phase),
    Enabled(bool),
    Field(String, Value),
}

pub(super) fn show(world: &mut World, ui: &mut Ui, inspector: &mut ScriptInspector) {
    list(world, ui, inspector);
    ui.separator();
    let owner = inspector.selected.owner();
    ui.horizontal(|ui| {
        ui.heading(title(world, owner));
        attach(world, ui, inspector, owner);
    });
    if let Some(refusal) = &inspector.refusal {
        ui.label(RichText::new(refusal).color(Color32::LIGHT_RED));
    }
    let mut changes: Vec<(InstanceName, Change)> = Vec::new();
    let (mut changed, mut changed_data) = (None, None);
    egui::ScrollArea::vertical().id_salt(owner).auto_shrink([false, true]).show(ui, |ui| {
        for (index, view) in world.inspect_scripts(owner).iter().enumerate() {
            ui.push_id(index, |ui| script(ui, view, &mut changes));
        }
        changed = vars(world, ui, owner);
        changed_data = data::show(world, ui, owner);
    });
    if let Some(change) = changed_data {
        inspector.refusal = data::apply(world, owner, change).err().map(|problem| problem.to_string());
    }
    if let Some((key, value)) = changed {
        inspector.refusal = world.steer_set_var(owner, &key, value).err().map(|problem| problem.to_string());
    }
    for (name, change) in changes {
        inspector.refusal = apply(world, &name, change).err().map(|problem| problem.to_string());
    }
}

fn title(world: &World, owner: Option<Entity>) -> String {
    let Some(entity) = owner else { return "global scripts".to_owned() };
    match world.get::<Name>(entity) {
        Some(name) => format!("{name} ({entity})"),
        None if world.get_entity(entity).is_err() => format!("entity {entity} is gone"),
        None => format!("entity {entity}"),
    }
}

/// The instances that the filter lets through. Looking at ten thousand takes most of what a frame may cost, so it is
/// not done in each.
#[derive(Debug, Default)]
pub(super) struct Filtered {
    /// What they were found with.
    filter: String,
    /// The frame in which they were found.
    frame: u64,
    /// Where they lay then.
    places: Vec<Place>,
}

/// How long the list may be behind.
const FILTERED_FRAMES: u64 = 30;

impl Filtered {
    fn refresh(&mut self, runtime: &ScriptRuntime, filter: &str) {
        let frame = runtime.frame_number();
        if self.filter == filter && frame.saturating_sub(self.frame) < FILTERED_FRAMES {
            return;
        }
        (self.filter, self.frame) = (filter.to_owned(), frame);
        let mut handle = String::new();
        let mut passes = |row: &InstanceRow| {
            row.script.contains(filter)
                || row.entity.is_some_and(|entity| {
                    handle.clear();
                    write!(handle, "{entity}").is_ok() && handle.contains(filter)
                })
        };
        self.places.clear();
        self.places.extend(runtime.placed_instances().filter(|(_, row)| passes(row)).map(|(place, _)| place));
    }
}

/// The list; only the rows that are seen are made.
fn list(world: &World, ui: &mut Ui, inspector: &mut ScriptInspector) {
    let runtime = world.resource::<ScriptRuntime>();
    let ScriptInspector { filter, filtered, selected, refusal, .. } = inspector;
    ui.horizontal(|ui| {
        ui.label(format!("{} instances", runtime.instance_count()));
        let edit = egui::TextEdit::singleline(filter).hint_text("filter: script or entity").desired_width(180.0);
        name(&ui.add(edit), || "filter".to_owned());
        if ui.selectable_label(*selected == Selected::Globals, "global scripts").clicked() {
            (*selected, *refusal) = (Selected::Globals, None);
        }
    });
    if !filter.is_empty() {
        filtered.refresh(runtime, filter);
    }
    let count = if filter.is_empty() { runtime.instance_count() } else { filtered.places.len() };
    let height = ui.text_style_height(&egui::TextStyle::Body);
    let area = egui::ScrollArea::vertical().id_salt("instances").max_height(LIST_HEIGHT).auto_shrink([false, false]);
    area.show_rows(ui, height, count, |ui, seen| {
        let show = |row: InstanceRow| {
            let owner = row.entity.map_or(Selected::Globals, Selected::Entity);
            let whose = row.entity.map_or_else(|| "global".to_owned(), |entity| entity.to_string());
            let mut text = RichText::new(format!("{} — {whose} — #{}", row.script, row.instance));
            if row.quarantined {
                text = text.color(Color32::LIGHT_RED);
            }
            if ui.selectable_label(*selected == owner, text).clicked() {
                (*selected, *refusal) = (owner, None);
            }
        };
        if filter.is_empty() {
            runtime.instances().skip(seen.start).take(seen.len()).for_each(show);
        } else {
            filtered.places[seen].iter().filter_map(|place| runtime.instance_at(*place)).for_each(show);
        }
    });
}

fn attach(world: &mut World, ui: &mut Ui, inspector: &mut ScriptInspector, owner: Option<Entity>) {
    let names: Vec<String> =
        world.resource::<ScriptRuntime>().registry().iter().map(|script| script.name().to_owned()).collect();
    let shown = if inspector.attach.is_empty() { "script" } else { &inspector.attach }.to_owned();
    egui::ComboBox::from_id_salt("attach").selected_text(shown).show_ui(ui, |ui| {
        for name in names {
            ui.selectable_value(&mut inspector.attach, name.clone(), name);
        }
    });
    if ui.add_enabled(!inspector.attach.is_empty(), egui::Button::new("attach")).clicked() {
        let attached = world.steer_attach(owner, Script::new(inspector.attach.clone()));
        inspector.refusal = attached.err().map(|problem| problem.to_string());
    }
}

fn script(ui: &mut Ui, view: &InstanceView, changes: &mut Vec<(InstanceName, Change)>) {
    let instance = || InstanceName { entity: view.entity, script: view.script.clone(), instance: view.instance };
    let mut change = |change| changes.push((instance(), change));
    let named = |response: &Response, what: &str| name(response, || format!("{} {what}", view.script));
    ui.horizontal(|ui| {
        ui.strong(&view.script);
        let mut enabled = view.enabled;
        let enable = ui.checkbox(&mut enabled, "enabled");
        named(&enable, "enabled");
        if enable.changed() {
            change(Change::Enabled(enabled));
        }
        let mut priority = view.priority;
        let number = ui.add(egui::DragValue::new(&mut priority).prefix("priority "));
        named(&number, "priority");
        if number.changed() {
            change(Change::Priority(priority));
        }
        let mut phase = view.phase;
        let choice = egui::ComboBox::from_id_salt("phase").selected_text(format!("{phase:?}")).show_ui(ui, |ui| {
            for each in Phase::ALL {
                ui.selectable_value(&mut phase, each, format!("{each:?}"));
            }
        });
        named(&choice.response, "phase");
        if phase != view.phase {
            change(Change::Phase(phase));
        }
        let detach = ui.small_button("detach");
        named(&detach, "detach");
        if detach.clicked() {
            change(Change::Detach);
        }
        if view.fault.is_some() {
            let restart = ui.small_button("restart");
            named(&restart, "restart");
            if restart.clicked() {
                change(Change::Restart);
            }
        }
    });
    match &view.fault {
        Some(fault) => drop(ui.label(RichText::new(format!("in quarantine: {fault}")).color(Color32::LIGHT_RED))),
        None if view.instance.is_none() => drop(ui.weak("not started")),
        None => {}
    }
    let fields = |ui: &mut Ui, salt: &str, is_shown: &dyn Fn(&str) -> bool, change: &mut dyn FnMut(Change)| {
        egui::Grid::new(salt).num_columns(2).show(ui, |ui| {
            for FieldView { field, value } in view.fields.iter().filter(|view| is_shown(&view.field.path)) {
                let label = ui.monospace(&field.path);
                named(&label, &field.path);
                if let Some(value) = field::edit(ui, label.id, field, value.as_ref()) {
                    change(Change::Field(field.path.clone(), value));
                }
                ui.end_row();
            }
        });
    };
    let runs = view.runs();
    fields(ui, "fields", &|path| !runs.iter().any(|run| run.has(path)), &mut change);
    for run in &runs {
        if let Some(step) = run::show(ui, &view.script, run) {
            change(Change::Field(run.step_path(), step.into()));
        }
        // What it consists of, for what the list does not show: its speed, rounds, where a tween began.
        egui::CollapsingHeader::new(format!("fields of {}", run.run)).id_salt(("run", &run.run)).show(ui, |ui| {
            fields(ui, &run.run, &|path| run.has(path), &mut change);
        });
    }
}

/// The vars of an owner; answers the one that was changed.
fn vars(world: &World, ui: &mut Ui, owner: Option<Entity>) -> Option<(String, Value)> {
    let vars = match owner {
        Some(entity) => world.get::<ScriptVars>(entity),
        None => world.get_resource::<GlobalVars>().map(|globals| &**globals),
    };
    let vars = vars.filter(|vars| !vars.is_empty())?;
    let mut changed = None;
    ui.strong("vars");
    egui::Grid::new("vars").num_columns(2).show(ui, |ui| {
        for (key, value) in vars.iter() {
            let label = ui.monospace(key);
            name(&label, || format!("var {key}"));
            let edited = ui.push_id(key, |ui| field::edit_var(ui, label.id, value)).inner;
            changed = edited.map(|value| (key.to_owned(), value)).or(changed.take());
            ui.end_row();
        }
    });
    changed
}

fn apply(world: &mut World, name: &InstanceName, change: Change) -> Result<(), SteerError> {
    match change {
        Change::Detach => world.steer_detach(name),
        Change::Restart => world.steer_restart(name),
        Change::Priority(priority) => world.steer_change(name, |script| script.set_priority(priority)),
        Change::Phase(phase) => world.steer_change(name, |script| script.set_phase(phase)),
        Change::Enabled(enabled) => world.steer_change(name, |script| script.set_enabled(enabled)),
        Change::Field(path, value) => world.steer_set_field(name, &path, value),
    }
}
