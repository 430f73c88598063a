#!/usr/bin/env bash
# Lets Salesforce's own clients, the CLI and jsforce, work with rehearsal orgs and checks what they say.
# Installs them below target/conformance; where npm can't be reached it says so and proves nothing.
set -euo pipefail
cd "$(dirname "$0")/../../.."
work="$PWD/target/conformance"
mkdir -p "$work"

if [ ! -f "$work/npm/installed" ]; then
  if ! command -v npm > /dev/null || ! timeout 60 npm view node@22 version > /dev/null 2>&1; then
    echo "The conformance of the rehearsal org was skipped, because npm can't be reached."
    exit 0
  fi
  echo "Installing the Salesforce CLI and jsforce"
  npm install --prefix "$work/npm" node@22 @salesforce/cli jsforce --no-audit --no-fund --no-package-lock \
    --loglevel=error > "$work/npm-install.log" 2>&1 || { tail -20 "$work/npm-install.log" >&2; exit 1; }
  touch "$work/npm/installed"
fi

./mvnw -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath"

exec "$work/npm/node_modules/node/bin/node" src/test/conformance/conformance.mjs "$work"
