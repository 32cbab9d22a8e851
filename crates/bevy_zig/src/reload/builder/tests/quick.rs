//! Code that reaches the game before it is compiled from scratch.

use super::*;

/// All that one save leads to, until the compilation from scratch has ended.
fn events_of(game: &mut Game, text: &str) -> Vec<String> {
    game.save("a.zig", text);
    let mut events: Vec<String> = Vec::new();
    loop {
        let event = game.next(ms(60_000)).expect("a save is built");
        let is_last = event.starts_with("built") || event.starts_with("failed");
        events.push(event);
        if is_last {
            return events;
        }
    }
}

/// Saves other numbers until a resident compiler has answered so often. It may take long to start, and on a busy
/// machine it is not always waited for.
fn answered(game: &mut Game, times: usize, next: &mut u32) {
    let (begun, mut seen) = (Instant::now(), 0);
    while seen < times {
        assert!(begun.elapsed() < Duration::from_secs(120), "nobody answers");
        *next += 1;
        let events = events_of(game, &script(&next.to_string()));
        let (answer, built) = (format!("answered a {next}"), format!("built a {next}"));
        match events.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["saved a", "started a", last] if last == built => {}
            ["saved a", "started a", first, last] if first == answer && last == built => seen += 1,
            _ => panic!("{events:?}"),
        }
    }
}

#[test]
fn a_resident_compiler_answers_first_and_another_confirms() {
    let mut game = Game::watched(&[("a.zig", "0")]);
    game.builder().set_quick(true);
    let mut next = 0;
    answered(&mut game, 3, &mut next);
    // The one-shot compiler reports the mistake; the resident one answers again once it is mended.
    let events = events_of(&mut game, &script("missing"));
    assert_eq!(events.last().unwrap(), "failed a:2: use of undeclared identifier 'missing'");
    answered(&mut game, 1, &mut next);
    // What it does not follow, it is not asked for.
    let text = format!("var n: u32 = 7;\n{}", script("n"));
    assert_eq!(events_of(&mut game, &text), ["saved a", "started a", "built a 7"]);
    answered(&mut game, 1, &mut next);
    // Whose answer was wrong twice is not asked again.
    game.builder().distrust("a");
    answered(&mut game, 1, &mut next);
    game.builder().distrust("a");
    for _ in 0..3 {
        next += 1;
        let events = events_of(&mut game, &script(&next.to_string()));
        assert_eq!(events, ["saved a".to_owned(), "started a".to_owned(), format!("built a {next}")]);
    }
}

#[test]
fn a_save_of_what_was_before_an_answer_is_a_change() {
    let mut game = Game::watched(&[("a.zig", "0")]);
    game.builder().set_quick(true);
    let (begun, mut next, mut answers) = (Instant::now(), 0, 0);
    while answers < 2 {
        assert!(begun.elapsed() < Duration::from_secs(120), "nobody answers");
        next += 1;
        game.save("a.zig", &script(&next.to_string()));
        let (answer, built) = (format!("answered a {next}"), format!("built a {next}"));
        let first = loop {
            let event = game.next(ms(60_000)).expect("a save is built");
            if event == answer || event == built {
                break event;
            }
        };
        // The answer may be confirmed yet, or not any more.
        game.save("a.zig", &script("0"));
        while game.next(ms(60_000)).expect("it is built again") != "built a 0" {}
        answers += usize::from(first == answer);
    }
}

#[test]
fn numbers_are_told_before_anything_is_compiled() {
    let text =
        |number: &str| format!("n: u32 = {number},\npub fn update(self: *@This()) u32 {{\n    return self.n;\n}}\n");
    let game = Game::new(0);
    game.save("a.zig", &text("1"));
    let mut game = game.begun();
    game.builder().set_quick(true);
    for number in ["2", "0x10", "7"] {
        let built = number.replace("0x10", "16");
        let expected = [
            "saved a".to_owned(),
            "started a".to_owned(),
            format!("retuned a [(\"n\", \"{number}\")]"),
            format!("built a {built}"),
        ];
        assert_eq!(events_of(&mut game, &text(number)), expected);
    }
    // One that does not fit its type is for the compiler to refuse.
    let events = events_of(&mut game, &text("-1"));
    assert!(events.last().unwrap().starts_with("failed a:1: "), "{events:?}");
}

#[test]
fn what_the_game_has_heard_of_is_confirmed_in_silence() {
    let text = |number: u32| {
        format!("n: u32 = {number},\npub fn update(self: *@This()) u32 {{\n    return self.n;\n}}\n// COLD\n")
    };
    let game = Game::new(0);
    game.save("a.zig", &text(1).replace("COLD", ""));
    let mut game = game.begun();
    game.builder().set_quick(true);
    let events = events_of(&mut game, &text(1));
    assert!(events.iter().any(|event| event.starts_with("slow a")), "{events:?}");
    let events = events_of(&mut game, &text(2));
    assert_eq!(events, ["saved a", "started a", "retuned a [(\"n\", \"2\")]", "built a 2"]);
}

/// Saves the file that `a.zig` and `b.zig` share, and waits until both are compiled from scratch.
fn shared_events(game: &mut Game, text: &str) -> Vec<String> {
    game.save("lib/n.zig", text);
    let mut events: Vec<String> = Vec::new();
    while events.iter().filter(|event| event.starts_with("built")).count() < 2 {
        events.push(game.next(ms(60_000)).expect("a save is built"));
    }
    events
}

#[test]
fn scripts_that_share_a_file_are_answered_together() {
    let game = Game::new(0);
    game.save("lib/n.zig", "pub const n = 0;\n");
    for name in ["a.zig", "b.zig"] {
        game.save(name, &script("@import(\"lib/n.zig\").n"));
    }
    let mut game = game.begun();
    game.builder().set_quick(true);
    let (begun, mut next, mut answers) = (Instant::now(), 0, 0);
    while answers < 2 {
        assert!(begun.elapsed() < Duration::from_secs(120), "nobody answers");
        next += 1;
        let events = shared_events(&mut game, &format!("pub const n = {next};\n"));
        let built = [format!("built a {next}"), format!("built b {next}")];
        let answered = [format!("answered a {next}"), format!("answered b {next}")];
        let (first, rest) = events.split_at(4);
        assert_eq!(first, ["saved a", "saved b", "started a", "started b"]);
        // One that is slow is not waited for.
        if rest.starts_with(&answered) {
            assert_eq!(rest[2..], built);
            answers += 1;
        }
    }
}

#[test]
fn numbers_of_a_script_do_not_wait_for_those_that_import_it() {
    let text = |number: u32| format!("n: u32 = {number},\npub const twice = (@This(){{}}).n * 2;\n{}", script("7"));
    let game = Game::new(0);
    game.save("a.zig", &text(1));
    game.save("b.zig", &script("@import(\"a.zig\").twice"));
    let mut game = game.begun();
    game.builder().set_quick(true);
    game.save("a.zig", &text(2));
    let events: Vec<String> = (0..7).map(|_| game.next(ms(60_000)).expect("a save is built")).collect();
    let at = |event: &str| events.iter().position(|seen| seen == event).unwrap_or_else(|| panic!("{events:?}"));
    assert!(at("retuned a [(\"n\", \"2\")]") < at("built b 4"), "{events:?}");
    assert_eq!(at("built a 7") + 1, at("built b 4"), "they are taken together");
}

#[test]
fn without_resident_compilers_nobody_answers() {
    let mut game = Game::watched(&[("a.zig", "0")]);
    game.builder().set_quick(true);
    let mut next = 0;
    answered(&mut game, 1, &mut next);
    game.builder().set_quick(false);
    for number in 100..103 {
        let events = events_of(&mut game, &script(&number.to_string()));
        assert_eq!(events, ["saved a".to_owned(), "started a".to_owned(), format!("built a {number}")]);
    }
}
