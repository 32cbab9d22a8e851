//! What replaces the standard library's panic handler and log function. The default ones pull in a terminal, threads
//! and a debug-info reader: seconds of compile time and megabytes for each script. Ours hand message and return
//! addresses to the host, which knows how to name them.

const std = @import("std");
const builtin = @import("builtin");
const abi = @import("../contract/abi.zig");

const Words = @import("words.zig").Words;

/// What runs for a failed check that says no more than its name.
const plain = std.debug.FullPanic(report);

/// The handler that the root file of every script declares. The standard library's own, but for the checks that say a
/// number or a name: it would bring its whole formatting into each script, which takes longer to compile than most
/// scripts.
pub const panic = struct {
    pub const call = plain.call;
    pub const reachedUnreachable = plain.reachedUnreachable;
    pub const unwrapNull = plain.unwrapNull;
    pub const castToNull = plain.castToNull;
    pub const incorrectAlignment = plain.incorrectAlignment;
    pub const invalidErrorCode = plain.invalidErrorCode;
    pub const integerOutOfBounds = plain.integerOutOfBounds;
    pub const integerOverflow = plain.integerOverflow;
    pub const shlOverflow = plain.shlOverflow;
    pub const shrOverflow = plain.shrOverflow;
    pub const divideByZero = plain.divideByZero;
    pub const exactDivisionRemainder = plain.exactDivisionRemainder;
    pub const integerPartOutOfBounds = plain.integerPartOutOfBounds;
    pub const corruptSwitch = plain.corruptSwitch;
    pub const shiftRhsTooBig = plain.shiftRhsTooBig;
    pub const invalidEnumValue = plain.invalidEnumValue;
    pub const forLenMismatch = plain.forLenMismatch;
    pub const copyLenMismatch = plain.copyLenMismatch;
    pub const memcpyAlias = plain.memcpyAlias;
    pub const noreturnReturned = plain.noreturnReturned;
    pub const loadUninstantiableType = plain.loadUninstantiableType;

    /// A slice does not end in the value that its type promises.
    pub fn sentinelMismatch(expected: anytype, found: @TypeOf(expected)) noreturn {
        @branchHint(.cold);
        var words: Words = .{};
        words.add("sentinel mismatch");
        if (@typeInfo(@TypeOf(expected)) == .int and @bitSizeOf(@TypeOf(expected)) <= 64) {
            words.add(": expected ");
            words.addWhole(expected);
            words.add(", found ");
            words.addWhole(found);
        }
        report(words.text(), @returnAddress());
    }

    /// `catch unreachable` met an error.
    pub fn unwrapError(err: anyerror) noreturn {
        @branchHint(.cold);
        var words: Words = .{};
        words.add("attempt to unwrap error: ");
        words.add(@errorName(err));
        report(words.text(), @returnAddress());
    }

    /// An error is not one of the set that it was cast to.
    pub fn unexpectedErrorCode(err: anyerror) noreturn {
        @branchHint(.cold);
        var words: Words = .{};
        words.add("unexpected error code, found error.");
        words.add(@errorName(err));
        report(words.text(), @returnAddress());
    }

    /// An index beyond the end.
    pub fn outOfBounds(index: usize, len: usize) noreturn {
        @branchHint(.cold);
        var words: Words = .{};
        words.add("index out of bounds: index ");
        words.addWhole(index);
        words.add(", len ");
        words.addWhole(len);
        report(words.text(), @returnAddress());
    }

    /// A slice that would begin after its end.
    pub fn startGreaterThanEnd(start: usize, end: usize) noreturn {
        @branchHint(.cold);
        var words: Words = .{};
        words.add("start index ");
        words.addWhole(start);
        words.add(" is larger than end index ");
        words.addWhole(end);
        report(words.text(), @returnAddress());
    }

    /// A field of a union that has another.
    pub fn inactiveUnionField(active: anytype, accessed: @TypeOf(active)) noreturn {
        @branchHint(.cold);
        var words: Words = .{};
        words.add("access of union field '");
        words.add(@tagName(accessed));
        words.add("' while field '");
        words.add(@tagName(active));
        words.add("' is active");
        report(words.text(), @returnAddress());
    }

    /// A slice that does not divide into items of another size.
    pub fn sliceCastLenRemainder(src_len: usize) noreturn {
        @branchHint(.cold);
        var words: Words = .{};
        words.add("slice length '");
        words.addWhole(src_len);
        words.add("' does not divide exactly into destination elements");
        report(words.text(), @returnAddress());
    }
};

/// Likewise. `std.log` in a script goes to the host's log.
pub const std_options: std.Options = .{
    .logFn = log,
    .enable_segfault_handler = false,
    .allow_stack_tracing = false,
};

/// The frame of the batch that runs now on this thread, for code that has no context in reach. A game runs its scripts
/// on one thread, but a program may run several games (as tests do), and they share the script's code.
pub threadlocal var current: ?*abi.Frame = null;

/// Frame pointer of the exported function that the host called: where a walk up the stack has to stop, because the
/// host's frames need not keep frame pointers.
pub threadlocal var stack_base: usize = 0;

fn report(message: []const u8, first_address: ?usize) noreturn {
    @branchHint(.cold);
    if (current) |frame| {
        var addresses: [64]usize = undefined;
        const count = walkStack(&addresses, first_address orelse @returnAddress(), @frameAddress());
        frame.host.panic(frame, .from(message), &addresses, count);
    }
    // The host has taken note, and its guard takes over.
    @trap();
}

/// Collects return addresses, innermost first, from `first_address` up to the callback.
fn walkStack(addresses: []usize, first_address: usize, frame_address: usize) usize {
    // Calls are not on a stack that WebAssembly lets anybody see.
    if (builtin.cpu.arch.isWasm()) return 0;
    addresses[0] = first_address;
    var count: usize = 1;
    // Frames between the panic and the code that caused it are the handler's own.
    var seen_first = false;
    var frame_pointer = frame_address;
    while (count < addresses.len and frame_pointer != 0 and frame_pointer % @alignOf(usize) == 0 and frame_pointer < stack_base) {
        const record: *const [2]usize = @ptrFromInt(frame_pointer);
        if (seen_first) {
            addresses[count] = record[1];
            count += 1;
        } else if (record[1] == first_address) {
            seen_first = true;
        }
        // The stack grows down: a caller's frame lies higher, or this is no frame.
        if (record[0] <= frame_pointer) break;
        frame_pointer = record[0];
    }
    return count;
}

fn log(
    comptime level: std.log.Level,
    comptime scope: @EnumLiteral(),
    comptime format: []const u8,
    args: anytype,
) void {
    const frame = current orelse return;
    const prefix = if (scope == .default) "" else "(" ++ @tagName(scope) ++ ") ";
    write(frame, switch (level) {
        .err => .@"error",
        .warn => .warn,
        .info, .debug => .info,
    }, prefix ++ format, args);
}

/// Longest log line; the rest of a longer one is cut.
const line_len_max = 1024;

/// Formats a line and hands it to the host.
pub fn write(frame: *abi.Frame, level: abi.LogLevel, comptime format: []const u8, args: anytype) void {
    var buffer: [line_len_max]u8 = undefined;
    var writer: std.Io.Writer = .fixed(buffer[0 .. line_len_max - 1]);
    const fits = if (writer.print(format, args)) |_| true else |_| false;
    var line = writer.buffered();
    if (!fits and line.len >= 3) @memcpy(line[line.len - 3 ..], "...");
    // The contract wants text to be null-terminated, too.
    buffer[line.len] = 0;
    _ = frame.host.log(frame, level, .from(line));
}

test "every check of Zig's has its handler" {
    inline for (@typeInfo(plain).@"struct".decl_names) |name| try std.testing.expect(@hasDecl(panic, name));
}
