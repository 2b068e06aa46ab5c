"""The page stands still where somebody presses or reads, while the workspace goes on."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.gallery import plain
from tests.browser.test_gallery import Show, etaten, show, slack

__all__ = ["etaten", "show", "slack"]


def test_what_is_pressed_stays_under_the_pointer_until_it_is_let_go_of(show: Show) -> None:
    press = {"type": "actions", "elements": [{"type": "button", "action_id": "p", "text": plain("Trykk")}]}
    said = [{"type": "section", "text": plain(text)} for text in ("Først", "Så")]
    ts = show.says(said[0], press)
    tab = show.tabs.open(show.etaten.kari, show.etaten.helse)
    tab.get_by_role("button", name="Trykk").hover()
    tab.mouse.down()
    with tab.expect_request_finished(lambda request: "x-live" in request.headers):
        show.puppet.api.chat_update(channel=show.etaten.helse.id, ts=ts, text="x", blocks=[*said, press])
    tab.mouse.up()
    show.hears(type="block_actions")
    expect(tab.get_by_text("Så", exact=True)).to_be_visible()


def test_a_form_and_the_home_tab_are_read_from_the_top(show: Show) -> None:
    lines = [{"type": "section", "text": plain(f"Linje {n}")} for n in range(60)]
    tab = show.opens(lines)
    tab.reload()
    expect(tab.get_by_role("dialog").get_by_text("Linje 0", exact=True)).to_be_in_viewport()
    tab.keyboard.press("Escape")
    show.puppet.api.views_publish(user_id=show.etaten.kari.id, view={"type": "home", "blocks": lines})
    tab.get_by_role("link", name="prove hjem").click()
    expect(tab.get_by_text("Linje 0", exact=True)).to_be_in_viewport()
