//! Random sequences of what a game, and the machine, may do to the library from outside: nobody healthy is accused, no
//! instance is lost or run twice, and nothing grows.
//!
//! `tests/soak/abuse` runs it for as long as it is told; the suite for some actions, in a process of its own, since it
//! sends signals to it. The seed decides which actions there are, if not when they come.

mod actions;
mod game;
mod process;
mod random;
#[cfg(feature = "hot-reload")]
mod reload;

use std::collections::VecDeque;
use std::process::Child;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use actions::ACTIONS;
use game::{Game, Harm, Held};
use process::Memory;
use random::Random;

use crate::tools::run;

/// How long it goes on, and from which seed.
const MINUTES: &str = "BEVY_ZIG_ABUSE_MINUTES";
const SEED: &str = "BEVY_ZIG_ABUSE_SEED";

/// Actions that the suite tries.
const ACTIONS_SHORT: u64 = 250;

/// Games at a time.
const GAMES_MAX: usize = 3;

#[test]
fn whatever_a_game_does_the_healthy_go_on() {
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "--ignored", "--nocapture", "abuse::trial"]).env_remove(MINUTES);
    let text = run(&mut child);
    assert!(text.contains("accused=0 lost=0 doubled=0"), "{text}");
}

struct Trial {
    random: Random,
    games: Vec<Game>,
    harm: Harm,
    /// What was done last.
    done: VecDeque<String>,
    stops: Vec<Child>,
    loads: Vec<JoinHandle<()>>,
}

impl Trial {
    fn new(seed: u64) -> Self {
        let first = cfg_select! {
            feature = "hot-reload" => Game::of_files(),
            _ => Game::new(),
        };
        let (random, harm) = (Random::new(seed), Harm::default());
        Self { random, games: vec![first], harm, done: VecDeque::new(), stops: Vec::new(), loads: Vec::new() }
    }

    fn note(&mut self, what: impl Into<String>) {
        self.done.push_back(what.into());
        if self.done.len() > 30 {
            self.done.pop_front();
        }
    }

    fn act(&mut self) {
        let random = &mut self.random;
        let index = random.below(self.games.len());
        match random.below(40) {
            0 if self.games.len() < GAMES_MAX => {
                self.note("add an app");
                self.games.push(Game::new());
            }
            // The first is the one whose files are saved.
            1 if self.games.len() > 1 => {
                let mut game = self.games.pop().expect("there are two");
                let exits = self.random.one_in(2);
                self.note(format!("drop an app that exits: {exits}"));
                if exits {
                    actions::exit(&mut game);
                }
            }
            2 => {
                // Of two that come between two frames, Rust's handler is not there for the second.
                self.games[0].world().insert_resource(Held::default());
                self.games[0].frame(&mut self.harm);
                let name = process::stray(random, !self.loads.is_empty());
                self.note(format!("a stray SIG{name}"));
                self.games[0].frame(&mut self.harm);
            }
            3 if self.stops.is_empty() => {
                let milliseconds = 50 + random.below(500);
                self.note(format!("stop for {milliseconds} ms"));
                self.stops.push(process::stop_for(milliseconds));
            }
            4 if self.loads.is_empty() && random.one_in(2) => {
                let milliseconds = 50 + random.below(700);
                self.note(format!("load for {milliseconds} ms"));
                self.loads = process::load_for(milliseconds);
            }
            #[cfg(feature = "hot-reload")]
            5 | 6 => {
                reload::save(&mut self.games[0], random);
                self.note("save");
            }
            _ => {
                let (name, action) = random.pick(&ACTIONS);
                action(&mut self.games[index], random);
                self.note(format!("{name} in app {index}"));
            }
        }
        for _ in 0..self.random.below(4) {
            for game in &mut self.games {
                game.frame(&mut self.harm);
            }
        }
        self.stops.retain_mut(|stop| stop.try_wait().expect("it is ours").is_none());
        if self.loads.iter().all(JoinHandle::is_finished) {
            self.loads.clear();
        }
    }

    fn check(&mut self) {
        for game in &mut self.games {
            game.check(&mut self.harm);
        }
    }
}

#[test]
#[ignore = "a process of its own, for the test above and for tests/soak/abuse"]
fn trial() {
    let asked: Option<f64> = std::env::var(MINUTES).ok().map(|minutes| minutes.parse().expect("a number of minutes"));
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(1, |time| time.as_secs());
    let seed = std::env::var(SEED).ok().map(|seed| seed.parse().expect("a seed is a number"));
    let seed = seed.unwrap_or(if asked.is_some() { now } else { 15 });
    println!("abuse seed={seed}");
    let begun = Instant::now();
    let end = asked.map(|minutes| Duration::from_secs_f64(minutes * 60.0));
    let mut trial = Trial::new(seed);
    let mut count = 0;
    let (mut early, mut late) = (Mean::default(), Mean::default());
    let mut told = 1;
    while end.map_or(count < ACTIONS_SHORT, |end| begun.elapsed() < end) && !trial.harm.is_done() {
        trial.act();
        count += 1;
        if trial.random.one_in(3) {
            trial.check();
        }
        // What is kept for later, such as columns and caches, is there after some time. How many games and instances
        // there are changes all the time, so means are compared, of one fifth of the time each.
        let part =
            end.map_or(5 * count / ACTIONS_SHORT, |end| (5 * begun.elapsed().as_millis() / end.as_millis()) as u64);
        match part {
            1 => early.add(process::memory().resident),
            4 => late.add(process::memory().resident),
            _ => {}
        }
        if end.is_some_and(|end| begun.elapsed() > end * told / 10) {
            told += 1;
            let Memory { resident, heap } = process::memory();
            let minutes = begun.elapsed().as_secs_f64() / 60.0;
            println!("abuse at={minutes:.1} resident_mib={} heap_mib={}", resident >> 20, heap >> 20);
        }
    }
    trial.check();
    for stop in &mut trial.stops {
        stop.wait().expect("it is ours");
    }
    let growth = 100.0 * (late.get() / early.get() - 1.0);
    let Harm { accused, lost, doubled, found } = &trial.harm;
    if trial.harm.is_done() {
        println!("seed {seed}, action {count}; the last ones were {:#?}\n{found:#?}", trial.done);
    }
    println!(
        "abuse minutes={:.1} actions={count} accused={accused} lost={lost} doubled={doubled} rss_growth_pct={growth:.1}",
        begun.elapsed().as_secs_f64() / 60.0
    );
    assert!(!trial.harm.is_done());
    // In a few seconds, it is still getting warm.
    assert!(asked.is_none_or(|minutes| minutes < 5.0) || growth < 10.0, "{growth} %");
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: f64,
}

impl Mean {
    fn add(&mut self, bytes: usize) {
        self.sum += bytes as f64;
        self.count += 1.0;
    }

    fn get(&self) -> f64 {
        self.sum / self.count
    }
}
