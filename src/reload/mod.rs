//! Exchanging scripts while the game runs.

mod migrate;
