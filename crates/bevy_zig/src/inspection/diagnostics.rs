//! The figures among Bevy's own diagnostics.

use std::time::{Duration, Instant};

use bevy::app::App;
use bevy::diagnostic::{Diagnostic, DiagnosticMeasurement, DiagnosticPath, DiagnosticsStore, RegisterDiagnostic};
use bevy::prelude::{Local, ResMut};

use crate::runtime::{FrameFigures, ScriptRuntime};
use crate::script::ScriptInfo;

const TIME: DiagnosticPath = DiagnosticPath::const_new("zig/time");
const REQUESTS: DiagnosticPath = DiagnosticPath::const_new("zig/requests");
const INSTANCES: DiagnosticPath = DiagnosticPath::const_new("zig/instances");
const FAULTS: DiagnosticPath = DiagnosticPath::const_new("zig/faults");

pub(super) fn register(app: &mut App) {
    app.register_diagnostic(Diagnostic::new(TIME).with_suffix(" ms"))
        .register_diagnostic(Diagnostic::new(REQUESTS))
        .register_diagnostic(Diagnostic::new(INSTANCES))
        .register_diagnostic(Diagnostic::new(FAULTS));
}

/// What is known from frame to frame.
#[derive(Default)]
pub(super) struct Kept {
    /// Time and requests of each script.
    paths: Vec<[DiagnosticPath; 2]>,
    faults: u64,
}

/// Closes the figures of the frame, and passes them on.
pub(super) fn close_frame(
    mut runtime: ResMut<ScriptRuntime>,
    mut diagnostics: ResMut<DiagnosticsStore>,
    mut kept: Local<Kept>,
) {
    runtime.figures.close();
    let now = Instant::now();
    let mut measure = |path: &DiagnosticPath, value: f64| {
        if let Some(diagnostic) = diagnostics.get_mut(path) {
            diagnostic.add_measurement(DiagnosticMeasurement { time: now, value });
        }
    };
    let mut all = FrameFigures::default();
    for (figures, [time, requests]) in runtime.figures.iter().zip(&kept.paths) {
        let last = figures.last();
        all = FrameFigures { time: all.time + last.time, requests: all.requests + last.requests };
        measure(time, ms(last.time));
        measure(requests, last.requests as f64);
    }
    measure(&TIME, ms(all.time));
    measure(&REQUESTS, all.requests as f64);
    measure(&INSTANCES, runtime.instance_count() as f64);
    measure(&FAULTS, (runtime.fault_count() - kept.faults) as f64);
    kept.faults = runtime.fault_count();
    // Scripts that have come since are measured from the next frame on.
    for script in runtime.registry().iter().skip(kept.paths.len()).map(ScriptInfo::name) {
        let paths = ["time", "requests"].map(|what| DiagnosticPath::new(format!("zig/script/{script}/{what}")));
        diagnostics.add(Diagnostic::new(paths[0].clone()).with_suffix(" ms"));
        diagnostics.add(Diagnostic::new(paths[1].clone()));
        kept.paths.push(paths);
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
