#!/usr/bin/env bash
# Database migrations, always for both databases.
#
#   ./migrate.sh add <Name>                    generates the migration <Name> from the model, once for SQLite and once for PostgreSQL
#   ./migrate.sh check                         fails where the model has changed and a migration is missing
#   ./migrate.sh script <Sqlite|PostgreSql>    prints the SQL that brings an empty database to the present model
#
# Migrations are generated, read and committed together with the change of the model; they are never written or edited by hand.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  sed -n '4,6s/^# *//p' migrate.sh >&2
  exit 2
}

prepare() {
  dotnet tool restore >/dev/null
  dotnet build src/Training.Data.Design -nodeReuse:false --nologo -clp:ErrorsOnly >&2
}

# ef <database> <arguments of dotnet ef migrations ...>
ef() {
  local database=$1
  shift
  Database__Provider=$database dotnet tool run dotnet-ef migrations "$@" \
    --project "src/Training.Data.$database" --startup-project src/Training.Data.Design --context TrainingDbContext --no-build
}

case "${1:-}:$#" in
  add:2)
    if [[ ! $2 =~ ^[A-Z][A-Za-z0-9]+$ ]]; then
      echo "A migration is named like a class, for example AddLicenceNumber." >&2
      exit 2
    fi
    prepare
    for database in Sqlite PostgreSql; do
      ef "$database" add "$2" --output-dir Migrations
    done
    echo
    echo "Read both files named *_$2.cs before you commit them."
    ;;
  check:1)
    prepare
    missing=
    for database in Sqlite PostgreSql; do
      echo "$database:"
      ef "$database" has-pending-model-changes || missing+=" $database"
    done
    if [[ -n $missing ]]; then
      echo "The model and the migrations differ for:$missing. Run ./migrate.sh add <Name>." >&2
      exit 1
    fi
    ;;
  script:2)
    case $2 in
      Sqlite) options=() ;;
      PostgreSql) options=(--idempotent) ;; # SQLite has no way to write such a script
      *) usage ;;
    esac
    prepare
    ef "$2" script "${options[@]}"
    ;;
  *) usage ;;
esac
