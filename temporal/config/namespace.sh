#!/bin/sh
# Makes the namespace and its search attributes. Safe to run again. Needs TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and RETENTION.
set -eu

attempts_max=60
wait_s=2

# The server opens its port before it serves.
until_done() {
  attempt=1
  until "$@"; do
    if [ "$attempt" -ge "$attempts_max" ]; then
      echo "gave up after $attempts_max attempts: $*"
      exit 1
    fi
    attempt=$((attempt + 1))
    sleep "$wait_s"
  done
}

namespace() {
  temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
}

search_attribute() {
  temporal operator search-attribute list -n "$TEMPORAL_NAMESPACE" | grep -qw "$1" ||
    temporal operator search-attribute create -n "$TEMPORAL_NAMESPACE" --name "$1" --type Keyword
}

until_done namespace
until_done search_attribute Stage
until_done search_attribute MessageKind
