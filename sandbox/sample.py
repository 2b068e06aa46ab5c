"""A workspace in Norwegian to look at and try: a network in its first week, the people in it, and a tour.

The people act as anybody would, through the bot: it must be connected.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox import reading
from sandbox.page.tour import Step
from sandbox.people import Person
from sandbox.workspace import Workspace
from sandbox.world import Call, Channel
from sandbox.yard import Sandbox

OSLO = ZoneInfo("Europe/Oslo")
WORKDAYS = 4  # the network's past, before today


def beginning(today: datetime) -> datetime:
    """When the sample begins: some working days before today, at eight."""
    day, left = today.astimezone(OSLO).date(), WORKDAYS
    while left:
        day -= timedelta(days=1)
        left -= day.weekday() < 5
    return datetime.combine(day, time(8), OSLO)


@dataclass(frozen=True)
class Sample:
    """The workspace with its people and channels. `live` lets the first week happen."""

    slack: Sandbox
    workspace: Workspace
    liv: Person
    kari: Person
    ola: Person
    amina: Person
    jonas: Person
    sunniva: Person
    tor: Person
    helse: Channel
    arkiv: Channel
    kaffe: Channel

    @classmethod
    def people(cls, slack: Sandbox) -> "Sample":
        """Everybody and every channel, before the bot comes."""
        ws = slack.add_workspace("Fagnettverkene i Nordfylket")

        def person(name: str, title: str, **more: bool) -> Person:
            one = ws.add_person(name, **more)
            one.title = title
            return one

        kari = person("Kari Nordmann", "Sykepleier og deltaker")
        liv = person("Liv Berg", "Rådgiver i Nordbygd, leder nettverket for digital helse")
        ola = person("Ola Li", "Jurist og deltaker")
        amina = person("Amina Hassan", "Lege og deltaker")
        jonas = person("Jonas Moe", "IKT-leder og deltaker")
        sunniva = person("Sunniva Aasen", "Fysioterapeut og ny deltakar, les nynorsk")
        tor = person("Tor Eide", "Koordinator for nettverkene, administrator", admin=True)
        ingrid = person("Ingrid Solheim", "Forsker, gjest utenfra", guest=True)
        helse = ws.add_channel("nettverk-digital-helse", creator=liv)
        arkiv = ws.add_channel("nettverk-arkiv", creator=tor)
        kaffe = ws.add_channel("kaffekroken", creator=tor)
        for one in (kari, ola, amina, jonas, ingrid):
            liv.invites(one, helse)
        for one in (liv, jonas):
            tor.invites(one, arkiv)
        for one in (liv, kari, ola, jonas):
            tor.invites(one, kaffe)
        return cls(slack, ws, liv, kari, ola, amina, jonas, sunniva, tor, helse, arkiv, kaffe)

    def live(self, until: datetime) -> None:
        """The first week: the bot is invited, the network set up, topics proposed and supported."""
        first, second, third, fourth = self._days()
        self._at(first, "08.41", lambda: self.tor.types("God morgen! Det er bakt boller.", self.kaffe))
        self._at(first, "09.12", self._set_up)
        self._at(first, "09.20", lambda: self.liv.types(WELCOME, self.helse))
        self._at(first, "10.05", lambda: self._topic(self.kari, *CONSENT))
        self._at(first, "10.31", lambda: self._support("Samtykke", self.amina, self.ola, self.jonas))
        self._at(first, "11.20", lambda: self._asked(self.jonas, "Gjelder det også når pasienten er under 16 år?"))
        self._at(first, "12.48", self._answered)
        self._at(first, "12.55", lambda: self._contributes(self.amina, "Samtykke", "skjemaet vårt, og det vi lærte"))
        self._at(second, "08.55", lambda: self._topic(self.jonas, *SYSTEMS))
        self._at(second, "09.40", lambda: self._support("To systemer", self.kari, self.liv))
        self._at(second, "12.30", self._welcomed)
        self._at(third, "13.15", lambda: self._topic(self.sunniva, *NYNORSK))
        self._at(third, "13.20", self._chose_nynorsk)
        self._at(third, "14.10", self._planned)
        self._at(fourth, "09.02", lambda: self._topic(self.ola, *VISIT, hidden=True))
        self._at(fourth, "09.30", lambda: self._support("Besøk", self.liv))
        self._at(fourth, "11.15", lambda: self._parked("hverdagen deres", "Vi venter på svar om penger til reisen."))
        self._at(
            fourth,
            "14.20",
            lambda: self.tor.types("Hvem kan noe om arkiv? Et nytt nettverk er på gang.", self.arkiv),
        )
        self._turn_to(until)
        self.workspace.traffic.clear()  # it is over: what the wire shows from now on is the visitor's own

    @property
    def tour(self) -> list[Step]:
        """Five steps through what a network meets."""
        return [
            Step("support", self.kari, self.helse, _pressed("topic.support", self.kari)),
            Step("propose", self.kari, self.helse, _sent("topic.propose", self.kari)),
            Step("more", self.kari, self.helse, _opened("topic.withdraw")),
            Step("lead", self.liv, self.helse, _command("/nettverk", self.liv)),
            Step("set up", self.tor, self.arkiv, _sent("network.set_up", self.tor)),
        ]

    # What they do

    def _set_up(self) -> None:
        self.liv.invites(self.workspace.bot, self.helse)
        self.liv.sees("småjobbene", in_=self.helse)
        self.liv.presses("Sett opp nettverket", in_=self.helse)
        self.liv.fills("Hva heter nettverket?", "Nettverk for digital helse")
        self.liv.fills("Hva er det til for?", PURPOSE)
        self.liv.submits()
        self.kari.sees("Hva bør nettverket", in_=self.helse)

    def _welcomed(self) -> None:
        self.liv.invites(self.sunniva, self.helse)
        self.sunniva.sees("Velkommen", in_=self.sunniva.dm(self.workspace.bot))

    def _chose_nynorsk(self) -> None:
        """From now on the bot speaks it to Sunniva, and bokmål in the channel."""
        self.sunniva.presses("Mer …", in_=self.sunniva.dm(self.workspace.bot))
        self.sunniva.presses("Mine innstillinger")
        self.sunniva.chooses("Hvilket språk skal jeg bruke når jeg skriver til deg?", "Nynorsk")
        self.sunniva.submits()
        self.sunniva.closes(all_=True)

    def _topic(self, person: Person, title: str, need: str, form: str = "", *, hidden: bool = False) -> None:
        person.types(f"/tema {title}", self.helse)
        person.fills("Hva trenger du?", need)
        person.fills("Metode og form du ønsker deg", form)
        if hidden:
            person.chooses("Hvem får se at det kommer fra deg?", "Bare nettverkslederne")
        person.submits()
        self.liv.sees(title, in_=self.helse)

    def _support(self, words: str, *people: Person) -> None:
        card = self.liv.sees(words, in_=self.helse)
        for person in people:
            person.presses("Støtt temaet", message=card)
        told = f"{len(people)} støtter temaet"
        self.slack.wait_until(lambda: told in card.says, what=told)

    def _asked(self, person: Person, question: str) -> None:
        person.presses("Legg til spørsmål", in_=self.helse)  # on the newest card
        person.fills("Hva vil du vite om dette?", question)
        person.submits()
        self.liv.sees(question, in_=self.helse)

    def _contributes(self, person: Person, words: str, what: str) -> None:
        person.presses("Mer …", message=self.liv.sees(words, in_=self.helse))
        person.presses("Jeg kan bidra")
        person.fills("Hva kan du bidra med?", what)
        person.submits()
        self.liv.sees(what, in_=self.helse)

    def _parked(self, words: str, reason: str) -> None:
        self.liv.presses("Mer …", message=self.liv.sees(words, in_=self.helse))
        self.liv.presses("Legg på vent")
        self.liv.fills("Hvorfor legger du det på vent?", reason)
        self.liv.submits()
        self.kari.sees(reason, in_=self.helse)

    def _planned(self) -> None:
        """Half a year of meetings: the two topics that most support come first."""
        self.liv.types("/nettverk", self.helse)
        self.liv.presses("Mer …", in_=self.helse)
        self.liv.presses("Planlegg møtene")
        self.liv.chooses("Hva handler de om?", CONSENT[0], SYSTEMS[0])
        self.liv.submits()
        self.liv.submits()
        self.liv.closes(all_=True)
        self.kari.sees("Planen", in_=self.helse)

    def _answered(self) -> None:
        card = self.liv.sees("Samtykke", in_=self.helse)
        self.amina.types("Dette strever vi med også. Jeg kan ta med skjemaet vårt.", self.helse, thread=card)
        self.kari.types("Så fint! :tada: Ta gjerne med det dere *ikke* fikk til.", self.helse, thread=card)

    # When

    def _days(self) -> list[datetime]:
        day = self.slack.clock.now().astimezone(OSLO)
        days: list[datetime] = []
        while len(days) < WORKDAYS:
            if day.weekday() < 5:
                days.append(day)
            day += timedelta(days=1)
        return days

    def _at(self, day: datetime, clock: str, act: Callable[[], object]) -> None:
        hour, minute = map(int, clock.split("."))
        self._turn_to(day.replace(hour=hour, minute=minute, second=0))
        act()

    def _turn_to(self, moment: datetime) -> None:
        self.slack.clock.turn(max(moment - self.slack.clock.now(), timedelta()))


PURPOSE = "Vi hjelper hverandre å ta i bruk digitale løsninger som gir mer tid sammen med pasienten."
WELCOME = (
    "Hei alle sammen! Her planlegger vi møtene våre. Foreslå gjerne temaer med `/tema`, "
    "så velger vi dem flest har bruk for. Ingen spørsmål er for små. :seedling:"
)
CONSENT = (
    "Samtykke når alle har det travelt",
    "Når må vi spørre pasienten på nytt, og hvordan gjør dere andre det i praksis?",
    "Samtale to og to, så en runde",
)
SYSTEMS = (
    "To systemer og én pasient",
    "Vi fører det samme to steder. Hvem har fått slutt på det?",
    "En av dere viser skjermen og forteller",
)
NYNORSK = ("Opplæring som varer", "Kurset er gløymt etter to veker. Kva har de prøvd som verkar lenger?")
VISIT = (
    "Besøk hos noen som har lyktes med digital hjemmeoppfølging",
    "Jeg vil se hvordan hverdagen deres er, ikke bare høre om den.",
    "En halv dag ute",
)


def _pressed(action: str, person: Person) -> Callable[[Call], bool]:
    return lambda call: (
        call.method == "envelope:interactive"
        and call.args["user"]["id"] == person.id
        and any(act["action_id"] == action for act in call.args.get("actions", ()))
    )


def _sent(form: str, person: Person) -> Callable[[Call], bool]:
    """A form that was accepted."""
    return lambda call: (
        call.method == "envelope:interactive"
        and call.args["user"]["id"] == person.id
        and call.args["type"] == "view_submission"
        and call.args["view"]["callback_id"] == form
        and (call.response or {}).get("ack", {"response_action": "errors"}).get("response_action") != "errors"
    )


def _opened(button: str) -> Callable[[Call], bool]:
    """A modal with this button in it."""
    return lambda call: (
        call.method == "views.open"
        and any(
            element["action_id"] == button
            for _block, element in reading.elements(call.args["view"]["blocks"])
            if "action_id" in element
        )
    )


def _command(name: str, person: Person) -> Callable[[Call], bool]:
    return lambda call: (
        call.method == "envelope:slash_commands" and (call.args["command"], call.args["user_id"]) == (name, person.id)
    )
