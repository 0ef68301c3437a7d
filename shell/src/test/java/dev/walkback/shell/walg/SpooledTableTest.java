package dev.walkback.shell.walg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpooledTableTest {

    @Test
    void a_table_without_rows_is_its_header() throws IOException {
        try (SpooledTable table = SpooledTable.headed("type", "size", "name")) {
            assertThat(printed(table)).isEqualTo("type size name\n");
        }
    }

    @Test
    void cells_are_as_wide_as_the_widest_of_their_column_in_characters() throws IOException {
        try (SpooledTable table = SpooledTable.headed("type", "name")) {
            table.row("obj", "\u4e2d\u6587", "", "");
            table.row("folder", "a", "", "");

            assertThat(printed(table)).isEqualTo("type   name\nobj    \u4e2d\u6587  \nfolder a   \n");
        }
    }

    @Test
    void rows_beyond_what_memory_holds_come_out_in_order() throws IOException {
        try (SpooledTable table = SpooledTable.headed("n", "name")) {
            for (int i = 0; i < 10_000; i++) {
                table.row(Integer.toString(i), "x", "", "");
            }

            assertThat(printed(table).lines().skip(1))
                    .hasSize(10_000)
                    .element(9_999)
                    .isEqualTo("9999 x  ");
            assertThat(printed(table).lines().skip(1)).element(5_000).isEqualTo("5000 x  ");
        }
    }

    @Test
    void a_name_with_a_line_end_stays_on_its_line() throws IOException {
        try (SpooledTable table = SpooledTable.headed("type", "name")) {
            table.row("obj", "a\nb\tc\u001b[2J", "", "");

            assertThat(printed(table).lines().toList())
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("obj  a?b?c?[2J");
        }
    }

    private static String printed(SpooledTable table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
