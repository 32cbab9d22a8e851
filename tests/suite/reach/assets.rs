//! Assets that scripts make, load, keep, read and change. The calls are in `scripts/assets.zig`.

use std::time::Duration;

use bevy::asset::io::Reader;
use bevy::asset::{AssetLoader, LoadContext};
use bevy::prelude::*;
use bevy_zig::{AssetMakerApp, ScriptFault, ScriptLimits, ScriptRuntime, Value, ZigScriptCommands, ZigScripts};
use bevy_zig_tests::reflected::*;

use crate::tools::*;

struct Maker {
    app: App,
    entity: Entity,
}

/// A file with a number.
#[derive(TypePath)]
struct SheetLoader;

impl AssetLoader for SheetLoader {
    type Asset = Sheet;
    type Settings = ();
    type Error = std::io::Error;

    async fn load(&self, reader: &mut dyn Reader, (): &(), _: &mut LoadContext<'_>) -> std::io::Result<Sheet> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).await?;
        let text = String::from_utf8_lossy(&bytes);
        let size = text.trim().parse().map_err(|_| std::io::Error::other("it is no number"))?;
        Ok(Sheet { size })
    }

    fn extensions(&self) -> &[&str] {
        &["sheet"]
    }
}

impl Maker {
    fn new() -> Self {
        Self::with(plugin().with_limits(ScriptLimits { assets_per_instance: 8, ..default() }), "assets")
    }

    fn with(plugin: bevy_zig::ZigScriptPlugin, folder: &str) -> Self {
        let mut app = app_with(plugin);
        app.add_plugins(AssetPlugin { file_path: scratch_dir(folder).display().to_string(), ..default() })
            .init_asset::<Sheet>()
            .register_asset_reflect::<Sheet>()
            .register_asset_loader(SheetLoader)
            .register_zig_asset_maker(|pages: Pages| {
                assert!(pages.lines.len() < 4, "too many");
                Sheet { size: pages.lines.len() as u32 }
            });
        let entity = app.world_mut().spawn((Transform::IDENTITY, ZigScripts::one("assets"))).id();
        app.update();
        Self { app, entity }
    }

    fn call(&mut self, call: &'static str) -> String {
        set(&mut self.app, self.entity, "assets", "call", call);
        self.app.update();
        match field(&self.app, self.entity, "assets", "outcome") {
            Value::Text(text) => text.into_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn calls(&mut self, calls: &[&'static str]) {
        for call in calls {
            assert_eq!(self.call(call), "ok", "{call}");
        }
    }

    fn number(&self, path: &str) -> i128 {
        let Value::Int(number) = field(&self.app, self.entity, "assets", path) else { panic!("{path} is a number") };
        number
    }

    /// The sizes of all sheets that there are, once what nobody uses is gone.
    fn sheets(&mut self) -> Vec<u32> {
        for _ in 0..3 {
            self.app.update();
        }
        let sheets = self.app.world().resource::<Assets<Sheet>>();
        let mut sizes: Vec<_> = sheets.iter().map(|(_, sheet)| sheet.size).collect();
        sizes.sort_unstable();
        sizes
    }

    /// Lets frames pass until something is true.
    #[track_caller]
    fn until(&mut self, mut is_true: impl FnMut(&mut Self) -> bool) {
        for _ in 0..10_000 {
            if is_true(self) {
                return;
            }
            self.app.update();
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("it does not happen");
    }
}

#[test]
fn an_asset_is_made_put_on_an_entity_read_and_changed() {
    let mut maker = Maker::new();
    maker.calls(&["make_and_use"]);
    let picture = maker.app.world().get::<Picture>(maker.entity).cloned().expect("it has one");
    let size =
        |maker: &Maker| maker.app.world().resource::<Assets<Sheet>>().get(&picture.sheet).map(|sheet| sheet.size);
    assert_eq!(size(&maker), Some(5), "it was made, and changed in the same phase");
    maker.calls(&["read", "change", "read"]);
    assert_eq!((maker.number("size"), size(&maker)), (8, Some(8)));
    assert_eq!(maker.call("read_at_once"), "Absent", "reads are of the snapshot");
}

#[test]
fn an_asset_that_is_set_to_what_it_is_does_not_count_as_changed() {
    let mut maker = Maker::new();
    maker.calls(&["make_and_use", "change"]);
    maker.app.update();
    let modified = |maker: &mut Maker| {
        let mut events = maker.app.world_mut().resource_mut::<Messages<AssetEvent<Sheet>>>();
        events.drain().filter(|event| matches!(event, AssetEvent::Modified { .. })).count()
    };
    modified(&mut maker);
    maker.calls(&["change_nothing"]);
    maker.app.update();
    assert_eq!(modified(&mut maker), 0);
    let sheet = maker.app.world().get::<Picture>(maker.entity).expect("it has one").sheet.clone();
    maker.app.world_mut().resource_mut::<Assets<Sheet>>().get_mut(&sheet).expect("it is there").size = 1;
    maker.app.update();
    modified(&mut maker);
    maker.calls(&["change"]);
    maker.app.update();
    assert!(modified(&mut maker) > 0);
}

#[test]
fn an_instance_keeps_its_assets_until_it_ends_or_lets_go() {
    let mut maker = Maker::new();
    maker.calls(&["make"]);
    assert_eq!(maker.sheets(), [3], "nothing else uses it");
    maker.calls(&["release", "make_and_use"]);
    assert_eq!(maker.sheets(), [5]);
    maker.calls(&["release"]);
    assert_eq!(maker.sheets(), [5], "the entity uses it");
    maker.calls(&["keep_picture"]);
    let entity = maker.entity;
    maker.app.world_mut().entity_mut(entity).remove::<Picture>();
    assert_eq!(maker.sheets(), [5], "the instance keeps it again");
    maker.app.world_mut().entity_mut(entity).detach_script("assets");
    assert_eq!(maker.sheets(), [0_u32; 0]);
}

#[test]
fn a_script_keeps_an_asset_that_another_has_shared() {
    let mut maker = Maker::new();
    let (first, second) = (maker.entity, maker.app.world_mut().spawn(ZigScripts::one("assets")).id());
    maker.app.update();
    maker.calls(&["make", "share"]);
    maker.app.update();
    maker.app.world_mut().entity_mut(first).detach_script("assets");
    assert_eq!(maker.sheets(), [3], "the second keeps it");
    maker.entity = second;
    maker.calls(&["read", "change", "read"]);
    assert_eq!(maker.number("size"), 8);
    maker.app.world_mut().entity_mut(second).detach_script("assets");
    assert_eq!(maker.sheets(), [0_u32; 0]);
}

#[test]
fn what_is_let_go_is_gone_for_the_script_too() {
    let mut maker = Maker::new();
    maker.calls(&["make"]);
    let said = said_while(|| assert_eq!(maker.call("change_stale"), "ok", "it was there when it was requested"));
    assert!(said.iter().any(|line| line.contains("Sheet") && line.contains("gone")), "{said:?}");
    for call in ["read", "change", "state"] {
        assert_eq!(maker.call(call), "Absent", "{call}");
    }
    maker.calls(&["release"]);
}

#[test]
fn a_faulted_tick_makes_nothing() {
    let mut maker = Maker::new();
    // More often than it may keep assets.
    for _ in 0..10 {
        set(&mut maker.app, maker.entity, "assets", "call", "make_and_fault");
        maker.app.update();
        assert_eq!(maker.app.world_mut().resource_mut::<Messages<ScriptFault>>().drain().count(), 1);
        let mut runtime = maker.app.world_mut().resource_mut::<ScriptRuntime>();
        let id = runtime.quarantined().next().expect("it is in quarantine").instance_id;
        assert!(runtime.restart(id));
        maker.app.update();
    }
    assert_eq!(maker.sheets(), [0_u32; 0]);
    maker.calls(&["count"]);
    assert_eq!(maker.number("total"), 0, "what was promised is not kept");
}

#[test]
fn an_instance_keeps_no_more_than_the_limit() {
    let mut maker = Maker::new();
    let said = said_while(|| assert_eq!(maker.call("make_many"), "LimitReached"));
    assert!(said.iter().any(|line| line.contains("assets_per_instance")), "{said:?}");
    assert_eq!(maker.number("made"), 8);
    assert_eq!(maker.sheets().len(), 8);
    assert_eq!(maker.call("make"), "LimitReached");
}

#[test]
fn a_maker_of_the_game_makes_an_asset_of_another_value() {
    let mut maker = Maker::new();
    maker.calls(&["make_of_pages"]);
    assert_eq!(maker.sheets(), [3]);
    let said = said_while(|| assert_eq!(maker.call("make_of_too_many_pages"), "ok"));
    assert!(said.iter().any(|line| line.contains("Pages") && line.contains("panicked")), "{said:?}");
    maker.calls(&["count"]);
    assert_eq!(maker.number("total"), 1, "the one that was made");
    let said = said_while(|| assert_eq!(maker.call("make_of_seal"), "WrongType"));
    let line = said.first().expect("it is logged");
    for part in ["script 'assets'", "Seal", "Sheet", "register_zig_asset_maker"] {
        assert!(line.contains(part), "'{part}' is not in: {line}");
    }
}

#[test]
fn an_asset_is_loaded_and_the_script_hears_of_it() {
    let mut maker = Maker::with(plugin(), "loaded_assets");
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("loaded_assets");
    std::fs::write(folder.join("four.sheet"), "4").unwrap();
    let said = said_while(|| {
        maker.calls(&["load", "load_missing", "count"]);
        assert_eq!(maker.number("total"), 2);
        maker.until(|maker| maker.number("heard_loaded") > 0 && maker.number("heard_failed") > 0);
    });
    let failure = said.iter().find(|line| line.contains("script 'assets'")).expect("it is logged");
    assert!(failure.contains("'nowhere.sheet'"), "{failure}");
    maker.calls(&["count", "state", "read"]);
    let counts = ["total", "loaded", "failed"].map(|path| maker.number(path));
    assert_eq!(counts, [2, 1, 1]);
    assert_eq!(field(&maker.app, maker.entity, "assets", "state"), "loaded".into());
    assert_eq!(maker.number("size"), 4);
    for _ in 0..5 {
        maker.app.update();
    }
    assert_eq!((maker.number("heard_loaded"), maker.number("heard_failed")), (1, 1), "once");
    assert_eq!(maker.sheets(), [4], "the instance keeps it");
}

/// Bevy gives its default handle for these, which is that of no file.
#[test]
fn an_asset_whose_path_is_refused_has_failed() {
    for path in ["", "#Label", "/etc/hostname.sheet", "../x.sheet", "a/../../x.sheet"] {
        let mut maker = Maker::new();
        set(&mut maker.app, maker.entity, "assets", "path", path);
        let said = said_while(|| {
            maker.calls(&["load_path"]);
            maker.until(|maker| maker.number("heard_failed") > 0);
        });
        assert!(
            said.iter().any(|line| line.contains("script 'assets'") && line.contains(&format!("'{path}'"))),
            "{said:?}"
        );
        maker.calls(&["count", "state_of_missing", "use_missing"]);
        let counts = ["total", "loaded", "failed"].map(|path| maker.number(path));
        assert_eq!((counts, maker.number("heard_failed"), maker.number("heard_loaded")), ([1, 0, 1], 1, 0), "{path}");
        assert_eq!(field(&maker.app, maker.entity, "assets", "state"), "failed".into(), "{path}");
        assert_eq!(maker.call("read_missing"), "Absent", "{path}");
    }
}

#[test]
fn what_the_game_has_no_assets_of_is_said() {
    let mut maker = Maker::new();
    let said = said_while(|| assert_eq!(maker.call("load_of_unknown"), "UnknownComponent"));
    assert!(said.iter().any(|line| line.contains("init_asset")), "{said:?}");
    let mut app = app();
    let entity = app.world_mut().spawn(ZigScripts::one("assets")).id();
    app.update();
    let mut without = Maker { app, entity };
    let said = said_while(|| assert_eq!(without.call("make"), "UnknownComponent"));
    assert!(said.iter().any(|line| line.contains("Sheet") && line.contains("init_asset")), "{said:?}");
}
