#!/usr/bin/env bash
# Lets Salesforce's own clients, the CLI and jsforce, work with rehearsal orgs and checks what they say; then lets a
# developer use the CLI beside the demo of Sluice.
# Where npm can't be reached it says so and proves nothing.
set -euo pipefail
cd "$(dirname "$0")/../../.."
work="$PWD/target/conformance"

installed=0
src/test/conformance/install.sh || installed=$?
if [ "$installed" -eq 3 ]; then
  echo "The conformance of the rehearsal org was skipped, because npm can't be reached."
  exit 0
elif [ "$installed" -ne 0 ]; then
  exit "$installed"
fi

./mvnw -q test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath"

exec "$work/npm/node_modules/node/bin/node" src/test/conformance/conformance.mjs "$work"
