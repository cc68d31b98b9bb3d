#!/usr/bin/env bash
# CPython's cyclic garbage collector looks through the graph of scalar automatic
# differentiation again and again while it is built, and finds nothing to free.
# Output: 40 graphs of 30,000 nodes take 1.9 times as long as with gc.disable()
# in CPython 3.11.7, and 1.5 times in 3.13.0. In a whole small GPT it is more.
# Why it matters: times of a small GPT "in Python" differ by this factor between
# versions and settings, so a race against it has to say which CPython ran.
set -euo pipefail

python3 - <<'END'
import gc
import platform
import sys
import time


class Value:
    __slots__ = ("data", "parents", "slopes")

    def __init__(self, data, parents=(), slopes=()):
        self.data, self.parents, self.slopes = data, parents, slopes

    def __mul__(self, other):
        data = self.data * other.data
        return Value(data, (self, other), (other.data, self.data))


def graph(nodes=30_000):
    values = [Value(1.0)]
    for _ in range(nodes):
        values.append(values[-1] * values[0])
    return values


def seconds():
    start = time.process_time()
    for _ in range(40):
        graph()
    return time.process_time() - start


graph()
collecting = min(seconds() for _ in range(3))
gc.disable()
disabled = min(seconds() for _ in range(3))
times = collecting / disabled
print(f"CPython {platform.python_version()}: {collecting:.2f} s with the")
print(f"collector, {disabled:.2f} s without: {times:.1f} times as long")
sys.exit(times < 1.3)
END
