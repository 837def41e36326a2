"""Solves the candidates of a CSV file with HiGHS, direction by direction, to gap 0, and prints one line of JSON.

    peer.py plain|reduced FILE

The same model as measure: most worth (sum of both scores), 20 to 25 projects in each direction, a ceiling for each side's
money. `reduced` first leaves out what at least 25 others beat in worth and both amounts, which is exact. CPU seconds are
those of the process without reading the file.
"""

import csv
import json
import sys
import time

import highspy
import numpy as np

LO, HI = 20, 25
CEILINGS = (50_000_000, 60_000_000)


def reduce(worth, asks):
    """Indices that fewer than HI others beat."""
    order = np.lexsort((np.arange(len(worth)), -worth))
    kept = []
    for at in order:
        have = np.array(kept, dtype=int)
        better = (asks[have] <= asks[at]).all(axis=1).sum() if kept else 0
        if better < HI:
            kept.append(at)
    return np.array(sorted(kept))


def solve(worth, asks):
    count = len(worth)
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 0.5)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, 3
    lp.col_cost_ = -worth.astype(float)
    lp.col_lower_, lp.col_upper_ = np.zeros(count), np.ones(count)
    lp.row_lower_ = np.array([LO, -highspy.kHighsInf, -highspy.kHighsInf])
    lp.row_upper_ = np.array([HI, *map(float, CEILINGS)])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.arange(4) * count
    lp.a_matrix_.index_ = np.tile(np.arange(count), 3)
    lp.a_matrix_.value_ = np.concatenate([np.ones(count), asks[:, 0], asks[:, 1]]).astype(float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * count
    model.passModel(lp)
    model.run()
    chosen = np.array(model.getSolution().col_value) > 0.5
    optimal = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return int(worth[chosen].sum()), int(chosen.sum()), optimal


def main():
    what, path = sys.argv[1:3]
    rows = {}
    with open(path, newline="") as source:
        for row in csv.DictReader(source):
            rows.setdefault(int(row["direction"]), []).append(
                (int(row["score_a"]) + int(row["score_b"]), int(row["ask_a"]), int(row["ask_b"]))
            )
    groups = [np.array(group, dtype=np.int64) for group in rows.values()]
    start = time.process_time()
    worth = chosen = 0
    proved = True
    for group in groups:
        if what == "reduced":
            group = group[reduce(group[:, 0], group[:, 1:])]
        value, count, optimal = solve(group[:, 0], group[:, 1:])
        worth, chosen, proved = worth + value, chosen + count, proved and optimal
    print(json.dumps({
        "tool": "highs", "what": what, "candidates": sum(map(len, groups)), "worth": worth, "chosen": chosen,
        "proved": bool(proved), "cpu_s": round(time.process_time() - start, 2),
    }))


main()
