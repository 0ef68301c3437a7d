package dev.walkback.shell.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * One line of the catalogue.
 *
 * @param group the heading it stands under
 * @param names its own name first, then older ones
 * @param listed whether {@code wal-g flags} lists it
 * @param also which names follow from those
 * @param choices the words a {@link Kind#CHOICE} may have
 * @param builtIn what counts when nothing is set; empty for nothing, in brackets where it is found out at run time
 * @param meaning one line
 */
public record Setting(
        String group,
        List<String> names,
        boolean listed,
        Also also,
        Kind kind,
        List<String> choices,
        String builtIn,
        String meaning) {

    private static final String WALG = "WALG_";
    private static final String WALE = "WALE_";
    private static final String OURS = "WALKBACK_";
    private static final List<String> PROGRAMS = List.of(WALG, WALE, OURS);

    /** Which further names a setting goes by. */
    public enum Also {
        /** None. */
        NONE,
        /** {@code WALE_X} where there is {@code WALG_X}. */
        WALE,
        /** The bare {@code X}, {@code WALG_X} and {@code WALE_X}. */
        ANY
    }

    public Setting {
        names = List.copyOf(names);
        choices = List.copyOf(choices);
    }

    public String name() {
        return names.getFirst();
    }

    public boolean secret() {
        return kind == Kind.SECRET;
    }

    /** Whether it is walkback's own, unknown to WAL-G. */
    public boolean own() {
        return name().startsWith(OURS);
    }

    /** What counts when nothing is set. */
    public Optional<String> fallback() {
        return builtIn.isEmpty() || builtIn.startsWith("(") ? Optional.empty() : Optional.of(builtIn);
    }

    /** The flag that WAL-G has for a name: {@code WALG_S3_PREFIX} is {@code walg-s3-prefix}. */
    public static String flag(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names that WAL-G reads, the strongest first. */
    public SequencedSet<String> namesUnderWalg() {
        SequencedSet<String> all = new LinkedHashSet<>();
        for (String base : bases()) {
            switch (also) {
                case NONE -> {}
                case WALE -> all.addAll(List.of(WALG + base, WALE + base));
                case ANY -> all.addAll(List.of(base, WALG + base, WALE + base));
            }
        }
        all.addAll(names);
        return all;
    }

    /** The names that walkback reads in one source, the strongest first: ours, WAL-G's, WAL-E's, the cloud's. */
    public SequencedSet<String> namesNatively() {
        SequencedSet<String> all = new LinkedHashSet<>();
        for (String base : bases()) {
            if (also != Also.NONE || name().startsWith(WALG)) {
                all.add(OURS + base);
            }
            if (also != Also.NONE) {
                all.addAll(List.of(WALG + base, WALE + base));
            }
        }
        all.addAll(namesUnderWalg());
        return all;
    }

    /** The names without a program's name in front, as they may stand in {@code walkback.yaml}. */
    public List<String> bases() {
        SequencedSet<String> bases = new LinkedHashSet<>();
        for (String name : names) {
            bases.add(withoutProgram(name));
        }
        return new ArrayList<>(bases);
    }

    /** {@code S3_PREFIX} of {@code WALG_S3_PREFIX}: what all names of a setting have in common, whichever program's they are. */
    static String withoutProgram(String name) {
        for (String program : PROGRAMS) {
            if (name.startsWith(program)) {
                return name.substring(program.length());
            }
        }
        return name;
    }
}
