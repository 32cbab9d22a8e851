//! Values of a known layout.

#[cfg(test)]
mod readers;
