# walkback demo: an archive with a story, a small PostgreSQL that archives its WAL beside it, and the prompt. Read by
# scripts/walkback; demo-server.sh is the PostgreSQL, demo-story.sh makes the story.
#
#   walkback demo           makes what is missing and repairs what is broken; the server runs until the last demo has ended
#   walkback demo --clean   stops the server and removes everything
#
# All of it is in one folder, settings, history and caches too: nothing of the user's own is read or changed.
#   WALKBACK_DEMO       another folder than target/demo
#   WALKBACK_DEMO_STORY walg: tell the story from an archive that WAL-G wrote, which is quicker than making one
#   WALKBACK_POSTGRES   where installed PostgreSQLs are, one folder for each major version: /usr/lib/postgresql

. "$root/scripts/demo-server.sh"
. "$root/scripts/demo-story.sh"

demo_home() {
    if [ -n "${WALKBACK_DEMO:-}" ]; then
        demo=$WALKBACK_DEMO
    elif [ -w "$root/target" ]; then
        demo=$root/target/demo
    else
        demo=${XDG_DATA_HOME:-$HOME/.local/share}/walkback/demo
    fi
    mkdir -p "${demo%/*}" || fail "cannot write to ${demo%/*}"
    # a server run by root belongs to somebody else, who must be able to reach it; in /var/tmp, others must not have been first
    if [ -n "$owner" ] && ! as_owner test -x "${demo%/*}"; then
        demo=/var/tmp/walkback-demo
        [ ! -e "$demo" ] || { [ -O "$demo" ] && [ ! -h "$demo" ]; } || fail "$demo belongs to somebody else"
    fi
}

# a word as a shell reads it, with quotes only where it needs them
word() {
    case $1 in
    *[!A-Za-z0-9_./:=-]* | '') printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")" ;;
    *) printf '%s' "$1" ;;
    esac
}

# a path of the demo as it can be typed here
shown() { word "${demo#"$PWD/"}/$1"; }

# Told by a PostgreSQL of this machine where there is one, else one that WAL-G's archives tell.
make_story() {
    [ -d "$demo/story/wal_005" ] && return 0
    rm -rf "$demo/story" "$demo/story.new" "$demo/story.told"
    [ -z "$running" ] || [ "$story" = walg ] || { tell_story && return 0; }
    rm -rf "$demo/story.new" "$demo/story.told"
    mkdir "$demo/story.new" || return 1
    # our own codec unpacks it, so that no zstd need be installed; tar keeps the times of the objects
    (how=exec; run_java -XX:TieredStopAtLevel=1 "$aot" -Dwalkback.name=walkback dev.walkback.shell.Main \
        storage cat --decode timelines.tar.zst --storage "file://$root/testing/src/main/resources/archives") |
        tar -xf - -C "$demo/story.new" --strip-components=2 ./storage && mv "$demo/story.new" "$demo/story"
}

# A copy of the program, so that the server can go on archiving while the checkout is built anew.
make_program() {
    if [ -f "$demo/program/made" ] && [ ! "$dist/class-path" -nt "$demo/program/made" ]; then return 0; fi
    rm -rf "$demo/program"
    mkdir -p "$demo/program/scripts" "$demo/program/shell/target" &&
        cp -p "$root/scripts/walkback" "$root/scripts/launch.sh" "$root/scripts/jdk" "$demo/program/scripts/" &&
        cp -Rp "$dist" "$demo/program/shell/target/" && cp -p "$root/scripts/demo-archive" "$demo/program/archive" &&
        chmod -R a+rX,go-w "$demo/program" && : >"$demo/program/made"
}

yaml() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/''/g")"; }

# The settings, and commands that use them, for other terminals.
make_commands() {
    # with a history the prompt does not introduce itself
    mkdir -p "$demo/home/walkback" && (umask 077 && : >>"$demo/home/walkback/history") || return 1
    cat >"$demo/walkback.yaml" <<X
default: story
storages:
  story:
    file_prefix: $(yaml "$demo/story")
  live:
    file_prefix: $(yaml "$demo/live")
    compression_method: zstd
X
    printf 'WALG_FILE_PREFIX=%s\nWALG_COMPRESSION_METHOD=zstd\n' "$demo/live" >"$demo/walg.env"
    cat >"$demo/environment" <<X
# for a shell: . $(word "$demo/environment")
for name in \$(env | sed -n 's/^\(WAL[GE]_[A-Z0-9_]*\|WALKBACK_[A-Z0-9_]*\|PG[A-Z]*\)=.*/\1/p'); do unset "\$name"; done
export WALKBACK_CONFIG=$(word "$demo/walkback.yaml") WALG_CONFIG_PATH=$(word "$demo/walg.env")
export XDG_CONFIG_HOME=$(word "$demo/home") XDG_STATE_HOME=$(word "$demo/home") XDG_CACHE_HOME=$(word "$demo/home")
export PGHOST=$(word "$(socket_folder)") PGPORT=5432 PGUSER=postgres PGDATABASE=postgres
X
    chmod a+r "$demo/walkback.yaml"
    command_file walkback "exec $(word "$root/scripts/walkback")" '"$@"' &&
        command_file wal-g "exec $(word "$root/scripts/wal-g")" '"$@"' &&
        command_file psql 'exec psql "$@"' &&
        command_file more-wal "demo=$(word "$demo")" "&& . $(word "$root/scripts/demo-server.sh")" "&& more_wal"
}

command_file() {
    file=$demo/$1
    shift
    printf '#!/bin/sh\n. %s\n%s\n' "$(word "$demo/environment")" "$*" >"$file" && chmod 755 "$file"
}

# Each part is moved into place or marked when it is whole; what is there and not whole is made again.
prepare() {
    mkdir -p "$demo/users" && chmod 755 "$demo" && : >"$demo/users/$$" || fail "cannot write to $demo"
    one_at_a_time
    make_program || fail "the program could not be copied into $demo"
    make_commands || fail "cannot write to $demo"
    make_server
    make_story || fail "the story could not be unpacked into $demo"
    exec 8>&-
}

one_at_a_time() {
    exec 8>"$demo/making"
    ! command -v flock >/dev/null 2>&1 || flock -n 8 || { say "another demo is being made, waiting for it"; flock 8; }
}

clean() {
    if [ -d "$demo" ]; then
        one_at_a_time
        stop_server
        rm -rf "$(socket_folder)" "$demo"
    fi
    say "removed $demo"
}

end() {
    trap '' INT TERM HUP
    rm -f "$demo/users/$$"
    is_used && return 0
    [ -z "$watcher" ] || kill "$watcher" 2>/dev/null
    server_pid || return 0
    stop_server
    say "stopped PostgreSQL; $(shown '') stays until: $(word "$0") demo --clean"
}

# three lines of 80 columns at most
what_to_try() {
    echo "window list, backup list       where this archive can take you back to"
    echo "restore plan --into $(shown restored)$(for_its_server), then restore step"
    if [ -n "$running" ]; then
        echo "storage open live, wal show    what a $running archives; more: $(shown more-wal)"
    else
        echo "help start                     a first walk; exit leaves"
    fi
}

# a server refuses root, so what root restores is given to whoever may run one
for_its_server() { [ -z "$owner" ] || echo " --user $owner"; }

what_is_there() {
    if [ -f "$demo/story.told" ]; then
        echo "story: pgbench's tables on a $(cat "$demo/story.told"), a full backup, deltas, a fork, lost segments, a disaster"
    else
        echo "story: five backups of one cluster and its WAL on three timelines, as WAL-G 3 wrote them"
    fi
    [ -z "$running" ] || echo "live: WAL of a $running that archives into it while a demo runs"
    echo "Settings and commands for them are in $demo; at a terminal, demo opens the prompt. Try:"
    echo "  $(shown walkback) archive show"
    echo "  $(shown walkback) window list"
    if [ -n "$running" ]; then echo "  $(shown walkback) wal show --storage live"; else echo "  $(shown walkback) backup list"; fi
}

case ${2:-} in
'' | --clean) ;;
*) say "demo knows only --clean"; exit 2 ;;
esac
watcher=
story=${WALKBACK_DEMO_STORY:-}
running=
find_owner
demo_home
[ "${2:-}" != --clean ] || { clean; exit 0; }

trap 'end; exit 130' INT TERM HUP
prepare
if [ -t 0 ] && [ -t 1 ]; then
    what_to_try
    trap : INT # is the prompt's
    (. "$demo/environment"; exec "$root/scripts/walkback")
    code=$?
else
    what_is_there
    code=0
fi
end
exit $code
