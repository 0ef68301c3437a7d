package dev.walkback.engine.basebackup;

/**
 * One thing that a part holds, by its place in the data directory.
 *
 * @param path such as {@code base/5/1259}, or {@code pg_tblspc/16384/PG_15_202209061/5/16385} of a tablespace
 * @param bytes of a file's content, else 0
 * @param mode as it was; bits that PostgreSQL does not want are not given to anything
 * @param linkTarget of a link to a tablespace, else empty
 */
record Member(String path, Type type, long bytes, int mode, String linkTarget) {

    enum Type {
        FILE,
        FOLDER,
        TABLESPACE_LINK
    }

    boolean isFile() {
        return type == Type.FILE;
    }

    boolean isPgControl() {
        return path.equals("global/pg_control");
    }
}
