#!/usr/bin/env bash
# The shape of the code in numbers: how many files, how long, how wide, how many types, for each project and in sum.
# Usage: build/shape.sh [REVISION]      the working tree, or any commit, branch or tag; two of them beside each other:
#        diff -y -W 230 <(build/shape.sh main~50) <(build/shape.sh)
# Counted are .cs, .razor, .css, .js and .proto files under src/, tests/ and bench/, without EF's migrations and libraries under lib/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ $# -gt 1 ] || [[ ${1:-} == -* ]]; then
  sed -n 's/^# \{0,1\}//;2,4p' "$0"
  exit 2
fi

files() {
  grep -E '^(src|tests|bench)/[^/]+/.*\.(cs|razor|css|js|proto)$' | grep -vE '/Migrations/|/wwwroot/lib/|/obj/|/bin/' || true
}

if [ $# -eq 1 ]; then
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  git archive "$1" | tar -x -C "$folder"
  cd "$folder"
  list=$(find src tests bench -type f 2> /dev/null | files | sort)
else
  list=$(git ls-files --cached --others --exclude-standard | files | while read -r file; do [ -f "$file" ] && echo "$file"; done | sort)
fi

# One line a file: project, lines, lines over 120 columns, lines over 140, types declared.
# shellcheck disable=SC2086
measure() {
  LC_ALL=C.UTF-8 awk '
    FNR == 1 { if (file != "") report(); file = FILENAME; lines = wide = wider = types = 0 }
    { lines = FNR; if (length($0) > 120) wide++; if (length($0) > 140) wider++ }
    FILENAME ~ /\.cs$/ &&
      /^ *((public|internal|private|protected|file|static|sealed|abstract|partial|readonly|unsafe|ref) )*(class|struct|interface|enum|record) +[A-Z]/ { types++ }
    FILENAME ~ /\.razor$/ && FNR == 1 { types++ }
    END { if (file != "") report() }
    function report(   part) { split(file, part, "/"); print part[1] "/" part[2], lines, wide, wider, types }
  ' "$@"
}

# Rows for each project of one folder, then their sum. The median is of lines a file.
table() {
  sort -k1,1 -k2,2n | awk -v folder="$1" '
    $1 ~ "^" folder "/" {
      if ($1 != project) { flush(); project = $1 }
      add(project); add(folder); size[project, ++n[project]] = $2; all[++total] = $2
    }
    END {
      flush()
      for (i = 2; i <= total; i++) {                # insertion sort: the rows came sorted by project
        value = all[i]
        for (j = i - 1; j >= 1 && all[j] > value; j--) all[j + 1] = all[j]
        all[j + 1] = value
      }
      for (i = 1; i <= total; i++) size[folder, i] = all[i]
      n[folder] = total
      row(folder, "sum of " folder)
    }
    function add(key) {
      files[key]++; lines[key] += $2; wide[key] += $3; wider[key] += $4; types[key] += $5
      if ($2 < 15) short[key]++
      if ($2 > 300) long[key]++
      if ($2 > most[key]) most[key] = $2
    }
    function flush() { if (project != "") row(project, project) }
    function row(key, name,   middle) {
      if (!files[key]) return
      middle = (size[key, int((files[key] + 1) / 2)] + size[key, int(files[key] / 2) + 1]) / 2
      printf "%-26s %6d %7d %7.1f %7d %9d %9d %9d %9d %7d\n", name, files[key], lines[key], middle, most[key], short[key], long[key], wide[key], wider[key], types[key]
    }
  '
}

measured=$(xargs -r -d '\n' -n 100000 bash -c "$(declare -f measure); measure \"\$@\"" measure <<< "$list")
printf '%-26s %6s %7s %7s %7s %9s %9s %9s %9s %7s\n' project files lines median longest '<15 lines' '>300' '>120 cols' '>140 cols' types
for folder in src tests bench; do
  table "$folder" <<< "$measured"
done
