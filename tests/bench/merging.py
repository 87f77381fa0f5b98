#!/usr/bin/env python3
"""How often an article is copied by merges, by the rules of indexer/archive/merge.cpp alone: nothing is built.

    tests/bench/merging.py [--batch N] [--night N] [--nights N] [ARTICLES...]

For each number of articles: copies an article while they are indexed in one run, and the parts left; then what
nights of so many more copy, in articles a night, and the parts of which a search is made.
"""

import argparse
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "eval"))

import common  # noqa: E402

MOST_SMALL_PARTS = 8


def parts_to_merge(parts, at_end):
    """The sizes of those that are merged now, as parts_to_merge does it in the mode auto."""
    if len(parts) < 2:
        return []
    by_size = sorted(parts)
    taken = by_size[:-1]
    if at_end and 2 * sum(taken) > by_size[-1]:
        return by_size
    if len(taken) <= MOST_SMALL_PARTS:
        return []
    while len(taken) > 2 and taken[-1] > 2 * sum(taken[:-1]):
        taken.pop()
    return taken


def merge(parts, at_end):
    """The parts afterwards, and the articles that were copied."""
    chosen = parts_to_merge(parts, at_end)
    if len(chosen) < 2:
        return parts, 0
    left = list(parts)
    for size in chosen:
        left.remove(size)
    return left + [sum(chosen)], sum(chosen)


def run(parts, articles, batch):
    """One run of the indexer: the parts afterwards, and the articles that its merges copied."""
    copied = 0
    for begin in range(0, articles, batch):
        parts, more = merge(parts + [min(batch, articles - begin)], at_end=False)
        copied += more
    parts, more = merge(parts, at_end=True)
    return parts, copied + more


def nights(parts, number, night, batch):
    """The articles that merges copied in each night, and the parts after each."""
    copied, counts = [], []
    for _ in range(number):
        parts, more = run(parts, night, batch)
        copied.append(more)
        counts.append(len(parts))
    return copied, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="*", type=int)
    parser.add_argument("--batch", type=int, default=20_000, help="as dateline-index --batch")
    parser.add_argument("--night", type=int, default=1_000, help="articles a night")
    parser.add_argument("--nights", type=int, default=3650)
    options = parser.parse_args()
    rows = [["articles", "copies an article", "parts", f"a night of {options.night:,} copies", "at most",
             "parts, median / most"]]
    for articles in options.articles or [20_000, 60_000, 200_000, 1_000_000, 10_000_000, 100_000_000]:
        parts, copied = run([], articles, options.batch)
        each, counts = nights(parts, options.nights, options.night, options.batch)
        rows.append([f"{articles:,}", f"{copied / articles:.2f}", str(len(parts)), f"{statistics.mean(each):,.0f}",
                     f"{max(each):,}", f"{statistics.median(counts):.0f} / {max(counts)}"])
    common.print_table(rows)


if __name__ == "__main__":
    main()
