"""Articles made up for scripts that try out runs, with words that repeat and a version that tells them apart."""

import json

WORDS = ("harbour cocoa council ferry strike talks budget bridge storm election museum reactor quarry festival treaty "
         "airline drought verdict ceasefire tariff vaccine glacier orchestra").split()


def article(number, version, dice):
    """As a reader of JSON Lines takes it; its section is the version."""
    return {"id": f"a{number}", "title": " ".join(dice.choices(WORDS, k=5)), "source": f"Wire {number % 7}",
            "text": " ".join(dice.choices(WORDS, k=60)) + f" version{version}.", "section": f"v{version}",
            "people": [f"Ann Lee{number % 50}"], "published": f"20{10 + number % 15}-01-24"}


def write(file, articles):
    file.write_text("".join(json.dumps(one) + "\n" for one in articles))
