"""Hears who looks at an agenda, and how leaders begin one with the template or make it one."""

from __future__ import annotations

from handlers import live
from handlers.agenda import rules, views
from handlers.agenda.footing import agenda, alone, changed, held, not_over
from handlers.replies import Open, Reply
from handlers.visit import Visit, words_for
from storage.agendas import agenda_of, save_as_template, template_of
from storage.meetings import topic_of


def see(visit: Visit) -> Reply:
    return agenda(visit, held(visit))


def where(visit: Visit) -> Reply:
    """Also where the network rests."""
    items, topic = agenda_of(visit.session, visit.meeting), topic_of(visit.session, visit.meeting)
    leads = live.may_begin(visit.meeting, visit.now) and visit.may("agenda.see")
    return Open(views.where(visit.words, visit.meeting, items, topic, visit.now, leads=leads))


def fill(visit: Visit) -> Reply:
    """With the network's template, or ours in its language. An agenda that somebody has begun stays as it is."""
    meeting = not_over(visit, alone(visit))
    if not agenda_of(visit.session, meeting):
        template = template_of(visit.session, meeting.network) or rules.ours(words_for(None, meeting.network))
        visit.session.add_all(rules.from_template(template, meeting))
        changed(visit, meeting)
    return agenda(visit, meeting)


def save(visit: Visit) -> Reply:
    """As the network's template."""
    _, meeting = visit.words, alone(visit)
    items = agenda_of(visit.session, meeting)
    if not items:
        return agenda(visit, meeting)
    save_as_template(visit.session, meeting.network, items)
    return agenda(visit, meeting, _("The template is saved. The next agenda can begin with it."))
