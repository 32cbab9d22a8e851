//! Running a program that has to answer at once.

use std::io::Read;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

/// How long a program may take to say its version. The first start of a large program from a slow disk takes some
/// seconds.
const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 5 } else { 30 });

/// What the program prints; what is wrong with it, as in "cannot be run (…)", if it does not start or does not end. A
/// program that hangs is killed, so that the build goes on.
pub(crate) fn ask(command: &mut Command) -> Result<Output, String> {
    let cannot = |error| format!("cannot be run ({error})");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(cannot)?;
    let (sender, answers) = channel();
    for (index, stream) in
        [child.stdout.take().map(boxed), child.stderr.take().map(boxed)].into_iter().flatten().enumerate()
    {
        let sender = sender.clone();
        // Left alone if the program hangs: what it has started may keep the stream open after its end.
        std::thread::spawn(move || sender.send((index, read(stream))));
    }
    let mut said = [Vec::new(), Vec::new()];
    let begun = std::time::Instant::now();
    for _ in 0..said.len() {
        match answers.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
            Ok((index, text)) => said[index] = text,
            Err(_) => {
                // Errors say that it has ended in the meantime.
                child.kill().ok();
                child.wait().ok();
                return Err(format!("does not answer within {} seconds", PATIENCE.as_secs()));
            }
        }
    }
    let [stdout, stderr] = said;
    // It has closed its output, so it is at its end.
    let status = child.wait().map_err(cannot)?;
    Ok(Output { status, stdout, stderr })
}

fn boxed(stream: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    Box::new(stream)
}

/// What cannot be read is missing in the answer.
fn read(mut stream: Box<dyn Read + Send>) -> Vec<u8> {
    let mut text = Vec::new();
    stream.read_to_end(&mut text).ok();
    text
}
