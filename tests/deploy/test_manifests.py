"""What stands in deploy/ names only settings, commands, ports and addresses that the program has."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.main import parser
from bot.settings import PROJECT, Settings

DEPLOY = PROJECT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
COMPOSE = yaml.safe_load((DEPLOY / "container/compose.yml").read_text())
SETTING = re.compile(r"\b(?:YIZHU_[A-Z_]*[A-Z]|DATABASE_URL|TELEGRAM_BOT_TOKEN)\b")
WATCHED = {"/livez", "/readyz", "/healthz", "/metrics"}


def documented() -> set[str]:
    """The names in README's table of settings; `…_TOKEN` goes on with what stands before it."""
    table = (PROJECT / "README.md").read_text().split("\n## Settings\n")[1].split("\n## ")[0]
    named: set[str] = set()
    for first in re.findall(r"^\| (`.*?`) \|", table, re.M):
        whole, *more = re.findall(r"`(.*?)`", first)
        begins = "_".join(whole.split("_")[:2])
        named |= {whole, *(begins + name.removeprefix("…") if name[0] == "…" else name for name in more)}
    return named


def kubernetes() -> Iterator[dict[str, Any]]:
    """Every object of the manifests that are applied, and of the example of the secrets."""
    for path in KUBERNETES.glob("*.yml"):
        if path.name != "kustomization.yml":
            yield from yaml.safe_load_all(path.read_text())


def of_kind(kind: str, name: str = "yizhu") -> dict[str, Any]:
    (found,) = [o for o in kubernetes() if o["kind"] == kind and o["metadata"]["name"] == name]
    return found


def pods() -> list[dict[str, Any]]:
    """The pods of the deployment, the job and the cron job, and the container the Telegram door adds."""
    return [
        of_kind("Deployment")["spec"]["template"]["spec"],
        of_kind("Job", "yizhu-migrate")["spec"]["template"]["spec"],
        of_kind("CronJob", "yizhu-backup")["spec"]["jobTemplate"]["spec"]["template"]["spec"],
    ]


def telegram() -> dict[str, Any]:
    component = yaml.safe_load((KUBERNETES / "telegram/kustomization.yml").read_text())
    (added,) = yaml.safe_load(component["patches"][0]["patch"])
    return added["value"]


def containers() -> list[dict[str, Any]]:
    return [*(container for pod in pods() for container in pod["containers"]), telegram()]


def commands() -> Iterator[list[str]]:
    """Every command line of ours that something in deploy/ runs or tells an operator to run."""
    yield from (container["args"] for container in containers())
    yield from (
        s["command"] for s in COMPOSE["services"].values() if s["image"] == "yizhu" and "command" in s
    )
    for unit in DEPLOY.glob("systemd/*.service"):
        yield shlex.split(re.findall(r"^ExecStart=(.*)$", unit.read_text(), re.M)[0])[1:]
    for line in re.findall(r"^    .*?\byizhu ((?:[a-z-]+ )?.*)$", (DEPLOY / "README.md").read_text(), re.M):
        words = shlex.split(line, comments=True)
        if words and words[0] in {
            "run",
            "serve",
            "migrate",
            "backup",
            "restore",
            "keys",
            "desk",
            "kb",
            "train",
        }:
            yield words


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_every_command_is_one_of_ours(command: list[str]) -> None:
    assert parser(command).parse_args(command).func


def test_a_command_that_does_not_exist_would_be_noticed() -> None:
    with pytest.raises(SystemExit):
        parser(["serve", "rasas"]).parse_args(["serve", "rasas"])


def test_every_setting_that_the_code_reads_or_that_stands_in_deploy_is_documented() -> None:
    code = [p for top in ("bot", "casework", "policy_kb", "actions") for p in (PROJECT / top).rglob("*.py")]
    kept = [p for p in DEPLOY.rglob("*") if p.is_file()]
    read = {name for path in (*code, *kept) for name in SETTING.findall(path.read_text())}
    inner = {"YIZHU_ACTIONS_URL", "YIZHU_RASA_MORE_PORTS"}  # told by `yizhu run` to its parts
    assert read - documented() - inner == set()


def test_probes_ask_what_the_parts_answer() -> None:
    settings = Settings()
    (copies,) = pods()[:1]
    asked = {
        c["name"]: {str(c[p]) for p in ("startupProbe", "livenessProbe", "readinessProbe")}
        for c in copies["containers"]
    }
    assert {name for name in asked if all("timeoutSeconds" in probe for probe in asked[name])} == set(asked)
    assert all(f"127.0.0.1:{settings.rasa_port}/'" in probe for probe in asked["rasa"])
    assert all(f"127.0.0.1:{settings.actions_port}/health'" in probe for probe in asked["actions"])
    gateway = next(c for c in copies["containers"] if c["name"] == "gateway")
    assert gateway["ports"] == [{"name": "http", "containerPort": settings.port}]
    assert gateway["livenessProbe"]["httpGet"] == {"path": "/livez", "port": "http"}
    assert gateway["readinessProbe"]["httpGet"] == {"path": "/readyz", "port": "http"}


def test_what_watches_is_not_reached_from_outside() -> None:
    paths = of_kind("Ingress")["spec"]["rules"][0]["http"]["paths"]
    led = {path["path"]: path["backend"]["service"]["name"] for path in paths}
    assert led == {"/": "yizhu", "/metrics": "yizhu-nothing", "/healthz": "yizhu-nothing"}
    proxy = (DEPLOY / "proxy/Caddyfile").read_text()
    assert set(re.findall(r"@inner path (.*)", proxy)[0].split()) == WATCHED
    assert COMPOSE["services"]["network"]["ports"] == ["127.0.0.1:8000:8000"]


def test_every_pod_may_do_little_and_take_only_so_much() -> None:
    for pod in pods():
        assert pod["securityContext"]["runAsNonRoot"] and pod["automountServiceAccountToken"] is False
    for container in containers():
        assert container["image"] == "yizhu", "the tag stands in one place, the kustomization"
        rights = container["securityContext"]
        assert rights["readOnlyRootFilesystem"] and rights["capabilities"] == {"drop": ["ALL"]}
        assert not rights["allowPrivilegeEscalation"]
        assert set(container["resources"]["requests"]) == {"cpu", "memory"}
        assert "memory" in container["resources"]["limits"]


def test_a_drain_leaves_a_copy_and_an_upgrade_takes_none_away() -> None:
    deployment, budget = of_kind("Deployment")["spec"], of_kind("PodDisruptionBudget")["spec"]
    assert budget["selector"] == deployment["selector"]
    assert 1 <= budget["minAvailable"] < deployment["replicas"]
    assert deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    gateway = deployment["template"]["spec"]["containers"][0]
    pause = int(gateway["lifecycle"]["preStop"]["exec"]["command"][1])
    assert deployment["template"]["spec"]["terminationGracePeriodSeconds"] > pause + Settings().deadline


def test_all_that_is_applied_is_there_and_no_secret_is_among_it() -> None:
    named = yaml.safe_load((KUBERNETES / "kustomization.yml").read_text())["resources"]
    there = {path.name for path in KUBERNETES.glob("*.yml")} - {"kustomization.yml", "secrets.example.yml"}
    assert set(named) == there
    for path in (p for p in DEPLOY.rglob("*") if p.is_file()):
        for password in re.findall(r"://[^:/@\s]*:([^@\s]+)@", path.read_text()):
            assert password == "PASSWORD", path
    for secret in (o for o in kubernetes() if o["kind"] == "Secret"):
        assert {v for k, v in secret["stringData"].items() if not k.endswith("_URL")} == {""}
    ignored = subprocess.run(
        ["git", "check-ignore", "deploy/kubernetes/secrets.yml", "deploy/container/yizhu.env"], cwd=PROJECT
    )
    assert ignored.returncode == 0


def test_in_compose_every_part_waits_for_the_database_and_listens_inwards() -> None:
    services = COMPOSE["services"]
    for part in ("gateway", "rasa", "actions", "telegram"):
        assert services[part]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
        assert services[part]["network_mode"] == "service:network"
        assert services[part]["read_only"] and services[part]["cap_drop"] == ["ALL"]
    assert services["migrate"]["depends_on"]["postgres"] == {"condition": "service_healthy"}
    assert [name for name, service in services.items() if "ports" in service] == ["network"]


def test_what_the_image_is_made_of_is_there_and_let_in() -> None:
    recipe = (DEPLOY / "container/Dockerfile").read_text()
    let_in = set(re.findall(r"^!(.*)$", (DEPLOY / "container/Dockerfile.dockerignore").read_text(), re.M))
    copied = {w for line in re.findall(r"^COPY (?!--)(.*)$", recipe, re.M) for w in line.split()[:-1]}
    assert copied == let_in and all((PROJECT / name).exists() for name in copied)
    assert recipe.index("USER 10001") < recipe.index("ENTRYPOINT")


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    units = sorted(DEPLOY.glob("systemd/*.service")) + sorted(DEPLOY.glob("systemd/*.timer"))
    assert len(units) == 3
    for unit in units:
        text = unit.read_text().replace("/opt/yizhu/.venv/bin/yizhu", "/bin/true")
        assert "User=yizhu" in text or unit.suffix == ".timer"
        (tmp_path / unit.name).write_text(text)
    if analyze := shutil.which("systemd-analyze"):
        paths = [str(tmp_path / unit.name) for unit in units]
        said = subprocess.run([analyze, "verify", *paths], capture_output=True, text=True)
        assert (said.returncode, said.stderr) == (0, "")


def test_paths_named_in_the_steps_exist() -> None:
    steps = (DEPLOY / "README.md").read_text()
    for path in re.findall(r"(?<![/\w])((?:deploy|docs|scripts)/[\w./-]+\w)", steps):
        if path not in {
            "deploy/kubernetes/secrets.yml",
            "deploy/container/yizhu.env",
        }:  # made by the operator
            assert (PROJECT / path).exists(), path
