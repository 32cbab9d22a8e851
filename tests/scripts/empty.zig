//! A script with neither state nor callbacks.
