//! What requests carry.

use bevy::math::{Quat, Vec2, Vec3};
use bevy::prelude::Entity;
use bevy_remote::{BrpError, BrpResult, error_codes};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use super::codes::error;
use crate::attached::Phase;
use crate::component::ZigData;
use crate::inspection::InstanceName;
use crate::script::ScriptInfo;
use crate::shape::{Kind, Leaf, Value};

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
    pub(super) phase: Option<Phase>,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SetData {
    pub(super) entity: Option<Entity>,
    pub(super) data: String,
    pub(super) path: String,
    pub(super) value: Json,
}

/// The value for a field of data that scripts declare, as JSON has it.
pub(super) fn data_value(data: &ZigData, path: &str, json: &Json) -> Result<Value, BrpError> {
    match data.shape().leaf(path) {
        Some(leaf) => of_leaf(leaf, json).ok_or_else(|| data.wrong_type(leaf, &json.to_string()).into()),
        None => Err(data.unknown_field(path).into()),
    }
}

/// The value for a var, as JSON has it: of the type that the var has, since scripts ask for it with that.
pub(super) fn var(json: &Json, old: Option<&Value>) -> Option<Value> {
    match (old, json) {
        (Some(Value::Int(_)), json) => json.as_i64().map(Value::from),
        (Some(old), json) => like(old, json),
        (None, Json::Bool(value)) => Some(Value::Bool(*value)),
        (None, Json::Number(number)) => number.as_i64().map(Value::from).or(number.as_f64().map(Value::from)),
        (None, Json::String(text)) => Some(text.as_str().into()),
        (None, Json::Array(numbers)) => match numbers.len() {
            2 => like(&Vec2::ZERO.into(), json),
            3 => like(&Vec3::ZERO.into(), json),
            _ => like(&Quat::IDENTITY.into(), json),
        },
        _ => None,
    }
}

/// The value for a field, as JSON has it: see [`json_of`](super::answer::json_of).
pub(super) fn value(script: &ScriptInfo, path: &str, json: &Json) -> Result<Value, BrpError> {
    of_leaf(script.field(path)?, json).ok_or_else(|| script.wrong_type(path, &json.to_string()).into())
}

fn of_leaf(leaf: &Leaf, json: &Json) -> Option<Value> {
    match (&leaf.kind, json) {
        (Kind::Optional(_), Json::Null) => Some(Value::None),
        (Kind::Optional(payload), json) => match payload.as_slice() {
            [one] => of_leaf(one, json),
            _ => json.as_bool().map(Value::Bool),
        },
        (Kind::Enum(_), Json::Number(_)) if leaf.open => like(&Value::Int(0), json),
        (kind, json) => like(&kind.simplest(), json),
    }
}

/// The value of the same type as another one.
fn like(other: &Value, json: &Json) -> Option<Value> {
    Some(match (other, json) {
        (Value::Bool(_), Json::Bool(value)) => Value::Bool(*value),
        (Value::Int(_), Json::Number(number)) => {
            Value::Int(number.as_i64().map(i128::from).or(number.as_u64().map(i128::from))?)
        }
        (Value::Float(_), Json::Number(number)) => Value::Float(number.as_f64()?),
        (Value::Vec2(_), json) => Value::Vec2(Vec2::from_array(floats(json)?)),
        (Value::Vec3(_), json) => Value::Vec3(Vec3::from_array(floats(json)?)),
        (Value::Quat(_), json) => Value::Quat(Quat::from_array(floats(json)?)),
        (Value::Entity(_), Json::Null) => Value::Entity(None),
        (Value::Entity(_), json) => Value::Entity(Some(Entity::try_from_bits(json.as_u64()?)?)),
        (Value::Text(_), Json::String(text)) => text.as_str().into(),
        _ => return None,
    })
}

fn floats<const N: usize>(json: &Json) -> Option<[f32; N]> {
    let numbers: Option<Vec<f32>> = json
        .as_array()?
        .iter()
        .map(|number| Some(number.as_f64()? as f32).filter(|number| number.is_finite()))
        .collect();
    numbers?.try_into().ok()
}
