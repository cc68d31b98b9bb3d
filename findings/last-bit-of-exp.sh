#!/usr/bin/env bash
# libm 0.2.16 for Rust and glibc 2.36, x86-64 with fused multiply-add.
# Of 100,000 values of exp from -20 to 20, libm and glibc round 9,686 to other
# bits. glibc alone rounds some to other bits when it is kept from FMA. Rust's
# x.powf(2.0) is glibc's pow in a debug build and x * x in a release build,
# which for some x has another last bit.
# Why it matters: two right ports of a small GPT on one machine part in the last
# bit, and so do two builds of one port. Compare digits, not bits.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir src
cat >Cargo.toml <<'TOML'
[package]
name = "last-bit"
version = "0.1.0"
edition = "2021"
[dependencies]
libm = "=0.2.16"
[workspace]
TOML
cat >src/main.rs <<'RUST'
fn main() {
    let numbers = || (0..100_000).map(|i| f64::from(i) * 0.0004 - 20.0);
    let two = std::hint::black_box(2.0);
    let apart = numbers().filter(|&x| libm::exp(x) != x.exp()).count();
    let folded = numbers().filter(|&x| x.powf(2.0) != x.powf(two)).count();
    let bits = numbers().fold(0u64, |sum, x| {
        (sum ^ x.exp().to_bits()).wrapping_mul(0x0100_0000_01b3)
    });
    println!("{apart} {folded} {bits:016x}");
}
RUST
cargo build -q
cargo build -q --release
read -r apart debug bits < <(target/debug/last-bit)
read -r _ release _ < <(target/release/last-bit)
read -r _ _ without < <(GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,-FMA4 \
  target/debug/last-bit)
echo "exp, libm and glibc: $apart of 100,000 differ"
echo "exp, all bits of glibc: $bits, without FMA $without"
echo "powf(2.0) is not glibc's pow: $debug in a debug build, $release in release"
if [ "$apart" -lt 5000 ] || [ "$bits" = "$without" ] || [ "$debug" != 0 ] \
  || [ "$release" = 0 ]; then
  echo "this has changed"
  exit 1
fi
