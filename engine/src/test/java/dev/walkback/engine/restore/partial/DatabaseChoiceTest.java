package dev.walkback.engine.restore.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.walkback.engine.backup.FilesMetadata;
import dev.walkback.engine.backup.RelationNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseChoiceTest {

    private static final RelationNames NAMES = names("""
            {"DatabasesByNames":{
              "postgres":{"oid":5,"tables_new":{"pg_catalog.pg_class":{"oid":1259,"relfilenode":1259}}},
              "app":{"oid":16385,"tables_new":{
                "pg_catalog.pg_class":{"oid":1259,"relfilenode":17000},
                "public.t":{"oid":16400,"relfilenode":16400},
                "public.parts":{"oid":16410,"relfilenode":0,"subtables":{
                  "public.parts_1":{"oid":16411,"relfilenode":16411}}}}},
              "my.db":{"oid":16386,"tables_new":{"sales.t":{"oid":16500,"relfilenode":16500}}}}}
            """);

    @Test
    void a_database_that_is_not_wanted_keeps_what_came_with_the_server() throws Wanted.NoFormException {
        DatabaseChoice choice = choice("my.db");

        assertThat(choice.wants("/base/16385/16400")).isFalse();
        assertThat(choice.wants("/base/16385/17000")).isTrue();
        assertThat(choice.wants("/base/16385/17000_fsm")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/base/16386/16500",
                "/base/16386/16500.1",
                "/pg_tblspc/16380/PG_15_202209061/16386/16500_vm",
                "/base/5/16999",
                "/base/16385/PG_VERSION",
                "/base/16385/pg_filenode.map",
                "/global/1262",
                "/base/16385",
                "/postgresql.conf",
                "backup_label"
            })
    void what_is_wanted_or_nobodys_is_restored(String member) throws Wanted.NoFormException {
        assertThat(choice("my.db").wants(member)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/base/16385/16400.1", "/pg_tblspc/16380/PG_15_202209061/16385/16400_vm", "base/16385/16411"})
    void what_is_not_wanted_is_left_out_wherever_it_lies(String member) throws Wanted.NoFormException {
        assertThat(choice("my.db").wants(member)).isFalse();
    }

    @Test
    void a_database_without_a_name_is_left_whole() throws Wanted.NoFormException {
        assertThat(choice("app").wants("/base/16999/16400")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/t", "app/public.t", "app/public/t", "a*/t", "app/*.t"})
    void a_table_has_several_spellings(String typed) throws Wanted.NoFormException {
        DatabaseChoice choice = choice(typed);

        assertThat(choice.wants("/base/16385/16400")).isTrue();
        assertThat(choice.wants("/base/16385/16411")).isFalse();
    }

    @Test
    void the_parts_of_a_table_come_with_it() throws Wanted.NoFormException {
        assertThat(choice("app/parts").wants("/base/16385/16411")).isTrue();
    }

    @Test
    void a_dot_in_a_name_is_a_dot() {
        assertThatThrownBy(() -> choice("my?db")).isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> choice("my.d")).isInstanceOf(UnknownNameException.class);
    }

    @Test
    void an_unknown_database_is_an_error_that_names_those_there_are() {
        assertThatThrownBy(() -> choice("app", "nowhere"))
                .isInstanceOfSatisfying(
                        UnknownNameException.class,
                        unknown -> assertThat(unknown.known()).containsExactly("app", "my.db", "postgres"));
    }

    @Test
    void an_unknown_table_is_an_error_that_names_those_there_are() {
        assertThatThrownBy(() -> choice("app/nothing"))
                .isInstanceOfSatisfying(
                        UnknownNameException.class,
                        unknown -> assertThat(unknown.known()).containsExactly("public.parts", "public.t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/t", "app/", "app/a.b.c", "app/a/b/c", "app/a.b/c"})
    void what_is_no_name_is_told(String typed) {
        assertThatThrownBy(() -> Wanted.parse(typed)).isInstanceOf(Wanted.NoFormException.class);
    }

    @Test
    void nothing_wanted_is_everything() {
        assertThat(DatabaseChoice.of(NAMES, List.of()).wants("/base/16385/16400"))
                .isTrue();
    }

    private static DatabaseChoice choice(String... typed) throws Wanted.NoFormException {
        List<Wanted> wanted = new ArrayList<>();
        for (String each : typed) {
            wanted.add(Wanted.parse(each));
        }
        return DatabaseChoice.of(NAMES, wanted);
    }

    private static RelationNames names(String json) {
        try {
            return FilesMetadata.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                    .optional()
                    .orElseThrow()
                    .relations();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
