package dev.walkback.engine.archive;

import java.time.Instant;

/** The documents of a {@link DrawnBackup}. */
final class DrawnDocuments {

    private DrawnDocuments() {}

    static String sentinel(DrawnCluster cluster, DrawnBackup backup, Instant start, Instant finish) {
        DrawnBackup parent = backup.parent();
        String delta = parent == null
                ? ""
                : """
                "DeltaLSN":%s,"DeltaFrom":"%s","DeltaFullName":"%s","DeltaCount":%d,""".formatted(
                                unsigned(parent.startLsn().bits()),
                                parent.name(),
                                backup.full().name(),
                                backup.depth());
        return """
                {"LSN":%s,%s"PgVersion":%d,"FinishLSN":%s,"SystemIdentifier":%s,"UncompressedSize":300,\
                "CompressedSize":330,"DataCatalogSize":300,"ChkpNum":null,"Version":2,"StartTime":"%s","FinishTime":"%s",\
                "DateFmt":"%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ","Hostname":"db1","DataDir":"/var/lib/postgresql/main","IsPermanent":false}""".formatted(
                        unsigned(backup.startLsn().bits()),
                        delta,
                        cluster.version().number(),
                        unsigned(backup.finishLsn().bits()),
                        cluster.system(),
                        start,
                        finish);
    }

    static String metadata(DrawnCluster cluster, DrawnBackup backup, Instant start, Instant finish) {
        return """
                {"start_time":"%s","finish_time":"%s","date_fmt":"%%Y-%%m-%%dT%%H:%%M:%%S.%%fZ","hostname":"db1",\
                "data_dir":"/var/lib/postgresql/main","pg_version":%d,"start_lsn":%s,"finish_lsn":%s,"is_permanent":%s,\
                "system_identifier":%s,"uncompressed_size":300,"compressed_size":330}""".formatted(
                        start,
                        finish,
                        cluster.version().number(),
                        unsigned(backup.startLsn().bits()),
                        unsigned(backup.finishLsn().bits()),
                        backup.is('*'),
                        cluster.system());
    }

    private static String unsigned(long bits) {
        return Long.toUnsignedString(bits);
    }
}
