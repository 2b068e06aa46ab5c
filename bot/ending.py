"""Ctrl-C and `kill`: how a process that runs until then is told to end."""

import os
import signal
from collections.abc import Callable
from functools import partial


def listen() -> Callable[[], object]:
    """From now on neither of them breaks anything off. Gives the wait for the first, which may have come by then.

    A pipe and not a `threading.Event`: one that a signal sets just as the wait for it begins is not heard.
    https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd
    """
    hears, tells = os.pipe()
    os.set_blocking(tells, False)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: None)
    return partial(os.read, hears, 1)
