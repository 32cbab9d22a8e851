//! From the addresses of a stack to places in sources.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bevy::platform::collections::HashMap;

use super::location::{ScriptLocation, location, plain};

/// Of how many stacks the places are kept.
const KEPT_MAX: usize = 1_000;

#[derive(Default)]
pub(crate) struct Stacks {
    /// The folders of the SDKs that the scripts were compiled with.
    sdks: Vec<PathBuf>,
    /// Naming an address means reading debug info: done once for each.
    locations: HashMap<usize, Vec<ScriptLocation>>,
    shared: HashMap<Box<[usize]>, Arc<[ScriptLocation]>>,
}

impl Stacks {
    /// Of scripts that were compiled with the SDKs in these folders; an empty path is none.
    pub(super) fn new(sdks: impl Iterator<Item = &'static str>) -> Self {
        let sdks = sdks.filter(|sdk| !sdk.is_empty()).map(|sdk| plain(Path::new(sdk)));
        Self { sdks: sdks.collect(), ..Self::default() }
    }

    /// One more SDK that scripts were compiled with.
    pub(crate) fn add_sdk(&mut self, sdk: &'static str) {
        if !sdk.is_empty() {
            self.sdks.push(plain(Path::new(sdk)));
        }
    }

    /// Of the same scripts, with nothing known yet.
    #[cfg(feature = "hot-reload")]
    pub(super) fn fresh(&self) -> Self {
        Self { sdks: self.sdks.clone(), ..Self::default() }
    }

    /// The places of a stack, for all who have the same.
    pub(crate) fn shared(&mut self, addresses: &[usize]) -> Arc<[ScriptLocation]> {
        if let Some(places) = self.shared.get(addresses) {
            return places.clone();
        }
        if self.shared.len() >= KEPT_MAX {
            self.shared.clear();
        }
        let places: Arc<[_]> = self.places(addresses).into();
        self.shared.insert(addresses.into(), places.clone());
        places
    }

    /// The places of a stack, without the host's own.
    pub(super) fn places(&mut self, addresses: &[usize]) -> Vec<ScriptLocation> {
        let places = addresses.iter().flat_map(|address| self.locate(*address).to_vec());
        places.filter(|location| !location.is_host()).collect()
    }

    /// Code has been exchanged: an address may stand for another place now.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn forget(&mut self) {
        self.locations.clear();
        self.shared.clear();
    }

    /// The places that an address stands for, innermost first: several, where functions were inlined.
    fn locate(&mut self, address: usize) -> &[ScriptLocation] {
        let sdks = &self.sdks;
        self.locations.entry(address).or_insert_with(|| {
            #[cfg(all(feature = "hot-reload", unix))]
            if let Some(places) = super::places::places_in_library(address) {
                return places
                    .into_iter()
                    .map(|(function, file, line)| location(sdks, function, &file, line))
                    .collect();
            }
            let mut found = Vec::new();
            backtrace::resolve(address as *mut _, |symbol| {
                if let (Some(file), Some(line)) = (symbol.filename(), symbol.lineno()) {
                    found.push(location(sdks, symbol.name().map(|name| name.to_string()), file, line));
                }
            });
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_the_sdk_s_if_it_lies_in_its_folder_wherever_that_was() {
        let stacks = Stacks::new(["", "/elsewhere/crates/build/../../zig"].into_iter());
        let is_sdk = |file: &str| location(&stacks.sdks, None, Path::new(file), 1).is_sdk();
        assert!(is_sdk("/elsewhere/zig/bevy.zig") && is_sdk("/elsewhere/game/../zig/api/vars.zig"));
        assert!(
            !is_sdk("/elsewhere/zig_game/vars.zig") && !is_sdk("/game/zig/api/vars.zig") && !is_sdk("scripts/vars.zig")
        );
    }
}
