//! Error codes. JSON-RPC's and Bevy's own codes stay the same: -32602 for invalid parameters, -23401 for an unknown
//! entity.

use bevy_remote::{BrpError, error_codes};

use crate::component::ZigDataError;
use crate::inspection::SteerError;
use crate::shape::LeafError;

/// There is no script of this name.
pub const UNKNOWN_SCRIPT: i16 = -23801;
/// The script is not on the entity.
pub const NOT_ATTACHED: i16 = -23802;
/// The script is attached but has not started yet.
pub const NOT_RUNNING: i16 = -23803;
/// The script has no field with this path.
pub const UNKNOWN_FIELD: i16 = -23804;
/// The value has the wrong type for the field or the var.
pub const WRONG_TYPE: i16 = -23805;
/// The instance is not in quarantine.
pub const NOT_IN_QUARANTINE: i16 = -23806;
/// The scripts are linked in, so nothing can be reloaded.
pub const NO_HOT_RELOAD: i16 = -23807;
/// There is no earlier generation to revert to.
pub const NOTHING_TO_REVERT: i16 = -23808;
/// There is no problem with this number.
pub const UNKNOWN_PROBLEM: i16 = -23809;
/// The game has no panel.
pub const NO_PANEL: i16 = -23810;

/// The var breaks a rule or a limit.
pub const VAR_REFUSED: i16 = -23811;

/// There are as many scripts as there may be.
pub const ATTACH_REFUSED: i16 = -23814;

/// No script declares data of this name.
pub const UNKNOWN_DATA: i16 = -23812;
/// The entity does not have the component, or the game the resource.
pub const NO_DATA: i16 = -23813;

impl From<ZigDataError> for BrpError {
    fn from(problem: ZigDataError) -> Self {
        let code = match &problem {
            ZigDataError::Unknown { .. } => UNKNOWN_DATA,
            ZigDataError::NoEntity { .. } => error_codes::ENTITY_NOT_FOUND,
            ZigDataError::Absent { .. } | ZigDataError::Outdated { .. } => NO_DATA,
            ZigDataError::UnknownField { .. } => UNKNOWN_FIELD,
            ZigDataError::WrongType { .. } => WRONG_TYPE,
        };
        error(code, problem)
    }
}

pub(super) fn error(code: i16, message: impl ToString) -> BrpError {
    BrpError { code, message: message.to_string(), data: None }
}

impl From<SteerError> for BrpError {
    fn from(problem: SteerError) -> Self {
        let code = match &problem {
            SteerError::UnknownEntity { .. } => error_codes::ENTITY_NOT_FOUND,
            SteerError::UnknownScript { .. } => UNKNOWN_SCRIPT,
            SteerError::NotAttached { .. } => NOT_ATTACHED,
            SteerError::NotInQuarantine { .. } => NOT_IN_QUARANTINE,
            SteerError::VarRefused { .. } => VAR_REFUSED,
            SteerError::LimitReached { .. } => ATTACH_REFUSED,
            SteerError::Field(problem) => code_of(problem),
        };
        error(code, problem)
    }
}

fn code_of(problem: &LeafError) -> i16 {
    match problem {
        LeafError::NoInstance { .. } | LeafError::NotNow { .. } => NOT_RUNNING,
        LeafError::UnknownField { .. } => UNKNOWN_FIELD,
        LeafError::WrongType { .. } => WRONG_TYPE,
    }
}

impl From<LeafError> for BrpError {
    fn from(problem: LeafError) -> Self {
        error(code_of(&problem), problem)
    }
}
