# Makes a cluster in the folder cluster of the current one, then keeps it until told to end: whoever has started the
# server by then, it goes at once.
# postgres.sh BIN [COMMAND THAT RUNS ANOTHER AS THE OWNER...]
set -eu
bin=$1
shift
case ${1:-} in setpriv) install -d -m 711 -o "${2#*=}" -g "${3#*=}" cluster ;; *) mkdir cluster ;; esac
cluster=$PWD/cluster
keeping=
end() {
    "$@" "$bin/pg_ctl" -s -D "$cluster/data" -m immediate stop 2>/dev/null || :
    [ -z "$keeping" ] || kill "$keeping"
    exit 0
}
trap 'end "$@"' TERM
cd "$cluster"
# shellcheck disable=SC2046 # several options, or none
"$@" "$bin/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C --no-sync $(cat "$OLDPWD/initdb.options")
cat >>data/postgresql.conf <<C
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 16MB
max_connections = 20
max_wal_senders = 4
wal_level = replica
min_wal_size = 32MB
max_wal_size = 64MB
fsync = off
C
: >"$OLDPWD/ready"
sleep 1000000 &
keeping=$!
wait $keeping
