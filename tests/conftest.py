"""What holds for every test: properties have no deadline, as no test asserts a time; in CI they repeat exactly.

Ctrl-C is heard also where a shell started the tests in the background: tests send it, to programs that they start.
"""

import os
import signal

from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
