#!/usr/bin/env python3
"""Measures how well the language of articles is guessed.

    languages.py --build build/release --english reuters21578/ time.jsonl --labelled texts.jsonl

English sources are all in English whatever they say: how many articles are taken for something else? Each is
read with the languages that it gives taken out. A labelled file has lines of JSON with "text" and "expected",
a code: how many are guessed right, wrong, not at all? A source that is not there is skipped, and says so.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path


def run(*command: str, given: str | None = None) -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def guesses(build: Path, articles: list[dict]) -> dict[str, str]:
    """The guessed language of each id; "" for none."""
    with tempfile.TemporaryDirectory() as folder:
        lines = "".join(json.dumps(article) + "\n" for article in articles)
        index = str(build / "indexer/dateline-index")
        run(index, "--db", folder, "--entities", "none", "--duplicate-window", "0", "-q", "-", given=lines)
        found = run(str(build / "searcher/dateline-search"), "--db", folder, "--all", "--format", "jsonl",
                    "--no-fold", "--sort", "newest")
    hits = (json.loads(line) for line in found.splitlines())
    return {hit["id"]: hit["language"] or "" for hit in hits if "id" in hit}


def english(build: Path, source: Path) -> None:
    lines = run(str(build / "indexer/dateline-index"), "--convert", "-q", str(source)).splitlines()
    articles = [json.loads(line) for line in lines]
    for article in articles:
        article.pop("language", None)
    guessed = guesses(build, articles)
    counts = Counter(guessed.values())
    others = {key: value for key, value in guessed.items() if value not in ("", "en")}
    print(f"{source.name}: {len(guessed)} articles, {counts['en']} en, {counts['']} not guessed, "
          f"{len(others)} taken for something else")
    for key, value in sorted(others.items())[:20]:
        print(f"  {value} {key}")


def labelled(build: Path, source: Path) -> None:
    texts = [json.loads(line) for line in source.read_text().splitlines()]
    articles = [{"id": str(number), "text": text["text"]} for number, text in enumerate(texts)]
    guessed = guesses(build, articles)
    counts: dict[str, Counter] = {}
    for number, text in enumerate(texts):
        guess = guessed.get(str(number), "")
        outcome = "none" if not guess else "right" if guess == text["expected"] else "wrong"
        counts.setdefault(text["expected"], Counter())[outcome] += 1
    print(f"{source.name}: language, right, wrong, not guessed")
    for language, count in sorted(counts.items()):
        print(f"  {language:3} {count['right']:6} {count['wrong']:6} {count['none']:6}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--english", type=Path, nargs="*", default=[])
    parser.add_argument("--labelled", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    for measure, sources in ((english, options.english), (labelled, options.labelled)):
        for source in sources:
            if source.exists():
                measure(options.build, source)
            else:
                print(f"{source}: not there, skipped")


if __name__ == "__main__":
    main()
