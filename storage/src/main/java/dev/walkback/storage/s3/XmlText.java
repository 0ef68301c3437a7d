package dev.walkback.storage.s3;

/** XML 1.0 has no way to say some characters that a key may have. */
final class XmlText {

    private XmlText() {}

    static boolean canSay(String text) {
        return text.chars().allMatch(XmlText::canSay);
    }

    private static boolean canSay(int character) {
        return (character >= 0x20 && character < 0xFFFE) || character == '\t' || character == '\n';
    }
}
