#!/usr/bin/env bash
# Front-end files come from npm packages with pinned versions; their copies are committed, so that the site needs neither npm nor
# another site to run.
#
#   ./assets.sh           copies the files again, after a version changed in themes/Training.Theme/assets/package.json
#   ./assets.sh check     fails where a copy differs from its package
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/themes/Training.Theme"

command -v npm >/dev/null || { echo "This needs npm, which comes with Node.js." >&2; exit 1; }

packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT

# No package runs a script of its own, and the lock file names no registry: everybody uses the one they have.
npm_quietly() { npm "$@" --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error; }

# place <file of a package> <file of the theme>
case ${1:-copy} in
  copy)
    (cd assets && npm_quietly install --package-lock-only)
    place() { install -D -m 644 "$packages/node_modules/$1" "wwwroot/$2"; }
    ;;
  check)
    place() {
      cmp "$packages/node_modules/$1" "wwwroot/$2" || { echo "wwwroot/$2 is not the file of the package: run ./assets.sh" >&2; exit 1; }
    }
    ;;
  *)
    echo "usage: ./assets.sh [check]" >&2
    exit 2
    ;;
esac

cp assets/package.json assets/package-lock.json "$packages"
(cd "$packages" && npm_quietly ci >/dev/null)

# Vietnamese letters with their tones are in a subset of their own.
for subset in latin vietnamese; do
  for weight in 400 600 700; do
    file=be-vietnam-pro-$subset-$weight-normal.woff2
    place "@fontsource/be-vietnam-pro/files/$file" "fonts/$file"
  done
done
place @fontsource/be-vietnam-pro/LICENSE fonts/OFL.txt
