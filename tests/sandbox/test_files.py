"""Files: uploaded as slack_sdk does it, shown in messages and images, fetched. [slack-facts 1.5, 8.1, 8.2, 8.3]"""

import json
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from sandbox import Sandbox
from tests.sandbox.conftest import Etaten
from tests.sandbox.puppet import Json, Puppet, client, modal, plain, refusal, section
from tests.sandbox.test_api_gate import another

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Møte\r\nEND:VCALENDAR\r\n"


def upload(etaten: Etaten, name: str = "hjul.png", content: bytes = PNG, **more: Any) -> Json:
    """Upload a file as the SDK does; its {id, title}."""
    answer = client(etaten.ws).files_upload_v2(filename=name, file=content, **more)
    file: Json = answer["files"][0]
    return file


def promised(etaten: Etaten, length: int = 3) -> tuple[str, str]:
    """(file id, upload URL) of a file not yet brought."""
    answer = client(etaten.ws).files_getUploadURLExternal(filename="a.png", length=length)
    return answer["file_id"], answer["upload_url"]


def brought(etaten: Etaten) -> str:
    """The id of a file whose bytes have come."""
    file_id, url = promised(etaten)
    urlopen(url, data=b"abc").close()
    return file_id


def fetched(url: str) -> tuple[bytes, dict[str, str]]:
    """(body, headers) of what a browser gets."""
    with urlopen(url) as answer:
        return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


def status(url: str, data: bytes | None = None) -> int:
    """The HTTP status of a request that is refused."""
    with pytest.raises(HTTPError) as error:
        urlopen(url, data=data)
    error.value.close()
    return error.value.code


def test_the_sdk_uploads_from_end_to_end(etaten: Etaten, bot: Puppet) -> None:
    file = upload(
        etaten,
        "møte 1.ics",
        CALENDAR.encode(),
        title="Møtet & mer",
        channel=etaten.helse.id,
        initial_comment="Her er <!channel> & <b>",
    )
    message = etaten.kari.sees("Møtet & mer", in_=etaten.helse)
    assert message.says == "Her er <!channel> & <b>\nMøtet & mer"
    assert (message.author, message.text) == (etaten.ws.bot, "Her er <!channel> &amp; &lt;b&gt;")
    (kept,) = message.files
    assert (kept.id, kept.title, kept.name) == (file["id"], "Møtet & mer", "møte 1.ics")
    assert (kept.content, kept.size) == (CALENDAR.encode(), len(CALENDAR.encode()))
    assert kept.mimetype == "text/calendar"
    event = bot.waits_for("message")
    assert (event["subtype"], event["files"][0]["id"]) == ("file_share", file["id"])
    history = client(etaten.ws).conversations_history(channel=etaten.helse.id)["messages"][0]
    assert history["files"][0]["title"] == "Møtet & mer"


def test_several_files_make_one_message(etaten: Etaten) -> None:
    uploads = [{"filename": f"{name}.txt", "content": name, "title": name.upper()} for name in ("en", "to")]
    client(etaten.ws).files_upload_v2(file_uploads=uploads, channel=etaten.helse.id)
    (message,) = etaten.kari.reads(etaten.helse)
    assert message.says == "EN\nTO"


def test_a_file_may_come_with_blocks_or_as_a_reply(etaten: Etaten) -> None:
    etaten.ola.types("tråd", etaten.helse)
    parent = etaten.ola.reads(etaten.helse)[-1]
    upload(etaten, channel=etaten.helse.id, thread_ts=parent.ts, blocks=json.dumps([section("se her")]))
    upload(etaten, channel=etaten.helse.id, initial_comment="bare dette", blocks=json.dumps([section("her")]))
    reply, commented = etaten.kari.reads(etaten.helse)[1:]
    assert (reply.thread_ts, reply.says) == (parent.ts, "se her\nhjul.png")
    assert commented.says == "bare dette\nhjul.png"


def test_without_a_channel_a_file_is_kept_and_shown_to_nobody(etaten: Etaten) -> None:
    file = upload(etaten, alt_txt="Et hjul")
    assert etaten.kari.reads(etaten.helse) == []
    told = client(etaten.ws).files_info(file=file["id"])["file"]
    assert (told["alt_txt"], told["shares"], told["mimetype"], told["filetype"]) == ("Et hjul", {}, "image/png", "png")
    assert fetched(told["url_private"])[0] == PNG


def test_8_3_files_info_tells_the_ts_that_the_upload_did_not(etaten: Etaten) -> None:
    file = upload(etaten, channel=etaten.helse.id)
    assert file.keys() == {"id", "title"}
    (message,) = etaten.kari.reads(etaten.helse)
    shares = client(etaten.ws).files_info(file=file["id"])["file"]["shares"]
    assert shares == {"public": {etaten.helse.id: [{"ts": message.ts}]}}
    etaten.kari.invites(etaten.ws.bot, etaten.styret)
    hidden = upload(etaten, channel=etaten.styret.id)
    shares = client(etaten.ws).files_info(file=hidden["id"])["file"]["shares"]
    assert shares["private"].keys() == {etaten.styret.id}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"length": 0}, "missing_argument"),
        ({"length": "mye"}, "invalid_arguments"),
        ({"filename": ""}, "invalid_arguments"),
        ({"alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
def test_8_2_what_is_not_promised(etaten: Etaten, arguments: Json, error: str) -> None:
    params: Json = {"filename": "a.txt", "length": 3, "alt_txt": "x" * 1000, "snippet_type": "text"}
    api = client(etaten.ws)
    assert api.api_call("files.getUploadURLExternal", params=params)["ok"]
    assert api.api_call("files.getUploadURLExternal", http_verb="GET", params=params)["ok"]
    answer = refusal(api.api_call, api_method="files.getUploadURLExternal", params=params | arguments)
    assert answer["error"] == error


def test_8_3_an_upload_has_three_steps_and_each_is_made_once(etaten: Etaten) -> None:
    file_id, url = promised(etaten)

    def complete(one: str) -> str:
        error: str = refusal(client(etaten.ws).files_completeUploadExternal, files=[{"id": one}])["error"]
        return error

    assert complete(file_id) == "file_not_found"  # nothing has come yet
    assert status(url, b"abcd") == 400  # not what was promised
    with urlopen(Request(url, data=b"abc", method="POST")) as answer:
        assert answer.read() == b"OK - 3"
    assert status(url, b"abc") == 404
    assert status(f"{etaten.slack.url}/upload/T0000000000/x", b"abc") == 404
    assert refusal(client(etaten.ws).files_info, file=file_id)["error"] == "file_not_found"
    client(etaten.ws).files_completeUploadExternal(files=[{"id": file_id, "title": "A"}])
    assert client(etaten.ws).files_info(file=file_id)["file"]["title"] == "A"
    assert complete(file_id) == complete("F0000000000") == "file_not_found"
    assert [call.response for call in etaten.ws.calls("upload")][1] == {"status": 200, "text": "OK - 3"}


def test_8_1_files_go_only_where_the_bot_is(etaten: Etaten) -> None:
    outside = etaten.ws.add_channel("annet", creator=etaten.kari)
    archived = etaten.ws.add_channel("gammel", creator=etaten.ws.bot)
    etaten.kari.archives(archived)
    file_id = brought(etaten)
    for arguments, error in (
        ({"channel_id": outside.id}, "not_in_channel"),
        ({"channel_id": etaten.styret.id}, "channel_not_found"),
        ({"channel_id": "C0000000000"}, "channel_not_found"),
        ({"channel_id": archived.id}, "posting_to_channel_denied"),  # UNVERIFIED
        ({"channel_id": etaten.helse.id, "thread_ts": "1.000000"}, "thread_not_found"),  # UNVERIFIED
        ({"channel_id": etaten.helse.id, "blocks": [section("x" * 3001)]}, "invalid_blocks"),
        ({"channels": etaten.helse.id}, "invalid_arguments"),
        ({"files": [{"title": "uten id"}]}, "invalid_arguments"),
        ({"files": "[oj"}, "invalid_arguments"),
    ):
        body: Json = {"files": [{"id": file_id}]} | arguments
        answer = refusal(client(etaten.ws).api_call, api_method="files.completeUploadExternal", json=body)
        assert answer["error"] == error
    assert etaten.ws.files[file_id].state == "brought"  # and may still be completed


def test_8_1_chat_write_public_does_not_carry_files(tmp_path: Path) -> None:
    with Sandbox(another(tmp_path, add="chat:write.public")) as slack:
        ws = slack.add_workspace("Etaten")
        public = ws.add_channel("x", creator=ws.add_person("Kari"))
        with pytest.raises(SlackApiError, match="not_in_channel"):
            client(ws).files_upload_v2(filename="a.txt", content="abc", channel=public.id)


def test_9_without_the_messages_tab_no_file_reaches_a_person(tmp_path: Path) -> None:
    with Sandbox(another(tmp_path, tabs=False)) as slack:
        ws = slack.add_workspace("Etaten")
        direct = ws.direct(ws.bot, ws.add_person("Kari"))
        with pytest.raises(SlackApiError, match="messages_tab_disabled"):
            client(ws).files_upload_v2(filename="a.txt", content="abc", channel=direct.id)


@pytest.mark.parametrize(
    ("scope", "method", "arguments"),
    [
        ("files:write", "files.getUploadURLExternal", {"filename": "a.txt", "length": 3}),
        ("files:write", "files.completeUploadExternal", {"files": "[]"}),
        ("files:write", "files.delete", {"file": "F1"}),
        ("files:read", "files.info", {"file": "F1"}),
    ],
)
def test_8_1_files_have_scopes(tmp_path: Path, scope: str, method: str, arguments: Json) -> None:
    with Sandbox(another(tmp_path, drop=scope)) as slack:
        answer = refusal(client(slack.add_workspace("Etaten")).api_call, api_method=method, params=arguments)
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)


def test_a_deleted_file_leaves_its_messages(etaten: Etaten) -> None:
    api = client(etaten.ws)
    url = api.files_info(file=(alone := upload(etaten, channel=etaten.helse.id))["id"])["file"]["url_private"]
    told = upload(etaten, channel=etaten.helse.id, initial_comment="se her")
    for file in (alone, told):
        api.files_delete(file=file["id"])
    assert [message.says for message in etaten.kari.reads(etaten.helse)] == ["se her"]
    assert status(url) == 404
    assert refusal(api.files_delete, file=alone["id"])["error"] == "file_deleted"
    assert refusal(api.files_info, file=alone["id"])["error"] == "file_deleted"
    assert refusal(api.files_delete, file="F0000000000")["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("a.png", "image/png", "inline"),
        ("a.JPG", "image/jpeg", "inline"),
        ("a.jpeg", "image/jpeg", "inline"),
        ("a.gif", "image/gif", "inline"),
        ("a.webp", "image/webp", "inline"),
        ("a.ics", "text/calendar", "attachment"),
        ("a.svg", "application/octet-stream", "attachment"),
        ("a.html", "application/octet-stream", "attachment"),
        ("a.png.html", "application/octet-stream", "attachment"),
        ("a.txt", "application/octet-stream", "attachment"),
        ("a.pdf", "application/octet-stream", "attachment"),
        ("æ/ø å\r\nx: y?.png", "image/png", "inline"),
        ("uten", "application/octet-stream", "attachment"),
    ],
)
def test_a_browser_shows_pictures_and_saves_the_rest(etaten: Etaten, name: str, kind: str, shown: str) -> None:
    content = b"<script>alert(1)</script>"
    url = etaten.ws.files[upload(etaten, name, content)["id"]].url
    body, headers = fetched(url)
    assert body == content
    assert (headers["content-type"], headers["content-disposition"]) == (kind, shown)
    assert headers["x-content-type-options"] == "nosniff"


def test_what_is_not_kept_is_not_served(etaten: Etaten) -> None:
    kept = etaten.ws.files[upload(etaten)["id"]]
    waiting = etaten.ws.files[brought(etaten)]
    for url in (waiting.url, f"{kept.url}.html", f"{etaten.slack.url}/files/{kept.id}", f"{etaten.slack.url}/files/"):
        assert status(url) == 404


def image(**slack_file: str) -> Json:
    return {"type": "image", "alt_text": "hjul", "slack_file": slack_file}


def test_1_5_an_image_block_shows_an_uploaded_picture_by_id_or_url(etaten: Etaten, bot: Puppet) -> None:
    file = etaten.ws.files[upload(etaten)["id"]]
    both = [image(id=file.id), section("x") | {"accessory": image(url=file.url)}]
    bot.api.chat_postMessage(
        channel=etaten.helse.id, text="x", blocks=[*both, {"type": "context", "elements": both[:1]}]
    )
    assert etaten.kari.reads(etaten.helse)[-1].blocks[0]["slack_file"] == {"id": file.id}
    etaten.kari.types("/tema x", etaten.helse)
    bot.api.views_open(trigger_id=bot.envelopes[-1]["payload"]["trigger_id"], view=modal(*both))


@pytest.mark.parametrize(
    ("block", "pointer"),
    [
        (image(id="F0000000000"), "/0/slack_file"),
        (image(url="https://files.slack.com/x.png"), "/0/slack_file"),
        (section("x") | {"accessory": image(id="F0000000000")}, "/0/accessory/slack_file"),
        ({"type": "context", "elements": [plain("x"), image(id="F0000000000")]}, "/0/elements/1/slack_file"),
    ],
)
def test_1_5_an_unknown_picture_is_refused_wherever_it_stands(
    etaten: Etaten, bot: Puppet, block: Json, pointer: str
) -> None:
    answer = refusal(bot.api.chat_postMessage, channel=etaten.helse.id, text="x", blocks=[block])
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [f"[ERROR] invalid slack file [json-pointer:/blocks{pointer}]"]
    etaten.kari.types("/tema x", etaten.helse)
    payload = bot.envelopes[-1]["payload"]
    answer = refusal(bot.api.views_open, trigger_id=payload["trigger_id"], view=modal(block))
    assert answer["error"] == "invalid_arguments"
    assert pointer in answer["response_metadata"]["messages"][0]
    assert WebhookClient(payload["response_url"]).send(blocks=[block]).status_code == 400
    bot.acks = lambda _envelope: {"blocks": [block]}
    assert etaten.kari.types("/tema x", etaten.helse).error == "dispatch_failed"


def test_1_5_only_pictures_that_are_kept_stand_in_image_blocks(etaten: Etaten) -> None:
    api = client(etaten.ws)
    deleted = upload(etaten)["id"]
    api.files_delete(file=deleted)
    for file_id in (upload(etaten, "a.ics")["id"], upload(etaten, "a.webp")["id"], brought(etaten), deleted):
        call = {"channel": etaten.helse.id, "text": "x", "blocks": json.dumps([image(id=file_id)])}
        assert refusal(api.api_call, api_method="chat.postMessage", params=call)["error"] == "invalid_blocks"


def test_an_upload_can_meet_a_bad_day(etaten: Etaten) -> None:
    etaten.slack.faults.add("upload", "http_error", status=503)
    with pytest.raises(HTTPError, match="503"):
        upload(etaten, channel=etaten.helse.id)
    assert etaten.kari.reads(etaten.helse) == []
    upload(etaten, channel=etaten.helse.id)
    assert len(etaten.kari.reads(etaten.helse)) == 1
