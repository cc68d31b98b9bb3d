#!/usr/bin/env bash
# Builds the widgets' WebAssembly and prints where it is. Uses the toolchain's
# own target where rustup has it, else Debian's second toolchain (packages
# cargo-web, rustc-web, rust-web-src, lld-22), which builds std from source.
set -euo pipefail
cd "$(dirname "$0")/.."
target=wasm32-unknown-unknown
out=$(realpath -m "${CARGO_TARGET_DIR:-target}")/$target/release/widgets.wasm
if rustc --print target-libdir --target $target | xargs test -d; then
  cargo build -q --release --locked -p widgets --lib --target $target
elif [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ]; then
  RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-22 \
    /usr/bin/cargo build -q --release --locked -p widgets --lib \
    --target $target -Zbuild-std=std,panic_abort
else
  echo "no WebAssembly target: run 'rustup target add $target'" >&2
  exit 1
fi
echo "$out"
