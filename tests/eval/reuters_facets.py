#!/usr/bin/env python3
"""Holds facets and timeline of Reuters-21578 against counts made straight from its SGML files.

Indexes the collection with --entities given into a temporary archive, or takes one with --db. Every value of
every facet must have the same count on both sides. Exits with 1 when anything differs, 77 when the collection is not there.
"""

import argparse
import collections
import datetime
import json
import pathlib
import sys

import common
import reuters

FACETS = {"place": "places", "person": "people", "org": "organizations"}


def counted(stories):
    """The facets and days as they must come out: {facet: Counter}, Counter of days, stories without a day."""
    facets = {facet: collections.Counter() for facet in FACETS}
    days = collections.Counter()
    undated = 0
    for story in stories:
        for facet, member in FACETS.items():
            facets[facet].update(getattr(story, member))
        if story.day:
            days[story.day.isoformat()] += 1
        else:
            undated += 1
    return facets, days, undated


def most_frequent(counter, number):
    """Ties by value, as Dateline orders them."""
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:number]


def facet_differences(name, expected, facet):
    given = {value["value"]: value["count"] for value in facet["values"]}
    differences = []
    if facet["distinct"] != len(expected):
        differences.append(f"{name}: {facet['distinct']} distinct, must be {len(expected)}")
    for value in sorted(expected.keys() | given.keys()):
        if expected.get(value, 0) != given.get(value, 0):
            differences.append(f"{name} {value}: {given.get(value, 0)}, must be {expected.get(value, 0)}")
    return differences


def timeline_differences(days, undated, timeline, total):
    given = {bucket["from"]: bucket["count"] for bucket in timeline["buckets"] if bucket["count"]}
    differences = []
    for day in sorted(days.keys() | given.keys()):
        if days.get(day, 0) != given.get(day, 0):
            differences.append(f"{day}: {given.get(day, 0)}, must be {days.get(day, 0)}")
    if timeline["undated"] != undated:
        differences.append(f"undated: {timeline['undated']}, must be {undated}")
    if sum(given.values()) + timeline["undated"] != total:
        differences.append(f"the days and the undated do not add up to {total}")
    return differences


def check(tools, archive, folder, _):
    facets, days, undated = counted(reuters.stories(folder))
    answer = json.loads(tools.ask(archive, "--no-authority", "--facets", "person:1000,org:1000,place:1000",
                                  "--timeline=day", "--no-fold", "--limit", "0", "--format", "json"))
    differences = []
    if answer["total"] != reuters.STORIES:
        differences.append(f"{answer['total']} articles, must be {reuters.STORIES}")
    for name, expected in facets.items():
        differences += facet_differences(name, expected, answer["facets"][name])
        print(f"{name}: {answer['facets'][name]['distinct']} distinct; " +
              ", ".join(f"{value} {count}" for value, count in most_frequent(expected, 10)))
    differences += timeline_differences(days, undated, answer["timeline"], answer["total"])
    filled = [bucket for bucket in answer["timeline"]["buckets"] if bucket["count"]]
    print(f"timeline: {len(filled)} days, first {filled[0]['from']}, last {filled[-1]['from']}; "
          f"{sum(bucket['count'] for bucket in filled)} + {answer['timeline']['undated']} undated")
    for difference in differences[:50]:
        print(f"DIFFERS {difference}")
    print("all counts agree" if not differences else f"{len(differences)} differences")
    return not differences


def selftest():
    sgml = b"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE><TOPICS><D>cocoa</D></TOPICS>
<PLACES><D>usa</D><D>uk</D><D>usa</D></PLACES><PEOPLE></PEOPLE><ORGS><D>ec</D></ORGS>
<TEXT>&#2;<TITLE>A</TITLE><BODY>bc &#3;</BODY></TEXT></REUTERS>
<REUTERS NEWID="2"><DATE> 1-MAR-1987 605:12:19</DATE><PLACES><D>usa</D></PLACES><PEOPLE><D>reagan</D></PEOPLE>
<TEXT TYPE="UNPROC">d</TEXT></REUTERS>
<REUTERS NEWID="3"><PLACES></PLACES></REUTERS>"""
    stories = list(reuters.stories_in(sgml))
    assert [story.places for story in stories] == [{"usa", "uk"}, {"usa"}, set()]
    assert [story.people for story in stories] == [set(), {"reagan"}, set()]
    assert [story.organizations for story in stories] == [{"ec"}, set(), set()]
    assert [story.day for story in stories] == [datetime.date(1987, 2, 26), datetime.date(1987, 3, 1), None]
    assert [story.text_bytes for story in stories] == [4, 1, 0]

    facets, days, undated = counted(stories)
    assert facets["place"] == {"usa": 2, "uk": 1} and days["1987-03-01"] == 1 and undated == 1
    assert most_frequent(collections.Counter(b=1, a=1, c=2), 2) == [("c", 2), ("a", 1)]

    same = {"distinct": 2, "values": [{"value": "usa", "count": 2}, {"value": "uk", "count": 1}]}
    assert facet_differences("place", facets["place"], same) == []
    other = {"distinct": 1, "values": [{"value": "usa", "count": 1}]}
    assert len(facet_differences("place", facets["place"], other)) == 3

    buckets = [{"from": "1987-02-26", "count": 1}, {"from": "1987-02-27", "count": 0},
               {"from": "1987-03-01", "count": 1}]
    assert timeline_differences(days, 1, {"buckets": buckets, "undated": 1}, 3) == []
    assert len(timeline_differences(days, 1, {"buckets": buckets[:1], "undated": 0}, 3)) == 3
    print("selftest passed")


if __name__ == "__main__":
    reuters.main(__doc__, "given", selftest, check)
