"""Peers on the same files as the engine: python peers.py TOOL SET LEFT.csv RIGHT.csv TRUTH.csv

TOOL is splink or recordlinkage; SET is synthetic, normalised (synthetic after `normalise`), febrl4 or dblp-acm.
Prints one line of JSON with the scores by threshold alone, after greedy one-to-one (unique mapping clustering) and
after optimal one-to-one assignment, the CPU seconds and the peak memory. Thresholds are the tools' own defaults
(probability 0.5 for Splink, the class for recordlinkage's ECM); nothing is tuned on the truth.
"""
import json
import resource
import sys
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")


def read(path, key):
    table = pd.read_csv(path, dtype=str, encoding="utf-8", encoding_errors="replace", keep_default_na=False)
    table = table.rename(columns={key: "unique_id"})
    for column in table:
        table[column] = table[column].str.strip().replace("", None)
    return table


def score(found, truth):
    right = len(found & truth)
    p = right / len(found) if found else 0.0
    r = right / len(truth)
    return {"p": round(p, 5), "r": round(r, 5), "f1": round(2 * p * r / (p + r), 5) if right else 0.0}


def greedy(edges):
    rows, columns, out = set(), set(), set()
    for left, right, _ in sorted(edges, key=lambda e: (-e[2], e[0], e[1])):
        if left not in rows and right not in columns:
            rows.add(left)
            columns.add(right)
            out.add((left, right))
    return out


def optimal(edges):
    """Maximum-weight matching, component by component."""
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not edges:
        return set()
    lefts = {v: i for i, v in enumerate(sorted({e[0] for e in edges}))}
    rights = {v: i for i, v in enumerate(sorted({e[1] for e in edges}))}
    a = np.array([lefts[e[0]] for e in edges])
    b = np.array([rights[e[1]] for e in edges])
    n = len(lefts) + len(rights)
    _, label = connected_components(coo_matrix((np.ones(len(a)), (a, b + len(lefts))), shape=(n, n)), directed=False)
    parts = {}
    for edge, i in zip(edges, a):
        parts.setdefault(label[i], []).append(edge)
    out = set()
    for part in parts.values():
        ls, rs = sorted({e[0] for e in part}), sorted({e[1] for e in part})
        li, ri = {v: i for i, v in enumerate(ls)}, {v: i for i, v in enumerate(rs)}
        worth = np.zeros((len(ls), len(rs)))
        for l, r, w in part:
            worth[li[l], ri[r]] = max(w, worth[li[l], ri[r]])
        for i, j in zip(*linear_sum_assignment(worth, maximize=True)):
            if worth[i, j] > 0:
                out.add((ls[i], rs[j]))
    return out


def splink(kind, left, right):
    """Candidate edges as (left, right, weight in bits), the cut at probability 0.5."""
    import splink.comparison_library as cl
    import splink.comparison_level_library as cll
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    if kind in ("synthetic", "normalised"):
        for table in (left, right):
            mark = "|" if kind == "normalised" else "; "
            for column in ("pis", "orgs"):
                table[column] = table[column].map(lambda v: v.split(mark) if v else None)
            table["head"] = table["title"].map(lambda v: v[:6] if v else None)
            table["tail"] = table["title"].map(lambda v: v[-8:] if v else None)
            table["en_head"] = table["title_en"].map(lambda v: v.lower()[:24] if v else None)
            table["en_tail"] = table["title_en"].map(lambda v: v.lower()[-24:] if v else None)
        text = lambda column: cl.CustomComparison(
            output_column_name=column,
            comparison_levels=[
                cll.NullLevel(column),
                cll.ExactMatchLevel(column),
                cll.LevenshteinLevel(column, 1),
                cll.LevenshteinLevel(column, 3),
                cll.JaroWinklerLevel(column, 0.92),
                cll.JaroWinklerLevel(column, 0.8),
                cll.ElseLevel(),
            ],
        )
        comparisons = [
            text("title"), text("title_en"),
            cl.ArrayIntersectAtSizes("pis", [4, 2, 1] if kind == "normalised" else [2, 1]),
            cl.ArrayIntersectAtSizes("orgs", [2, 1]),
            cl.ExactMatch("start"), cl.ExactMatch("months"), cl.ExactMatch("budget"),
        ]
        blocking = [
            block_on("title"), block_on("title_en"), block_on("head", "start"), block_on("tail", "start"), block_on("en_head", "start"), block_on("en_tail", "start"),
            block_on("start", "budget"), block_on("pis", "start", "months", arrays_to_explode=["pis"]), block_on("pis", "budget", arrays_to_explode=["pis"]),
        ]
        training = [block_on("start", "budget"), block_on("head", "start")]
    elif kind == "dblp-acm":
        for table in (left, right):
            table["title"] = table["title"].str.lower()
            table["names"] = table["authors"].str.lower().map(lambda v: sorted({p.split()[-1] for p in v.split(", ") if p.split()}) if v else None)
            table["head"] = table["title"].str[:10]
        comparisons = [
            cl.JaroWinklerAtThresholds("title", [0.97, 0.92, 0.85]), cl.ArrayIntersectAtSizes("names", [3, 2, 1]), cl.ExactMatch("venue"), cl.ExactMatch("year"),
        ]
        blocking = [block_on("title"), block_on("head"), block_on("names", "year", arrays_to_explode=["names"])]
        training = [block_on("year"), block_on("head")]
    else:
        comparisons = [
            cl.NameComparison("given_name"), cl.NameComparison("surname"), cl.LevenshteinAtThresholds("street_number", 1), cl.JaroWinklerAtThresholds("address_1", [0.92, 0.8]),
            cl.JaroWinklerAtThresholds("suburb", [0.92, 0.8]), cl.LevenshteinAtThresholds("postcode", 1), cl.ExactMatch("state"), cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        ]
        blocking = [
            block_on("given_name", "surname"), block_on("date_of_birth"), block_on("surname", "postcode"), block_on("given_name", "postcode"), block_on("address_1"), block_on("suburb", "street_number"), block_on("given_name", "suburb"),
        ]
        training = [block_on("date_of_birth"), block_on("given_name", "surname")]
    settings = SettingsCreator(link_type="link_only", comparisons=comparisons, blocking_rules_to_generate_predictions=blocking, retain_intermediate_calculation_columns=False)
    database = DuckDBAPI()
    linker = Linker([database.register(left, dataset_display_name="a"), database.register(right, dataset_display_name="b")], settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(training[:1], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in training:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5)
    frame = found.as_pandas_dataframe() if hasattr(found, "as_pandas_dataframe") else found.as_duckdbpyrelation().df()
    swap = frame["source_dataset_l"] == "b" if "source_dataset_l" in frame else pd.Series(False, index=frame.index)
    a = frame["unique_id_l"].where(~swap, frame["unique_id_r"])
    b = frame["unique_id_r"].where(~swap, frame["unique_id_l"])
    return list(zip(a, b, frame["match_weight"].astype(float)))


def recordlinkage(kind, left, right):
    """Candidate edges the unsupervised ECM classifier calls matches, weighted by its log odds."""
    import recordlinkage as rl

    a, b = left.set_index("unique_id"), right.set_index("unique_id")
    indexer, compare = rl.Index(), rl.Compare()
    if kind == "dblp-acm":
        for table in (a, b):
            table["title"] = table["title"].str.lower()
            table["authors"] = table["authors"].fillna("").str.lower()
            table["venue_key"] = table["venue"].str.lower().map(lambda v: "sigmod record" if "record" in v else "vldb journal" if "journal" in v or "vldb j" in v else "tods" if "transactions" in v else "vldb" if "vldb" in v or "very large" in v else "sigmod")
        indexer.block("year")
        compare.string("title", "title", method="levenshtein", threshold=0.85, label="title")
        compare.string("authors", "authors", method="jarowinkler", threshold=0.85, label="authors")
        compare.exact("venue_key", "venue_key", label="venue")
    elif kind == "febrl4":
        for column in ("given_name", "surname", "date_of_birth", "postcode"):
            indexer.block(column)
        for column in ("given_name", "surname"):
            compare.string(column, column, method="jarowinkler", threshold=0.85, label=column)
        compare.string("address_1", "address_1", method="jarowinkler", threshold=0.85, label="address_1")
        compare.string("suburb", "suburb", method="jarowinkler", threshold=0.85, label="suburb")
        compare.string("date_of_birth", "date_of_birth", method="levenshtein", threshold=0.85, label="date_of_birth")
        for column in ("street_number", "postcode", "state"):
            compare.exact(column, column, label=column)
    else:
        raise SystemExit("recordlinkage has no comparison of lists: not run on the synthetic sets")
    features = compare.compute(indexer.index(a, b), a, b)
    classifier = rl.ECMClassifier(binarize=None)
    matches = classifier.fit_predict(features)
    probability = classifier.prob(features).loc[matches].clip(1e-12, 1 - 1e-12)
    return [(l, r, float(np.log2(p / (1 - p)) + 50)) for (l, r), p in probability.items()]


def main():
    tool, kind, left_path, right_path, truth_path = sys.argv[1:6]
    key = {"febrl4": "rec_id", "dblp-acm": "id"}.get(kind, "number")
    left, right = read(left_path, key), read(right_path, key)
    truth = {tuple(row) for row in pd.read_csv(truth_path, dtype=str).itertuples(index=False, name=None)}
    used = resource.getrusage(resource.RUSAGE_SELF)
    edges = {"splink": splink, "recordlinkage": recordlinkage}[tool](kind, left, right)
    now = resource.getrusage(resource.RUSAGE_SELF)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    lowest = min((e[2] for e in edges), default=0.0)
    positive = [(l, r, w - min(lowest, 0.0) + 1e-6) for l, r, w in edges]
    print(json.dumps({
        "tool": tool, "set": kind, "edges": len(edges),
        "threshold_only": score({(l, r) for l, r, _ in edges}, truth),
        "greedy": score(greedy(positive), truth), "one_to_one": score(optimal(positive), truth),
        "cpu_s": round(cpu, 1), "peak_mb": round(now.ru_maxrss / 1024),
    }))


main()
