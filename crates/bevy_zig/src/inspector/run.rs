//! A run of a sequence: its steps, the one where it is, and how far that has come. A click lets it go on with a step.

use bevy_egui::egui::{self, ProgressBar, RichText, Ui};

use super::name;
use crate::inspection::{RunView, StepView};

const INDENT: f32 = 14.0;
const BAR_WIDTH: f32 = 140.0;

/// Shows a run, and answers the step that was clicked.
pub(super) fn show(ui: &mut Ui, script: &str, run: &RunView) -> Option<String> {
    ui.horizontal(|ui| {
        ui.monospace(RichText::new(&run.run).strong());
        ui.label(&run.clock);
        if run.speed != 1.0 {
            ui.weak(format!("at speed {}", run.speed));
        }
    });
    let mut clicked = None;
    ui.push_id(&run.run, |ui| {
        for (index, step) in run.steps.iter().enumerate() {
            // Lists beside each other are told apart.
            let before = index.checked_sub(1).map(|before| &run.steps[before]);
            let is_new_list = step.list > 0 && before.is_some_and(|before| !is_beside(before, step, &run.steps));
            if is_new_list {
                ui.horizontal(|ui| {
                    ui.add_space(step.depth as f32 * INDENT);
                    ui.weak("—");
                });
            }
            ui.horizontal(|ui| {
                ui.add_space((step.depth + 1) as f32 * INDENT);
                let label = ui.selectable_label(step.is_present, RichText::new(&step.name).monospace());
                name(&label, || format!("{script} {} {}", run.run, step.name));
                if label.on_hover_text("go on with this step").clicked() {
                    clicked = Some(step.name.clone());
                }
                time(ui, step);
            });
        }
    });
    clicked
}

/// Whether a step comes behind another one in the same list, or behind what is in that.
fn is_beside(before: &StepView, step: &StepView, steps: &[StepView]) -> bool {
    let mut other = before;
    while other.depth > step.depth {
        let Some(parent) = other.parent.and_then(|parent| steps.get(parent)) else { return false };
        other = parent;
    }
    other.depth == step.depth && other.parent == step.parent && other.list == step.list
}

fn time(ui: &mut Ui, step: &StepView) {
    let Some(elapsed) = step.elapsed else { return };
    match (step.progress(), step.seconds) {
        (Some(progress), Some(seconds)) => {
            let text = RichText::new(format!("{elapsed:.1} of {seconds:.1} s")).small();
            ui.add(ProgressBar::new(progress as f32).desired_width(BAR_WIDTH).text(egui::WidgetText::from(text)));
        }
        _ => drop(ui.weak(format!("{elapsed:.1} s"))),
    }
}
