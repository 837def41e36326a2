"""TF-IDF with scikit-learn's own settings on one set of the gold standard: baseline.py SET JOINED.json WORKS.json

JOINED takes the cosine of a paper with all works of a person joined into one text; WORKS the mean of the three highest
cosines with single works. Rarity is learned from the people's works alone, as the engine does. Nothing is tuned.
"""

import json
import pathlib
import sys

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

BEST = 3


def text(paper):
    content = paper["content"]
    return f"{content.get('title') or ''}\n{content.get('abstract') or ''}"


def write(path, people, papers, scores):
    table = {person: dict(zip(papers, map(float, row))) for person, row in zip(people, scores)}
    pathlib.Path(path).write_text(json.dumps(table))


def main():
    at = pathlib.Path(sys.argv[1])
    submissions = json.loads((at / "submissions.json").read_text())
    papers = sorted(submissions)
    people = {}
    for path in sorted((at / "archives").glob("~*.jsonl")):
        people[path.stem[1:]] = [text(json.loads(line)) for line in path.read_text().splitlines()]
    own = [text(submissions[paper]) for paper in papers]

    joined = TfidfVectorizer(stop_words="english")
    profiles = joined.fit_transform("\n".join(works) for works in people.values())
    write(sys.argv[2], people, papers, (profiles @ joined.transform(own).T).toarray())

    single = TfidfVectorizer(stop_words="english")
    single.fit(work for works in people.values() for work in works)
    wanted = single.transform(own).T
    rows = []
    for works in people.values():
        cosines = np.sort((single.transform(works) @ wanted).toarray(), axis=0)
        rows.append(cosines[-BEST:].mean(axis=0))
    write(sys.argv[3], people, papers, rows)


main()
