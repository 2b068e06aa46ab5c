"""Networks (H00, H05): the bot is invited, a network is set up, and people see how it stands."""

from handlers.networks import happenings, listeners, news, views
from handlers.practice import How, Listener, Practice
from storage.networks import Network
from storage.people import Channel

PRACTICE = Practice(
    listeners=[
        Listener(How.COMMAND, "/nettverk", listeners.see, Channel, deed="network.see"),
        Listener(How.BUTTON, "network.set_up", listeners.open_set_up, Channel),
        Listener(How.FORM, "network.set_up", listeners.set_up, Channel, writes=True),
        Listener(How.BUTTON, "network.move", listeners.move, Network, writes=True),
        Listener(How.BUTTON, "network.more", listeners.open_more, Network),
        Listener(How.BUTTON, "network.settings", listeners.open_settings, Network),
        Listener(How.FORM, "network.settings", listeners.change, Network, writes=True),
        Listener(How.BUTTON, "network.pause", listeners.pause, Network, writes=True),
        Listener(How.BUTTON, "network.resume", listeners.resume, Network, writes=True),
        Listener(How.BUTTON, "network.end", listeners.end, Network, writes=True),
        Listener(How.BUTTON, "network.take_up", listeners.take_up, Network, writes=True),
        Listener(How.BUTTON, "network.post_again", listeners.post_again, Network, writes=True),
    ],
    events={
        "member_joined_channel": happenings.joined,
        "channel_left": happenings.left,
        "group_left": happenings.left,
        "channel_archive": happenings.archived,
        "group_archive": happenings.archived,
        "channel_unarchive": happenings.unarchived,
        "group_unarchive": happenings.unarchived,
        "channel_deleted": happenings.deleted,
        "group_deleted": happenings.deleted,
        "channel_id_changed": happenings.converted,
        "channel_shared": happenings.shared,
        "channel_unshared": happenings.unshared,
        "user_change": happenings.changed,
    },
    posts={"network.greeting": views.greeting, "network.news": news.news, "network.moved": news.moved},
)  # fmt: skip
