# The story of walkback demo, told by a small PostgreSQL of its own below $demo/teller: pgbench's tables, a full backup and deltas, segments
# that are lost, a disaster, and a fork by promotion. All of it goes through our own program, as on a server that is archived with it.
# Read by demo.sh; $bin is PostgreSQL's programs.

# The name of a socket can have some hundred bytes.
teller_socket() {
    if [ ${#demo} -lt 80 ]; then echo "$demo/teller/run"; else echo "$(socket_folder)-teller"; fi
}

# Leaves $demo/story whole, or nothing that looks like one.
tell_story() {
    say "telling a story with PostgreSQL $version: backups, a fork, lost segments, a disaster"
    teller=$demo/teller
    data=$teller/data
    told=$demo/story.new
    log=$demo/story.log
    : >"$log"
    rm -rf "$teller" "$told" "$(teller_socket)"
    for folder in "$teller" "$told" "$(teller_socket)"; do
        mkdir "$folder" && { [ -z "$owner" ] || chown "$owner" "$folder"; } || return 1
    done
    chmod 700 "$teller" "$(teller_socket)"
    chapters >>"$log" 2>&1
    code=$?
    stop_teller
    [ $code = 0 ] || { say "the story broke off; $log says where"; return 1; }
    rm -rf "$demo/story" "$teller" "$(teller_socket)"
    echo "PostgreSQL $version" >"$demo/story.told" && mv "$told" "$demo/story"
}

chapters() {
    as_owner "$bin/initdb" -D "$data" -U postgres -A trust -k --wal-segsize=1 -E UTF8 --locale=C </dev/null &&
        teller_settings | as_owner tee -a "$data/postgresql.conf" >/dev/null &&
        tables | in_data && backup --full &&
        work 1500 | in_data && backup && work 300 | in_data && backup &&
        work 300 | in_data && disaster | in_data && work 200 | in_data && archive_all &&
        fork && lose_segments
}

teller_settings() {
    program=$(word "$demo/program/scripts/walkback" | sed 's/%/%%/g; s/\\/&&/g' | sed "s/'/''/g")
    place=$(word "file://$told" | sed 's/%/%%/g; s/\\/&&/g' | sed "s/'/''/g")
    cat <<X
listen_addresses = ''
unix_socket_directories = '$(teller_socket | sed "s/'/''/g")'
shared_buffers = 16MB
max_connections = 10
min_wal_size = 32MB
max_wal_size = 64MB
autovacuum = off
wal_level = replica
archive_mode = on
archive_command = 'sh $program wal push "%p" --storage $place --quiet'
restore_command = 'sh $program wal fetch %f "%p" --storage $place --quiet'
cluster_name = 'walkback story'
X
}

# pgbench's, at a tenth of its smallest
tables() {
    cat <<X
create table pgbench_branches (bid int primary key, bbalance int, filler char(88)) with (fillfactor = 100);
create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84)) with (fillfactor = 100);
create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84)) with (fillfactor = 100);
create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
insert into pgbench_branches values (1, 0, '');
insert into pgbench_tellers select i, 1, 0, '' from generate_series(1, 10) i;
insert into pgbench_accounts select i, 1, 0, '' from generate_series(1, 10000) i;
X
}

# so many of pgbench's transactions, each committed by itself
work() {
    awk -v n="$1" 'BEGIN { srand(n); for (i = 0; i < n; i++) {
        a = 1 + int(rand() * 10000); t = 1 + int(rand() * 10); d = int(rand() * 10000) - 5000
        printf "begin; update pgbench_accounts set abalance = abalance + %d where aid = %d; ", d, a
        printf "update pgbench_tellers set tbalance = tbalance + %d where tid = %d; ", d, t
        printf "insert into pgbench_history values (%d, 1, %d, %d, now(), null); commit;\n", t, a, d } }'
}

# what somebody typed without its where
disaster() { echo "delete from pgbench_accounts;"; }

# SQL in a server of one user that nobody else can reach, for want of psql; what it leaves unarchived goes with the next start
in_data() { as_owner "$bin/postgres" --single -D "$data" postgres >/dev/null; }

teller_runs() {
    as_owner "$bin/pg_ctl" -s -w -t 60 -D "$data" -l "$teller/log" start </dev/null 8>&-
}

is_running() { as_owner "$bin/pg_ctl" -s -D "$data" status </dev/null >/dev/null 2>&1; }

stop_teller() { as_owner "$bin/pg_ctl" -s -w -t 60 -m fast -D "$data" stop </dev/null >/dev/null 2>&1; }

own() { as_owner env WALG_DELTA_MAX_STEPS=6 sh "$demo/program/scripts/walkback" "$@" --quiet; }

on_teller() { own "$@" --host "$(teller_socket)" --as postgres; }

backup() {
    teller_runs && on_teller backup push "$data" --storage "file://$told" "$@"
    code=$?
    stop_teller
    return $code
}

archive_all() {
    { is_running || teller_runs; } && on_teller archiver status --switch
    code=$?
    stop_teller
    return $code
}

# What somebody did who noticed: the newest backup, restored and promoted, goes on as timeline 2; new backups are made of it.
fork() {
    data=$teller/forked
    own backup fetch "$data" LATEST --storage "file://$told" &&
        printf "recovery_target = 'immediate'\nrecovery_target_action = 'promote'\n" |
        as_owner tee -a "$data/postgresql.auto.conf" >/dev/null &&
        as_owner touch "$data/recovery.signal" && teller_runs && is_promoted && archive_all &&
        work 300 | in_data && backup --full && work 200 | in_data && backup && archive_all
}

# the server answers before it has ended its recovery
is_promoted() {
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
        [ -e "$data/recovery.signal" ] || return 0
        sleep 0.2
    done
    return 1
}

# two segments of timeline 1, between the full backup and the first delta: what is before them and what is behind can be reached
lose_segments() {
    first=$(ls "$told/basebackups_005" | sed -n 's/^base_\([0-9A-F]*\)_backup_stop_sentinel.json/\1/p' | head -n 1)
    lost=$(ls "$told/wal_005" | grep -E '^00000001[0-9A-F]{16}(\.[a-z0-9]+)?$' | grep -v json | awk -v first="$first" '$0 > first "z"' | sed -n '2,3p')
    [ -n "$lost" ] && for each in $lost; do rm "$told/wal_005/$each" || return 1; done
}
