"""Compares the gradient of a port in Python with the slopes of `microgpt
export`: python3 slopes.py FOLDER. The port is the Python program of Step 6."""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
STEP_6 = HERE / "../../chapters-code/step-6-efficiency/python"
sys.path.append(str(STEP_6))
from microgpt import Value, loss_of

folder = pathlib.Path(sys.argv[1])

# ANCHOR: weights
weights = json.loads((folder / "weights.json").read_text())
model = {
    name: [[Value(w) for w in row] for row in rows]
    for name, rows in weights.items()
}
params = [p for rows in model.values() for row in rows for p in row]
# ANCHOR_END: weights

# The program calls its matrices by shorter names.
port = {name.removeprefix("layer0."): rows for name, rows in model.items()}


# ANCHOR: slopes
def slopes():
    index = {p: i for i, p in enumerate(params)}
    return {
        name: sum((1 + index[p] % 7) * p.grad for row in rows for p in row)
        for name, rows in model.items()
    }


wrong = False
for check in json.loads((folder / "gradient.json").read_text()):
    for p in params:
        p.grad = 0.0
    loss_of(port, check["tokens"]).backward()
    for name, slope in slopes().items():
        right = abs(slope / check["slopes"][name] - 1) < 1e-9
        wrong |= not right
        print(check["doc"], name, slope, "right" if right else "WRONG")
# ANCHOR_END: slopes


# ANCHOR: difference
def difference(loss, h=1e-6):
    """The slope of all parameters without a gradient and without a file."""

    def at(step):
        for i, p in enumerate(params):
            p.data += step * (1 + i % 7)
        return loss().data

    up, down = at(h), at(-2 * h)
    at(h)
    return (up - down) / (2 * h)
# ANCHOR_END: difference


from_losses = difference(lambda: loss_of(port, check["tokens"]))
wrong |= abs(from_losses - check["slopes"]["all"]) > 1e-7
print(check["doc"], "from two losses", from_losses)
sys.exit(wrong)
