package dev.walkback.engine.wal.change;

import dev.walkback.engine.wal.Segment;

/** Sixteen consecutive segments of a timeline, which have one map. The first one's number can be divided by sixteen. */
record Group(Segment first) {

    static Group of(Segment segment) {
        return new Group(new Segment(
                segment.timeline(), segment.number() - segment.number() % GroupMap.SEGMENTS, segment.size()));
    }

    static int indexOf(Segment segment) {
        return (int) (segment.number() % GroupMap.SEGMENTS);
    }

    Group next() {
        return new Group(new Segment(first.timeline(), first.number() + GroupMap.SEGMENTS, first.size()));
    }

    /** The plain name of its map: {@code 000000010000000000000010_delta}. */
    String mapName() {
        return first.name() + "_delta";
    }

    String edgesName() {
        return mapName() + "_part";
    }
}
