#!/bin/sh
# Runs once, when the Postgres volume is made: the Temporal server gets a role of its own, without a grant on our tables.
set -eu
psql --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set=password="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role temporal login createdb password :'password';
SQL
