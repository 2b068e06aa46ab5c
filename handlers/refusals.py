"""Named errors for what can't be done. Raised where the rule is; each says why, and what to do instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.words import Shown, Words, lines
from storage.agendas import Item
from storage.networks import Network
from storage.organisations import Creators, Organisation
from storage.people import Channel, Person
from storage.topics import Topic


class Refusal(Exception):  # noqa: N818 (it is no error of ours)
    """What a person asked for can't be done, for a reason that can be told."""

    said: Shown | None = None  # the reason in the person's language, once it is told

    def say(self, _: Words) -> Shown:
        raise AssertionError(f"{type(self).__name__} has no words")


class InDirectMessageError(Refusal):
    """Done in a direct message, where no network lives."""

    def say(self, _: Words) -> Shown:
        return _("This works in a network's channel, not in a direct message. Go to the channel, and do it there.")


class NotHereError(Refusal):
    """Done in a channel that the bot is not in."""

    def say(self, _: Words) -> Shown:
        return _("I'm not in this channel, so I can do nothing here. Write /invite @nettverksbot, and try again.")


class NoNetworkError(Refusal):
    """Done in a channel where no network is set up yet."""

    def __init__(self, channel: Channel, organisation: Organisation, coordinators: Sequence[Person]) -> None:
        self.who = channel.inviter_id or channel.creator_id
        self.organisers = coordinators if organisation.creators is Creators.ORGANISERS else None

    def say(self, _: Words) -> Shown:
        here = _("No network is set up in this channel yet.")
        if self.organisers is not None:
            return lines(here, _("A coordinator or a workspace admin can do it."), ask(_, self.organisers))
        if self.who is None:
            return lines(here, _("A workspace admin can do it: write /nettverk here."))
        return lines(here, _("{who} or a workspace admin can do it: write /nettverk here.", who=mention(self.who)))


class PausedError(Refusal):
    """Done in a network that a leader has paused. `leads`: by one who can start it again."""

    def __init__(self, network: Network, leads: bool) -> None:
        self.network = network
        self.leads = leads

    def say(self, _: Words) -> Shown:
        rests = _("«{name}» is paused, so you can't change anything now.", name=self.network.name)
        if self.leads:
            return lines(rests, _("You can start it again: write /nettverk, and press «More …»."))
        return lines(rests, ask_leaders(_, self.network, _("A leader can start it again with /nettverk.")))


class EndedError(Refusal):
    """Done in a network that has ended. `may_take_up`: by one who can take it up again."""

    def __init__(self, network: Network, may_take_up: bool) -> None:
        self.network = network
        self.may_take_up = may_take_up

    def say(self, _: Words) -> Shown:
        ended = _("«{name}» has ended, so you can't change anything. Its topics are kept.", name=self.network.name)
        if self.may_take_up:
            return lines(ended, _("You can take it up again: write /nettverk, and press «More …»."))
        return ask_leaders(_, self.network, lines(ended, _("A leader can take it up again with /nettverk.")))


class LeaderlessError(Refusal):
    """Done in a network that nobody leads. `may_choose`: by one who can choose a leader."""

    def __init__(self, network: Network, coordinators: Sequence[Person], may_choose: bool) -> None:
        self.network = network
        self.coordinators = coordinators
        self.may_choose = may_choose

    def say(self, _: Words) -> Shown:
        rests = _("«{name}» has no leader now, so you can't change anything.", name=self.network.name)
        if self.may_choose:
            return lines(rests, _("You can choose one: write /nettverk."))
        return lines(rests, _("A coordinator or a workspace admin can choose one."), ask(_, self.coordinators))


class HasLeadersError(Refusal):
    """A leader is chosen where there is one already."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def say(self, _: Words) -> Shown:
        return ask_leaders(_, self.network, _("«{name}» has leaders, who decide who leads it.", name=self.network.name))


class ArchivedError(Refusal):
    """Done in a network whose channel is archived."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def say(self, _: Words) -> Shown:
        return lines(
            _("The channel of {name} is archived, so the network rests.", name=self.network.name),
            _("It goes on where it was when somebody takes the channel out of the archive."),
        )


class NotAnOrganiserError(Refusal):
    """Set up by whoever invited the bot, where the organisation leaves that to others."""

    def __init__(self, coordinators: Sequence[Person]) -> None:
        self.coordinators = coordinators

    def say(self, _: Words) -> Shown:
        only = _("Only coordinators and workspace admins can set up networks.")
        return lines(only, ask(_, self.coordinators))


class NotThereAnyMoreError(Refusal):
    """What was pressed belongs to something that is gone, or that was never in this channel."""

    def say(self, _: Words) -> Shown:
        return _("This button no longer works. Write /nettverk in the network's channel to see what you can do there.")


class HasLeftError(Refusal):
    """Done in a modal or a direct message by somebody who is no longer in the channel."""

    def __init__(self, network: Network | None) -> None:
        self.network = network

    def say(self, _: Words) -> Shown:
        left = _("You have left the channel, so you can't do this any more.")
        return lines(left, ask(_, self.network.leaders) if self.network else None)


class NotMineError(Refusal):
    """Done to a message of somebody else's, where only the bot's own will do."""

    def say(self, _: Words) -> Shown:
        return _("This message is not mine. Use it on one that I have posted.")


class NotAllowedError(Refusal):
    """Somebody else's to do."""

    def __init__(
        self, who: Callable[[Words], Shown], channel: Channel, network: Network | None, owners: Sequence[Person]
    ) -> None:
        self.who, self.owners = who, owners
        self.set_up_by = None if network else channel.inviter_id or channel.creator_id

    def say(self, _: Words) -> Shown:
        asked = _("Ask {who}.", who=mention(self.set_up_by)) if self.set_up_by else ask(_, self.owners)
        return lines(self.who(_), asked)


class WithdrawnError(Refusal):
    """Done to a topic that is withdrawn."""

    def say(self, _: Words) -> Shown:
        return _("This topic is withdrawn. The proposer or a leader can bring it back under «More …» on the card.")


class MergedError(Refusal):
    """Done to a topic that is merged into another, which gathers all it had."""

    def __init__(self, survivor: Topic) -> None:
        self.survivor = survivor

    def say(self, _: Words) -> Shown:
        return _(
            "This topic is merged into «{title}». Go to the card of that one, and do it there.",
            title=self.survivor.name,
        )


class TooLateError(Refusal):
    """A merge undone after its time."""

    def say(self, _: Words) -> Shown:
        return _(
            "A merge can be undone for a day, and that day is over. If the topic should stand alone, propose it anew."
        )


class SaidAlreadyError(Refusal):
    """A planned post is steered that is posted, or on its way."""

    def say(self, _: Words) -> Shown:
        return lines(
            _("The message is posted already, or on its way, so it is as it was."),
            _("What stands in the channel you can take back with «Rett eller ta tilbake» in its menu."),
        )


class CancelledError(Refusal):
    """Done to a meeting that is cancelled."""

    def say(self, _: Words) -> Shown:
        return _("The meeting is cancelled, so it can't be changed. First choose «Let it take place after all».")


class TooLateToCancelError(Refusal):
    """A meeting cancelled, or taken up again, when its time has come."""

    def say(self, _: Words) -> Shown:
        return _("The time of the meeting has come, so it is too late for this. Write to the others in the channel.")


class MeetingOffError(Refusal):
    """Done by anybody to a meeting that is cancelled."""

    def say(self, _: Words) -> Shown:
        return _("The meeting is cancelled, so this is no longer possible.")


class TooEarlyError(Refusal):
    """A meeting begun before its day."""

    def say(self, _: Words) -> Shown:
        return _("You can begin the meeting on its day.")


class MeetingOverError(Refusal):
    """Done to a meeting that is over."""

    def say(self, _: Words) -> Shown:
        return _("The meeting is over, so it is too late for this. Write to the others in the channel.")


class ItemRemovedError(Refusal):
    """Done to an item that is no longer on the agenda."""

    def say(self, _: Words) -> Shown:
        return _("Somebody has removed this item from the agenda. Add it anew if you need it.")


class AgendaFullError(Refusal):
    """One item more than an agenda holds."""

    def say(self, _: Words) -> Shown:
        return _("The agenda is full: it holds {n} items. Remove one first.", n=Item.ITEMS_MAX)


class NoNextMeetingError(Refusal):
    """An item carried over where no meeting follows."""

    def say(self, _: Words) -> Shown:
        return _("No meeting is planned after this one. Add one first.")


class CalledOffError(Refusal):
    """An answer to whether one comes to a meeting that is cancelled."""

    def say(self, _: Words) -> Shown:
        return _("The meeting is cancelled, so you don't need to answer.")


class BegunError(Refusal):
    """The same of one that has begun."""

    def say(self, _: Words) -> Shown:
        return _("The meeting has begun, so it is too late to answer. Write to the others in the channel.")


class NotNowError(Refusal):
    """Who came is confirmed of a meeting that has not begun, is long over, or was cancelled."""

    def say(self, _: Words) -> Shown:
        return _("You confirm who came from when a meeting begins until two weeks after. This is not the time.")


class PollOpenError(Refusal):
    """A second date poll about a meeting."""

    def say(self, _: Words) -> Shown:
        return _("Another leader has asked about this meeting already. Close this form, and choose the day there.")


class PollClosedError(Refusal):
    """Done to a date poll that is closed."""

    def say(self, _: Words) -> Shown:
        return _("This date poll is closed. Why, it says in the channel.")


class RoundClosedError(Refusal):
    """An answer to a round that is closed, or has not begun."""

    def say(self, _: Words) -> Shown:
        return _(
            "The round is closed, so this was not saved. If you have answered before, that counts. "
            "What you wrote stands here until you close the form."
        )


class NotBegunError(Refusal):
    """How a meeting was is told before it has begun."""

    def say(self, _: Words) -> Shown:
        return _("You can write this down when the meeting has begun.")


class UnreadError(Refusal):
    """What is written is read while the round is open, or where too few have answered."""

    def say(self, _: Words) -> Shown:
        return _("There is nothing to read here: the round is open still, or too few have answered.")


class AlreadySetUpError(Refusal):
    """A second set-up of the same channel."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def say(self, _: Words) -> Shown:
        return _("The network {name} is already set up here. Write /nettverk to see it.", name=self.network.name)


def mention(user_id: str) -> Shown:
    """A person as Slack shows and notifies them. Only for words to one reader, where it is a name and calls nobody."""
    return Shown(f"<@{user_id}>")


def ask_leaders(_: Words, network: Network, first: Shown) -> Shown:
    """The sentence, and whom to ask."""
    return lines(first, ask(_, network.leaders))


def ask(_: Words, people: Sequence[Person]) -> Shown | None:
    """Whom to ask, as far as their names are known."""
    names = [one.name for one in people if one.name]
    return _("Ask {who}.", who=_.all_of(names)) if names else None
