package dev.walkback.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage ls --storage https://somebody:hunter2@host/path",
                "storage ls --storage ssh://somebody:hun/hunter2@host/path",
                "storage ls --storage 'ssh://somebody:hunter2@x@host/path'",
                "storage ls --storage 'https://host/a?X-Amz-Signature=hunter2&b=c'",
                "storage ls --storage 'https://host/a?sv=1&sig=hunter2'",
                "storage add prod s3://b/p AWS_SECRET_ACCESS_KEY=hunter2",
                "storage add prod s3://b/p WALG_LIBSODIUM_KEY='x hunter2'",
                "storage add prod s3://b/p AZURE_STORAGE_KEY=\"x hunter2 y\"",
                "storage add prod s3://b/p AWS_SESSION_TOKEN: hunter2",
                "storage add prod s3://b/p PGPASSWORD=hunter2",
                "storage add prod s3://b/p WALG_PGP_KEY_PASSPHRASE=hunter2"
            })
    void a_secret_is_never_remembered(String line) {
        assertThat(HistoryFilter.remembered(line).orElseThrow()).contains("***").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "storage ls -r",
                "storage rm --confirm=1234-abcd drill/old.txt",
                "storage cat wal_005/000000010000000000000001.lz4",
                "storage ls --storage s3://bucket/path",
                "storage ls --storage ssh://me@host:22/path"
            })
    void a_line_without_secrets_is_remembered_as_it_is(String line) {
        assertThat(HistoryFilter.remembered(line)).contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {" storage ls", "\tversion", "", "   "})
    void a_line_that_begins_with_a_blank_is_forgotten(String line) {
        assertThat(HistoryFilter.remembered(line)).isEmpty();
    }

    @Test
    void what_confirms_something_is_never_suggested() {
        assertThat(HistoryFilter.maySuggest("storage rm --confirm=1234-abcd a")).isFalse();
        assertThat(HistoryFilter.maySuggest("storage rm a")).isTrue();
    }
}
