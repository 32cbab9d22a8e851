use super::*;
use crate::shape::Value;

/// A field whose kind is told by Zig's name for its type.
fn field(path: &str, zig: &str, offset: usize) -> Leaf {
    let (kind, size) = kind(zig);
    Leaf::new(path, kind, offset, size)
}

fn kind(zig: &str) -> (Kind, usize) {
    let bits = || zig[1..].parse::<usize>().unwrap() / 8;
    match zig {
        "bool" => (Kind::Bool, 1),
        "vec2" => (Kind::Vec2, 8),
        "vec3" => (Kind::Vec3, 12),
        "entity" => (Kind::Entity, 8),
        "quat" => (Kind::Quat, 16),
        "?" => (Kind::Optional(Vec::new()), 1),
        "opaque" => (Kind::Opaque, 6),
        _ if zig.starts_with('i') => (Kind::Signed, bits()),
        _ if zig.starts_with('u') => (Kind::Unsigned, bits()),
        _ if zig.starts_with('f') => (Kind::Float, bits()),
        // `e1:idle=0,run=1` is an enum of one byte, `b8` an array of eight.
        _ if zig.starts_with('e') => {
            let (size, variants) = zig[1..].split_once(':').unwrap();
            let variant = |text: &str| {
                let (name, value) = text.split_once('=').unwrap();
                (name.to_owned(), value.parse().unwrap())
            };
            (Kind::Enum(variants.split(',').map(variant).collect()), size.parse().unwrap())
        }
        // `|1:idle=0,hunt=1` is a union with a tag of one byte.
        _ if zig.starts_with('|') => {
            let (Kind::Enum(variants), size) = kind(&format!("e{}", &zig[1..])) else { unreachable!() };
            (Kind::Union(variants, Vec::new()), size)
        }
        _ => (Kind::Bytes, zig[1..].parse().unwrap()),
    }
}

/// A shape of leaves that lie one behind the other.
fn shape<S: AsRef<str>>(list: &[(S, S)]) -> Shape {
    let mut offset = 0;
    let made = list.iter().map(|(path, zig)| {
        let leaf = field(path.as_ref(), zig.as_ref(), offset);
        offset += leaf.size;
        leaf
    });
    let made = made.collect();
    Shape::new(made, offset, 1)
}

/// The shape with one leaf changed.
fn changed(list: &[(&str, &str)], index: usize, change: impl Fn(&mut Leaf)) -> Shape {
    let shape = shape(list);
    let mut leaves = shape.leaves().to_vec();
    change(&mut leaves[index]);
    Shape::new(leaves, shape.size(), 1)
}

struct Case {
    old: Shape,
    new: Shape,
    before: Vec<u8>,
    after: Vec<u8>,
    migration: Migration,
}

impl Case {
    fn new<S: AsRef<str>>(old: &[(S, S)], new: &[(S, S)]) -> Self {
        Self::renamed(old, new, Renames::default())
    }

    fn renamed<S: AsRef<str>>(old: &[(S, S)], new: &[(S, S)], renames: Renames) -> Self {
        let (old, new) = (shape(old), shape(new));
        let migration = Migration::between(&old, &new, renames);
        let (before, after) = (vec![0; old.size()], vec![0; new.size()]);
        Self { old, new, before, after, migration }
    }

    #[track_caller]
    fn set(mut self, path: &str, value: impl Into<Value>) -> Self {
        let field = self.old.leaf(path).unwrap();
        assert!(field.write_here(&mut self.before, &value.into()), "{path}");
        self
    }

    /// A default of the new state.
    #[track_caller]
    fn default(mut self, path: &str, value: impl Into<Value>) -> Self {
        let field = self.new.leaf(path).unwrap();
        assert!(field.write_here(&mut self.after, &value.into()), "{path}");
        self
    }

    fn carry(mut self) -> Self {
        self.migration.carry(&self.before, &mut self.after);
        self
    }

    #[track_caller]
    fn get(&self, path: &str) -> Option<Value> {
        self.new.leaf(path).unwrap().read(&self.after)
    }

    #[track_caller]
    fn has(&self, path: &str, value: impl Into<Value>) -> &Self {
        assert_eq!(self.get(path), Some(value.into()), "{path}");
        self
    }

    fn report(&self) -> &StateChanges {
        self.migration.report()
    }
}

fn renames(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(to, from)| ((*to).to_owned(), (*from).to_owned())).collect()
}

#[test]
fn the_same_fields_are_an_identity_in_any_order() {
    let list = [("a", "u32"), ("b", "f32")];
    let case = Case::new(&list, &list);
    assert!(case.migration.is_identity());
    assert_eq!(case.report(), &StateChanges::default());
    let turned = [("b", "f32"), ("a", "u32")];
    assert!(!Case::new(&list, &turned).migration.is_identity(), "they lie elsewhere");
    let identity = |new: &Shape| Migration::between(&shape(&list), new, Renames::default()).is_identity();
    let with = |leaves: Vec<Leaf>, size| identity(&Shape::new(leaves, size, 1));
    let leaves = shape(&list).leaves().to_vec();
    let listed_otherwise: Vec<_> = leaves.iter().rev().cloned().collect();
    assert!(with(leaves.clone(), 8) && with(listed_otherwise, 8));
    assert!(!with(leaves, 9));
    assert!(!identity(&changed(&list, 0, |leaf| leaf.layout_hash = 1)), "it is built otherwise");
}

#[test]
fn fields_go_by_path_wherever_they_lie() {
    let case = Case::new(
        &[
            ("gone", "u16"),
            ("a", "u32"),
            ("at", "vec3"),
            ("body.mass", "f32"),
            ("slots.0", "i16"),
            ("slots.1", "i16"),
            ("old.x", "u8"),
            ("old.y", "u8"),
        ],
        &[
            ("slots.0", "i16"),
            ("slots.1", "i16"),
            ("slots.2", "i16"),
            ("body.mass", "f32"),
            ("fresh.x", "u8"),
            ("fresh.y", "u8"),
            ("at", "vec3"),
            ("a", "u32"),
        ],
    );
    let case =
        case.set("a", 7).set("at", bevy::math::Vec3::new(1.0, 2.0, 3.0)).set("body.mass", 2.5).set("slots.1", -1);
    let case = case.default("slots.2", 9).default("fresh.y", 4).default("slots.1", 50).carry();
    case.has("a", 7).has("at", bevy::math::Vec3::new(1.0, 2.0, 3.0)).has("body.mass", 2.5);
    case.has("slots.0", 0).has("slots.1", -1).has("slots.2", 9).has("fresh.y", 4);
    let report = case.report();
    assert_eq!(
        (&report.added[..], &report.dropped[..]),
        (&["slots.2".into(), "fresh".into()][..], &["gone".into(), "old".into()][..])
    );
    assert!(report.reset.is_empty() && report.converted.is_empty() && report.renamed.is_empty());
    assert!(!case.migration.is_identity());
}

#[test]
fn copies_that_lie_side_by_side_are_one() {
    let old = [("a", "u32"), ("b", "u32"), ("c", "f32"), ("gone", "u8"), ("d", "u8")];
    let new = [("x", "u64"), ("a", "u32"), ("b", "u32"), ("c", "f32"), ("d", "u8")];
    let steps = Case::new(&old, &new).migration.steps;
    assert_eq!(steps, [Step::Copy { from: 0, to: 8, len: 12 }, Step::Copy { from: 13, to: 20, len: 1 }]);
}

#[test]
fn enums_go_by_name() {
    let case = |before: &str| {
        let case = Case::new(&[("mode", "e1:idle=0,walk=1,run=2")], &[("mode", "e2:run=300,sleep=-5,idle=7")]);
        case.set("mode", before.to_owned()).default("mode", "sleep").carry().get("mode").unwrap()
    };
    assert_eq!([case("idle"), case("run"), case("walk")], ["idle".into(), "run".into(), "sleep".into()]);
    // What is no variant becomes the default, even if the enum is the same.
    let list = [("mode", "e1:idle=0,run=2"), ("more", "u8")];
    let mut case = Case::new(&list, &[("more", "u8"), ("mode", "e1:idle=0,run=2")]).default("mode", "run");
    case.before = vec![0xaa, 5];
    let case = case.carry();
    case.has("mode", "run").has("more", 5);
    // An enum of one variant has no bytes.
    let case = Case::new(&[("mode", "e0:only=0")], &[("mode", "e1:other=0,only=1")]).carry();
    case.has("mode", "only");
}

#[test]
fn values_without_names_are_kept_as_numbers() {
    let carried = |open: [bool; 2], value: u8| {
        let old = changed(&[("id", "e1:none=0,gone=1")], 0, |leaf| leaf.open = open[0]);
        let new = changed(&[("id", "e1:none=3"), ("x", "u8")], 0, |leaf| leaf.open = open[1]);
        let mut after = [9, 9];
        Migration::between(&old, &new, Renames::default()).carry(&[value], &mut after);
        after[0]
    };
    assert_eq!([carried([true, true], 77), carried([true, true], 0), carried([true, true], 1)], [77, 3, 9]);
    assert_eq!([carried([true, false], 77), carried([false, true], 77)], [9, 9]);
}

#[test]
fn bytes_that_are_no_value_are_left_out() {
    let mut case = Case::new(&[("flag", "bool"), ("x", "u8")], &[("x", "u8"), ("flag", "bool")]);
    case.before = vec![0xaa, 7];
    case = case.default("flag", true).carry();
    case.has("flag", true).has("x", 7);
}

#[test]
fn lists_that_contradict_themselves_do_no_harm() {
    let lists = [
        [("a", "u8"), ("a.x", "u32"), ("a", "u16")],
        [("a.x", "u8"), ("a", "?"), ("a.x.y", "vec3")],
        [("maybe.?", "u32"), ("maybe", "?"), ("maybe.?.?", "u64")],
        [("maybe", "?"), ("maybe", "?"), ("", "u64")],
    ];
    for (old, new) in lists.iter().flat_map(|old| lists.iter().map(move |new| (old, new))) {
        let mut case = Case::new(old, new);
        case.before.fill(1);
        case.carry();
    }
}

#[test]
fn arrays_of_bytes_grow_and_are_cut() {
    let grown = Case::new(&[("name", "b4")], &[("name", "b8")]).set("name", "rock").default("name", "default!").carry();
    assert_eq!(grown.after, *b"rock\0\0\0\0");
    let shrunk = Case::new(&[("name", "b8")], &[("name", "b4")]).set("name", "rock").default("name", "none").carry();
    assert_eq!(shrunk.after, *b"rock");
    let lost = Case::new(&[("name", "b8")], &[("name", "b4")]).set("name", "rocks").default("name", "none").carry();
    assert_eq!(lost.after, *b"rock");
    assert_eq!((&lost.report().cut[..], lost.report().converted.len()), (&["name".to_owned()][..], 0));
    let text = Case::new(&[("name", "b8")], &[("name", "b4")]).set("name", "abcö").default("name", "none").carry();
    assert_eq!(text.after, *b"abc\0", "text is cut between characters");
}

#[test]
fn what_the_host_cannot_read_is_carried_if_it_is_built_the_same() {
    let carried = |hashes: [u64; 2]| {
        let old = changed(&[("it", "opaque")], 0, |leaf| leaf.layout_hash = hashes[0]);
        let new = changed(&[("x", "u8"), ("it", "opaque")], 1, |leaf| leaf.layout_hash = hashes[1]);
        let migration = Migration::between(&old, &new, Renames::default());
        let mut after = [9; 7];
        migration.carry(b"opaque", &mut after);
        (after[1..].to_vec(), migration.report().reset.len())
    };
    assert_eq!(carried([5, 5]), (b"opaque".to_vec(), 0));
    assert_eq!(carried([5, 6]), (vec![9; 6], 1));
}

#[test]
fn what_changes_its_shape_is_reset_and_said() {
    let case = Case::new(
        &[("a", "u32"), ("b.x", "u32"), ("c", "i32"), ("d", "bool"), ("e.0", "u8"), ("e.1", "u8")],
        &[("a.x", "u32"), ("b", "u32"), ("c", "u8"), ("d", "u8"), ("e", "b2")],
    );
    let case = case.set("a", 1).set("b.x", 2).set("c", 3).set("d", true).default("c", 9).carry();
    case.has("a.x", 0).has("b", 0).has("c", 9).has("d", 0);
    let report = case.report();
    let said = [
        ("a", "it was u32 and is now a struct"),
        ("b", "it was a struct and is now u32"),
        ("c", "u8 does not hold all values of i32"),
        ("d", "u8 does not hold all values of bool"),
        ("e", "it was an array of 2 and is now [2]u8"),
    ];
    let found: Vec<_> = report.reset.iter().map(|(path, why)| (path.as_str(), why.as_str())).collect();
    assert_eq!(found, said);
    assert!(report.dropped.is_empty() && report.added.is_empty());
}

#[test]
fn names_may_change() {
    let old = [("speed", "i16"), ("body.mass", "f32"), ("body.size", "f32"), ("weight", "u8"), ("gone", "u8")];
    let new = [("velocity", "i32"), ("frame.mass", "f32"), ("frame.load", "u8"), ("length", "f32")];
    let renamed =
        renames(&[("velocity", "speed"), ("frame", "body"), ("frame.load", "weight"), ("length", "body.size")]);
    let renamed = &renamed[..];
    let fill = |case: Case| case.set("speed", -7).set("body.mass", 2.0).set("body.size", 3.0).set("weight", 4).carry();
    let case = fill(Case::renamed(&old, &new, Renames { new: renamed, ..Default::default() }));
    case.has("velocity", -7).has("frame.mass", 2.0).has("frame.load", 4).has("length", 3.0);
    let report = case.report();
    assert_eq!(report.renamed.len(), 4);
    assert_eq!((&report.dropped[..], &report.added[..]), (&["gone".to_owned()][..], &[][..]));
    assert_eq!(report.converted, ["velocity"]);

    // Back again, by the names of the generation that is left.
    let back = Case::renamed(&new, &old, Renames { old: renamed, ..Default::default() });
    let back = back.set("velocity", 5).set("frame.mass", 6.0).set("length", 7.0).set("frame.load", 8).carry();
    back.has("body.mass", 6.0).has("body.size", 7.0).has("weight", 8).has("speed", 0);
    assert_eq!(back.report().reset[0].0, "speed", "an i16 need not hold it");

    // A rename that has been carried out already stays in the source.
    let again = Case::renamed(&new, &new, Renames { new: renamed, old: renamed });
    assert!(again.migration.is_identity());
    let wider = [("velocity", "i64"), ("frame.mass", "f32"), ("frame.load", "u8"), ("length", "f32")];
    let again = Case::renamed(&new, &wider, Renames { new: renamed, old: renamed }).set("velocity", 9).carry();
    again.has("velocity", 9);
    assert!(again.report().renamed.is_empty());
}

#[test]
fn optionals_are_carried_with_their_values() {
    let case = |value: Value| {
        let case = Case::new(&[("maybe", "?"), ("maybe.?", "u32")], &[("x", "u8"), ("maybe", "?"), ("maybe.?", "u64")]);
        case.set("maybe", value).default("maybe", 9).carry()
    };
    case(Value::Int(7)).has("maybe", 7);
    assert_eq!(case(Value::Int(7)).report().converted, ["maybe"]);
    case(Value::None).has("maybe", Value::None);
    // Neither there nor not: the default.
    let mut broken = Case::new(&[("maybe", "?"), ("maybe.?", "u8")], &[("maybe.?", "u8"), ("x", "u8"), ("maybe", "?")]);
    broken.before = vec![0xaa, 5];
    assert_eq!(broken.carry().after, [0, 0, 0]);
    let narrowed = Case::new(&[("maybe", "?"), ("maybe.?", "u32")], &[("maybe", "?"), ("maybe.?", "u8")]);
    let narrowed = narrowed.set("maybe", 7).default("maybe", 3).carry();
    narrowed.has("maybe", 3);
    assert_eq!(narrowed.report().reset, [("maybe".into(), "u8 does not hold all values of u32".into())]);
}

#[test]
fn values_go_into_optionals_and_out_of_them() {
    let case = Case::new(&[("hp", "u32")], &[("hp", "?"), ("hp.?", "u32")]).set("hp", 7).carry();
    case.has("hp", 7);
    assert_eq!(case.report().converted, ["hp"]);
    let out = |value: Value| {
        Case::new(&[("hp", "?"), ("hp.?", "u32")], &[("hp", "u32")]).set("hp", value).default("hp", 3).carry()
    };
    out(Value::Int(7)).has("hp", 7);
    out(Value::None).has("hp", 3);
    assert!(out(Value::None).report().dropped.is_empty());
    // A value that cannot be carried fills no optional.
    let case = Case::new(&[("mode", "e1:a=0,b=1")], &[("mode", "?"), ("mode.?", "e1:b=0")]);
    case.set("mode", "a").carry().has("mode", Value::None);
    // Of an optional in one, the inner can be empty while the outer is not.
    let case = Case::new(&[("x", "?"), ("x.?", "u8")], &[("x", "?"), ("x.?", "?"), ("x.?.?", "u8")]);
    case.set("x", 5).carry().has("x", true).has("x.?.?", 5);
}

#[test]
fn what_an_empty_optional_holds_is_not_to_be_trusted() {
    // The bytes look like a union of the same variant, with a mode that there is not.
    let old = [("goal", "?"), ("goal.?", "|1:rest=0,hunt=1"), ("goal.?.hunt.speed", "u8")];
    let new = [&old[..], &[("goal.?.hunt.mode", "e1:slow=4,fast=5")]].concat();
    let case = |before: bool, old, new: &[_]| {
        let mut case: Case = Case::new(old, new).set("goal", before);
        case.after.fill(1);
        case
    };
    let hunt = case(true, &old, &new).set("goal.?", "hunt").set("goal.?.hunt.speed", 9).default("goal", false).carry();
    hunt.has("goal.?", "hunt").has("goal.?.hunt.speed", 9).has("goal.?.hunt.mode", "slow");
    case(false, &old, &new).default("goal", true).carry().has("goal", Value::None);
    // If the default holds that variant, the rest is its.
    let kept = case(true, &old, &new).set("goal.?", "hunt").default("goal", true).default("goal.?", "hunt");
    kept.default("goal.?.hunt.mode", "fast").carry().has("goal.?.hunt.mode", "fast");
    // From what was no optional, and into an optional in one.
    let plain = [("goal", "|1:rest=0,hunt=1"), ("goal.hunt.speed", "u8")];
    let filled = {
        let mut case = Case::new(&plain, &new).set("goal", "hunt").set("goal.hunt.speed", 3);
        case.after.fill(1);
        case.default("goal", false).carry()
    };
    filled.has("goal.?.hunt.speed", 3).has("goal.?.hunt.mode", "slow");
    let old = [("goal", "?"), ("goal.?", "?"), ("goal.?.?.x", "u8")];
    let new = [&old[..], &[("goal.?.?.mode", "e1:slow=4,fast=5")]].concat();
    let nested = case(true, &old, &new).set("goal.?", 7).default("goal", false).carry();
    nested.has("goal.?.?.x", 7).has("goal.?.?.mode", "slow");
}

#[test]
fn structs_in_optionals_keep_what_they_can() {
    let old = [("home", "?"), ("home.?.x", "f32"), ("home.?.gone", "u8")];
    let new = [
        ("home", "?"),
        ("home.?.x", "f64"),
        ("home.?.mode", "e1:rest=4,run=5"),
        ("home.?.guest", "?"),
        ("home.?.guest.?", "u8"),
    ];
    let mut case = Case::new(&old, &new).set("home", true).set("home.?.x", 1.5);
    // What lies in an empty optional is not to be trusted.
    case.after = vec![0xaa; case.after.len()];
    let case = case.default("home", false).carry();
    case.has("home", true).has("home.?.x", 1.5).has("home.?.mode", "rest").has("home.?.guest", Value::None);
    assert_eq!(case.report().added, ["home.?.mode", "home.?.guest"]);
    assert_eq!(case.report().dropped, ["home.?.gone"]);
    // If the default holds a value, the rest is its.
    let case = Case::new(&old, &new).set("home", true).set("home.?.x", 1.5);
    let case = case.default("home", true).default("home.?.mode", "run").default("home.?.guest", 3).carry();
    case.has("home.?.x", 1.5).has("home.?.mode", "run").has("home.?.guest", 3);
    // Nobody can make up what the host cannot read.
    let case =
        Case::new(&old, &[("home", "?"), ("home.?.x", "f32"), ("home.?.odd", "opaque")]).set("home", true).carry();
    case.has("home", Value::None);
    assert_eq!(case.report().reset.len(), 1);
    assert!(case.report().added.is_empty());
    // A name from inside of an optional counts only if that holds a value.
    let moved = |home: bool| {
        let renames = renames(&[("x", "home.?.x")]);
        let renames = Renames { new: &renames, ..Default::default() };
        let case = Case::renamed(&old, &[("x", "f32")], renames);
        case.set("home", true).set("home.?.x", 2.0).set("home", home).default("x", 9.0).carry()
    };
    moved(true).has("x", 2.0);
    moved(false).has("x", 9.0);
}

const GOAL: [(&str, &str); 5] = [
    ("goal", "|1:rest=0,hunt=1,flee=2"),
    ("goal.hunt.prey", "entity"),
    ("goal.hunt.speed", "f32"),
    ("goal.flee", "u8"),
    ("x", "u8"),
];

#[test]
fn unions_go_by_the_names_of_their_variants() {
    let new = [
        ("x", "u8"),
        ("goal", "|2:sleep=0,flee=7,hunt=300"),
        ("goal.sleep", "f32"),
        ("goal.flee", "u16"),
        ("goal.hunt.speed", "f64"),
        ("goal.hunt.turn", "quat"),
        ("goal.hunt.mode", "e1:slow=4,fast=5"),
    ];
    let case = |variant: &'static str| {
        // What lies in another variant is not to be trusted.
        let mut case = Case::new(&GOAL, &new);
        case.after.fill(0xaa);
        case.set("goal", variant).set("x", 9).default("goal", "sleep").default("goal.sleep", 1.5)
    };
    let hunt = case("hunt").set("goal.hunt.speed", 2.5).carry();
    hunt.has("goal", "hunt").has("goal.hunt.speed", 2.5).has("goal.hunt.mode", "slow").has("x", 9);
    hunt.has("goal.hunt.turn", bevy::math::Quat::IDENTITY).has("goal.sleep", Value::None);
    let flee = case("flee").set("goal.flee", 7).carry();
    flee.has("goal", "flee").has("goal.flee", 7);
    // A variant that is gone is the default.
    case("rest").carry().has("goal", "sleep").has("goal.sleep", 1.5);
    let report = flee.report();
    assert_eq!(report.added, ["goal.sleep", "goal.hunt.turn", "goal.hunt.mode"]);
    assert_eq!((&report.dropped[..], &report.reset[..]), (&["goal.hunt.prey".to_owned()][..], &[][..]));
    assert_eq!(report.converted, ["goal.flee", "goal.hunt.speed"]);
    // If the default is of the same variant, the rest is the default's.
    let kept = case("hunt").default("goal", "hunt").default("goal.hunt.mode", "fast").set("goal.hunt.speed", 3).carry();
    kept.has("goal.hunt.speed", 3.0).has("goal.hunt.mode", "fast");
    // A tag that no variant has is left out, and so is one of a union that is the same.
    let mut broken = Case::new(&GOAL, &[&GOAL[4..], &GOAL[..4]].concat());
    broken.before[0] = 77;
    broken.default("goal", "flee").default("goal.flee", 3).carry().has("goal", "flee").has("goal.flee", 3);
}

#[test]
fn payloads_come_go_and_change_their_shape() {
    let case = |new: &[(&str, &str)]| Case::new(&GOAL, new).set("goal", "flee").set("goal.flee", 200).carry();
    let bare = case(&[("goal", "|1:flee=0,rest=1")]);
    bare.has("goal", "flee");
    assert_eq!(bare.report().dropped, ["goal.hunt", "goal.flee", "x"]);
    let narrow = case(&[("goal", "|1:rest=0,flee=1"), ("goal.flee", "i8")]);
    narrow.has("goal", "flee").has("goal.flee", 0);
    assert_eq!(narrow.report().reset, [("goal.flee".into(), "i8 does not hold all values of u8".into())]);
    // Nobody can make up what the host cannot read.
    let odd = case(&[("goal", "|1:rest=0,flee=1"), ("goal.flee", "opaque")]);
    odd.has("goal", "rest");
    assert_eq!(odd.report().reset[0].0, "goal.flee");
    // Enums grow payloads, and lose them.
    let grown = Case::new(&[("goal", "e2:rest=5,flee=-6")], &GOAL).set("goal", "flee").default("goal", "hunt").carry();
    grown.has("goal", "flee").has("goal.flee", 0);
    assert_eq!(
        (&grown.report().converted[..], &grown.report().added[..2]),
        (&["goal".to_owned()][..], &["goal.hunt".to_owned(), "goal.flee".to_owned()][..])
    );
    let lost = case(&[("goal", "e1:flee=1,rest=2")]);
    lost.has("goal", "flee");
    assert_eq!(lost.report().converted, ["goal"]);
    // Into an optional, and out of it.
    let optional = [("goal", "?"), ("goal.?", "|1:flee=1"), ("goal.?.flee", "u8")];
    case(&optional).has("goal", true).has("goal.?", "flee").has("goal.?.flee", 200);
    let out = Case::new(&optional, &GOAL).set("goal", true).set("goal.?.flee", 5).carry();
    out.has("goal", "flee").has("goal.flee", 5);
    case(&[("goal", "u8")]).has("goal", 0);
}

#[test]
fn variants_may_be_renamed_and_payloads_moved() {
    let new =
        [("goal", "|1:chase=0,rest=1"), ("goal.chase.prey", "entity"), ("goal.chase.speed", "f32"), ("pace", "f32")];
    let renamed = renames(&[("goal.chase", "goal.hunt"), ("pace", "goal.hunt.speed")]);
    let case = |variant: &'static str| {
        let case = Case::renamed(&GOAL, &new, Renames { new: &renamed, old: &[] });
        case.set("goal", "hunt").set("goal.hunt.speed", 2.5).set("goal", variant).default("pace", 1).carry()
    };
    case("hunt").has("goal", "chase").has("goal.chase.speed", 2.5).has("pace", 2.5);
    case("flee").has("goal", "chase").has("pace", 1.0);
    assert_eq!(case("hunt").report().renamed.len(), 2);
    let back = Case::renamed(&new, &GOAL, Renames { new: &[], old: &renamed }).set("goal", "chase").carry();
    back.has("goal", "hunt");
}

#[test]
fn an_old_default_gives_way_to_the_new_one_whatever_is_not_there() {
    let shape = shape(&GOAL);
    let value = |variant: &'static str, filler: u8| {
        let mut bytes = vec![filler; shape.size()];
        shape.leaf("x").unwrap().clear(&mut bytes);
        shape.leaf("goal").unwrap().clear(&mut bytes);
        assert!(shape.set(&mut bytes, shape.leaf("goal").unwrap(), &variant.into()));
        for leaf in shape.leaves().iter().filter(|leaf| !leaf.is_there(&bytes)).collect::<Vec<_>>() {
            bytes[leaf.range()].fill(filler);
        }
        bytes
    };
    let (old, new) = (value("rest", 0), value("flee", 0));
    let migration = Migration::between(&shape, &shape, Renames::default()).with_defaults(&shape, &old, &new);
    assert_eq!(migration.report().defaults, ["goal"]);
    let after = |before: &[u8]| {
        let mut after = new.clone();
        migration.carry(before, &mut after);
        shape.leaf("goal").unwrap().read(&after)
    };
    assert_eq!((after(&value("rest", 0xaa)), after(&value("hunt", 0))), (Some("flee".into()), Some("hunt".into())));
}

/// What becomes what without loss, besides itself.
const WIDENING: &str = "i8>i16 i8>i32 i8>i64 i16>i32 i16>i64 i32>i64 u8>u16 u8>u32 u8>u64 u16>u32 u16>u64 u32>u64 \
    u8>i16 u8>i32 u8>i64 u16>i32 u16>i64 u32>i64 i8>f32 i16>f32 u8>f32 u16>f32 \
    i8>f64 i16>f64 i32>f64 u8>f64 u16>f64 u32>f64 f32>f64";

const TYPES: [&str; 17] = [
    "bool",
    "i8",
    "i16",
    "i32",
    "i64",
    "u8",
    "u16",
    "u32",
    "u64",
    "f32",
    "f64",
    "vec2",
    "vec3",
    "entity",
    "b4",
    "e1:a=0,b=1,c=2",
    "e2:c=-2,a=500,d=3",
];

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Some of the paths, each with a type, optional or not.
    fn list(&mut self) -> Vec<(String, String)> {
        let mut paths = ["a", "b", "c.x", "c.y", "d.0", "d.1", "e.deep.x", "f", "g"].to_vec();
        for index in (1..paths.len()).rev() {
            paths.swap(index, self.below(index + 1));
        }
        let mut list = Vec::new();
        for path in &paths[..self.below(paths.len() + 1)] {
            let mut path = (*path).to_owned();
            if self.below(4) == 0 {
                list.push((path.clone(), "?".to_owned()));
                path += ".?";
            }
            // Few types at a time, so that many are the same.
            let first = self.below(TYPES.len());
            list.push((path, TYPES[if self.below(2) == 0 { first } else { 7 }].to_owned()));
        }
        list
    }

    fn value(&mut self, zig: &str) -> Value {
        match kind(zig).0 {
            Kind::Bool => Value::Bool(self.below(2) == 0),
            Kind::Signed => Value::Int((self.next() as i64 >> (64 - kind(zig).1 * 8)).into()),
            Kind::Unsigned => Value::Int((self.next() >> (64 - kind(zig).1 * 8)).into()),
            Kind::Float => Value::Float((self.next() as i32 as f32).into()),
            Kind::Vec2 => bevy::math::Vec2::new(self.below(9) as f32, 1.0).into(),
            Kind::Vec3 => bevy::math::Vec3::new(self.below(9) as f32, 1.0, 2.0).into(),
            Kind::Entity => Value::Entity(None),
            Kind::Enum(variants) => variants[self.below(variants.len())].0.clone().into(),
            Kind::Bytes => ["ab", "abcd", ""][self.below(3)].into(),
            kind => unreachable!("{kind:?}"),
        }
    }
}

/// A value as it is read back from a field of another type.
fn as_read(value: &Value, zig: &str) -> Value {
    match value {
        Value::Int(number) if zig.starts_with('f') => Value::Float(*number as f64),
        other => other.clone(),
    }
}

#[test]
fn random_layouts_are_carried_leaf_by_leaf_as_the_rules_say() {
    let mut random = Random(7);
    let (mut carried, mut reset, mut added) = (0, 0, 0);
    for round in 0..4_000 {
        let (old, new) = (random.list(), random.list());
        let mut case = Case::new(&old, &new);
        // A path without the mark of an optional: its type, its value, whether it is in an optional.
        let plain = |list: &[(String, String)]| -> Vec<(String, String, bool)> {
            let values = list.iter().filter(|(_, zig)| zig != "?");
            values
                .map(|(path, zig)| (path.trim_end_matches(".?").to_owned(), zig.clone(), path.ends_with(".?")))
                .collect()
        };
        let (old_plain, new_plain) = (plain(&old), plain(&new));
        let mut values = std::collections::HashMap::new();
        for (path, zig, optional) in &old_plain {
            let value = if *optional && random.below(2) == 0 { Value::None } else { random.value(zig) };
            case = case.set(path, value.clone());
            values.insert(path.clone(), (zig.clone(), value));
        }
        let mut defaults = std::collections::HashMap::new();
        for (path, zig, optional) in &new_plain {
            let value = if *optional && random.below(2) == 0 { Value::None } else { random.value(zig) };
            case = case.default(path, value.clone());
            defaults.insert(path.clone(), value);
        }
        let case = case.carry();
        for (path, zig, optional) in &new_plain {
            let default = defaults[path].clone();
            let expected = match values.get(path) {
                None => {
                    added += 1;
                    default
                }
                Some((old_zig, value)) => {
                    let types = format!("{old_zig}>{zig}");
                    let enums =
                        old_zig.starts_with('e') && zig.starts_with("e") && old_zig != "entity" && zig != "entity";
                    let fits = old_zig == zig || enums || WIDENING.split_whitespace().any(|pair| pair == types);
                    let is_value = !enums
                        || *value == Value::None
                        || kind(zig).0 == kind(old_zig).0
                        || matches!(value, Value::Text(name) if name == "a" || name == "c");
                    match (fits && is_value, value, optional) {
                        (true, Value::None, false) | (false, ..) => {
                            reset += 1;
                            default
                        }
                        (true, value, _) => {
                            carried += 1;
                            as_read(value, zig)
                        }
                    }
                }
            };
            // An empty optional stays empty if nothing of its value can be carried; that is the default, too.
            assert_eq!(case.get(path), Some(expected), "round {round}: {path}: {zig}; from {old:?}");
        }
        let report = case.report();
        for (path, ..) in &new_plain {
            let is_new = !values.contains_key(path);
            let said = report.added.iter().any(|added| path == added || path.starts_with(&format!("{added}.")));
            assert_eq!(said, is_new, "round {round}: {path}: {report:?}");
        }
        for (path, ..) in &old_plain {
            let is_gone = !defaults.contains_key(path);
            let said = report.dropped.iter().any(|gone| path == gone || path.starts_with(&format!("{gone}.")));
            assert_eq!(said, is_gone, "round {round}: {path}: {report:?}");
        }
    }
    assert!(carried > 3_000 && reset > 3_000 && added > 3_000, "{carried} {reset} {added}");
}

#[test]
fn random_bytes_do_no_harm() {
    let mut random = Random(11);
    for _ in 0..2_000 {
        let (old, new) = (random.list(), random.list());
        let mut case = Case::new(&old, &new);
        case.before.fill_with(|| random.next() as u8);
        case.after.fill_with(|| random.next() as u8);
        case.carry();
    }
}

#[test]
fn a_new_name_is_suggested_where_it_would_keep_all_values() {
    let hints = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        let stays = [("stays", "u8")];
        let case = Case::new(&[old, &stays].concat(), &[&stays, new].concat());
        assert_eq!((case.report().dropped.len(), case.report().added.len()), (1, 1), "{:?}", case.report());
        case.report().to_string().contains("pub const renamed")
    };
    for (old, new) in [("f32", "f32"), ("u8", "i32"), ("vec3", "vec3"), ("b8", "b4"), ("e1:a=0,b=1", "e2:b=7")] {
        assert!(hints(&[("old", old)], &[("new", new)]), "{old} to {new}");
    }
    for (old, new) in [("bool", "vec3"), ("vec3", "bool"), ("i32", "u8"), ("f32", "i32"), ("entity", "u64")] {
        assert!(!hints(&[("old", old)], &[("new", new)]), "{old} to {new}");
    }
    // Structs, arrays and optionals: by what is in them.
    assert!(hints(&[("old.x", "f32")], &[("new.x", "f32"), ("new.y", "f32")]));
    assert!(!hints(&[("old.x", "f32"), ("old.z", "u8")], &[("new.x", "f32")]), "`z` is lost");
    assert!(!hints(&[("old.x", "f32"), ("old.z", "u8")], &[("new.x", "f32"), ("new.z", "bool")]));
    assert!(!hints(&[("old.x", "f32")], &[("new", "f32")]));
    assert!(hints(&[("old", "f32")], &[("new", "?"), ("new.?", "f32")]));
    assert!(!hints(&[("old", "f32")], &[("new", "?"), ("new.?", "entity")]));
    // What becomes of another field does not matter, though its name begins alike.
    let (old, new) = ([("old", "u8"), ("news", "f32")], [("new", "u8"), ("news", "bool")]);
    assert!(Case::new(&old, &new).report().to_string().contains("pub const renamed"));
}
