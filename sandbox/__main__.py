"""`python -m sandbox`: the demo."""

import argparse
import os
import sys

from sandbox.demo import PORT, demo

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="The bot in a workspace on this machine.")
    parser.add_argument("--port", type=int, default=PORT, help="where the page is served (default: %(default)s)")
    sys.exit(demo(parser.parse_args().port, os.environ.get("NETTVERKSBOT_LANGUAGE", "nb")))
