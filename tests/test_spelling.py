"""Every Norwegian text is spelt as the dictionary of its written standard has it, or as our own list does.

The dictionary is Debian's (`apt-get install hunspell hunspell-no`); it knows how words are put together. Our own lists,
`words/nb.txt` and `words/nn.txt`, hold the words that it lacks and `words/names.txt` the names of things.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from handlers.words import TEXTS
from tests.conftest import MANIFEST
from tests.test_words import NORWEGIAN, PAGE, pairs

OURS = Path(__file__).parent / "words"
# What is no word: placeholders, commands, what is written to a machine, addresses, and the names of languages.
NO_WORDS = re.compile(r"\{\w+\}|`[^`]+`|[/@]\w+|\w*\d\w*|\S*(?:_|://|-…)\S*|make demo|nb, nn eller en")
WORD = re.compile(r"[^\W\d_]+")  # of «lunsj-til-lunsj» each part
# Words of nynorsk, but not of the one variant that the bot writes: vi, første, tenkje, teke, infinitives in -e.
OTHER_VARIANTS = """
    blei blitt bruka finna fyrst fyrste gjera halda hjå legge legga leggja me seia setja skriva tatt tenka tenke tenkja
    trekka trekke trekkja vera
"""

every_standard = pytest.mark.parametrize("language", NORWEGIAN)


def texts(language: str) -> Iterator[str]:
    """All that is said in the written standard, by the bot, by its page in the yard and by its manifest."""
    for folder in (TEXTS, PAGE / "texts"):
        yield from (theirs for _english, theirs in pairs(folder, language))
    if language == "nb":
        manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
        yield manifest["display_information"]["description"]
        for command in manifest["features"]["slash_commands"]:
            yield f"{command['description']} {command.get('usage_hint', '')}"


def words_of(text: str) -> set[str]:
    return set(WORD.findall(NO_WORDS.sub(" ", text)))


def listed(name: str) -> list[str]:
    lines = (OURS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def unknown(words: set[str], language: str) -> set[str]:
    """Those of the words that the dictionary doesn't have. Without a dictionary the test is skipped, but not in CI."""
    told = f"no Norwegian dictionary ({language}): apt-get install hunspell hunspell-no"
    if shutil.which("hunspell"):
        run = subprocess.run(
            ["hunspell", "-d", f"{language}_NO", "-i", "utf-8", "-l"],
            input="\n".join(sorted(words)), capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if run.returncode == 0 and not run.stderr:
            return set(run.stdout.split())
        told = f"{told} ({run.stderr.strip()})"
    if os.environ.get("CI") == "true":
        pytest.fail(told)
    pytest.skip(told)


@every_standard
def test_every_word_is_spelt_right(language: str) -> None:
    """A word stands in a list in small letters, but for a name, which has its own."""
    names, ours = set(listed("names")), set(listed(language))
    said = [(text, words_of(text) - names) for text in texts(language)]
    wrong = unknown(set().union(*(words for _text, words in said)), language)
    wrong = {word for word in wrong if word.lower() not in ours}
    assert {word: text for text, words in said for word in words & wrong} == {}


def test_nynorsk_keeps_to_one_variant() -> None:
    others = set(OTHER_VARIANTS.split())
    assert {text: found for text in texts("nn") if (found := others & {word.lower() for word in words_of(text)})} == {}


@every_standard
def test_the_dictionary_finds_what_is_wrong(language: str) -> None:
    assert unknown({"nettverk", "møte", "nettværk", "møøte"}, language) == {"nettværk", "møøte"}


@every_standard
def test_our_lists_are_in_order_and_hold_nothing_that_is_not_said(language: str) -> None:
    said = set().union(*map(words_of, texts(language)))
    small = {word.lower() for word in said}
    assert [word for word in listed(language) if word not in small] == []
    for name in (language, "names"):
        assert listed(name) == sorted(set(listed(name)), key=str.lower)


def test_every_name_is_said() -> None:
    said = {word for language in NORWEGIAN for text in texts(language) for word in words_of(text)}
    assert set(listed("names")) - said == set()
