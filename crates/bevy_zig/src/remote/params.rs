//! What requests carry.

use bevy::math::{Quat, Vec2, Vec3};
use bevy::prelude::Entity;
use bevy_remote::{BrpError, BrpResult, error_codes};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::codes::error;
use crate::attached::Phase;
use crate::inspection::InstanceName;
use crate::script::ScriptInfo;
use crate::shape::{Kind, Leaf, LeafError, Value};
use crate::world::leaf_of;

/// Which script of whom, and nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    entity: Option<Entity>,
    script: String,
    instance: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Instances {
    pub(super) script: Option<String>,
    pub(super) entity: Option<Entity>,
    #[serde(default)]
    pub(super) offset: usize,
    pub(super) limit: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dismiss {
    pub(super) id: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Owner {
    pub(super) entity: Option<Entity>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetField {
    entity: Option<Entity>,
    script: String,
    instance: Option<u64>,
    pub(super) path: String,
    pub(super) value: Json,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attach {
    pub(super) entity: Option<Entity>,
    pub(super) script: String,
    #[serde(default)]
    pub(super) priority: i32,
    #[serde(default)]
    pub(super) phase: Phase,
    pub(super) enabled: Option<bool>,
    #[serde(default)]
    pub(super) properties: Map<String, Json>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    entity: Option<Entity>,
    script: String,
    instance: Option<u64>,
    pub(super) priority: Option<i32>,
    pub(super) phase: Option<Phase>,
    pub(super) enabled: Option<bool>,
}

#[cfg(feature = "inspector")]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Panel {
    pub(super) open: Option<bool>,
}

/// Of a script, or of all.
#[cfg(feature = "hot-reload")]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OneOrAll {
    pub(super) script: Option<String>,
}

#[cfg(feature = "hot-reload")]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    pub(super) script: Option<String>,
    pub(super) auto_reload: Option<bool>,
    pub(super) keep_last_good: Option<bool>,
}

macro_rules! named {
    ($($params:ident)*) => {$(
        impl $params {
            pub(super) fn name(&self) -> InstanceName {
                InstanceName { entity: self.entity, script: self.script.clone(), instance: self.instance }
            }
        }
    )*};
}

named!(Named SetField Change);

/// Reads a request's parameters; no parameters mean an empty object.
pub(super) fn read<T: DeserializeOwned>(params: Option<Json>) -> BrpResult<T> {
    let params = params.unwrap_or_else(|| Json::Object(Map::new()));
    serde_json::from_value(params)
        .map_err(|problem| error(error_codes::INVALID_PARAMS, format!("invalid parameters: {problem}")))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetVar {
    pub(super) entity: Option<Entity>,
    pub(super) key: String,
    pub(super) value: Json,
}

/// The value for a var, as JSON has it: of the type that the var has, since scripts ask for it with that.
pub(super) fn var(json: &Json, old: Option<&Value>) -> Option<Value> {
    Some(match (old, json) {
        (Some(Value::Text(_)), json) => of_kind(&Kind::Bytes, json)?,
        (Some(Value::Int(_)), json) => json.as_i64()?.into(),
        (Some(old), json) => of_kind(&leaf_of(old.var_kind()?)?.0, json)?,
        (None, Json::Bool(value)) => Value::Bool(*value),
        (None, Json::Number(number)) => number.as_i64().map(Value::from).or(number.as_f64().map(Value::from))?,
        (None, Json::String(text)) => text.as_str().into(),
        (None, Json::Array(numbers)) => match numbers.len() {
            2 => of_kind(&Kind::Vec2, json)?,
            3 => of_kind(&Kind::Vec3, json)?,
            _ => of_kind(&Kind::Quat, json)?,
        },
        _ => return None,
    })
}

/// The value for a field, as JSON has it: see [`json_of`](super::answer::json_of).
pub(super) fn value(script: &ScriptInfo, path: &str, json: &Json) -> Result<Value, BrpError> {
    let field = script.field(path)?;
    of_leaf(field, json).ok_or_else(|| {
        let (script, path) = (script.name().to_owned(), path.to_owned());
        LeafError::WrongType { script, path, expected: field.expectation(), found: json.to_string() }.into()
    })
}

fn of_leaf(leaf: &Leaf, json: &Json) -> Option<Value> {
    match (&leaf.kind, json) {
        (Kind::Optional(_), Json::Null) => Some(Value::None),
        (Kind::Optional(payload), json) => match payload.as_slice() {
            [one] => of_leaf(one, json),
            _ => json.as_bool().map(Value::Bool),
        },
        (Kind::Enum(_), Json::Number(_)) if leaf.open => of_kind(&Kind::Unsigned, json),
        (kind, json) => of_kind(kind, json),
    }
}

fn of_kind(kind: &Kind, json: &Json) -> Option<Value> {
    Some(match (kind, json) {
        (Kind::Bool, Json::Bool(value)) => Value::Bool(*value),
        (Kind::Signed | Kind::Unsigned, Json::Number(number)) => {
            Value::Int(number.as_i64().map(i128::from).or(number.as_u64().map(i128::from))?)
        }
        (Kind::Float, Json::Number(number)) => Value::Float(number.as_f64()?),
        (Kind::Vec2, json) => Value::Vec2(Vec2::from_array(floats(json)?)),
        (Kind::Vec3, json) => Value::Vec3(Vec3::from_array(floats(json)?)),
        (Kind::Quat, json) => Value::Quat(Quat::from_array(floats(json)?)),
        (Kind::Entity, Json::Null) => Value::Entity(None),
        (Kind::Entity, json) => Value::Entity(Some(Entity::try_from_bits(json.as_u64()?)?)),
        (Kind::Enum(_) | Kind::Union(..) | Kind::Bytes, Json::String(text)) => text.as_str().into(),
        _ => return None,
    })
}

fn floats<const N: usize>(json: &Json) -> Option<[f32; N]> {
    let numbers: Option<Vec<f32>> = json.as_array()?.iter().map(|number| Some(number.as_f64()? as f32)).collect();
    numbers?.try_into().ok()
}
