#!/usr/bin/env bash
# CPython 3.12 and later add floats in `sum` with compensation; 3.11 does not
# (seen in Pyodide 0.25.1, which is CPython 3.11, and 0.26.4, which is 3.12).
# Brython 3.14.3 calls itself 3.14 and does not either, though its seed 42 starts
# the random numbers of Python's.
# Output: sum([0.1] * 10) is 0.9999999999999999, 1.0, 0.9999999999999999. The
# sum of ten objects with the same number in them is not compensated in either.
# Why it matters: a GPT in plain Python takes the mean of its losses and the sum
# of its probabilities with `sum`, so its last bits depend on the interpreter,
# and a port that is compared to the last digit has to be told which one ran.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts \
  old@npm:pyodide@0.25.1 new@npm:pyodide@0.26.4 brython@3.14.3 >/dev/null

cat >pyodide.mjs <<'END'
const { loadPyodide } = await import(`${process.argv[2]}/pyodide.mjs`);
const python = await loadPyodide();
console.log(python.runPython(`
import sys

class Value:
    def __init__(self, data):
        self.data = data

    def __add__(self, other):
        return Value(self.data + other.data)

plain = sum([0.1] * 10)
values = sum([Value(0.1)] * 10, Value(0.0)).data
f"{sys.version_info.major}.{sys.version_info.minor} {plain!r} {values!r}"
`));
END
# Brython is for browsers: what it asks of one, and what Node 20 lacks.
cat >brython.cjs <<'END'
const fs = require("node:fs");
const vm = require("node:vm");
const none = () => {};
Object.assign(globalThis, {
  self: globalThis, window: globalThis, addEventListener: none,
  location: { href: "http://localhost/", origin: "null", pathname: "/" },
  MutationObserver: class { observe() {} },
  document: {
    addEventListener: none, dispatchEvent: none, createElement: () => ({}), scripts: [],
    getElementsByTagName: () => [], querySelectorAll: () => [],
    currentScript: { src: "http://localhost/brython.js" },
  },
  module: { exports: {} },
});
for (const name of ["Node", "Element", "HTMLElement", "NodeList"]) {
  globalThis[name] ??= class {};
}
Set.prototype.difference ??= function (other) {
  return new Set([...this].filter((it) => !other.has(it)));
};
Set.prototype.union ??= function (other) {
  return new Set([...this, ...other]);
};
const load = (name) =>
  vm.runInThisContext(fs.readFileSync(require.resolve(name), "utf8"));
load("brython/brython.js");
globalThis.__BRYTHON__ = globalThis.module.exports.__BRYTHON__;
load("brython/brython_stdlib.js");
globalThis.__BRYTHON__.runPythonSource(`
import random, sys
print(f"{sys.version_info.major}.{sys.version_info.minor} {sum([0.1] * 10)!r}")
random.seed(42)
print(random.random())
`, "main");
END

old=$(cp -r node_modules/old . && node pyodide.mjs ./old)
new=$(cp -r node_modules/new . && node pyodide.mjs ./new)
{ read -r brython && read -r random; } < <(node brython.cjs | grep .)
echo "CPython (Pyodide 0.25.1): ${old% *}, and of objects ${old##* }"
echo "CPython (Pyodide 0.26.4): ${new% *}, and of objects ${new##* }"
echo "Brython 3.14.3: $brython"
echo "Brython 3.14.3, first random number from seed 42: $random"
[ "$old" = "3.11 0.9999999999999999 0.9999999999999999" ]
[ "$new" = "3.12 1.0 0.9999999999999999" ]
[ "$brython" = "3.14 0.9999999999999999" ]
[ "$random" = 0.6394267984578837 ]
