//! What the villagers say, and what can be answered.

/// Whoever has something to say. The number is that of the villager's lantern.
pub const Who = enum(u8) {
    baker,
    smith,
    keeper,

    pub fn name(self: Who) []const u8 {
        return switch (self) {
            .baker => "Orla, the baker",
            .smith => "Bram, the smith",
            .keeper => "Widow Ash",
        };
    }
};

pub const Line = enum(u8) {
    none,
    baker_hello,
    baker_why,
    baker_gift,
    baker_after,
    smith_hello,
    smith_riddle,
    smith_wrong,
    smith_gift,
    smith_after,
    keeper_hello,
    keeper_story,
    keeper_gift,
    keeper_after,
    thanks,
};

pub const Answer = struct {
    text: []const u8,
    next: Line = .none,
};

pub const Said = struct {
    text: []const u8,
    answers: []const Answer = &.{.{ .text = "Good evening." }},
    /// The lantern changes hands.
    is_gift: bool = false,
};

pub fn said(line: Line) Said {
    return switch (line) {
        .none => .{ .text = "" },
        .baker_hello => .{
            .text = "Out so late? The bread is in the oven, and I am stuck here until it is done.",
            .answers = &.{
                .{ .text = "Why are the posts dark?", .next = .baker_why },
                .{ .text = "May I hang up your lantern?", .next = .baker_gift },
            },
        },
        .baker_why => .{
            .text = "It is lantern night. Each of us hangs one up, and then the summer may come. But who has the time?",
            .answers = &.{
                .{ .text = "I have. Give me yours.", .next = .baker_gift },
                .{ .text = "I will think about it." },
            },
        },
        .baker_gift => .{
            .text = "You would? Here it is. Drag it to a post with the mouse, it burns as soon as it hangs.",
            .answers = &.{.{ .text = "Thank you." }},
            .is_gift = true,
        },
        .baker_after => .{ .text = "Can you smell it? Ten more minutes." },
        .smith_hello => .{
            .text = "A lantern? I made all of them. Mine is for whoever can tell me: what gets larger the more you take away?",
            .answers = &.{
                .{ .text = "A hole.", .next = .smith_gift },
                .{ .text = "A fire.", .next = .smith_wrong },
                .{ .text = "Hunger.", .next = .smith_wrong },
            },
        },
        .smith_riddle => .{
            .text = "Back again? What gets larger the more you take away?",
            .answers = &.{
                .{ .text = "A debt.", .next = .smith_wrong },
                .{ .text = "A hole.", .next = .smith_gift },
            },
        },
        .smith_wrong => .{
            .text = "Ha! Not bad, and not right either.",
            .answers = &.{
                .{ .text = "Let me try again.", .next = .smith_riddle },
                .{ .text = "Then not." },
            },
        },
        .smith_gift => .{
            .text = "A hole it is. Take the lantern, and mind the hook. I put some work into that.",
            .answers = &.{.{ .text = "I will." }},
            .is_gift = true,
        },
        .smith_after => .{ .text = "Iron does not wait. Good night." },
        .keeper_hello => .{
            .text = "Sit down with me. I hung up the first lantern of this village, did you know?",
            .answers = &.{
                .{ .text = "Tell me.", .next = .keeper_story },
                .{ .text = "Another time." },
            },
        },
        .keeper_story => .{
            .text = "There was fog, and my brother was out with the sheep. I hung it up, and he saw it from the hill.",
            .answers = &.{.{ .text = "May I hang it up tonight?", .next = .keeper_gift }},
        },
        .keeper_gift => .{
            .text = "That is what I was waiting for somebody to ask. Carry it well.",
            .answers = &.{.{ .text = "I promise." }},
            .is_gift = true,
        },
        .keeper_after => .{ .text = "He still comes down from that hill, each year. Look." },
        .thanks => .{ .text = "All three of them! Now the summer can come." },
    };
}

/// What somebody says first.
pub fn first(who: Who, is_given: bool, is_over: bool) Line {
    if (is_over) return .thanks;
    return switch (who) {
        .baker => if (is_given) .baker_after else .baker_hello,
        .smith => if (is_given) .smith_after else .smith_hello,
        .keeper => if (is_given) .keeper_after else .keeper_hello,
    };
}

/// The most answers that there are.
pub const answers_max = 3;
