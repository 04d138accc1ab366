"""What the bench reckons with: ratios, texts that do not repeat, the memory of a tree of processes."""

import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from bench import memory
from bench.figures import percentile, spread
from bench.messages import never_repeated, repeated
from bench.stock.project import whole_training


def test_a_spread_names_the_median_and_both_ends() -> None:
    assert spread([0.5, 0.25, 0.75]) == " 0.50 (0.25 to 0.75)"


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([5.0, 1.0, 3.0, 2.0, 4.0], 0.5) == 3.0
    assert percentile([1.0, 2.0, 3.0], 0.95) == 3.0


def test_new_texts_never_come_twice_and_known_ones_do() -> None:
    new = list(islice(never_repeated(random.Random(1)), 5000))
    known = list(islice(repeated(random.Random(1)), 5000))
    assert len(set(new)) == 5000
    assert len(set(known)) == 12


def test_memory_counts_what_a_process_started() -> None:
    child = "import time; held = bytearray(50_000_000); print(flush=True); time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    started = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE)
    assert started.stdout is not None
    started.stdout.readline()
    try:
        used = memory.used(started.pid)
        assert len(used) == 2
        assert sum(megabytes for _, megabytes in used.values()) > 48
    finally:
        for pid in reversed(list(memory.used(started.pid))):
            subprocess.run(["kill", str(pid)], check=True)
        started.wait()
        started.stdout.close()


def test_the_rest_of_a_training_is_reckoned_from_the_epochs_that_were_trained(tmp_path: Path) -> None:
    home = tmp_path / "stock-0123-4"
    (home / "models").mkdir(parents=True)
    (home / "models" / "stock.tar.gz").touch()
    (home / "training.json").write_text('{"seconds": 200.0}')
    bars = "Epochs: 100%|##| 4/4 [01:00<00:00, 15.00s/it]\nEpochs: 100%|##| 4/4 [00:30<00:00,  7.50s/it]\n"
    (home / "train.log").write_text(bars)
    # 90 s in 4 epochs, 110 s around them: 100 epochs take 25 times the 90 s.
    assert whole_training(home) == (4, pytest.approx(110.0 + 25 * 90.0))
