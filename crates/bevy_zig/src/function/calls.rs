//! The functions that the scripts of this game have used, by their numbers in the program.

use std::sync::Arc;

use bevy::prelude::World;

use super::registry::{Function, ScriptFunctions};
use crate::abi::*;
use crate::base::ProgramIds;

/// Word, name and signature, as a script declares them.
type Declared = (String, String, String);

static DECLARED: ProgramIds<Declared> = ProgramIds::new();

/// Far more than scripts spell out. Kept as long as the program.
const FUNCTIONS_MAX: usize = 1 << 16;

/// The functions by the numbers that scripts have for them.
#[derive(Default)]
pub(crate) struct FunctionCalls(Vec<Option<Arc<Function>>>);

/// Why a declared function cannot be called.
pub(crate) enum Refused {
    /// Nothing is registered under that name.
    Unknown { word: String, name: String },
    /// It is another one.
    Differs { declared: String, registered: String },
    /// Too many were declared, or no script has been given the number.
    Status(BevyZigStatus),
}

impl FunctionCalls {
    /// The number of a function that this game has. `word` is "function" or "command".
    pub(crate) fn find(&mut self, world: &World, word: &str, name: &str, signature: &str) -> Result<u32, Refused> {
        let declared = (word.to_owned(), name.to_owned(), signature.to_owned());
        // Looked up before it gets a number: what does not exist should not be kept.
        let function = find(world, &declared)?;
        let id = DECLARED.of(&declared, FUNCTIONS_MAX).ok_or(Refused::Status(BEVY_ZIG_STATUS_LIMIT_REACHED))?;
        self.keep(id, function);
        Ok(id)
    }

    /// The function of a number, which may come from another game.
    #[inline]
    pub(crate) fn get(&mut self, world: &World, id: u32) -> Result<&Arc<Function>, Refused> {
        let place = id as usize;
        if !matches!(self.0.get(place), Some(Some(_))) {
            let declared = DECLARED.name(id).ok_or(Refused::Status(BEVY_ZIG_STATUS_INVALID_ARGUMENT))?;
            self.keep(id, find(world, &declared)?);
        }
        self.0[place].as_ref().ok_or(Refused::Status(BEVY_ZIG_STATUS_INVALID_ARGUMENT))
    }

    fn keep(&mut self, id: u32, function: Arc<Function>) {
        let place = id as usize;
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        self.0[place] = Some(function);
    }
}

fn find(world: &World, (word, name, signature): &Declared) -> Result<Arc<Function>, Refused> {
    let functions = world.get_resource::<ScriptFunctions>();
    let Some(function) = functions.and_then(|functions| functions.get(name)) else {
        return Err(Refused::Unknown { word: word.clone(), name: name.clone() });
    };
    if (function.body.word(), &function.signature) != (word, signature) {
        let registered = format!("the {} '{name}' {}", function.body.word(), function.signature);
        return Err(Refused::Differs { declared: format!("the {word} '{name}' {signature}"), registered });
    }
    Ok(function.clone())
}
