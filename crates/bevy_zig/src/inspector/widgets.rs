//! What the panel shows at the moment, widget by widget, for programs that drive it as a user does: egui's own
//! description for screen readers.

use bevy::prelude::{With, World};
use bevy_egui::egui::accesskit::{Node, NodeId, Role, Toggled};
use bevy_egui::egui::{Rect, pos2};
use bevy_egui::{EguiContext, EguiOutput, PrimaryEguiContext};

/// What still is a click then.
const CLICK_SECONDS_MAX: f64 = 30.0;

/// Something that egui shows.
#[derive(Debug)]
pub(crate) struct Widget {
    /// What it is, such as `Button`, `CheckBox`, `SpinButton`, `Label`.
    pub(crate) role: String,
    /// What it is called; a label has a text and no name.
    pub(crate) name: String,
    /// What it says, as text; empty if it says nothing.
    pub(crate) value: String,
    /// Where it is, in logical pixels of the window. It may be scrolled out of sight.
    pub(crate) place: Rect,
}

/// All widgets of the last frame, from the top to the bottom. Nothing before the second frame behind the first call:
/// until somebody asks, nothing is described.
pub(crate) fn widgets(world: &mut World) -> Vec<Widget> {
    let mut contexts = world.query_filtered::<(&mut EguiContext, &EguiOutput), With<PrimaryEguiContext>>();
    let Ok((mut context, output)) = contexts.single_mut(world) else { return Vec::new() };
    let context = context.get_mut();
    context.enable_accesskit();
    // Who drives a slow game waits for the frame that has seen a press before the release: longer than egui has a click
    // take.
    context.options_mut(|options| options.input_options.max_click_duration = CLICK_SECONDS_MAX);
    let Some(update) = &output.platform_output.accesskit_update else { return Vec::new() };
    let mut widgets: Vec<Widget> = update.nodes.iter().filter_map(|(_, node)| widget(&update.nodes, node)).collect();
    widgets
        .sort_by(|a, b| f32::total_cmp(&a.place.top(), &b.place.top()).then(a.place.left().total_cmp(&b.place.left())));
    widgets
}

/// Containers, which say nothing, are none; nor are the runs of text that labels consist of.
fn widget(nodes: &[(NodeId, Node)], node: &Node) -> Option<Widget> {
    let bounds = node.bounds().filter(|_| node.role() != Role::TextRun)?;
    let corner = |x: f64, y: f64| pos2(x as f32, y as f32);
    let toggled = node.toggled().map(|toggled| (toggled == Toggled::True).to_string());
    let number = || node.numeric_value().map(|number| number.to_string());
    let value = toggled.or_else(|| node.value().map(str::to_owned)).or_else(number).unwrap_or_default();
    let label = || nodes.iter().find(|(id, _)| node.labelled_by().first() == Some(id))?.1.label();
    let name = node.label().or_else(label).unwrap_or_default().to_owned();
    (!name.is_empty() || !value.is_empty()).then(|| Widget {
        role: format!("{:?}", node.role()),
        name,
        value,
        place: Rect::from_min_max(corner(bounds.x0, bounds.y0), corner(bounds.x1, bounds.y1)),
    })
}
