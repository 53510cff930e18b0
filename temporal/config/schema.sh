#!/bin/sh
# Makes or updates the two databases of the Temporal server. Safe to run again.
# Needs SQL_HOST, SQL_USER and SQL_PASSWORD, which temporal-sql-tool reads itself.
set -eu
export SQL_PLUGIN=postgres12 SQL_PORT=5432
schemas=/etc/temporal/schema/postgresql/v12

prepare() {
  temporal-sql-tool --db "$1" create
  temporal-sql-tool --db "$1" setup-schema -v 0.0
  temporal-sql-tool --db "$1" update-schema -d "$schemas/$2/versioned"
}

prepare temporal temporal
prepare temporal_visibility visibility
