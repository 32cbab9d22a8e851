//! The table of scripts.

use std::time::Duration;

use bevy::prelude::World;
use bevy_egui::egui::{self, Color32, RichText, Ui};

use crate::inspection::ScriptFigures;
use crate::runtime::ScriptRuntime;
use crate::script::ScriptInfo;

const PLOT_SIZE: egui::Vec2 = egui::vec2(60.0, 16.0);
const TABLE_HEIGHT_MAX: f32 = 220.0;
const TITLES: [&str; 10] = ["script", "gen.", "inst.", "ms", "p95", "", "requests", "faults", "quar.", ""];

pub(super) fn show(world: &mut World, ui: &mut Ui) {
    #[cfg(feature = "hot-reload")]
    reload::for_all(world, ui);
    let names: Vec<String> =
        world.resource::<ScriptRuntime>().registry().iter().map(|script| script.name().to_owned()).collect();
    let area = egui::ScrollArea::both().id_salt("scripts").max_height(TABLE_HEIGHT_MAX).auto_shrink([false, true]);
    // Only the rows that are seen are made; the first is the titles.
    area.show_rows(ui, ui.spacing().interact_size.y, names.len() + 1, |ui, seen| {
        egui::Grid::new("scripts").striped(true).start_row(seen.start).show(ui, |ui| {
            for index in seen {
                match index.checked_sub(1) {
                    None => TITLES.iter().for_each(|title| drop(ui.weak(*title))),
                    Some(script) => {
                        row(world.resource(), ui, &names[script]);
                        #[cfg(feature = "hot-reload")]
                        reload::of_script(world, ui, &names[script]);
                    }
                }
                ui.end_row();
            }
        });
    });
}

fn row(runtime: &ScriptRuntime, ui: &mut Ui, name: &str) {
    let Some(script) = runtime.registry().get(name) else { return };
    ui.strong(name).on_hover_ui(|ui| metadata(ui, script));
    ui.label(script.generation().to_string());
    ui.label(runtime.instance_count_of(name).to_string());
    let figures = runtime.figures(name).cloned().unwrap_or_default();
    let last = figures.last();
    ui.monospace(ms(last.time));
    ui.monospace(ms(figures.time_p95()));
    plot(ui, &figures);
    ui.label(last.requests.to_string());
    for (count, what) in [
        (runtime.fault_count_of(name), "faults since the start"),
        (runtime.quarantined_count_of(name) as u64, "instances in quarantine"),
    ] {
        match count {
            0 => ui.label(""),
            count => ui.label(RichText::new(count.to_string()).color(Color32::LIGHT_RED)).on_hover_text(what),
        };
    }
}

fn metadata(ui: &mut Ui, script: &ScriptInfo) {
    let age = script.built_at().and_then(|at| at.elapsed().ok()).map(|age| format!("{} s ago", age.as_secs()));
    let callbacks: Vec<_> = script.callbacks().collect();
    let fields = script.fields().iter().map(|field| &*field.path).collect::<Vec<_>>().join(", ");
    let rows = [
        ("package", script.package().to_owned()),
        ("built", age.unwrap_or_else(|| "unknown".to_owned())),
        ("git commit", script.git_commit().unwrap_or("unknown").to_owned()),
        ("ABI version", script.abi_version().to_string()),
        ("Zig", format!("{}, {}, {}", script.zig_version(), script.optimize(), script.target())),
        ("exports", script.symbol()),
        ("callbacks", callbacks.join(", ")),
        ("state", format!("{} bytes: {}", script.state_size(), if fields.is_empty() { "none" } else { &fields })),
    ];
    for (what, value) in rows {
        ui.label(format!("{what}: {value}"));
    }
}

/// The times of the last frames, the highest as high as the row.
fn plot(ui: &mut Ui, figures: &ScriptFigures) {
    let (rect, _) = ui.allocate_exact_size(PLOT_SIZE, egui::Sense::hover());
    let times: Vec<f32> = figures.history().map(|frame| frame.time.as_secs_f32()).collect();
    let highest = times.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let step = rect.width() / crate::inspection::HISTORY_FRAMES as f32;
    let points = times.iter().enumerate().map(|(index, time)| {
        egui::pos2(rect.left() + index as f32 * step, rect.bottom() - time / highest * rect.height())
    });
    let stroke = egui::Stroke::new(1.0, Color32::LIGHT_BLUE);
    ui.painter_at(rect).add(egui::Shape::line(points.collect(), stroke));
}

fn ms(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1e3)
}

#[cfg(feature = "hot-reload")]
mod reload {
    use super::*;
    use crate::inspector::name as call;
    use crate::reload::{HotReload, ReloadCommand, ReloadStep, ScriptCompiler};

    pub(super) fn for_all(world: &mut World, ui: &mut Ui) {
        let mut asked = None;
        ui.horizontal(|ui| {
            asked = buttons(ui, None, true);
            let mut settings = world.resource_mut::<HotReload>();
            ui.checkbox(&mut settings.auto_reload, "auto-reload");
            ui.checkbox(&mut settings.keep_last_good, "keep last good");
        });
        if let Some(command) = asked {
            world.write_message(command);
        }
    }

    /// What a script's reload is at, and its buttons.
    pub(super) fn of_script(world: &mut World, ui: &mut Ui, name: &str) {
        let mut asked = None;
        ui.horizontal(|ui| {
            let mut settings = world.resource_mut::<HotReload>();
            let status = settings.status(name).cloned().unwrap_or_default();
            asked = buttons(ui, Some(name), status.previous_generation.is_some());
            let (mut auto, mut keep) = (settings.reloads(name), settings.keeps_last_good(name));
            let own = |ui: &mut Ui, is: &mut bool, what| {
                let checkbox = ui.checkbox(is, what);
                call(&checkbox, || format!("{name} {what}"));
                checkbox.changed()
            };
            if own(ui, &mut auto, "auto") {
                settings.script(name).auto_reload = Some(auto);
            }
            if own(ui, &mut keep, "keep") {
                settings.script(name).keep_last_good = Some(keep);
            }
            if matches!(status.last, Some(ReloadStep::Saved | ReloadStep::Building)) {
                // Nobody knows how long Zig will take.
                ui.spinner();
                ui.label("building");
            } else if status.problem.is_some() {
                ui.label(RichText::new("broken").color(Color32::LIGHT_RED));
            } else if status.compiler != ScriptCompiler::OneShot {
                let text = format!("unconfirmed ({})", status.compiler.name());
                ui.label(text).on_hover_text("this code runs already, while it is compiled from scratch");
            } else if status.probation_left > 0 {
                let done = 1.0 - status.probation_left as f32 / settings.probation_frames.max(1) as f32;
                ui.add(egui::ProgressBar::new(done).desired_width(80.0).text("probation"));
            }
        });
        if let Some(command) = asked {
            world.write_message(command);
        }
    }

    fn buttons(ui: &mut Ui, script: Option<&str>, can_revert: bool) -> Option<ReloadCommand> {
        let mut button = |enabled: bool, what| {
            let button = ui.add_enabled(enabled, egui::Button::new(what).small());
            call(&button, || format!("{} {what}", script.unwrap_or("all")));
            button.clicked()
        };
        let (reload, revert) = (button(true, "reload now"), button(can_revert, "revert"));
        let script = || script.map(str::to_owned);
        let reload = reload.then(|| ReloadCommand::Reload { script: script() });
        reload.or_else(|| revert.then(|| ReloadCommand::Revert { script: script() }))
    }
}
