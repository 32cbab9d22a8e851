//! The game, played without a window: with the keys and with a mouse that clicks and drags what Bevy finds under it.

#[path = "../../../tests/games/play.rs"]
mod play;

use bevy::camera::NormalizedRenderTarget;
use bevy::log::LogPlugin;
use bevy::picking::pointer::{Location, PointerAction, PointerButton, PointerId, PointerInput};
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::settings::WgpuSettings;
use bevy::ui_widgets::SliderValue;
use bevy::window::{PrimaryWindow, WindowRef};
use bevy::winit::WinitPlugin;
use bevy_zig::{GlobalVars, Value};
use play::Game;

/// The game with all of its parts, drawn nowhere.
fn app() -> App {
    let nothing = WgpuSettings { backends: None, ..default() };
    let render = RenderPlugin { render_creation: nothing.into(), ..default() };
    let window = Window { resolution: (1280, 720).into(), ..default() };
    let window = WindowPlugin { primary_window: Some(window), ..default() };
    let mut app = App::new();
    app.add_plugins(DefaultPlugins.set(render).set(window).disable::<WinitPlugin>().disable::<LogPlugin>());
    app
}

fn new() -> Game {
    Game::begin(app(), bevy_zig::scripts!())
}

/// What the tests do with a game.
impl Game {
    fn steps(&mut self, count: usize) {
        (0..count).for_each(|_| self.step());
    }

    #[track_caller]
    fn until(&mut self, what: &str, is_so: impl Fn(&mut Self) -> bool) {
        for _ in 0..20_000 {
            if is_so(self) {
                return;
            }
            self.step();
            // Pictures are loaded in another thread.
            std::thread::sleep(std::time::Duration::from_micros(200));
        }
        panic!("{what} does not come; there is: {:?}", self.words());
    }

    fn tap(&mut self, action: &'static str) {
        self.input().press(action);
        self.step();
        self.input().release(action);
        self.steps(3);
    }

    fn words(&mut self) -> Vec<String> {
        let mut texts = self.app.world_mut().query::<&Text>();
        texts.iter(self.app.world()).filter(|text| !text.is_empty()).map(|text| text.0.clone()).collect()
    }

    fn has(&mut self, words: &str) -> bool {
        self.words().iter().any(|text| text.contains(words))
    }

    fn named(&mut self, name: &str) -> Option<Entity> {
        let mut names = self.app.world_mut().query::<(Entity, &Name)>();
        names.iter(self.app.world()).find(|(_, known)| known.as_str() == name).map(|(entity, _)| entity)
    }

    /// Where the middle of a node is in the window.
    #[track_caller]
    fn node(&mut self, name: &str) -> Vec2 {
        let entity = self.named(name).unwrap_or_else(|| panic!("there is no {name}: {:?}", self.words()));
        let node = self.app.world().get::<bevy::ui::UiGlobalTransform>(entity).expect("it is a node");
        node.translation
    }

    fn mouse(&mut self, at: Vec2, action: PointerAction) {
        let mut windows = self.app.world_mut().query_filtered::<Entity, With<PrimaryWindow>>();
        let window = windows.single(self.app.world()).expect("there is a window, if nowhere to be seen");
        let target = WindowRef::Primary.normalize(Some(window)).expect("it is there");
        let location = Location { target: NormalizedRenderTarget::Window(target), position: at };
        self.app.world_mut().write_message(PointerInput::new(PointerId::Mouse, location, action));
        self.step();
    }

    fn drag(&mut self, from: Vec2, to: Vec2) {
        self.mouse(from, PointerAction::Move { delta: Vec2::ONE });
        self.mouse(from, PointerAction::Press(PointerButton::Primary));
        for part in 1..=10 {
            let at = from.lerp(to, part as f32 / 10.0);
            self.mouse(at, PointerAction::Move { delta: (to - from) / 10.0 });
        }
        self.mouse(to, PointerAction::Release(PointerButton::Primary));
        self.steps(4);
    }

    fn click_at(&mut self, at: Vec2) {
        self.mouse(at, PointerAction::Move { delta: Vec2::ONE });
        self.mouse(at, PointerAction::Press(PointerButton::Primary));
        self.mouse(at, PointerAction::Release(PointerButton::Primary));
        self.steps(4);
    }

    #[track_caller]
    fn click(&mut self, name: &str) {
        let at = self.node(name);
        self.click_at(at);
    }

    fn saved(&self, key: &str) -> Option<Value> {
        self.app.world().resource::<GlobalVars>().get(key).cloned()
    }

    /// Into the menu, past the splash.
    fn to_menu(&mut self) {
        self.tap("any");
        self.until("the menu", |game| game.has("New evening"));
        self.steps(5);
    }

    /// A new evening.
    fn to_village(&mut self) {
        self.to_menu();
        self.click("new");
        self.until("the village", |game| !game.places("hero").is_empty());
        self.steps(120);
    }

    /// Asks a villager until there is a lantern to drag.
    fn ask(&mut self, at: Vec3, answers: &[&str]) {
        let lanterns = self.places("lantern").len();
        self.click_at(in_window(at));
        for answer in answers {
            self.until(answer, |game| game.named(answer).is_some());
            self.steps(3);
            self.click(answer);
        }
        self.until("a lantern", |game| game.places("lantern").len() > lanterns);
        // The last line, and the end of the talk.
        self.until("the last answer", |game| game.named("answer.first").is_some());
        self.steps(3);
        self.click("answer.first");
        self.until("the end of the talk", |game| {
            game.places("dialogue").is_empty() && game.named("answer.first").is_none()
        });
        self.steps(3);
    }
}

/// Where a place of the village is in the window.
fn in_window(place: Vec3) -> Vec2 {
    Vec2::new(640.0 + place.x, 360.0 - place.y)
}

const BAKER: Vec3 = Vec3::new(-260.0, 70.0, 0.0);
const SMITH: Vec3 = Vec3::new(250.0, 76.0, 0.0);
const KEEPER: Vec3 = Vec3::new(400.0, -210.0, 0.0);
/// The middles of three posts.
const POSTS: [Vec3; 3] = [Vec3::new(-180.0, 30.0, 0.0), Vec3::new(90.0, 66.0, 0.0), Vec3::new(-70.0, -150.0, 0.0)];

/// The whole evening, played with the mouse.
fn play(game: &mut Game) {
    let talks: [(Vec3, &[&str]); 3] = [
        (BAKER, &["answer.second"]),
        (SMITH, &["answer.second", "answer.first", "answer.second"]),
        (KEEPER, &["answer.first", "answer.first"]),
    ];
    for (number, (villager, answers)) in talks.into_iter().enumerate() {
        let before = game.places("lantern");
        game.ask(villager, answers);
        let new = game.places("lantern").into_iter().find(|place| !before.contains(place)).expect("there is a new one");
        game.drag(in_window(new), in_window(POSTS[number] + Vec3::new(25.0, 0.0, 0.0)));
        assert_eq!(game.saved(&format!("saved.evening.lanterns.{number}.is_lit")), Some(true.into()));
    }
}

#[test]
fn the_splash_leads_to_the_menu_by_itself_or_by_any_key() {
    let mut game = new();
    game.steps(20);
    assert!(game.has("a small game"));
    game.until("the menu", |game| game.has("LANTERN VILLAGE"));
    assert!(!game.has("a small game"));
    assert!(!game.has("Continue"), "nothing is saved yet");
    let mut game = new();
    game.steps(3);
    game.tap("any");
    assert!(game.has("LANTERN VILLAGE"));
}

#[test]
fn sliders_and_check_boxes_are_set_with_the_mouse_and_kept() {
    let mut game = new();
    game.to_menu();
    game.click("settings");
    game.until("the settings", |game| game.named("light").is_some());
    game.steps(5);
    let slider = game.named("light").expect("it is there");
    let middle = game.node("light");
    game.click_at(middle);
    let value = game.app.world().get::<SliderValue>(slider).expect("it is a slider").0;
    assert!((value - 0.5).abs() < 0.05, "{value}");
    game.drag(middle, middle + Vec2::new(90.0, 0.0));
    let value = game.app.world().get::<SliderValue>(slider).expect("it is a slider").0;
    assert!(value > 0.8, "{value}");
    assert_eq!(game.saved("saved.settings.light"), Some(value.into()));
    game.click("names");
    assert_eq!(game.saved("saved.settings.names"), Some(false.into()));
    game.click("names");
    assert_eq!(game.saved("saved.settings.names"), Some(true.into()));
    game.click("back");
    assert!(game.has("New evening"));
}

#[test]
fn keys_are_chosen_and_never_mean_two_things() {
    use bevy::input::ButtonState;
    use bevy::input::keyboard::{Key, KeyboardInput};
    let mut game = new();
    game.to_menu();
    game.click("settings");
    game.until("the settings", |game| game.named("key_of_up").is_some());
    game.steps(5);
    game.click("key_of_up");
    assert!(game.has("press a key"));
    let mut windows = game.app.world_mut().query_filtered::<Entity, With<PrimaryWindow>>();
    let window = windows.single(game.app.world()).expect("there is one");
    // The key that walks down.
    game.app.world_mut().write_message(KeyboardInput {
        key_code: KeyCode::KeyS,
        logical_key: Key::Character("s".into()),
        state: ButtonState::Pressed,
        text: None,
        repeat: false,
        window,
    });
    game.steps(4);
    assert_eq!(game.saved("saved.settings.keys.0"), Some("s".into()));
    assert_eq!(game.saved("saved.settings.keys.1"), Some("w".into()));
    game.click("usual");
    assert_eq!(game.saved("saved.settings.keys.0"), Some("".into()));
}

#[test]
fn the_hero_walks_and_is_stopped_by_walls() {
    let mut game = new();
    game.to_village();
    let before = game.places("hero")[0];
    game.input().press("left");
    game.steps(60);
    game.input().release("left");
    let after = game.places("hero")[0];
    assert!((before.x - after.x - 200.0).abs() < 20.0, "{before} {after}");
    game.input().press("down");
    game.steps(600);
    assert!(game.places("hero")[0].y > -320.0, "the village ends there");
}

#[test]
fn an_evening_is_played_with_the_mouse_to_its_end() {
    let mut game = new();
    game.to_village();
    assert!(game.has("no lantern burns"));
    play(&mut game);
    assert!(game.has("all lanterns burn"));
    let vars = game.app.world().resource::<GlobalVars>();
    let evening: Vec<String> = vars.iter().map(|(key, value)| format!("{key} {value:?}")).collect();
    game.tell("village", &evening.join(", "));
    game.until("fireflies", |game| game.places("firefly").len() > 10);
    assert!(game.has("the summer came"));
}

#[test]
fn what_is_saved_is_there_again_in_the_next_run() {
    let folder = std::env::temp_dir().join(format!("bevy_zig_village_{}", std::process::id()));
    let game = || Game::begin_saved(app(), bevy_zig::scripts!(), &folder);
    let mut first = game();
    first.to_village();
    first.ask(BAKER, &["answer.second"]);
    first.tap("pause");
    first.until("the card", |game| game.named("save").is_some());
    first.steps(5);
    first.click("save");
    first.app.world_mut().write_message(AppExit::Success);
    first.step();
    drop(first);
    let text = std::fs::read_to_string(folder.join("saved.txt")).expect("it is saved");
    assert!(text.contains("saved.evening.lanterns.0.is_given = true"), "{text}");

    let mut second = game();
    second.to_menu();
    second.click("continue");
    second.until("the lantern", |game| game.places("lantern").len() == 1);
    drop(second);
    std::fs::remove_dir_all(&folder).expect("it is there");
}

#[test]
fn twenty_evenings_leave_no_entity() {
    let mut game = new();
    game.to_menu();
    let empty = game.app.world().entities().count_spawned();
    for round in 0..20 {
        game.click("new");
        game.until("the village", |game| !game.places("hero").is_empty());
        game.steps(round);
        game.click_at(in_window(BAKER));
        game.tap("pause");
        game.until("the card", |game| game.named("to_menu").is_some());
        game.steps(3);
        game.click("to_menu");
        game.until("the menu", |game| game.has("New evening"));
        game.steps(4);
        // "Continue" is there from the first evening that was saved on, which none of these is.
        assert_eq!(game.app.world().entities().count_spawned(), empty, "round {round}");
    }
}

#[cfg(feature = "hot-reload")]
#[test]
fn each_script_is_exchanged_while_it_runs() {
    let mut game = new();
    game.to_village();
    game.click_at(in_window(SMITH));
    game.until("an answer", |game| game.named("answer.first").is_some());
    let names =
        ["button", "dialogue", "firefly", "game", "hero", "lantern", "settings", "splash", "village", "villager"];
    let mut reloading = game.reload(&names);
    while !reloading.is_over(&game) {
        game.step();
    }
    game.steps(5);
    game.click("answer.first");
    game.until("a lantern", |game| game.places("lantern").len() == 1);
}

#[test]
fn scripts_pass_their_own_tests() {
    bevy_zig_build::test_scripts!();
}
