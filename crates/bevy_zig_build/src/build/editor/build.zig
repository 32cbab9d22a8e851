//! Written by bevy_zig_build with each build of the game, for the game's own build.zig: what scripts import, so that
//! editors know it, and the step `check`, which compiles all scripts and keeps nothing.
const std = @import("std");
const settings = @import("settings.zig");

const Module = std.Build.Module;

/// What is the same for all scripts.
const Modules = struct { bevy: *Module, components: *Module };

pub fn build(b: *std.Build) void {
    const check = b.step("check", "Compiles all scripts");
    b.default_step = check;
    const bevy = b.createModule(.{ .root_source_file = b.graph.cwdRelativePath(settings.sdk ++ "/bevy.zig") });
    const components = b.createModule(.{
        .root_source_file = b.path(".bevy_zig/components.zig"),
        .imports = &.{.{ .name = "bevy", .module = bevy }},
    });
    for (settings.folders) |folder| {
        addFolder(b, check, .{ .bevy = bevy, .components = components }, folder) catch |problem| {
            std.process.fatal("cannot read the folder {s}: {t}; build the game again with cargo", .{ folder, problem });
        };
    }
}

/// The scripts of a folder; it is looked at again when files come or go.
fn addFolder(b: *std.Build, check: *std.Build.Step, modules: Modules, folder: []const u8) !void {
    const io = b.graph.io;
    const is_absolute = std.fs.path.isAbsolute(folder);
    const path = if (is_absolute) b.graph.cwdRelativePath(folder) else b.path(folder);
    b.dependOnDirectoryContents(path);
    const options: std.Io.Dir.OpenOptions = .{ .iterate = true };
    var dir = try if (is_absolute) std.Io.Dir.openDirAbsolute(io, folder, options) else b.root.openDir(io, folder, options);
    defer dir.close(io);
    var files = dir.iterate();
    while (try files.next(io)) |file| {
        if (file.kind == .directory or std.mem.startsWith(u8, file.name, ".")) continue;
        const name = b.dupe(std.fs.path.stem(file.name));
        const source = path.path(b, file.name);
        if (std.mem.endsWith(u8, file.name, ".zig")) {
            const object = b.addObject(.{ .name = name, .root_module = zigScript(b, modules, name, source) });
            check.dependOn(&object.step);
        } else if (std.mem.endsWith(u8, file.name, ".c")) {
            const object = b.addObject(.{ .name = name, .root_module = cScript(b, name, source) });
            check.dependOn(&object.step);
        }
    }
}

/// A script below a root that exports its descriptor, which is where most mistakes are found.
fn zigScript(b: *std.Build, modules: Modules, name: []const u8, source: std.Build.LazyPath) *Module {
    const script = b.createModule(.{ .root_source_file = source, .imports = &.{
        .{ .name = "bevy", .module = modules.bevy },
        .{ .name = "components", .module = modules.components },
    } });
    const root = b.addWriteFiles().add(b.fmt("{s}.zig", .{name}), b.fmt(
        \\const bevy = @import("bevy");
        \\pub const panic = bevy.panic;
        \\pub const std_options = bevy.std_options;
        \\const descriptor: bevy.abi.Descriptor = bevy.descriptorOf(@import("script"), .{{
        \\    .package = "{[package]s}",
        \\    .name = "{[name]s}",
        \\    .built_at = 0,
        \\    .git_commit = "",
        \\    .components = @import("components"),
        \\}});
        \\comptime {{
        \\    @export(&descriptor, .{{ .name = "bevy_zig_script__{[package]s}__{[name]s}" }});
        \\}}
        \\
    , .{ .package = settings.package, .name = name }));
    return b.createModule(.{ .root_source_file = root, .target = b.graph.host, .optimize = .debug, .imports = &.{
        .{ .name = "bevy", .module = modules.bevy },
        .{ .name = "components", .module = modules.components },
        .{ .name = "script", .module = script },
    } });
}

fn cScript(b: *std.Build, name: []const u8, source: std.Build.LazyPath) *Module {
    const module = b.createModule(.{ .target = b.graph.host, .optimize = .debug });
    module.addIncludePath(b.graph.cwdRelativePath(settings.sdk));
    module.addCSourceFile(.{ .file = source, .flags = &.{
        "-std=c11",
        "-Wall",
        "-fno-sanitize=undefined",
        b.fmt("-DBEVY_ZIG_SCRIPT_SYMBOL=bevy_zig_script__{s}__{s}", .{ settings.package, name }),
        b.fmt("-DBEVY_ZIG_SCRIPT_NAME=\"{s}\"", .{name}),
        b.fmt("-DBEVY_ZIG_SCRIPT_PACKAGE=\"{s}\"", .{settings.package}),
        "-DBEVY_ZIG_SCRIPT_TARGET=\"\"",
        "-DBEVY_ZIG_SCRIPT_ZIG_VERSION=\"\"",
        "-DBEVY_ZIG_SCRIPT_GIT_COMMIT=\"\"",
        "-DBEVY_ZIG_SCRIPT_BUILT_AT=0u",
        "-DBEVY_ZIG_SCRIPT_OPTIMIZE=BEVY_ZIG_OPTIMIZE_DEBUG",
    } });
    return module;
}
