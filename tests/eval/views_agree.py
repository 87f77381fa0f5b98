#!/usr/bin/env python3
"""Asks 1,000 random questions of Reuters-21578, with copies folded and not, and holds the views of each answer against
one another:

    --count = total = ids of --all = sum of the timeline and the undated; a row of a facet = the hits there are when
    its value is chosen; without folding, the total = for each field of one value at most, sum of a facet's values,
    others and missing = the total and the copies that were folded

The questions are words of titles, alone, in pairs, as phrases, with OR and NOT, and filters by place, person, topic and
date, several at once. Exits with 1 when any two differ, 77 when the collection is not there.
"""

import argparse
import json
import pathlib
import random
import sys
import tempfile

import common

SINGLE = ("source", "section", "language", "year", "month", "day")
FACETS = "source:2,section:all:name,language,year:1,month:3,day:all,place:5:share,person"
CHOOSE = {"year": "--date", "month": "--date", "day": "--date"}
FILTERS = (("--place", "places"), ("--person", "people"), ("--org", "organizations"), ("--keyword", "keywords"))


class Questions:
    def __init__(self, tools, archive, seed):
        self.random = random.Random(seed)
        rows = tools.ask(archive, "--random", "--seed", seed, "-n", 4000, "--format", "jsonl").splitlines()
        self.articles = [json.loads(row) for row in rows]

    def query(self, article):
        words = [word.lower() for word in (article["title"] or "").split() if word.isalpha()] or ["said"]
        place = self.random.randrange(len(words))
        one, other = words[place], words[(place + 1) % len(words)]
        return self.random.choice((one, one, f"{one} {other}", f'"{one} {other}"', f"{one} OR {other}", f"{one} -{other}",
                                   f"title:{one}", f"{one[:4]}*" if len(one) > 3 else one, ""))

    def question(self):
        article = self.random.choice(self.articles)
        arguments = [word for word in [self.query(article)] if word]
        for _ in range(self.random.choice((0, 0, 1, 1, 2))):
            # Mostly of the same article, so that something matches; else of any.
            other = article if self.random.random() < 0.7 else self.random.choice(self.articles)
            option, key = self.random.choice(FILTERS)
            if other[key]:
                arguments += [option, "=" + self.random.choice(other[key])]
        if self.random.random() < 0.3:
            arguments += ["--after", f"1987-{self.random.randint(2, 10):02}-{self.random.randint(1, 28):02}"]
        if self.random.random() < 0.1:
            arguments += ["--on", f"{self.random.randint(3, 10):02}-{self.random.randint(1, 28):02}"]
        return arguments


def differences(tools, archive, question, chance):
    """What does not agree, in words; and the total."""
    totals = {}
    found = []
    for view in ([], ["--no-fold"]):
        asked = question + view
        answer = json.loads(tools.ask(archive, *asked, "--json", "-n", 0, "--timeline", "--facets", FACETS))
        total = answer["total"]
        totals[bool(view)] = (total, answer["copies"])

        def same(what, number):
            if number != total:
                found.append(f"{json.dumps(asked)}: {what} {number}, total {total}")

        same("--count", int(tools.ask(archive, *asked, "--count")))
        same("ids of --all", len(tools.ask(archive, *asked, "--all", "--format", "ids").splitlines()))
        timeline = answer["timeline"]
        same("timeline", sum(bucket["count"] for bucket in timeline["buckets"]) + timeline["undated"])
        for bucket in timeline["buckets"]:
            if bucket["count"] > bucket["in_archive"]:
                found.append(f"{json.dumps(asked)}: {bucket} has more than the archive")
        rows = [(field, row) for field, facet in answer["facets"].items() for row in facet["values"]]
        for field, row in chance.sample(rows, min(len(rows), 3)):
            if field in CHOOSE and "--on" in asked:
                continue
            value = row["value"] if field in CHOOSE else "=" + row["value"]
            hits = int(tools.ask(archive, *asked, "--count", CHOOSE.get(field, f"--{field}"), value))
            if hits != row["count"]:
                found.append(f"{json.dumps(asked)}: {field} {row['value']} {row['count']}, chosen {hits}")
        for field in SINGLE if view or not answer["copies"] else ():
            facet = answer["facets"][field]
            same(f"facet {field}", sum(value["count"] for value in facet["values"]) + facet["other"] + facet["missing"])
    if sum(totals[False]) != totals[True][0]:
        found.append(f"{json.dumps(question)}: {totals[False]} with copies folded, {totals[True][0]} without")
    return found, totals[False][0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=common.SOURCE / "build" / "release", help="folder of the build")
    parser.add_argument("--db", help="an archive of the collection; else one is made")
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1987)
    arguments = parser.parse_args()
    tools = common.Tools(arguments.build)
    with tempfile.TemporaryDirectory() as folder:
        if arguments.db:
            archive = pathlib.Path(arguments.db)
        else:
            collection = common.data_folder() / "reuters21578"
            if not collection.is_dir():
                common.skip(collection)
            archive = pathlib.Path(folder) / "archive"
            tools.add(archive, "--entities", "given", collection)
        questions = Questions(tools, archive, arguments.seed)
        wrong, none = [], 0
        for _ in range(arguments.questions):
            found, total = differences(tools, archive, questions.question(), questions.random)
            wrong += found
            none += total == 0
        for line in wrong[:20]:
            print(line)
    print(f"{arguments.questions} questions, {none} of them without an answer: {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
