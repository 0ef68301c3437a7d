package dev.walkback.engine.push.document;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts in JSON as Go's library escapes them. */
final class GoText extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    private final boolean markup;

    /** @param markup whether what means something in HTML is escaped, as in all documents but the largest */
    GoText(boolean markup) {
        this.markup = markup;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        for (int i = 0; i < ' '; i++) {
            if (codes[i] == ESCAPE_STANDARD) {
                codes[i] = ESCAPE_CUSTOM;
            }
        }
        if (markup) {
            codes['<'] = ESCAPE_CUSTOM;
            codes['>'] = ESCAPE_CUSTOM;
            codes['&'] = ESCAPE_CUSTOM;
        }
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int each) {
        boolean escaped = each < ' '
                || (markup && (each == '<' || each == '>' || each == '&' || each == 0x2028 || each == 0x2029));
        return escaped ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", each)) : null;
    }
}
