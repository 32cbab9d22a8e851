//! Bevy's messages that scripts can read. Bevy's reflection can only write them, so each is named here; those of a
//! part of Bevy that not every game has, under the feature that brings it.

use bevy::app::{App, AppExit};
use bevy::input::{keyboard, mouse, touch};

use super::MessageApp;

/// Lets scripts read them.
pub(crate) fn register_known_messages(app: &mut App) {
    app.register_zig_message::<AppExit>()
        .register_zig_message::<keyboard::KeyboardFocusLost>()
        .register_zig_message::<keyboard::KeyboardInput>()
        .register_zig_message::<mouse::MouseButtonInput>()
        .register_zig_message::<mouse::MouseMotion>()
        .register_zig_message::<mouse::MouseWheel>()
        .register_zig_message::<touch::TouchInput>();
    register_gamepads(app);
    #[cfg(feature = "window")]
    register_windows(app);
}

fn register_gamepads(app: &mut App) {
    use bevy::input::gamepad::*;
    app.register_zig_message::<GamepadAxisChangedEvent>()
        .register_zig_message::<GamepadButtonChangedEvent>()
        .register_zig_message::<GamepadButtonStateChangedEvent>()
        .register_zig_message::<GamepadConnectionEvent>()
        .register_zig_message::<GamepadEvent>()
        .register_zig_message::<GamepadRumbleRequest>()
        .register_zig_message::<RawGamepadAxisChangedEvent>()
        .register_zig_message::<RawGamepadButtonChangedEvent>()
        .register_zig_message::<RawGamepadEvent>();
}

#[cfg(feature = "window")]
fn register_windows(app: &mut App) {
    use bevy::input::gestures::*;
    use bevy::window::*;
    app.register_zig_message::<DoubleTapGesture>()
        .register_zig_message::<PanGesture>()
        .register_zig_message::<PinchGesture>()
        .register_zig_message::<RotationGesture>()
        .register_zig_message::<AppLifecycle>()
        .register_zig_message::<CursorEntered>()
        .register_zig_message::<CursorLeft>()
        .register_zig_message::<CursorMoved>()
        .register_zig_message::<FileDragAndDrop>()
        .register_zig_message::<Ime>()
        .register_zig_message::<RequestRedraw>()
        .register_zig_message::<WindowBackendScaleFactorChanged>()
        .register_zig_message::<WindowCloseRequested>()
        .register_zig_message::<WindowClosed>()
        .register_zig_message::<WindowClosing>()
        .register_zig_message::<WindowCreated>()
        .register_zig_message::<WindowDestroyed>()
        .register_zig_message::<WindowEvent>()
        .register_zig_message::<WindowFocused>()
        .register_zig_message::<WindowMoved>()
        .register_zig_message::<WindowOccluded>()
        .register_zig_message::<WindowResized>()
        .register_zig_message::<WindowScaleFactorChanged>()
        .register_zig_message::<WindowThemeChanged>();
}

#[cfg(test)]
mod tests {
    use bevy::ecs::reflect::{AppTypeRegistry, ReflectMessage};

    use super::*;
    use crate::reflect::messages::ReadMessages;

    #[test]
    fn every_message_that_bevys_reflection_knows_can_be_read() {
        let mut app = App::new();
        register_known_messages(&mut app);
        let registry = app.world().resource::<AppTypeRegistry>().read();
        let messages = registry.iter().filter(|registered| registered.contains::<ReflectMessage>());
        let (readable, others): (Vec<_>, Vec<_>) =
            messages.partition(|registered| registered.contains::<ReadMessages>());
        let others = others.iter().map(|registered| registered.type_info().type_path());
        // Other tests have messages, too; and a workspace may have turned on a part of Bevy, and not the feature that
        // names its messages.
        let is_named = |path: &&str| {
            let is_of_windows = path.starts_with("bevy_window::") || path.starts_with("bevy_input::gestures::");
            !path.starts_with("bevy_zig::") && (cfg!(feature = "window") || !is_of_windows)
        };
        let others: Vec<_> = others.filter(is_named).collect();
        assert!(others.is_empty(), "{others:?}");
        let least = if cfg!(feature = "window") { 35 } else { 15 };
        assert!(readable.len() >= least, "{}", readable.len());
    }
}
