"""`python -m sandbox`: the demo."""

import argparse
import os
import sys

from sandbox.demo import LAST_PORT, PORT, demo


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= LAST_PORT:
        raise ValueError(text)
    return port


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="The bot in a workspace on this machine.")
    parser.add_argument("--port", type=_port, default=PORT, help="where the page is served (default: %(default)s)")
    sys.exit(demo(parser.parse_args().port, os.environ.get("NETTVERKSBOT_LANGUAGE", "nb")))
