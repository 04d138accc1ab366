"""`python leash.py SUPERVISOR PROGRAM…`: become the program, but never outlive the supervisor.

A step of its own before the program, and not a `preexec_fn`: Python code between fork and exec may wait for
ever for a lock that another thread of the supervisor held, and the supervisor would wait with it.
"""

import contextlib
import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Ask the kernel for SIGKILL at the death of process SUPERVISOR, then run PROGRAM in this process."""
    supervisor, *program = sys.argv[1:]
    with contextlib.suppress(OSError, AttributeError):  # Linux only; elsewhere a clean stop must do
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != int(supervisor):
        sys.exit(1)
    os.execvp(program[0], program)


if __name__ == "__main__":
    main()
