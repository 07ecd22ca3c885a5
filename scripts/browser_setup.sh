#!/usr/bin/env bash
# What the browser tests need from outside: Chromium with its driver and pdftotext from the system, axe-core from npm.
set -euo pipefail
cd "$(dirname "$0")/.."
need=()
command -v chromium >/dev/null 2>&1 || need+=(chromium)
command -v chromedriver >/dev/null 2>&1 || need+=(chromium-driver)
command -v pdftotext >/dev/null 2>&1 || need+=(poppler-utils)
if [ "${#need[@]}" -gt 0 ]; then
  if ! command -v apt-get >/dev/null 2>&1; then
    echo "the browser tests need: ${need[*]}; install them with your system's packages" >&2
    exit 2
  fi
  sudo=""; [ "$(id -u)" = 0 ] || sudo="sudo"
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq "${need[@]}" >/dev/null
fi
[ -f tests/browser/node_modules/axe-core/axe.min.js ] || npm install --silent --no-audit --no-fund --no-package-lock --prefix tests/browser
