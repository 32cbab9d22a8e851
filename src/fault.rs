//! stub
#[derive(bevy::prelude::Message, Clone, Debug)]
/// s
pub struct ScriptFault { /// s
 pub script: String }
impl std::fmt::Display for ScriptFault { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("stub") } }
