#!/usr/bin/env bash
# Fits the weights of the complexity score from ../shared/routing and builds them in: eng/train-routing.sh. The same data gives the same bytes.
# eng/train-routing.sh --report instead scores each source with weights that never saw it, into artifacts/routing/, for ./bench routing.
# eng/train-routing.sh --try [NAME] judges recipes beside the one that is built in. DATA=FOLDER reads other data.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/eng/lib.sh"

need_dotnet
data=${DATA:-$root/../shared/routing}
[[ -r $data/train.jsonl ]] || die "There is no $data/train.jsonl to learn from."
verb=train
case ${1:-} in --report) verb=report ;; --try) verb=try ;; "") ;; *) die "usage: eng/train-routing.sh [--report | --try [NAME]]" ;; esac
quietly dotnet build "$root/eng/routing" -c Release -v q --nologo
exec "$root/artifacts/bin/RelayPlane.Routing.Training/release/RelayPlane.Routing.Training" "$verb" "$data" "$root" "${@:2}"
