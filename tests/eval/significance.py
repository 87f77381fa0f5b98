#!/usr/bin/env python3
"""Tells whether two runs over the same queries differ by more than chance: the paired randomisation test.

Reads judgements and two runs in TREC's formats and prints, for each measure, both means, their difference, for how
many queries the second is better or worse, and p: how often a difference as large comes about when for each query a
coin says which of its two figures is whose.
"""

import argparse
import pathlib
import random

import common
import ranking

ROUNDS = 20_000


def p_value(first, second, rounds=ROUNDS, seed=1):
    """Two-sided, of the difference between the means of two lists that belong together pair by pair."""
    differences = [b - a for a, b in zip(first, second)]
    observed = abs(sum(differences))
    if observed == 0:
        return 1.0
    dice = random.Random(seed)
    as_large = 0
    for _ in range(rounds):
        bits = dice.getrandbits(len(differences))
        total = sum(one if bits >> i & 1 else -one for i, one in enumerate(differences))
        as_large += abs(total) >= observed - 1e-12
    return (as_large + 1) / (rounds + 1)


def rows(first, second, names=ranking.MEASURES, rounds=ROUNDS):
    """Of two lists of measures, a query each: the rows of a table."""
    for name in names:
        before = [one[name] for one in first]
        after = [one[name] for one in second]
        mean_before, mean_after = sum(before) / len(before), sum(after) / len(after)
        change = f"{100 * (mean_after / mean_before - 1):+.1f} %" if mean_before else ""
        yield (name, f"{mean_before:.4f}", f"{mean_after:.4f}", change,
               str(sum(b > a for a, b in zip(before, after))), str(sum(b < a for a, b in zip(before, after))),
               f"{p_value(before, after, rounds):.4f}")


HEAD = ("measure", "first", "second", "change", "better", "worse", "p")


def selftest():
    same = [0.1, 0.5, 0.3]
    assert p_value(same, same) == 1.0
    assert p_value([0.0] * 12, [0.1] * 12) < 0.01
    assert p_value([0.1, 0.2, 0.3, 0.4], [0.2, 0.1, 0.4, 0.3]) == 1.0
    # Of two pairs that both rise one of two coin tosses does as well.
    assert abs(p_value([0, 0], [1, 1]) - 0.5) < 0.02
    first = [{"MAP": 0.5}, {"MAP": 0.0}]
    second = [{"MAP": 0.5}, {"MAP": 1.0}]
    row = list(rows(first, second, ("MAP",), 100))[0]
    assert row[:6] == ("MAP", "0.2500", "0.7500", "+200.0 %", "1", "0"), row
    print("selftest passed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path, metavar="QRELS RUN RUN")
    parser.add_argument("--selftest", action="store_true", help="check the script itself; needs no data")
    options = parser.parse_args()
    if options.selftest:
        selftest()
        return
    if len(options.files) != 3:
        parser.error("give the judgements and two runs")
    judgements = ranking.read_judgements(options.files[0].read_text())
    first, second = (ranking.each_measure(ranking.read_run(file.read_text()), judgements)
                     for file in options.files[1:])
    common.print_table([HEAD, *rows(first, second)])


if __name__ == "__main__":
    main()
