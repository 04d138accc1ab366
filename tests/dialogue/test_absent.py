"""The stand-in for libraries that are not called, in a process of its own each time."""

import subprocess
import sys

from bot.settings import PROJECT


def run(program):
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120)


def test_a_library_left_out_can_be_imported_derived_from_and_decorated_with():
    done = run(
        "import sys\n"
        "from bot.dialogue.absent import leave_out\n"
        "leave_out(('tensorflow',))\n"
        "import tensorflow as tf\n"
        "from tensorflow.keras.layers import Layer\n"
        "class Own(Layer):\n"
        "    @tf.function\n"
        "    def plain(self): return 7\n"
        "    @tf.function(experimental_relax_shapes=True)\n"
        "    def told(self): return 8\n"
        "    def of(self, x: tf.Tensor | None) -> tf.data.Dataset: return 9\n"
        "print(Own.plain(None), Own.told(None), 'tensorflow.python' in sys.modules)\n"
    )
    assert done.stdout == "7 8 False\n", done.stderr


def test_what_is_imported_already_cannot_be_left_out():
    done = run("import json\nfrom bot.dialogue.absent import leave_out\nleave_out(('json',))")
    assert "RuntimeError: json is imported already" in done.stderr
