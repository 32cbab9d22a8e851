//! From Bevy's type registry to the clean model.

use std::any::TypeId;
use std::collections::HashMap;

use bevy::asset::ReflectAsset;
use bevy::ecs::reflect::{ReflectComponent, ReflectEvent, ReflectMessage, ReflectResource};
use bevy::reflect::enums::{EnumInfo, VariantInfo};
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{GenericInfo, NamedField, Type, TypeInfo, TypeRegistration, TypeRegistry, UnnamedField};
use bevy::state::reflect::ReflectState;
use bevy_zig_build::zig_text::snake_case;

use super::docs::docs;
use super::exceptions;
use super::model::{Body, Declaration, Field, LeftOut, Model, Payload, Role, Ty, Variant};
use super::sdk::Sdk;

/// The types that were met, and what came of it.
pub(super) struct Walk<'a> {
    registry: &'a TypeRegistry,
    sdk: &'a Sdk,
    met: HashMap<TypeId, Result<Ty, String>>,
    /// Assets that are only names: there are handles of them, and no values.
    opaque: HashMap<TypeId, Ty>,
    /// Which path has which name in which crate.
    names: HashMap<(String, String), String>,
    pub(super) model: Model,
}

/// The model of the types that have a role, and of all that they refer to.
///
/// Types that are in the SDK have the names that they have there.
pub(super) fn walk(registry: &TypeRegistry, sdk: &Sdk, takes: &dyn Fn(&str) -> bool) -> Model {
    let is_taken = |registration: &TypeRegistration| {
        takes(registration.type_info().type_path_table().crate_name().unwrap_or_default())
    };
    let mut roots: Vec<(Role, &TypeRegistration)> = registry
        .iter()
        .filter(|registration| is_taken(registration))
        .filter_map(|registration| Some((role(registration)?, registration)))
        .collect();
    // By name, so that the order in which a game registers its types changes nothing.
    roots.sort_by_key(|(_, registration)| registration.type_info().type_path());
    let mut walk = Walk {
        registry,
        sdk,
        met: HashMap::new(),
        opaque: HashMap::new(),
        names: HashMap::new(),
        model: Model::default(),
    };
    for (role, registration) in roots {
        let info = registration.type_info();
        let outcome = if role == Role::Asset { Ok(walk.asset(info.ty())) } else { walk.root(info) };
        let (all, mirrored) = walk.model.counts.entry(role).or_default();
        *all += 1;
        match outcome {
            Ok(_) => *mirrored += 1,
            Err(reason) => {
                let path = info.type_path().to_owned();
                walk.model.left_out.push(LeftOut { role: Some(role), path, member: String::new(), reason });
            }
        }
    }
    // There are handles of assets that no other type refers to.
    let mut assets: Vec<Type> =
        registry.iter().filter_map(handled).filter(|ty| takes(ty.crate_name().unwrap_or_default())).collect();
    assets.sort_by_key(|ty| ty.path());
    for ty in assets {
        walk.asset(&ty);
    }
    walk.model.left_out.sort();
    for declarations in walk.model.crates.values_mut() {
        declarations.sort_by(|a, b| a.name.cmp(&b.name));
    }
    walk.model
}

/// What scripts can do with a type.
fn role(registration: &TypeRegistration) -> Option<Role> {
    // Resources are components as well, of entities that scripts do not see.
    if registration.contains::<ReflectResource>() {
        Some(Role::Resource)
    } else if registration.contains::<ReflectComponent>() {
        Some(Role::Component)
    } else if registration.contains::<ReflectMessage>() {
        Some(Role::Message)
    } else if registration.contains::<ReflectEvent>() {
        Some(Role::Event)
    } else if registration.contains::<ReflectState>() {
        Some(Role::State)
    } else if registration.contains::<ReflectAsset>() {
        Some(Role::Asset)
    } else {
        None
    }
}

impl Walk<'_> {
    /// A type that has a role has a name in Zig, whatever it is in Rust.
    fn root(&mut self, info: &'static TypeInfo) -> Result<Ty, String> {
        match self.ty(info)? {
            named @ Ty::Named(..) => Ok(named),
            _ => Err("it is a single value without a name; wrap it in a struct".to_owned()),
        }
    }

    /// The type in Zig, or why it has none.
    fn ty(&mut self, info: &'static TypeInfo) -> Result<Ty, String> {
        let path = info.type_path();
        if let Some(leaf) = exceptions::leaf(path) {
            return Ok(Ty::Plain(leaf));
        }
        if let Some(met) = self.met.get(&info.type_id()) {
            return met.clone();
        }
        let table = info.type_path_table();
        match (table.crate_name(), table.ident()) {
            (Some("bevy_asset"), Some("Handle")) => {
                let asset = argument(info).ok_or("nothing tells what it is a handle of")?;
                return Ok(Ty::Handle(Box::new(self.asset(&asset))));
            }
            (Some("core"), Some("Option")) => {
                let some = info.as_enum().ok().and_then(|info| info.variant("Some"));
                let some = some.and_then(|some| some.as_tuple_variant().ok()).and_then(|some| some.field_at(0));
                return Ok(Ty::Optional(Box::new(self.field(some.ok_or("it holds nothing")?)?)));
            }
            (Some("core"), Some("Range" | "RangeInclusive")) => {
                // Reflection does not tell the arguments of what is opaque to it.
                let bound = path.split_once('<').and_then(|(_, bound)| bound.strip_suffix('>'));
                let bound = bound.and_then(exceptions::leaf).filter(|leaf| is_number(leaf));
                return Ok(Ty::Range(Box::new(Ty::Plain(bound.ok_or("its bounds are not numbers")?))));
            }
            _ => {}
        }
        let item = |walk: &mut Self, info: Option<&'static TypeInfo>, ty: Type| {
            let info = info.or_else(|| walk.registry.get_type_info(ty.id()));
            walk.ty(info.ok_or_else(|| unknown(ty.path()))?).map(Box::new)
        };
        match info {
            TypeInfo::Struct(_) | TypeInfo::TupleStruct(_) | TypeInfo::Enum(_) => self.named(info),
            TypeInfo::List(list) => item(self, list.item_info(), list.item_ty()).map(Ty::List),
            TypeInfo::Set(set) => item(self, None, set.value_ty()).map(Ty::List),
            TypeInfo::Array(array) => {
                item(self, array.item_info(), array.item_ty()).map(|item| Ty::Array(array.capacity(), item))
            }
            TypeInfo::Map(map) => {
                let key = item(self, map.key_info(), map.key_ty())?;
                Ok(Ty::Map(key, item(self, map.value_info(), map.value_ty())?))
            }
            TypeInfo::Tuple(tuple) => {
                tuple.iter().map(|field| self.field(field)).collect::<Result<_, _>>().map(Ty::Tuple)
            }
            TypeInfo::Opaque(_) => Err(format!("`{path}` is opaque: reflection does not see what is in it")),
        }
    }

    fn field(&mut self, field: &UnnamedField) -> Result<Ty, String> {
        let info = field.type_info().or_else(|| self.registry.get_type_info(field.type_id()));
        self.ty(info.ok_or_else(|| unknown(field.type_path()))?)
    }

    /// Declares a type.
    fn named(&mut self, info: &'static TypeInfo) -> Result<Ty, String> {
        let path = info.type_path();
        let ty = self.name(info.ty());
        // A type that holds a list of itself meets itself. What describes a type to the host has an end.
        self.met.insert(info.type_id(), Err(format!("`{path}` would be a part of itself")));
        let body = match exceptions::alias(path) {
            Some(zig) => Ok(Body::Alias(zig)),
            None => self.body(&ty, info),
        };
        match body {
            Ok(body) => {
                self.declare(&ty, path, docs(info.docs()), body, self.is_asset(info.type_id()));
                self.met.insert(info.type_id(), Ok(ty.clone()));
                Ok(ty)
            }
            Err(reason) => {
                self.met.insert(info.type_id(), Err(reason.clone()));
                Err(reason)
            }
        }
    }

    fn body(&mut self, ty: &Ty, info: &'static TypeInfo) -> Result<Body, String> {
        let path = info.type_path();
        let mut fields = Vec::new();
        let len = match info {
            TypeInfo::Enum(info) => return self.variants(ty, path, info),
            TypeInfo::Struct(info) => {
                for field in info.iter() {
                    let ty = field.type_info().or_else(|| self.registry.get_type_info(field.type_id()));
                    let ty = ty.ok_or_else(|| unknown(field.type_path())).and_then(|info| self.ty(info));
                    self.push(&mut fields, path, (field.name(), field.docs()), ty);
                }
                info.field_len()
            }
            TypeInfo::TupleStruct(info) => {
                for field in info.iter() {
                    let name = match info.field_len() {
                        1 => exceptions::only_field(path).to_owned(),
                        _ => format!("_{}", field.index()),
                    };
                    let ty = self.field(field);
                    self.push(&mut fields, path, (&name, field.docs()), ty);
                }
                info.field_len()
            }
            _ => return Err(unknown(path)),
        };
        if fields.is_empty() && len > 0 {
            let left_out = &mut self.model.left_out;
            // The reason for all of it.
            let reasons: Vec<String> =
                left_out.extract_if(.., |part| part.path == path).map(|part| part.reason).collect();
            return Err(reasons.into_iter().next().unwrap_or_default());
        }
        Ok(Body::Struct(fields))
    }

    fn push(
        &mut self,
        fields: &mut Vec<Field>,
        path: &str,
        (name, documentation): (&str, Option<&str>),
        ty: Result<Ty, String>,
    ) {
        match ty {
            Ok(ty) => fields.push(Field { docs: docs(documentation), name: name.to_owned(), ty, default: None }),
            Err(reason) => self.leave_out(path, name, reason),
        }
    }

    fn leave_out(&mut self, path: &str, member: &str, reason: String) {
        self.model.left_out.push(LeftOut { role: None, path: path.to_owned(), member: member.to_owned(), reason });
    }

    fn variants(&mut self, ty: &Ty, path: &str, info: &EnumInfo) -> Result<Body, String> {
        let mut variants = Vec::new();
        let mut first_reason = None;
        // Zig has one name for one thing: beside a function `px`, the variants are `Auto`, `Px`, and so on.
        let keeps_names = info.iter().any(|variant| self.sdk.adds(ty, &snake_case(variant.name())));
        for variant in info.iter() {
            match self.payload(path, variant) {
                Ok(payload) => {
                    let name = variant.name().to_owned();
                    let zig = if keeps_names { name.clone() } else { snake_case(&name) };
                    variants.push(Variant { docs: docs(variant.docs()), name, zig, payload });
                }
                Err(reason) => {
                    self.leave_out(path, variant.name(), reason.clone());
                    first_reason.get_or_insert(reason);
                }
            }
        }
        match first_reason {
            Some(reason) if variants.is_empty() => {
                self.model.left_out.retain(|part| part.path != path);
                Err(reason)
            }
            None if variants.is_empty() => Err(format!("`{path}` has no variants, so it has no values")),
            _ if variants.iter().all(|variant| matches!(variant.payload, Payload::None)) => Ok(Body::Enum(variants)),
            _ => Ok(Body::Union(variants)),
        }
    }

    fn payload(&mut self, path: &str, variant: &VariantInfo) -> Result<Payload, String> {
        match variant {
            VariantInfo::Unit(_) => Ok(Payload::None),
            VariantInfo::Tuple(info) if info.field_len() == 0 => Ok(Payload::None),
            VariantInfo::Tuple(info) => {
                let mut types = info.iter().map(|field| self.field(field)).collect::<Result<Vec<_>, _>>()?;
                Ok(if types.len() == 1 { Payload::One(types.remove(0)) } else { Payload::Tuple(types) })
            }
            VariantInfo::Struct(info) => {
                let mut fields = Vec::new();
                for field in info.iter() {
                    let ty = field.type_info().or_else(|| self.registry.get_type_info(field.type_id()));
                    let ty = ty.ok_or_else(|| unknown(field.type_path())).and_then(|info| self.ty(info));
                    let name = format!("{}.{}", variant.name(), field.name());
                    match ty {
                        Ok(ty) => {
                            let (docs, name) = (docs(field.docs()), field.name().to_owned());
                            fields.push(Field { docs, name, ty, default: None });
                        }
                        Err(reason) => {
                            // No value of the variant could be made.
                            if !self.has_default(field) {
                                return Err(format!("its field `{}` has no mirror: {reason}", field.name()));
                            }
                            self.leave_out(path, &name, reason);
                        }
                    }
                }
                if fields.is_empty() && info.field_len() > 0 {
                    return Err("none of its fields has a mirror".to_owned());
                }
                Ok(Payload::Struct(fields))
            }
        }
    }

    fn has_default(&self, field: &NamedField) -> bool {
        self.registry.get_type_data::<ReflectDefault>(field.type_id()).is_some()
            || field.type_path_table().module_path() == Some("core::option")
    }

    fn is_asset(&self, id: TypeId) -> bool {
        self.registry.get(id).is_some_and(|registration| registration.contains::<ReflectAsset>())
    }

    /// What a handle leads to: with what scripts can read of it, or as a mere name.
    fn asset(&mut self, ty: &Type) -> Ty {
        if let Some(Ok(met)) = self.met.get(&ty.id()) {
            return met.clone();
        }
        if let Some(named) = self.opaque.get(&ty.id()) {
            return named.clone();
        }
        let info = self.registry.get_type_info(ty.id());
        if let Some(Ok(ty)) = info.filter(|_| self.is_asset(ty.id())).map(|info| self.root(info)) {
            return ty;
        }
        let name = self.name(ty);
        self.opaque.insert(ty.id(), name.clone());
        self.declare(&name, ty.path(), docs(info.and_then(TypeInfo::docs)), Body::Opaque, true);
        name
    }

    fn declare(&mut self, ty: &Ty, path: &str, docs: Vec<String>, body: Body, is_asset: bool) {
        let Ty::Named(in_crate, name) = ty else { return };
        let declaration =
            Declaration { docs, path: path.to_owned(), name: name.clone(), is_asset, body, default: None };
        self.model.crates.entry(in_crate.clone()).or_default().push(declaration);
    }

    /// The name of a type: Rust's, with the names of its arguments behind it, and its module's before it if another
    /// type of the crate has that name.
    fn name(&mut self, ty: &Type) -> Ty {
        let in_crate = ty.crate_name().unwrap_or("none").to_owned();
        if let Some(known) = self.sdk.name(ty.path()) {
            return Ty::Named(in_crate, known.to_owned());
        }
        let mut name = title(ty.short_path());
        let mut modules: Vec<&str> = ty.module_path().unwrap_or_default().split("::").collect();
        loop {
            let owner = self.names.entry((in_crate.clone(), name.clone())).or_insert_with(|| ty.path().to_owned());
            if owner == ty.path() && !self.sdk.has(&in_crate, &name) {
                return Ty::Named(in_crate, name);
            }
            name = title(modules.pop().unwrap_or("other")) + &name;
        }
    }
}

/// Of a handle, the asset.
fn handled(registration: &TypeRegistration) -> Option<Type> {
    let info = registration.type_info();
    let table = info.type_path_table();
    (table.crate_name() == Some("bevy_asset") && table.ident() == Some("Handle")).then(|| argument(info)).flatten()
}

/// The first argument of a type.
fn argument(info: &TypeInfo) -> Option<Type> {
    info.generics().iter().find_map(|argument| match argument {
        GenericInfo::Type(argument) => Some(*argument.ty()),
        GenericInfo::Const(_) => None,
    })
}

fn is_number(leaf: &str) -> bool {
    ["f32", "f64"].contains(&leaf) || leaf.starts_with(['i', 'u']) && leaf != "u21"
}

fn unknown(path: &str) -> String {
    format!("`{path}` is not in the type registry")
}

/// `ButtonInput<KeyCode>` is `ButtonInputKeyCode`, `ui_node` is `UiNode`.
fn title(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let titled = words.filter(|word| !word.is_empty()).map(|word| {
        let mut rest = word.chars();
        let first = rest.next().map(char::to_uppercase);
        first.into_iter().flatten().chain(rest).collect::<String>()
    });
    titled.collect()
}
