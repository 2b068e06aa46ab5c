"""What the bot says: every sentence in every language, whole and well-formed, and people's text only as data."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from handlers.words import LANGUAGES, TEXTS, Shown, Words, escape, lines
from tests.test_house import ROOT, called, every, sources

KEYWORDS = {"_": None, "many": (1, 2)}
SPOKEN = ("handlers", "bot")  # the floors that speak to people
PAGE = ROOT / "sandbox/page"  # and the sandbox's page, with texts of its own
NORWEGIAN = ("nb", "nn")

# Words of the other written standard that are none of this one's. What both allow (også, begynne, igjen) is not here.
FOREIGN = {
    "nb": """
        berre deltakar dei desse eg ein eit enno finst fleire framleis frå føreslo føreslå gjekk gjeld gjer gjere heiter
        høgst høyre ikkje kor korleis kva kvardag kven kvifor leiar leiarar leiarane manglar meir mykje namn namnet no
        noko nokon nokre opne personar seier sjå sjølv skreiv støttar støtta svarar teikn tek treng trekt utan valde
        veit vere verkar åleine éin
    """,
    "nn": """
        alene allerede bare deltaker disse dem en endringene ennå et finnes flere fortsatt fra galt gikk gjelder
        gjør gjøre heter hva hvem hver hverdag hvilken hvilket hvor hvordan hvorfor høre høyst ikke jeg leder ledere
        lederne mangler mer mye navn navnet noe noen nå personer se selv sier skrev støtter støtten svarer tegn temaer
        temaene trenger trukket uten valgte velg vet virker vises være åpne én
    """,
}
ENGLISH = "the and of is are you your this that with not can it write"


@cache
def catalogue(texts: Path, language: str) -> Catalog:
    with (texts / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@cache
def said_in_code(texts: Path) -> frozenset[str | tuple[str, ...]]:
    """Every message of the code, as Babel finds it: a text, or the two forms of `many`."""
    if texts == TEXTS:
        paths = [ROOT / path for path in sources(*SPOKEN)]
    else:
        paths = [*PAGE.glob("*.py"), *PAGE.glob("templates/*.html"), ROOT / "sandbox/demo.py"]
    found = set()
    for path in paths:
        how = "python" if path.suffix == ".py" else "jinja2"
        source = BytesIO(path.read_bytes())
        found |= {message for _line, message, _comments, _context in extract(how, source, KEYWORDS)}
    assert len(found) > 50
    return frozenset(found)


def pairs(texts: Path, language: str) -> Iterator[tuple[str, str]]:
    """Each English text, form by form, with what is said in the language (for "en", with itself)."""
    for message in catalogue(texts, "nb" if language == "en" else language):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, tuple) else (message.id,)
        theirs = message.string if isinstance(message.string, tuple) else (message.string,)
        yield from zip(english, english if language == "en" else theirs, strict=True)


every_file = pytest.mark.parametrize("texts", [TEXTS, PAGE / "texts"], ids=["bot", "page"])


def fields(text: str) -> set[str]:
    """The names in braces. Raises ValueError for braces that don't match."""
    found = set()
    for _before, name, form, conversion in Formatter().parse(text):
        if name is not None:
            assert name.isidentifier(), text
            assert (form, conversion) == ("", None), text
            found.add(name)
    return found


def calls() -> Iterator[tuple[str, ast.Call, int]]:
    """Every `_(…)` and `many(…)`, with its place, and the number of texts at its beginning."""
    for path, tree in sources(*SPOKEN).items():
        for call in every(ast.Call, tree):
            if (isinstance(call.func, ast.Name) and call.func.id == "_") or called(call) == "many":
                yield f"{path}:{call.lineno}", call, 1 if called(call) == "_" else 2


# The language files


@every_file
@pytest.mark.parametrize("language", NORWEGIAN)
def test_nothing_is_missing_and_nothing_is_unused(texts: Path, language: str) -> None:
    there = {message.id for message in catalogue(texts, language) if message.id}
    assert said_in_code(texts) - there == set(), "missing"
    assert there - said_in_code(texts) == set(), "unused"
    assert not catalogue(texts, language).obsolete


@every_file
@pytest.mark.parametrize("language", NORWEGIAN)
def test_every_text_stands_in_its_file_once(texts: Path, language: str) -> None:
    lines_of_file = (texts / f"{language}.po").read_text(encoding="utf-8").splitlines()
    assert (
        sum(line.startswith("msgid ") for line in lines_of_file) == len(catalogue(texts, language)) + 1
    )  # and the header


@every_file
@pytest.mark.parametrize("language", NORWEGIAN)
def test_nothing_is_left_to_translate(texts: Path, language: str) -> None:
    assert [message.id for message in catalogue(texts, language) if message.id and message.fuzzy] == []
    assert [english for english, theirs in pairs(texts, language) if not theirs.strip()] == []


@every_file
def test_there_is_a_file_for_each_language_but_english(texts: Path) -> None:
    assert {path.stem for path in texts.iterdir()} == LANGUAGES.keys() - {"en"}


@every_file
@pytest.mark.parametrize("language", NORWEGIAN)
def test_the_header_names_the_language_and_its_plurals(texts: Path, language: str) -> None:
    header = dict(catalogue(texts, language).mime_headers)
    assert header["Language"] == language
    assert header["Content-Type"] == "text/plain; charset=utf-8"
    assert header["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize(("language", "one", "several"), [("nb", "tema", "temaer"), ("en", "topic is", "topics are")])
def test_one_is_one_and_none_is_several(language: str, one: str, several: str) -> None:
    _ = Words(language)
    for n, said in ((0, several), (1, one), (2, several), (1000, several)):
        text = _.many(
            "{n} topic is open for support in the channel.", "{n} topics are open for support in the channel.", n
        )
        assert text.startswith(f"{n} {said} ")


@every_file
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_has_the_placeholders_of_the_english_one(texts: Path, language: str) -> None:
    assert [theirs for english, theirs in pairs(texts, language) if fields(theirs) != fields(english)] == []


# How the code says it


def test_what_is_said_is_a_literal() -> None:
    """Else the extraction can't see it, and nobody translates it."""
    wrong = [
        place
        for place, call, texts in calls()
        if len(call.args) < texts or not all(isinstance(text, ast.Constant) for text in call.args[:texts])
    ]
    assert wrong == []


def test_every_placeholder_is_filled_and_nothing_else_is_given() -> None:
    wrong = []
    for place, call, texts in calls():
        given = {keyword.arg for keyword in call.keywords} | ({"n"} if texts == 2 else set())
        wanted = {name for text in call.args[:texts] for name in fields(ast.literal_eval(text))}
        if given - {"n"} != wanted - {"n"} or not wanted <= given:
            wrong.append(f"{place}: {sorted(map(str, given ^ wanted))}")
    assert wrong == []


def test_nothing_is_said_that_the_extraction_cannot_see() -> None:
    """Not through another name than `_`, and not as a `Shown` made on the spot (but for the bot's own name)."""
    wrong = []
    for path, tree in sources(*SPOKEN).items():
        if path == "handlers/words.py":
            continue  # where `Shown` is made
        for call in every(ast.Call, tree):
            speaks = called(call) == "words" or (isinstance(call.func, ast.Call) and called(call.func) == "Words")
            made = [text for text in every(ast.Constant, call) if called(call) == "Shown"]
            letters = [text.value for text in made if isinstance(text.value, str) and re.search(r"\w", text.value)]
            if speaks or (letters and letters != ["Nettverksbot"]):
                wrong.append(f"{path}:{call.lineno}: {ast.unparse(call)}")
    assert wrong == []


# Good style


@every_file
@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end(texts: Path, language: str) -> None:
    """A text ends as the English one does, and one that holds a whole sentence ends as sentences do."""
    wrong = []
    for english, theirs in pairs(texts, language):
        ends = [text[-1] if text[-1] in ".?!:…*)" else "" for text in (english, theirs)]
        whole = re.search(r"[.?!] \w", theirs) and ends[1] not in tuple(".?!*)")
        if ends[0] != ends[1] or whole:
            wrong.append(theirs)
    assert wrong == []


@every_file
@pytest.mark.parametrize("language", NORWEGIAN)
def test_sentences_begin_as_the_english_ones_do(texts: Path, language: str) -> None:
    wrong = []
    for english, theirs in pairs(texts, language):
        begins = [re.search(r"[^\W\d]", text) for text in (english, theirs) if not text.startswith("{")]
        if len({begin.group().isupper() for begin in begins if begin}) == 2:
            wrong.append(theirs)
    assert wrong == []


@every_file
@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_the_right_ones(texts: Path, language: str) -> None:
    """« » for quotes, one … for three dots, one space between words, none at the ends; stars and quotes in pairs."""
    wrong = [
        theirs
        for _english, theirs in pairs(texts, language)
        if re.search(r"[\"“”„]|\.\.\.|\s\s|^\s|\s$|\s[.,?!:;]", theirs)
        or theirs.count("«") != theirs.count("»")
        or theirs.count("*") % 2
    ]
    assert wrong == []


@every_file
@pytest.mark.parametrize("language", NORWEGIAN)
def test_each_language_is_written_in_its_own_words(texts: Path, language: str) -> None:
    foreign = set(f"{FOREIGN[language]} {ENGLISH}".split())
    wrong = {}
    for _english, theirs in pairs(texts, language):
        words = re.sub(r"\{\w+\}|/\w+|`\w+`|nb, nn eller en", " ", theirs.lower())  # names of things, not words
        if found := foreign & set(re.findall(r"\w+", words)):
            wrong[theirs] = found
    assert wrong == {}


# People's text is data


def test_escape_takes_slacks_three_characters_and_no_others() -> None:
    assert escape("<!channel> & \"'*_~`") == "&lt;!channel&gt; &amp; \"'*_~`"
    assert escape("&amp;") == "&amp;amp;"


def test_what_is_shown_already_passes_through_once() -> None:
    once = escape("R&D")
    assert isinstance(once, Shown)
    assert escape(once) == once == "R&amp;D"
    assert Words("en")("Ask {who}.", who=once) == "Ask R&amp;D."


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_escaped_and_stay_data(language: str) -> None:
    _ = Words(language)
    said = _("Ask {who}.", who="<@U1> & {who} %s")
    assert isinstance(said, Shown)
    assert "&lt;@U1&gt; &amp; {who} %s" in said
    assert "&lt;b&gt;" in _.many("Leader: {names}", "Leaders: {names}", 1, names="<b>")
    assert _.all_of(["<a>", "b & c"]).startswith("&lt;a&gt;")
    assert lines(escape("<"), None, Shown("b")) == "&lt;\nb"


def test_blocks_refuse_what_was_not_escaped(tmp_path: Path) -> None:
    """By type: mypy says so in the file's every line but the last."""
    tried = tmp_path / "tried.py"
    tried.write_text(
        "from handlers import blocks as b\n"
        "from handlers.words import Shown\n"
        'b.heading("x")\n'
        'b.section("x")\n'
        'b.said("x")\n'
        'b.quiet("x")\n'
        'b.button("x", "topic.support", "key")\n'
        'b.text_field("title", "x", hint=Shown("x"))\n'
        'b.choice_field("name", Shown("x"), {"a": "x"}, value="a")\n'
        'b.modal("x", [], close=Shown("x"))\n'
        'b.section(Shown("x"))\n'
    )
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--config-file", "pyproject.toml", tried],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    refused = re.findall(r":(\d+): error: .*\[(arg-type|dict-item)\]", run.stdout)
    assert [int(line) for line, _kind in refused] == list(range(3, 11)), run.stdout + run.stderr
    assert run.stdout.count("error:") == len(refused)
