# What scripts/walkback does before it can start the program. Read by it; $root and $dist are set.

say() { printf 'walkback: %s\n' "$*" >&2; }

fail() {
    say "$1"
    shift
    [ $# = 0 ] || printf '%s\n' "$@" >&2
    exit 1
}

# For restore_command. PostgreSQL takes 1 to 125 for the end of WAL, and 143 for an order to go without a word; so whatever ends this
# script or the JVM, a number that nobody chose on purpose becomes 254. The script stays, to see to that; it must not build either.
fail_closed() {
    during_recovery=yes how=guarded child=
    trap 'end_closed $?' EXIT
}

end_closed() {
    case $1 in
    0 | 74 | 20[1-9] | 21[0-6] | 254) ;;
    1) # WAL-G's own number, where somebody wants it back
        case $name${WALKBACK_WALG_EXIT_CODES:-} in wal-g1 | wal-gt | wal-gT | wal-gtrue | wal-gTRUE | wal-gTrue) ;; *) exit 254 ;; esac ;;
    *) exit 254 ;;
    esac
}

# In the background, so that a signal is heard at once
guarded() {
    trap 'kill $child 2>/dev/null; exit 254' INT TERM HUP
    "$@" &
    child=$!
    wait "$child"
}

# class-path is the last thing a build writes. Folders count too, so that a deleted file is noticed.
is_fresh() {
    [ -f "$dist/class-path" ] || return 1
    [ -f "$root/pom.xml" ] || return 0
    changed=$(find "$root/pom.xml" "$root"/storage/pom.xml "$root"/engine/pom.xml "$root"/tui/pom.xml "$root"/shell/pom.xml \
        "$root"/storage/src/main "$root"/engine/src/main "$root"/tui/src/main "$root"/shell/src/main \
        -newer "$dist/class-path" 2>/dev/null)
    [ -z "$changed" ] && return 0
    # what is built can still be used where nothing can be built
    [ ! -w "$root" ]
}

# One at a time: the kernel lets go of the lock when its holder dies, however it dies.
locked() {
    mkdir -p "$root/target" || fail "cannot write to $root/target"
    if command -v flock >/dev/null 2>&1; then
        (
            flock -n 9 || { say "another build is running, waiting for it"; flock 9; }
            "$@" # Maven inherits the lock: when only this script is killed, the build goes on and so does its lock
        ) 9>"$root/target/build.lock"
    else
        "$@"
    fi
}

build() {
    locked build_if_needed || exit 1
}

build_if_needed() {
    is_fresh && return 0
    jdk=$(sh "$root/scripts/jdk") || return 1
    command -v mvn >/dev/null 2>&1 || fail "Maven is needed to build this checkout, and there is no mvn on the PATH." \
        "  Debian, Ubuntu   sudo apt-get install maven" "  macOS            brew install maven" "  any              sdk install maven"
    if [ -f "$dist/class-path" ]; then say "the sources changed, building"; else say "first use, building (a minute or two)"; fi
    log=$root/target/build.log
    started=$(date +%s)
    JAVA_HOME=$jdk mvn -B -f "$root/pom.xml" -pl shell -am -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -Dchecks.main=-parameters ${MAVEN_ARGS:-} package >"$log" 2>&1 </dev/null &
    maven=$!
    trap 'kill $maven 2>/dev/null; exit 130' INT TERM HUP
    show_progress "$maven"
    wait "$maven" || {
        grep -E '^\[ERROR\]|BUILD FAILURE' "$log" | head -n 12 >&2
        say "the build failed; all of it is in $log"
        return 1
    }
    trap - INT TERM HUP
    say "built in $(($(date +%s) - started)) s"
}

# which module Maven is at, on a terminal only
show_progress() {
    [ -t 2 ] || return 0
    while kill -0 "$1" 2>/dev/null; do
        step=$(sed -n 's/^\[INFO\] Building \(walkback[^ ]*\).*/\1/p' "$log" | tail -n 1)
        printf '\r\033[Kwalkback: %s s, %s' $(($(date +%s) - started)) "${step:-reading the project}" >&2
        sleep 1
    done
    printf '\r\033[K' >&2
}

# Sets $java and $native, and keeps them for the next start where that is allowed.
learn_machine() {
    jdk=$(sh "$root/scripts/jdk") || exit 1
    java=$jdk/bin/java
    case $(uname -m) in
    x86_64 | amd64) native=native/x86_64 ;;
    aarch64 | arm64) native=native/aarch64 ;;
    *) native=native/none ;;
    esac
    quoted=$(printf '%s' "$java" | sed "s/'/'\\\\''/g")
    printf "java='%s'\nnative=%s\n" "$quoted" "$native" 2>/dev/null >"$dist/machine.$$" && mv "$dist/machine.$$" "$dist/machine"
}

# $how is exec for the program itself, guarded for restore_command, command for a rehearsal. Of plain HTTP connections the JVM keeps five unless told
# otherwise, and would make those for most of the small objects of an archive anew. No output of the JVM's own (-Xlog:disable, and the two
# permissions it would warn about): scripts read what the program prints.
run_java() {
    $how "$java" -XX:+UseSerialGC "-Xmx${WALKBACK_HEAP:-256m}" -XX:-UsePerfData -Xlog:disable \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -Dhttp.maxConnections=64 "-Djava.library.path=$dist/$native" -cp "$dist/lib/walkback.jar:$classpath" "$@"
}

# Several caches, because the JVM takes in the whole of one at each start: with the classes of S3 in it, version would cost
# half as much again. Each but the first is made when it is first asked for.
choose_cache() {
    rehearsed=start
    case "$name ${1:-}" in
    'walkback version' | 'walkback help' | 'walkback explain' | 'walkback completion' | 'wal-g --version' | 'wal-g flags') ;;
    *) case "$* ${WALG_S3_PREFIX:-}${WALE_S3_PREFIX:-}${WALKBACK_STORAGE:-}" in
        *s3://*) rehearsed=s3 ;;
        *file://* | *azure://* | *ssh://*) ;;
        *) [ -n "${WALG_FILE_PREFIX:-}" ] || ! names_s3 || rehearsed=s3 ;;
        esac ;;
    esac
    [ "$name" = wal-g ] || ! opens_prompt "$@" || rehearsed=prompt
    [ -z "${during_recovery:-}" ] || rehearsed=fetch-$rehearsed
    [ -z "${archiving:-}" ] || rehearsed=push-$rehearsed
    cache=$dist/$rehearsed.aot
}

# Whether a file of settings that the program may read names a storage of that kind. A wrong guess costs time, nothing else.
names_s3() {
    set -- "${WALKBACK_CONFIG:-}" walkback.yaml "${XDG_CONFIG_HOME:-${HOME:-}/.config}/walkback/config.yaml" "${WALG_CONFIG_PATH:-}" \
        "${HOME:-}"/.walg.json "${HOME:-}"/.walg.yaml "${HOME:-}"/.walg.yml "${HOME:-}"/.walg.toml "${HOME:-}"/.walg.env
    for file in "$@"; do
        [ -f "$file" ] && grep -q s3:// "$file" 2>/dev/null && return 0
    done
    return 1
}

# Nothing but global options, and somebody at a terminal.
opens_prompt() {
    while [ $# -gt 0 ]; do
        case $1 in
        --storage | --cluster | --config | --timeout | --progress) shift ;;
        --help | --version) return 1 ;;
        --*) ;;
        *) return 1 ;;
        esac
        [ $# = 0 ] || shift
    done
    [ -t 0 ] && [ -t 1 ]
}

# A cache belongs to the jars and to the JDK it was made of.
has_cache() {
    [ "$cache" -nt "$dist/class-path" ] && [ "$cache" -nt "$dist/machine" ] &&
        [ ! "${java%/bin/java}/release" -nt "$cache" ]
}

# Runs the usual commands once and keeps what the JVM learnt. Never a reason to fail: an empty file is a cache that
# could not be made, and is not tried again before the next build.
make_cache() {
    [ -w "$dist" ] || return 0
    locked make_cache_if_needed || :
}

make_cache_if_needed() {
    has_cache && return 0
    say "learning to start faster, once (a few seconds)"
    rehearsal=$(mktemp -d "${TMPDIR:-/tmp}/walkback-rehearsal.XXXXXX") || return 0
    trap 'rm -rf "$rehearsal"; exit 130' INT TERM HUP
    rehearse >"$root/target/rehearsal.log" 2>&1 </dev/null || : >"$cache.new"
    mv "$cache.new" "$cache"
    rm -rf "$rehearsal"
    trap - INT TERM HUP
}

# In two steps: the JVM's own one-step way cannot stand a blank in a path.
rehearse() (
    how=command
    rm -f "$cache.new"
    mkdir "$rehearsal/home" "$rehearsal/archive" && cd "$rehearsal/home" || exit 1 # where no settings are
    run_java -XX:AOTMode=record "-XX:AOTConfiguration=$rehearsal/seen" "-Duser.home=$rehearsal/home" \
        dev.walkback.shell.Rehearsal "$rehearsal/archive" "$rehearsed" &&
        run_java -XX:AOTMode=create "-XX:AOTConfiguration=$rehearsal/seen" "-XX:AOTCache=$cache.new" &&
        [ -s "$cache.new" ]
)
