//! What a script may do with a type of Rust's, and all that this game's scripts have bound.

use std::any::TypeId;
use std::sync::{Arc, OnceLock};

use bevy::asset::{AssetServer, ReflectAsset};
use bevy::ecs::component::ComponentId;
use bevy::ecs::reflect::{AppTypeRegistry, ReflectComponent, ReflectEvent, ReflectMessage, ReflectResource};
use bevy::ecs::relationship::RelationshipAccessor;
use bevy::platform::collections::HashSet;
use bevy::prelude::{Entity, World};
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{Reflect, ReflectFromReflect, TypeRegistration};
use bevy::state::reflect::{ReflectFreelyMutableState, ReflectState};

use super::apply::SmallRequest;
use super::bind::Binder;
use super::bound::{Bound, Make, Shape, Words};
use super::failure::{Failure, Fallible};
use super::handle::{HeldHandles, has_resource};
use super::messages::{MessageWindows, ReadMessages};
use super::needs::is_record;
use super::owned::{Owned, check_world};
use super::tree::{TypeKind, TypeNode, TypeTree};
use super::write::Writer;
use crate::abi::*;
use crate::base::{ProgramIds, did_you_mean};
use crate::states::{ZigStates, intern};

/// A type that a script has bound, as this game has it.
pub(crate) struct Plan {
    pub(crate) role: Role,
    pub(crate) path: &'static str,
    pub(crate) type_id: TypeId,
    pub(crate) bound: Arc<Bound>,
    /// Whether it has only what is to be set.
    pub(crate) is_partial: bool,
    /// `Some`: why no value of it can be made.
    pub(crate) never_made: Option<String>,
    /// Whether its numbers have to be finite.
    pub(crate) takes_finite_only: bool,
    /// Whether what is not a number is refused in it.
    pub(crate) takes_no_nan: bool,
    /// Whether Bevy lays it out: then infinite numbers are refused in it, too.
    pub(crate) is_laid_out: bool,
    /// Whether it is Bevy's record of what it has done.
    pub(super) is_record: bool,
    /// Whether there are handles in it, for which the asset server may be asked.
    pub(crate) has_handles: bool,
    /// Whether the world has to have something for its fields.
    pub(crate) needs_world: bool,
    /// Whether its values are so small, and point to nothing, that copies of them take no memory of their own.
    pub(crate) is_small: bool,
    /// Whether fields of the component or resource can be set, once that is known.
    is_mutable: OnceLock<bool>,
    /// Whether it is the side of a relationship that Bevy keeps, once that is known.
    is_kept: OnceLock<bool>,
    pub(crate) held: HeldHandles,
}

/// What a value is to the game, and what it is reached with.
pub(crate) enum Role {
    Component(ReflectComponent),
    /// A resource is a component of an entity of its own.
    Resource(ReflectComponent),
    Message {
        write: Option<ReflectMessage>,
        read: Option<ReadMessages>,
    },
    Event(ReflectEvent),
    State {
        get: Option<ReflectState>,
        set: Option<ReflectFreelyMutableState>,
    },
    /// A state that Zig declares, and its initial variant.
    ZigState(String),
    /// An asset. `None`: it is none, but one may be made of it.
    Asset(Option<ReflectAsset>),
    /// What assets of its type are kept and loaded by.
    Handle,
}

/// Role and type, as a script describes them.
type Description = Arc<(u32, TypeTree)>;

static DESCRIPTIONS: ProgramIds<Description> = ProgramIds::new();

/// Far more than scripts describe. Kept as long as the program.
const DESCRIPTIONS_MAX: usize = 1 << 16;

/// Crates whose systems lay out what they find, and end the game for what has no end.
const LAID_OUT: [&str; 3] = ["bevy_ui::", "bevy_text::", "bevy_sprite::"];

/// Where an infinite number, or one that is none, would spread through the world. Scripts have their own ways to these,
/// which refuse such numbers, too; a game may have mirrors of them besides.
const FINITE_ONLY: [&str; 3] = [
    "bevy_transform::components::transform::Transform",
    "bevy_transform::components::global_transform::GlobalTransform",
    "bevy_zig::component::builtin::Velocity",
];

/// For how many unknown types others are proposed.
const SOUGHT_MAX: usize = 100;

/// What the scripts of this game have bound, by the numbers of the program.
#[derive(Default)]
pub(crate) struct Bindings {
    plans: Vec<Option<Arc<Plan>>>,
    messages: MessageWindows,
    held: HeldHandles,
    /// Paths of types that are not registered, for which others were proposed.
    sought: HashSet<String>,
}

impl Bindings {
    /// Binds a description, and gives it a number.
    pub(crate) fn bind(&mut self, world: &World, role: u32, tree: TypeTree) -> Fallible<BevyZigValueId> {
        // Looked up before it gets a number: what differs should not be kept.
        let plan = Plan::new(world, role, &tree, &self.held);
        let plan = plan.map_err(|failure| self.with_hint(world, &tree, failure))?;
        let id = DESCRIPTIONS.of(&Arc::new((role, tree)), DESCRIPTIONS_MAX);
        let id = id.ok_or_else(|| Failure::limit("too many descriptions were bound"))?;
        self.keep(id, plan);
        Ok(id)
    }

    /// Says which type may have been meant: once, since there are thousands to be compared with.
    fn with_hint(&mut self, world: &World, tree: &TypeTree, failure: Box<Failure>) -> Box<Failure> {
        let path = tree.root().map_or("", |root| &tree.node(root).path);
        let Some(registry) = world.get_resource::<AppTypeRegistry>() else { return failure };
        let registry = registry.read();
        let is_known = registry.get_with_type_path(path).is_some();
        if is_known || self.sought.len() >= SOUGHT_MAX || !self.sought.insert(path.to_owned()) {
            return failure;
        }
        let known = registry.iter().map(|registered| registered.type_info().type_path());
        failure.with_hint(&did_you_mean(path, known))
    }

    /// What was bound to a number in this game.
    #[inline]
    pub(crate) fn known(&self, id: BevyZigValueId) -> Option<&Arc<Plan>> {
        self.plans.get(id as usize)?.as_ref()
    }

    /// What was bound to a number, maybe by another game.
    #[inline]
    pub(crate) fn plan(&mut self, world: &World, id: BevyZigValueId) -> Fallible<Arc<Plan>> {
        if let Some(plan) = self.known(id) {
            return Ok(plan.clone());
        }
        let description = DESCRIPTIONS.name(id).ok_or_else(|| Failure::invalid("no value has this number"))?;
        let plan = Plan::new(world, description.0, &description.1, &self.held)?;
        Ok(self.keep(id, plan))
    }

    fn keep(&mut self, id: BevyZigValueId, plan: Plan) -> Arc<Plan> {
        let place = id as usize;
        if self.plans.len() <= place {
            self.plans.resize(place + 1, None);
        }
        self.plans[place].insert(Arc::new(plan)).clone()
    }

    /// The handles that scripts know by number.
    pub(crate) fn held(&self) -> &HeldHandles {
        &self.held
    }

    /// A phase begins, and shows the messages that came since it last did.
    pub(crate) fn begin_phase(&mut self, world: &World, phase: u32) {
        self.messages.begin_phase(world, phase);
    }

    /// The messages of a type that this phase shows.
    pub(crate) fn messages<'w>(
        &mut self,
        world: &'w World,
        phase: u32,
        id: BevyZigValueId,
        plan: &Plan,
    ) -> Fallible<impl Iterator<Item = &'w dyn Reflect> + use<'w>> {
        let Role::Message { read, .. } = &plan.role else {
            return Err(Failure::invalid("it is not a message"));
        };
        let read = read.as_ref().ok_or_else(|| {
            let what = format!("scripts cannot read it yet; write: app.register_zig_message::<{}>()", plan.path);
            Failure::new(BEVY_ZIG_STATUS_READ_ONLY, what)
        })?;
        Ok(self.messages.messages(world, phase, id, read))
    }
}

impl Plan {
    fn new(world: &World, role: u32, tree: &TypeTree, held: &HeldHandles) -> Fallible<Self> {
        let root = tree.root().map(|root| tree.node(root)).ok_or_else(|| Failure::invalid("it describes nothing"))?;
        if role == BEVY_ZIG_ROLE_ZIG_STATE {
            return Self::of_zig_state(root, held);
        }
        let registry = world.get_resource::<AppTypeRegistry>();
        let registry = registry.ok_or_else(|| unknown("this game has no AppTypeRegistry".into()))?.read();
        let is_handle = root.kind == TypeKind::Handle;
        let registered = if is_handle {
            // Bevy registers the handles of all assets, whether or not these are reflected.
            let handle = registry.get_with_type_path(&format!("bevy_asset::handle::Handle<{}>", root.path));
            handle.ok_or_else(|| unknown("the game has no such assets; write: app.init_asset::<…>()".into()))?
        } else {
            registry.get_with_type_path(&root.path).ok_or_else(|| {
                let answer = match feature_of(&root.path) {
                    Some(feature) => format!("turn on the feature `{feature}` of bevy_zig"),
                    None => "write: app.register_type::<…>(), or turn on the feature that has it".into(),
                };
                unknown(format!("no such type is registered; {answer}"))
            })?
        };
        let role = Role::new(role, is_handle, registered)?;
        let (bound, needs) = Binder::new(tree, &registry).bind(registered.type_info())?;
        let never_made = never_made(registered, &bound);
        let (path, type_id) = (registered.type_info().type_path(), registered.type_id());
        let is_small = !needs.memory && bound.size <= Owned::SMALL_LEN_MAX;
        Ok(Self {
            role,
            path,
            type_id,
            bound,
            is_partial: root.is_partial,
            never_made,
            takes_finite_only: FINITE_ONLY.contains(&path),
            takes_no_nan: is_bevys(path),
            is_laid_out: LAID_OUT.iter().any(|of| path.starts_with(of)),
            is_record: is_record(path),
            has_handles: needs.assets,
            needs_world: needs.world,
            is_small,
            is_mutable: OnceLock::new(),
            is_kept: OnceLock::new(),
            held: held.clone(),
        })
    }

    /// For a state that Zig declares, which is text to the world.
    fn of_zig_state(node: &TypeNode, held: &HeldHandles) -> Fallible<Self> {
        let initial = node.members.first().filter(|_| node.kind == TypeKind::Enum);
        let initial = initial.ok_or_else(|| Failure::invalid("a state is an enum with variants"))?.name.clone();
        let path =
            intern(&node.path).ok_or_else(|| Failure::limit("its name is empty or too long, or one too many"))?;
        let words = node.members.iter().map(|member| (member.name.as_str().into(), member.value)).collect();
        let shape = Shape::Word(Words { tag_size: node.tag_size, words });
        Ok(Self {
            role: Role::ZigState(initial),
            path,
            type_id: TypeId::of::<String>(),
            bound: Arc::new(Bound { size: node.size, shape }),
            is_partial: false,
            never_made: None,
            takes_finite_only: false,
            takes_no_nan: false,
            is_laid_out: false,
            is_record: false,
            needs_world: false,
            has_handles: false,
            is_small: node.size <= Owned::SMALL_LEN_MAX,
            is_mutable: OnceLock::new(),
            is_kept: OnceLock::new(),
            held: held.clone(),
        })
    }

    /// The variants of a state that Zig declares, the initial one first.
    pub(crate) fn variants_of_zig_state(&self) -> Option<Vec<String>> {
        match (&self.role, &self.bound.shape) {
            (Role::ZigState(_), Shape::Word(words)) => {
                Some(words.words.iter().map(|(word, _)| word.to_string()).collect())
            }
            _ => None,
        }
    }

    /// The value in the world: of the entity, or of none.
    pub(crate) fn find<'w, 'p>(
        &'p self,
        world: &'w World,
        entity: Option<Entity>,
    ) -> Result<Option<&'w dyn Reflect>, Box<Failure>>
    where
        'p: 'w,
    {
        match (&self.role, entity) {
            (Role::ZigState(initial), None) => {
                let current = world.get_resource::<ZigStates>().and_then(|states| states.current(self.path));
                Ok(Some(current.unwrap_or(initial)))
            }
            (Role::Component(component), Some(entity)) => {
                Ok(world.get_entity(entity).ok().and_then(|entity| component.reflect(entity)))
            }
            (Role::Resource(component), None) => {
                let entity = self.resource_entity(world).and_then(|entity| world.get_entity(entity).ok());
                Ok(entity.and_then(|entity| component.reflect(entity)))
            }
            (Role::State { get: Some(state), .. }, None) => Ok(state.reflect(world)),
            (Role::State { .. }, None) => Err(unknown(format!("write: app.register_type_state::<{}>()", self.path))),
            _ => Err(Failure::invalid("it is not read like this")),
        }
    }

    /// The component that it is to Bevy; `None`: no entity has had one yet.
    pub(crate) fn component_id(&self, world: &World) -> Option<ComponentId> {
        world.components().get_id(self.type_id)
    }

    /// Whether it is an event, which a signal tells of.
    pub(crate) fn is_event(&self) -> bool {
        matches!(self.role, Role::Event(_))
    }

    /// The event of a signal, if it is one of this type.
    pub(crate) fn check_event<'e>(&self, event: &'e dyn Reflect) -> Fallible<&'e dyn Reflect> {
        if event.as_any().type_id() == self.type_id {
            return Ok(event);
        }
        Err(Failure::wrong_type(format!("the signal tells of {}", event.reflect_type_path())))
    }

    /// The asset with this number in the world; `None` if it is not loaded, or gone.
    pub(crate) fn find_asset<'w>(&self, world: &'w World, number: u64) -> Fallible<Option<&'w dyn Reflect>> {
        let asset = self.asset(world)?;
        let Some(handle) = self.held.get(number) else { return Ok(None) };
        if handle.type_id() != self.type_id {
            return Err(Failure::wrong_type("it is the number of another type's asset"));
        }
        Ok(asset.get(world, handle.id()))
    }

    /// How the assets of this type, which the game must have, are reached.
    pub(super) fn asset(&self, world: &World) -> Fallible<&ReflectAsset> {
        let Role::Asset(Some(asset)) = &self.role else {
            return Err(unknown(format!(
                "the game has no such assets, or they are not reflected; write: \
                 app.init_asset::<{0}>().register_asset_reflect::<{0}>()",
                self.path
            )));
        };
        if !has_resource(world, asset.assets_resource_type_id()) {
            let what = format!("the game has no such assets; write: app.init_asset::<{}>()", self.path);
            return Err(Failure::new(BEVY_ZIG_STATUS_ABSENT, what));
        }
        Ok(asset)
    }

    /// Why the world has no use for a copied value now, if it has none.
    pub(super) fn check_world(&self, bytes: &[u8], world: &World) -> Fallible<()> {
        if self.needs_world {
            check_world(&self.bound, bytes, &|need, field, bytes| need.check(world, &self.held, field, bytes))
        } else {
            Ok(())
        }
    }

    /// Scripts cannot write the side of a relationship that Bevy keeps.
    #[inline]
    pub(super) fn check_kept(&self, world: &World) -> Fallible<()> {
        let known = self.is_kept.get().copied().or_else(|| {
            let components = world.components();
            let info = components.get_id(self.type_id).and_then(|id| components.get_info(id))?;
            let accessor = info.relationship_accessor();
            let is_kept = matches!(accessor, Some(RelationshipAccessor::RelationshipTarget { .. }));
            Some(*self.is_kept.get_or_init(|| is_kept))
        });
        if known == Some(true) {
            let what = "Bevy keeps it: it follows from the other side of the relationship, which scripts can write";
            return Err(Failure::new(BEVY_ZIG_STATUS_READ_ONLY, what));
        }
        Ok(())
    }

    /// What a copied value is written with.
    pub(super) fn writer<'v>(&'v self, bytes: &'v [u8], world: &World) -> Writer<'v> {
        Writer {
            bytes,
            server: if self.has_handles { world.get_resource::<AssetServer>().cloned() } else { None },
            held: &self.held,
        }
    }

    /// Whether all that is asked of it is a [`SmallRequest`].
    #[inline]
    pub(crate) fn is_for_small_requests(&self) -> bool {
        self.is_small
            && self.bound.size <= SmallRequest::LEN_MAX
            && !matches!(self.role, Role::Asset(_) | Role::Handle | Role::ZigState(_))
    }

    /// Whether entities have it, and not the world.
    pub(crate) fn is_of_entities(&self) -> bool {
        matches!(self.role, Role::Component(_))
    }

    /// Whether it is known by the numbers of handles.
    pub(crate) fn is_of_assets(&self) -> bool {
        matches!(self.role, Role::Asset(_) | Role::Handle)
    }

    /// The entity that has the resource.
    pub(super) fn resource_entity(&self, world: &World) -> Option<Entity> {
        let id = world.components().get_id(self.type_id)?;
        world.resource_entities().get(id)
    }

    /// Whether it is known what Bevy says of the component.
    pub(super) fn knows_component(&self) -> bool {
        self.is_kept.get().is_some()
    }

    /// Why scripts cannot set the component or resource, if they cannot.
    #[inline]
    pub(crate) fn check_mutable(&self, world: &World) -> Fallible<()> {
        let known = self.is_mutable.get().copied().or_else(|| {
            let components = world.components();
            let info = components.get_id(self.type_id).and_then(|id| components.get_info(id))?;
            Some(*self.is_mutable.get_or_init(|| info.mutable()))
        });
        match known {
            None | Some(true) => Ok(()),
            Some(false) => {
                let what = if matches!(self.role, Role::Resource(_)) { "resource" } else { "component" };
                let problem =
                    format!("the {what} is immutable, so its fields cannot be set; insert a whole value instead");
                Err(Failure::new(BEVY_ZIG_STATUS_READ_ONLY, problem))
            }
        }
    }
}

impl Role {
    fn new(role: u32, is_handle: bool, registered: &TypeRegistration) -> Fallible<Self> {
        let path = registered.type_info().type_path();
        let component = || registered.data::<ReflectComponent>().cloned();
        let is_resource = registered.contains::<ReflectResource>();
        let lacks = |what: &str, how: &str| unknown(format!("{path} is no {what} for reflection; {how}"));
        Ok(match role {
            BEVY_ZIG_ROLE_ASSET if is_handle => Self::Handle,
            BEVY_ZIG_ROLE_ASSET => Self::Asset(registered.data().cloned()),
            _ if is_handle => return Err(Failure::invalid("a handle has no such role")),
            BEVY_ZIG_ROLE_COMPONENT if is_resource => {
                return Err(unknown(format!(
                    "{path} is a resource, not a component; use ctx.resource and ctx.setResource"
                )));
            }
            BEVY_ZIG_ROLE_COMPONENT => {
                Self::Component(component().ok_or_else(|| lacks("component", "write: #[reflect(Component)]"))?)
            }
            BEVY_ZIG_ROLE_RESOURCE => {
                let component = component().filter(|_| is_resource);
                Self::Resource(component.ok_or_else(|| lacks("resource", "write: #[reflect(Resource)]"))?)
            }
            BEVY_ZIG_ROLE_MESSAGE => {
                let (write, read) = (registered.data().cloned(), registered.data().cloned());
                if write.is_none() && read.is_none() {
                    return Err(lacks("message", "write: app.register_zig_message::<…>()"));
                }
                Self::Message { write, read }
            }
            BEVY_ZIG_ROLE_EVENT => {
                let event = registered.data::<ReflectEvent>().cloned();
                Self::Event(event.ok_or_else(|| lacks("event", "write: #[reflect(Event)]"))?)
            }
            BEVY_ZIG_ROLE_STATE => {
                let (get, set) = (registered.data().cloned(), registered.data().cloned());
                if get.is_none() && set.is_none() {
                    return Err(lacks("state", "write: app.register_type_mutable_state::<…>()"));
                }
                Self::State { get, set }
            }
            _ => return Err(Failure::invalid("there is no such role")),
        })
    }
}

/// Why no value of a type can be made, if none can.
fn never_made(registered: &TypeRegistration, bound: &Bound) -> Option<String> {
    let path = registered.type_info().type_path();
    let from = registered.data::<ReflectFromReflect>();
    match registered.data::<ReflectDefault>() {
        // What becomes of a default tells what becomes of all that begin with it.
        Some(_) => None,
        None if from.is_none() => Some(format!("{path} has neither a default nor FromReflect in Rust")),
        None => match &bound.shape {
            Shape::Struct(structure) => match &structure.make {
                Make::Never(why) => Some(why.clone()),
                _ => None,
            },
            _ => None,
        },
    }
}

/// Whether a type is of one of Bevy's crates, or of a plugin's that is called like them.
pub(super) fn is_bevys(path: &str) -> bool {
    path.starts_with("bevy_") && !path.starts_with("bevy_zig")
}

/// The feature of the library that brings a type.
fn feature_of(path: &str) -> Option<&'static str> {
    match path {
        "bevy_zig::SaveScreenshot" => Some("screenshot"),
        _ if path.starts_with("bevy_audio::") => Some("audio"),
        _ => None,
    }
}

fn unknown(what: String) -> Box<Failure> {
    Failure::new(BEVY_ZIG_STATUS_UNKNOWN_COMPONENT, what)
}
