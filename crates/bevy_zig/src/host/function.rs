//! Functions of the game, called by scripts.

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bevy::log::error;
use bevy::prelude::Entity;
use smallvec::SmallVec;

use super::{HostCall, answer_bytes, bytes, name, out, pushed, serve};
use crate::abi::*;
use crate::function::{Body, Refused, ScriptFunctions, feature_of};
use crate::request::HostRequest;

pub(super) unsafe extern "C" fn function_find(
    frame: *mut BevyZigFrame,
    function_name: BevyZigText,
    signature: BevyZigText,
    flags: u32,
    id: *mut u32,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, _: &mut BevyZigFrame| {
        let id = out(id)?;
        let word = match flags {
            0 => "function",
            BEVY_ZIG_FUNCTION_COMMAND => "command",
            _ => return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT),
        };
        let (function_name, signature) = (name(function_name)?, name(signature)?);
        let found = call.functions.find(call.world, word, &function_name, &signature);
        id.set(found.map_err(|refused| call.refuse_function(refused))?)
    };
    serve(frame, function)
}

pub(super) unsafe extern "C" fn function_call(
    frame: *mut BevyZigFrame,
    id: u32,
    arguments: *const c_void,
    arguments_size: usize,
    result: *mut c_void,
    result_size: usize,
) -> BevyZigStatus {
    let function = |call: &mut HostCall, frame: &mut BevyZigFrame| {
        let function = match call.functions.get(call.world, id) {
            Ok(function) => function,
            Err(refused) => return Err(call.refuse_function(refused)),
        };
        if (arguments_size, result_size) != (function.arguments_size, function.result_size) {
            return Err(BEVY_ZIG_STATUS_SIZE_MISMATCH);
        }
        let arguments: SmallVec<[u8; 48]> = bytes(arguments.cast(), arguments_size)?;
        match &function.body {
            Body::Call(body) => {
                let mut answer: SmallVec<[u8; 48]> = SmallVec::from_elem(0, result_size);
                // What the game's function does is its own: it has the world to read, and nothing of the call's.
                let called = catch_unwind(AssertUnwindSafe(|| body(call.world, &arguments, &mut answer)));
                match called {
                    Ok(true) => answer_bytes(result, &answer),
                    Ok(false) => Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT),
                    Err(_) => {
                        let (name, script) = (&function.name, call.script.name());
                        error!("the function '{name}' of the game panicked, called by script '{script}'");
                        Err(BEVY_ZIG_STATUS_HOST_FAULT)
                    }
                }
            }
            Body::Command { check, .. } => {
                if !check(&arguments) {
                    return Err(BEVY_ZIG_STATUS_INVALID_ARGUMENT);
                }
                let request = HostRequest::Command(function.clone(), arguments);
                // For nobody: the arguments say whom it is about.
                pushed(call.requests.push(frame, Entity::PLACEHOLDER, request))
            }
        }
    };
    serve(frame, function)
}

impl HostCall<'_> {
    fn refuse_function(&mut self, refused: Refused) -> BevyZigStatus {
        let script = self.script.name();
        match refused {
            Refused::Unknown { word, name } => {
                if let Some(feature) = feature_of(&name) {
                    self.reports.lacks_feature(script, &name, feature);
                } else {
                    let functions = self.world.get_resource::<ScriptFunctions>();
                    let known = || functions.map_or_else(|| "none".to_owned(), ScriptFunctions::known);
                    self.reports.unknown_name(script, &word, &name, known);
                }
                BEVY_ZIG_STATUS_UNKNOWN_FUNCTION
            }
            Refused::Differs { declared, registered } => {
                self.reports.function_differs(script, &declared, &registered);
                BEVY_ZIG_STATUS_WRONG_TYPE
            }
            Refused::Status(status) => status,
        }
    }
}
