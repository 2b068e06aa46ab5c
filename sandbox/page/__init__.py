"""The workspace in the browser: act as any of its people, see what each of them would see.

    page = Page(yard)
    yard.page = page.app

Plain HTML from templates. `static/page.js` fetches what links and forms would load and morphs the page into it
(idiomorph, shipped here), and does so again whenever something in the workspace has changed. Rooms:

    place     what one person has before her       acts     what she does
    fields    inputs, there and back                mrkdwn   texts of messages, escaped first; emoji
    drawing   what the templates may call           traffic  what went over the wire
    turning   the workspace's clock, post by post   tour     five steps for who is new here
    words     the page's own sentences, in three languages

Addresses: / · /as/<user>/<conversation or home>?thread=<ts>&wire=1 · /beside/<user>/<user>. Loopback only; the page's
content security policy lets nothing be fetched from anywhere else.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from sandbox.page import drawing
from sandbox.page.acts import ACTS, GONE, UNHEARD
from sandbox.page.place import HOME, PAGE, NowhereError, Place, Seen
from sandbox.page.tour import Step
from sandbox.page.traffic import Traffic
from sandbox.page.turning import Turning
from sandbox.page.words import LANGUAGES, MOMENT, TIME, Words
from sandbox.people import Person

if TYPE_CHECKING:
    from sandbox.yard import Sandbox

ROOM = Path(__file__).parent
NEWS_EVERY = 0.1  # seconds; changes that come faster are one
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)


class Page:
    """The page of one sandbox. `upcoming` tells when the bot's next post is due, if one is planned."""

    def __init__(
        self,
        yard: "Sandbox",
        *,
        tour: Sequence[Step] = (),
        upcoming: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        self.yard = yard
        self.tour = tour
        self.turning = Turning(yard, upcoming)
        self.seen = Seen()
        self.traffic = Traffic()
        self._trouble: dict[str, tuple[str, str]] = {}  # user id -> where her last act went wrong, and how
        self._drafts: dict[str, str] = {}  # a composer's key -> what was typed there and could not be sent
        self._done: set[str] = set()  # the steps of the tour that were seen to be done
        self._templates = drawing.templates()
        self.app = Starlette(
            routes=[
                Route("/", self._start),
                Route("/beside/{left}/{right}", self._beside),
                Route("/as/{user}", self._as),
                Route("/as/{user}/to/{other}", self._direct),
                Route("/as/{user}/{where}", self._look),
                Route("/as/{user}/{where}/{act}", self._act, methods=["POST"]),
                Route("/turn/{by}", self._turn, methods=["POST"]),
                Route("/language", self._language, methods=["POST"]),
                WebSocketRoute("/live", self._live),
                Mount("/static", StaticFiles(directory=ROOM / "static")),
            ],
            # A page of somebody else's can name this address by a domain of theirs, but not change the Host header.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
            exception_handlers={NowhereError: self._nowhere},
        )

    # Looking

    def _start(self, request: Request) -> Response:
        return self._html(request, "start.html")

    def _beside(self, request: Request) -> Response:
        people = [self._person(request.path_params[side]) for side in ("left", "right")]
        return self._html(request, "beside.html", people=people)

    def _as(self, request: Request) -> Response:
        person = self._person(request.path_params["user"])
        mine = [c for c in person.workspace.channels.values() if person.id in c.members and c.kind != "im"]
        open_to_her = [c for c in person.workspace.channels.values() if c.open_to(person)]
        for channel in (*mine, *open_to_her):
            return RedirectResponse(f"/as/{person.id}/{channel.id}", 303)
        return RedirectResponse(f"/as/{person.id}/to/{person.workspace.bot.id}", 303)

    def _direct(self, request: Request) -> Response:
        person = self._person(request.path_params["user"])
        other = person.workspace.members.get(request.path_params["other"])
        if other is None:
            raise NowhereError(request.path_params["other"])
        return RedirectResponse(f"/as/{person.id}/{person.dm(other).id}", 303)

    def _look(self, request: Request) -> Response:
        """The workspace before one person. `X-Live`: she was here already, and something has changed."""
        with self.yard.lock:
            place = self._place(request)
            comes = "x-live" not in request.headers
            if comes and place.where == HOME:
                place.person.opens_home()
            if place.channel:
                if comes:
                    self.seen.arrives(place.person, place.channel)
                self.seen.reads(place.person, place.channel)
            where, trouble = self._trouble.get(place.person.id, ("", ""))
            return self._html(
                request,
                "workspace.html",
                place=place,
                trouble=trouble if where == place.where else "",
                drafts=self._drafts,
                wire=self.traffic.since(place.workspace) if place.wire else None,
                acted=self.traffic.has_begun(place.workspace),
            )

    # Acting

    async def _act(self, request: Request) -> Response:
        form = await request.form()
        return await run_in_threadpool(self._acted, request, form)

    def _acted(self, request: Request, form: Any) -> Response:
        place, name = self._place(request), request.path_params["act"]
        if name not in ACTS:
            raise NowhereError(name)
        if name not in UNHEARD:
            self.traffic.begins(place.workspace)
        try:
            trouble = ACTS[name](place, form)
        except AssertionError as refused:  # what her client would not let her do
            trouble = str(refused)
        except (KeyError, ValueError, TypeError, RecursionError):  # no form of this page
            trouble = GONE
        if name == "typed":
            return Response(status_code=204)
        self._after(place, form, trouble)
        self.yard.news.changed()
        here = place.channel is None or place.person.finds(place.channel)
        return RedirectResponse(place.address() if here else f"/as/{place.person.id}", 303)

    def _after(self, place: Place, form: Any, trouble: str | None) -> None:
        """Remember what went wrong here, and what she typed if it was not sent."""
        self._trouble.pop(place.person.id, None)
        key = place.draft_key(str(form.get("in", "")))
        self._drafts.pop(key, None)
        if trouble:
            self._trouble[place.person.id] = (place.where, trouble)
            if "text" in form:
                self._drafts[key] = str(form["text"])

    async def _turn(self, request: Request) -> Response:
        form = await request.form()
        for workspace in self.yard.workspaces.values():
            self.traffic.begins(workspace)
        await run_in_threadpool(self.turning.turn, request.path_params["by"])
        return RedirectResponse(_local(str(form.get("back", "/"))), 303)

    async def _language(self, request: Request) -> Response:
        form = await request.form()
        answer = RedirectResponse(_local(str(form.get("back", "/"))), 303)
        answer.set_cookie("language", Words(str(form.get("language"))).language, samesite="strict")
        return answer

    async def _live(self, socket: WebSocket) -> None:
        """Tell the browser that something changed, at most ten times a second. What, it asks for itself."""
        await socket.accept()
        told, gone = self._news(), asyncio.create_task(_gone(socket))
        while not gone.done():
            if told != self._news():
                told = self._news()
                await socket.send_text("news")
            await asyncio.wait([gone], timeout=NEWS_EVERY)

    # Inside

    def _news(self) -> tuple[int, int]:
        """Another one when something has changed, or the clock shows another minute."""
        return self.yard.news.changes, int(self.yard.clock.now().timestamp() // 60)

    def _person(self, key: str) -> Person:
        for workspace in self.yard.workspaces.values():
            if isinstance(member := workspace.members.get(key), Person) and not member.deleted:
                return member
        raise NowhereError(key)

    def _place(self, request: Request) -> Place:
        asked = request.query_params
        with self.yard.lock:  # before the lock of a cached property, which Python 3.11 has one of for all places
            return Place(
                self._person(request.path_params["user"]),
                request.path_params["where"],
                _words(request),
                self.seen,
                thread=asked.get("thread", ""),
                wire="wire" in asked,
                most=int(asked["most"][:6]) if asked.get("most", "").isdecimal() else PAGE,
            )

    def _nowhere(self, request: Request, _error: Exception) -> Response:
        return self._html(request, "nowhere.html", status=404)

    def _html(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        words = _words(request)
        query = f"?{request.url.query}" if request.url.query else ""
        html = self._templates.get_template(template).render(
            _=words, many=words.many, page=self, yard=self.yard, languages=LANGUAGES, here=request.url.path + query,
            tour=[(step, self._is_done(step)) for step in self.tour],
            now=words.when(self.yard.clock.now(), MOMENT[words.language]), time_pattern=TIME[words.language], **values,
        )  # fmt: skip
        return HTMLResponse(html, status, {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})

    def _is_done(self, step: Step) -> bool:
        if step.name not in self._done and step.done_in(step.person.workspace):
            self._done.add(step.name)
        return step.name in self._done

    @property
    def people(self) -> list[Person]:
        """Whom one can be."""
        everybody = (m for workspace in self.yard.workspaces.values() for m in workspace.members.values())
        return [member for member in everybody if isinstance(member, Person) and not member.deleted]


async def _gone(socket: WebSocket) -> None:
    """Ends when the browser has closed the socket."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass


def _words(request: Request) -> Words:
    return Words(request.cookies.get("language", "nb"))


def _local(address: str) -> str:
    """An address on this page, and no other."""
    return address if address.startswith("/") and not address.startswith("//") else "/"
