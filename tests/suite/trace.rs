//! The spans that profilers show.

use std::sync::{Arc, Mutex};

use bevy::log::tracing::{self, span};
use bevy::log::tracing_subscriber::{self, layer::SubscriberExt};
use bevy::prelude::*;
use bevy_zig::ZigScripts;

use crate::tools::*;

/// Keeps what is entered, with what it is nested in: `outer{fields} inner{fields}`.
#[derive(Clone, Default)]
struct Spans {
    open: Arc<Mutex<Vec<String>>>,
    entered: Arc<Mutex<Vec<String>>>,
}

impl<S> tracing_subscriber::Layer<S> for Spans
where
    S: tracing::Subscriber + for<'a> tracing_subscriber::registry::LookupSpan<'a>,
{
    fn on_new_span(
        &self,
        attributes: &span::Attributes<'_>,
        id: &span::Id,
        context: tracing_subscriber::layer::Context<'_, S>,
    ) {
        let mut text = attributes.metadata().name().to_owned();
        attributes.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            text += &format!(" {}={value:?}", field.name());
        });
        context.span(id).expect("it is new").extensions_mut().insert(text);
    }

    fn on_enter(&self, id: &span::Id, context: tracing_subscriber::layer::Context<'_, S>) {
        let span = context.span(id).expect("it is entered");
        let text = span.extensions().get::<String>().cloned().unwrap_or_default();
        let mut open = self.open.lock().unwrap();
        open.push(text);
        self.entered.lock().unwrap().push(open.join(" > "));
    }

    fn on_exit(&self, _: &span::Id, _: tracing_subscriber::layer::Context<'_, S>) {
        self.open.lock().unwrap().pop();
    }
}

#[test]
fn a_span_for_each_phase_has_one_for_each_script_in_it() {
    let mut app = app();
    app.world_mut().spawn_batch((0..3).map(|_| (Transform::IDENTITY, ZigScripts::one("spinner"))));
    app.update();
    let spans = Spans::default();
    tracing::subscriber::with_default(tracing_subscriber::registry().with(spans.clone()), || app.update());
    let entered = spans.entered.lock().unwrap();
    let ours: Vec<&str> = entered.iter().filter_map(|text| text.find("zig phase").map(|at| &text[at..])).collect();
    let expected = [
        "zig phase name=PreUpdate",
        "zig phase name=Update",
        "zig phase name=Update > zig script name=\"spinner\" callback=\"update\"",
        "zig phase name=PostUpdate",
    ];
    assert_eq!(ours, expected);
}
