#!/usr/bin/env python3
"""Measures how well four words of an article find it again: known items of Reuters-21578.

Draws articles at random, and four different words at random from the body of each: of four letters or more, and such
as not more than a share of all articles have in their bodies, as whoever remembers an article remembers what was
particular about it. Each article is asked for by its words, once with all required and once with any, and the
mean of 1/rank over the first ten hits is printed (MRR@10). Exits with 1 when it is below its floor.
"""

import collections
import pathlib
import random
import re
import tempfile

import common
import reuters

QUERIES = 400
WORDS = 4
DEPTH = 10
FLOOR = 0.85

_body = re.compile(r"<BODY>(.*?)</BODY>", re.DOTALL)
_word = re.compile(r"[A-Za-z]{4,}")

def words_of(body):
    return sorted({word.lower() for word in _word.findall(body)})


def draw(bodies, count, share, dice):
    """[(number of the article, its words)]; `bodies` is [(number, body)]."""
    drawn = []
    candidates = [(number, words_of(body)) for number, body in bodies]
    having = collections.Counter(word for _, words in candidates for word in words)
    most = share * len(candidates)
    dice.shuffle(candidates)
    for number, all_words in candidates:
        words = [word for word in all_words if having[word] <= most]
        if len(words) < WORDS:
            continue
        drawn.append((number, dice.sample(words, WORDS)))
        if len(drawn) == count:
            break
    return drawn


def reciprocal_rank(hits, wanted):
    return 1 / (hits.index(wanted) + 1) if wanted in hits else 0.0


def bodies_in(folder):
    for file in sorted(folder.glob("*.sgm")):
        text = file.read_bytes().decode("latin-1")
        for story in re.finditer(r"<REUTERS\b.*?</REUTERS>", text, re.DOTALL):
            body = _body.search(story[0])
            number = re.search(r'\bNEWID="(\d+)"', story[0])
            if body and number:
                yield int(number[1]), re.sub(r"&#?\w+;", " ", body[1])


def ranks(output):
    """{query: numbers of articles, best first} of a run."""
    hits = {}
    for line in output.splitlines():
        query, _, article, _, _, _ = line.split()
        hits.setdefault(query, []).append(int(re.search(r"\d+$", article)[0]))
    return hits


def check(tools, archive, folder, options):
    drawn = draw(bodies_in(folder), options.count, options.share, random.Random(options.seed))
    with tempfile.TemporaryDirectory(prefix="dateline-eval.") as scratch:
        queries = pathlib.Path(scratch) / "known-items.tsv"
        queries.write_text("".join(f"{number}\t{' '.join(words)}\n" for number, words in drawn))
        return measured(tools, archive, queries, drawn)


def measured(tools, archive, queries, drawn):
    good = True
    for name, settings in (("all words", []), ("any word", ["--any"])):
        output = tools.ask(archive, "--queries", queries, "--limit", DEPTH, "--format", "trec", *settings)
        hits = ranks(output)
        found = [reciprocal_rank(hits.get(str(number), []), number) for number, _ in drawn]
        mean = sum(found) / len(found)
        first = sum(one == 1 for one in found)
        print(f"{name}: MRR@{DEPTH} {mean:.3f} over {len(found)} queries, {first} first, {found.count(0)} not found")
        good = good and mean >= FLOOR
    return good


def selftest():
    assert words_of("The cocoa talks would resume, cocoa buyers said") == ["buyers", "cocoa", "resume", "said",
                                                                                 "talks", "would"]
    assert reciprocal_rank([7, 9], 9) == 0.5 and reciprocal_rank([7], 9) == 0
    assert ranks("7 Q0 reuters:9 1 2.5 x\n7 Q0 reuters:7 2 2 x\n") == {"7": [9, 7]}
    bodies = [(n, f"harbour{chr(97 + n)} alpha bravo charlie delta golf hotel india juliet") for n in range(5)]
    assert draw(bodies, 3, 0.5, random.Random(7)) == []  # what all have is not drawn
    drawn = draw(bodies, 3, 1, random.Random(7))
    assert len(drawn) == 3 and all(len(set(words)) == WORDS for _, words in drawn)
    assert drawn == draw(bodies, 3, 1, random.Random(7))
    print("selftest passed")


def options_of(parser):
    parser.add_argument("--count", type=int, default=QUERIES, help="queries to draw")
    parser.add_argument("--share", type=float, default=0.02, help="of the articles that may have a word of a query")
    parser.add_argument("--seed", type=int, default=21578, help="of the draw")


if __name__ == "__main__":
    reuters.main(__doc__, "none", selftest, check, options_of)
