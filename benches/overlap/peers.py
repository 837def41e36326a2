"""Finds pairs with a peer on the benchmark's documents and scores them like measure.rs.

    peers.py datasketch CORPUS [THRESHOLD]

CORPUS holds docs.jsonl and truth.jsonl. Shingles are five tokens, a token being a Han character or a word: finer than what
the peer's examples split Chinese by, and better for it. Prints one line of JSON.
"""

import json
import re
import resource
import sys
import time

TOKENS = re.compile(r"[\u3400-\u9fff]|[0-9A-Za-z]+")


def shingles(text):
    tokens = TOKENS.findall(text.lower())
    return {" ".join(tokens[at : at + 5]).encode() for at in range(max(1, len(tokens) - 4))}


def datasketch(documents, threshold):
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=threshold, num_perm=128)
    pairs = set()
    for name, text in documents:
        sketch = MinHash(num_perm=128)
        sketch.update_batch(shingles(text))
        pairs.update((min(name, other), max(name, other)) for other in lsh.query(sketch))
        lsh.insert(name, sketch)
    return pairs


def main():
    peer, corpus = sys.argv[1], sys.argv[2]
    threshold = float(sys.argv[3]) if len(sys.argv) > 3 else 0.5
    with open(corpus + "/docs.jsonl", encoding="utf-8") as file:
        documents = [(doc["id"], doc["text"]) for doc in map(json.loads, file)]
    size = sum(len(text.encode()) for _, text in documents)
    begin = time.process_time()
    pairs = {"datasketch": datasketch}[peer](documents, threshold)
    seconds = time.process_time() - begin
    with open(corpus + "/truth.jsonl", encoding="utf-8") as file:
        cases = list(map(json.loads, file))
    cells, bars, hits = {}, {}, 0
    for case in cases:
        found = (min(case["source"], case["copy"]), max(case["source"], case["copy"])) in pairs
        hits += found
        names = [(cells, f"{case['kind']} share {case['share']:>3} edits {case['edits']:>2}")]
        if case["edits"] <= 20:
            names.append((bars, "share>=25 edits<=20" if case["share"] >= 25 else "share=10 edits<=20"))
        for of, name in names:
            count = of.setdefault(name, [0, 0])
            count[0] += 1
            count[1] += found
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    result = {
        "documents": len(documents), "bytes": size, "cpu_seconds": seconds, "documents_per_cpu_second": len(documents) / seconds,
        "peak_bytes": peak, "memory_per_byte": peak / size, "pairs": len(pairs),
        "recall": round(hits / max(1, len(cases)), 4), "precision": round(hits / max(1, len(pairs)), 4), "bars": bars, "cells": cells,
    }
    print(json.dumps({"tool": peer, "threshold": threshold, "result": result}))


main()
