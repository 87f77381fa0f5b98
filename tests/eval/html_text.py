#!/usr/bin/env python3
"""Compares the text that is read out of HTML pages with the text that people marked as the article.

Takes a folder of folders, each with a page, source.html, and its article alone, expected.html, whose visible text is
what is expected. Texts are compared by runs of four words, the measure of the public article-extraction benchmark:
precision and recall are means over all pages, F1 is of these means. A second row leaves the captions of pictures out
of what is expected: Dateline leaves them out. Exits with 1 when F1 of the first row is below --least, 77 when the
pages are not there.
"""

import argparse
import pathlib
import sys

import common
import html_pages


def judge(pages):
    """Rows of (name, precision, recall) with and without captions, out of (name, expected markup, text)."""
    whole, uncaptioned = [], []
    for name, markup, text in pages:
        whole.append((name, *html_pages.compare(html_pages.visible_text(markup), text)))
        uncaptioned.append((name, *html_pages.compare(html_pages.visible_text(markup, ["figcaption"]), text)))
    return whole, uncaptioned


def means(rows):
    precision = sum(row[1] for row in rows) / len(rows)
    recall = sum(row[2] for row in rows) / len(rows)
    return precision, recall, html_pages.f1(precision, recall)


def check(build, folder, least, verbose):
    names = sorted(path.parent.name for path in folder.glob("*/source.html"))
    pages = [(name, (folder / name / "expected.html").read_text(encoding="utf-8"),
              html_pages.convert(build, folder / name / "source.html").get("text", "")) for name in names]
    whole, uncaptioned = judge(pages)
    if verbose:
        for name, precision, recall in sorted(whole, key=lambda row: html_pages.f1(row[1], row[2])):
            print(f"{html_pages.f1(precision, recall):.3f} precision {precision:.3f} recall {recall:.3f} {name}")
    rows = [["text of", "pages", "precision", "recall", "F1"]]
    for label, judged in (("all of expected.html", whole), ("the same without captions", uncaptioned)):
        rows.append([label, str(len(judged)), *(f"{value:.4f}" for value in means(judged))])
    common.print_table(rows)
    return means(whole)[2] >= least


def selftest():
    markup = "<p>one two <b>three</b> four</p><script>x</script><figure><figcaption>five</figcaption></figure>six"
    assert html_pages.visible_text(markup).split() == ["one", "two", "three", "four", "five", "six"]
    assert html_pages.visible_text(markup, ["figcaption"]).split()[-2:] == ["four", "six"]
    assert html_pages.compare("a b c d e", "a b c d e") == (1.0, 1.0)
    assert html_pages.compare("a b c d e", "a b c d") == (1.0, 0.5)
    assert html_pages.compare("a b c d e", "") == (0.0, 0.0)
    assert html_pages.compare("", "") == (1.0, 1.0) and html_pages.f1(0.0, 0.0) == 0
    whole, uncaptioned = judge([("x", markup, "one two three four six")])
    assert whole[0][2] < 1 and uncaptioned[0][1:] == (1.0, 1.0)
    assert means([("x", 1.0, 0.5), ("y", 0.5, 1.0)]) == (0.75, 0.75, 0.75)
    print("selftest passed")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=common.SOURCE / "build" / "release", help="folder of the build")
    parser.add_argument("--pages", type=pathlib.Path, default=common.data_folder() / "html" / "readability")
    parser.add_argument("--least", type=float, default=0.95, help="F1 that is wanted (0.95)")
    parser.add_argument("--verbose", action="store_true", help="list all pages, the worst first")
    parser.add_argument("--selftest", action="store_true", help="check the script itself; needs no data")
    options = parser.parse_args()
    if options.selftest:
        selftest()
        return
    if not any(options.pages.glob("*/source.html")):
        common.skip(options.pages)
    sys.exit(0 if check(options.build, options.pages, options.least, options.verbose) else 1)


if __name__ == "__main__":
    main()
