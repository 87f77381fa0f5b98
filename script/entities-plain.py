#!/usr/bin/env python3
"""entities-plain.py reuters FOLDER | bbc FILE.jsonl > ARTICLES.txt
Turns unlabelled news into what `dateline-entities train --plain` reads: a paragraph a line, a blank line between
articles. `reuters` takes the SGML files of Reuters-21578, `bbc` lines of JSON with a title and a text."""
import glob
import html
import json
import re
import sys


def one_line(text):
    return re.sub(r'\s+', ' ', text).strip()


def plain(markup):
    text = html.unescape(re.sub(r'&#\d+;', '', markup))
    return re.sub(r'[\x00-\x08\x0b-\x1f]', '', text)


def reuters(folder):
    for path in sorted(glob.glob(folder + '/*.sgm')):
        with open(path, encoding='latin-1') as file:
            stories = file.read()
        for story in re.findall(r'<REUTERS.*?</REUTERS>', stories, re.S):
            part = {name: re.search(f'<{name}>(.*?)</{name}>', story, re.S) for name in ('TITLE', 'DATELINE', 'BODY')}
            if not part['BODY']:
                continue
            paragraphs = [one_line(p) for p in re.split(r'\n {4,}', plain(part['BODY'].group(1)))]
            paragraphs[-1] = re.sub(r'\s*\bReuters?\s*$', '', paragraphs[-1], flags=re.I)
            if part['DATELINE']:
                paragraphs[0] = one_line(plain(part['DATELINE'].group(1))) + ' ' + paragraphs[0]
            if part['TITLE']:
                paragraphs.insert(0, one_line(plain(part['TITLE'].group(1))))
            yield paragraphs


def bbc(path):
    seen = set()
    with open(path, encoding='utf-8') as file:
        for line in file:
            article = json.loads(line)
            if article['text'] in seen:
                continue
            seen.add(article['text'])
            yield [article.get('title', '')] + article['text'].split('\n')


if __name__ == '__main__':
    if len(sys.argv) != 3 or sys.argv[1] not in ('reuters', 'bbc'):
        sys.exit(__doc__)
    sys.stdout.reconfigure(encoding='utf-8')
    for paragraphs in (reuters if sys.argv[1] == 'reuters' else bbc)(sys.argv[2]):
        lines = [p.strip() for p in paragraphs if p.strip()]
        if lines:
            print('\n'.join(lines), end='\n\n')
