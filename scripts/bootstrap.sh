#!/usr/bin/env bash
# Makes .venv from uv.lock: finds or installs uv, finds Python 3.10, and says what is missing if not.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.yizhu-installed
if [ -x .venv/bin/yizhu ] && [ "$stamp" -nt uv.lock ] && [ "$stamp" -nt pyproject.toml ]; then
  exit 0
fi

python310() {
  local candidate
  for candidate in "${YIZHU_PYTHON:-}" python3.10 python3 \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python3.10 /opt/python*/bin/python3.10 /usr/local/bin/python3.10; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

any_python3() {
  local candidate
  for candidate in "$(python310 || true)" python3 python3.12 python3.11; do
    if [ -n "$candidate" ] && "$candidate" -c 'import venv, ensurepip' >/dev/null 2>&1; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

find_uv() {
  if command -v uv >/dev/null 2>&1; then
    command -v uv
  elif [ -x .uv/bin/uv ]; then
    echo "$PWD/.uv/bin/uv"
  else
    local python
    python=$(any_python3) || {
      cat >&2 <<'TEXT'
没有找到带 venv 的 Python 3。请装好以后再运行一次 make (a Python 3 with venv is needed; 3.10 is the best):
  Ubuntu 22.04     apt-get install python3.10 python3.10-venv
  别的 Debian/Ubuntu  apt-get install python3 python3-venv    （3.10 由 uv 下载）
TEXT
      return 1
    }
    echo "== 安装 uv (installing uv into .uv)" >&2
    "$python" -m venv .uv >&2
    .uv/bin/pip install --quiet --disable-pip-version-check uv >&2
    echo "$PWD/.uv/bin/uv"
  fi
}

uv=$(find_uv)
# An environment that fits is brought up to date in place: naming another interpreter would make uv
# delete it, under the feet of whatever is running from it.
if .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; then
  export UV_PYTHON="$PWD/.venv/bin/python"
elif found=$(python310); then
  export UV_PYTHON="$found"
else
  echo "== 没有找到 Python 3.10，让 uv 下载一个 (no Python 3.10 found, uv downloads one)" >&2
  if ! "$uv" python install 3.10; then
    cat >&2 <<'TEXT'
没有 Python 3.10，也下载不了。请装好以后再运行一次 make (Python 3.10 is needed):
  Ubuntu 22.04                  apt-get install python3.10 python3.10-venv
  Debian 12/13, Ubuntu 24.04    没有这个软件包，用 pyenv (no such package there; use pyenv): pyenv install 3.10
  能上 GitHub 的机器             再运行一次 make，uv 自己下载 (uv fetches it where GitHub can be reached)
  在别的位置                     YIZHU_PYTHON=/path/to/python3.10 make run
TEXT
    exit 1
  fi
  export UV_PYTHON=3.10
fi

echo "== 安装依赖到 .venv (installing what uv.lock names; a few minutes the first time)"
"$uv" sync --frozen
touch "$stamp"
