package dev.walkback.storage;

import java.util.List;

/** Keys that have broken storages before. Every one is a legal key; no two differ in case only. */
public final class OddKeys {

    public static final List<String> ALL = List.of(
            "a b",
            " leading space",
            "trailing space ",
            "folder with space/b c",
            "plus+plus",
            "percent%",
            "percent%2Fslash",
            "percent%41",
            "hash#fragment",
            "question?mark=1&b=2",
            "semi;colon:colon,comma",
            "at@dollar$bang!",
            "quote'double\"back`tick",
            "brackets[1]{2}(3)<4>",
            "pipe|caret^tilde~star*",
            "back\\slash",
            "tab\there",
            "new\nline",
            "control\u0001",
            "delete\u007f",
            ".hidden",
            "...",
            "..two.dots..",
            "folder/.hidden",
            "ends.with.dot.",
            "-option",
            "é composed",
            "e\u0301 decomposed",
            "日本/語",
            "\uD83D\uDE00 beyond the first plane",
            "\uFFFD replacement",
            "\uE000 private",
            "zero\u200Bwidth",
            "\u202Eright to left",
            "z".repeat(255),
            "deep/".repeat(60) + "end",
            ("x".repeat(199) + "/").repeat(5) + "y".repeat(24));

    private OddKeys() {}
}
