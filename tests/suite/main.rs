//! The integration suite: what a game relies on, seen from outside the crate.

mod abi_calls;
#[cfg(target_os = "linux")]
mod abuse;
mod api;
mod attaching;
mod beginnings;
mod c_scripts;
mod chunks;
mod clones;
mod components;
mod contract;
#[cfg(unix)]
mod crashes;
mod data;
mod debugger;
mod devices;
mod docs;
mod errors;
mod faults;
mod fields;
mod fixed;
mod functions;
mod games;
mod glam;
mod harness;
mod hierarchy;
mod hooks;
mod input;
#[cfg(feature = "inspection")]
mod inspection;
mod lifecycle;
mod limits;
mod links;
mod many_scripts;
mod memory;
mod mirrored;
#[cfg(feature = "mirror")]
mod mirrors;
mod mistakes;
mod moves;
mod numbers;
mod observers;
mod order;
mod packages;
mod physics;
mod properties;
mod queries;
mod raw;
mod reach;
mod relays;
#[cfg(feature = "hot-reload")]
mod reload;
#[cfg(feature = "remote")]
mod remote;
mod saves;
mod scenes;
mod script_tests;
mod sdk;
mod seed;
mod sequences;
mod signals;
#[cfg(target_os = "linux")]
mod signals_of_others;
mod spatial;
mod spawning;
mod states;
#[cfg(unix)]
mod threads;
mod tidy;
mod tools;
#[cfg(feature = "trace")]
mod trace;
mod vars;
