# Read by run, test and measure: the house's folder, the SDK, packages of the system.
set -euo pipefail

# Files that the caller names are meant from where the caller stands.
export MUTUALAID_CALLED_FROM="${MUTUALAID_CALLED_FROM:-$PWD}"
cd "$(dirname "$(readlink -f "$0")")"
while [ ! -f MutualAid.sln ]; do cd ..; done

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }
mistyped() { say "$*"; exit 2; }

# Without a home folder that can be written in, .NET keeps its things beside the clone.
if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-}" ]; then
  export HOME="$PWD/.local/home" DOTNET_CLI_HOME="$PWD/.local/home"
  export NUGET_PACKAGES="${NUGET_PACKAGES:-$PWD/.local/packages}"
  mkdir -p "$HOME"
fi
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

need_sdk() {
  command -v dotnet >/dev/null || { [ -x /usr/share/dotnet/dotnet ] && export PATH="$PATH:/usr/share/dotnet"; } || { [ -x /usr/lib/dotnet/dotnet ] && export PATH="$PATH:/usr/lib/dotnet"; } \
    || stop "The .NET 10 SDK is not installed: https://dotnet.microsoft.com/download"
  dotnet --version >/dev/null 2>&1 || stop "The .NET SDK that global.json asks for is not installed: https://dotnet.microsoft.com/download"
}

# install PACKAGE…: true when Debian's packages could be put in, as root or by sudo without a password.
install() {
  local as=()
  if [ "$(id -u)" != 0 ]; then sudo -n true 2>/dev/null || return 1; as=(sudo -n); fi
  command -v apt-get >/dev/null || return 1
  say "Installing $* …"
  { "${as[@]}" apt-get update -qq && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1
}

# The same browser without a window around its pages: it spends a third of the time on opening one.
have_headless_shell() { [ -n "${CHROMIUM:-}" ] || [ -x /usr/bin/chromium-headless-shell ]; }

have_chromium() { have_headless_shell || [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || [ -x /usr/bin/chromium-browser ] || [ -x /usr/bin/google-chrome ]; }

have_postgres() { command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
