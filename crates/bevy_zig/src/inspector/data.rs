//! Components and resources that scripts declare: those of the owner that is selected.

use bevy::prelude::{Entity, World};
use bevy_egui::egui::{self, Ui};

use super::{field, name};
use crate::component::{DataAccess, ZigData, ZigDataError};
use crate::shape::Value;

/// A field that was changed.
pub(super) struct DataChange {
    data: &'static str,
    path: String,
    value: Value,
}

/// Shows them, and answers what was changed.
pub(super) fn show(world: &World, ui: &mut Ui, owner: Option<Entity>) -> Option<DataChange> {
    let (title, all) = match owner {
        Some(_) => ("components", world.zig_data_of(owner)),
        None => ("resources", world.zig_data_of(None)),
    };
    if all.is_empty() {
        return None;
    }
    ui.strong(title);
    let mut changed = None;
    for data in &all {
        changed = ui.push_id(data.name(), |ui| one(ui, data)).inner.or(changed.take());
    }
    changed
}

fn one(ui: &mut Ui, data: &ZigData) -> Option<DataChange> {
    let title = ui.monospace(data.name());
    name(&title, || format!("data {}", data.name()));
    let mut changed = None;
    egui::Grid::new("data").num_columns(2).show(ui, |ui| {
        for leaf in data.shape().leaves() {
            let label = ui.monospace(&leaf.path);
            name(&label, || format!("{} {}", data.name(), leaf.path));
            if let Some(value) = field::edit(ui, label.id, leaf, data.get(&leaf.path).as_ref()) {
                changed = Some(DataChange { data: data.name(), path: leaf.path.clone(), value });
            }
            ui.end_row();
        }
    });
    changed
}

/// Does what the user has done.
pub(super) fn apply(world: &mut World, owner: Option<Entity>, change: DataChange) -> Result<(), ZigDataError> {
    let DataChange { data, path, value } = change;
    match owner {
        Some(entity) => world.set_zig_component_field(entity, data, &path, value)?,
        None => world.set_zig_resource_field(data, &path, value)?,
    };
    Ok(())
}
