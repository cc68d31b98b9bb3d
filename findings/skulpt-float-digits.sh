#!/usr/bin/env bash
# Skulpt 1.2.0 prints floats with fewer digits than they have: repr(0.1 + 0.2)
# is '0.3' although 0.1 + 0.2 == 0.3 is False. CPython and MicroPython 1.27.0
# (WebAssembly) print 0.30000000000000004.
# Output: Skulpt 0.3 False; MicroPython 0.30000000000000004 False.
# Why it matters: weights, or losses to be compared, that are printed in Skulpt
# and read again are other numbers; 17 digits have to be asked for another way.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts skulpt@1.2.0 \
  @micropython/micropython-webassembly-pyscript@1.27.0

cat >skulpt.cjs <<'END'
const fs = require("node:fs");
const vm = require("node:vm");
globalThis.window = globalThis;
for (const name of ["skulpt.min", "skulpt-stdlib"]) {
  const file = require.resolve(`skulpt/dist/${name}.js`);
  vm.runInThisContext(fs.readFileSync(file, "utf8"));
}
Sk.configure({
  output: (text) => process.stdout.write(text),
  read: (name) => Sk.builtinFiles.files[name],
  __future__: Sk.python3,
});
const program = "print(repr(0.1 + 0.2), 0.1 + 0.2 == 0.3)";
Sk.misceval.asyncToPromise(() =>
  Sk.importMainWithBody("main", false, program, true));
END
cat >micropython.mjs <<'END'
import { loadMicroPython } from
  "@micropython/micropython-webassembly-pyscript/micropython.mjs";

const python = await loadMicroPython({ stdout: console.log });
python.runPython("print(repr(0.1 + 0.2), 0.1 + 0.2 == 0.3)");
END
skulpt=$(node skulpt.cjs)
micropython=$(node micropython.mjs)
echo "Skulpt 1.2.0: $skulpt"
echo "MicroPython 1.27.0: $micropython"
[ "$skulpt" = "0.3 False" ]
[ "$micropython" = "0.30000000000000004 False" ]
