"""The English catalogue: compiled as it is written, and complete on every page an owner votes with."""

import re

from tools import words

PHONE = re.compile(r'{%\s*extends "web/phone.html"\s*%}')
SHARED = ("web/templates/web/*.html", "web/templates/web/parts/*.html", "web/*.py")


def spoken(paths):
    """Every message of these files, by first form and context."""
    found = set()
    for path in paths:
        for message, context in words.words_of(path):
            found.add((message if isinstance(message, str) else message[0], context))
    return found


def owners_files():
    """All pages of the phone in all rooms, the forms they show, and what every page shares."""
    phones = {
        path
        for path in words.SOURCE.glob("*/templates/*/**/*.html")
        if PHONE.search(path.read_text("utf-8")) and "samples" not in path.parts
    }
    parts = {path for page in phones for path in included(page)}
    shared = {path for pattern in SHARED for path in words.SOURCE.glob(pattern)}
    return phones | parts | {path for path in shared if "gallery" not in path.name}


def included(page):
    """The partials that a page includes."""
    for name in re.findall(r'{%\s*include "([^"]+)"', page.read_text("utf-8")):
        yield from words.SOURCE.glob(f"*/templates/{name}")


def test_the_compiled_catalogue_is_the_written_one():
    assert words.MO.read_bytes() == words.compiled(words.PO.read_bytes())


def test_owners_find_every_word_in_english():
    catalogue = words.catalogue()
    bare = set()
    for first, context in spoken(owners_files()):
        entry = catalogue.get(first, context)
        if first and (entry is None or not any(words.forms_of(entry))):
            bare.add(first)
    assert bare == set()


def test_names_of_the_law_have_english():
    catalogue = words.catalogue()
    names = {name for table in words.LAW_NAMES for name in table.values()}
    assert [name for name in sorted(names) if (entry := catalogue.get(name)) is None or not entry.string] == []


def test_owners_pages_are_found():
    assert len(owners_files()) > 40


def test_translations_keep_what_is_filled_in():
    wrong = {}
    for entry in words.catalogue():
        first = entry.id if isinstance(entry.id, str) else entry.id[0]
        if not first or not any(words.forms_of(entry)):
            continue
        asked = set(re.findall(r"%\((\w+)\)s", first))
        for form in words.forms_of(entry):
            given = set(re.findall(r"%\((\w+)\)s", form))
            kept = asked <= given or given & {"a", "b", "month_name"}
            if given - asked - {"a", "b", "month_name"} or not kept:
                wrong[first] = form
    assert wrong == {}


def test_no_chinese_is_left_in_the_english_words():
    left = {form for entry in words.catalogue() if entry.id for form in words.forms_of(entry)}
    assert [form for form in left if re.search(r"[一-鿿]", form)] == []
