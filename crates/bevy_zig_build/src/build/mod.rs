//! What a build script does, and what tools do like one: compiling all scripts, the generated table, tests of scripts,
//! and help for editors. Imports all other rooms but `library`.

pub(crate) mod check;
pub(crate) mod compile;
pub(crate) mod editor;
pub(crate) mod registry;
pub(crate) mod script_tests;
pub(crate) mod strays;
