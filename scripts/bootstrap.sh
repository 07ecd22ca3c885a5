#!/usr/bin/env bash
# Make a virtual environment: with uv where it is or can be had, else with venv and pip. SET says of what:
#   locked  the versions and hashes of requirements.lock, foedus in place (the default)
#   lowest  the oldest versions that pyproject.toml allows and that exist built for this Python, foedus in place; needs uv
#   newest  the newest of everything, foedus as its wheel, so that what the wheel lacks is missed
set -euo pipefail
PYTHON="${PYTHON:-python3}" VENV="${VENV:-.venv}" BOOT="${BOOT:-.venv-uv}" SET="${SET:-locked}"

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

extras() {
  "$PYTHON" -c 'import tomllib; print(",".join(tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]))'
}

UV="$(find_uv || true)"
if [ -n "$UV" ]; then
  install() { "$UV" pip install --quiet --python "$VENV/bin/python" "$@"; }
  make_venv() { "$UV" venv --quiet --python "$PYTHON" "$@" "$VENV"; }
else
  echo "uv cannot be had; installing with venv and pip"
  install() { "$VENV/bin/python" -m pip install --quiet "$@"; }
  make_venv() { "$PYTHON" -m venv "$@" "$VENV"; }
fi

case "$SET" in
  locked)
    [ -x "$VENV/bin/python" ] || make_venv --clear
    install --require-hashes -r requirements.lock
    install --no-deps -e .
    ;;
  lowest)
    [ -n "$UV" ] || { echo "the oldest versions are chosen by uv, which cannot be had here" >&2; exit 2; }
    make_venv --clear
    # Only versions that are built for this Python; pylatexenc 2.10 and pyspark-client 4.0
    # were never built, and are plain Python.
    "$UV" pip compile --quiet --no-header --resolution lowest-direct --only-binary :all: --no-binary pylatexenc \
      --no-binary pyspark-client \
      --all-extras --python "$VENV/bin/python" pyproject.toml -o "$VENV/requirements.txt"
    install -r "$VENV/requirements.txt"
    install --no-deps -e .
    ;;
  newest)
    make_venv --clear
    install --upgrade ".[$(extras)]"
    ;;
  wheel) # foedus alone anew, as its wheel
    install --no-deps --force-reinstall .
    ;;
  *)
    echo "SET=$SET: expected locked, lowest, newest or wheel" >&2
    exit 2
    ;;
esac
