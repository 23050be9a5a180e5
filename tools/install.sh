#!/bin/bash
# install.sh GROUP…: makes sure that the Debian packages of these groups of
# tools/packages are there. Asks dpkg first, so that a second run costs a few
# milliseconds; calls apt only for what is missing.
set -eu
cd "$(dirname "$0")/.."

wanted=()
for group; do
	for package in $(sed -n "s/^$group: //p" tools/packages); do
		# Another supplier's node comes with its npm.
		if [ "$package" = npm ] && command -v npm >/dev/null; then continue; fi
		wanted+=("$package")
	done
done

missing() {
	local have
	have=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
		sed -n 's/^installed //p') || true
	comm -23 <(printf '%s\n' "${wanted[@]}" | sort -u) <(printf '%s\n' "$have" | sort -u)
}

mkdir -p build
need=$(missing)
[ -n "$need" ] || exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null || {
		echo "install: these packages are missing and only root can install them: $need" >&2
		exit 3
	}
	as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
echo "Installing Debian packages:" $need
"${as_root[@]}" apt-get -q update >/dev/null
# The cluster that Debian's package would start at once is not wanted: our
# tests start their own, elsewhere, and stop it.
if [[ $need == *postgresql-15* ]] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
	"${as_root[@]}" mkdir -p /etc/postgresql-common
	echo 'create_main_cluster = false' |
		"${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${as_root[@]}" apt-get -q -y --no-install-recommends install $need </dev/null >build/install.log 2>&1 || {
	tail -n 20 build/install.log >&2
	echo "install: apt-get failed; the whole story is in build/install.log" >&2
	exit 3
}
left=$(missing)
[ -z "$left" ] || { echo "install: still missing:" $left >&2; exit 3; }
