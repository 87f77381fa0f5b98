#!/usr/bin/env python3
"""Holds the manual pages against what the programs say: manual_test.py DATELINE-INDEX DATELINE-SEARCH

Every option of --help must be in the page of its program, with its short form, its argument and its default,
and no page may have an option that the program does not know. The formats that are read and written and the
exit codes must be there too. Where a formatter for manual pages is installed, the pages must format cleanly.
"""

import pathlib
import re
import shutil
import subprocess
import sys

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs"

failures = []


def check(holds, message):
    if not holds:
        failures.append(message)


def output(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stdout


def options_in_help(text):
    """{long name: (short name, argument, default)} of the lists that Boost.Program_options prints."""
    row = re.compile(r"^  (?:-(\w) \[ )?--([a-z][a-z-]*)(?: \])?(?: \[?=?([A-Z]+))?(?:\(=(\w+)\))?\]?"
                     r"(?: \(=([\w.]+)\))?", re.MULTILINE)
    return {name: (short or None, argument or None, default or None)
            for short, name, argument, _, default in row.findall(text)}


def options_in_page(source):
    """The same out of the lines `.It Fl d , Fl -db Ar FOLDER` of a page."""
    row = re.compile(r"^\.It (?:Fl (\w) , )?Fl -([a-z-]+)(?: (?:Ar |Ns Oo Ns Cm = Ns Ar )([A-Z]+))?", re.MULTILINE)
    return {name: (short or None, argument or None) for short, name, argument in
            ((short, name.replace("\\-", "-"), argument)
             for short, name, argument in row.findall(source.replace("\\-", "-")))}


def entry(source, name):
    """What the page says about one option."""
    begin = re.search(rf"^\.It (?:Fl \w , )?Fl -{re.escape(name)}\b.*$", source, re.MULTILINE)
    return source[begin.end():].split("\n.It ", 1)[0] if begin else ""


def check_options(page, source, help_text):
    known = options_in_help(help_text)
    documented = options_in_page(source)
    check(len(known) > 10, f"{page}: found only {len(known)} options in --help")
    for name, (short, argument, default) in known.items():
        if name not in documented:
            check(False, f"{page}: --{name} is missing")
            continue
        check(documented[name] == (short, argument),
              f"{page}: --{name} is there as {documented[name]}, in --help as {(short, argument)}")
        check(default is None or re.search(rf"\b{re.escape(default)}\b", entry(source, name)),
              f"{page}: --{name} does not say its default, {default}")
    for name in documented.keys() - known.keys():
        check(False, f"{page}: --{name} is no option of the program")


def check_words(page, source, words, what):
    for word in words:
        check(re.search(rf"^\.It (?:Li|Cm) {re.escape(word)}(?: |$)", source, re.MULTILINE),
              f"{page}: the {what} {word} has no entry")


def check_formatting(page):
    if shutil.which("mandoc"):
        command = ["mandoc", "-T", "lint", "-W", "warning", str(page)]
    elif shutil.which("groff"):
        command = ["groff", "-mdoc", "-Tutf8", "-ww", "-z", str(page)]
    else:
        print("neither mandoc nor groff: formatting is not checked")
        return
    done = subprocess.run(command, capture_output=True, text=True)
    said = done.stdout + done.stderr
    check(done.returncode == 0 and not said.strip(), f"{page.name}: {said.strip()[:500]}")


def selftest():
    text = ("  -n [ --limit ] N (=10)    hits\n  --timeline [=UNIT(=auto)] bars\n  --json                as\n"
            "  --color WHEN (=auto)      when\n")
    assert options_in_help(text) == {"limit": ("n", "N", "10"), "timeline": (None, "UNIT", None),
                                     "json": (None, None, None), "color": (None, "WHEN", "auto")}
    page = ".It Fl n , Fl -limit Ar N\nx\n.It Fl -timeline Ns Oo Ns Cm = Ns Ar UNIT Oc\n.It Fl -dry\\-run\n"
    assert options_in_page(page) == {"limit": ("n", "N"), "timeline": (None, "UNIT"), "dry-run": (None, None)}


def main(index, search):
    selftest()
    pages = {}
    for tool in (index, search):
        page = DOCS / f"{pathlib.Path(tool).name}.1"
        pages[page.name] = source = page.read_text()
        help_text = output(tool, "--help")
        check_options(page.name, source, help_text)
        check(max(map(len, help_text.splitlines())) <= 80, f"{tool}: a line of --help is too long")
        check_formatting(page)
    check_formatting(DOCS / "dateline-query.7")

    read = [line.split()[0] for line in output(index, "--formats").splitlines()]
    check_words("dateline-index.1", pages["dateline-index.1"], read, "format")
    check_words("dateline-index.1", pages["dateline-index.1"], ["0", "1", "2", "75", "130", "143"], "exit code")
    help_text = output(search, "--help")
    written = re.search(r"--format NAME +((?:\w+, )+\w+)", help_text)[1].split(", ")
    check_words("dateline-search.1", pages["dateline-search.1"], written, "format")
    check_words("dateline-search.1", pages["dateline-search.1"], ["0", "1", "2"], "exit code")

    for failure in failures:
        print(failure)
    print("the manual pages agree with the programs" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
