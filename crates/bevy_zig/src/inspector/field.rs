//! The value of a field or a var, to be changed according to its type.

use bevy::math::{Quat, Vec2, Vec3};
use bevy::prelude::Entity;
use bevy_egui::egui::{self, Id, Ui};

use crate::shape::{Kind, Leaf, Value};

/// Shows a value, and answers the one that it was changed to. `label` is the one that names it.
pub(super) fn edit(ui: &mut Ui, label: Id, field: &Leaf, value: Option<&Value>) -> Option<Value> {
    let Some(value) = value else {
        ui.weak("not readable");
        return None;
    };
    ui.push_id(&field.path, |ui| typed(ui, label, &field.kind, field.size, value)).inner
}

/// `size` is how many bytes it may take.
fn typed(ui: &mut Ui, label: Id, kind: &Kind, size: usize, value: &Value) -> Option<Value> {
    match (kind, value) {
        (Kind::Optional(payload), value) => optional(ui, label, payload, value),
        (Kind::Enum(variants) | Kind::Union(variants, _), value) => {
            let mut chosen = value.clone();
            let choice = egui::ComboBox::from_id_salt("enum").selected_text(plain(value)).show_ui(ui, |ui| {
                for (name, _) in variants {
                    ui.selectable_value(&mut chosen, Value::from(name.clone()), name);
                }
            });
            choice.response.labelled_by(label);
            (chosen != *value).then_some(chosen)
        }
        (_, Value::Bool(value)) => {
            let mut value = *value;
            ui.checkbox(&mut value, "").labelled_by(label).changed().then_some(Value::Bool(value))
        }
        (kind, Value::Int(value)) => whole(ui, label, *value, size, *kind == Kind::Signed),
        (_, Value::Float(value)) => float(ui, label, *value).map(Value::Float),
        (_, Value::Vec2(value)) => floats(ui, label, value.to_array()).map(|it| Vec2::from_array(it).into()),
        (_, Value::Vec3(value)) => floats(ui, label, value.to_array()).map(|it| Vec3::from_array(it).into()),
        (_, Value::Quat(value)) => floats(ui, label, value.to_array()).map(|it| Quat::from_array(it).into()),
        (_, Value::Entity(value)) => entity(ui, *value),
        (_, Value::Text(text)) => {
            let mut text = text.to_string();
            let edit = egui::TextEdit::singleline(&mut text).char_limit(size).desired_width(160.0);
            // Letters of several bytes may make a text too long that the limit lets through.
            (ui.add(edit).labelled_by(label).changed() && text.len() <= size).then(|| Value::from(text))
        }
        (_, Value::None) => {
            ui.weak("nothing");
            None
        }
        // Nobody knows what they mean.
        (_, bytes @ Value::Blob(_)) => {
            ui.weak(bytes.to_string());
            None
        }
    }
}

/// The same for a var.
pub(super) fn edit_var(ui: &mut Ui, label: Id, var: &Value) -> Option<Value> {
    typed(ui, label, &Kind::Signed, usize::MAX, var)
}

/// Whether there is a value, and, if it is a single one, that.
fn optional(ui: &mut Ui, label: Id, payload: &[Leaf], value: &Value) -> Option<Value> {
    let mut there = !matches!(value, Value::None);
    let switched = ui.checkbox(&mut there, "").labelled_by(label).changed();
    match (switched, there, payload) {
        (true, false, _) => Some(Value::None),
        (true, true, [one]) => Some(one.kind.simplest()),
        (true, true, _) => Some(Value::Bool(true)),
        (false, true, [one]) => typed(ui, label, &one.kind, one.size, value),
        (false, ..) => None,
    }
}

fn whole(ui: &mut Ui, label: Id, value: i128, size: usize, signed: bool) -> Option<Value> {
    let bits = size.clamp(1, 8) as u32 * 8;
    let range = if signed { -(1_i128 << (bits - 1))..=(1 << (bits - 1)) - 1 } else { 0..=(1 << bits) - 1 };
    // egui counts in f64: what is beyond its whole numbers is shown and changed as text.
    if value.unsigned_abs() > 1 << 53 {
        let mut text = value.to_string();
        let edit = egui::TextEdit::singleline(&mut text).desired_width(160.0);
        let changed = ui.add(edit).labelled_by(label).changed();
        let number = text.parse().ok().filter(|number: &i128| range.contains(number));
        return number.filter(|_| changed).map(Value::Int);
    }
    let clamp = |bound: i128| bound.clamp(-(1 << 53), 1 << 53) as i64;
    let mut number = value as i64;
    let drag = egui::DragValue::new(&mut number).range(clamp(*range.start())..=clamp(*range.end()));
    ui.add(drag).labelled_by(label).changed().then(|| Value::Int(number.into()))
}

fn float(ui: &mut Ui, label: Id, mut number: f64) -> Option<f64> {
    let speed = (number.abs() * 0.01).max(0.01);
    ui.add(egui::DragValue::new(&mut number).speed(speed)).labelled_by(label).changed().then_some(number)
}

fn floats<const N: usize>(ui: &mut Ui, label: Id, mut numbers: [f32; N]) -> Option<[f32; N]> {
    let mut changed = false;
    ui.horizontal(|ui| {
        for number in &mut numbers {
            let speed = (number.abs() * 0.01).max(0.01);
            changed |= ui.add(egui::DragValue::new(number).speed(speed)).labelled_by(label).changed();
        }
    });
    changed.then_some(numbers)
}

/// Entities are shown; of changes there is one that needs no handle.
fn entity(ui: &mut Ui, entity: Option<Entity>) -> Option<Value> {
    ui.horizontal(|ui| {
        ui.label(entity.map_or_else(|| "none".to_owned(), |entity| entity.to_string()));
        (entity.is_some() && ui.small_button("clear").clicked()).then_some(Value::Entity(None))
    })
    .inner
}

fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        other => other.to_string(),
    }
}
