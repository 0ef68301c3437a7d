package dev.walkback.shell.report;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON byte for byte as Go's {@code encoding/json} writes it, for the outputs that must equal WAL-G's: {@code <}, {@code >} and
 * {@code &} escaped, numbers without a needless exponent, empty lists as {@code []}, no blank anywhere or an indentation.
 *
 * <p>Members and elements are told one after the other, and written as they come.
 */
public final class GoJson {

    private static final String HEX = "0123456789abcdef";

    private final OutputStream out;
    private final String indent;
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean first = true;
    private boolean afterName;

    private GoJson(OutputStream out, String indent) {
        this.out = out;
        this.indent = indent;
    }

    /** All in one line. */
    public static GoJson compact(OutputStream out) {
        return new GoJson(out, "");
    }

    /** @param indent what each level is set in by */
    public static GoJson indented(OutputStream out, String indent) {
        return new GoJson(out, indent);
    }

    public GoJson beginObject() throws IOException {
        return open('{');
    }

    public GoJson endObject() throws IOException {
        return close('}');
    }

    public GoJson beginArray() throws IOException {
        return open('[');
    }

    public GoJson endArray() throws IOException {
        return close(']');
    }

    /** The name of a member; its value follows. */
    public GoJson name(String name) {
        separate();
        quote(name);
        text.append(indent.isEmpty() ? ":" : ": ");
        afterName = true;
        return this;
    }

    public GoJson text(String value) throws IOException {
        separate();
        quote(value);
        return flushed();
    }

    public GoJson number(long value) throws IOException {
        return raw(Long.toString(value));
    }

    /** 64 bits without a sign. */
    public GoJson unsigned(long value) throws IOException {
        return raw(Long.toUnsignedString(value));
    }

    public GoJson truth(boolean value) throws IOException {
        return raw(Boolean.toString(value));
    }

    public GoJson nothing() throws IOException {
        return raw("null");
    }

    /** Any value that a JSON document can hold: null, text, number, truth, a list of them, a map of them in its order. */
    public GoJson any(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> nothing();
            case String string -> text(string);
            case Boolean truth -> truth(truth);
            case Number number -> raw(floating(number.doubleValue()));
            case List<?> list -> {
                beginArray();
                for (Object each : list) {
                    any(each);
                }
                endArray();
            }
            case Map<?, ?> map -> {
                beginObject();
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    name(String.valueOf(each.getKey())).any(each.getValue());
                }
                endObject();
            }
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        }
        return this;
    }

    /** The shortest text that reads as the same number: with an exponent only for the very large and the very small. */
    static String floating(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e-6 && size < 1e21) {
            return exact.toPlainString();
        }
        String digits = exact.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - exact.scale();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (value < 0 ? "-" : "") + mantissa + (exponent < 0 ? "e-" : "e+") + Math.abs(exponent);
    }

    private GoJson raw(String value) throws IOException {
        separate();
        text.append(value);
        return flushed();
    }

    private GoJson open(char bracket) throws IOException {
        separate();
        text.append(bracket);
        depth++;
        first = true;
        return flushed();
    }

    private GoJson close(char bracket) throws IOException {
        depth--;
        if (!first) {
            newLine();
        }
        text.append(bracket);
        first = false;
        return flushed();
    }

    private void separate() {
        if (afterName) {
            afterName = false;
            return;
        }
        if (!first) {
            text.append(',');
        }
        first = false;
        if (depth > 0) {
            newLine();
        }
    }

    private void newLine() {
        if (!indent.isEmpty()) {
            text.append('\n').repeat(indent, depth);
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
                default -> {
                    boolean alone = Character.isSurrogate(c) && !isPaired(value, i);
                    if (c < ' ') {
                        escape(c);
                    } else {
                        text.append(alone ? '\ufffd' : c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean isPaired(String value, int at) {
        return Character.isHighSurrogate(value.charAt(at))
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }

    private void escape(char c) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(HEX.charAt(c >> shift & 0xF));
        }
    }

    private GoJson flushed() throws IOException {
        if (depth == 0 || text.length() > 1 << 13) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
        }
        return this;
    }
}
