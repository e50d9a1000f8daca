#!/usr/bin/env bash
# The entry point of the build, on laptops and in CI alike:
#   ./build.sh [TARGET …] [--OPTION VALUE …]        ./build.sh --help
# Builds the build program only when something that it is made of has changed, then runs it.
set -euo pipefail

case ${BASH_SOURCE[0]} in */*) root=${BASH_SOURCE[0]%/*} ;; *) root=. ;; esac
case $root in /*) ;; .) root=$PWD ;; *) root=$(cd -- "$root" && pwd) ;; esac
state=$root/.nuke/temp/build
project=$root/build/_build.csproj

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# The SDK: the one on PATH if it fits global.json, else the one that this script installed.
if [[ -x $root/.nuke/temp/dotnet/dotnet ]]; then
  dotnet=$root/.nuke/temp/dotnet/dotnet
  export PATH=${dotnet%/*}:$PATH
else
  dotnet=$(type -P dotnet || true)
fi

# Where the SDK lies, behind links.
real_dotnet() {
  local real=$dotnet link
  while [[ -L $real ]]; do
    link=$(readlink "$real")
    case $link in /*) real=$link ;; *) real=${real%/*}/$link ;; esac
  done
  printf '%s' "$real"
}

# Everything that decides what the program is: paths, sizes and times of its sources, and the SDKs there are.
# A file that was edited, deleted, renamed or switched by git changes a line; contents need not be read.
fingerprint() {
  # Without mapfile, which macOS's bash 3.2 lacks.
  local directories=() directory
  if [[ -f $state/directories ]]; then
    while IFS= read -r directory; do directories+=("$directory"); done <"$state/directories"
  fi
  local real
  real=$(real_dotnet)
  printf '%s\n' "sdk ${real%/*}" "${real%/*}"/sdk/*
  if ((${#directories[@]})); then
    # Files that every project reads, where there are any: one that is added later counts too.
    (cd "$root" && for file in *.sln *.slnx build.sh global.json Directory.Build.props Directory.Build.targets Directory.Packages.props NuGet.config nuget.config .editorconfig .globalconfig; do
      if [[ -e $file ]]; then directories+=("$file"); fi
    done && if [[ $OSTYPE == linux* ]]; then
      find "${directories[@]}" -name bin -prune -o -name obj -prune -o -type f -printf '%p %s %T@ %C@ %i\n'
    else
      find "${directories[@]}" -name bin -prune -o -name obj -prune -o -type f -exec stat -f '%N %z %Fm %Fc %i' {} +
    fi)
  fi
}

# Folders of the build project and of all projects that it references.
list_directories() {
  local queue=("$project") next=0 seen=" " current reference folder
  while ((next < ${#queue[@]})); do
    current=${queue[next]}
    next=$((next + 1))
    # What isn't there is for the compiler to report.
    folder=$(cd "${current%/*}" 2>/dev/null && pwd) || continue
    [[ $seen == *" $folder "* ]] && continue
    seen+="$folder "
    printf '%s\n' "${folder#"$root"/}"
    while IFS= read -r reference; do
      queue+=("$folder/${reference//\\//}")
    done < <(grep -o '<ProjectReference[^>]*Include="[^"]*"' "$current" 2>/dev/null | sed 's/.*Include="//; s/"$//')
  done
}

install_sdk() {
  local channel
  channel=$(sed -n 's/.*"version": *"\([0-9]*\.[0-9]*\).*/\1/p' "$root/global.json" | head -n 1)
  echo "No .NET SDK fits global.json; installing $channel into .nuke/temp/dotnet …" >&2
  mkdir -p "$root/.nuke/temp"
  local script=$root/.nuke/temp/dotnet-install.sh
  if ! curl -fsSL --retry 3 -o "$script" https://dot.net/v1/dotnet-install.sh; then
    echo "The .NET SDK can't be installed: dotnet-install.sh could not be downloaded. Install the .NET SDK $channel or newer yourself, and run ./build.sh again." >&2
    exit 1
  fi
  bash "$script" --channel "$channel" --install-dir "$root/.nuke/temp/dotnet" --no-path >&2 || exit 1
  dotnet=$root/.nuke/temp/dotnet/dotnet
  export PATH=${dotnet%/*}:$PATH
}

# The lines of two fingerprints that differ: the program's, and the one given.
changes_to() {
  [[ -f $state/current ]] || return 0
  comm -3 <(tail -n +2 "$state/current" | sort) <(sort <<<"$1") | sed $'s/^\t//'
}

# MSBuild trusts times alone, and would leave out a file that was put back with an old one: what has changed is compiled anew.
forget_projects_of() {
  local folder
  while IFS= read -r folder; do
    if grep -qF -- "$folder/" <<<"$1"; then (cd "$root" && rm -f "$folder"/obj/Release/*/*.dll); fi
  done <"$state/directories"
}

# The compiler's servers outlive this script: they must not inherit, and so hold, its lock. Measuring what could be compiled better (PGO) pays for hours, not
# for a minute. Rules of style are for Compile to hold: here they would double the time to the first target; in CI everything is compiled once, by them too.
compile() {
  local analyzers=()
  if [[ -z ${CI:-} ]]; then analyzers=(-p:RunAnalyzers=false); fi
  built=
  DOTNET_TieredPGO=0 "$dotnet" build "$project" -t:MakeApp -c Release -nologo -v q "-p:PipelineAppDirectory=$app/" ${analyzers[@]+"${analyzers[@]}"} "$@" >"$state/build.log" 2>&1 9>&- && built=yes
}

compile_all() {
  if [[ -z $dotnet ]] || ! (cd "$root" && "$dotnet" --version >/dev/null 2>&1); then install_sdk; fi
  # Where compilers are kept from staying behind, these projects have one of their own, which is warm after the first of them and ends with the last.
  local server=()
  if [[ ${UseSharedCompilation:-} == false ]]; then server=(-p:UseSharedCompilation=true "-p:SharedCompilationId=pipeline-build-$$"); fi
  compile -p:PipelineReadyToRun=true ${server[@]+"${server[@]}"} || true
  # Without the compiler package (another platform, a feed that lacks it) the program is only slower to start.
  if [[ -z $built ]] && grep -q 'crossgen2' "$state/build.log"; then compile ${server[@]+"${server[@]}"} || true; fi
  if ((${#server[@]})); then stop_compiler "pipeline-build-$$"; fi
  [[ -n $built ]]
}

stop_compiler() {
  local real server
  real=$(real_dotnet)
  server=${real%/*}/sdk/$(cd "$root" && "$dotnet" --version 9>&-)/Roslyn/bincore/VBCSCompiler.dll
  if [[ -f $server ]]; then "$dotnet" exec "$server" -shutdown "-pipename:$1" >/dev/null 2>&1 9>&- || true; fi
}

# Where only sources differ, the packages and the SDK are those of the last time; if they aren't, everything is done.
compile_sources() {
  [[ -n $1 && -n $dotnet ]] && ! grep -qvE '\.cs [^ ]+ [^ ]+ [^ ]+ [^ ]+$' <<<"$1" || return 1
  compile -p:PipelineReadyToRun=true --no-restore || ! grep -qE 'error (NETSDK|NU|MSB|CS0006)' "$state/build.log"
}

build_program() {
  list_directories >"$state/directories"
  local now changed built app=$root/build/bin/app-$$-$RANDOM
  echo "Building the build …" >&2
  # The fingerprint comes first: an edit during the build is noticed by the next run.
  now=$(fingerprint)
  changed=$(changes_to "$now")
  forget_projects_of "$changed"
  compile_sources "$changed" || compile_all || true
  if [[ -z $built ]]; then
    cat "$state/build.log" >&2
    echo "The build program does not compile. Correct build/ (or what it references) and run ./build.sh again." >&2
    rm -rf "$app"
    exit 1
  fi
  printf '%s\n%s' "$app" "$now" >"$state/current.$$"
  mv -f "$state/current.$$" "$state/current"
  # The one before may still be running.
  local old
  for old in "$root"/build/bin/app-*; do
    if [[ $old != "$app" && $old -ot $app && -n $(find "$old" -maxdepth 0 -mmin +60 2>/dev/null) ]]; then rm -rf "$old"; fi
  done
}

is_current() {
  [[ -f $state/current ]] || return 1
  { IFS= read -r app && IFS= read -r -d '' built || true; } <"$state/current"
  [[ -n $dotnet && -e $app/_build.dll && $built == "$(fingerprint)" ]]
}

if ! is_current; then
  mkdir -p "$state"
  if type -P flock >/dev/null; then
    exec 9>"$state/lock"
    flock 9
    is_current || build_program
    exec 9>&-
  else
    build_program
  fi
  is_current || true
fi

# The root is this script's folder, wherever it is called from; the program takes this out of what its own children inherit.
export PIPELINE_SCRIPT_ROOT=$root
if [[ -x $app/_build ]]; then
  real=$(real_dotnet)
  export DOTNET_ROOT=${DOTNET_ROOT:-${real%/*}}
  exec "$app/_build" "$@"
fi
exec "$dotnet" "$app/_build.dll" "$@"
