"""`make pictures`: what people see, light, dark and on a phone, to be looked at; and the picture of the README.

`.venv/bin/python -m tests.browser.pictures menu settings` takes those scenes alone.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from sandbox.demo import sample
from sandbox.sample import OSLO
from tests.browser import meeting_scenes, network_scenes, round_scenes, topic_scenes, yard_scenes
from tests.browser.conftest import CHROMIUM, PHONE, QUIET
from tests.browser.stage import Scene, Stage

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "pictures"
README = ROOT / "sandbox/page"
NOW = datetime(2026, 11, 24, 10, 12, tzinfo=OSLO)
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"color_scheme": "light", **PHONE},
    "phone-dark": {"color_scheme": "dark", **PHONE},
}
DESK = {"viewport": {"width": 1280, "height": 800}}


SCENES: list[Scene] = [
    *yard_scenes.SCENES, *topic_scenes.SCENES, *meeting_scenes.SCENES, *round_scenes.SCENES, *network_scenes.SCENES,
]  # fmt: skip


def take(browser: Browser, stage: Stage, scene: Scene, look: str, path: Path, **how: Any) -> None:
    context = browser.new_context(**DESK | {"locale": "nb-NO", "reduced_motion": "reduce"} | LOOKS[look] | how)
    context.set_default_timeout(10_000)
    tab = context.new_page()
    scene(tab, stage)
    tab.mouse.move(0, 0)
    tab.screenshot(path=path)
    context.close()


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack:
        slack, whole = stack.enter_context(sample(now=NOW))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        stage = Stage(slack.url, whole)
        wanted = [scene for scene in SCENES if scene.__name__ in sys.argv[1:] or not sys.argv[1:]]
        for look in ("light", "dark") if yard_scenes.thread in wanted else ():
            take(
                browser,
                stage,
                yard_scenes.thread,
                look,
                README / f"picture-{look}.png",
                viewport={"width": 1200, "height": 720},
            )
        for scene in wanted:
            for look in LOOKS:
                take(browser, stage, scene, look, FOLDER / f"{scene.__name__}-{look}.png")
        browser.close()
    sys.stdout.write(f"{len(wanted) * len(LOOKS)} pictures are in {FOLDER.name}/\n")


if __name__ == "__main__":
    main()
