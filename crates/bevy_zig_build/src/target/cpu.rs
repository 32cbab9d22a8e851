//! Rust's CPU and CPU features in Zig's words.

/// Features whose names differ by more than `_` for `.` and `-`.
const RENAMED: [(&str, &str); 11] = [
    ("bmi1", "bmi"),
    ("cmpxchg16b", "cx16"),
    ("lahfsahf", "sahf"),
    ("pclmulqdq", "pclmul"),
    ("rdrand", "rdrnd"),
    ("fcma", "complxnum"),
    ("fhm", "fp16fml"),
    ("fp16", "fullfp16"),
    ("frintts", "fptoint"),
    ("paca", "pauth"),
    ("rcpc2", "rcpc_immo"),
];

/// Features that both compilers have, of x86, ARM and WebAssembly. What is not among them is left to rustc: a script
/// without it is the slower code, and still runs wherever the game does.
const SAME: [&str; 76] = [
    "adx",
    "aes",
    "avx",
    "avx2",
    "avx512bf16",
    "avx512bitalg",
    "avx512bw",
    "avx512cd",
    "avx512dq",
    "avx512f",
    "avx512fp16",
    "avx512ifma",
    "avx512vbmi",
    "avx512vbmi2",
    "avx512vl",
    "avx512vnni",
    "avx512vp2intersect",
    "avx512vpopcntdq",
    "bmi2",
    "f16c",
    "fma",
    "fxsr",
    "gfni",
    "lzcnt",
    "movbe",
    "popcnt",
    "rdseed",
    "sha",
    "sse",
    "sse2",
    "sse3",
    "sse4.1",
    "sse4.2",
    "sse4a",
    "ssse3",
    "tbm",
    "vaes",
    "vpclmulqdq",
    "xsave",
    "xsavec",
    "xsaveopt",
    "xsaves",
    "bf16",
    "bti",
    "crc",
    "dit",
    "dotprod",
    "f32mm",
    "f64mm",
    "flagm",
    "i8mm",
    "lse",
    "mte",
    "neon",
    "rand",
    "rcpc",
    "rdm",
    "sha2",
    "sha3",
    "sm4",
    "ssbs",
    "sve",
    "sve2",
    "sve2-bitperm",
    "atomics",
    "bulk-memory",
    "extended-const",
    "multivalue",
    "mutable-globals",
    "nontrapping-fptoint",
    "reference-types",
    "relaxed-simd",
    "sign-ext",
    "simd128",
    "tail-call",
    "wide-arithmetic",
];

/// What Zig's `-mcpu` takes: the CPU of `-C target-cpu=…`, or the least that every machine of the architecture has, and
/// the features of `-C target-feature=…`. Of several the last one counts, as for rustc.
pub(super) fn cpu(rust_flags: &str) -> String {
    let mut name = None;
    let mut features: Vec<(&str, char)> = Vec::new();
    for option in codegen_options(rust_flags) {
        if let Some(value) = option.strip_prefix("target-cpu=") {
            name = Some(value);
        }
        for feature in option.strip_prefix("target-feature=").unwrap_or_default().split(',') {
            let Some(sign @ ('+' | '-')) = feature.chars().next() else { continue };
            features.retain(|(known, _)| *known != &feature[1..]);
            features.push((&feature[1..], sign));
        }
    }
    let mut cpu = match name {
        None | Some("generic") => "baseline".to_owned(),
        Some(name) => name.replace('-', "_"),
    };
    for (feature, sign) in features {
        if let Some(feature) = zig_name(feature) {
            cpu.push(sign);
            cpu += &feature;
        }
    }
    cpu
}

/// What follows each `-C`.
fn codegen_options(rust_flags: &str) -> impl Iterator<Item = &str> {
    let mut flags = rust_flags.split('\x1f');
    std::iter::from_fn(move || {
        Some(match flags.next()? {
            "-C" | "--codegen" => flags.next().unwrap_or_default(),
            flag => flag.strip_prefix("-C").or_else(|| flag.strip_prefix("--codegen=")).unwrap_or_default(),
        })
    })
}

fn zig_name(feature: &str) -> Option<String> {
    let renamed = RENAMED.iter().find(|(rust, _)| *rust == feature).map(|(_, zig)| (*zig).to_owned());
    renamed.or_else(|| SAME.contains(&feature).then(|| feature.replace(['.', '-'], "_")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_cpu_counts_and_zig_s_least_is_rust_s_generic() {
        for (flags, expected) in [
            ("", "baseline"),
            ("-Ctarget-cpu=x86-64-v3", "x86_64_v3"),
            ("-C\x1ftarget-cpu=native", "native"),
            ("--codegen=target-cpu=znver3\x1f-Copt-level=3", "znver3"),
            ("-Ctarget-cpu=native\x1f-Ctarget-cpu=generic", "baseline"),
            ("-Clink-arg=-target-cpu=x", "baseline"),
        ] {
            assert_eq!(cpu(flags), expected, "{flags}");
        }
    }

    #[test]
    fn features_have_zig_s_names_and_those_that_zig_has_not_are_left_out() {
        for (flags, expected) in [
            ("-Ctarget-feature=+avx2", "baseline+avx2"),
            ("-Ctarget-feature=+sse4.2,+bmi1,-cmpxchg16b", "baseline+sse4_2+bmi-cx16"),
            ("-Ctarget-cpu=x86-64-v3\x1f-C\x1ftarget-feature=-avx2", "x86_64_v3-avx2"),
            ("-Ctarget-feature=+crt-static,+fp16,+rcpc2", "baseline+fullfp16+rcpc_immo"),
            ("-Ctarget-feature=+atomics,+bulk-memory\x1f-Ctarget-feature=-atomics", "baseline+bulk_memory-atomics"),
            ("-Ctarget-feature=", "baseline"),
        ] {
            assert_eq!(cpu(flags), expected, "{flags}");
        }
    }
}
