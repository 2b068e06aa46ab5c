"""The only mouth for messages that stay: shows posts as the nouns are now, each once.

A post is claimed for the length of a lease, drawn from the state of that moment, sent or updated, and given back with
what Slack said. What can go wrong, and what becomes of it:

- Slack refuses for good: the post is parked, with its reason (`storage.posts.Parked`).
- Slack refuses for now (rate limit, token, no network): the post is held and tried again.
- **Nobody knows** (the reply was lost, the process died or froze): the claim is left to run out. Whoever takes it over
  looks for the post's id in the metadata of the channel's history, and speaks only if it isn't there. One lease later
  it looks again, and deletes a second copy that slipped through: from a process, say, that froze just before it spoke.
- Nobody knows, and history can't be read: the post is parked as unsettled. It is posted at most once; leaders see it in
  `/nettverk`, with a button to post it again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot.acquaintance import Acquaintance
from bot.clock import Clock, Metronome
from bot.history import History, UnreadableError
from bot.outcomes import ARCHIVED, Outcome, outcome_of
from bot.slack import FAILED, QUICK, Identity, Slack, method_of, name_of
from handlers.blocks import Message
from handlers.practice import Relinker, Renderer, Rendering
from handlers.visit import UnknownError, words_for
from storage import claims, posts
from storage.claims import Due
from storage.database import Database
from storage.networks import network_in
from storage.people import Channel, Person
from storage.posts import Parked, Post

DRAINED = 240.0  # seconds that draining takes at most: where cron does it, the next one begins after five minutes
PATIENCE_MAX = timedelta(minutes=5)  # between two tries of a post that can't be shown

log = logging.getLogger(__name__)


class Delivery:
    """Shows what is due in one workspace. Several processes may do so at once."""

    def __init__(
        self,
        *,
        database: Database,
        slack: Slack,
        clock: Clock,
        identity: Identity,
        acquaintance: Acquaintance,
        renderers: Mapping[str, Renderer],
        links: Mapping[str, Relinker],
        lease: timedelta,
    ) -> None:
        self._database = database
        self._slack = slack
        self._clock = clock
        self._team_id = identity.team_id
        self._workspace = identity.url
        self._history = History(slack, identity)
        self._acquaintance = acquaintance
        self._renderers = renderers
        self._links = links
        self._lease = lease
        self._pace = timedelta(seconds=slack.pace)  # between two updates of one post too
        self._rests: dict[str, float] = {}  # a channel, or a method of Slack's -> not before (monotonic seconds)
        self._held_until = 0.0  # the latest of the short holds we gave (monotonic seconds)

    def tick(self) -> bool:
        """Show what can be shown now. True if more is, or may soon be, due that had to wait its turn."""
        self._rests = {name: until for name, until in self._rests.items() if until > time.monotonic()}
        due, doubted = self._look()
        for post in doubted:
            self._guarded(post.id, partial(self._sweep, post))
        left = len(due) == claims.AT_ONCE or bool(self._rests)
        for one in due:
            if self._is_resting(one):
                left = True
            else:
                self._guarded(one.post_id, partial(self._deliver, one))
        return left or time.monotonic() < self._held_until

    def _look(self) -> tuple[list[Due], list[Post]]:
        """What is to be shown, and what is to be looked for in its channel again."""
        now = self._clock.now()
        with self._database.looking() as connection:
            if not claims.may_be_due(connection, self._team_id, now):
                return [], []
        with self._database.reading() as session:
            due = claims.due(session, self._team_id, now, resting=list(self._rests))
            return due, claims.to_sweep(session, self._team_id)

    def drain(self) -> None:
        """Show all that is due, at the pace Slack permits, and then return. Where Slack is slow, some is left."""
        give_up = time.monotonic() + DRAINED
        while self.tick() and time.monotonic() < give_up:
            time.sleep(Metronome.SOON)

    def _guarded(self, post_id: str, work: Callable[[], None]) -> None:
        """One post that we fail at must not keep the others waiting."""
        try:
            work()
        except Exception:  # the delivery loop's own net
            log.exception("failed at post %s; its claim runs out, then it is tried again", post_id)

    def _is_resting(self, due: Due) -> bool:
        method = "chat.update" if due.stands else "chat.postMessage"
        now = time.monotonic()
        return any(self._rests.get(name, now) > now for name in (method, *(() if due.stands else (due.place,))))

    def _deliver(self, due: Due) -> None:
        began = time.monotonic()
        with self._database.writing() as session:
            post = claims.claim(session, self._team_id, due.post_id, self._lease, self._clock.now())
            if post is None:
                return  # another process was faster, or nothing is left to do, or not yet
            doubtful = post.ts is None and post.tried_at is not None
            post.tried_at = post.tried_at or self._clock.now()
        if post.ts is None and post.useful_until and post.useful_until <= self._clock.now():
            self._give_back(post, parked=Parked.LATE)
            return
        try:
            place, thread = self._place(post), self._thread(post)
        except FAILED as error:
            self._not_sent(post, error, doubtful)
            return
        if post.ts and post.is_unwanted:
            self._take_out(post, place)
            return
        if doubtful:
            try:
                standing = self._history.find(post, place, thread)
            except UnreadableError:
                self._give_back(post, parked=Parked.UNSETTLED)
                return
            except FAILED as error:  # as where the channel is lost meanwhile
                self._not_sent(post, error, doubtful)
                return
            if standing:
                self._give_back(post, ts=standing[0])  # it stands; what changed since is shown next
                return
        version, message = self._render(post)
        if message is None:  # nothing is missed, so nobody needs to hear of it
            self._give_back(post, parked=Parked.LATE, told_at=self._clock.now())
            return
        if time.monotonic() - began > self._lease.total_seconds() / 2:
            return  # too late to speak within the lease: whoever takes over does
        self._send(post, place, thread, version, message, doubtful)

    def _place(self, post: Post) -> str:
        """Where it stands or will stand: a direct message with somebody is opened the first time."""
        if post.user_id is None:
            return post.channel_id
        with self._database.reading() as session:
            known = session.get_one(Person, (post.team_id, post.user_id)).direct_id
        if known:
            return known
        opened = self._slack.direct(post.user_id)
        with self._database.writing() as session:
            session.get_one(Person, (post.team_id, post.user_id)).direct_id = opened
        return opened

    def _thread(self, post: Post) -> str | None:
        """Slack's name for the message that it replies to, if it is to and that one stands."""
        if post.reply_to is None:
            return None
        with self._database.reading() as session:
            return posts.ts_by_key(session, post.team_id, post.reply_to)

    def _render(self, post: Post) -> tuple[int, Message | None]:
        """Again whenever Slack has been asked for somebody whom the view lacked, with no session open."""
        give_up = time.monotonic() + QUICK
        asked: frozenset[str] = frozenset()
        while True:
            try:
                return self._rendered(post, asked)
            except UnknownError as unknown:
                self._acquaintance.make(unknown, give_up)
                asked |= unknown.questions

    def _rendered(self, post: Post, asked: Collection[str] = ()) -> tuple[int, Message | None]:
        with self._database.reading() as session:
            # The version first: what changes meanwhile is newer, so it is shown once more and never missed.
            version = session.get_one(Post, (post.team_id, post.id)).wanted
            reader = session.get(Person, (post.team_id, post.user_id)) if post.user_id else None
            words = words_for(reader, network_in(session, post.team_id, post.channel_id))
            rendering = Rendering(
                session,
                post.team_id,
                post.channel_id,
                post.subject_id,
                words,
                self._workspace,
                self._clock.now(),
                asked,
                reader_id=post.user_id,
                stands=post.ts is not None,
            )
            return version, self._renderers[post.view](rendering)

    def _send(self, post: Post, place: str, thread: str | None, version: int, message: Message, doubtful: bool) -> None:
        content: dict[str, Any] = {"channel": place, "text": message.text, "blocks": message.blocks}
        try:
            if post.ts:
                said = self._slack.posting.chat_update(ts=post.ts, **content)
            else:
                self._rests[post.user_id or post.channel_id] = time.monotonic() + self._slack.pace
                said = self._slack.posting.chat_postMessage(
                    metadata=self._history.mark(post),
                    thread_ts=thread,
                    unfurl_links=False,
                    unfurl_media=False,
                    **content,
                )
        except FAILED as error:
            self._not_sent(post, error, doubtful)
            return
        hold = self._pace if post.ts else timedelta()
        is_pinned = self._pinned(post, place, said["ts"], message.is_pinned)
        if self._give_back(post, hold=hold, ts=said["ts"], shown=version, failures=0, is_pinned=is_pinned):
            return
        log.warning("post %s was taken over while it was sent; its channel is searched for a second copy", post.id)
        with self._database.writing() as session:
            claims.doubt(session, post, self._lease)

    def _pinned(self, post: Post, place: str, ts: str, shall_be: bool) -> bool:
        """Pin what stands, or take the pin out. It is a help and no promise: where Slack refuses, it stays as it is."""
        if shall_be == (post.is_pinned and post.ts is not None):  # a new message is not pinned yet
            return shall_be
        try:
            if shall_be:
                self._slack.posting.pins_add(channel=place, timestamp=ts)
            else:
                self._slack.posting.pins_remove(channel=place, timestamp=ts)
        except FAILED as error:
            if name_of(error) in ("already_pinned", "no_pin"):
                return shall_be
            log.warning("post %s: not %s (%s)", post.id, "pinned" if shall_be else "unpinned", name_of(error))
            return post.is_pinned
        return shall_be

    def _take_out(self, post: Post, place: str) -> None:
        """A leader has taken it back. If they want it again meanwhile, it comes as a new message."""
        try:
            self._history.delete(place, post.ts or "")
        except FAILED as error:
            self._not_sent(post, error, doubtful=False)
            return
        with self._database.writing() as session:
            if claims.taken_out(session, post, hold=self._pace):
                self._relink(session, post)

    def _not_sent(self, post: Post, error: Exception, doubtful: bool) -> None:
        outcome, retry_after = outcome_of(error, stands=post.ts is not None)
        if outcome is Outcome.CHANNEL_LOST and post.user_id:
            outcome = Outcome.REFUSED  # the person can't be reached; nothing is wrong with the channel
        log.warning("post %s: %s (%s)", post.id, outcome.value, name_of(error))
        # What surely was not sent leaves no trace to look for, unless an earlier try may yet have left one.
        fresh: dict[str, Any] = {} if post.ts or doubtful else {"tried_at": None}
        match outcome:
            case Outcome.UNKNOWN:
                self._leave(post)
            case Outcome.LIMITED:
                assert isinstance(error, SlackApiError)
                self._rests[method_of(error)] = time.monotonic() + retry_after
                self._give_back(post, hold=timedelta(seconds=retry_after), **fresh)
            case Outcome.CHANNEL_LOST:
                self._give_back(post, **fresh)
                self._lose_channel(post, archived=name_of(error) in ARCHIVED)
            case Outcome.DELETED:
                self._give_back(post, parked=Parked.DELETED)
            case Outcome.REFUSED:
                self._give_back(post, parked=Parked.REFUSED, **fresh)
            case Outcome.LATER:
                hold = min(self._pace * 2**post.failures, PATIENCE_MAX)
                self._give_back(post, hold=hold, failures=post.failures + 1, **fresh)

    def _leave(self, post: Post) -> None:
        """The claim runs out, and whoever takes it over looks first. Who has done so already must look again."""
        with self._database.writing() as session:
            if session.get_one(Post, (post.team_id, post.id)).claim != post.claim:
                claims.doubt(session, post, self._lease)

    def _give_back(self, post: Post, *, hold: timedelta | None = None, **changes: object) -> bool:
        hold = self._pace if hold is None else hold
        if hold <= self._pace:
            self._held_until = time.monotonic() + hold.total_seconds() + Metronome.SOON
        with self._database.writing() as session:
            given = claims.release(session, post, hold=hold, **changes)
            if given and changes.get("ts", post.ts) != post.ts:
                self._relink(session, post)
            return given

    def _relink(self, session: Session, post: Post) -> None:
        """Its message is another one now, or gone."""
        if post.view in self._links:
            self._links[post.view](session, post)

    def _lose_channel(self, post: Post, *, archived: bool) -> None:
        """Slack says so even where its events didn't."""
        with self._database.writing() as session:
            channel = session.get(Channel, (post.team_id, post.channel_id))
            if channel is None:
                return  # it has got a new id meanwhile, and its posts with it
            channel.is_archived = channel.is_archived or archived
            channel.bot_is_in = channel.bot_is_in and archived
            session.flush()
            posts.park_channel(session, post.team_id, post.channel_id)

    def _sweep(self, post: Post) -> None:
        """Leave one copy of a post that two may have sent."""
        with self._database.writing() as session:
            claims.doubt(session, post, self._lease)  # for the case that we fail at it
        place = self._place(post)
        try:
            copies = self._history.find(post, place, self._thread(post))
        except UnreadableError:
            copies = []
        for ts in copies:
            if ts != post.ts:
                self._history.delete(place, ts)
        with self._database.writing() as session:
            claims.swept(session, post)
