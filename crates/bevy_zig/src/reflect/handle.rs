//! Handles of assets: by path, or by the number of one that a script has read.

use std::any::TypeId;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use bevy::asset::uuid::Uuid;
use bevy::asset::{
    AssetId, AssetPath, AssetServer, ReflectAsset, ReflectHandle, StrongHandle, UntypedAssetId, UntypedHandle,
};
use bevy::ecs::reflect::AppTypeRegistry;
use bevy::platform::collections::HashMap;
use bevy::prelude::World;
use bevy::reflect::{PartialReflect, Reflect, TypeRegistry};

use super::bound::{read_tag, write_tag};
use super::failure::{Failure, Fallible};
use super::kept::Kept;
use super::tree::{Member, SLICE_SIZE, TypeKind, TypeNode};
use crate::abi::*;

/// How a handle lies in a script's memory, and what its asset is.
pub(crate) struct HandleType {
    reflect: ReflectHandle,
    /// `None` if the asset is not reflected: then nobody tells whether the game has such assets.
    assets: Option<TypeId>,
    /// The path of the handle's type, for messages.
    name: &'static str,
    tag_offset: usize,
    tag_size: usize,
    none: i64,
    path: (i64, usize),
    held: (i64, usize),
    uuid: Option<(i64, usize)>,
}

/// What a script says of a handle.
pub(crate) enum HandleValue {
    None,
    /// Where the text of its path is described.
    Path(usize),
    /// Its number.
    Held(u64),
    /// One that is the same in each run.
    Uuid(Uuid),
}

/// Handles that scripts know by number: of assets that [instances keep](super::kept), and of those without a path that
/// scripts have read, which are weak.
#[derive(Clone, Default)]
pub(crate) struct HeldHandles(Arc<Mutex<Held>>);

#[derive(Default)]
pub(super) struct Held {
    pub(super) last: u64,
    handles: HashMap<u64, (UntypedAssetId, HeldHandle)>,
    numbers: HashMap<UntypedAssetId, u64>,
    /// From how many numbers on those of assets that are gone are looked for.
    crowded_at: usize,
    pub(super) kept: Kept,
}

enum HeldHandle {
    Strong(Weak<StrongHandle>),
    Uuid(UntypedHandle),
}

/// The asset of each path that Bevy refuses: nobody has one, unlike that of its default handle, which it hands out.
const REFUSED: Uuid = Uuid::from_u128(0x6eab_3d1c_5f0e_4d7a_9c26_71d0_85b4_e2f3);

/// Far more than a game has without paths. Those of assets that are gone are forgotten first.
const HELD_MAX: usize = 1 << 16;
/// So few are not looked through.
const HELD_FEW: usize = 1 << 10;

impl HandleType {
    pub(crate) fn new(
        node: &TypeNode,
        reflect: ReflectHandle,
        name: &'static str,
        registry: &TypeRegistry,
    ) -> Fallible<Self> {
        let asset = registry.get(reflect.asset_type_id());
        // The path in Zig is the asset's; in Rust it is within that of the handle, if the asset is not reflected.
        let known = asset.map(|asset| asset.type_info().type_path());
        let is_it = match known {
            Some(known) => known == node.path,
            None => name.contains(&node.path),
        };
        if !node.path.is_empty() && !is_it {
            return Err(Failure::wrong_type(format!("it is {name} in Rust, and a handle of {} in Zig", node.path)));
        }
        let find = |name: &str| node.members.iter().find(|member| member.name == name);
        let member = |name: &str| {
            find(name)
                .ok_or_else(|| Failure::invalid(format!("a handle in Zig needs the member '{name}'; use bevy.Handle")))
        };
        let (none, path, held) = (member("none")?, member("path")?, member("held")?);
        let uuid = find("uuid");
        let fits = |member: &Member, size: usize| member.offset + size <= node.size;
        let uuid_fits = uuid.is_none_or(|uuid| fits(uuid, size_of::<u128>()));
        if !fits(path, SLICE_SIZE) || !fits(held, size_of::<u64>()) || !uuid_fits {
            return Err(Failure::invalid("a member of the handle lies outside of it"));
        }
        debug_assert_eq!(node.kind, TypeKind::Handle);
        Ok(Self {
            assets: asset.and_then(|asset| asset.data::<ReflectAsset>()).map(ReflectAsset::assets_resource_type_id),
            reflect,
            name,
            tag_offset: node.tag_offset,
            tag_size: node.tag_size,
            none: none.value,
            path: (path.value, path.offset),
            held: (held.value, held.offset),
            uuid: uuid.map(|uuid| (uuid.value, uuid.offset)),
        })
    }

    /// What these bytes say; `None` if they say nothing.
    pub(crate) fn value(&self, bytes: &[u8]) -> Option<HandleValue> {
        let tag = read_tag(bytes, self.tag_offset, self.tag_size);
        if tag == self.none {
            return Some(HandleValue::None);
        }
        if tag == self.path.0 {
            return Some(HandleValue::Path(self.path.1));
        }
        if let Some((_, offset)) = self.uuid.filter(|(uuid, _)| *uuid == tag) {
            let bytes = bytes.get(offset..)?.first_chunk()?;
            return Some(HandleValue::Uuid(Uuid::from_u128(u128::from_ne_bytes(*bytes))));
        }
        let number = bytes.get(self.held.1..self.held.1 + size_of::<u64>())?;
        (tag == self.held.0).then(|| HandleValue::Held(u64::from_ne_bytes(number.try_into().unwrap_or_default())))
    }

    /// Whether the game can load such an asset from a path.
    pub(crate) fn check_path(&self, world: &World, path: &str) -> Fallible<()> {
        if !world.contains_resource::<AssetServer>() {
            return Err(no_server());
        }
        self.check_assets(world)?;
        match AssetPath::try_parse(path) {
            Ok(_) => Ok(()),
            Err(problem) => Err(Failure::invalid(format!("'{path}' is no path of an asset: {problem}"))),
        }
    }

    /// Whether the game has such assets at all, as far as can be told.
    pub(crate) fn check_assets(&self, world: &World) -> Fallible<()> {
        if self.assets.is_none_or(|assets| has_resource(world, assets)) {
            return Ok(());
        }
        let what = format!("the game has no such assets ({}); write: app.init_asset::<…>()", self.name);
        Err(Failure::new(BEVY_ZIG_STATUS_ABSENT, what))
    }

    /// The type of the assets.
    pub(crate) fn asset_type_id(&self) -> TypeId {
        self.reflect.asset_type_id()
    }

    /// The path of the handle's type.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The handle for a path: the asset begins to load.
    pub(crate) fn load(&self, server: Option<&AssetServer>, path: &str) -> Fallible<UntypedHandle> {
        let server = server.ok_or_else(no_server)?;
        let path =
            AssetPath::try_parse(path).map_err(|_| Failure::invalid(format!("'{path}' is no path of an asset")))?;
        let asset = self.reflect.asset_type_id();
        // The server panics for assets that the game has not.
        let loaded = catch_unwind(AssertUnwindSafe(|| server.load_builder().load_erased(asset, path)));
        loaded.map_err(|_| Failure::new(BEVY_ZIG_STATUS_ABSENT, format!("the game has no such assets ({})", self.name)))
    }

    /// The handle for a path that somebody waits for: one whose asset has failed, if Bevy refuses the path.
    pub(crate) fn load_awaited(&self, server: Option<&AssetServer>, path: &str) -> Fallible<UntypedHandle> {
        let loading = self.load(server, path)?;
        Ok(if loading.id() == self.none().id() { self.constant(REFUSED) } else { loading })
    }

    /// Whether the asset of a handle with these bytes is there now.
    pub(crate) fn check_there(&self, world: &World, held: &HeldHandles, bytes: &[u8]) -> Fallible<()> {
        let known = match self.value(bytes) {
            Some(HandleValue::Held(number)) => held.get(number).map(|handle| handle.id()),
            Some(HandleValue::Uuid(uuid)) => Some(self.constant(uuid).id()),
            _ => None,
        };
        let registry = world.get_resource::<AppTypeRegistry>();
        let asset = registry
            .and_then(|registry| registry.read().get_type_data::<ReflectAsset>(self.reflect.asset_type_id()).cloned());
        match (known, asset) {
            (Some(id), Some(asset))
                if id.type_id() == self.reflect.asset_type_id() && asset.get(world, id).is_some() =>
            {
                Ok(())
            }
            _ => Err(Failure::new(
                BEVY_ZIG_STATUS_ABSENT,
                "it has to be an asset that is loaded: keep it with ctx.load first",
            )),
        }
    }

    /// The handle that points to nothing.
    pub(crate) fn none(&self) -> UntypedHandle {
        UntypedHandle::Uuid { type_id: self.reflect.asset_type_id(), uuid: AssetId::<()>::DEFAULT_UUID }
    }

    /// The handle that is the same in each run.
    pub(crate) fn constant(&self, uuid: Uuid) -> UntypedHandle {
        UntypedHandle::Uuid { type_id: self.reflect.asset_type_id(), uuid }
    }

    /// Writes one that is the same in each run; false if the script's type has no place for it.
    pub(crate) fn write_uuid(&self, out: &mut [u8], uuid: Uuid) -> bool {
        let Some((tag, offset)) = self.uuid else { return false };
        write_tag(out, self.tag_offset, self.tag_size, tag);
        out[offset..offset + size_of::<u128>()].copy_from_slice(&uuid.as_u128().to_ne_bytes());
        true
    }

    /// The handle of a number.
    pub(crate) fn held(&self, held: &HeldHandles, number: u64) -> Fallible<UntypedHandle> {
        let handle = held.get(number).ok_or_else(|| Failure::invalid("the asset of this handle is gone"))?;
        if handle.type_id() != self.reflect.asset_type_id() {
            return Err(Failure::wrong_type(format!("it is a handle of another type than {}", self.name)));
        }
        Ok(handle)
    }

    /// The handle as its type in Rust.
    pub(crate) fn typed(&self, handle: UntypedHandle) -> Box<dyn Reflect> {
        self.reflect.typed(handle)
    }

    /// The handle in a value; `None` if it is another type.
    pub(crate) fn untyped(&self, value: &dyn PartialReflect) -> Option<UntypedHandle> {
        self.reflect.downcast_handle_untyped(value.try_as_reflect()?.as_any())
    }

    /// Writes that there is no asset.
    pub(crate) fn write_none(&self, out: &mut [u8]) {
        write_tag(out, self.tag_offset, self.tag_size, self.none);
    }

    /// Writes that it is known by path, and gives where text is described.
    pub(crate) fn write_path<'o>(&self, out: &'o mut [u8]) -> &'o mut [u8] {
        write_tag(out, self.tag_offset, self.tag_size, self.path.0);
        &mut out[self.path.1..]
    }

    /// Writes a number.
    pub(crate) fn write_held(&self, out: &mut [u8], number: u64) {
        write_tag(out, self.tag_offset, self.tag_size, self.held.0);
        out[self.held.1..self.held.1 + size_of::<u64>()].copy_from_slice(&number.to_ne_bytes());
    }
}

/// Whether a handle stands for a path that Bevy refuses.
pub(super) fn is_refused(handle: &UntypedHandle) -> bool {
    matches!(handle, UntypedHandle::Uuid { uuid, .. } if *uuid == REFUSED)
}

fn no_server() -> Box<Failure> {
    Failure::new(
        BEVY_ZIG_STATUS_ABSENT,
        "there is no AssetServer to load from; write: app.add_plugins(AssetPlugin::default())",
    )
}

/// Whether the world has a resource of this type.
pub(super) fn has_resource(world: &World, resource: TypeId) -> bool {
    let id = world.components().get_valid_id(resource);
    id.is_some_and(|id| world.resource_entities().get(id).is_some())
}

impl HeldHandles {
    pub(super) fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of a handle; `None` if there are too many.
    pub(crate) fn number(&self, handle: &UntypedHandle) -> Option<u64> {
        let mut held = self.lock();
        let id = handle.id();
        if let Some(number) = held.numbers.get(&id)
            && held.handles.get(number).is_some_and(|(_, handle)| handle.get().is_some())
        {
            return Some(*number);
        }
        if held.handles.len() >= HELD_MAX {
            held.forget();
        }
        if held.handles.len() >= HELD_MAX {
            return None;
        }
        held.last += 1;
        let number = held.last;
        held.insert(number, handle);
        Some(number)
    }

    pub(super) fn get(&self, number: u64) -> Option<UntypedHandle> {
        self.lock().handles.get(&number)?.1.get()
    }
}

impl HeldHandle {
    fn get(&self) -> Option<UntypedHandle> {
        match self {
            Self::Strong(handle) => handle.upgrade().map(UntypedHandle::Strong),
            Self::Uuid(handle) => Some(handle.clone()),
        }
    }
}

impl Held {
    /// Gives a number to a handle, which may have others.
    pub(super) fn insert(&mut self, number: u64, handle: &UntypedHandle) {
        let weak = match handle {
            UntypedHandle::Strong(handle) => HeldHandle::Strong(Arc::downgrade(handle)),
            UntypedHandle::Uuid { .. } => HeldHandle::Uuid(handle.clone()),
        };
        let id = handle.id();
        let old = self.numbers.get(&id).copied();
        let lives = old.is_some_and(|old| self.handles.get(&old).is_some_and(|(_, handle)| handle.get().is_some()));
        // Where another is known already, this one ends with what keeps the asset.
        if !lives {
            self.numbers.insert(id, number);
            if let Some(old) = old {
                self.handles.remove(&old);
            }
        }
        self.handles.insert(number, (id, weak));
        // Numbers of assets that are gone take memory, that of the handle included. They are looked for when there are
        // twice as many as were left, so that looking costs little. Those of what instances keep are never refused.
        if self.handles.len() > self.crowded_at.max(HELD_FEW) {
            self.forget();
            self.crowded_at = 2 * self.handles.len();
        }
    }

    /// Nobody keeps an asset by this number any more. The one that reads give stays as long as the asset.
    pub(super) fn end(&mut self, number: u64) {
        if self.handles.get(&number).is_some_and(|(id, _)| self.numbers.get(id) != Some(&number)) {
            self.handles.remove(&number);
        }
    }

    /// Forgets those of assets that are gone.
    fn forget(&mut self) {
        let Self { handles, numbers, .. } = self;
        handles.retain(|number, (id, handle)| {
            let lives = handle.get().is_some();
            if !lives && numbers.get(id) == Some(number) {
                numbers.remove(id);
            }
            lives
        });
    }
}

#[cfg(test)]
mod tests {
    use bevy::asset::{Assets, Handle};
    use bevy::scene::ScenePatch;

    use super::*;

    #[test]
    fn numbers_of_handles_keep_no_assets_and_do_not_pile_up() {
        let assets = Assets::<ScenePatch>::default();
        let held = HeldHandles::default();
        let kept = assets.reserve_handle().untyped();
        let number = held.number(&kept).unwrap();
        for _ in 0..3 * HELD_MAX {
            let handle = assets.reserve_handle().untyped();
            let number = held.number(&handle).unwrap();
            assert_eq!(held.get(number).map(|held| held.id()), Some(handle.id()));
            drop(handle);
            assert!(held.get(number).is_none());
        }
        assert_eq!((held.number(&kept), held.get(number).unwrap().id()), (Some(number), kept.id()));
        assert!(held.0.lock().unwrap().handles.len() <= HELD_FEW + 1);
        assert!(held.number(&Handle::<ScenePatch>::default().untyped()).is_some());
    }
}
