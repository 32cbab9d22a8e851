//! The problems, over the game, whether or not the panel is open.

use bevy::prelude::World;
use bevy_egui::egui::{self, Align2, Color32, RichText, Ui};

use super::ScriptInspector;
use crate::inspection::{Problem, ScriptProblems, SourcePlace};

/// More are counted and not shown.
const SHOWN_MAX: usize = 5;

const RED: Color32 = Color32::from_rgb(255, 110, 100);

pub(super) fn show(world: &mut World, context: &egui::Context, inspector: &mut ScriptInspector) {
    let problems = world.resource::<ScriptProblems>();
    if problems.is_empty() {
        inspector.copied = None;
        return;
    }
    let (count, mut dismissed) = (problems.len(), None);
    let title = if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") };
    egui::Window::new(RichText::new(title).color(RED).strong())
        .id(egui::Id::new("zig problems"))
        .order(egui::Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, [-8.0, -8.0])
        .resizable(false)
        .show(context, |ui| {
            for problem in problems.iter().take(SHOWN_MAX) {
                ui.push_id(problem.id, |ui| one(ui, problem, &mut inspector.copied, &mut dismissed));
            }
            if count > SHOWN_MAX {
                ui.weak(format!("and {} more", count - SHOWN_MAX));
            }
        });
    if let Some(id) = dismissed {
        world.resource_mut::<ScriptProblems>().dismiss(id);
    }
}

fn one(ui: &mut Ui, problem: &Problem, copied: &mut Option<u64>, dismissed: &mut Option<u64>) {
    ui.horizontal(|ui| {
        ui.strong(&problem.script);
        if let Some(place) = &problem.place {
            let text = place.to_string();
            let hint = if *copied == Some(problem.id) { "copied" } else { "click to copy" };
            if ui.link(RichText::new(&text).monospace()).on_hover_text(hint).clicked() {
                ui.ctx().copy_text(text);
                *copied = Some(problem.id);
            }
            if *copied == Some(problem.id) {
                ui.weak("copied");
            }
        }
        let times = if problem.count == 1 { String::new() } else { format!("{} times, last ", problem.count) };
        ui.weak(format!("{times}at {:.1} s, frame {}", problem.last.elapsed.as_secs_f64(), problem.last.frame));
        if ui.small_button("×").on_hover_text("dismiss it until it happens again").clicked() {
            *dismissed = Some(problem.id);
        }
    });
    ui.label(RichText::new(&problem.message).color(RED));
    if let Some(excerpt) = &problem.excerpt {
        for (number, line) in (excerpt.first_line..).zip(&excerpt.lines) {
            let text = RichText::new(format!("{number:>5} | {line}")).monospace();
            let is_it = problem.place.as_ref().is_some_and(|place| place.line == number);
            source(ui, if is_it { text.strong() } else { text.weak() });
            if is_it {
                mark(ui, problem.place.as_ref(), line);
            }
        }
    }
    if !problem.notes.is_empty() {
        ui.collapsing(format!("more ({})", problem.notes.len()), |ui| {
            for note in &problem.notes {
                let place = note.place.as_ref().map(ToString::to_string).unwrap_or_default();
                ui.monospace(format!("{place}  {}", note.text));
            }
        });
    }
    ui.separator();
}

/// A line of source, which is never wrapped.
fn source(ui: &mut Ui, text: RichText) {
    ui.add(egui::Label::new(text).extend());
}

/// A caret below the column, where that is known.
fn mark(ui: &mut Ui, place: Option<&SourcePlace>, line: &str) {
    let column = place.map_or(0, |place| place.column as usize);
    let Some(before) = column.checked_sub(1).and_then(|bytes| line.get(..bytes)) else { return };
    let blanks = " ".repeat(before.chars().count());
    source(ui, RichText::new(format!("      | {blanks}^")).monospace().color(RED));
}
