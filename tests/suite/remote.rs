//! Scripts seen and steered by another program, over a real socket: what is written there is what `docs/remote.md`
//! shows.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use bevy::prelude::*;
use bevy_zig::remote::{ZigRemotePlugin, codes};
use bevy_zig::*;
use serde_json::{Value as Json, json};

use crate::tools::*;

const INVALID_PARAMS: i16 = -32602;
const ENTITY_NOT_FOUND: i16 = -23401;

/// A game that somebody is connected to.
struct Game {
    app: App,
    port: u16,
}

impl Game {
    fn new() -> Self {
        Self::with(app())
    }

    fn with(mut app: App) -> Self {
        let port = free_port();
        app.add_plugins(ZigRemotePlugin { port });
        app.update();
        Self { app, port }
    }

    /// Sends bytes as a request's body, and runs frames until they are answered.
    fn post(&mut self, body: &[u8]) -> Json {
        let port = self.port;
        let body = body.to_vec();
        let answer = std::thread::spawn(move || {
            let begun = Instant::now();
            let mut stream = loop {
                match TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
                    Ok(stream) => break stream,
                    Err(problem) => assert!(begun.elapsed() < Duration::from_secs(30), "{problem}"),
                }
            };
            let head = format!("POST / HTTP/1.0\r\nContent-Length: {}\r\n\r\n", body.len());
            stream.write_all(&[head.as_bytes(), &body].concat()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        });
        while !answer.is_finished() {
            self.app.update();
            std::thread::sleep(Duration::from_millis(1));
        }
        let answer = answer.join().unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {answer}"));
        serde_json::from_str(body).unwrap_or_else(|problem| panic!("{problem}: {body}"))
    }

    fn ask(&mut self, method: &str, params: Json) -> Result<Json, (i64, String)> {
        let request = json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params });
        let mut answer = self.post(request.to_string().as_bytes());
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(7)), "{answer}");
        match answer.get("error") {
            Some(error) => Err((error["code"].as_i64().unwrap(), error["message"].as_str().unwrap().to_owned())),
            None => Ok(answer["result"].take()),
        }
    }

    #[track_caller]
    fn refused(&mut self, method: &str, params: Json, code: i16, words: &str) {
        let (found, message) = self.ask(method, params).expect_err("it is to be refused");
        assert!(found == i64::from(code) && message.contains(words), "{found}: {message}");
    }

    fn spawn(&mut self, script: Script) -> (Entity, Json) {
        let entity = self.app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id();
        self.app.update();
        (entity, json!(entity.to_bits()))
    }
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

#[test]
fn scripts_are_listed_with_metadata_and_figures() {
    let mut game = Game::new();
    game.spawn(Script::new("spinner"));
    let scripts = game.ask("zig/scripts", Json::Null).unwrap();
    let spinner = scripts.as_array().unwrap().iter().find(|script| script["name"] == "spinner").unwrap();
    assert_eq!((&spinner["generation"], &spinner["abi_version"]), (&json!(1), &json!(1)));
    assert_eq!((&spinner["callbacks"], &spinner["instances"]), (&json!(["update"]), &json!(1)));
    assert_eq!(spinner["exports"], json!(["bevy_zig_script__bevy_zig_tests__spinner"]));
    assert_eq!(spinner["fields"][1], json!({ "path": "speed", "type": "float" }));
    assert!(spinner["time_p95_ms"].as_f64().unwrap() > 0.0 && spinner["requests"] == 1, "{spinner}");
    assert_eq!(spinner["reload"].is_object(), cfg!(feature = "hot-reload"), "{spinner}");
    game.refused("zig/scripts", json!({ "nam": "spinner" }), INVALID_PARAMS, "unknown field `nam`");
}

#[test]
fn instances_come_in_pages_with_their_fields() {
    let mut game = Game::new();
    let (entity, bits) = game.spawn(Script::new("properties").with("mode", "chase").with_priority(3));
    for _ in 0..4 {
        game.spawn(Script::new("spinner"));
    }
    let answer = game.ask("zig/instances", json!({ "entity": bits })).unwrap();
    let shown = &answer["instances"][0];
    assert_eq!((&answer["total"], &shown["script"], &shown["entity"]), (&json!(1), &json!("properties"), &bits));
    assert_eq!((&shown["priority"], &shown["phase"], &shown["enabled"]), (&json!(3), &json!("Update"), &json!(true)));
    let fields = &shown["fields"];
    assert_eq!(
        (&fields["flat"], &fields["mode"], &fields["name"]),
        (&json!([1.0, 2.0]), &json!("chase"), &json!("unnamed"))
    );
    assert_eq!((&fields["maybe"], &fields["large"], &fields["target"]), (&Json::Null, &json!(64), &Json::Null));
    let page = game.ask("zig/instances", json!({ "script": "spinner", "offset": 1, "limit": 2 })).unwrap();
    assert_eq!((&page["total"], page["instances"].as_array().unwrap().len()), (&json!(4), 2));
    game.app.world_mut().despawn(entity);
    game.refused("zig/instances", json!({ "entity": bits }), ENTITY_NOT_FOUND, "");
    game.refused("zig/instances", json!({ "entity": "ship" }), INVALID_PARAMS, "invalid parameters");
    game.refused("zig/instances", json!({ "limit": -1 }), INVALID_PARAMS, "invalid parameters");
    game.refused("zig/instances", json!({ "script": "nobody" }), codes::UNKNOWN_SCRIPT, "unknown script 'nobody'");
}

#[test]
fn runs_are_shown_as_their_steps_and_sent_to_others() {
    let mut game = Game::new();
    let (_, bits) = game.spawn(Script::new("seq_day").with("hour", 1000.0));
    let present = |game: &mut Game| {
        let answer = game.ask("zig/instances", json!({ "entity": bits })).unwrap();
        let run = answer["instances"][0]["runs"][0].clone();
        assert_eq!((&run["run"], &run["path"]), (&json!("sun"), &json!("sun.place.at")));
        let steps = run["steps"].as_array().unwrap();
        steps.iter().find(|step| step["present"] == true).unwrap().clone()
    };
    let dawn = present(&mut game);
    assert_eq!((&dawn["name"], &dawn["seconds"], &dawn["parent"]), (&json!("dawn"), &json!(1000.0), &Json::Null));
    assert!(dawn["progress"].as_f64().unwrap() < 0.5, "{dawn}");
    game.ask("zig/set_field", json!({ "entity": bits, "script": "seq_day", "path": "sun.place.at", "value": "dusk" }))
        .unwrap();
    game.app.update();
    assert_eq!(present(&mut game)["name"], "dusk");
}

#[test]
fn fields_are_set_by_type() {
    let mut game = Game::new();
    let (entity, bits) = game.spawn(Script::new("properties"));
    let set = |game: &mut Game, path: &str, value: Json| {
        game.ask("zig/set_field", json!({ "entity": bits, "script": "properties", "path": path, "value": value }))
    };
    let values = [
        ("flag", json!(false), Value::Bool(false)),
        ("small", json!(-128), (-128).into()),
        ("large", json!(u64::MAX), u64::MAX.into()),
        ("precise", json!(2), 2.0.into()),
        ("flat", json!([3, 4.5]), Vec2::new(3.0, 4.5).into()),
        ("body.at", json!([1, 0, -1]), Vec3::new(1.0, 0.0, -1.0).into()),
        ("mode", json!("back"), "back".into()),
        ("name", json!("Zoë"), "Zoë".into()),
        ("target", bits.clone(), entity.into()),
        ("maybe", json!(5), 5.into()),
    ];
    for (path, json, value) in values {
        assert_eq!(set(&mut game, path, json), Ok(Json::Null), "{path}");
        assert_eq!(field(&game.app, entity, "properties", path), value, "{path}");
    }
    assert_eq!(set(&mut game, "maybe", Json::Null), Ok(Json::Null));
    assert_eq!(field(&game.app, entity, "properties", "maybe"), Value::None);
    for (path, json) in [
        ("small", json!(128)),
        ("small", json!(1.5)),
        ("flag", json!(1)),
        ("flat", json!([1])),
        ("flat", json!([1, 2, 3])),
        ("mode", json!("sleep")),
        ("name", json!("much too long")),
        ("ratio", json!("1")),
        ("ratio", Json::Null),
    ] {
        let (code, message) = set(&mut game, path, json.clone()).expect_err("it does not suit");
        assert!(code == i64::from(codes::WRONG_TYPE) && message.contains(path), "{path} {json}: {code} {message}");
    }
    let (code, message) = set(&mut game, "sped", json!(1)).expect_err("there is none");
    assert!(code == i64::from(codes::UNKNOWN_FIELD) && message.contains("it has: flag"), "{code} {message}");
    let unattached = json!({ "entity": bits, "script": "spinner", "path": "speed", "value": 1 });
    game.refused("zig/set_field", unattached, codes::NOT_ATTACHED, "attached scripts: properties");
    let pathless = json!({ "entity": bits, "script": "properties", "value": 1 });
    game.refused("zig/set_field", pathless, INVALID_PARAMS, "missing field `path`");
}

#[test]
fn data_that_scripts_declare_is_shown_and_set() {
    let mut game = Game::new();
    let (entity, bits) = game.spawn(Script::new("declarer"));
    assert_eq!(game.ask("zig/data", json!({ "entity": bits })), Ok(json!({})), "it has none");
    for name in ["Vigor", "Poisoned"] {
        let value = game.app.world().zig_default(name).unwrap();
        game.app.world_mut().insert_zig_component(entity, &value).unwrap();
    }
    let shown = game.ask("zig/data", json!({ "entity": bits })).unwrap();
    let at = [0.0, 0.0, 0.0];
    let vigor = json!({ "now": 100.0, "max": 100.0, "mood": "calm", "guard": null, "guard.?": null, "at": at });
    assert_eq!(shown, json!({ "Vigor": vigor, "Poisoned": {} }));
    let resources = game.ask("zig/data", Json::Null).unwrap();
    assert_eq!(resources["Tally"], json!({ "points": 5, "best": null, "best.?": null }));

    let set = |game: &mut Game, path: &str, value: Json| {
        game.ask("zig/set_data", json!({ "entity": bits, "data": "Vigor", "path": path, "value": value }))
    };
    for (path, value) in
        [("now", json!(5.5)), ("mood", json!("tense")), ("guard", bits.clone()), ("at", json!([1.0, 2.0, 3.0]))]
    {
        assert_eq!(set(&mut game, path, value.clone()), Ok(Json::Null), "{path}");
        let shown = game.ask("zig/data", json!({ "entity": bits })).unwrap();
        assert_eq!(shown["Vigor"][path], value, "{path}");
    }
    assert_eq!(game.app.world().zig_component_field(entity, "Vigor", "guard"), Ok(entity.into()));
    let points = json!({ "data": "Tally", "path": "points", "value": 6 });
    assert_eq!(game.ask("zig/set_data", points), Ok(Json::Null));
    assert_eq!(game.app.world().zig_resource_field("Tally", "points"), Ok(6.into()));

    for (data, path, value, code, words) in [
        ("Vigour", "now", json!(1), codes::UNKNOWN_DATA, "did you mean 'Vigor'?"),
        ("Tally", "points", json!(1), codes::UNKNOWN_DATA, "no script declares a component 'Tally'"),
        ("Burning", "seconds", json!(1), codes::NO_DATA, "insert it first"),
        ("Vigor", "nwo", json!(1), codes::UNKNOWN_FIELD, "did you mean 'now'?"),
        ("Vigor", "now", json!("much"), codes::WRONG_TYPE, "'now'"),
        ("Vigor", "mood", json!("angry"), codes::WRONG_TYPE, "'mood'"),
    ] {
        let asked = json!({ "entity": bits, "data": data, "path": path, "value": value });
        game.refused("zig/set_data", asked, code, words);
    }
    game.app.world_mut().despawn(entity);
    game.refused("zig/data", json!({ "entity": bits }), ENTITY_NOT_FOUND, "");
    let asked = json!({ "entity": bits, "data": "Vigor", "path": "now", "value": 1 });
    game.refused("zig/set_data", asked, ENTITY_NOT_FOUND, "");
}

#[test]
fn scripts_are_attached_changed_and_detached() {
    let mut game = Game::new();
    let entity = game.app.world_mut().spawn(Transform::IDENTITY).id();
    let bits = json!(entity.to_bits());
    let attach =
        json!({ "entity": bits, "script": "spinner", "properties": { "speed": 60 }, "enabled": false, "priority": 2 });
    assert_eq!(game.ask("zig/attach", attach), Ok(Json::Null));
    game.app.update();
    assert_eq!(position(&game.app, entity).x, 0.0);
    let change = json!({ "entity": bits, "script": "spinner", "enabled": true, "phase": "PostUpdate" });
    assert_eq!(game.ask("zig/change", change), Ok(Json::Null));
    game.app.update();
    assert!(position(&game.app, entity).x > 0.9);
    let script = game.app.world().get::<ZigScripts>(entity).unwrap().get("spinner").unwrap().clone();
    assert_eq!((script.phase(), script.priority(), script.is_enabled()), (Some(Phase::PostUpdate), 2, true));
    game.refused("zig/change", json!({ "entity": bits, "script": "spinner", "phase": "Last" }), INVALID_PARAMS, "Last");
    let detach = json!({ "entity": bits, "script": "spinner" });
    assert_eq!(game.ask("zig/detach", detach.clone()), Ok(Json::Null));
    game.app.update();
    assert_eq!(game.app.world().resource::<ScriptRuntime>().instance_count(), 0);
    game.refused("zig/detach", detach, codes::NOT_ATTACHED, "attached scripts: none");
    game.refused("zig/attach", json!({ "entity": bits, "script": "spiner" }), codes::UNKNOWN_SCRIPT, "mean 'spinner'");
    let wrong = json!({ "entity": bits, "script": "spinner", "properties": { "speed": "fast" } });
    game.refused("zig/attach", wrong, codes::WRONG_TYPE, "takes a number");
    // No more than scripts could attach.
    let limits = ScriptLimits::default();
    let script = || Script::new("spinner").disabled();
    let crowd = ZigScripts::new((0..limits.scripts_per_entity).map(|_| script()));
    let full = game.app.world_mut().spawn(crowd).id();
    let one_more = json!({ "entity": full.to_bits(), "script": "spinner" });
    game.refused("zig/attach", one_more, codes::ATTACH_REFUSED, "the limit scripts_per_entity is 256");
    game.app.world_mut().despawn(full);
    // Without an entity it is a global script.
    assert_eq!(game.ask("zig/attach", json!({ "script": "properties" })), Ok(Json::Null));
    game.app.update();
    assert!(game.app.world().resource::<GlobalScripts>().get("properties").is_some());
}

#[test]
fn problems_are_told_and_instances_restarted() {
    let mut game = Game::new();
    let (entity, bits) = game.spawn(Script::new("faulty").with("kind", "explicit").with("when", "update"));
    let problems = game.ask("zig/problems", Json::Null).unwrap();
    let problem = &problems[0];
    assert_eq!(
        (&problem["kind"], &problem["script"], &problem["count"]),
        (&json!("fault"), &json!("faulty"), &json!(1))
    );
    assert_eq!((&problem["message"], &problem["entity"]), (&json!("update: panic: as it was told"), &bits));
    assert!(problem["place"]["line"].as_u64() > Some(1) && problem["notes"][0]["place"].is_object(), "{problem}");
    let name = json!({ "entity": bits, "script": "faulty" });
    assert_eq!(game.ask("zig/restart", name.clone()), Ok(Json::Null));
    game.app.update();
    game.app.update();
    assert_eq!(game.ask("zig/problems", Json::Null).unwrap()[0]["count"], 2);
    let scripts = game.ask("zig/scripts", Json::Null).unwrap();
    let faults = |name: &str| {
        scripts.as_array().unwrap().iter().find(|script| script["name"] == name).unwrap()["faults"].clone()
    };
    assert_eq!((faults("faulty"), faults("spinner")), (json!(2), json!(0)));
    assert_eq!(game.ask("zig/dismiss", json!({ "id": problem["id"] })), Ok(Json::Null));
    assert_eq!(game.ask("zig/problems", Json::Null), Ok(json!([])));
    game.refused("zig/dismiss", json!({ "id": problem["id"] }), codes::UNKNOWN_PROBLEM, "no problem 1");
    game.refused("zig/dismiss", Json::Null, INVALID_PARAMS, "missing field `id`");
    game.refused("zig/problems", json!({ "script": "faulty" }), INVALID_PARAMS, "unknown field `script`");
    game.app.world_mut().entity_mut(entity).insert(ZigScripts::one("spinner"));
    game.app.update();
    game.refused("zig/restart", json!({ "entity": bits, "script": "spinner" }), codes::NOT_IN_QUARANTINE, "quarantine");
}

#[test]
fn vars_are_shown() {
    let mut game = Game::new();
    let vars = ScriptVars::default().with("hp", 3).with("name", "Ada").with("at", Vec2::ONE).with("raw", vec![1u8, 2]);
    let entity = game.app.world_mut().spawn(vars).id();
    game.app.world_mut().resource_mut::<GlobalVars>().set("score", 0.5);
    let expected = json!({ "hp": 3, "name": "Ada", "at": [1.0, 1.0], "raw": [1, 2] });
    assert_eq!(game.ask("zig/vars", json!({ "entity": entity.to_bits() })), Ok(expected));
    assert_eq!(game.ask("zig/vars", Json::Null), Ok(json!({ "score": 0.5 })));
    let bits = json!(entity.to_bits());
    for (key, value) in [
        ("hp", json!(5)),
        ("name", json!("Zoë")),
        ("at", json!([3.0, 4.0])),
        ("new", json!(0.5)),
        ("there", json!([1.0, 2.0, 3.0])),
    ] {
        assert_eq!(game.ask("zig/set_var", json!({ "entity": bits, "key": key, "value": value })), Ok(Json::Null));
        assert_eq!(game.ask("zig/vars", json!({ "entity": bits })).unwrap()[key], value, "{key}");
    }
    assert_eq!(game.app.world().get::<ScriptVars>(entity).unwrap().get("at"), Some(&Value::Vec2(Vec2::new(3.0, 4.0))));
    for (key, value) in [
        ("hp", json!(0.5)),
        ("hp", json!("5")),
        ("at", json!([1])),
        ("raw", json!([1])),
        ("x", Json::Null),
        ("x", json!([1])),
        // No f32 is so large.
        ("far", json!([1e39, 0.0])),
    ] {
        game.refused("zig/set_var", json!({ "entity": bits, "key": key, "value": value }), codes::WRONG_TYPE, key);
    }
    // What a script could not set, nobody else sets either.
    let limits = ScriptLimits::default();
    for (key, value, words) in [
        (String::new(), json!(1), "its key has 0 bytes; a key has 1 to 64"),
        ("k".repeat(65), json!(1), "its key has 65 bytes; a key has 1 to 64"),
        (
            "long".to_owned(),
            json!("x".repeat(limits.var_bytes + 1)),
            "its value has 4097 bytes; the limit var_bytes is 4096",
        ),
    ] {
        game.refused("zig/set_var", json!({ "entity": bits, "key": key, "value": value }), codes::VAR_REFUSED, words);
    }
    let present = game.app.world().get::<ScriptVars>(entity).unwrap().len();
    for index in present..limits.vars_per_entity {
        let key = format!("filler{index}");
        assert_eq!(game.ask("zig/set_var", json!({ "entity": bits, "key": key, "value": 1 })), Ok(Json::Null));
    }
    let one_more = json!({ "entity": bits, "key": "more", "value": 1 });
    game.refused(
        "zig/set_var",
        one_more,
        codes::VAR_REFUSED,
        "the limit vars_per_entity is 256, and there are as many",
    );
    assert_eq!(game.ask("zig/set_var", json!({ "entity": bits, "key": "hp", "value": 7 })), Ok(Json::Null));
    assert_eq!(game.ask("zig/set_var", json!({ "key": "score", "value": 2 })), Ok(Json::Null));
    assert_eq!(game.ask("zig/vars", Json::Null), Ok(json!({ "score": 2.0 })));
    game.refused("zig/set_var", json!({ "key": "score" }), INVALID_PARAMS, "missing field `value`");
    game.refused("zig/vars", json!({ "entity": "ship" }), INVALID_PARAMS, "invalid parameters");
    game.refused("zig/vars", json!({ "script": "spinner" }), INVALID_PARAMS, "unknown field `script`");
    game.app.world_mut().despawn(entity);
    game.refused("zig/vars", json!({ "entity": bits }), ENTITY_NOT_FOUND, "");
    game.refused("zig/set_var", json!({ "entity": bits, "key": "hp", "value": 1 }), ENTITY_NOT_FOUND, "");
}

/// With a window, `tests/inspector/run` uses it.
#[test]
fn without_a_panel_there_is_none_to_drive() {
    let mut game = Game::new();
    game.refused("zig/panel", Json::Null, codes::NO_PANEL, "this game has no panel");
    if cfg!(feature = "inspector") {
        game.refused("zig/panel", json!({ "open": 1 }), INVALID_PARAMS, "invalid parameters");
    }
}

/// Another address of the same machine stands for another machine.
#[test]
#[cfg(target_os = "linux")]
fn it_listens_on_loopback_only() {
    let mut game = Game::new();
    assert!(game.ask("zig/problems", Json::Null).is_ok());
    let table = ["tcp", "tcp6"].map(|name| std::fs::read_to_string(format!("/proc/net/{name}")).unwrap_or_default());
    let port = format!(":{:04X}", game.port);
    // Of each socket: its number, its own address, the other's, and its state, of which 0A is listening.
    let sockets = table.iter().flat_map(|table| table.lines()).map(|line| line.split_whitespace().collect::<Vec<_>>());
    let listening = sockets.filter(|words| words.get(3) == Some(&"0A") && words[1].ends_with(&port));
    let addresses: Vec<String> = listening.map(|words| words[1].to_owned()).collect();
    assert_eq!(addresses, [format!("0100007F{port}")]);
}

#[test]
fn what_is_no_request_is_answered_with_an_error() {
    let mut game = Game::new();
    assert_eq!(game.post(b"\xff{ nothing")["error"]["code"], -32600);
    assert_eq!(game.post(b"[1, {}]")[0]["error"]["code"], -32600);
    assert_eq!(game.ask("zig/nothing", Json::Null).unwrap_err().0, -32601);
    game.refused("zig/set_field", json!([1, 2]), INVALID_PARAMS, "invalid parameters");
    assert!(game.ask("zig/scripts", Json::Null).is_ok(), "it goes on");
}

#[test]
#[cfg(not(feature = "hot-reload"))]
fn linked_scripts_are_not_reloaded() {
    let mut game = Game::new();
    for method in ["zig/reload", "zig/revert", "zig/settings"] {
        game.refused(method, json!({ "script": "spinner" }), codes::NO_HOT_RELOAD, "hot-reload");
    }
}

#[cfg(feature = "hot-reload")]
mod reload {
    use bevy_zig_tests::studio::Studio;

    use super::*;

    const COUNTER: &str = "const bevy = @import(\"bevy\");\nconst S = @This();\ncount: u32 = 0,\npub fn update(self: *S, _: *bevy.Context, _: f32) void { self.count += 1; }\n";

    fn wait(game: &mut Game, what: &str, is_it: impl Fn(&Json) -> bool) {
        let begun = Instant::now();
        loop {
            let scripts = game.ask("zig/scripts", Json::Null).unwrap();
            if is_it(&scripts[0]) {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{what}: {scripts}");
        }
    }

    #[test]
    fn scripts_are_reloaded_and_reverted() {
        let port = free_port();
        let also = |app: &mut App| {
            app.add_plugins(ZigRemotePlugin { port });
        };
        let studio = Studio::with_app(scratch_dir("remote-reload"), &[("counter", COUNTER)], also);
        let path = studio.path("counter");
        let mut game = Game { app: studio.app, port };
        game.refused("zig/revert", json!({ "script": "counter" }), codes::NOTHING_TO_REVERT, "nothing to revert to");
        game.refused("zig/revert", json!({ "script": "nobody" }), codes::UNKNOWN_SCRIPT, "unknown script 'nobody'");
        game.refused("zig/reload", json!({ "script": 1 }), INVALID_PARAMS, "invalid parameters");
        let near = "unknown script 'countr'; did you mean 'counter'? known scripts: counter";
        game.refused("zig/reload", json!({ "script": "countr" }), codes::UNKNOWN_SCRIPT, near);
        let off = game.ask("zig/settings", json!({ "auto_reload": false })).unwrap();
        assert_eq!(off, json!({ "auto_reload": false, "keep_last_good": true }));
        let own = game.ask("zig/settings", json!({ "script": "counter", "keep_last_good": false })).unwrap();
        assert_eq!(own, json!({ "auto_reload": false, "keep_last_good": false }));
        game.refused("zig/settings", json!({ "auto_reload": 1 }), INVALID_PARAMS, "invalid parameters");
        std::fs::write(&path, COUNTER.replace("+= 1", "+= 2")).unwrap();
        assert_eq!(game.ask("zig/reload", json!({ "script": "counter" })), Ok(Json::Null));
        wait(&mut game, "reloaded", |script| script["generation"] == 2);
        assert_eq!(game.ask("zig/revert", Json::Null), Ok(Json::Null));
        wait(&mut game, "reverted", |script| script["generation"] == 1);
        std::fs::write(&path, COUNTER.replace("self.count += 1", "self.coun += 1")).unwrap();
        assert_eq!(game.ask("zig/reload", Json::Null), Ok(Json::Null));
        let begun = Instant::now();
        let problem = loop {
            let problems = game.ask("zig/problems", Json::Null).unwrap();
            match problems.get(0) {
                Some(problem) => break problem.clone(),
                None => assert!(begun.elapsed() < Duration::from_secs(60), "no problem comes"),
            }
        };
        assert_eq!((&problem["kind"], &problem["place"]["line"]), (&json!("compile"), &json!(4)), "{problem}");
    }
}
