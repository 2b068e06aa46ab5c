"""Everything due at once, at Slack's own limits: so many posts in so many channels, from the first until the last.

What the limits permit is a message a second in a channel and, in the workspace, 300 at once and then 300 a minute.
"""

from __future__ import annotations

import time as stopwatch
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.config import Settings
from bot.wiring import Bot, build
from sandbox import Sandbox, Workspace
from sandbox.rates import POST_PER_MINUTE
from storage.base import new_id
from storage.meetings import Cycle, Meeting
from storage.networks import Network
from storage.people import enter, meet
from storage.planned import key_of
from storage.posts import Post
from tests.bench.apps import ROOT
from tests.bench.table import Beside

RANKS = (1, 2, 2, 3, 3, 4, 4, 5, 5, 5)  # of a channel's posts; 1 is of a meeting's own day


def rush(folder: Path, channels: int) -> list[Beside]:
    """All of a workspace's posts due at one moment."""
    with Sandbox(ROOT / "manifest.yml") as slack:
        workspace = slack.add_workspace("Etaten")
        bot = build(_settings(workspace, folder))
        with closing(bot.database):
            _lay_out(bot, workspace, channels)
            began = stopwatch.perf_counter()
            bot.delivery.drain()
            took = stopwatch.perf_counter() - began
            came = _came(bot, workspace)
    number = channels * len(RANKS)
    assert len(came) == len(set(came)) == number, f"{len(came)} of {number} came"
    permitted = (number - POST_PER_MINUTE) / (POST_PER_MINUTE / 60)
    last = max(place for place, (_channel, rank, _id) in enumerate(came, 1) if rank == 1)
    half_way = Counter(channel for channel, _rank, _id in came[: number // 2])
    fewest = min(half_way.values()) if len(half_way) == channels else 0
    what = f"{number:,} due at once in {channels} channels"
    return [
        Beside(f"{what}, beside what the limits permit", "posts/s", number / permitted, number / took, 0.95),
        Beside("the last of a meeting's day, beside the number of these", "th", channels, last, 1.1, False),
        Beside("half-way: the fewest in a channel, beside the mean", "posts", len(RANKS) / 2, fewest, 0.8),
    ]


def _settings(workspace: Workspace, folder: Path) -> Settings:
    return Settings(
        bot_token=workspace.bot_token,
        app_token=workspace.app_token,
        api_url=workspace.yard.api_url,
        database_url=f"sqlite:///{folder}/rush.db",
    )


def _lay_out(bot: Bot, workspace: Workspace, channels: int) -> None:
    """A network in each channel, with as many meetings as posts."""
    liv, now = workspace.add_person("Liv Berg"), datetime.now(UTC)
    with bot.database.writing() as session:
        leader = meet(session, workspace.id, liv.id)
        leader.name, leader.known_at = liv.name, now
        for number in range(channels):
            channel = workspace.add_channel(f"nettverk-{number}", creator=liv)
            workspace.joins(workspace.bot, channel)
            enter(session, workspace.id, channel.id)
            session.flush()
            ours = {"team_id": workspace.id, "network_id": new_id()}
            network = Network(team_id=workspace.id, id=ours["network_id"], channel_id=channel.id, set_up_at=now)
            network.name, network.language = channel.name, "nb"
            network.leaders.append(leader)
            cycle = Cycle(id=new_id(), view_id=new_id(), laid_out_at=now, **ours)
            session.add_all([network, cycle])
            session.flush()
            for rank in RANKS:
                day = now.date() + timedelta(days=1)
                meeting = Meeting(id=new_id(), cycle_id=cycle.id, day=day, begins=time(9), minutes=120, **ours)
                session.add(meeting)
                view = "meeting.today" if rank == 1 else "meeting.preview"
                post = Post(team_id=workspace.id, id=new_id(), key=key_of(view, meeting.id), view=view, rank=rank)
                post.subject_id, post.channel_id, post.due_at = meeting.id, channel.id, now
                session.add(post)


def _came(bot: Bot, workspace: Workspace) -> list[tuple[str, int, str]]:
    """The channel, rank and id of each post, in the order in which they came."""
    with bot.database.reading() as session:
        ranks = dict(session.execute(select(Post.id, Post.rank)).tuples().all())
    said = [
        (message.ts, channel.id, message.metadata["event_payload"]["post"])
        for channel in workspace.channels.values()
        for message in channel.messages.values()
        if message.metadata
    ]
    return [(channel_id, ranks[post_id], post_id) for _ts, channel_id, post_id in sorted(said)]
