//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use lexopt::prelude::*;

/// What `--help` prints.
pub const HELP: &str = "\
bevy_zig's demo game: its rules are the Zig scripts in scripts/

usage: bevy_zig_demo [options]        (cargo run -- [options])

  --headless          play without a window, as fast as possible, by autopilot
  --autopilot         let the autopilot play in the window, too
  --frames N          end after N frames of 1/60 s (headless: 3600 if not given)
  --seed S            seed of the random numbers (0; with a player, a new one each time)
  --report FILE       write figures about the run as JSON; - is the standard output
  --screenshot FILE   save a picture of the window as PNG, and exit
  --after N           take the picture after N frames of 1/60 s (300 if not given)
  --version           print the version and the linked scripts
  --help              print this

keys: arrows or A/W/D steer and thrust, space fires, P pauses, R restarts, Esc ends; the settings change them
";

/// What the command line asks for.
#[derive(Debug, PartialEq)]
pub enum Request {
    /// To play.
    Play(Options),
    /// For the help.
    Help,
    /// For the version.
    Version,
}

/// How to play.
#[derive(Debug, Default, PartialEq)]
pub struct Options {
    /// Without a window.
    pub headless: bool,
    /// The autopilot flies.
    pub autopilot: bool,
    /// Frames until the end.
    pub frames: Option<u64>,
    /// Seed of the scripts' random numbers.
    pub seed: Option<u64>,
    /// Where the report goes; `-` is the standard output.
    pub report: Option<PathBuf>,
    /// A picture of the window.
    pub screenshot: Option<Screenshot>,
}

/// A picture to be taken.
#[derive(Debug, PartialEq)]
pub struct Screenshot {
    /// Where it goes.
    pub file: PathBuf,
    /// After how many frames.
    pub after: u64,
}

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// One line that says what is wrong with them.
pub fn parse<I>(arguments: I) -> Result<Request, String>
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    read(arguments).map_err(|problem| format!("{problem}; try --help"))
}

fn read<I>(arguments: I) -> Result<Request, lexopt::Error>
where
    I: IntoIterator,
    I::Item: Into<OsString>,
{
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut options = Options::default();
    let mut picture: Option<PathBuf> = None;
    let mut after = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => return Ok(Request::Help),
            Long("version") | Short('V') => return Ok(Request::Version),
            Long("headless") => options.headless = true,
            Long("autopilot") => options.autopilot = true,
            Long("frames") => options.frames = Some(frames(&mut parser, "--frames")?),
            Long("seed") => options.seed = Some(number(&mut parser, "--seed")?),
            Long("report") => options.report = Some(parser.value()?.into()),
            Long("screenshot") => picture = Some(parser.value()?.into()),
            Long("after") => after = Some(frames(&mut parser, "--after")?),
            other => return Err(other.unexpected()),
        }
    }
    options.screenshot = match (picture, after) {
        (None, None) => None,
        (None, Some(_)) => return Err("--after needs --screenshot".into()),
        (Some(_), _) if options.headless => return Err("--screenshot needs a window, so it excludes --headless".into()),
        (Some(_), _) if options.frames.is_some() => {
            return Err("--screenshot ends the run by itself; use --after N instead of --frames N".into());
        }
        (Some(file), _) if file.extension().is_none_or(|extension| extension != "png") => {
            return Err(format!("--screenshot writes PNG; '{}' should end in .png", file.display()).into());
        }
        (Some(file), after) => Some(Screenshot { file, after: after.unwrap_or(300) }),
    };
    Ok(Request::Play(options))
}

fn frames(parser: &mut lexopt::Parser, option: &str) -> Result<u64, lexopt::Error> {
    match number(parser, option)? {
        0 => Err(format!("{option} must be at least 1").into()),
        frames => Ok(frames),
    }
}

fn number(parser: &mut lexopt::Parser, option: &str) -> Result<u64, lexopt::Error> {
    let text = parser.value()?.string()?;
    u64::from_str(&text).map_err(|_| format!("{option} takes a whole number, not '{text}'").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(arguments: &[&str]) -> String {
        parse(arguments).unwrap_err()
    }

    #[test]
    fn options_are_read() {
        let arguments = ["--headless", "--frames=60", "--seed", "7", "--report", "-"];
        let expected =
            Options { headless: true, frames: Some(60), seed: Some(7), report: Some("-".into()), ..Options::default() };
        assert_eq!(parse(arguments), Ok(Request::Play(expected)));
    }

    #[test]
    fn a_picture_has_a_default_time() {
        let screenshot = Some(Screenshot { file: "shot.png".into(), after: 300 });
        let expected = Options { screenshot, ..Options::default() };
        assert_eq!(parse(["--screenshot", "shot.png"]), Ok(Request::Play(expected)));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(problem(&["--fast"]).contains("--fast"));
        assert!(problem(&["--frames", "many"]).contains("not 'many'"));
        assert!(problem(&["--frames", "0"]).contains("at least 1"));
        assert!(problem(&["--seed"]).contains("--seed"));
        assert!(problem(&["--after", "3"]).contains("--screenshot"));
        assert!(problem(&["--screenshot", "shot.gif"]).contains(".png"));
        assert!(problem(&["--screenshot", "shot.png", "--headless"]).contains("window"));
        assert!(problem(&["--screenshot", "shot.png", "--frames", "3"]).contains("--after"));
    }
}
