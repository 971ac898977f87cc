# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# What scripts/bootstrap and scripts/test share; sourced, never run. The sourcing script stands in the repository's root.
# Everything is said on stderr, under the name of the script that speaks.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 1; }
jobs_here() { nproc 2>/dev/null || echo 2; }

# The presets name no generator and CMake's default is make: without make, Ninja must be asked for.
if [ -z "${CMAKE_GENERATOR:-}" ] && ! command -v make >/dev/null && command -v ninja >/dev/null; then
  export CMAKE_GENERATOR=Ninja
fi

# take_lock <name> <what the holder does>: waits until no other process holds artifacts/<name>.lock, then holds it until
# this process ends. Programs that outlive it (the compiler servers of dotnet) must not inherit it: start them with 9>&-.
take_lock() {
  local lock=artifacts/$1.lock what=$2 owner told=
  mkdir -p artifacts
  if command -v flock >/dev/null; then  # the kernel frees it, however the holder ends
    exec 9<>"$lock"
    if ! flock -n 9; then
      say "waiting for process $(cat "$lock"), which $what in this checkout"
      flock 9
    fi
    echo $$ >"$lock"
    return
  fi
  # A link whose target is the owner's number: made in one step, so there is no moment without an owner.
  until ln -s $$ "$lock.owner" 2>/dev/null; do
    owner=$(readlink "$lock.owner") || continue
    if [ ! -e "/proc/$owner" ]; then
      # Whoever can rename it may remove it. What was renamed is looked at again: it may be a newer lock by now.
      if mv -T "$lock.owner" "$lock.stale.$$" 2>/dev/null; then
        owner=$(readlink "$lock.stale.$$")
        if [ -e "/proc/$owner" ]; then mv -nT "$lock.stale.$$" "$lock.owner"; else say "process $owner left its lock behind; it is taken over"; fi
        rm -f "$lock.stale.$$"
      fi
      continue
    fi
    [ -n "$told" ] || say "waiting for process $owner, which $what in this checkout (if it does not, remove $lock.owner)"
    told=1
    sleep 1
  done
  lock_link=$lock.owner
  trap drop_lock EXIT
}
lock_link=
drop_lock() { [ -z "$lock_link" ] || rm -f "$lock_link"; }  # for who sets another trap on EXIT

# configure <preset> <log>: configures artifacts/native/<preset>. CMake writes its cache also when it fails, and a cache made
# for another folder or with a build tool that is gone is refused for ever: what did not end in a build file starts afresh.
configure() {
  local build=artifacts/native/$1 log=$2 fresh=()
  configured "$build" || fresh=(--fresh)
  mkdir -p "$(dirname "$log")"
  (cd native && exec cmake --preset "$1" "${fresh[@]}") >"$log" 2>&1 </dev/null 9>&-
}

# configured <build folder>: whether `cmake --build` can work there
configured() {
  local cache=$1/CMakeCache.txt tool
  [ -f "$cache" ] && { [ -f "$1/Makefile" ] || [ -f "$1/build.ninja" ]; } || return
  grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD/native" "$cache" || return
  tool=$(sed -n 's/^CMAKE_MAKE_PROGRAM:[A-Z]*=//p' "$cache")
  [ -x "$tool" ]
}
