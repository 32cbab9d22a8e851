//! stub
use crate::registry::ScriptInfo;
/// s
#[derive(Clone, Debug, Default)]
pub struct StateChanges {}
impl std::fmt::Display for StateChanges { fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }
impl StateChanges { pub(super) fn serialized() -> Self { Self{} } pub(super) fn restarted() -> Self { Self{} } }
pub(crate) struct Migration(StateChanges);
impl Migration {
 pub(crate) fn between(_: &ScriptInfo, _: &ScriptInfo) -> Self { Self(StateChanges{}) }
 pub(crate) fn is_identity(&self) -> bool { true }
 pub(crate) fn carry(&self, a: &[u8], b: &mut [u8]) { b.copy_from_slice(a) }
 pub(crate) fn report(&self) -> &StateChanges { &self.0 }
}
