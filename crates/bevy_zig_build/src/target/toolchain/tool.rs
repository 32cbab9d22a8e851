//! One tool: what it is called with, and what Zig is told instead.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

/// Beside the tools: the Zig to run, and Zig's name of the target.
pub(super) const SETTINGS: &str = "zig.txt";

/// One of the tools of a [`Toolchain`](crate::Toolchain).
///
/// What `zig cc` does not understand, or would understand differently, is left out or replaced:
///
/// | said by | argument | instead |
/// |---|---|---|
/// | the crate `cc` | `--target=…`, Rust's name of the target | nothing: the tool says Zig's |
/// | rustc, Linux | `-lgcc_s`, `-lgcc_eh` | `-lunwind`, which Zig makes and links statically |
/// | rustc, Windows | `-lmsvcrt`, `-lgcc`, `-l:libpthread.a`, `-nolibc`, `--unwindlib=none` | nothing: Zig brings its own C library, with threads and unwinding |
/// | nobody, macOS | | where the libraries and frameworks of the SDK in the variable `SDKROOT` are, if it is set |
/// | nobody | | `-fno-sanitize=undefined`: Zig checks C code that is not optimised, with a library that only its own builds link |
///
/// Arguments in a file (`@file`, which rustc uses for long command lines) are treated alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// The C compiler, which also links.
    Cc,
    /// The C++ compiler.
    Cxx,
    /// The archiver.
    Ar,
    /// Makes import libraries of Windows.
    Dlltool,
}

impl Tool {
    pub(super) const ALL: [Self; 4] = [Self::Cc, Self::Cxx, Self::Ar, Self::Dlltool];

    /// Zig's name of it.
    fn command(self) -> &'static str {
        match self {
            Self::Cc => "cc",
            Self::Cxx => "c++",
            Self::Ar => "ar",
            Self::Dlltool => "dlltool",
        }
    }

    /// The name of its file.
    pub fn file_name(self) -> String {
        format!("zig-{}{}", self.command(), env::consts::EXE_SUFFIX)
    }

    /// The tool that a program is, by its file's name.
    pub fn of_program(program: &Path) -> Option<Self> {
        let name = program.file_name()?.to_str()?;
        Self::ALL.into_iter().find(|tool| tool.file_name() == name)
    }

    /// Runs Zig as this tool. `program` is the tool's file, beside which it finds what to run.
    pub fn run(self, program: &Path, arguments: impl Iterator<Item = OsString>) -> ExitCode {
        match self.try_run(program, arguments) {
            Ok(code) => code,
            Err(problem) => {
                eprintln!("{}: {problem}", program.display());
                ExitCode::FAILURE
            }
        }
    }

    fn try_run(self, program: &Path, arguments: impl Iterator<Item = OsString>) -> Result<ExitCode, String> {
        let settings = program.with_file_name(SETTINGS);
        let text = fs::read_to_string(&settings)
            .map_err(|error| format!("cannot read {}: {error}; install the tools again", settings.display()))?;
        let (zig, target) =
            text.trim_end().split_once('\n').ok_or("its settings are broken; install the tools again")?;

        let mut command = Command::new(zig);
        command.arg(self.command());
        if matches!(self, Self::Cc | Self::Cxx) {
            command.args(["-target", target, "-fno-sanitize=undefined"]);
            if let Some(sdk) = env::var_os("SDKROOT").filter(|_| target.contains("-macos")) {
                command.args(in_sdk(Path::new(&sdk)));
            }
            for argument in arguments {
                command.args(translate_any(&argument).map_err(|error| format!("{}: {error}", argument.display()))?);
            }
        } else {
            command.args(arguments);
        }
        let status = command.status().map_err(|error| format!("cannot run {zig}: {error}"))?;
        // What a compiler returns fits into a byte; a signal is a failure like any other.
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
    }
}

/// Where Zig is to look for what belongs to Apple's systems.
pub(super) fn in_sdk(sdk: &Path) -> [OsString; 2] {
    [("-F", "System/Library/Frameworks"), ("-L", "usr/lib")].map(|(option, folder)| {
        let mut argument = OsString::from(option);
        argument.push(sdk.join(folder));
        argument
    })
}

fn translate_any(argument: &OsStr) -> io::Result<Option<OsString>> {
    // No argument that is not text is any that is translated.
    let Some(text) = argument.to_str() else { return Ok(Some(argument.to_owned())) };
    match text.strip_prefix('@') {
        Some(file) => translate_file(Path::new(file)).map(|path| Some(format!("@{}", path.display()).into())),
        None => Ok(translate(text).map(OsString::from)),
    }
}

/// Writes a file of arguments again beside the one that rustc wrote. There is one on a line.
fn translate_file(path: &Path) -> io::Result<PathBuf> {
    let text = fs::read_to_string(path)?;
    let lines: Vec<&str> = text.lines().filter_map(translate).collect();
    let mut name = path.as_os_str().to_owned();
    name.push(".zig");
    fs::write(&name, lines.join("\n"))?;
    Ok(name.into())
}

/// What Zig is told instead of one argument, if anything.
pub(super) fn translate(argument: &str) -> Option<&str> {
    match argument {
        "-lgcc_s" | "-lgcc_eh" => Some("-lunwind"),
        "-lmsvcrt" | "-lgcc" | "-l:libpthread.a" | "-nolibc" | "--unwindlib=none" => None,
        _ if argument.starts_with("--target=") => None,
        _ => Some(argument),
    }
}
