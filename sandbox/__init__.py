"""THE YARD: a Slack workspace on this machine, headless and strict, for tests, demos and benchmarks.

    with Sandbox(Path("manifest.yml")) as slack:
        etaten = slack.add_workspace("Etaten")
        kari = etaten.add_person("Kari Nordmann")
        helse = etaten.add_channel("helse", creator=kari)
        kari.invites(etaten.bot, helse)
        ...                                      # start the bot with slack.api_url, etaten.bot_token, etaten.app_token
        etaten.wait_for_bot()
        kari.types("/tema Noe", helse)
        kari.sees_modal("Nytt tema")

The bot cannot tell it from Slack: it speaks the Web API over HTTP and Socket Mode over a WebSocket, on 127.0.0.1 only.
Its rules are Slack's as slack-facts.md has them with their sources. Rooms:

    world      the nouns: members, channels, messages, views         reading    what eyes find in a list of blocks
    workspace  one workspace and what happens in it                  storing    what Slack does to a text it keeps
    people     they type, press, fill in, submit                     onlooker   what they see
    keeping    channels and pins, kept by people                     slack_commands  /invite, /leave …
    forms      a modal as she sees it                                 modals     the stack of three
    payloads   what Slack sends        interactions  acts, answers    web_api/   the methods
    events     what the bot is told    socket_mode   envelopes, acks  rates      limits per minute
    block_kit, elements, shapes, manifest  rule books                 faults     bad days, to order
    uploads    files, from promise to picture
    yard       all of it together      server        HTTP, WebSocket  clock, news  time, and waiting

Stricter than Slack on purpose: unknown arguments of a method are refused; metadata must be flat; block_actions of an
ephemeral message carry no `message`; an acknowledgement over 64 kB never arrives.

UNVERIFIED, and therefore nothing to build on: see `UNVERIFIED`. Not played: people's own files, reactions,
attachments, should_escape, link unfurling, emoji names, Slack's notices that somebody joined, left or pinned a message,
who may see a file, a shared channel as the other organisation has it, Enterprise Grid.
"""

from sandbox.forms import Modal
from sandbox.interactions import Answer
from sandbox.people import Person
from sandbox.workspace import Workspace
from sandbox.world import Call, Channel, File, Member, Message
from sandbox.yard import Sandbox

UNVERIFIED = (
    "how large a burst Slack tolerates beyond its rate tiers (rates.py)",
    "whether channel_left and group_left reach a removed bot (people.removes has told=False)",
    "the texts of a used-up or expired response URL, and of a refused one",
    "what a second views.open does to an open modal (here: the old stack gives way)",
    "whether a refused view uses up its trigger (here: no)",
    "views.push with a trigger from no open modal (here: not_found)",
    "views.publish for a stranger (here: user_not_found)",
    "whether a closed view's external_id may be used again (here: yes)",
    "conversations.replies with a bot token in channels (here: works for members)",
    "chat.update in a public channel the bot has left (here: not_in_channel)",
    "chat.delete in an archived channel (here: cant_delete_message)",
    "posting to a deactivated person (here: channel_not_found), and in a thread that is not there (thread_not_found)",
    "channel_name of a command in a private channel (here: privategroup)",
    "whether interactions are ever sent again (here: never)",
    "what a press does whose message has changed meanwhile (here: it counts, if the same button is still there)",
    "what a person sees of a command answered with wrong blocks (here: dispatch_failed)",
    "whether values of text inputs come with & < > escaped (here: as typed)",
    "what a person sees of a shortcut that failed (here: as of a command), and which guests have shortcuts (here: all)",
    "pinning in an archived channel (here: is_archived), pins.list from outside (not_in_channel), and its order",
    "the answers of an upload URL, and whether it takes bytes twice or of another length (here: neither)",
    "completing an upload twice (here: file_not_found), or into an archived channel (posting_to_channel_denied)",
    "whether slack_file may show a file that was shared nowhere (here: yes), and one just uploaded (here: at once)",
    "what a message is whose only file is deleted (here: gone)",
    "which letters a channel's name may hold (here: any lower case ones), and who may invite and remove (no guests)",
    "from how many members on users.list wants a limit (here: 1000), and whether it names outsiders (here: yes)",
    "whether a conversion changes the channel's id (here: always), and what the old id answers (channel_not_found)",
    "what a response URL of a deleted channel answers (here: channel_not_found)",
    "whether somebody let in again is back in her channels (here: in none)",
    "a direct message to an outsider (here: channel_not_found), and whose `team` her payloads name (here: the app's)",
)

__all__ = [
    "UNVERIFIED",
    "Answer",
    "Call",
    "Channel",
    "File",
    "Member",
    "Message",
    "Modal",
    "Person",
    "Sandbox",
    "Workspace",
]
