"""Hears what people choose: to take part or follow along, and how the bot speaks to them."""

from __future__ import annotations

from handlers.participants import views
from handlers.participants.rules import Wishes
from handlers.replies import Errors, Open, Reply
from handlers.visit import Visit, words_for
from storage.members import followers, head_count, member_of, outside


def follow(visit: Visit) -> Reply:
    return _choose_for_oneself(visit, follows_along=True)


def take_part(visit: Visit) -> Reply:
    return _choose_for_oneself(visit, follows_along=False)


def open_choice(visit: Visit) -> Reply:
    return Open(_choice(visit), on_top=True)


def choose(visit: Visit) -> Reply:
    """A leader says who takes part and who follows along."""
    people = visit.meet(visit.heard.fields["people"])
    absent = [one for one in people if one.is_bot or one.is_gone] or outside(visit.session, visit.channel, people)
    if absent:
        return Errors({"people": views.absent(visit.words, absent)})
    for one in people:
        member_of(visit.session, visit.channel, one.user_id).follows_along = visit.heard.fields["part"] == "follows"
    visit.session.flush()
    return Open(_choice(visit, chosen=len(people)))


def open_settings(visit: Visit) -> Reply:
    wishes = Wishes.of(visit.person, visit.now)
    return Open(views.form_of_wishes(visit.words, visit.the_network, wishes), on_top=True)


def save(visit: Visit) -> Reply:
    wishes = Wishes.from_form(visit.heard.fields)
    if wishes.is_over(visit.now):
        return Errors({"snoozed_until": views.day_is_over(visit.words)})
    wishes.write(visit.person)
    return Open(views.saved(words_for(visit.person, visit.network), wishes))


def _choose_for_oneself(visit: Visit, *, follows_along: bool) -> Reply:
    member_of(visit.session, visit.channel, visit.person.user_id).follows_along = follows_along
    return Open(views.chosen(visit.words, visit.the_network, follows_along))


def _choice(visit: Visit, chosen: int = 0) -> dict[str, object]:
    network = visit.the_network
    count = head_count(visit.session, network)
    listed = followers(visit.session, network, most=views.NAMES)
    return views.form_to_choose(visit.words, network, count, listed, chosen=chosen)
