//! Scripts as they lie in their folders, what they are made of, and the root file of a script's compilation. Imports
//! `base`.

pub(crate) mod callbacks;
pub(crate) mod modules;
pub(crate) mod outline;
pub(crate) mod root;
pub(crate) mod sources;
