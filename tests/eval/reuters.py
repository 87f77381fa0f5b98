"""Reads the SGML of Reuters-21578 for the checks: on purpose without any of Dateline's own code or rules."""

import argparse
import collections
import datetime
import json
import pathlib
import re
import sys

import common

STORIES = 21578

Story = collections.namedtuple("Story", "number places people organizations day text_bytes text")

_number = re.compile(rb'\bNEWID="(\d+)"')
_story = re.compile(rb"<REUTERS\b.*?</REUTERS>", re.DOTALL)
_date = re.compile(rb"<DATE>\s*(\d{1,2})-([A-Z]{3})-(\d{4})\b")
_value = re.compile(rb"<D>(.*?)</D>", re.DOTALL)
_text = re.compile(rb"<TEXT\b[^>]*>(.*?)</TEXT>", re.DOTALL)
_mark = re.compile(rb"<[^<>]*>|&#\d+;")


def _values(story, tag):
    found = re.search(rb"<" + tag + rb">(.*?)</" + tag + rb">", story, re.DOTALL)
    # A story that names a place twice still is one story.
    return set(value.decode("latin-1") for value in _value.findall(found[1])) if found else set()


def _day(story):
    found = _date.search(story)
    if not found:
        return None
    day, month, year = (part.decode("ascii") for part in found.groups())
    return datetime.datetime.strptime(f"{day} {month.title()} {year}", "%d %b %Y").date()


def stories_in(content):
    for found in _story.finditer(content):
        story = found[0]
        text = _text.search(story)
        plain = _mark.sub(b"", text[1]) if text else b""
        number = _number.search(story)
        yield Story(number=int(number[1]) if number else None, places=_values(story, b"PLACES"), people=_values(story, b"PEOPLE"),
                    organizations=_values(story, b"ORGS"), day=_day(story),
                    text_bytes=len(plain), text=plain.decode("latin-1"))


def stories(folder):
    for file in sorted(folder.glob("*.sgm")):
        yield from stories_in(file.read_bytes())


def main(description, entities, selftest, check, add_options=lambda parser: None):
    """The whole of a script that checks an archive of this collection: indexes it, with those `entities`, or takes
    one that is there, and asks check(tools, archive, folder, options) whether all is well."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=common.SOURCE / "build" / "release", help="folder of the build")
    parser.add_argument("--db", type=pathlib.Path, help="an archive of exactly this collection, made before")
    parser.add_argument("--selftest", action="store_true", help="check the script itself; needs no data")
    add_options(parser)
    options = parser.parse_args()
    if options.selftest:
        selftest()
        return
    folder = common.data_folder() / "reuters21578"
    if not any(folder.glob("*.sgm")):
        common.skip(folder)
    tools = common.Tools(options.build)
    if options.db:
        sys.exit(0 if check(tools, options.db.resolve(), folder, options) else 1)
    with common.temporary_archive() as archive:
        print("indexed:", json.dumps(tools.add(archive, "--entities", entities, folder)))
        sys.exit(0 if check(tools, archive, folder, options) else 1)
