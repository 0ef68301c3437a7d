package dev.walkback.shell.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Instant NOW = Instant.parse("2026-03-14T15:20:00Z");

    private static Table table() {
        Instant time = Instant.parse("2026-03-08T02:14:09.123456Z");
        return new Table(
                        Column.left("BACKUP"),
                        Column.left("FINISHED (UTC)"),
                        Column.left("AGE").givenUp(2).people(),
                        Column.right("SIZE"),
                        Column.left("HOST").givenUp(1))
                .row(
                        new Cell("base_000000010000000000000004", "base_000000010000000000000004", "1/0/04"),
                        Cell.time(time),
                        Cell.age(Optional.of(time), NOW),
                        Cell.size(3_328_599_654L),
                        Cell.of("db\033[2J1"));
    }

    private static String printed(boolean plain, boolean terminal, int width) {
        return Printed.page(plain, terminal, width, NOW, table()::print);
    }

    @Test
    void where_there_is_room_nothing_is_shortened() {
        assertThat(printed(false, true, 120)).isEqualTo("""
                BACKUP                         FINISHED (UTC)       AGE         SIZE  HOST
                base_000000010000000000000004  2026-03-08 02:14:09  6 d ago  3.1 GiB  db\\x1b[2J1
                """.indent(2));
    }

    @Test
    void where_there_is_less_room_values_are_shortened_first() {
        assertThat(printed(false, true, 60)).isEqualTo("""
                BACKUP  FINISHED (UTC)  AGE      SIZE  HOST
                1/0/04  03-08 02:14     6 d ago  3.1G  db\\x1b[2J1
                """.indent(2));
    }

    @Test
    void then_columns_are_given_up_and_named() {
        assertThat(printed(false, true, 34)).isEqualTo("""
                BACKUP  FINISHED (UTC)  SIZE
                1/0/04  03-08 02:14     3.1G
                no room for HOST; --plain prints all
                """.indent(2));
    }

    @Test
    void in_a_file_there_is_always_room_and_no_age() {
        assertThat(printed(false, false, 20)).isEqualTo("""
                BACKUP                         FINISHED (UTC)          SIZE  HOST
                base_000000010000000000000004  2026-03-08 02:14:09  3.1 GiB  db\\x1b[2J1
                """.indent(2));
    }

    @Test
    void plain_is_one_record_a_line_with_whole_values() {
        assertThat(printed(true, true, 20))
                .isEqualTo("base_000000010000000000000004\t2026-03-08T02:14:09.123456Z\t3328599654\tdb\\x1b[2J1\n");
    }
}
