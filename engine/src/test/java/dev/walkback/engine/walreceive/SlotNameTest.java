package dev.walkback.engine.walreceive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"walg", "0", "a_slot_1", "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc"})
    void what_a_server_takes_is_a_name(String name) {
        assertThat(SlotName.parse(name)).contains(new SlotName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bad-name!",
                "Walg",
                "a\" PHYSICAL",
                "walg\n",
                "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd"
            })
    void everything_else_never_reaches_it(String name) {
        assertThat(SlotName.parse(name)).isEmpty();
    }
}
