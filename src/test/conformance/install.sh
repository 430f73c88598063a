#!/usr/bin/env bash
# Installs Salesforce's own clients below target/conformance; exit code 3 where npm can't be reached.
set -euo pipefail
cd "$(dirname "$0")/../../.."
npm="$PWD/target/conformance/npm"
wanted=src/test/conformance/package.json

if cmp -s "$wanted" "$npm/installed.json"; then
  exit 0
fi
if ! command -v npm > /dev/null || ! timeout 60 npm view @salesforce/cli version > /dev/null 2>&1; then
  exit 3
fi
echo "Installing the Salesforce CLI and jsforce"
mkdir -p "$npm"
cp "$wanted" "$npm/package.json"
if ! npm install --prefix "$npm" --no-audit --no-fund --no-package-lock --loglevel=error > "$npm/install.log" 2>&1; then
  tail -20 "$npm/install.log" >&2
  exit 1
fi
cp "$wanted" "$npm/installed.json"
