package dev.walkback.engine.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesMetadataTest {

    private static final String DELTA = """
            {"TarFileSets":{"part_001.tar.lz4":["/","/base/16385/16400"],"backup_label.tar.lz4":["tablespace_map","backup_label"]},
             "Files":{
              "/":{"IsIncremented":false,"IsSkipped":false,"MTime":"2024-05-01T13:00:00.000000001+02:00","UpdatesCount":0},
              "/PG_VERSION":{"IsIncremented":false,"IsSkipped":true,"MTime":"2024-04-30T09:00:00+02:00","UpdatesCount":0},
              "/base/16385/16400":{"isincremented":true,"IsSkipped":false,"MTime":"0001-01-01T00:00:00Z",
                "CorruptBlocks":{"CorruptBlocksCount":3,"SomeCorruptBlocks":[7,8,9]},"UpdatesCount":0}},
             "Unheard":{"of":[1,{"x":null}]},
             "DatabasesByNames":{"app":{"tables_new":{"public.t1":{"oid":16400,"relfilenode":16400,
                "subtables":{"public.t1_p1":{"oid":16401,"relfilenode":16401}}}},"oid":16385}}}
            """;

    @Test
    void each_file_is_told_as_it_is_stored() throws IOException {
        FilesMetadata metadata = read(DELTA);
        int relation = metadata.find("/base/16385/16400").orElseThrow();
        assertThat(metadata.isIncremented(relation)).isTrue();
        assertThat(metadata.isSkipped(relation)).isFalse();
        assertThat(metadata.isSkipped(metadata.find("/PG_VERSION").orElseThrow()))
                .isTrue();
    }

    @Test
    void what_is_only_listed_is_not_described() throws IOException {
        FilesMetadata metadata = read(DELTA);
        assertThat(metadata.isDescribed(metadata.find("backup_label").orElseThrow()))
                .isFalse();
    }

    @Test
    void tars_list_their_entries_in_order() throws IOException {
        FilesMetadata metadata = read(DELTA);
        assertThat(Arrays.stream(metadata.entries("part_001.tar.lz4")).mapToObj(metadata::name))
                .containsExactly("/", "/base/16385/16400");
    }

    @Test
    void times_keep_their_nanoseconds() throws IOException {
        FilesMetadata metadata = read(DELTA);
        assertThat(metadata.modifiedNanos(metadata.find("/").orElseThrow())).isEqualTo(1714561200_000000001L);
    }

    @Test
    void a_time_too_far_away_is_none() throws IOException {
        FilesMetadata metadata = read(DELTA);
        assertThat(metadata.modifiedNanos(metadata.find("/base/16385/16400").orElseThrow()))
                .isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void relations_have_names_those_below_others_too() throws IOException {
        RelationNames.Place parent = new RelationNames.Place(16385, 16400);
        RelationNames.Place child = new RelationNames.Place(16385, 16401);
        assertThat(read(DELTA).relations().names(Set.of(parent, child)))
                .isEqualTo(Map.of(parent, "public.t1", child, "public.t1_p1"));
    }

    @Test
    void corrupt_pages_are_counted() throws IOException {
        assertThat(read(DELTA).corruptPages()).isEqualTo(3);
    }

    @Test
    void names_that_lead_outside_are_told() throws IOException {
        FilesMetadata metadata = read("{\"Files\":{\"/base/../../x\":{},\"/a..b\":{}}}");
        assertThat(metadata.someHostileNames()).containsExactly("/base/../../x");
    }

    @Test
    void a_name_described_twice_is_counted() throws IOException {
        FilesMetadata metadata = read("{\"Files\":{\"/a\":{},\"/a\":{\"IsSkipped\":true}}}");
        assertThat(metadata.repeatedNames()).isEqualTo(1);
        assertThat(metadata.described()).isEqualTo(1);
    }

    @Test
    void names_of_every_kind_come_back_as_they_were() throws IOException {
        List<String> names = List.of(
                "/",
                "",
                "backup_label",
                "/PG_VERSION",
                "/base/5/1259",
                "/base/5/1259_fsm",
                "/base/5/1259_vm.3",
                "/base/5/4294967295",
                "/base/5/4294967296",
                "/base/5/01259",
                "/base/5/1259.0",
                "/base/5/1259.01",
                "/base/5/1259_init",
                "/base/5/0",
                "/pg_xact/0000",
                "base/5/1259",
                "/base/5/",
                "//",
                "/base/5/1259.4194304",
                "/base/5/t3_16400",
                "/ü");
        FileNames table = new FileNames();
        int[] numbers = names.stream().mapToInt(table::add).toArray();
        assertThat(Arrays.stream(numbers).mapToObj(table::name)).containsExactlyElementsOf(names);
        assertThat(names.stream().mapToInt(table::find))
                .containsExactly(Arrays.stream(numbers).boxed().toArray(Integer[]::new));
    }

    @Test
    void many_names_are_found_again() {
        FileNames table = new FileNames();
        for (int i = 0; i < 50_000; i++) {
            table.add("/base/" + i % 7 + "/" + i);
        }
        assertThat(table.find("/base/" + 49_999 % 7 + "/49999")).isEqualTo(49_999);
        assertThat(table.find("/base/1/50000")).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"Files\":[]}",
                "{\"Files\":{\"/a\":1}}",
                "{\"TarFileSets\":{\"t\":[1]}}",
                "{} {}",
                "{\"DatabasesByNames\":{\"a\":{\"oid\":99999999999999999999}}}",
                "\u0000"
            })
    void what_is_not_this_document_is_said_to_be_none(String json) throws IOException {
        assertThat(FilesMetadata.read(new ByteArrayInputStream(json.getBytes(UTF_8))))
                .isInstanceOf(Document.Unreadable.class);
    }

    @Test
    void nesting_without_end_is_refused() throws IOException {
        String json = "{\"x\":" + "[".repeat(100_000);
        assertThat(FilesMetadata.read(new ByteArrayInputStream(json.getBytes(UTF_8))))
                .isInstanceOf(Document.Unreadable.class);
    }

    @Property
    void a_cut_document_is_unreadable(@ForAll @IntRange(min = 0, max = 1000) int length) throws IOException {
        byte[] bytes = DELTA.strip().getBytes(UTF_8);
        assertThat(FilesMetadata.read(new ByteArrayInputStream(bytes, 0, Math.min(length, bytes.length - 1))))
                .isInstanceOf(Document.Unreadable.class);
    }

    @Property
    void an_altered_document_is_read_or_unreadable(@ForAll @IntRange(min = 0, max = 900) int at, @ForAll byte value) {
        byte[] bytes = DELTA.getBytes(UTF_8);
        bytes[at % bytes.length] = value;
        assertThatCode(() -> FilesMetadata.read(new ByteArrayInputStream(bytes)))
                .doesNotThrowAnyException();
    }

    private static FilesMetadata read(String json) throws IOException {
        return FilesMetadata.read(new ByteArrayInputStream(json.getBytes(UTF_8)))
                .optional()
                .orElseThrow();
    }
}
