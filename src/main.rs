//! The demo game.
use bevy::prelude::*;
use bevy_zig::*;

fn main() {
    App::new()
        .add_plugins((
            MinimalPlugins,
            bevy::log::LogPlugin::default(),
            TransformPlugin,
            ZigScriptPlugin::new(bevy_zig::scripts!()),
        ))
        .add_systems(Startup, |mut c: Commands| {
            c.spawn((Transform::default(), ZigScripts::one("spinner")));
        })
        .add_systems(
            Last,
            |t: Query<&Transform, With<ZigScripts>>, mut n: Local<u32>, mut e: MessageWriter<AppExit>| {
                *n += 1;
                if *n > 3 {
                    println!("{:?}", t.single());
                    e.write(AppExit::Success);
                }
            },
        )
        .run();
}
