//! Nothing but its dependencies: a package that has this among its own compiles Bevy as all others that have it.
