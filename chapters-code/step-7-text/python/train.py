"""The same training in PyTorch: the same first parameters, windows and rates,
as Python's random numbers are those of this book.

    python3 -m venv venv
    venv/bin/pip install torch==2.15.0
    venv/bin/python train.py N_EMBD N_LAYER BLOCK_SIZE BATCH THREADS HOW STEPS

HOW is eager or compiled. For each line that it reads, it takes as many steps
as the line says, and prints the seconds that they took and the last loss. At
the line "evaluate" it prints the bits per character of the validation chapters.
"""

import math
import random
import re
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F

D, LAYERS, N, BATCH, THREADS = map(int, sys.argv[1:6])
HOW, STEPS = sys.argv[6], int(sys.argv[7])
HEADS, RATE, WARM_UP = 4, 0.384 / D, 100

torch.set_num_threads(THREADS)
novel = Path(__file__).resolve().parents[3] / "data" / "moby-dick.txt"
novel = novel.read_bytes().decode()
starts = [match.start() for match in re.finditer("^CHAPTER ", novel, re.M)]
chapters = [novel[a:b] for a, b in zip(starts, starts[1:] + [len(novel)])]
token_of = {char: i for i, char in enumerate(sorted(set(novel)))}


def stream(wanted):
    """The tokens of the chapters whose number modulo 20 is wanted."""
    numbered = enumerate(chapters, 1)
    text = "".join(text for n, text in numbered if n % 20 in wanted)
    return torch.tensor([token_of[char] for char in text])


training = stream([n for n in range(20) if n not in (0, 10)])
validation = stream([10])

rng = random.Random(1)
V = len(token_of)
shapes = {"wte": (V, D), "wpe": (N, D), "lm_head": (V, D)}
for layer in range(LAYERS):
    for name in ["wq", "wk", "wv", "wo"]:
        shapes[f"{name}{layer}"] = (D, D)
    shapes[f"fc1{layer}"] = (4 * D, D)
    shapes[f"fc2{layer}"] = (D, 4 * D)
P = {
    name: torch.tensor([[rng.gauss(0.0, 0.02) for _ in range(cols)]
                        for _ in range(rows)])
    for name, (rows, cols) in shapes.items()
}
# What a program in PyTorch does with three matrices that read the same.
for layer in range(LAYERS):
    P[f"wqkv{layer}"] = torch.cat([P.pop(f"w{x}{layer}") for x in "qkv"])
for matrix in P.values():
    matrix.requires_grad_()


def norm(x):
    return F.rms_norm(x, (D,), eps=1e-5)


def loss_of(tokens, targets):
    batch = tokens.shape[0]
    x = norm(P["wte"][tokens] + P["wpe"])
    for layer in range(LAYERS):
        qkv = F.linear(norm(x), P[f"wqkv{layer}"])
        qkv = qkv.view(batch, N, 3, HEADS, D // HEADS)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        out = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        out = out.transpose(1, 2).reshape(batch, N, D)
        x = x + F.linear(out, P[f"wo{layer}"])
        hidden = F.relu(F.linear(norm(x), P[f"fc1{layer}"]))
        x = x + F.linear(hidden, P[f"fc2{layer}"])
    logits = F.linear(x, P["lm_head"])
    return F.cross_entropy(logits.view(-1, V), targets.view(-1))


optimizer = torch.optim.Adam(
    P.values(), lr=RATE, betas=(0.85, 0.99), eps=1e-8, fused=True
)
forward = torch.compile(loss_of) if HOW == "compiled" else loss_of


def windows(stream, starts):
    cut = lambda ahead: torch.stack([stream[i + ahead:][:N] for i in starts])
    return cut(0), cut(1)


def take(step):
    """One step: the seconds that it takes, and its loss."""
    places = len(training) - N
    starts = [int(rng.random() * places) for _ in range(BATCH)]
    if step < WARM_UP:
        rate = RATE * (step + 1) / WARM_UP
    else:
        rate = RATE * (1 - (step - WARM_UP) / (STEPS - WARM_UP))
    began = time.perf_counter()
    tokens, targets = windows(training, starts)
    for group in optimizer.param_groups:
        group["lr"] = rate
    loss = forward(tokens, targets)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    loss = loss.item()
    return time.perf_counter() - began, loss


def evaluate():
    """Bits per character, over windows without an overlap."""
    starts = range(0, len(validation) - N, N)
    with torch.no_grad():
        losses = [
            loss_of(*windows(validation, [start])).item() for start in starts
        ]
    return sum(losses) / len(losses) / math.log(2)


print("torch", torch.__version__, flush=True)
done = 0
for line in sys.stdin:
    if line.strip() == "evaluate":
        print(f"{evaluate():.6f}", flush=True)
        continue
    seconds = 0.0
    for _ in range(int(line)):
        taken, loss = take(done)
        seconds, done = seconds + taken, done + 1
    print(f"{seconds:.6f} {loss:.9f}", flush=True)
