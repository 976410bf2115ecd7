#!/usr/bin/env bash
# Runs every test: on SQLite, on PostgreSQL and in a real browser.
#
#   ./test.sh             all tests
#   ./test.sh Logbook     the tests whose full name contains "Logbook"; any `dotnet test --filter` expression will do
#
# What the tests need and the machine lacks is installed from Debian, as root or through sudo. Where that is impossible, the tests
# that need it are skipped and say why; with TRAINING_REQUIRE_ALL=1 that, and any other skipped test, is an error.
# The last line is `N passed, N failed`, followed by `, N skipped` where a test was skipped.
set -euo pipefail
shopt -s nullglob
cd "$(dirname "${BASH_SOURCE[0]}")"

filter=${1:-}
require_all=${TRAINING_REQUIRE_ALL:-0}
passed=0 failed=0 skipped=0

# Most of what the tests write is gone a second later, thousands of small databases: kept in memory where there is plenty of it.
place=${TMPDIR:-/tmp}
kilobytes() { awk -v key="$1:" '$1 == key { print $2 }' /proc/meminfo 2>/dev/null || true; }
if [[ -z ${TMPDIR:-} && -d /dev/shm && -w /dev/shm ]] && (($(kilobytes MemAvailable) + 0 > 12000000)) &&
  (($(df -Pk /dev/shm | awk 'NR == 2 { print $4 }') > 6000000)); then
  place=/dev/shm
fi

work=$(mktemp -d "$place/training-tests.XXXXXX")
chmod 711 "$work" # the PostgreSQL server refuses to be root, and its folder is inside
mkdir "$work/results" "$work/tmp"
cluster=$work/postgres
as_server=() server_tools= beside=

clean_up() {
  local status=$?
  trap - EXIT
  [[ -z $beside ]] || kill -- "-$beside" 2>/dev/null || true
  if [[ -f $cluster/postmaster.pid ]]; then
    "${as_server[@]}" "$server_tools/pg_ctl" stop --pgdata="$cluster" --mode=immediate --silent || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

warn() { printf '\n!!! %s\n\n' "$*" >&2; }

# Ends the run; the closing line stands alone and last.
close() {
  local line="$passed passed, $failed failed"
  ((skipped == 0)) || line+=", $skipped skipped"
  printf '\n%s\n' "$line"
  exit "$1"
}

give_up() {
  warn "$*"
  failed=1
  close 1
}

# --- what the machine lacks. Where a step fails, $reason says why.

as_root=() reason=
if ((EUID != 0)); then as_root=(sudo -n); fi

apt() {
  local try
  for try in {1..60}; do
    if "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q -y "$@" >"$work/apt.log" 2>&1 </dev/null; then
      return 0
    fi
    grep -q 'Could not get lock' "$work/apt.log" || break # else another package manager is at work: wait for it
    sleep 5
  done
  reason="apt-get $1 failed: $(grep -m 1 '^E:' "$work/apt.log" || tail -n 1 "$work/apt.log")"
  return 1
}

install() {
  if ! command -v apt-get >/dev/null; then
    reason="it is not installed, and this is not a Debian system"
    return 1
  fi
  if ! "${as_root[@]}" true 2>/dev/null; then
    reason="it is not installed, and installing it needs root, or sudo without a password"
    return 1
  fi
  echo "Installing $* ..."
  apt update || true # an older package list may still do
  apt install --no-install-recommends "$@"
}

# Prints the folder of the newest PostgreSQL server, version 15 or later.
find_server() {
  local folder found=
  while read -r folder; do
    if [[ -x $folder/initdb && -x $folder/postgres && $("$folder/postgres" --version) =~ ([0-9]+) ]] && ((BASH_REMATCH[1] >= 15)); then
      found=$folder
    fi
  done < <(dirname "$(command -v initdb || echo /nowhere/initdb)"; printf '%s\n' /usr/lib/postgresql/*/bin | sort -V)
  printf '%s' "$found"
}

install_server() {
  # Debian's package would also make and start a server of its own on port 5432, which nobody asked for.
  local folder=/etc/postgresql-common/createcluster.d
  if "${as_root[@]}" mkdir -p "$folder" 2>/dev/null; then
    echo 'create_main_cluster = false' | "${as_root[@]}" tee "$folder/training-tests.conf" >/dev/null
  fi
  local status=0
  install postgresql || status=$?
  "${as_root[@]}" rm -f "$folder/training-tests.conf" 2>/dev/null || true
  return "$status"
}

# --- a PostgreSQL server of our own: a free port of the loopback address, a temporary folder, gone at the end

start_server() {
  server_tools=$(find_server)
  if [[ -z $server_tools ]]; then
    install_server || return 1
    server_tools=$(find_server)
    [[ -n $server_tools ]] || { reason="Debian's package is older than version 15"; return 1; }
  fi

  mkdir "$cluster"
  if ((EUID == 0)); then
    local user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
    chown "$user" "$cluster"
    as_server=(runuser -u "$user" --)
  fi

  # Anybody on this machine may come in while the tests run: there is nothing here but what the tests put in.
  # In a folder the server's user may enter: otherwise each tool complains.
  if ! (cd "$cluster" && "${as_server[@]}" "$server_tools/initdb" --pgdata="$cluster" --username=training --auth=trust \
    --encoding=UTF8 --locale=C.UTF-8 --no-sync) >"$work/server.log" 2>&1; then
    reason="initdb failed: $(tail -n 1 "$work/server.log")"
    return 1
  fi

  # A port is free when the server could take it. fsync is off because a power cut costs this server nothing.
  local port try log=$cluster/server.log
  for try in {1..20}; do
    port=$((20000 + RANDOM % 10000))
    : >"$work/server.log"
    if (cd "$cluster" && "${as_server[@]}" "$server_tools/pg_ctl" start --wait --timeout=60 --silent --pgdata="$cluster" \
      --log="$log" --options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='$cluster' \
        -c max_connections=200 -c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0") >"$work/server.log" 2>&1 &&
      "$server_tools/pg_isready" --quiet --host=127.0.0.1 --port="$port" --timeout=10; then
      echo "PostgreSQL $("$server_tools/postgres" --version | sed 's/[^0-9]*\([0-9.]*\).*/\1/') on port $port"
      export TRAINING_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=training;Password=training;Database=postgres"
      return 0
    fi
    grep -q 'Address already in use' "$log" || break
    rm -f "$log"
  done
  reason="the server did not start: $(grep -m 1 -E 'FATAL|PANIC|ERROR' "$log" 2>/dev/null || tail -n 1 "$work/server.log")"
  return 1
}

# The shell without windows draws and runs pages as the browser does, in half the time; where Debian has none, the browser itself.
find_browser() {
  local browser
  for browser in chromium-headless-shell chromium; do
    if [[ -x /usr/bin/$browser ]] || install "$browser" fonts-noto-core; then
      export TRAINING_TEST_CHROMIUM=/usr/bin/$browser
      echo "Chromium at $TRAINING_TEST_CHROMIUM"
      return 0
    fi
  done
  return 1
}

find_node() {
  command -v node >/dev/null || install nodejs || return 1
  echo "Node.js $(node --version)"
}

find_media_tools() {
  local tool
  for tool in vips:libvips-tools qpdf:qpdf exiftool:libimage-exiftool-perl; do
    command -v "${tool%:*}" >/dev/null || install "${tool#*:}" || return 1
  done
  echo "$(vips --version), $(qpdf --version | head -n 1), exiftool $(exiftool -ver)"
}

# --- what the tests said (one .trx file for each project)

# One result a line.
results() {
  { tr '\r\n' '  ' <"$1"; echo; } | sed 's/<UnitTestResult /\n&/g' |
    sed -n 's#</UnitTestResult>.*##; s#</Results>.*##; /^<UnitTestResult /p'
}

with_outcome() { grep -E "^<UnitTestResult [^>]* outcome=\"($1)\"" || true; }

plain() { sed 's/&#x[dD];//g; s/&#x[aA];/ /g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&apos;/'\''/g; s/&amp;/\&/g' | cut -c 1-600; }

count() {
  local file=$1 all good left
  all=$(results "$file" | wc -l)
  good=$(results "$file" | with_outcome Passed | wc -l)
  left=$(results "$file" | with_outcome 'NotExecuted|Inconclusive' | wc -l)
  passed=$((passed + good))
  skipped=$((skipped + left))
  failed=$((failed + all - good - left))
  ((all - good - left == 0))
}

show_failures() {
  local file
  for file in "$work"/results/*.trx; do
    results "$file" | grep -v -E '^<UnitTestResult [^>]* outcome="(Passed|NotExecuted|Inconclusive)"' |
      sed -E 's#^<UnitTestResult [^>]*testName="([^"]*)"[^>]*>(.*<Message>([^<]*)</Message>)?.*#\1 -- \3#' | plain | sed 's/^/  failed: /'
  done || true
}

show_skip_reasons() {
  local file
  for file in "$work"/results/*.trx; do
    results "$file" | with_outcome 'NotExecuted|Inconclusive' |
      sed -E 's#.*<(Message|StdOut)>([^<]*)</(Message|StdOut)>.*#\2#; s#^<UnitTestResult .*#no reason given#' | plain
  done | sort | uniq -c | sed 's/^ */  skipped: /'
}

# --- the run

command -v dotnet >/dev/null || give_up "The .NET SDK is needed (see global.json for the version)."

unset TRAINING_TEST_POSTGRES TRAINING_TEST_CHROMIUM
for need in start_server:PostgreSQL find_browser:Chromium find_node:Node.js 'find_media_tools:tools for pictures and PDF'; do
  if ! ${need%:*}; then
    [[ $require_all != 1 ]] || give_up "${need#*:} is required: $reason."
    warn "No ${need#*:}: $reason. Its tests are skipped."
  fi
done

echo "Building ..."
dotnet build Training.sln -c Debug -m:2 -nodeReuse:false --nologo -clp:ErrorsOnly || give_up "The build failed."

# Many small sites start and stop in one process: watching their settings files would use up the system's file watches.
export DOTNET_hostBuilder__reloadConfigOnChange=false
export TMPDIR=$work/tmp

# Code that runs for minutes only is not worth measuring for a second compilation.
export DOTNET_TieredPGO=0

run() {
  dotnet test "$1" -c Debug --no-build --nologo --results-directory "$work/results" --logger "trx;LogFileName=$2.trx" ${filter:+--filter "$filter"}
}

tell() {
  local name=$1 status=$2
  if [[ ! -f $work/results/$name.trx ]] || count "$work/results/$name.trx"; then
    if ((status != 0)); then # no test failed, so something else did: a crash, a missing file
      warn "$name ended with exit code $status and without a failed test."
      failed=$((failed + 1))
    fi
  fi
}

# Side by side: a browser waits more than it works. What it says comes after the rest, in one piece.
export -f run
export work filter
browser=tests/Training.Browser.Tests/Training.Browser.Tests.csproj
setsid bash -c 'run "$@"' - "$browser" Training.Browser.Tests >"$work/browser.log" 2>&1 &
beside=$!
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  [[ $name == *.Tests && $project != "$browser" ]] || continue # benchmarks are built, not run
  printf '\n== %s\n' "$name"
  status=0
  run "$project" "$name" || status=$?
  tell "$name" "$status"
done
printf '\n== Training.Browser.Tests\n'
status=0
wait "$beside" || status=$?
beside=
cat "$work/browser.log"
tell Training.Browser.Tests "$status"

echo
show_failures
show_skip_reasons
if ((passed + failed + skipped == 0)); then
  warn "No test ran${filter:+: no name matches \"$filter\"}."
  close 1
fi
if ((skipped > 0)) && [[ $require_all == 1 ]]; then
  warn "Here no test may be skipped."
  close 1
fi
close $((failed > 0))
