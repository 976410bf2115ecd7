#!/usr/bin/env bash
# Front-end files come from npm packages with pinned versions; their copies are committed, so that the site needs neither npm nor
# another site to run.
#
#   ./assets.sh           copies the files again, after a version changed in an assets/package.json
#   ./assets.sh check     fails where a copy differs from its package
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

command -v npm >/dev/null || { echo "This needs npm, which comes with Node.js." >&2; exit 1; }

packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT

# No package runs a script of its own, and the lock file names no registry: everybody uses the one they have.
npm_quietly() { npm "$@" --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error; }

# place <file of a package> <file below wwwroot>
case ${1:-copy} in
  copy)
    lock() { (cd "$1/assets" && npm_quietly install --package-lock-only); }
    place() { install -D -m 644 "$packages/node_modules/$1" "$project/wwwroot/$2"; }
    ;;
  check)
    lock() { :; }
    place() {
      cmp "$packages/node_modules/$1" "$project/wwwroot/$2" || { echo "$project/wwwroot/$2 is not the file of the package: run ./assets.sh" >&2; exit 1; }
    }
    ;;
  *)
    echo "usage: ./assets.sh [check]" >&2
    exit 2
    ;;
esac

# from <project>: what follows is placed there
from() {
  project=$1
  lock "$project"
  rm -rf "$packages"/*
  cp "$project/assets/package.json" "$project/assets/package-lock.json" "$packages"
  (cd "$packages" && npm_quietly ci >/dev/null)
}

from themes/Training.Theme
# Vietnamese letters with their tones are in a subset of their own.
for subset in latin vietnamese; do
  for weight in 400 600 700; do
    file=be-vietnam-pro-$subset-$weight-normal.woff2
    place "@fontsource/be-vietnam-pro/files/$file" "fonts/$file"
  done
done
place @fontsource/be-vietnam-pro/LICENSE fonts/OFL.txt

from modules/Training.Workflows
# One build to look at drawings, one to draw; the mark of bpmn.io on every drawing is part of the licence.
for file in bpmn-navigated-viewer.production.min.js bpmn-modeler.production.min.js assets/bpmn-js.css assets/diagram-js.css assets/bpmn-font/css/bpmn.css assets/bpmn-font/font/bpmn.woff2; do
  place "bpmn-js/dist/$file" "bpmn-js/${file#assets/}"
done
place bpmn-js/LICENSE bpmn-js/LICENSE.txt
place diagram-js/LICENSE bpmn-js/LICENSE-diagram-js.txt

from modules/Training.Logbook
# Codes that two phones show each other. The licence of the one stands at the head of its file, that of the other is a file of its own.
place qrcode-generator/dist/qrcode.mjs phone/room/qr-codes/qrcode.js
place jsqr/dist/jsQR.js phone/room/qr-codes/jsqr.js
place jsqr/LICENSE phone/room/qr-codes/LICENSE-jsqr.txt

from modules/Training.Scorm
# The run-time of packages, for each standard one; it runs on the content origin only.
for file in scorm12.min.js scorm2004.min.js; do
  place "scorm-again/dist/esm/$file" "../frame/$file"
done
place scorm-again/LICENSE ../frame/LICENSE-scorm-again.txt
