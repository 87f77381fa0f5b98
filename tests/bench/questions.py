#!/usr/bin/env python3
"""Questions drawn from the articles themselves, the same ones for the same articles: what a reader remembers of a
piece (words of its title), and phrases of its text.

    tests/bench/questions.py titles|phrases NUMBER ARTICLES.jsonl [OPTION...]

prints them for `dateline-answer-times`, each with these options of dateline-search behind it.
"""

import json
import random
import re
import sys

SEED = 1
# Words of grammar say nothing of a piece, so nobody types only those.
GRAMMAR = set("""a about after all also an and any are as at be been before but by can could did do for from had has have
he her his if in into is it its may more most mr mrs ms new no not of on or other our out over said says she so some than
that the their them then there these they this to two up was we were what when which who will with would you""".split())


def read_articles(file, most=None):
    """The articles of a JSONL file, at most so many."""
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(most or 10**12), lines)]


def words_of(text):
    return [word for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 2 and word not in GRAMMAR]


def title_queries(articles, number):
    """One to four words of a title, in its order."""
    draw = random.Random(SEED)
    queries = []
    while len(queries) < number:
        words = words_of(draw.choice(articles).get("title") or "")
        length = draw.choices([1, 2, 3, 4], [20, 40, 25, 15])[0]
        if len(words) < length:
            continue
        begin = draw.randrange(len(words) - length + 1)
        queries.append(" ".join(words[begin:begin + length]))
    return queries


def phrase_queries(articles, number):
    """Two words of a text that stand side by side."""
    draw = random.Random(SEED)
    phrases = []
    while len(phrases) < number:
        pairs = re.findall(r"(?=\b([a-z]{3,}) ([a-z]{3,})\b)", draw.choice(articles).get("text") or "")
        pairs = [pair for pair in pairs if not GRAMMAR & set(pair)]
        if pairs:
            phrases.append('"' + " ".join(draw.choice(pairs)) + '"')
    return phrases


def share_queries(articles, share):
    """The five words that nearest to this share of the articles have, a word each."""
    sample = articles[:5000]
    counts = {}
    for article in sample:
        for word in set(words_of((article.get("title") or "") + " " + (article.get("text") or ""))):
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (abs(counts[word] / len(sample) - share), word))[:5]


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ("titles", "phrases"):
        sys.exit(__doc__)
    draw = title_queries if sys.argv[1] == "titles" else phrase_queries
    for question in draw(read_articles(sys.argv[3]), int(sys.argv[2])):
        print(question, *sys.argv[4:], sep="\t")


if __name__ == "__main__":
    main()
