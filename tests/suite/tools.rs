//! What several tests need: an app with scripts, the places of the repository, and zig.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, Once};

use bevy::log::tracing;
use bevy::log::tracing_subscriber::{self, layer::SubscriberExt};
use bevy::prelude::*;
use bevy_zig::{ScriptError, ScriptFields, ScriptLog, Value, ZigScriptPlugin};

/// An app that runs the suite's scripts without a window, a sixtieth of a second per frame.
pub fn app() -> App {
    app_with(plugin())
}

pub fn plugin() -> ZigScriptPlugin {
    ZigScriptPlugin::new(bevy_zig_tests::scripts())
}

pub fn app_with(plugin: ZigScriptPlugin) -> App {
    listen();
    bevy_zig::testing::headless(plugin)
}

/// What was logged since the last call.
pub fn logged(app: &mut App) -> Vec<String> {
    app.world_mut().resource_mut::<Messages<ScriptLog>>().drain().map(|line| line.text).collect()
}

/// The errors that were reported since the last call.
pub fn errors(app: &mut App) -> Vec<ScriptError> {
    app.world_mut().resource_mut::<Messages<ScriptError>>().drain().collect()
}

/// Whether anybody listens to a line of the log is decided when it is met first, in whatever thread that is. Somebody
/// does.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // A registry without a layer keeps all spans for ever, those of the feature `trace`.
        let registry = tracing_subscriber::registry().with(tracing_subscriber::layer::Identity::new());
        tracing::subscriber::set_global_default(registry).expect("it is the first")
    });
}

/// What goes to the log while `run` runs in this thread.
pub fn said_while(run: impl FnOnce()) -> Vec<String> {
    struct Keep(Arc<Mutex<Vec<String>>>);
    impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Keep {
        fn on_event(&self, event: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
            event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
                if field.name() == "message" {
                    self.0.lock().unwrap().push(format!("{value:?}"));
                }
            });
        }
    }
    listen();
    let said = Arc::new(Mutex::new(Vec::new()));
    tracing::subscriber::with_default(tracing_subscriber::registry().with(Keep(said.clone())), run);
    std::mem::take(&mut said.lock().unwrap())
}

/// A field of a script on an entity.
pub fn field(app: &App, entity: Entity, script: &str, path: &str) -> Value {
    app.world().script_field(Some(entity), script, path).unwrap_or_else(|error| panic!("{error}"))
}

pub fn set(app: &mut App, entity: Entity, script: &str, path: &str, value: impl Into<Value>) {
    app.world_mut().set_script_field(Some(entity), script, path, value).unwrap_or_else(|error| panic!("{error}"));
}

pub fn position(app: &App, entity: Entity) -> Vec3 {
    app.world().get::<Transform>(entity).expect("it has a transform").translation
}

/// Bytes of memory that the process has, where the system says it in a file.
pub fn resident_bytes() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    text.split_whitespace().nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(1) * 4096
}

/// The root of the checkout.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the checkout")
}

/// The files of the checkout whose names are wanted, sorted: neither those that builds make, nor hidden ones.
pub fn files(is_wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![repository().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy();
            if path.is_dir() {
                if name != "target" && !name.starts_with('.') {
                    folders.push(path);
                }
            } else if is_wanted(&name) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// An empty folder of this name, for one test.
pub fn scratch_dir(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a command and fails the test with all that it printed if it does not succeed.
pub fn run(command: &mut Command) -> String {
    let (succeeded, text) = output(command);
    assert!(succeeded, "{command:?} failed:\n{text}");
    text
}

/// Whether a command succeeded, and all that it printed.
pub fn output(command: &mut Command) -> (bool, String) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text)
}

/// A zig command on a file that imports these modules.
pub fn zig(command: &str, file: &Path, modules: &[(&str, &Path)]) -> Command {
    let mut zig = bevy_zig_build::Zig::find().unwrap_or_else(|error| panic!("{error}")).command();
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("zig-cache");
    zig.arg(command).arg("--cache-dir").arg(&cache).arg("--global-cache-dir").arg(&cache);
    for (name, _) in modules {
        zig.args(["--dep", name]);
    }
    zig.arg(format!("-Mroot={}", file.display()));
    for (name, path) in modules {
        zig.arg(format!("-M{name}={}", path.display()));
    }
    zig
}

/// What the compiler says of a script with this source, which may import the components in a file. Nothing if all is
/// well.
pub fn compile_script(name: &str, source: &str, components: Option<&Path>) -> String {
    let folder = scratch_dir(name);
    let script = folder.join("subject.zig");
    std::fs::write(&script, source).unwrap();
    let root = folder.join("root.zig");
    let known = components.map_or("", |_| ".components = @import(\"components\"),");
    // As the build does for files that declare some.
    let declares = ["bevy.component(", "bevy.resource(", "bevy.message("].iter().any(|call| source.contains(call));
    let data = if declares { ".data = struct { pub const all = .{@import(\"script\")}; }," } else { "" };
    let text = format!(
        "const bevy = @import(\"bevy\");\npub const panic = bevy.panic;\npub const std_options = bevy.std_options;\n\
         const descriptor = bevy.descriptorOf(@import(\"script\"), .{{ .package = \"p\", .name = \"subject\", {known} {data} }});\n\
         comptime {{ @export(&descriptor, .{{ .name = \"s\" }}); }}\n"
    );
    std::fs::write(&root, text).unwrap();
    let sdk = repository().join("zig/bevy.zig");
    // Other modules import `bevy`, too, which `zig` has no need to know.
    let mut command = bevy_zig_build::Zig::find().unwrap().command();
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("zig-cache");
    command.args(["build-obj", "-fno-emit-bin", "--dep", "bevy", "--dep", "script"]);
    let import_components = || components.iter().flat_map(|_| ["--dep", "components"]);
    command.args(import_components());
    command.arg("--cache-dir").arg(&cache).arg("--global-cache-dir").arg(&cache);
    command.arg(format!("-Mroot={}", root.display())).arg(format!("-Mbevy={}", sdk.display()));
    command.args(["--dep", "bevy"]).args(import_components()).arg(format!("-Mscript={}", script.display()));
    if let Some(components) = components {
        command.args(["--dep", "bevy"]).arg(format!("-Mcomponents={}", components.display()));
    }
    let (succeeded, text) = output(&mut command);
    if succeeded { String::new() } else { text }
}
