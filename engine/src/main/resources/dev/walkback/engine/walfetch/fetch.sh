# restore_command = 'sh SPOOL/fetch %f "%p"', run by PostgreSQL in its data directory. Made by walkback; made anew by the next restore.
# Ends with 0 when the file is there, with 74 when the archive is known not to have it, and above 200 whenever that is not known:
# PostgreSQL takes 1 to 125 for the end of WAL and opens for business, and 143 for an order to go without a word. A shell that meets an
# error of its own ends with 2, so the last word is spoken here, first thing.
trap 'last_word $?' EXIT
trap 'stop' TERM INT HUP

last_word() {
    case $1 in
    0) [ -f "$destination" ] || exit 254 ;;
    74 | 20[1-9] | 21[0-6]) ;;
    *) exit 254 ;;
    esac
}

stop() {
    [ -z "$child" ] || kill "$child" 2>/dev/null
    withdraw
    exit 254
}

# nobody waits for the answer any more
withdraw() {
    [ ! -e "$spool/ask/$ask" ] || rm -f "$spool/ask/$ask" 2>/dev/null
    [ ! -e "$spool/said/$ask" ] || rm -f "$spool/said/$ask" 2>/dev/null
}

# a hit: one rename
take() {
    [ -f "$spool/ready/$name" ] || return 0
    { echo "$name" >"$spool/at"; } 2>/dev/null
    if mv -f -- "$spool/ready/$name" "$destination"; then
        withdraw
        exit 0
    fi
    # it may have been cleared away just now; what stays and cannot be moved is a matter for the long way
    [ ! -f "$spool/ready/$name" ] || alone
}

# an answer that is not the file
said() {
    [ -f "$spool/said/$ask" ] || return 0
    code=
    { read -r code <"$spool/said/$ask"; } 2>/dev/null
    [ "$code" != again ] || alone
    withdraw
    exit "${code:-254}"
}

# the long way: a program for one file
alone() {
    withdraw
    walkback wal fetch "$name" "$destination" </dev/null &
    child=$!
    wait "$child"
    exit $?
}

lives() {
    pid=
    { read -r pid <"$spool/prefetch.pid"; } 2>/dev/null
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && return 0
    [ -n "$started" ] && kill -0 "$started" 2>/dev/null
}

# In a session of its own: what is meant for PostgreSQL's children is not meant for it. It holds none of our descriptors, or
# whoever waits for the end of PostgreSQL's output would wait for it too. If it cannot begin, its reason is the answer; if it was killed,
# or had nothing to do, the question is still open.
start() {
    [ ! -s "$spool/log" ] || mv -f "$spool/log" "$spool/log.old" 2>/dev/null
    (
        trap - EXIT TERM INT HUP
        command -v setsid >/dev/null 2>&1 && session=setsid
        walkback wal prefetch "$spool" --data "$PWD"
        code=$?
        case $code in 20[1-9] | 21[0-6]) ;; *) code=again ;; esac
        [ ! -e "$spool/ask/$ask" ] || echo $code >"$spool/said/$ask"
    ) </dev/null >>"$spool/log" 2>&1 &
    started=$!
}

name=$1 destination=$2 ask=$1.$$ child='' started='' session=''
case $#$name in
2*/* | 2 | [!2]*) echo "usage: sh $0 NAME FILE" >&2 && exit 202 ;;
esac
take
withdraw
{ echo "$$" >"$spool/ask/$ask"; } 2>/dev/null || alone
lives || start
naps=0 silent=0 last=
while :; do
    take
    said
    if ! lives; then
        take
        said
        alone
    fi
    if [ "$naps" -lt 50 ]; then nap=0.02; else nap=0.1; fi
    sleep $nap 2>/dev/null || sleep 1
    naps=$((naps + 1))
    # it lives, and does it work? Some 12 s without a sign are long enough, and it may have to learn to start first
    if [ $((naps % 10)) = 0 ]; then
        now=
        { read -r now <"$spool/pulse"; } 2>/dev/null
        if [ "$now" = "$last" ]; then silent=$((silent + 1)); else silent=0; fi
        last=$now
        [ "$silent" -lt 12 ] || alone
    fi
done
