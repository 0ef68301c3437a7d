# Read by archive_command = 'file="%p"; . SPOOL/push; exit 1', in the data directory. Made by walkback wal push --spool.
# Ends with 0 only when the archive is known to have this very file. Everything else is 1 to 125: PostgreSQL keeps the file and tries again;
# above that it would restart its archiver, and not count the failure.
trap 'last_word $?' EXIT
trap 'stop' TERM INT HUP QUIT

last_word() {
    case $1 in
    0) [ "$durable" = yes ] || exit 1 ;;
    [1-9] | 1[0-6] | 70) exit "$1" ;;
    *) exit 1 ;;
    esac
}

stop() {
    [ -z "$child" ] || kill "$child" 2>/dev/null
    withdraw
    exit 1
}

# nobody waits for the answer any more
withdraw() {
    [ ! -e "$spool/ask/$ask" ] || rm -f "$spool/ask/$ask" 2>/dev/null
    [ ! -e "$spool/said/$ask" ] || rm -f "$spool/said/$ask" 2>/dev/null
}

# The archive has a file of this name; and is it this one? A name is used again after a crash or a restore, a file when it is recycled.
told() {
    [ -f "$spool/told/$name" ] || return 0
    exact='' coarse=''
    { read -r exact && read -r coarse; } 2>/dev/null <"$spool/told/$name" || return 0
    this=$(stat -c %d:%i:%s:%.9Y:%.9Z -- "$file" 2>/dev/null || stat -f %d:%i:%z:%Fm:%Fc -- "$file" 2>/dev/null)
    case $this in
    *.*:*.*) that=$exact ;;
    *) that=$coarse this=$(stat -c %d:%i:%s:%Y:%Z -- "$file" 2>/dev/null) ;;
    esac
    if [ -n "$this" ] && [ "$this" = "$that" ]; then
        durable=yes
        { echo "$name" >"$spool/at"; } 2>/dev/null
        exit 0
    fi
}

# an answer that is a failure
said() {
    [ -f "$spool/said/$ask" ] || return 0
    code='' sentence=''
    { read -r code sentence; } 2>/dev/null <"$spool/said/$ask"
    [ "$code" != again ] || alone
    withdraw
    echo "walkback: $name is not archived: ${sentence:-see $spool/log}" >&2
    exit "${code:-1}"
}

# the long way: a program for one file
alone() {
    withdraw
    walkback wal push "$file" </dev/null >&2 &
    child=$!
    wait "$child"
    code=$?
    [ "$code" != 0 ] || durable=yes
    exit "$code"
}

lives() {
    pid=''
    { read -r pid; } 2>/dev/null <"$spool/upload.pid"
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && return 0
    [ -n "$started" ] && kill -0 "$started" 2>/dev/null
}

# In a session of its own: what is meant for PostgreSQL's children is not meant for it. It holds none of our descriptors, or
# whoever waits for the end of PostgreSQL's output would wait for it too. If it cannot begin, its reason is the answer; if it was killed,
# or had nothing to do, the question is still open.
start() {
    [ ! -s "$spool/log" ] || mv -f "$spool/log" "$spool/log.old" 2>/dev/null
    (
        trap - EXIT TERM INT HUP QUIT
        command -v setsid >/dev/null 2>&1 && session=setsid
        walkback wal upload "$spool" --data "$PWD"
        code=$?
        case $code in
        [1-9] | 1[0-6] | 70) said="$code $(tail -n 1 "$spool/log" 2>/dev/null)" ;;
        *) said=again ;;
        esac
        [ ! -e "$spool/ask/$ask" ] || { echo "$said" >"$spool/part/$ask" && mv -f "$spool/part/$ask" "$spool/said/$ask"; }
    ) </dev/null >>"$spool/log" 2>&1 &
    started=$!
}

name=${file##*/} ask=${file##*/}.$$ child='' started='' session='' durable=''
case $name in
'' | *[!0-9A-Za-z._-]*) echo "walkback: no file of WAL: $file" >&2 && exit 2 ;;
esac
told
[ -r "$file" ] || { echo "walkback: $file cannot be read" >&2 && exit 1; }
command -v stat >/dev/null 2>&1 || alone
withdraw
# absolute, since the uploader is in another directory
case $file in
/*) ;;
*) file=$PWD/$file ;;
esac
{ echo "$file" >"$spool/ask/$ask"; } 2>/dev/null || alone
lives || start
naps=0 waited=0 silent=0 last=''
while :; do
    told
    said
    if ! lives; then
        told
        said
        alone
    fi
    if [ "$waited" -ge "$((patience * 1000))" ]; then
        withdraw
        echo "walkback: $name is not in the archive after $patience s; the uploader goes on trying, see $spool/log" >&2
        exit 1
    fi
    if [ "$naps" -lt 50 ]; then nap=0.02 waited=$((waited + 20)); else nap=0.1 waited=$((waited + 100)); fi
    sleep $nap 2>/dev/null || sleep 1
    naps=$((naps + 1))
    # It lives, and does it work? Some 12 s without a sign are long enough; it may have to learn to start first. The pid may be another
    # program's by now, so one is started here for those who come next: where there is one after all, it ends at once.
    if [ $((naps % 10)) = 0 ]; then
        now=''
        { read -r now; } 2>/dev/null <"$spool/pulse"
        if [ "$now" = "$last" ]; then silent=$((silent + 1)); else silent=0; fi
        last=$now
        if [ "$silent" -ge 12 ]; then
            [ -n "$started" ] || start
            alone
        fi
    fi
done
