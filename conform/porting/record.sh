#!/usr/bin/env bash
# Makes the record that the appendix "Porting Facts" is made of:
# conform/porting/record.sh PYTHON... > record.txt
# It runs scripts of findings/, and what else is on this machine: each PYTHON,
# Ruby, Perl, PHP, Java and a C++ compiler. It takes minutes, so nobody runs it
# in a check; the figures compare it with what Rust computes.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
line() { local IFS=$'\t'; echo "$*"; }
finding() { bash "findings/$1.sh"; }

echo "# Made by conform/porting/record.sh."
line date "$(date +%Y-%m-%d)"
line libc "$(ldd --version | sed -nE '1s/.* ([0-9.]+)$/glibc \1/p')"
line processor "$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)"

echo "# sum([0.1] * 10)"
finding python-sum-compensated >"$folder/sums"
sed -nE <"$folder/sums" \
  's/^CPython \(Pyodide (.*)\): (.*) (.*), and.*/sum\tCPython \2 (Pyodide \1)\t\3/p
   s/^Brython (.*): .* (.*)/sum\tBrython \1\t\2/p'

echo "# the first number after the seed 42"
finding numpy-seed-42 >"$folder/seeds"
seed() { line seed "$1" "$(sed -n "s/^$2 //p" "$folder/seeds")" "$3"; }
seed "Python, \`random.seed(42)\`" Python python
line seed "Brython 3.14.3, \`random.seed(42)\`" \
  "$(sed -n 's/^Brython.*seed 42: //p' "$folder/sums")" python
seed "numpy 2.4.6, \`np.random.seed([42])\`" 'numpy-\[42\]' python
seed "numpy 2.4.6, \`np.random.seed(42)\`" numpy-42 numpy
seed "Skulpt 1.2.0" Skulpt numpy
line normal Python "$(sed -n 's/^Python-gauss //p' "$folder/seeds")"
line normal numpy "$(sed -n 's/^numpy-normal //p' "$folder/seeds")"
ruby=$(ruby -e 'puts RUBY_VERSION')
line seed "Ruby $ruby, \`Random.new(42)\`" \
  "$(ruby -e 'puts Random.new(42).rand')" numpy
cat >"$folder/seed.cpp" <<'END'
#include <cstdio>
#include <random>

int main() {
    std::mt19937 twister(42);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::printf("%.17g\n", uniform(twister));
}
END
g++ -o "$folder/seed" "$folder/seed.cpp"
line seed "C++, \`std::mt19937(42)\` (g++ $(g++ -dumpfullversion))" \
  "$("$folder/seed")" own
line seed "Perl $(perl -e 'print substr($^V, 1)'), \`srand(42)\`" \
  "$(perl -e 'srand(42); printf "%.17g", rand()')" own
java=$(java --version | sed -nE '1s/^[a-z]+ ([0-9.]+).*/\1/p')
cat >"$folder/Seed.java" <<'END'
class Seed {
    public static void main(String[] args) {
        System.out.println(new java.util.Random(42).nextDouble());
    }
}
END
line seed "Java $java, \`new Random(42)\`" "$(java "$folder/Seed.java")" own
(
  cd "$folder"
  npm install --silent --no-audit --no-fund --ignore-scripts \
    @micropython/micropython-webassembly-pyscript@1.27.0 >/dev/null
  cat >micropython.mjs <<'END'
import { loadMicroPython } from
  "@micropython/micropython-webassembly-pyscript/micropython.mjs";

const python = await loadMicroPython({ stdout: console.log });
python.runPython("import random\nrandom.seed(42)\nprint(random.random())");
END
  line seed "MicroPython 1.27.0" "$(node micropython.mjs)" own
)

echo "# of 100,000: x**2 and not x * x, x**-0.5 and not 1 / sqrt(x)"
finding python-power-and-product | sed -nE \
  's/^(.*): x\*\*2 differs for ([0-9]+) of 100000, x\*\*-0.5 for ([0-9]+)/power\t\1\t\2\t\3/p'

echo "# last bits beside CPython with this libc"
finding pyodide-last-bits | sed -nE \
  -e '/^Pyodide/,/^Node/s/^([a-z]+) ([0-9]+) of ([0-9]+)$/bits\tPyodide 314.0.7\t\1\t\2\t\3/p' \
  -e "/^Node/,\$s/^([a-z]+) ([0-9]+) of ([0-9]+)\$/bits\tNode $(node --version)\t\1\t\2\t\3/p"
finding numpy-exp-last-bits | sed -nE \
  's/^([0-9]+) of ([0-9]+) numbers.*/avx512\t\1\t\2/p'

echo "# 0.1 + 0.2 as Skulpt prints it"
finding skulpt-float-digits | sed -nE 's/^Skulpt 1.2.0: (.*) False/repr\t\1/p'

echo "# initial weights: how many of Python's have other bits than the export's"
cargo run -q --release --locked -p microgpt -- export "$folder/export" >/dev/null
for python in "$@"; do
  line weights "$("$python" conform/porting/weights.py data/names.txt \
    "$folder/export/weights.txt")"
done

echo "# 20 steps, s of processor time: with the cyclic collector and without"
for python in "$@"; do
  line steps "$("$python" conform/porting/step.py data/names.txt)"
done
