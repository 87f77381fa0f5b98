#!/usr/bin/env python3
"""copies.py [BUILD] [--only NAME]... [--keep FOLDER]: how well copies of one article are found.

Names: made (50,000 generated articles with known copies), bbc (exact repeats), kinds (copies and what is none,
made of real articles in many ways), reuters (a sample of clusters, to be read). Data is looked for in
$DATELINE_DATA; what is not there is skipped."""

import argparse
import collections
import itertools
import json
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import copy_kinds  # noqa: E402
from common import SOURCE, Tools, data_folder  # noqa: E402


def varints(data):
    number, shift = 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number, shift = 0, 0


def part_lists(archive):
    """For each part: its documents, its dead, and the cluster of each document that has one."""
    hash_digits = 32
    for line in (archive / "manifest").read_text().splitlines():
        words = line.split()
        if words[0] != "part":
            continue
        number, documents, dead, dead_revision, _, copies, copies_revision = map(int, words[1:])
        gone, clusters = set(), {}
        if dead:
            data = (archive / f"dead-{number:06}-{dead_revision:06}").read_bytes()[:-hash_digits]
            gone = set(itertools.accumulate(varints(data)))
        if copies:
            data = (archive / f"copies-{number:06}-{copies_revision:06}").read_bytes()[:-hash_digits]
            numbers = list(varints(data))
            clusters = dict(zip(itertools.accumulate(numbers[::2]), numbers[1::2]))
        yield documents, gone, clusters


def clusters_of(tools, archive):
    """The cluster of each article that is in one, by id. The export has the living in the order of the parts."""
    command = [str(tools.index), "--db", str(archive), "--quiet", "--export"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as export:
        found = {}
        for documents, gone, clusters in part_lists(archive):
            for document in range(1, documents + 1):
                if document in gone:
                    continue
                article_id = json.loads(export.stdout.readline())["id"]
                if document in clusters:
                    found[article_id] = clusters[document]
        assert not export.stdout.read()
    return found


def pairs_of(clusters):
    members = collections.defaultdict(list)
    for article_id, cluster in clusters.items():
        members[cluster].append(article_id)
    return {tuple(sorted(pair)) for ids in members.values() for pair in itertools.combinations(ids, 2)}


def true_pairs(truth):
    """Of lines 'copy TAB original': pairs of one story, and those that the lines name."""
    named = [tuple(line.split("\t")) for line in truth.read_text().splitlines()]
    original = dict(named)

    def first(article_id):
        while article_id in original:
            article_id = original[article_id]
        return article_id

    story = {article_id: first(article_id) for pair in named for article_id in pair}
    return pairs_of(story), {tuple(sorted(pair)) for pair in named}


def tell(name, found, true, strict=None):
    right = len(found & true)
    line = (f"{name}: {len(found)} pairs, precision {right / max(len(found), 1):.4f}, "
            f"recall {right / max(len(true), 1):.4f}")
    if strict is not None:
        line += f" (of {len(strict)} named pairs {len(found & strict) / len(strict):.4f})"
    print(line, flush=True)


def index(tools, archive, *sources):
    return tools.add(archive, "--entities", "given", *sources)


def made(tools, folder, reuters):
    maker = data_folder().parent / "tools" / "make_archive.py"
    if not maker.exists() or not reuters.exists():
        print(f"skipped: {maker} or {reuters} is not there")
        return
    truth, articles = folder / "truth.tsv", folder / "made.jsonl"
    with articles.open("w") as out:
        subprocess.run([sys.executable, str(maker), str(reuters), "--articles", "50000", "--truth", str(truth)],
                       stdout=out, check=True)
    true, named = true_pairs(truth)
    lines = articles.read_text().splitlines(keepends=True)

    index(tools, folder / "as-made", articles)
    tell("made, in their order", pairs_of(clusters_of(tools, folder / "as-made")), true, named)

    random.Random(5).shuffle(lines)
    (folder / "shuffled.jsonl").write_text("".join(lines))
    index(tools, folder / "shuffled", folder / "shuffled.jsonl")
    tell("made, shuffled", pairs_of(clusters_of(tools, folder / "shuffled")), true, named)

    nights = 30
    for night in range(nights):
        (folder / "night.jsonl").write_text("".join(lines[night::nights]))
        index(tools, folder / "nights", folder / "night.jsonl")
    tell(f"made, in {nights} nights", pairs_of(clusters_of(tools, folder / "nights")), true, named)


def bbc(tools, folder, articles):
    rows = [json.loads(line) for line in articles.open()]
    index(tools, folder / "bbc", articles)
    clusters = clusters_of(tools, folder / "bbc")
    text = {row["id"]: row["text"] for row in rows}
    exact = {pair for pair in pairs_of(text)}
    found = pairs_of(clusters)
    print(f"bbc: {len(found & exact)} of {len(exact)} exact repeats; others:", sorted(found - exact))


def kinds(tools, folder, name, articles):
    """Copies and others of `articles`, a kind at a time, each in an archive with all the originals."""
    originals = copy_kinds.originals(articles, 150)
    made_of, lines = {}, [json.dumps(article) for article in articles]
    for kind, make in copy_kinds.KINDS:
        for number, article in enumerate(originals):
            other = make(random.Random(f"{kind} {number}"), article, originals[number - 1])
            if other is None:
                continue
            other["id"] = f"{kind}/{article['id']}"
            made_of[other["id"]] = (kind, article["id"])
            lines.append(json.dumps(other))
    # Archives apart, or all copies of one original would be found through each other.
    by_kind = collections.defaultdict(list)
    for line in lines[len(articles):]:
        by_kind[made_of[json.loads(line)["id"]][0]].append(line)
    for kind, _ in copy_kinds.KINDS:
        source, archive = folder / "kind.jsonl", folder / f"{name}-{kind.replace(' ', '-')}"
        source.write_text("\n".join([json.dumps(a) for a in originals] + by_kind[kind]) + "\n")
        index(tools, archive, source)
        clusters = clusters_of(tools, archive)
        together = sum(clusters.get(made_id, -1) == clusters.get(made_of[made_id][1], -2)
                       for made_id in (json.loads(line)["id"] for line in by_kind[kind]))
        count = len(by_kind[kind])
        print(f"{name}: {kind:42} {together:4} of {count:4}  {together / max(count, 1):.3f}", flush=True)


def reuters_clusters(tools, folder, reuters):
    index(tools, folder / "reuters", reuters)
    clusters = clusters_of(tools, folder / "reuters")
    members = collections.defaultdict(list)
    for article_id, cluster in clusters.items():
        members[cluster].append(article_id)
    print(f"reuters: {len(clusters)} articles in {len(members)} clusters")
    for ids in random.Random(3).sample(sorted(members.values()), min(30, len(members))):
        print("  ", *ids)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?", default=SOURCE / "build" / "release")
    parser.add_argument("--only", action="append", choices=("made", "bbc", "kinds", "reuters"))
    parser.add_argument("--keep", type=pathlib.Path, help="where archives are made, and left")
    arguments = parser.parse_args()
    tools = Tools(arguments.build)
    wanted = arguments.only or ["bbc", "kinds", "reuters", "made"]
    reuters, articles = data_folder() / "reuters21578", data_folder() / "prose" / "bbc.jsonl"
    with tempfile.TemporaryDirectory(prefix="dateline-copies.") as temporary:
        folder = arguments.keep or pathlib.Path(temporary)
        folder.mkdir(exist_ok=True)
        for name in wanted:
            needed = articles if name == "bbc" else reuters
            if not needed.exists():
                print(f"skipped: {name}, {needed} is not there")
            elif name == "made":
                made(tools, folder, reuters)
            elif name == "bbc":
                bbc(tools, folder, articles)
            elif name == "reuters":
                reuters_clusters(tools, folder, reuters)
            else:
                kinds(tools, folder, "reuters", copy_kinds.read_reuters(reuters))
                if articles.exists():
                    kinds(tools, folder, "bbc", copy_kinds.read_bbc(articles))


if __name__ == "__main__":
    main()
