# What sim/run, tests/run and .ci/run share: the packages, their installation, and the build.
# shellcheck shell=bash
# Sourced, with $root set to the top of the checkout.
: "${root:?}"

# The one list of what Debian 12 or 13 must have; names are the same on both.
# shellcheck disable=SC2034  # used by the scripts that source this file
run_packages=(
  build-essential cmake ninja-build pkg-config
  libglm-dev libtbb-dev libtomlplusplus-dev nlohmann-json3-dev libcli11-dev
  libassimp-dev zlib1g-dev libmeshoptimizer-dev
  libglfw3-dev libepoxy-dev libegl-dev libimgui-dev libstb-dev libfontconfig-dev
  libegl1 libegl-mesa0 libgl1 libgl1-mesa-dri
  libcairo2-dev libpango1.0-dev
  fonts-dejavu-core fonts-open-sans ffmpeg catch2 libbenchmark-dev
)
# shellcheck disable=SC2034
test_packages=(xvfb xauth libembree-dev)
# shellcheck disable=SC2034
peer_packages=(libvtk9-dev libopenvdb-dev)

say() { printf 'unkink: %s\n' "$*" >&2; }

# Runs a command as root: directly, or through sudo.
as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    say "this needs root: $*"
    return 1
  fi
}

# Prints those of the named packages that are not installed.
missing_packages() {
  local installed package
  # shellcheck disable=SC2016  # dpkg-query expands the fields
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  for package in "$@"; do
    [[ $'\n'$installed$'\n' == *$'\n'"installed $package"$'\n'* ]] || printf '%s\n' "$package"
  done
}

# Runs a command with its output in a log that is shown only when the command fails.
quietly() {
  local log=$root/build/$1.log
  shift
  mkdir -p "$root/build"
  if ! "$@" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    say "failed: $* (all of it is in $log)"
    return 1
  fi
}

# Installs those of the named packages that are missing.
install_missing() {
  local missing
  if ! command -v dpkg-query >/dev/null; then
    say "this is no Debian; going on in the hope that these are there: $*"
    return
  fi
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  say "installing ${#missing[@]} packages: ${missing[*]}"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600)
  quietly apt-update as_root "${apt[@]}" update
  quietly apt-install as_root "${apt[@]}" install --no-install-recommends "${missing[@]}"
}

# Configures build/PRESET unless that was done for this very folder.
configure() {
  local preset=$1 cache=$root/build/$1/CMakeCache.txt
  shift
  if [[ -f $root/build/$preset/build.ninja ]] &&
    grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
    return
  fi
  say "configuring build/$preset"
  quietly "configure-$preset" cmake -S "$root" --fresh --preset "$preset" -G Ninja "$@"
}

# Copies ninja's output to a log and shows how far it is: one line that is rewritten on a terminal,
# a line at each quarter elsewhere, nothing where there is nothing to do.
show_progress() {
  local log=$1 preset=$2 line quarter shown=-1
  : >"$log"
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$log"
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\ (Building|Linking|Generating) ]] || continue
    quarter=$((4 * BASH_REMATCH[1] / BASH_REMATCH[2]))
    if [[ -t 2 ]]; then
      printf '\runkink: building build/%s %d/%d ' "$preset" "${BASH_REMATCH[@]:1:2}" >&2
      shown=0
    elif ((quarter > shown)); then
      say "building build/$preset ${BASH_REMATCH[1]}/${BASH_REMATCH[2]}"
      shown=$quarter
    fi
  done
  if [[ -t 2 ]] && ((shown == 0)); then printf '\n' >&2; fi
}

# build PRESET TARGET [CMAKE OPTION ...]: configures where needed, and builds.
build() {
  local preset=$1 target=$2 log=$root/build/build-$1.log
  shift 2
  configure "$preset" "$@"
  if ! NINJA_STATUS='[%f/%t] ' cmake --build "$root/build/$preset" --target "$target" \
    --parallel "$(nproc)" 2>&1 | show_progress "$log" "$preset"; then
    # from the first failure on, not the hundred lines of success before it
    sed -n '/^FAILED\|[Ee]rror:/,$p' "$log" | head -n 60 >&2 || true
    say "the build failed (all of it is in $log)"
    return 1
  fi
}
