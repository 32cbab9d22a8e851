//! The cost of each script, frame by frame. Without the feature `inspection`, `no_figures.rs` stands in its place.

use std::time::{Duration, Instant};

use crate::script::ScriptId;
use super::ScriptRuntime;

/// The number of frames in a script's history.
pub const HISTORY_FRAMES: usize = 120;

/// The cost of a script in one frame, with all its instances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrameFigures {
    /// Time in its callbacks, including the host functions that they called but not applying its requests.
    pub time: Duration,
    /// The number of its requests that changed the world.
    pub requests: u64,
}

/// The cost of a script in the last [`HISTORY_FRAMES`] frames.
#[derive(Clone, Debug, Default)]
pub struct ScriptFigures {
    /// The frame that runs.
    open: FrameFigures,
    /// Filled up to its end, and from its begin on again.
    frames: Vec<FrameFigures>,
    /// Where the oldest frame is.
    oldest: usize,
}

impl ScriptFigures {
    /// The last complete frame; zero before there is one.
    pub fn last(&self) -> FrameFigures {
        self.history().next_back().unwrap_or_default()
    }

    /// The frames, oldest first.
    pub fn history(&self) -> impl DoubleEndedIterator<Item = FrameFigures> {
        let (newer, older) = self.frames.split_at(self.oldest);
        older.iter().chain(newer).copied()
    }

    /// The 95th percentile of the frames' times; zero before there is a frame.
    pub fn time_p95(&self) -> Duration {
        let mut times: Vec<Duration> = self.frames.iter().map(|frame| frame.time).collect();
        let Some(rank) = (times.len() * 95).div_ceil(100).checked_sub(1) else { return Duration::ZERO };
        *times.select_nth_unstable(rank).1
    }

    fn close(&mut self) {
        let frame = std::mem::take(&mut self.open);
        if self.frames.len() < HISTORY_FRAMES {
            self.frames.push(frame);
        } else {
            self.frames[self.oldest] = frame;
            self.oldest = (self.oldest + 1) % HISTORY_FRAMES;
        }
    }
}

/// When a script was entered.
pub(crate) struct Begun(Instant);

impl Begun {
    pub(crate) fn now() -> Self {
        Self(Instant::now())
    }
}

/// The figures of all scripts, by their places in the registry.
#[derive(Default)]
pub(crate) struct Figures(Vec<ScriptFigures>);

impl Figures {
    /// From now on there are this many scripts. Those of others are not counted.
    pub(crate) fn expect(&mut self, scripts: usize) {
        self.0.resize_with(scripts, ScriptFigures::default);
    }

    pub(crate) fn ran(&mut self, script: ScriptId, begun: Begun) {
        self.took(script, begun.0.elapsed());
    }

    fn took(&mut self, script: ScriptId, time: Duration) {
        if let Some(figures) = self.0.get_mut(script.0 as usize) {
            figures.open.time += time;
        }
    }

    pub(crate) fn applied(&mut self, script: ScriptId, requests: u64) {
        if let Some(figures) = self.0.get_mut(script.0 as usize) {
            figures.open.requests += requests;
        }
    }

    /// Ends a frame.
    pub(crate) fn close(&mut self) {
        self.0.iter_mut().for_each(ScriptFigures::close);
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &ScriptFigures> {
        self.0.iter()
    }
}

impl ScriptRuntime {
    /// The figures of a script; `None` if there is no such script, or it was added in this frame.
    pub fn figures(&self, script: &str) -> Option<&ScriptFigures> {
        self.figures.0.get(self.registry.id(script)?.0 as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_is_in_order_and_ends_somewhere() {
        let mut figures = Figures::default();
        figures.expect(1);
        for frame in 1..=HISTORY_FRAMES as u64 + 5 {
            figures.took(ScriptId(0), Duration::from_micros(frame));
            figures.took(ScriptId(9), Duration::MAX);
            figures.applied(ScriptId(0), frame);
            figures.close();
        }
        let script = &figures.0[0];
        let requests: Vec<u64> = script.history().map(|frame| frame.requests).collect();
        assert_eq!(requests, (6..=HISTORY_FRAMES as u64 + 5).collect::<Vec<_>>());
        assert_eq!(script.last().requests, HISTORY_FRAMES as u64 + 5);
        // Of 120 frames of 6 to 125 µs, 114 are not above this.
        assert_eq!(script.time_p95(), Duration::from_micros(119));
    }

    #[test]
    fn before_the_first_frame_there_is_nothing() {
        assert_eq!((ScriptFigures::default().last(), ScriptFigures::default().time_p95()), Default::default());
    }
}
