"""The articles of a benchmark, in the form that each peer reads best; made once, before anything is timed."""

import collections
import datetime
import hashlib
import json

# The same articles as JSON Lines; as lines "ID TAB DAY TAB TITLE TAB TEXT"; as such lines with a number before each,
# the same one for the same id; and as records of scriptindex. The bytes are of titles and texts.
Articles = collections.namedtuple("Articles", "number bytes json_lines tab_separated numbered records")


def _one_line(text):
    return " ".join((text or "").split())


def _ordinal(published):
    return datetime.date.fromisoformat(published[:10]).toordinal() if published else 0


def _number(article_id):
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest(), "big") >> 1


def prepare(json_lines, folder):
    """Reads JSON Lines with id, title, text and published."""
    number = size = 0
    tab_separated, numbered, records = (folder / f"{json_lines.stem}.{kind}" for kind in ("tsv", "numbered", "records"))
    with json_lines.open(encoding="utf-8") as lines, tab_separated.open("w", encoding="utf-8") as rows, \
            numbered.open("w", encoding="utf-8") as numbered_rows, records.open("w", encoding="utf-8") as blocks:
        for line in lines:
            article = json.loads(line)
            title, text = _one_line(article.get("title")), _one_line(article.get("text"))
            number += 1
            size += len((article.get("title") or "").encode()) + len((article.get("text") or "").encode())
            day = _ordinal(article.get("published"))
            row = f"{article['id']}\t{day}\t{title}\t{text}\n"
            rows.write(row)
            numbered_rows.write(f"{_number(article['id'])}\t{row}")
            blocks.write(f"id={article['id']}\nday={day}\ntitle={title}\ntext={text}\n\n")
    return Articles(number, size, json_lines, tab_separated, numbered, records)
