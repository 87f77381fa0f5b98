#!/usr/bin/env python3
"""Compares the names that are found in Reuters-21578 with those that its editors tagged.

Indexes the collection with --entities found into a temporary archive, or takes one with --db, and asks for the
names of every story. A tag is

    named     when its surname stands in title or text, in any case; an organisation when all of the tag does;
    recalled  when a found person has the tag's surname for its first or last words ("james-baker": a found
              "Baker" or "James Baker"); when a found organisation has the tag's words in a row;
    in full   when all words of the tag are in one name that was found.

Editors also tag people whom a story does not name ("the Treasury secretary"). Those nobody can find in it, so
recall is of the tags that are named; the others are counted beside them. Prints the names found most often, too.
Exits with 1 when the recall of people is below --least, 77 when the collection is not there.
"""

import collections
import json
import re

import common
import reuters

_apart = re.compile(r"[^0-9a-z]+")

# With one of these in front, a tag is a surname of several words: "de-clercq".
_particles = {"al", "da", "de", "del", "di", "dos", "du", "el", "la", "van", "von"}

# Characters that the collection writes by reference.
_references = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def words_of(text):
    """Lower-case words; a possessive and the stops of "U.S." are no part of them."""
    for reference, character in _references.items():
        text = text.replace(reference, character)
    plain = re.sub(r"['’]s\b", "", text.lower())
    return [word for word in _apart.split(re.sub(r"['’.]", "", plain)) if word]


def surname_of(tag):
    words = words_of(tag)
    return words if words[0] in _particles else words[-1:]


def stands_in(words, text):
    size = len(words)
    return any(text[at:at + size] == words for at in range(len(text) - size + 1))


def judge_person(tag, found, text):
    """Whether a tag is named, recalled, recalled in full; names and text as lists of words."""
    whole = words_of(tag)
    # "zhao-ziyang" has the family name first.
    surnames = [surname for surname in (surname_of(tag), whole[:1]) if stands_in(surname, text)]
    if not surnames:
        return False, False, False
    # The given name alone says nothing: "James" in a story is not james-baker.
    surname = surnames[0]
    if surname != surname_of(tag) and not stands_in(whole, text):
        return False, False, False
    recalled = any(surname in (name[-len(surname):], name[:len(surname)]) for name in found)
    return True, recalled, any(set(whole) <= set(name) for name in found)


def judge_organization(tag, found, text):
    whole = words_of(tag)
    if not stands_in(whole, text):
        return False, False, False
    recalled = any(stands_in(whole, name) for name in found)
    return True, recalled, any(whole == name for name in found)


class Tally:
    def __init__(self):
        self.tags = self.named = self.recalled = self.full = 0
        self.missed = collections.Counter()

    def add(self, tag, named, recalled, full):
        self.tags += 1
        self.named += named
        self.recalled += recalled
        self.full += full
        if named and not recalled:
            self.missed[tag] += 1

    def recall(self, part):
        return part / self.named if self.named else 0

    def row(self, label):
        return [label, f"{self.tags:,}", f"{self.named:,}", f"{100 * self.recall(self.recalled):.1f} %",
                f"{100 * self.recall(self.full):.1f} %"]


def compare(articles, stories):
    """`articles` as Dateline writes them, {number: article}."""
    people, organizations = Tally(), Tally()
    for story in stories:
        if not (story.people or story.organizations):
            continue
        text = words_of(story.text)
        article = articles[story.number]
        found = [words_of(name) for name in article["people"]]
        for tag in story.people:
            people.add(tag, *judge_person(tag, found, text))
        found = [words_of(name) for name in article["organizations"]]
        for tag in story.organizations:
            organizations.add(tag, *judge_organization(tag, found, text))
    return people, organizations


def check(tools, archive, folder, options):
    lines = tools.ask(archive, "--no-authority", "--no-fold", "--format", "jsonl", "--limit", reuters.STORIES).splitlines()
    articles = {int(article["id"].rpartition(":")[2]): article for article in map(json.loads, lines)}
    people, organizations = compare(articles, reuters.stories(folder))
    common.print_table([["tags", "all", "named in the story", "recalled of these", "in full"],
                        people.row("people"), organizations.row("organisations")])
    if options.verbose:
        for label, tally in (("people", people), ("organisations", organizations)):
            print(f"\nmissed {label}: " + ", ".join(f"{tag} {count}" for tag, count in tally.missed.most_common(40)))
    for label, key in (("people", "people"), ("organisations", "organizations"), ("places", "places")):
        counts = collections.Counter(name for article in articles.values() for name in article[key])
        print(f"\n{label} found most often: " +
              ", ".join(f"{name} {count}" for name, count in counts.most_common(50)))
    return people.recall(people.recalled) >= options.least


def selftest():
    assert words_of("Baker's U.S. trade-talks &lt;X>") == ["baker", "us", "trade", "talks", "x"]
    assert surname_of("james-baker") == ["baker"] and surname_of("de-clercq") == ["de", "clercq"]
    text = words_of("Treasury Secretary James Baker met Zhao Ziyang.")
    assert judge_person("james-baker", [["james", "baker"]], text) == (True, True, True)
    assert judge_person("james-baker", [["baker"]], text) == (True, True, False)
    assert judge_person("james-baker", [["treasury"]], text) == (True, False, False)
    assert judge_person("james-miller", [["james", "baker"]], text) == (False, False, False)
    assert judge_person("zhao-ziyang", [["zhao", "ziyang"]], text) == (True, True, True)
    assert judge_person("reagan", [], text) == (False, False, False)
    assert judge_organization("ec", [["ec", "commission"]], ["the", "ec"]) == (True, True, False)
    assert judge_organization("opec", [["opec"]], ["the", "ec"]) == (False, False, False)
    story = next(reuters.stories_in(b'<REUTERS NEWID="7"><PEOPLE><D>reagan</D></PEOPLE><TEXT>Reagan</TEXT></REUTERS>'))
    people, organizations = compare({7: {"people": ["Reagan"], "organizations": []}}, [story])
    assert people.row("p") == ["p", "1", "1", "100.0 %", "100.0 %"] and organizations.tags == 0
    print("selftest passed")


def add_options(parser):
    parser.add_argument("--least", type=float, default=0.85, help="recall of people that is wanted (0.85)")
    parser.add_argument("--verbose", action="store_true", help="list the tags that were missed")


if __name__ == "__main__":
    reuters.main(__doc__, "found", selftest, check, add_options)
