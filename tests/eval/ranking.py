#!/usr/bin/env python3
"""Measures ranking on judged collections, by the definitions of trec_eval.

For each collection: indexes its articles into a temporary archive, answers its queries as plain words with
any-word matching and 1,000 hits each, and compares the run with the judgements. A collection that is not
there is left out with a message. Exits with 1 when a figure is below its floor, 77 when no collection at all
could be measured.

A collection is a folder with docs.jsonl (articles), queries.tsv (id TAB text) and qrels.txt (query 0 article
grade); one without docs.jsonl is indexed whole.
"""

import argparse
import collections
import math
import pathlib
import sys

import common

DEPTH = 1000
MEASURES = ("MAP", "nDCG@10", "P@10", "R@100")

# What ranking must reach; a change that falls below is a step back.
FLOORS = {"time": {"MAP": 0.70, "nDCG@10": 0.76}, "cranfield": {"MAP": 0.45, "nDCG@10": 0.548},
          "cacm": {"MAP": 0.38, "nDCG@10": 0.52}}


def average_precision(ranking, grades):
    """Mean of the precision at each relevant article; those not found count as precision 0."""
    found = 0
    total = 0.0
    for rank, article in enumerate(ranking, 1):
        if grades.get(article, 0) > 0:
            found += 1
            total += found / rank
    return total / relevant(grades)


def ndcg(ranking, grades, depth):
    """The grade is the gain, log2(rank + 1) the discount; the ideal ranks all that is judged by grade."""
    def gain(sequence):
        return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(sequence[:depth], 1))

    ideal = gain(sorted((grade for grade in grades.values() if grade > 0), reverse=True))
    return gain([max(grades.get(article, 0), 0) for article in ranking]) / ideal


def precision(ranking, grades, depth):
    return sum(grades.get(article, 0) > 0 for article in ranking[:depth]) / depth


def recall(ranking, grades, depth):
    return sum(grades.get(article, 0) > 0 for article in ranking[:depth]) / relevant(grades)


def relevant(grades):
    return sum(grade > 0 for grade in grades.values())


def measures(ranking, grades):
    return {"MAP": average_precision(ranking, grades), "nDCG@10": ndcg(ranking, grades, 10),
            "P@10": precision(ranking, grades, 10), "R@100": recall(ranking, grades, 100)}


def read_run(text):
    """{query: articles, best first}. As in trec_eval the score orders and then the id, backwards; the rank
    column says nothing."""
    scored = collections.defaultdict(list)
    for line in text.splitlines():
        query, _, article, _, score, _ = line.split()
        scored[query].append((float(score), article.replace("%20", " ")))
    return {query: [article for _, article in sorted(hits, reverse=True)] for query, hits in scored.items()}


def read_judgements(text):
    """{query: {article: grade}}; queries without any relevant article cannot be measured and are left out."""
    judgements = collections.defaultdict(dict)
    for line in text.splitlines():
        if line.strip():
            query, _, article, grade = line.split()
            judgements[query][article] = int(grade)
    return {query: grades for query, grades in judgements.items() if relevant(grades)}


def each_measure(run, judgements):
    """Of all judged queries, in the order of the judgements; one without an answer counts 0."""
    return [measures(run.get(query, []), grades) for query, grades in judgements.items()]


def mean_measures(each):
    return {name: sum(one[name] for one in each) / len(each) for name in MEASURES}


def answers(tools, archive, folder, settings):
    return read_run(tools.ask(archive, "--queries", folder / "queries.tsv", "--any", "--limit", DEPTH,
                              "--format", "trec", *settings))


def measured(tools, folder, settings):
    """How many articles the collection has, and the measures of its queries: plain, and with the settings."""
    judgements = read_judgements((folder / "qrels.txt").read_text())
    articles = folder / "docs.jsonl"
    with common.temporary_archive() as archive:
        summary = tools.add(archive, articles if articles.exists() else folder)
        runs = [answers(tools, archive, folder, [])]
        if settings:
            runs.append(answers(tools, archive, folder, settings))
    return summary["added"], [each_measure(run, judgements) for run in runs]


def print_comparison(name, plain, changed):
    import significance  # which builds on this script

    print(f"\n{name}: as it is against the settings")
    common.print_table([significance.HEAD, *significance.rows(plain, changed)])


def report(tools, folders, settings):
    rows = [("collection", "articles", "queries", *MEASURES)]
    below = []
    compared = []
    for folder in folders:
        if not (folder / "qrels.txt").exists():
            print(f"left out: {folder} is not there")
            continue
        articles, each = measured(tools, folder, settings)
        means = mean_measures(each[0])
        rows.append((folder.name, f"{articles:,}", str(len(each[0])),
                     *(f"{means[name]:.3f}" for name in MEASURES)))
        if settings:
            compared.append((folder.name, *each))
        for name, floor in FLOORS.get(folder.name, {}).items():
            if means[name] < floor:
                below.append(f"{folder.name}: {name} {means[name]:.4f} is below {floor}")
    if len(rows) == 1:
        common.skip(folders[0].parent)
    common.print_table(rows)
    for comparison in compared:
        print_comparison(*comparison)
    for line in below:
        print(line)
    return not below


def selftest():
    def close(value, expected):
        assert abs(value - expected) < 1e-9, (value, expected)

    grades = {"a": 1, "b": 2, "c": 0, "d": 1}
    ranking = ["b", "c", "a", "x"]
    close(average_precision(ranking, grades), (1 / 1 + 2 / 3) / 3)
    close(precision(ranking, grades, 10), 2 / 10)
    close(recall(ranking, grades, 100), 2 / 3)
    close(recall(ranking, grades, 1), 1 / 3)
    ideal = 2 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    close(ndcg(ranking, grades, 10), (2 / math.log2(2) + 1 / math.log2(4)) / ideal)
    close(ndcg(["b", "a", "d"], grades, 10), 1)
    close(ndcg(["b"], grades, 1), 1)
    close(average_precision([], grades), 0)

    run = read_run("q1 Q0 a 1 2.5 x\nq1 Q0 b 2 2.5 x\nq1 Q0 c%20d 3 9 x\nq2 Q0 a 1 1 x\n")
    assert run == {"q1": ["c d", "b", "a"], "q2": ["a"]}, run
    judgements = read_judgements("q1 0 a 1\nq1 0 b 0\n\nq2 0 a 0\nq3 0 z 2\n")
    assert judgements == {"q1": {"a": 1, "b": 0}, "q3": {"z": 2}}, judgements
    means = mean_measures(each_measure(run, judgements))
    close(means["MAP"], (1 / 3 + 0) / 2)
    close(means["P@10"], (1 / 10 + 0) / 2)
    print("selftest passed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=pathlib.Path, metavar="FOLDER",
                        help="collections; else time, cranfield and cacm of the data folder, and corpus/")
    parser.add_argument("--against", default="", metavar="OPTIONS",
                        help="of dateline-search, one argument: compare with a second run that has them")
    parser.add_argument("--build", default=common.SOURCE / "build" / "release", help="folder of the build")
    parser.add_argument("--selftest", action="store_true", help="check the script itself; needs no data")
    options = parser.parse_args()
    if options.selftest:
        selftest()
        return
    folders = options.folders or [common.data_folder() / "ranking" / name
                                  for name in ("time", "cranfield", "cacm")] + [common.SOURCE / "corpus"]
    sys.exit(0 if report(common.Tools(options.build), folders, options.against.split()) else 1)


if __name__ == "__main__":
    main()
