#!/usr/bin/env bash
# Makes the list of common passwords again from its npm package, whose version is pinned here. The copy is committed.
#
#   ./passwords.sh           writes modules/Training.Identity/Passwords/words
#   ./passwords.sh check     fails where the copy differs
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

package=@zxcvbn-ts/language-common version=4.1.3 words=modules/Training.Identity/Passwords/words

command -v npm >/dev/null || { echo "This needs npm, which comes with Node.js." >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm pack "$package@$version" --ignore-scripts --silent --pack-destination "$folder" >/dev/null
tar xzf "$folder"/*.tgz -C "$folder"

# Words of three characters stand in every passphrase; letters are compared in lower case.
node -e '
  const words = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  console.log([...new Set(words.map(word => word.toLowerCase()))].filter(word => word.length >= 4 && /^[a-z0-9]+$/.test(word)).join("\n"));
' "$folder/package/src/passwords.json" > "$folder/common.txt"

case ${1:-copy} in
  copy)
    install -m 644 "$folder/common.txt" "$words/common.txt"
    install -m 644 "$folder"/package/LICENSE* "$words/LICENSE.txt"
    ;;
  check) cmp "$folder/common.txt" "$words/common.txt" || { echo "The list is not that of the package: run ./passwords.sh" >&2; exit 1; } ;;
  *)
    echo "usage: ./passwords.sh [check]" >&2
    exit 2
    ;;
esac
