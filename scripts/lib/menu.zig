//! Menus: lines that are chosen with the keys, a gamepad or the mouse.

const std = @import("std");
const bevy = @import("bevy");
const looks = @import("looks.zig");
const actions = @import("settings.zig").actions;
const Settings = @import("settings.zig").Settings;

const rows_max = 8;

/// What the game is asked for.
pub const Wish = enum { none, play, go_on, give_up, quit };

pub const Page = enum {
    closed,
    title,
    paused,
    over,
    settings,

    fn rows(self: Page) []const Row {
        return switch (self) {
            .closed => &.{},
            .title => &.{ .{ .wish = .play }, .settings, .{ .wish = .quit } },
            .paused => &.{ .{ .wish = .go_on }, .settings, .{ .wish = .give_up } },
            .over => &.{ .{ .wish = .play }, .settings, .{ .wish = .quit } },
            .settings => &.{ .volume, .full_screen, .{ .key = 0 }, .{ .key = 1 }, .{ .key = 2 }, .{ .key = 3 }, .back },
        };
    }
};

const Row = union(enum) {
    wish: Wish,
    settings,
    volume,
    full_screen,
    /// The number of an action.
    key: u8,
    back,
};

/// A part of the state of the script that shows it.
pub const Menu = struct {
    page: Page = .closed,
    /// Where the settings lead back to.
    before: Page = .closed,
    selected: u8 = 0,
    /// The row that waits for a key.
    waiting: ?u8 = null,
    settings: Settings = .{},
    root: bevy.Entity = .none,
    texts: [rows_max]bevy.Entity = @splat(.none),

    pub fn listen(self: *Menu, ctx: *bevy.Context) !void {
        self.settings = try .load(ctx);
        try self.settings.apply(ctx);
        try ctx.bindAction("menu_up", &.{ .{ .key = .arrow_up }, .{ .gamepad_button = .d_pad_up }, .stick(.left_stick_y, 0.5) });
        try ctx.bindAction("menu_down", &.{ .{ .key = .arrow_down }, .{ .gamepad_button = .d_pad_down }, .stick(.left_stick_y, -0.5) });
        try ctx.bindAction("menu_less", &.{ .{ .key = .arrow_left }, .{ .gamepad_button = .d_pad_left } });
        try ctx.bindAction("menu_more", &.{ .{ .key = .arrow_right }, .{ .gamepad_button = .d_pad_right } });
        try ctx.bindAction("menu_go", &.{ .{ .key = .enter }, .{ .key = .space }, .{ .gamepad_button = .south } });
        inline for (0..rows_max) |number| {
            _ = try ctx.connect(signalOf("click", number));
            _ = try ctx.connect(signalOf("over", number));
        }
    }

    pub fn open(self: *Menu, ctx: *bevy.Context, page: Page) !void {
        try self.close(ctx);
        self.page = page;
        self.selected = 0;
        var column: bevy.Entity = .none;
        const root = try ctx.spawnTree(.{
            bevy.Node{ .position_type = .absolute, .width = .percent(100), .height = .percent(100) },
            // The game is darker behind it, but not the words of the hud.
            bevy.BackgroundColor{ .color = looks.night.withAlpha(0.6) },
            bevy.GlobalZIndex{ .value = -1 },
            bevy.children(.{.{
                bevy.idInto(&column),
                bevy.Node{
                    .position_type = .absolute,
                    .width = .percent(100),
                    .top = .percent(if (page == .settings) 44 else 58),
                    .flex_direction = .column,
                    .align_items = .center,
                    .row_gap = .px(4),
                },
            }}),
        });
        self.root = root.id;
        inline for (0..rows_max) |number| {
            if (number < page.rows().len) {
                _ = try ctx.spawnTree(.{
                    bevy.SpawnOptions{ .parent = column },
                    bevy.Node{ .min_width = .px(380), .padding = .axes(.px(18), .px(6)), .justify_content = .center, .border_radius = .all(.px(8)) },
                    bevy.on(.{ .click = signalOf("click", number), .over = signalOf("over", number) }),
                    bevy.children(.{.{
                        bevy.idInto(&self.texts[number]),
                        bevy.Text{ .text = "" },
                        bevy.TextFont.fromFontSize(26),
                        bevy.TextColor{ .color = looks.words },
                    }}),
                });
            }
        }
        try self.show(ctx);
    }

    pub fn close(self: *Menu, ctx: *bevy.Context) !void {
        if (self.root != .none) try ctx.ref(self.root).despawn();
        self.root = .none;
        self.page = .closed;
        self.waiting = null;
    }

    /// Whether the keys are the menu's.
    pub fn isOpen(self: *const Menu) bool {
        return self.page != .closed;
    }

    /// What keys and gamepad ask for.
    pub fn update(self: *Menu, ctx: *bevy.Context) !Wish {
        if (self.waiting) |number| {
            for (try ctx.pressedNow()) |pressed| {
                if (pressed != .key) continue;
                if (pressed.key != .escape) self.settings.choose(actions[number], pressed);
                self.waiting = null;
                try self.settings.save(ctx);
                try self.show(ctx);
                break;
            }
            return .none;
        }
        const count: u8 = @intCast(self.page.rows().len);
        if (ctx.justPressed("menu_up")) self.selected = (self.selected + count - 1) % count;
        if (ctx.justPressed("menu_down")) self.selected = (self.selected + 1) % count;
        if (ctx.justPressed("menu_less")) try self.change(ctx, -1);
        if (ctx.justPressed("menu_more")) try self.change(ctx, 1);
        const wish: Wish = if (ctx.justPressed("menu_go")) try self.go(ctx) else .none;
        if (self.isOpen()) try self.show(ctx);
        return wish;
    }

    /// What the mouse asks for.
    pub fn hear(self: *Menu, ctx: *bevy.Context, signal: *const bevy.Signal) !Wish {
        if (!self.isOpen() or self.waiting != null) return .none;
        inline for (0..rows_max) |number| {
            const is_over = signal.is(signalOf("over", number));
            const is_click = signal.is(signalOf("click", number));
            if ((is_over or is_click) and number < self.page.rows().len) {
                self.selected = number;
                const wish: Wish = if (is_click) try self.go(ctx) else .none;
                if (self.isOpen()) try self.show(ctx);
                return wish;
            }
        }
        return .none;
    }

    /// Does what the chosen row says.
    fn go(self: *Menu, ctx: *bevy.Context) !Wish {
        switch (self.page.rows()[self.selected]) {
            .wish => |wish| return wish,
            .settings => {
                self.before = self.page;
                try self.open(ctx, .settings);
            },
            .volume, .full_screen => try self.change(ctx, 1),
            .key => |number| self.waiting = number,
            .back => try self.open(ctx, self.before),
        }
        return .none;
    }

    fn change(self: *Menu, ctx: *bevy.Context, by: i8) !void {
        switch (self.page.rows()[self.selected]) {
            .volume => self.settings.volume = @intCast(@mod(@as(i16, self.settings.volume) + by, 11)),
            .full_screen => self.settings.full_screen = !self.settings.full_screen,
            else => return,
        }
        try self.settings.save(ctx);
    }

    fn show(self: *Menu, ctx: *bevy.Context) !void {
        for (self.page.rows(), 0..) |row, number| {
            const is_chosen = number == self.selected;
            const text = ctx.ref(self.texts[number]);
            const words = switch (row) {
                .wish => |wish| switch (wish) {
                    .none => "",
                    .play => if (self.page == .over) "Play again" else "Play",
                    .go_on => "Go on",
                    .give_up => "Give up",
                    .quit => "Quit",
                },
                .settings => "Settings",
                .volume => try line(ctx, "Volume", try ctx.format("{d}", .{self.settings.volume})),
                .full_screen => try line(ctx, "Full screen", if (self.settings.full_screen) "on" else "off"),
                .key => |action| try line(ctx, actions[action].label(), if (self.waiting == action)
                    "press a key"
                else
                    self.settings.source(actions[action]).label()),
                .back => "Back",
            };
            try text.set(bevy.Text, .{ .text = words });
            const color = if (is_chosen) looks.chosen else looks.words.withAlpha(0.65);
            try text.set(bevy.TextColor, .{ .color = color });
        }
    }
};

/// A name on the left and a value on the right: all letters of the font are equally wide.
fn line(ctx: *bevy.Context, name: []const u8, value: []const u8) ![]const u8 {
    return ctx.format("{s: <12}{s: >12}", .{ name, value });
}

fn signalOf(comptime what: []const u8, comptime number: usize) []const u8 {
    return std.fmt.comptimePrint("menu_{s}_{d}", .{ what, number });
}
