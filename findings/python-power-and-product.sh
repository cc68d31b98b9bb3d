#!/usr/bin/env bash
# In CPython, x**2 is pow(x, 2) of the C library and not x * x; x**-0.5 is not
# 1 / sqrt(x). numpy's x**2 is x * x, and so is JavaScript's in V8. Seen with
# CPython 3.11.7 on glibc 2.36, Pyodide 314.0.7 (CPython 3.14.2), numpy 2.4.6
# and Node 20.20.2, for x = k / 100001, k from 1 to 100000.
# Output: x**2 differs from x * x for some x in CPython and Pyodide, for none in
# numpy and Node; x**-0.5 differs from 1 / sqrt(x) for a fifth or more of all.
# Why it matters: RMSNorm and Adam are written with **2 and **-0.5 or **0.5, and
# a port that multiplies or takes roots has other last bits from the first step.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6
npm install --silent --no-audit --no-fund --ignore-scripts pyodide@314.0.7

cat >power.py <<'END'
import math

xs = [k / 100001 for k in range(1, 100001)]
squares = sum(x**2 != x * x for x in xs)
roots = sum(x**-0.5 != 1 / math.sqrt(x) for x in xs)
print(squares, roots)
END
cat >array.py <<'END'
import numpy as np

x = np.arange(1, 100001) / 100001
print((x**2 != x * x).sum(), (x**-0.5 != 1 / np.sqrt(x)).sum())
END
cat >pyodide.mjs <<'END'
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const python = await loadPyodide({ stdout: console.log });
python.runPython(readFileSync("power.py", "utf8"));
END
cat >power.mjs <<'END'
const xs = Array.from({ length: 100000 }, (_, k) => (k + 1) / 100001);
const squares = xs.filter((x) => x ** 2 !== x * x).length;
const roots = xs.filter((x) => x ** -0.5 !== 1 / Math.sqrt(x)).length;
console.log(squares, roots);
END

seen() { # NAME COMMAND...: the squares and the roots that differ
  local name=$1
  shift
  read -r squares roots < <("$@")
  echo "$name: x**2 differs for $squares of 100000, x**-0.5 for $roots"
}
seen "CPython $(python3 -c 'import platform as p; print(p.python_version())')" \
  python3 power.py
[ "$squares" -gt 0 ] && [ "$squares" -lt 1000 ] || exit 1
[ "$roots" -gt 20000 ] || exit 1
seen "Pyodide 314.0.7" node pyodide.mjs
[ "$squares" -gt 0 ] && [ "$squares" -lt 1000 ] || exit 1
[ "$roots" -gt 20000 ] || exit 1
seen "numpy 2.4.6" venv/bin/python array.py
[ "$squares" = 0 ] || exit 1
[ "$roots" -gt 20000 ] || exit 1
seen "Node $(node --version)" node power.mjs
[ "$squares" = 0 ] || exit 1
[ "$roots" -gt 20000 ] || exit 1
