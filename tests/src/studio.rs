//! A game at work on scripts of its own, which are saved while it runs.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bevy::ecs::message::MessageCursor;
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy_zig::{
    HotReload, HotReloadPlan, ReloadCommand, ReloadEvent, ReloadStep, Script, ScriptFields, ScriptTable, Value,
    ZigScriptPlugin, ZigScripts,
};

/// Longer than any step takes on a slow machine that does other things.
const PATIENCE: Duration = Duration::from_secs(60);

/// See the module.
pub struct Studio {
    /// The game.
    pub app: App,
    folder: PathBuf,
    cursor: MessageCursor<ReloadEvent>,
    /// What has happened and was not yet waited for.
    seen: Vec<ReloadEvent>,
}

impl Studio {
    /// A game in this folder, which is emptied, with these scripts: names and sources.
    pub fn new(folder: PathBuf, scripts: &[(&str, &str)]) -> Self {
        Self::with(folder, scripts, |_| {}, |plugin| plugin)
    }

    /// The same, with changes to the plan and to the plugin.
    pub fn with(
        folder: PathBuf,
        scripts: &[(&str, &str)],
        plan: impl FnOnce(&mut HotReloadPlan),
        plugin: impl FnOnce(ZigScriptPlugin) -> ZigScriptPlugin,
    ) -> Self {
        Self::made(folder, scripts, plan, plugin, |_| {})
    }

    /// The same, with more plugins.
    pub fn with_app(folder: PathBuf, scripts: &[(&str, &str)], also: impl FnOnce(&mut App)) -> Self {
        Self::made(folder, scripts, |_| {}, |plugin| plugin, also)
    }

    fn made(
        folder: PathBuf,
        scripts: &[(&str, &str)],
        plan: impl FnOnce(&mut HotReloadPlan),
        plugin: impl FnOnce(ZigScriptPlugin) -> ZigScriptPlugin,
        also: impl FnOnce(&mut App),
    ) -> Self {
        let _ = std::fs::remove_dir_all(&folder);
        let (sources, out_dir) = (folder.join("scripts"), folder.join("out"));
        std::fs::create_dir_all(&sources).expect("the folder can be made");
        std::fs::create_dir_all(out_dir.join("bevy_zig")).expect("the folder can be made");
        for (name, source) in scripts {
            let path = sources.join(file_name(name));
            std::fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder can be made");
            std::fs::write(path, source).expect("the script can be written");
        }
        let table = crate::scripts();
        let mut own = *table.plan();
        let shared = Path::new(own.out_dir).join("bevy_zig");
        std::fs::copy(shared.join("components.zig"), out_dir.join("bevy_zig/components.zig"))
            .expect("there is a mirror");
        // What Zig keeps of its standard library takes a second to make.
        std::fs::create_dir_all(shared.join("zig_cache")).expect("the folder can be made");
        link(&shared.join("zig_cache"), &out_dir.join("bevy_zig/zig_cache"));
        own.folders = Vec::leak(vec![leak(&sources)]);
        own.out_dir = leak(&out_dir);
        plan(&mut own);
        let table = ScriptTable::new(table.package(), own);

        let mut app = App::new();
        let plugin = plugin(ZigScriptPlugin::new(table));
        app.add_plugins((MinimalPlugins, bevy::input::InputPlugin, TransformPlugin, plugin))
            .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs(1) / 60));
        also(&mut app);
        app.finish();
        app.cleanup();
        let mut studio = Self { app, folder, cursor: MessageCursor::default(), seen: Vec::new() };
        // The files are watched from the first frame on.
        studio.frame();
        studio
    }

    /// The file of a script; one in C is called by its file's name.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join("scripts").join(file_name(name))
    }

    /// The file that scripts import as `"components"`.
    pub fn mirror(&self) -> PathBuf {
        self.folder.join("out/bevy_zig/components.zig")
    }

    /// Saves a script, in place, as the plainest of editors.
    pub fn save(&self, name: &str, source: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), source).expect("the script can be written");
    }

    /// Runs a frame.
    pub fn frame(&mut self) {
        self.app.update();
        let events = self.app.world().resource::<Messages<ReloadEvent>>();
        self.seen.extend(self.cursor.read(events).cloned());
    }

    /// Runs frames.
    pub fn frames(&mut self, count: usize) {
        (0..count).for_each(|_| self.frame());
    }

    /// Runs frames until something happens to a script, and says what it was. What happened to it before is forgotten.
    ///
    /// # Panics
    /// It does not happen; the message tells what did.
    #[track_caller]
    pub fn wait_for(&mut self, script: &str, is_it: impl Fn(&ReloadStep) -> bool) -> ReloadStep {
        let begun = Instant::now();
        loop {
            let found = self.seen.iter().position(|event| event.script == script && is_it(&event.step));
            if let Some(index) = found {
                let step = self.seen[index].step.clone();
                let mut place = 0..;
                self.seen.retain(|event| place.next() > Some(index) || event.script != script);
                return step;
            }
            assert!(begun.elapsed() < PATIENCE, "nothing of the kind for '{script}'; seen: {:#?}", self.seen);
            std::thread::sleep(Duration::from_millis(1));
            self.frame();
        }
    }

    /// Saves a script and waits until its instances run it.
    #[track_caller]
    pub fn reload(&mut self, script: &str, source: impl AsRef<[u8]>) -> ReloadStep {
        self.reload_as(script, script, source)
    }

    /// The same, of a script whose file has another name.
    #[track_caller]
    pub fn reload_as(&mut self, file: &str, script: &str, source: impl AsRef<[u8]>) -> ReloadStep {
        self.seen.clear();
        self.save(file, source);
        self.wait_for(script, |step| match step {
            ReloadStep::BuildFailed { text, .. } => panic!("{text}"),
            ReloadStep::Refused { stage, problem } => panic!("{stage}: {problem}"),
            step => matches!(step, ReloadStep::Swapped { .. } | ReloadStep::Added { .. }),
        })
    }

    /// What has happened and was not yet waited for.
    pub fn seen(&self) -> &[ReloadEvent] {
        &self.seen
    }

    /// Forgets it.
    pub fn forget(&mut self) {
        self.seen.clear();
    }

    /// Asks for something.
    pub fn command(&mut self, command: ReloadCommand) {
        self.app.world_mut().write_message(command);
    }

    /// The settings.
    pub fn settings(&mut self) -> Mut<'_, HotReload> {
        self.app.world_mut().resource_mut()
    }

    /// An entity with this script.
    pub fn spawn(&mut self, script: Script) -> Entity {
        self.app.world_mut().spawn((Transform::IDENTITY, ZigScripts::new([script]))).id()
    }

    /// A field of an entity's script.
    #[track_caller]
    pub fn field(&self, entity: Entity, script: &str, path: &str) -> Value {
        self.app.world().script_field(Some(entity), script, path).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The same, of a whole number.
    #[track_caller]
    pub fn int(&self, entity: Entity, script: &str, path: &str) -> i128 {
        match self.field(entity, script, path) {
            Value::Int(value) => value,
            other => panic!("'{path}' is {other}"),
        }
    }
}

fn file_name(script: &str) -> String {
    if script.ends_with(".c") { script.to_owned() } else { format!("{script}.zig") }
}

fn leak(path: &Path) -> &'static str {
    String::leak(path.to_str().expect("the path is text").to_owned())
}

#[cfg(unix)]
fn link(target: &Path, link: &Path) {
    std::os::unix::fs::symlink(target, link).expect("a link can be made");
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) {}
