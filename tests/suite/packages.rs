//! Scripts of several packages in one game.

use bevy::prelude::*;
use bevy_zig::{AddZigScripts, Script, ScriptFields, ScriptRuntime, Value, ZigScriptCommands, ZigScripts};
use bevy_zig_weather::WeatherPlugin;

use crate::tools::*;

fn names(app: &App) -> Vec<String> {
    app.world().resource::<ScriptRuntime>().registry().iter().map(|script| script.name().to_owned()).collect()
}

fn spawn(app: &mut App, script: &'static str) -> Entity {
    app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one(script))).id()
}

#[test]
fn a_library_adds_its_scripts_before_or_after_the_plugin() {
    let after = || {
        let mut app = app();
        app.add_plugins(WeatherPlugin);
        app
    };
    let before = || {
        listen();
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, bevy::input::InputPlugin, TransformPlugin, WeatherPlugin, plugin()));
        app
    };
    for mut app in [after(), before()] {
        let entity = spawn(&mut app, "rain");
        let by_full_name = spawn(&mut app, "bevy_zig_weather/rain");
        app.update();
        app.update();
        assert_eq!(field(&app, entity, "rain", "drops"), Value::Int(2));
        // Either name is the script's, whatever it was attached by.
        for name in ["rain", "bevy_zig_weather/rain"] {
            assert_eq!(field(&app, by_full_name, name, "drops"), Value::Int(2), "{name}");
        }
        assert!(names(&app).contains(&"rain".to_owned()));
        app.world_mut().entity_mut(by_full_name).detach_script("rain");
        app.update();
        assert!(app.world().script_field(Some(by_full_name), "rain", "drops").is_err());
    }
}

#[test]
fn two_scripts_of_one_name_are_called_by_package_and_name() {
    let said = said_while(|| {
        let mut app = app();
        app.add_plugins(WeatherPlugin);
        let ours = spawn(&mut app, "bevy_zig_tests/spinner");
        let theirs = spawn(&mut app, "bevy_zig_weather/spinner");
        let nobody_s = spawn(&mut app, "spinner");
        app.update();
        app.update();
        assert_eq!(field(&app, theirs, "bevy_zig_weather/spinner", "gusts"), Value::Int(2));
        assert!(matches!(field(&app, ours, "bevy_zig_tests/spinner", "speed"), Value::Float(_)));
        assert!(app.world().script_field(Some(ours), "bevy_zig_weather/spinner", "gusts").is_err());
        assert!(app.world().script_field(Some(nobody_s), "spinner", "speed").is_err());
        let names = names(&app);
        assert!(!names.contains(&"spinner".to_owned()), "{names:?}");
        for name in ["bevy_zig_tests/spinner", "bevy_zig_weather/spinner"] {
            assert!(names.contains(&name.to_owned()), "{names:?}");
        }

        // Scripts call them the same way.
        let caller = Script::new("caller").with("call", "attach").with("name", "bevy_zig_weather/spinner");
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([caller]))).id();
        app.update();
        assert_eq!(field(&app, entity, "caller", "outcome"), "ok".into());
        app.update();
        assert!(matches!(field(&app, entity, "bevy_zig_weather/spinner", "gusts"), Value::Int(1..)));
    });
    let both = "unknown script 'spinner' on ";
    let both: Vec<_> = said.iter().filter(|line| line.starts_with(both)).collect();
    let answer = "several packages have one; write 'bevy_zig_tests/spinner' or 'bevy_zig_weather/spinner'. ";
    assert!(both.len() == 1 && both[0].contains(answer), "{said:#?}");
}

#[test]
fn a_package_that_is_added_twice_is_told() {
    let said = said_while(|| {
        let mut app = app();
        app.add_zig_scripts(bevy_zig_tests::scripts());
        let entity = spawn(&mut app, "spinner");
        app.update();
        assert!(app.world().script_field(Some(entity), "spinner", "speed").is_ok(), "the first counts");
    });
    if cfg!(not(feature = "hot-reload")) {
        let answer = "the script 'spinner' of the package 'bevy_zig_tests' is added twice; \
                      add the scripts of each package once";
        assert!(said.iter().any(|line| line == answer), "{said:#?}");
    }
}
