# walkback demo: a small storage written by WAL-G, its listing, and three commands to try. Read by scripts/walkback.
# What it unpacks is one of the archives that the tests read; our own codec does it, so that no zstd need be installed.

if [ -w "$root/target" ]; then demo=$root/target/demo; else demo=${XDG_DATA_HOME:-$HOME/.local/share}/walkback/demo; fi

case ${2:-} in
'') ;;
--clean)
    rm -rf "$demo"
    say "removed $demo"
    exit 0
    ;;
*)
    say "demo knows only --clean"
    exit 2
    ;;
esac

walkback() { (how=exec; run_java -XX:TieredStopAtLevel=1 "$aot" -Dwalkback.name=walkback dev.walkback.shell.Main "$@"); }

unpack() {
    rm -rf "$demo.new"
    mkdir -p "$demo.new" &&
        walkback storage cat --decode timelines.tar.zst --storage "file://$root/testing/src/main/resources/archives" |
        tar -xf - -C "$demo.new" --strip-components=2 ./storage && rm -rf "$demo" && mv "$demo.new" "$demo"
}

# a word as a shell reads it, with quotes only where it needs them
word() {
    case $1 in
    *[!A-Za-z0-9_./:=-]*) printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")" ;;
    *) printf '%s' "$1" ;;
    esac
}

[ -d "$demo/wal_005" ] || unpack || fail "the demonstration storage could not be unpacked into $demo"
storage=file://$demo
start=$(word "$0")
option="--storage $(word "$storage")"

echo "Five backups of one cluster and its WAL on three timelines, as WAL-G 3 wrote them:"
echo
walkback storage ls -r --storage "$storage" || exit
cat <<X

Try:

  $start storage ls wal_005/ --long $option
  $start storage stat wal_005/000000010000000000000005.zst $option
  $start storage cat --decode wal_005/000000010000000000000003.00000028.backup.zst $option

Remove it: $start demo --clean
X
exit 0
