"""The merges that libraries find in the training chapters, and what becomes of
the validation chapters. merges.txt is what it printed:

    python3 -m venv venv
    venv/bin/pip install tokenizers==0.23.3 rustbpe==0.1.0 tiktoken==0.14.0
    venv/bin/python merges.py ../../../data/moby-dick.txt > merges.txt
"""

import hashlib
import json
import re
import sys
from importlib.metadata import version

import rustbpe
import tiktoken
from tokenizers import Regex, Tokenizer, decoders, models, trainers
from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split

SIZE = 1024
# The words of `step_7_text::words`.
WORDS = r" ?\p{Alphabetic}+| ?[^\s\p{Alphabetic}]+| ?[^\S ]+| "


def part(novel, wanted):
    """The chapters whose number modulo 20 is wanted."""
    starts = [match.start() for match in re.finditer("^CHAPTER ", novel, re.M)]
    ends = starts[1:] + [len(novel)]
    numbered = enumerate(zip(starts, ends), 1)
    return "".join(novel[a:b] for n, (a, b) in numbered if n % 20 in wanted)


def signs():
    """The byte that each sign of the library stands for. It writes bytes that
    are printable as they are, and the others as signs from 256 on."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    of_byte = {byte: chr(byte) for byte in plain}
    of_byte |= {byte: chr(256 + i) for i, byte in enumerate(others)}
    assert set(of_byte.values()) == set(ByteLevel.alphabet())
    return {sign: byte for byte, sign in of_byte.items()}


def written(piece):
    """A piece as Rust's `escape_ascii` writes it."""
    short = {9: "\\t", 10: "\\n", 13: "\\r", 34: '\\"', 39: "\\'", 92: "\\\\"}
    plain = lambda byte: chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}"
    return "".join(short.get(byte) or plain(byte) for byte in piece)


def by_tokenizers(text, words):
    """A tokenizer that cuts as `words` says, trained on a text."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = words
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE,
        initial_alphabet=ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([text], trainer)
    byte_of = signs()
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    of = lambda piece: bytes(byte_of[sign] for sign in piece)
    return tokenizer, [tuple(map(of, pair)) for pair in merges]


def say(library, name, value):
    print(f"{library} {name} {value}")


def hashed(pieces):
    """A hash of pieces and of where each ends."""
    lines = "".join(written(piece) + "\n" for piece in pieces)
    return hashlib.sha256(lines.encode()).hexdigest()


novel = open(sys.argv[1], encoding="utf-8", newline="").read()
validation = part(novel, [10])
training = part(novel, [n for n in range(20) if n not in (0, 10)])
assert len(training) == 1_097_676 and len(validation) == 49_231

ours = Sequence([
    Split(Regex(WORDS), "isolated"),
    ByteLevel(add_prefix_space=False, use_regex=False),
])
tokenizer, merges = by_tokenizers(training, ours)
say("tokenizers", "version", version("tokenizers"))
for first, second in merges:
    say("tokenizers", "merge", f"|{written(first)}|{written(second)}|")
byte_of = signs()
encoded = tokenizer.encode(validation).tokens
pieces = [bytes(byte_of[sign] for sign in token) for token in encoded]
assert b"".join(pieces).decode() == validation
say("tokenizers", "validation", f"{len(pieces)} {hashed(pieces)}")
# With the expression of GPT-2, which is the one that it has of its own.
_, of_gpt2 = by_tokenizers(training, ByteLevel(add_prefix_space=False))
say("tokenizers", "common-with-gpt2", len(set(merges) & set(of_gpt2)))

trained = rustbpe.Tokenizer()
trained.train_from_iterator(iter([training]), SIZE, pattern=WORDS)
ranks = {bytes(piece): rank for piece, rank in trained.get_mergeable_ranks()}
say("rustbpe", "version", version("rustbpe"))
for piece, rank in sorted(ranks.items(), key=lambda item: item[1]):
    if rank >= 256:
        say("rustbpe", "piece", f"|{written(piece)}|")

# It trains nothing, so it gets the pieces of the one before.
encoding = tiktoken.Encoding(
    "moby", pat_str=WORDS, mergeable_ranks=ranks, special_tokens={}
)
tokens = encoding.encode(validation)
assert tokens == trained.encode(validation)
pieces = [encoding.decode_single_token_bytes(token) for token in tokens]
say("tiktoken", "version", version("tiktoken"))
say("tiktoken", "validation", f"{len(pieces)} {hashed(pieces)}")
