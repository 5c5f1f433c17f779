#!/usr/bin/env bash
# Packs a price table in our own schema into what is built in: eng/prices.sh prices.json
# `relayplane pricing update --file data.json` writes such a table from what genai-prices publishes. The same table gives the same bytes.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/eng/lib.sh"

[[ $# -eq 1 && -r $1 ]] || die "usage: eng/prices.sh TABLE"
head -c 200 "$1" | grep -q '"schema": *1' || die "$1 is not a price table of schema 1."
gzip -9nc "$1" >"$root/src/RelayPlane/Catalog/prices.json.gz"
say "packed $(wc -c <"$1") bytes into $(wc -c <"$root/src/RelayPlane/Catalog/prices.json.gz")"
