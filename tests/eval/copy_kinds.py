"""Copies of real articles in the ways of newsrooms and scanners, and articles that look like copies and are none."""

import datetime
import html
import json
import random
import re

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'])")


def clean(text):
    return re.sub(r"\s+", " ", html.unescape(text)).strip()


def day(number):
    return (datetime.date(2001, 1, 1) + datetime.timedelta(days=number)).isoformat()


def article_of(number, article_id, title, paragraphs, source):
    return {"id": article_id, "title": title, "paragraphs": paragraphs, "text": "\n\n".join(paragraphs),
            "published": day(number % 200), "source": source}


def read_reuters(folder):
    articles = []
    for file in sorted(folder.glob("*.sgm")):
        for match in re.finditer(r'NEWID="(\d+)".*?</REUTERS>', file.read_text("latin-1"), re.S):
            body = re.search(r"<BODY>(.*?)</BODY>", match[0], re.S)
            title = re.search(r"<TITLE>(.*?)</TITLE>", match[0], re.S)
            if not body or not title:
                continue
            text = re.sub(r"(?i)\s*reuter\W*$", "", re.sub(r"&#\d+;", " ", body[1]))
            paragraphs = [clean(p) for p in re.split(r"\n {3,}", text) if clean(p)]
            articles.append(article_of(int(match[1]), f"r{match[1]}", clean(title[1]), paragraphs, "First Wire"))
    return articles


def read_bbc(file):
    articles, seen = [], set()
    for number, line in enumerate(file.open()):
        row = json.loads(line)
        if row["text"] in seen:
            continue
        seen.add(row["text"])
        paragraphs = [clean(p) for p in row["text"].split("\n\n") if clean(p)]
        articles.append(article_of(number, row["id"], row["title"], paragraphs, "First Wire"))
    return articles


def originals(articles, count):
    """Of all lengths from some 60 words on: shorter ones cannot be cut to a third."""
    long_enough = [a for a in articles if len(a["text"].split()) >= 90 and len(a["paragraphs"]) >= 3]
    return random.Random(1).sample(long_enough, min(count, len(long_enough)))


def copy(article, paragraphs=None, title=None, source="Harbour Times", days=1):
    paragraphs = article["paragraphs"] if paragraphs is None else paragraphs
    published = (datetime.date.fromisoformat(article["published"]) + datetime.timedelta(days=days)).isoformat()
    return {"title": title or article["title"], "text": "\n\n".join(paragraphs), "published": published,
            "source": source}


def sentences(article):
    return [s for paragraph in article["paragraphs"] for s in SENTENCE.split(paragraph)]


def cut(share):
    def make(random, article, other):
        every = sentences(article)
        return copy(article, [" ".join(every[:max(2, round(len(every) * share))])], "Briefly: " + article["title"])
    return make




def scattered_third(random, article, other):
    every = sentences(article)
    chosen = sorted(random.sample(range(len(every)), max(2, round(len(every) / 3))))
    if sum(len(every[i].split()) for i in chosen) * 4 < len(article["text"].split()):
        return None
    return copy(article, [" ".join(every[i] for i in chosen)])


STYLES = [
    [(r"\bpct\b|\bper cent\b|%", " percent"), (r"\bdlrs\b", "dollars"), (r"\bmln\b", "million"), (r"\bbln\b", "billion")],
    [(r"\bpct\b|\bpercent\b|\bper cent\b", "%"), (r"([\d.,]+) dlrs", r"$\1"), (r"([\d.]+) mln", r"\1m"),
     (r"\bmillion\b", "m"), (r"\bbillion\b", "bn"), (r"([\d.]+)bn", r"\1 bn")],
    [(r"\bcolour", "color"), (r"labour", "labor"), (r"favour", "favor"), (r"centre", "center"),
     (r"([a-z]{3})ise\b", r"\1ize"), (r"([a-z]{3})ised\b", r"\1ized"), (r"([a-z]{3})isation", r"\1ization"),
     (r"defence", "defense"), (r"programme", "program"), (r"travelled", "traveled")],
    [(r"\bMr\.? |\bMrs\.? |\bMs\.? |\bDr\.? ", ""), (r"\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", r"\1day"),
     (r"\bU\.S\.", "US"), (r"\bthat\b", ""), (r"\bsaid\b", "says"), (r"\btwo\b", "2"), (r"\bthree\b", "3"),
     (r"\b4\b", "four"), (r"\b5\b", "five")],
    [(r"\bJan(uary)?\b", "Jan."), (r"\bFeb(ruary)?\b", "Feb."), (r"\bSept?(ember)?\b", "Sept."),
     (r"\bOct(ober)?\b", "Oct."), (r"\bCorp\b", "Corporation"), (r"\bInc\b", "Incorporated"), (r"\bLtd\b", "Limited"),
     (r"\bgovernment\b", "Government"), (r"\bhas\b", "had"), (r"\bwill\b", "would"), (r"\"", "\u201c")],
]


def styled(text, styles):
    for style in styles:
        for pattern, by in style:
            text = re.sub(pattern, by, text)
    return text


def house_style(*numbers):
    def make(random, article, other):
        styles = [STYLES[n] for n in numbers]
        return copy(article, [styled(p, styles) for p in article["paragraphs"]])
    return make


MISREAD = {"e": "c", "c": "e", "l": "1", "i": "l", "o": "0", "a": "u", "u": "n", "n": "u", "m": "rn", "h": "b",
           "b": "h", "t": "f", "f": "t", "r": "n", "s": "5", "S": "8", "B": "8", "0": "O", "1": "l", "5": "S",
           "g": "q", "d": "cl", "v": "y", "I": "l", "w": "vv"}


def misread(random, text, share):
    """A share of the characters read as another, left out, doubled, or as a space."""
    out = []
    for character in text:
        if random.random() >= share:
            out.append(character)
            continue
        chance = random.random()
        if chance < 0.7:
            out.append(MISREAD.get(character, random.choice("abcdefghijklmnopqrstuvwxyz.,'")))
        elif chance < 0.8:
            pass
        elif chance < 0.9:
            out.append(character * 2)
        else:
            out.append(" " + character)
    return "".join(out)


def ocr(share, keep=1.0):
    def make(random, article, other):
        every = sentences(article)
        kept = every[:max(2, round(len(every) * keep))] if keep < 1 else None
        paragraphs = [" ".join(kept)] if kept else article["paragraphs"]
        return copy(article, [misread(random, p, share) for p in paragraphs])
    return make


def new_lead(random, article, other):
    """The first paragraph is another's words."""
    lead = "A day of surprises ended with what few observers had thought possible, reports from the scene suggest."
    return copy(article, [lead, *article["paragraphs"][1:]], "Surprise: " + article["title"])


def reworded_lead(random, article, other):
    words = article["paragraphs"][0].split()
    random.shuffle(words)
    return copy(article, [" ".join(words), *article["paragraphs"][1:]])


def byline(random, article, other):
    return copy(article, ["By JANE ROE, Staff Writer", "LONDON (First Wire) -- " + article["paragraphs"][0],
                          *article["paragraphs"][1:],
                          "Reporting by Jane Roe; editing by John Doe. (c) 2001 First Wire. All rights reserved.",
                          "Our Standards: this material may not be published, broadcast, rewritten or "
                          "redistributed without permission. Sign up for our newsletter to get the day's top "
                          "stories in your inbox every morning."])


def added(random, article, other):
    """Two paragraphs of one's own before and behind."""
    own = other["paragraphs"][:2]
    return copy(article, [own[0], *article["paragraphs"], own[-1]])


def reordered(random, article, other):
    paragraphs = list(article["paragraphs"])
    random.shuffle(paragraphs)
    return copy(article, paragraphs)


def dropped(random, article, other):
    kept = [p for i, p in enumerate(article["paragraphs"]) if i == 0 or random.random() < 0.6]
    return copy(article, kept) if len(kept) > 1 else None


def reset(random, article, other):
    """Hyphens, quotes, spaces, case, thousands' marks."""
    text = article["text"].replace('"', "''").replace("-", " - ").replace("'", "\u2019")
    text = re.sub(r"(\d),(\d{3})", r"\1\2", text)
    text = re.sub(r"\b([a-z]{4})([a-z]{4,})\b", lambda m: m[0] if random.random() < 0.95 else f"{m[1]}-{m[2]}", text)
    return copy(article, [text.upper()])


def everything(random, article, other):
    every = sentences(article)
    kept = every[1:max(4, len(every) // 2)]
    text = misread(random, styled(" ".join(kept), [STYLES[0], STYLES[3]]), 0.01)
    return copy(article, ["By A Staff Reporter", text, "Additional reporting by local staff."], "Other words")


def exact_repeat(random, article, other):
    return copy(article, source=article["source"])


# What is none.

def other_numbers(random, article, other):
    """The same words about other figures: only of articles that are full of them."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*", article["text"])
    if len(numbers) * 12 < len(article["text"].split()):
        return None
    text = re.sub(r"\d", lambda m: random.choice("0123456789"), article["text"])
    return copy(article, text.split("\n\n"))


def half_shared(random, article, other):
    """Half of the words are another story's, as background and quotes in a running story."""
    mine, others = sentences(article), sentences(other)
    words = sum(len(s.split()) for s in mine)
    out, shared = [], 0
    for number, sentence in enumerate(mine):
        take = random.random() < 0.5 and (shared + len(sentence.split())) * 2 <= words
        shared += len(sentence.split()) if take else 0
        out.append(sentence if take else others[number % len(others)])
    return copy(article, [" ".join(out)])


def follow_up(random, article, other):
    """A story of its own with up to half of the first one as background."""
    every, own = sentences(article), sentences(other)
    whole, background, words = len(article["text"].split()), [], 0
    for sentence in reversed(every):
        if (words + len(sentence.split())) * 2 > whole:
            break
        background.insert(0, sentence)
        words += len(sentence.split())
    new, count = [], 0
    for sentence in own * 3:
        new.append(sentence)
        count += len(sentence.split())
        if count >= words:
            break
    return copy(article, [" ".join(new), " ".join(background)]) if background else None


def quotes_only(random, article, other):
    every, own = sentences(article), sentences(other)
    quoted = [s for s in every if '"' in s][:3]
    if not quoted:
        return None
    return copy(article, [" ".join(own[:4]), " ".join(quoted), " ".join(own[4:])])


def correction(random, article, other):
    """By its own source: a version."""
    words = article["text"].split(" ")
    words[len(words) // 2] = "rectified"
    return copy(article, " ".join(words).split("\n\n"), source=article["source"])


def late(random, article, other):
    return copy(article, days=45)


KINDS = [
    ("exact, another title", lambda r, a, o: copy(a, title="Something else")),
    ("exact, same source", exact_repeat),
    ("cut to two thirds", cut(0.67)),
    ("cut to a third", cut(0.34)),
    ("a third of the sentences", scattered_third),
    ("style: percent, dollars", house_style(0)),
    ("style: %, $, m", house_style(1)),
    ("style: spelling", house_style(2)),
    ("style: titles, days, small numbers", house_style(3)),
    ("style: months, firms, tense", house_style(4)),
    ("style: all", house_style(0, 2, 3, 4)),
    ("new lead", new_lead),
    ("lead in other order", reworded_lead),
    ("byline, credit, boilerplate", byline),
    ("paragraphs before and behind", added),
    ("paragraphs in other order", reordered),
    ("paragraphs dropped", dropped),
    ("set anew", reset),
    ("1 % misread", ocr(0.01)),
    ("3 % misread", ocr(0.03)),
    ("5 % misread", ocr(0.05)),
    ("3 % misread and cut to a third", ocr(0.03, 0.34)),
    ("half, style, credit, 1 % misread", everything),
    ("NONE: other numbers", other_numbers),
    ("NONE: half of the sentences", half_shared),
    ("NONE: follow-up with background", follow_up),
    ("NONE: the same quotes", quotes_only),
    ("NONE: corrected by its source", correction),
    ("NONE: 45 days later", late),
]
