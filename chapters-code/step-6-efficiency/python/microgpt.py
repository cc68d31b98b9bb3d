"""The microGPT of Step 5 in Python, number by number, with nothing but the
standard library. It is here to be raced against: python3 microgpt.py NAMES
[STEPS] trains on the file NAMES and prints the losses, then the seconds that
training took."""

import math
import random
import sys
import time

N_EMBD, N_HEAD, BLOCK_SIZE, NUM_STEPS = 16, 4, 16, 1000
HEAD_DIM = N_EMBD // N_HEAD


class Value:
    """A number that remembers what it was made from."""

    __slots__ = ("data", "grad", "parents", "local_grads")

    def __init__(self, data, parents=(), local_grads=()):
        self.data = data
        self.grad = 0.0
        self.parents = parents
        self.local_grads = local_grads

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        data = self.data * other.data
        return Value(data, (self, other), (other.data, self.data))

    def __pow__(self, n):
        slope = n * self.data ** (n - 1)
        return Value(self.data**n, (self,), (slope,))

    def exp(self):
        data = math.exp(self.data)
        return Value(data, (self,), (data,))

    def log(self):
        return Value(math.log(self.data), (self,), (1.0 / self.data,))

    def relu(self):
        return Value(max(0.0, self.data), (self,), (float(self.data > 0),))

    def __neg__(self):
        return self * -1.0

    def __sub__(self, other):
        return self + -other

    def __truediv__(self, other):
        return self * other**-1

    __radd__ = __add__

    def backward(self):
        order, visited = [], set()

        def visit(value):
            if value not in visited:
                visited.add(value)
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.grad = 1.0
        for value in reversed(order):
            for parent, local in zip(value.parents, value.local_grads):
                parent.grad += local * value.grad


def linear(x, w):
    return [sum(w_j * x_j for w_j, x_j in zip(row, x)) for row in w]


def softmax(logits):
    largest = max(z.data for z in logits)
    exps = [(z - largest).exp() for z in logits]
    total = sum(exps)
    return [e / total for e in exps]


def rms_norm(x):
    scale = (sum(x_i * x_i for x_i in x) / len(x) + 1e-5) ** -0.5
    return [x_i * scale for x_i in x]


def attention(q, keys, values):
    gathered = []
    for start in range(0, N_EMBD, HEAD_DIM):
        head = slice(start, start + HEAD_DIM)
        scores = [
            sum(q_j * k_j for q_j, k_j in zip(q[head], key[head])) / HEAD_DIM**0.5
            for key in keys
        ]
        weights = softmax(scores)
        gathered += [
            sum(w * value[j] for w, value in zip(weights, values))
            for j in range(start, start + HEAD_DIM)
        ]
    return gathered


def logits(m, token, keys, values):
    position = len(keys)
    x = rms_norm([a + b for a, b in zip(m["wte"][token], m["wpe"][position])])
    normed = rms_norm(x)
    keys.append(linear(normed, m["attn_wk"]))
    values.append(linear(normed, m["attn_wv"]))
    gathered = attention(linear(normed, m["attn_wq"]), keys, values)
    x = [a + b for a, b in zip(linear(gathered, m["attn_wo"]), x)]
    hidden = [h.relu() for h in linear(rms_norm(x), m["mlp_fc1"])]
    x = [a + b for a, b in zip(linear(hidden, m["mlp_fc2"]), x)]
    return linear(x, m["lm_head"])


def loss_of(m, tokens):
    keys, values, losses = [], [], []
    for token, target in list(zip(tokens, tokens[1:]))[:BLOCK_SIZE]:
        probs = softmax(logits(m, token, keys, values))
        losses.append(-probs[target].log())
    return sum(losses) / len(losses)


def main():
    steps = int(sys.argv[2]) if len(sys.argv) > 2 else NUM_STEPS
    rng = random.Random(42)
    with open(sys.argv[1], encoding="utf-8") as lines:
        docs = [line.strip() for line in lines if line.strip()]
    rng.shuffle(docs)
    letters = sorted(set("".join(docs)))
    bos, vocab_size = len(letters), len(letters) + 1

    def matrix(n_out, n_in=N_EMBD):
        return [
            [Value(rng.gauss(0, 0.08)) for _ in range(n_in)]
            for _ in range(n_out)
        ]

    m = {"wte": matrix(vocab_size), "wpe": matrix(BLOCK_SIZE)}
    m["lm_head"] = matrix(vocab_size)
    for name in ["attn_wq", "attn_wk", "attn_wv", "attn_wo"]:
        m[name] = matrix(N_EMBD)
    m["mlp_fc1"] = matrix(4 * N_EMBD)
    m["mlp_fc2"] = matrix(N_EMBD, 4 * N_EMBD)
    params = [p for rows in m.values() for row in rows for p in row]

    mean, mean_square = [0.0] * len(params), [0.0] * len(params)
    start = time.perf_counter()
    for step in range(steps):
        doc = docs[step % len(docs)]
        tokens = [bos, *map(letters.index, doc), bos]
        loss = loss_of(m, tokens)
        loss.backward()
        rate = 0.01 * (1 - step / NUM_STEPS)
        for i, p in enumerate(params):
            # ANCHOR: adam
            mean[i] = 0.85 * mean[i] + 0.15 * p.grad
            mean_square[i] = 0.99 * mean_square[i] + 0.01 * p.grad**2
            m_hat = mean[i] / (1 - 0.85 ** (step + 1))
            v_hat = mean_square[i] / (1 - 0.99 ** (step + 1))
            p.data -= rate * m_hat / (v_hat**0.5 + 1e-8)
            # ANCHOR_END: adam
            p.grad = 0.0
        print(f"step {step + 1:4} / {NUM_STEPS:4} | loss {loss.data:.4f}")
    seconds = time.perf_counter() - start
    print(f"trained {steps} steps in {seconds:.3f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
