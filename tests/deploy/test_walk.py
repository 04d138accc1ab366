"""The pod of deploy/kubernetes played without a cluster: what the image holds, its jobs, its parts, its probes.

Only the ports differ, and PostgreSQL and Redis are the tests' own.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from test_manifests import DEPLOY, of_kind, pods

from bench.ports import free_ports
from bench.stores import new_database
from bot.model import MODELS, ensure_model
from bot.settings import PROJECT

JOBS = {"migrate": pods()[1], "backup": pods()[2]}
PARTS = {c["name"]: c for c in pods()[0]["containers"]}
STOPPED = 60  # seconds that a part may take to end on a busy machine


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the Dockerfile copies, the trained model, and nothing else."""
    folder = tmp_path_factory.mktemp("image")
    recipe = (DEPLOY / "container/Dockerfile").read_text()
    for line in re.findall(r"^COPY (?!--)(.*)$", recipe, re.M):
        for name in line.split()[:-1]:
            copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
            copy(PROJECT / name, folder / name)
    (folder / MODELS.name).mkdir()
    shutil.copy(ensure_model(), folder / MODELS.name)
    return folder


class Pod:
    """Runs the containers of the manifests as processes, with the settings and secrets they name."""

    def __init__(self, image: Path, folder: Path, database: str, redis: str) -> None:
        self.image = image
        self.ports = dict(zip(("gateway", "rasa", "actions"), free_ports(3), strict=True))
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("YIZHU_")},
            **of_kind("ConfigMap")["data"],
            **of_kind("Secret")["stringData"],
            "DATABASE_URL": database,
            "YIZHU_REDIS_URL": redis,
            "YIZHU_CHANNEL_SECRET": "0123456789abcdef",
            "YIZHU_DATA_DIR": str(folder / "data"),
            "PYTHONDONTWRITEBYTECODE": "1",
            **{f"YIZHU_{part.upper()}_PORT": str(port) for part, port in self.ports.items()},
            "YIZHU_PORT": str(self.ports["gateway"]),
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def command(self, args: list[str]) -> list[str]:
        return [sys.executable, "-m", "bot.cli.main", *args]

    def do(self, *args: str) -> str:
        """Run a job to its end; what it said."""
        done = subprocess.run(
            self.command([*args]), cwd=self.image, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, part: str) -> None:
        self.running[part] = subprocess.Popen(
            self.command(PARTS[part]["args"]),
            cwd=self.image,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def probe(self, part: str, kind: str) -> bool:
        """Whether a container's probe of the manifest passes, on the port it has here."""
        probe = PARTS[part][kind]
        if "httpGet" in probe:
            address = f"http://127.0.0.1:{self.ports[part]}{probe['httpGet']['path']}"
            try:
                return httpx.get(address, timeout=10, trust_env=False).status_code == 200
            except httpx.HTTPError:
                return False
        _, *rest = [re.sub(r":50[05]5/", f":{self.ports[part]}/", word) for word in probe["exec"]["command"]]
        return subprocess.run([sys.executable, *rest], stderr=subprocess.DEVNULL).returncode == 0

    def await_ready(self) -> None:
        until = time.monotonic() + 180
        while not all(
            self.probe(part, "startupProbe") and self.probe(part, "readinessProbe") for part in PARTS
        ):
            assert {part.poll() for part in self.running.values()} == {None}
            assert time.monotonic() < until
            time.sleep(0.5)


@pytest.fixture
def pod(image: Path, tmp_path: Path, postgres: str, redis_url: str) -> Iterator[Pod]:
    made = Pod(image, tmp_path, new_database(postgres), redis_url)
    yield made
    for part in made.running.values():
        if part.poll() is None:
            part.kill()
            part.wait()


def test_a_pod_comes_up_answers_and_goes(pod: Pod, tmp_path: Path) -> None:
    (migrate,) = JOBS["migrate"]["containers"]
    assert "空的 →" in pod.do(*migrate["args"])
    before = tree(pod.image)
    for part in PARTS:
        pod.start(part)
    pod.await_ready()
    said = httpx.post(
        f"http://127.0.0.1:{pod.ports['gateway']}/api/chat",
        json={"text": "我妈视力二级，农村户口，一年补贴多少钱"},
        timeout=30,
        trust_env=False,
    )
    assert "每人每年补贴3000元" in said.json()["replies"][0]["text"]
    assert all(pod.probe(part, "livenessProbe") for part in PARTS)
    for part in pod.running.values():
        part.terminate()
    assert [part.wait(STOPPED) for part in pod.running.values()] == [0, 0, 0]
    assert tree(pod.image) == before, "the file system of a container cannot be written to"
    (backup,) = JOBS["backup"]["containers"]
    pod.do(*[str(tmp_path / "backups") if word == "/backups" else word for word in backup["args"]])
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert "没有要改的" in pod.do("migrate"), "the job may come again with each upgrade"


def test_the_image_holds_what_its_building_checks(pod: Pod) -> None:
    assert pod.do("kb", "check").startswith("检查通过")


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}
