#!/usr/bin/env bash
# What the tests of a team need from outside: PostgreSQL from the system.
set -euo pipefail
if ! compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null && ! command -v initdb >/dev/null 2>&1; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "the tests of a team need PostgreSQL (initdb, pg_ctl); install it with your system's packages" >&2
    exit 2
  fi
  sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo"
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq postgresql >/dev/null
fi
