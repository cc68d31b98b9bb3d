#!/usr/bin/env bash
# tokenizers 0.23.3: a byte-level BPE that is trained without
# `initial_alphabet` has tokens for the bytes of its text alone, and `encode`
# leaves out all others without a word: "Zoë, 3 €" comes back as "Zo, 3 �".
# With `initial_alphabet=ByteLevel.alphabet()` every text comes back;
# `ByteLevelBPETokenizer` sets it by itself.
# Why it matters: byte-level vocabularies are used because no text is unknown to
# them. Whoever trains a small one on a small text finds this out only if a text
# with other bytes is decoded again.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
python="$folder/venv/bin/python"
"$python" -m pip install -q --disable-pip-version-check tokenizers==0.23.3

"$python" - <<'PYTHON'
from tokenizers import ByteLevelBPETokenizer, Tokenizer, decoders, models
from tokenizers.pre_tokenizers import ByteLevel
from tokenizers.trainers import BpeTrainer

# Every printable byte of ASCII, an "ë" in no place, one dash.
TRAINING = "".join(map(chr, range(32, 127))) + "—"
TEXT = "Zoë, 3 €"


def trained(**alphabet):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = BpeTrainer(vocab_size=300, show_progress=False, **alphabet)
    tokenizer.train_from_iterator([TRAINING], trainer)
    return tokenizer


wrapped = ByteLevelBPETokenizer()
wrapped.train_from_iterator([TRAINING], vocab_size=300, show_progress=False)
seen = {}
for name, tokenizer in {
    "BpeTrainer": trained(),
    "with initial_alphabet": trained(initial_alphabet=ByteLevel.alphabet()),
    "ByteLevelBPETokenizer": wrapped,
}.items():
    seen[name] = tokenizer.decode(tokenizer.encode(TEXT).ids)
    print(f"{name}: {TEXT!r} comes back as {seen[name]!r}")

assert seen == {
    "BpeTrainer": "Zo, 3 �",
    "with initial_alphabet": TEXT,
    "ByteLevelBPETokenizer": TEXT,
}, seen
PYTHON
echo "as described above"
