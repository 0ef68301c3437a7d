# The PostgreSQL of walkback demo, below $demo. It is reached through a socket only, by whoever started the demo and nobody else.
# Read by demo.sh and by the command more-wal.

# PostgreSQL refuses to be run by root
find_owner() {
    owner=
    [ "$(id -u)" = 0 ] || return 0
    if id -u postgres >/dev/null 2>&1; then owner=postgres; else owner=nobody; fi
}

# nothing of whoever runs the demo reaches the server: neither PGDATA nor a locale
as_owner() {
    set -- env -i "PATH=$PATH" LC_ALL=C TZ=UTC "HOME=${demo:-/}/server" "XDG_STATE_HOME=${demo:-/}/server" "$@"
    if [ -z "$owner" ]; then
        "$@"
    elif command -v setpriv >/dev/null 2>&1; then
        setpriv --reuid="$(id -u "$owner")" --regid="$(id -g "$owner")" --clear-groups "$@"
    elif command -v runuser >/dev/null 2>&1; then
        runuser -u "$owner" -- "$@"
    else
        su "$owner" -s /bin/sh -c 'exec "$@"' sh "$@"
    fi
}

# The name of a socket can have some hundred bytes.
socket_folder() {
    if [ ${#demo} -lt 80 ]; then
        echo "$demo/server/run"
    else
        echo "/tmp/walkback-demo-$(id -u)-$(printf '%s' "$demo" | cksum | cut -d' ' -f1)"
    fi
}

# Sets $bin: installed, the newest first; else fetched before; else fetched now.
find_postgres() {
    for bin in $(ls -d "${WALKBACK_POSTGRES:-/usr/lib/postgresql}"/*/bin 2>/dev/null | sort -t/ -k5 -rn) \
        "$(on_path)" "$demo/postgres/bin"; do
        [ -x "$bin/postgres" ] && [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && return 0
    done
    fetch_postgres && bin=$demo/postgres/bin
}

on_path() { [ -n "${WALKBACK_POSTGRES:-}" ] || dirname "$(command -v postgres 2>/dev/null || echo /none)"; }

fetch_postgres() {
    case $(uname -sm) in
    'Linux x86_64') platform=linux-amd64 ;;
    'Linux aarch64') platform=linux-arm64v8 ;;
    'Darwin x86_64') platform=darwin-amd64 ;;
    'Darwin arm64') platform=darwin-arm64v8 ;;
    *) return 1 ;;
    esac
    say "no PostgreSQL is installed, fetching one from Maven Central (15 MB)"
    fetched=$demo/postgres.new
    rm -rf "$fetched"
    mkdir "$fetched" || return 1
    # shellcheck disable=SC2086 # options are words
    (cd "$fetched" && JAVA_HOME=${java%/bin/java} mvn -B -q ${MAVEN_ARGS:-} org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
        "-Dartifact=io.zonky.test.postgres:embedded-postgres-binaries-$platform:18.6.0" -DoutputDirectory=. -Dmdep.stripVersion=true \
        >"$demo/fetch.log" 2>&1 </dev/null) &&
        "$java" -cp "$dist/lib/*" "$root/scripts/Untxz.java" "$fetched/embedded-postgres-binaries-$platform.jar" |
        tar -xf - -C "$fetched" && chmod -R a+rX "$fetched" && rm -rf "$demo/postgres" && mv "$fetched" "$demo/postgres"
}

# Leaves $running as the name of the server, or empty where there is none, having said why.
make_server() {
    server=$demo/server
    find_postgres || { say "going on without a server: there is no PostgreSQL here and none could be fetched ($demo/fetch.log)"; return 0; }
    version=$(as_owner "$bin/postgres" --version 2>/dev/null | sed 's/.*(PostgreSQL) \([^ ]*\).*/\1/')
    [ -n "$version" ] || { say "going on without a server: the user $owner cannot run $bin/postgres"; return 0; }
    own_program || { say "going on without a server: the user $owner can run no JDK 25, so nothing could archive"; return 0; }
    watch_users
    make_cluster && start_server || {
        say "going on without a server: it does not start; see $demo/initdb.log and the end of $server/log:"
        tail -n 3 "$server/log" >&2
        return 0
    }
    running="PostgreSQL $version"
    [ -n "$(ls "$demo/live/wal_005" 2>/dev/null)" ] || { more_wal >/dev/null && await_wal; }
}

# Root may have found a JDK that its server's user cannot reach.
own_program() {
    as_owner "$java" -version >/dev/null 2>&1 && return 0
    rm -f "$demo/program/shell/target/dist/machine"
    as_owner sh "$demo/program/scripts/jdk" >/dev/null 2>&1
}

make_cluster() {
    [ -f "$server/made" ] && [ "$(cat "$server/data/PG_VERSION" 2>/dev/null)" = "${version%%.*}" ] && return 0
    say "making a small PostgreSQL $version"
    stop_server
    rm -rf "$server" "$demo/live" "$(socket_folder)"
    for folder in "$server" "$demo/live" "$(socket_folder)"; do
        mkdir "$folder" && { [ -z "$owner" ] || chown "$owner" "$folder"; } || return 1
    done
    chmod 700 "$server" "$(socket_folder)"
    as_owner "$bin/initdb" -D "$server/data" -U postgres -k -E UTF8 --locale=C >"$demo/initdb.log" 2>&1 </dev/null &&
        settings | as_owner tee -a "$server/data/postgresql.conf" >/dev/null &&
        echo 'local all all peer map=demo' | as_owner tee "$server/data/pg_hba.conf" >/dev/null &&
        printf 'demo %s postgres\n' "$(id -un)" "${owner:-$(id -un)}" | as_owner tee "$server/data/pg_ident.conf" >/dev/null &&
        alone "create table orders (number bigint generated always as identity, made timestamptz default now(), note text);" &&
        printf 'bin=%s\nowner=%s\n' "$(word "$bin")" "$owner" >"$server/made"
}

settings() {
    # for the shell, then for PostgreSQL's replacing of %p, then for its configuration file
    archive=$(word "$demo/program/archive" | sed 's/%/%%/g; s/\\/&&/g' | sed "s/'/''/g")
    cat <<X
listen_addresses = ''
unix_socket_directories = '$(socket_folder | sed "s/'/''/g")'
unix_socket_permissions = 0777
shared_buffers = 16MB
max_connections = 10
min_wal_size = 32MB
max_wal_size = 64MB
wal_level = replica
archive_mode = on
archive_command = '$archive "%p"'
archive_timeout = 5min
cluster_name = 'walkback demo'
X
}

# runs SQL in a server of one user that nobody else can reach, for want of psql
alone() { printf '%s\n' "$1" | as_owner "$bin/postgres" --single -D "$server/data" postgres >>"$demo/initdb.log" 2>&1; }

# whether there is a process of this number whose command line has that in it; nothing has one when it is dead
is_process() {
    if [ -d /proc/self ]; then { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null; else ps -ww -o args= -p "$1" 2>/dev/null; fi |
        grep -qF -- "$2"
}

# A pid file outlives a crash, and its number may be another process by now.
server_pid() {
    pid=$(head -n 1 "$demo/server/data/postmaster.pid" 2>/dev/null) && [ -n "$pid" ] && is_process "$pid" "$demo/server/data"
}

start_server() {
    server_pid && return 0
    rm -f "$server/data/postmaster.pid" "$(socket_folder)/.s.PGSQL.5432.lock"
    say "starting PostgreSQL $version"
    # what a crashed one left in memory goes a moment after it
    for _ in 1 2 3 4; do
        as_owner "$bin/pg_ctl" -s -w -t 60 -D "$server/data" -l "$server/log" start >/dev/null 2>&1 </dev/null 8>&- && return 0
        sleep 1
    done
    return 1
}

# Asks, then insists. What is left to be archived is archived first.
stop_server() {
    for signal in INT INT QUIT KILL; do
        server_pid || return 0
        kill -s "$signal" "$pid" 2>/dev/null
        for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
            server_pid || return 0
            sleep 0.2
        done
    done
}

is_used() {
    for user in "$demo/users"/*; do
        if is_process "${user##*/}" demo; then return 0; else rm -f "$user"; fi
    done
    return 1
}

# Whatever ends the demos, also kill -9 or a lost terminal: the server goes when the last one has. Begun before the server.
watch_users() {
    (
        exec </dev/null >/dev/null 2>&1 8>&-
        trap '' INT HUP
        while is_used; do sleep 1; done
        stop_server
        sleep 3 # one that was being started
        is_used || stop_server
    ) &
    watcher=$!
}

await_wal() {
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        [ -z "$(ls "$demo/live/wal_005" 2>/dev/null)" ] || return 0
        sleep 0.5
    done
    say "the server has not archived yet; $demo/server/log says why"
}

# Two thousand rows and a new segment. Without psql the server is stopped for it, which ends a segment too.
more_wal() {
    server=$demo/server
    . "$server/made" && server_pid || { echo "the demo's server is not running" >&2; return 1; }
    rows="insert into orders (note) select md5(random()::text) from generate_series(1, 2000);"
    if command -v psql >/dev/null 2>&1; then
        . "$demo/environment"
        psql -XAtq -c "$rows" -c "select 'WAL up to ' || pg_switch_wal()"
    else
        version=again
        stop_server
        alone "$rows" && start_server
    fi
}
