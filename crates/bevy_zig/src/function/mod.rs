//! Functions of the game that scripts call by name: those that answer at once, and commands, which are requests.
//! Uses abi, base, shape.
//!
//! Arguments and results are [`ZigValue`](crate::ZigValue)s, which lie one behind the other as in a struct of C. Both
//! sides describe the values by a text that they make of the same leaves; the texts are compared when a script uses the
//! function for the first time, so that nothing is read as what it is not.

mod calls;
mod registry;
mod signature;
mod typed;

pub(crate) use calls::{FunctionCalls, Refused};
pub use registry::FunctionApp;
pub(crate) use registry::{Body, Function, ScriptFunctions, feature_of};
pub use typed::{ZigCommand, ZigFunction, ZigReturn};
