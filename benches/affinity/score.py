"""Scores predictions on the gold standard: score.py EVALUATIONS.csv PREDICTIONS… (each FOLDER:NAME)

For each NAME reads FOLDER/NAME_SET_ta.json of every set given in SETS (environment, separated by spaces) and prints one
line of JSON. The loss is the published one: over all two papers that one person rated differently, the difference of the
ratings where the prediction orders them the other way, half of it where it ties them, as a share of all differences; then
the mean over the sets. easy: share of pairs (one rated 4 or more, the other 2 or less) in the right order; hard: the same
for pairs both rated 4 or more. Intervals: 95 %, 1,000 draws of the people with replacement, the same draws for all NAMEs
(seed 1). `beside` is the difference to the first NAME, with its interval by the same draws.
"""

import csv
import itertools
import json
import os
import pathlib
import sys

import numpy as np

DRAWS, SEED = 1000, 1


def ratings(path):
    people = {}
    with open(path, newline="") as source:
        for row in csv.DictReader(source, delimiter="\t"):
            rated = {row[f"Paper{n}"]: float(row[f"Expertise{n}"]) for n in range(1, 11) if row[f"Paper{n}"]}
            people[row["ParticipantID"]] = rated
    return people


def pairs(rated):
    for (one, high), (two, low) in itertools.combinations(rated.items(), 2):
        if high != low:
            yield (one, two, high, low) if high > low else (two, one, low, high)


def person(rated, scores):
    """Loss, most loss, right and all easy pairs, right and all hard pairs."""
    sums = np.zeros(6)
    for better, worse, high, low in pairs(rated):
        ahead = scores[better] - scores[worse]
        sums[0] += (high - low) * (1.0 if ahead < 0 else 0.5 if ahead == 0 else 0.0)
        sums[1] += high - low
        if high >= 4 and low <= 2:
            sums[2:4] += (ahead > 0, 1)
        elif low >= 4:
            sums[4:6] += (ahead > 0, 1)
    return sums


def ratios(sums, weights):
    """Loss, easy and hard accuracy for people drawn so often; the mean over the sets."""
    totals = np.einsum("spk,p->sk", sums, weights)
    return (totals[:, [0, 2, 4]] / totals[:, [1, 3, 5]]).mean(axis=0)


def interval(values):
    return [round(float(value), 4) for value in np.percentile(values, [2.5, 97.5])]


def main():
    people = ratings(sys.argv[1])
    names = list(people)
    random = np.random.default_rng(SEED)
    draws = [np.bincount(random.integers(0, len(names), len(names)), minlength=len(names)) for _ in range(DRAWS)]
    first = None
    for given in sys.argv[2:]:
        folder, name = given.rsplit(":", 1)
        sums = []
        for at in os.environ["SETS"].split():
            table = json.loads((pathlib.Path(folder) / f"{name}_{at}_ta.json").read_text())
            sums.append([person(people[who], table[who]) for who in names])
        sums = np.array(sums)
        loss, easy, hard = ratios(sums, np.ones(len(names)))
        drawn = np.array([ratios(sums, draw) for draw in draws])
        line = {
            "algorithm": name, "sets": len(sums), "loss": round(float(loss), 4), "loss_95": interval(drawn[:, 0]),
            "easy": round(float(easy), 4), "easy_95": interval(drawn[:, 1]),
            "hard": round(float(hard), 4), "hard_95": interval(drawn[:, 2]),
        }
        if first is None:
            first = loss, drawn[:, 0]
        else:
            line["beside"] = round(float(loss - first[0]), 4)
            line["beside_95"] = interval(drawn[:, 0] - first[1])
        print(json.dumps(line))


main()
