package dev.walkback.shell.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final Secret SECRET = Secret.of("hunter2");

    record Holder(String name, Secret secret) {}

    @Test
    void it_prints_as_stars_wherever_it_is_printed() {
        assertThat(SECRET).hasToString("***");
        assertThat(String.format(Locale.ROOT, "%s %10s %S", SECRET, SECRET, SECRET))
                .doesNotContainIgnoringCase("hunter2");
        assertThat(new Holder("db", SECRET)).hasToString("Holder[name=db, secret=***]");
        assertThat(List.of(SECRET)).hasToString("[***]");
    }

    @Test
    void nothing_but_reveal_gives_the_text_away() {
        assertThat(Arrays.stream(Secret.class.getMethods())
                        .filter(method -> method.getReturnType() == String.class)
                        .map(method -> method.getName()))
                .containsExactlyInAnyOrder("reveal", "toString");
        assertThat(SECRET.reveal()).isEqualTo("hunter2");
    }

    @Test
    void equal_texts_are_equal_secrets_and_hashes_tell_nothing() {
        assertThat(SECRET).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
        assertThat(SECRET.hashCode()).isEqualTo(Secret.of("other").hashCode());
    }
}
