#!/usr/bin/env bash
# A day on the screens in a real terminal (tmux, 80x24), written down as it went: arrive, judge, jot, evidence, a kill, go
# on, differences, report. Usage: docs/examples/day.sh FILE. It works in a folder of its own and takes it away again.
set -euo pipefail
out=$1
work=$(mktemp -d)
name=inclusion-day-$$
trap 'tmux -L "$name" kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
program=$(command -v inclusion || echo "$PWD/.venv/bin/inclusion")
export INCLUSION_SETTINGS=$work/settings
"$program" --workspace "$work/ws" demo --no-open >/dev/null

start() { tmux -L "$name" new-session -d -s day -x 80 -y 24 "cd '$work' && '$program' --workspace '$work/ws' ${1:-}; echo ended with \$?; sleep 600"; }
keys() { tmux -L "$name" send-keys -t day "$@"; sleep 1; }
typed() { tmux -L "$name" send-keys -t day -l "$1"; sleep 0.6; }
until_shown() { for _ in $(seq 100); do tmux -L "$name" capture-pane -p -t day | grep -q "$1" && return; sleep 0.2; done; echo "never shown: $1" >&2; tmux -L "$name" capture-pane -p -t day >&2; exit 1; }
shot() { printf '\n== %s\n\n%s\n' "$1" "$(tmux -L "$name" capture-pane -p -t day | sed 's/[ \t]*$//' | sed "s#$work#…#g")" >>"$out"; }

cat >"$out" <<'HEAD'
A day in a terminal

What a terminal of 80 by 24 showed, written down by day.sh with tmux. The schools are made up. Times
and the ids of people are those of the run.
HEAD
start; until_shown "8/20 judged"; shot "Arrive: the reviews under way ('inclusion')"
tmux -L "$name" kill-server; sleep 0.5
start "assess demo-alnside --voice peer:lead-reviewer"; until_shown "U1 "; sleep 1
keys Home; typed 8; sleep 0.5; shot "A key that the scale has not is answered"
keys E; typed "Posters in three languages by the door #welcome"; shot "In the corridor: 'E' jots something down"
keys Enter; shot "Enter keeps it"
typed /; typed "clean"; shot "'/' finds as one types"
keys Enter; typed 4; shot "A digit judges"
keys Escape; shot "Esc shows everything again"; keys e; typed "Calm start; two pupils said what helps th"; shot "In the lesson: 'e', and in the middle of a word the machine goes down"
kill -9 "$(pgrep -f "$work/ws assess" | head -n 1)"; sleep 0.5; tmux -L "$name" kill-server || true; sleep 0.5
start "assess demo-alnside --voice peer:lead-reviewer"; until_shown "never sent"; shot "The next start asks about what was typed"
keys Enter; until_shown "helps th"; typed "em"; shot "Enter goes on with it, to the letter"
keys Enter; shot "And keeps it"
keys y; shot "'y': why"
keys Escape; keys u; shot "'u': what nobody has seen yet"
keys Escape; keys d; shot "'d': where the school and the reviewer differ"
keys Escape; keys r; until_shown "enter"; sleep 1; shot "'r': the report"
keys Enter; sleep 2.5; shot "Enter writes it"
keys Escape; keys q; until_shown "ended with"; shot "'q': leave; nothing is ever unsaved"
