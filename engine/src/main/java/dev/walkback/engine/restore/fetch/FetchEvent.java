package dev.walkback.engine.restore.fetch;

/** What happens while a backup is unpacked, for progress and reports. Told by any of several threads. */
public sealed interface FetchEvent {

    /** Before anything else: what there is to do in this run; parts that an earlier run finished are not in it. */
    record Planned(int parts, long storedBytes, int partsDoneBefore) implements FetchEvent {}

    record Started(FetchPlan.Part part) implements FetchEvent {}

    /** This much more of the stored bytes was read. */
    record Read(long moreBytes) implements FetchEvent {}

    /** This much more stands in the files. */
    record Written(FetchPlan.Part part, long moreBytes) implements FetchEvent {}

    /** All that the part has to bring is on the disk. */
    record Finished(FetchPlan.Part part, Brought brought) implements FetchEvent {}

    /** A link within the data directory: WAL-G stores no place that it leads to, so there is none to make. */
    record LinkLeftOut(FetchPlan.Part part, String name) implements FetchEvent {}

    /** Everything is there, and on the disk. */
    record Complete() implements FetchEvent {}

    /**
     * What a part brought.
     *
     * @param entries that the files metadata describes, of any kind
     * @param files that were written to
     * @param increments of them of which only changed pages were brought
     * @param writtenBytes into them
     */
    record Brought(long entries, long files, long increments, long writtenBytes) {

        static final Brought NOTHING = new Brought(0, 0, 0, 0);

        Brought plus(Brought other) {
            return new Brought(
                    entries + other.entries,
                    files + other.files,
                    increments + other.increments,
                    writtenBytes + other.writtenBytes);
        }
    }
}
