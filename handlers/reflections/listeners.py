"""Hears what people do when they are asked to reflect: write, change, take back, look."""

from __future__ import annotations

from handlers.prompts import question_of
from handlers.reflections import own, views
from handlers.reflections.own import Mine
from handlers.refusals import NotThereAnyMoreError
from handlers.replies import Errors, Open, Reply
from handlers.typed import whole
from handlers.visit import Visit
from handlers.words import Shown
from storage.reflections import Reader


def open_form(visit: Visit) -> Reply:
    visit.at_work()
    return Open(views.form(visit.words, visit.reflection, _question(visit), Mine.of(visit)))


def write(visit: Visit) -> Reply:
    """One of each person: sent again, it is what they have written by now."""
    text = whole(visit.heard.fields["text"])
    if fault := views.fault(visit.words, text):
        return Errors({"text": fault})
    own.write(visit, text, Reader(visit.heard.fields["reader"]))
    _ = visit.words
    return _sheet(visit, _("It is saved. You can change it later, and who reads it."))


def take_back(visit: Visit) -> Reply:
    own.drop(visit)
    _ = visit.words
    return _sheet(visit, _("What you wrote is deleted."))


def more(visit: Visit) -> Reply:
    """Also where the network rests."""
    return _sheet(visit)


def _sheet(visit: Visit, told: Shown | None = None) -> Open:
    question, mine = _question(visit), Mine.of(visit)
    return Open(views.more(visit.words, visit.reflection, question, mine, visit.person, allows=visit.may, told=told))


def _question(visit: Visit) -> Shown:
    question = question_of(visit.words, visit.session, visit.reflection)
    if question is None:
        raise NotThereAnyMoreError
    return question
