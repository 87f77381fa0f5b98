"""What the scripts that judge the reading of HTML pages share: visible text, comparing texts, running the converter."""

import collections
import html.parser
import json
import re
import subprocess
import tempfile

import common

_blocks = {"address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
           "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
           "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
_unseen = {"script", "style", "noscript", "template", "head"}
_words = re.compile(r"\w+")


class _Stripper(html.parser.HTMLParser):
    def __init__(self, left_out):
        super().__init__()
        self.left_out = left_out
        self.parts = []
        self.hidden = []

    def handle_starttag(self, tag, attributes):
        if tag in _unseen or tag in self.left_out:
            self.hidden.append(tag)
        elif tag in _blocks:
            self.parts.append("\n")

    def handle_endtag(self, tag):
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        elif tag in _blocks:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.hidden:
            self.parts.append(data)


def visible_text(markup, left_out=()):
    """The text that people see; blocks stand apart."""
    stripper = _Stripper(set(left_out))
    stripper.feed(markup)
    stripper.close()
    return "".join(stripper.parts)


def shingles(text, size=4):
    words = _words.findall(text)
    if len(words) < size:
        return collections.Counter([tuple(words)] if words else [])
    return collections.Counter(tuple(words[at:at + size]) for at in range(len(words) - size + 1))


def compare(expected, extracted):
    """Precision and recall over runs of four words, counted with multiplicity."""
    wanted, got = shingles(expected), shingles(extracted)
    hit = sum((wanted & got).values())
    precision = hit / sum(got.values()) if got else float(not wanted)
    recall = hit / sum(wanted.values()) if wanted else 1.0
    return precision, recall


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def convert(build, page):
    """The article that dateline-index reads out of a page, as its JSON; nothing when it is rejected."""
    tool = common.pathlib.Path(build) / "indexer" / "dateline-index"
    with tempfile.TemporaryDirectory(prefix="dateline-eval.") as folder:
        done = subprocess.run([str(tool), "--convert", "--format", "html", str(page)], capture_output=True, text=True,
                              env=common.Tools.environment(folder))
    # 2: no article in all of the input.
    if done.returncode not in (0, 2):
        common.sys.exit(f"error: dateline-index --convert {page} exited with {done.returncode}:\n{done.stderr}")
    lines = done.stdout.splitlines()
    return json.loads(lines[0]) if lines else {}
