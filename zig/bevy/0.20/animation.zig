//! The reflected types of `bevy_animation`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");

/// A component that links an animated entity to an entity containing an `AnimationPlayer`. Typically used
/// alongside the `AnimationTargetId` component - the linked `AnimationPlayer` plays `AnimationClip` assets, and
/// the `AnimationTargetId` identifies which curves in the `AnimationClip` will affect the target entity.
pub const AnimatedBy = struct {
    value: bevy.Entity,

    pub const zig_reflect = "bevy_animation::AnimatedBy";
};

/// A list of `VariableCurve`s and the `AnimationTargetId`s to which they apply.
pub const AnimationClip = struct {
    events: []const struct { key: AnimationEventTarget, value: []const TimedAnimationEvent } = &.{},
    duration: f32 = 0,

    pub const zig_reflect = "bevy_animation::AnimationClip";
    pub const zig_asset = "bevy_animation::AnimationClip";
};

pub const AnimationEventData = struct {
    pub const zig_reflect = "bevy_animation::AnimationEventData";
};

pub const AnimationEventTarget = union(enum) {
    root,
    node: AnimationTargetId,

    pub const zig_reflect = "bevy_animation::AnimationEventTarget";
};

/// A graph structure that describes how animation clips are to be blended together.
pub const AnimationGraph = struct {
    /// The mask groups that each animation target (bone) belongs to.
    mask_groups: []const struct { key: AnimationTargetId, value: u64 },

    pub const zig_reflect = "bevy_animation::graph::AnimationGraph";
    pub const zig_asset = "bevy_animation::graph::AnimationGraph";
};

/// A `Handle` to the `AnimationGraph` to be used by the `AnimationPlayer` on the same entity.
pub const AnimationGraphHandle = struct {
    value: bevy.Handle(AnimationGraph) = .none,

    pub const zig_reflect = "bevy_animation::graph::AnimationGraphHandle";
};

/// A component that identifies which parts of an `AnimationClip` asset can be applied to an entity. Typically
/// used alongside the `AnimatedBy` component.
pub const AnimationTargetId = struct {
    value: [16]u8,

    pub const zig_reflect = "bevy_animation::AnimationTargetId";
};

/// An animation that is being faded out as part of a transition
pub const AnimationTransition = struct {
    /// The current weight. Starts at 1.0 and goes to 0.0 during the fade-out.
    current_weight: f32,
    /// How much to decrease `current_weight` per second
    weight_decline_per_sec: f32,

    pub const zig_reflect = "bevy_animation::transition::AnimationTransition";
};

/// Manages fade-out of animation blend factors, allowing for smooth transitions between animations.
pub const AnimationTransitions = struct {
    transitions: []const AnimationTransition = &.{},

    pub const zig_reflect = "bevy_animation::transition::AnimationTransitions";
};

pub const TimedAnimationEvent = struct {
    time: f32,
    event: AnimationEventData,

    pub const zig_reflect = "bevy_animation::TimedAnimationEvent";
};
