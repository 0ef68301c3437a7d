#!/usr/bin/env python3
"""Writes vectors.tsv with libsodium itself (pip install pynacl). The text of n bytes has byte i = (7 i + 3) mod 256.

Columns: size of the text, tags of its messages of 8192 bytes (the last one may be shorter), key, header, size of the stream,
SHA-256 of the stream, and the whole stream where it is short. Keys and headers are new each time.
"""
import hashlib
import os
from nacl import bindings as sodium

CASES = [(n, None) for n in (0, 1, 5, 15, 16, 17, 8175, 8176, 8191, 8192, 8193, 16384, 20000)]
CASES += [(20000, [0, 2, 3]), (24576, [1, 2, 2, 3]), (100, [3])]

print("size\ttags\tkey\theader\tstored\tsha256\tstream")
for size, tags in CASES:
    text = bytes((7 * i + 3) % 256 for i in range(size))
    chunks = [text[i : i + 8192] for i in range(0, size - size % 8192, 8192)] + [text[size - size % 8192 :]]
    tags = tags or [0] * (len(chunks) - 1) + [3]
    key = os.urandom(32)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    stream = header
    for chunk, tag in zip(chunks, tags, strict=True):
        stream += sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, None, tag)
    print(size, ",".join(map(str, tags)), key.hex(), header.hex(), len(stream),
          hashlib.sha256(stream).hexdigest(), stream.hex() if size <= 100 else "-", sep="\t")
