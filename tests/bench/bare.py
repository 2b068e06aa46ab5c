"""The bare Bolt app: what anyone would write after an hour with the tutorials. `python -m tests.bench.bare [pbr]`.

It imports the fixed packages, opens a form like the bot's own for `/tema`, and writes one row for a form sent in: no
roles, languages, checks or cards. Bolt's defaults throughout, and SQLAlchemy's for SQLite: the driver's own BEGIN, a
rollback journal, synchronous=FULL, a pool of 5 + 10. `pbr` sets `process_before_response=True`, nothing else.
"""

import os
import sys
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from dotenv import load_dotenv
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, insert


def _input(name: str, label: str, hint: str, *, multiline: bool = False) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": {"type": "plain_text", "text": label},
        "hint": {"type": "plain_text", "text": hint},
        "element": {"type": "plain_text_input", "action_id": name, "multiline": multiline, "max_length": 3000},
    }


_CHOICES = [
    {"text": {"type": "plain_text", "text": text}, "value": value}
    for value, text in (("hidden", "Bare for nettverkslederne"), ("shown", "For alle i kanalen"))
]
FORM = {
    "type": "modal",
    "callback_id": "topic",
    "title": {"type": "plain_text", "text": "Foreslå et tema"},
    "submit": {"type": "plain_text", "text": "Foreslå temaet"},
    "close": {"type": "plain_text", "text": "Avbryt"},
    "blocks": [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "Temaet får et kort i kanalen, der andre kan støtte det."},
        },
        _input("title", "Tittel", "Noen få ord som sier hva det handler om. Høyst 150 tegn."),
        _input("need", "Hva trenger jeg av det?", "Det hjelper lederen å gjøre temaet nyttig for deg.", multiline=True),
        _input("form", "Metode og form", "Hvordan vil du at nettverket skal arbeide med det?", multiline=True),
        _input("expert", "Fagperson", "Noen du gjerne vil høre, i eller utenfor nettverket."),
        {
            "type": "input",
            "block_id": "name",
            "label": {"type": "plain_text", "text": "Hvem ser navnet ditt?"},
            "element": {
                "type": "radio_buttons",
                "action_id": "name",
                "options": _CHOICES,
                "initial_option": _CHOICES[0],
            },
        },
    ],
}

TOPICS = Table(
    "topics",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("proposer", String, nullable=False),
    *(Column(name, String, nullable=False) for name in ("title", "need", "form", "expert", "name")),
)


def main(arguments: list[str]) -> None:
    load_dotenv()
    engine = create_engine(os.environ["DATABASE_URL"])
    TOPICS.metadata.create_all(engine)
    BackgroundScheduler(timezone="UTC").start()
    client = WebClient(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"])
    app = App(client=client, process_before_response=arguments == ["pbr"])

    @app.command("/tema")
    def tema(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("topic")
    def proposed(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        ack()
        fields = view["state"]["values"]
        row = {name: fields[name][name].get("value") or "" for name in ("title", "need", "form", "expert")}
        row |= {"proposer": body["user"]["id"], "name": fields["name"]["name"]["selected_option"]["value"]}
        with engine.begin() as connection:
            connection.execute(insert(TOPICS), row)

    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main(sys.argv[1:])
