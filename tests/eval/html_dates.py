#!/usr/bin/env python3
"""Compares the days of publication that are read out of HTML pages with those that people found.

Takes a folder of pages with expected.json, a list of {"file", "url", "date"}. A page is right when its day is the
expected one, wrong when it is another, undated when none was found. The address is what a crawl would have known; it
is not given to the converter. Exits with 1 when the share of right ones is below --least, 77 when the pages are not
there.
"""

import argparse
import json
import pathlib
import sys

import common
import html_pages


def verdict(expected, published):
    day = (published or "")[:10]
    return "undated" if not day else "right" if day == expected else "wrong"


def check(build, folder, least, verbose):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    verdicts = []
    for page in expected:
        if not (folder / page["file"]).exists():
            continue
        published = html_pages.convert(build, folder / page["file"]).get("published")
        verdicts.append(verdict(page["date"], published))
        if verbose and verdicts[-1] != "right":
            print(f"{verdicts[-1]}: {published}, expected {page['date']}: {page['file']}")
    shares = {kind: verdicts.count(kind) / len(verdicts) for kind in ("right", "wrong", "undated")}
    common.print_table([["pages", *shares], [str(len(verdicts)), *(f"{100 * share:.1f} %" for share in shares.values())]])
    return shares["right"] >= least


def selftest():
    assert verdict("2026-01-24", "2026-01-24T08:15:00+01:00") == "right"
    assert verdict("2026-01-24", "2026-01-25") == "wrong"
    assert verdict("2026-01-24", None) == verdict("2026-01-24", "") == "undated"
    print("selftest passed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=common.SOURCE / "build" / "release", help="folder of the build")
    parser.add_argument("--pages", type=pathlib.Path, default=common.data_folder() / "html" / "pubdate")
    parser.add_argument("--least", type=float, default=0.9, help="share of right days that is wanted (0.9)")
    parser.add_argument("--verbose", action="store_true", help="list the pages that are not right")
    parser.add_argument("--selftest", action="store_true", help="check the script itself; needs no data")
    options = parser.parse_args()
    if options.selftest:
        selftest()
        return
    if not (options.pages / "expected.json").exists():
        common.skip(options.pages)
    sys.exit(0 if check(options.build, options.pages, options.least, options.verbose) else 1)


if __name__ == "__main__":
    main()
