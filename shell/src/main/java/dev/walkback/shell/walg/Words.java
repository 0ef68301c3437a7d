package dev.walkback.shell.walg;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line taken apart by the rules that WAL-G's users know: flags may stand anywhere, {@code --name value},
 * {@code --name=value}, {@code -n value}, {@code -nvalue}, several toggles as {@code -rg}; all after {@code --} are
 * arguments; the last of a repeated flag counts.
 */
final class Words {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> given = new HashMap<>();

    private Words() {}

    static Words parse(List<String> line, List<Flag> flags) throws WalgUsage {
        Words words = new Words();
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (word.equals("--")) {
                words.arguments.addAll(line.subList(i + 1, line.size()));
                break;
            } else if (word.startsWith("--")) {
                i += words.longFlag(word, i + 1 < line.size() ? line.subList(i + 1, i + 2) : List.of(), flags);
            } else if (word.startsWith("-") && word.length() > 1) {
                i += words.shortFlags(word, i + 1 < line.size() ? line.subList(i + 1, i + 2) : List.of(), flags);
            } else {
                words.arguments.add(word);
            }
        }
        return words;
    }

    List<String> arguments() {
        return arguments;
    }

    boolean has(String flag) {
        return TRUE.contains(given.getOrDefault(flag, "false"));
    }

    /** What was given for a flag, or what it is preset to. */
    String text(String flag, String preset) {
        return given.getOrDefault(flag, preset);
    }

    /** A number of 32 bits; 0 when it was not given. */
    long unsigned32(String flag) {
        return GoInteger.parse(given.getOrDefault(flag, "0")).orElseThrow().longValue();
    }

    /** The same flags, with other arguments. */
    Words about(String... others) {
        Words words = new Words();
        words.given.putAll(given);
        words.arguments.addAll(List.of(others));
        return words;
    }

    /** A number of 64 bits without a sign; 0 when it was not given. */
    long unsigned64(String flag) {
        return GoInteger.parse(given.getOrDefault(flag, "0")).orElseThrow().longValue();
    }

    /** Everything given by name: the settings among them outrank environment and file. */
    Map<String, String> given() {
        return Map.copyOf(given);
    }

    /** How many of the following words belong to this flag. */
    private int longFlag(String word, List<String> next, List<Flag> flags) throws WalgUsage {
        int equals = word.indexOf('=');
        String name = word.substring(2, equals < 0 ? word.length() : equals);
        if (name.isEmpty() || name.startsWith("-")) {
            throw new WalgUsage("bad flag syntax: " + word);
        }
        Flag flag = flags.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WalgUsage("unknown flag: --" + name));
        if (equals >= 0) {
            put(flag, word.substring(equals + 1), "--" + name);
            return 0;
        }
        if (!flag.takesValue()) {
            given.put(flag.name(), "true");
            return 0;
        }
        if (next.isEmpty()) {
            throw new WalgUsage("flag needs an argument: --" + name);
        }
        put(flag, next.getFirst(), "--" + name);
        return 1;
    }

    private int shortFlags(String word, List<String> next, List<Flag> flags) throws WalgUsage {
        for (int at = 1; at < word.length(); at++) {
            String letter = word.substring(at, at + 1);
            Flag flag = flags.stream()
                    .filter(known -> known.shorthand().equals(letter))
                    .findFirst()
                    .orElseThrow(() -> new WalgUsage("unknown shorthand flag: '" + letter + "' in " + word));
            String rest = word.substring(at + 1);
            if (rest.startsWith("=")) {
                put(flag, rest.substring(1), word);
                return 0;
            }
            if (!flag.takesValue()) {
                given.put(flag.name(), "true");
                continue;
            }
            if (!rest.isEmpty()) {
                put(flag, rest, word);
                return 0;
            }
            if (next.isEmpty()) {
                throw new WalgUsage("flag needs an argument: '" + letter + "' in " + word);
            }
            put(flag, next.getFirst(), word);
            return 1;
        }
        return 0;
    }

    private void put(Flag flag, String value, String asTyped) throws WalgUsage {
        if (!flag.takesValue() && !TRUE.contains(value) && !FALSE.contains(value)) {
            throw new WalgUsage("invalid argument \"" + value + "\" for \"" + asTyped
                    + "\" flag: strconv.ParseBool: parsing \"" + value + "\": invalid syntax");
        }
        if (flag.type().equals(Flag.UNSIGNED_32)) {
            unsigned(value, Integer.SIZE, "invalid argument \"" + value + "\" for \"" + asTyped + "\" flag: ");
        }
        if (flag.type().equals(Flag.UNSIGNED_64)) {
            unsigned(value, Long.SIZE, "invalid argument \"" + value + "\" for \"" + asTyped + "\" flag: ");
        }
        if (flag.type().equals(Flag.LIST)) {
            given.merge(flag.name(), value, (before, more) -> before + "," + more);
        } else {
            given.put(flag.name(), value);
        }
    }

    private static void unsigned(String value, int bits, String complaint) throws WalgUsage {
        Optional<BigInteger> number =
                GoInteger.parse(value).filter(any -> value.charAt(0) != '-' && value.charAt(0) != '+');
        if (number.isEmpty()) {
            throw new WalgUsage(complaint + "strconv.ParseUint: parsing \"" + value + "\": invalid syntax");
        }
        if (number.get().bitLength() > bits) {
            throw new WalgUsage(complaint + "strconv.ParseUint: parsing \"" + value + "\": value out of range");
        }
    }
}
