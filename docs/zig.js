// Zig for highlight.js, which mdBook's copy does not know.
(() => {
    const words = "addrspace align allowzero and anyframe anytype asm break callconv catch comptime const continue defer else enum errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed pub resume return struct suspend switch test threadlocal try union unreachable usingnamespace var volatile while";
    const types = "anyerror anyopaque bool c_int c_uint comptime_float comptime_int f16 f32 f64 f80 f128 i8 i16 i32 i64 i128 isize noreturn type u8 u16 u32 u64 u128 usize void";
    hljs.registerLanguage("zig", () => ({
        keywords: { keyword: words, type: types, built_in: types, literal: "true false null undefined" },
        contains: [
            { className: "comment", begin: /\/\//, end: /$/ },
            { className: "string", begin: /\\\\/, end: /$/ },
            { className: "string", begin: /"/, end: /"/, contains: [{ begin: /\\./ }] },
            { className: "string", begin: /'/, end: /'/, contains: [{ begin: /\\./ }] },
            { className: "built_in", begin: /@[A-Za-z_]\w*/ },
            { className: "number", begin: /\b0x[0-9a-fA-F_]+\b|\b\d[\d_]*(\.\d[\d_]*)?(e[+-]?\d+)?\b/ },
            { className: "title", begin: /\b[A-Za-z_]\w*(?=\()/ },
        ],
    }));
    const highlight = hljs.highlightElement ?? hljs.highlightBlock;
    for (const block of document.querySelectorAll("code.language-zig")) highlight(block);
})();
