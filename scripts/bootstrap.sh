#!/usr/bin/env bash
# Make the virtual environment from requirements.lock: with uv where it is or can be had, else with venv and pip.
set -euo pipefail
PYTHON="${PYTHON:-python3}" VENV="${VENV:-.venv}" BOOT="${BOOT:-.venv-uv}"

"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "foedus needs Python 3.11 or newer; $("$PYTHON" --version 2>&1) was found. Try: make PYTHON=python3.11" >&2
  exit 2
}

find_uv() {
  if command -v uv >/dev/null 2>&1; then command -v uv; return; fi
  if [ -x "$BOOT/bin/uv" ]; then echo "$BOOT/bin/uv"; return; fi
  if "$PYTHON" -m venv "$BOOT" >/dev/null 2>&1 && "$BOOT/bin/pip" install --quiet uv >/dev/null 2>&1; then
    echo "$BOOT/bin/uv"
  fi
}

UV="$(find_uv || true)"
if [ -n "$UV" ]; then
  echo "installing with uv"
  [ -x "$VENV/bin/python" ] || "$UV" venv --quiet --python "$PYTHON" "$VENV"
  "$UV" pip install --quiet --python "$VENV/bin/python" --require-hashes -r requirements.lock
  "$UV" pip install --quiet --python "$VENV/bin/python" --no-deps -e .
else
  echo "uv cannot be had; installing with venv and pip"
  [ -x "$VENV/bin/pip" ] || "$PYTHON" -m venv --clear "$VENV"
  "$VENV/bin/pip" install --quiet --require-hashes -r requirements.lock
  "$VENV/bin/pip" install --quiet --no-deps -e .
fi
