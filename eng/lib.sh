# What the scripts share. Sourced, with $root set to the top of the repository.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*" >&2; }

die() { say "$*"; exit 1; }

# The one thing that no script can install for its user.
need_dotnet() {
    command -v dotnet >/dev/null || die "RelayPlane is built with the .NET 10 SDK, and there is no dotnet on the path."
    # Launchers look for the runtime in system folders only; a private SDK must be pointed at.
    if [[ -z ${DOTNET_ROOT:-} ]]; then
        DOTNET_ROOT=$(dirname "$(real_path "$(command -v dotnet)")")
        export DOTNET_ROOT
    fi
}

# Runs a command in silence; if it fails, shows what it said and fails alike.
quietly() {
    local log status=0
    log=$(mktemp)
    # A file and not a pipe: build servers outlive the command and would hold a pipe open.
    "$@" >"$log" 2>&1 </dev/null || status=$?
    [[ $status -eq 0 ]] || cat "$log" >&2
    rm -f "$log"
    return "$status"
}

# Whether any source of the product is newer than a stamp (folders count, so a deleted file shows), or there is none.
changed_since() {
    [[ -f $1 ]] || return 0
    [[ -n $(find "$root/src" "$root/eng" "$root"/*.props "$root/global.json" "$root/.editorconfig" "$root/BannedSymbols.txt" \
        \( -name node_modules -o -name dist \) -prune -o -newer "$1" -print -quit) ]]
}

# A file that is as old as now; taken before a build, it becomes the stamp after it, so that an edit meanwhile counts.
mark() { mkdir -p "$root/artifacts" && mktemp "$root/artifacts/.mark.XXXXXX"; }

real_path() { readlink -f "$1" 2>/dev/null || printf '%s\n' "$1"; }

# The .NET name of this machine, such as linux-x64.
runtime_id() {
    local os=linux cpu=x64
    [[ $(uname -s) != Darwin ]] || os=osx
    case $(uname -m) in aarch64 | arm64) cpu=arm64 ;; esac
    printf '%s-%s\n' "$os" "$cpu"
}

# Installs Debian packages that are absent; where that cannot be done, says which ones a person has to install.
need_packages() {
    local absent=() package
    command -v dpkg-query >/dev/null || return 0
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || absent+=("$package")
    done
    [[ ${#absent[@]} -gt 0 ]] || return 0
    [[ $(id -u) -eq 0 ]] || die "Missing Debian packages: ${absent[*]}. Install them: sudo apt-get install ${absent[*]}"
    say "Installing ${absent[*]}…"
    quietly apt-get update || true
    DEBIAN_FRONTEND=noninteractive quietly apt-get install -y --no-install-recommends "${absent[@]}"
}

# Leaves the native executable in artifacts/publish; any warning is a failure.
publish_native() {
    local out=$root/artifacts/publish stamp=$root/artifacts/.published start_of_build log status=0
    [[ ! -x $out/relayplane ]] || changed_since "$stamp" || return 0
    # NativeAOT links with clang against zlib.
    need_packages clang zlib1g-dev
    say "Publishing the native executable…"
    start_of_build=$(mark)
    log=$root/artifacts/publish.log
    rm -rf "$out"
    dotnet publish "$root/src/RelayPlane" -c Release -r "$(runtime_id)" -o "$out" -v q --nologo >"$log" 2>&1 </dev/null || status=$?
    if [[ $status -ne 0 ]] || grep -E 'warning [A-Z]+[0-9]+' "$log" >&2; then
        cat "$log" >&2
        rm -rf "$out" "$start_of_build"
        return 1
    fi
    mv "$start_of_build" "$stamp"
}
