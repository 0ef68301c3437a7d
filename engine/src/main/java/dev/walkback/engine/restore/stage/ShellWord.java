package dev.walkback.engine.restore.stage;

/** A text as one word of a shell's command, whatever is in it. */
public final class ShellWord {

    private ShellWord() {}

    public static String of(String text) {
        boolean harmless = !text.isEmpty() && text.chars().allMatch(ShellWord::isHarmless);
        return harmless ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static boolean isHarmless(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "/._-+,:@".indexOf(c) >= 0;
    }
}
