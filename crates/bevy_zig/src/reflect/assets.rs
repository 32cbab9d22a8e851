//! Assets that scripts make and load.

use std::any::TypeId;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use bevy::app::App;
use bevy::asset::{Asset, Assets, ReflectAsset, UntypedHandle};
use bevy::platform::collections::HashMap;
use bevy::prelude::{Resource, World};
use bevy::reflect::{FromReflect, GetTypeRegistration, PartialReflect, Reflect, TypePath};

use super::bound::Shape;
use super::failure::{Failure, Fallible};
use super::handle::{HandleType, HandleValue};
use super::kept::Waiting;
use super::owned::Owned;
use super::plan::{Plan, Role};
use crate::abi::*;

/// Makes an asset of a reflected value; `None` if the value is not of the type that it is for.
type Make = dyn Fn(&mut World, &dyn PartialReflect) -> Option<UntypedHandle> + Send + Sync;

/// What makes assets of other values: by the type of the asset, and that of the value.
#[derive(Resource, Default)]
pub(crate) struct AssetMakers(HashMap<(TypeId, TypeId), Arc<Make>>);

/// Letting scripts make assets of values that are none.
pub trait AssetMakerApp {
    /// Lets scripts make assets of type `A` of values of type `S`, which are reflected: `ctx.makeAsset(A, value)`. With
    /// the feature `mesh`, the library does so for Bevy's shapes and meshes.
    ///
    /// ```
    /// use bevy::prelude::*;
    /// use bevy_zig::AssetMakerApp;
    ///
    /// #[derive(Asset, TypePath)]
    /// struct Tune(Vec<u8>);
    ///
    /// #[derive(Reflect)]
    /// struct Melody {
    ///     notes: Vec<u8>,
    ///     repeats: u32,
    /// }
    ///
    /// fn game(app: &mut App) {
    ///     app.init_asset::<Tune>()
    ///         .register_zig_asset_maker(|melody: Melody| Tune(melody.notes.repeat(melody.repeats as usize)));
    /// }
    /// ```
    ///
    /// In Zig, with mirrors of both:
    ///
    /// ```zig
    /// const tune = try ctx.makeAsset(game.Tune, game.Melody{ .notes = &.{ 1, 5, 8 }, .repeats = 2 });
    /// ```
    ///
    /// A value that the function panics on makes nothing, which the log tells.
    fn register_zig_asset_maker<S, A>(&mut self, make: impl Fn(S) -> A + Send + Sync + 'static) -> &mut Self
    where
        S: Reflect + FromReflect + TypePath + GetTypeRegistration,
        A: Asset;
}

impl AssetMakerApp for App {
    fn register_zig_asset_maker<S, A>(&mut self, make: impl Fn(S) -> A + Send + Sync + 'static) -> &mut Self
    where
        S: Reflect + FromReflect + TypePath + GetTypeRegistration,
        A: Asset,
    {
        let make: Arc<Make> = Arc::new(move |world: &mut World, value: &dyn PartialReflect| {
            let made = make(S::from_reflect(value)?);
            Some(world.get_resource_mut::<Assets<A>>()?.add(made).untyped())
        });
        self.register_type::<S>();
        let mut makers = self.world_mut().get_resource_or_init::<AssetMakers>();
        makers.0.insert((TypeId::of::<A>(), TypeId::of::<S>()), make);
        self
    }
}

/// An asset that an instance is to keep.
pub(crate) struct AssetRequest {
    /// Of the handle.
    handle: Arc<Plan>,
    number: u64,
    keeper: Waiting,
    what: What,
}

enum What {
    /// An asset is made of a value.
    Make { plan: Arc<Plan>, value: Owned, maker: Maker },
    /// That of a handle.
    Keep(Owned),
}

enum Maker {
    /// The value is the asset.
    Itself(ReflectAsset),
    Of(Arc<Make>),
}

/// What is asked for, before the asset has a number.
pub(crate) struct NewAsset {
    handle: Arc<Plan>,
    what: What,
}

impl NewAsset {
    /// One that is made of the value at an address of a script's.
    pub(crate) fn made(
        world: &World,
        handle: Arc<Plan>,
        plan: Arc<Plan>,
        (value, size): (*const u8, usize),
        limit: usize,
    ) -> Fallible<Self> {
        let handle_type = handle_of(&handle)?;
        handle_type.check_assets(world)?;
        let Role::Asset(_) = &plan.role else { return Err(Failure::invalid("it is not for making assets")) };
        let maker = if handle_type.asset_type_id() == plan.type_id {
            Maker::Itself(plan.asset(world)?.clone())
        } else {
            Maker::Of(find_maker(world, handle_type, &plan)?)
        };
        if plan.is_partial {
            return Err(Failure::invalid("an asset is made of a whole value"));
        }
        if let Some(why) = &plan.never_made {
            return Err(Failure::new(BEVY_ZIG_STATUS_READ_ONLY, why.clone()));
        }
        check_size(&plan, size)?;
        let value = Owned::copy(&plan, value, limit, world)?;
        Ok(Self { handle, what: What::Make { plan, value, maker } })
    }

    /// That of the handle at an address of a script's.
    pub(crate) fn kept(
        world: &World,
        handle: Arc<Plan>,
        (value, size): (*const u8, usize),
        limit: usize,
    ) -> Fallible<Self> {
        let handle_type = handle_of(&handle)?;
        check_size(&handle, size)?;
        let value = Owned::copy(&handle, value, limit, world)?;
        match handle_type.value(value.bytes()) {
            Some(HandleValue::None) | None => Err(Failure::invalid("it is a handle of nothing")),
            Some(HandleValue::Held(number)) if !handle.held.is_known(number) => {
                Err(Failure::new(BEVY_ZIG_STATUS_ABSENT, "the asset of this handle is gone"))
            }
            Some(_) => Ok(Self { handle, what: What::Keep(value) }),
        }
    }

    /// Bytes that the request takes besides itself.
    pub(crate) fn heap_len(&self) -> usize {
        let (What::Make { value, .. } | What::Keep(value)) = &self.what;
        value.heap_len()
    }

    /// The request for it, with its number and the instance that keeps it.
    pub(crate) fn request(self, number: u64, keeper: Waiting) -> AssetRequest {
        AssetRequest { handle: self.handle, number, keeper, what: self.what }
    }
}

impl AssetRequest {
    /// The path of the type in Rust that it is about.
    pub(crate) fn path(&self) -> &'static str {
        match &self.what {
            What::Make { plan, .. } => plan.path,
            What::Keep(_) => self.handle.path,
        }
    }

    /// Makes or loads it.
    pub(crate) fn apply(self, world: &mut World) -> Fallible<()> {
        let Self { handle: plan, number, keeper, what } = self;
        let handle_type = handle_of(&plan)?;
        match what {
            What::Make { plan: of, value, maker } => {
                handle_type.check_assets(world)?;
                let made = of.bound.make(0, &of.writer(value.bytes(), world))?;
                let add = || match &maker {
                    Maker::Itself(asset) => Some(asset.add(world, made.as_ref())),
                    Maker::Of(make) => make(world, made.as_ref()),
                };
                // The code of Bevy or of the game may take no such value, such as a polygon of two sides.
                let added = catch_unwind(AssertUnwindSafe(add));
                let added = added.map_err(|_| Failure::invalid("what makes the asset panicked"))?;
                let added = added.ok_or_else(|| Failure::wrong_type("no asset can be made of it in Rust"))?;
                plan.held.fulfil(keeper.instance, number, added);
            }
            What::Keep(value) => {
                let writer = plan.writer(value.bytes(), world);
                let (handle, path) = match writer.path(handle_type, 0) {
                    Some(path) => {
                        let loading = handle_type.load_awaited(writer.server.as_ref(), path)?;
                        (loading, Some(path.to_owned()))
                    }
                    None => {
                        let handle = writer.handle(handle_type, 0)?;
                        let path = handle.path().map(ToString::to_string);
                        (handle, path)
                    }
                };
                plan.held.fulfil(keeper.instance, number, handle);
                if let Some(path) = path {
                    plan.held.await_load(keeper, number, path);
                }
            }
        }
        Ok(())
    }
}

/// The handle that a plan is of.
fn handle_of(plan: &Plan) -> Fallible<&HandleType> {
    match (&plan.role, &plan.bound.shape) {
        (Role::Handle, Shape::Handle(handle)) => Ok(handle),
        _ => Err(Failure::invalid("it is not a handle")),
    }
}

fn check_size(plan: &Plan, size: usize) -> Fallible<()> {
    let expected = plan.bound.size;
    if size == expected {
        return Ok(());
    }
    Err(Failure::new(BEVY_ZIG_STATUS_SIZE_MISMATCH, format!("its value has {expected} bytes, not {size}")))
}

fn find_maker(world: &World, handle: &HandleType, plan: &Plan) -> Fallible<Arc<Make>> {
    let makers = world.get_resource::<AssetMakers>();
    let maker = makers.and_then(|makers| makers.0.get(&(handle.asset_type_id(), plan.type_id)));
    maker.cloned().ok_or_else(|| {
        let what = format!(
            "nothing makes an asset for a {} of it; write: app.register_zig_asset_maker(…), or turn on the feature that \
             has it (mesh, for shapes)",
            handle.name()
        );
        Failure::wrong_type(what)
    })
}
