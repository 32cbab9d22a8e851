//! The scripts' own `test` blocks.

#[test]
fn scripts_pass_their_own_tests() {
    bevy_zig_build::test_scripts!();
}
