package dev.walkback.shell.command;

import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Values;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Times as people type them: with a zone, or as long ago. One without a zone is refused with both readings: which was meant is a
 * difference of hours, and nobody sees it.
 */
public final class MomentWord {

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .appendPattern("HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(LOCAL)
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .appendPattern("[XXXXX][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final Instant now;
    private final ZoneId here;

    /** @param here the zone of this machine, for the other reading */
    public MomentWord(Instant now, ZoneId here) {
        this.now = now;
        this.here = here;
    }

    /** To the microsecond, which is what PostgreSQL knows. */
    public Instant read(String option, String typed) {
        String text = typed.strip()
                .replaceFirst("^(\\d{4}-\\d\\d-\\d\\d)[ tT](?=\\d)", "$1T")
                .replaceFirst("\\s*([zZ]|UTC|utc|GMT)$", "Z");
        if (text.startsWith("-")) {
            return Values.duration(text.substring(1))
                    .map(ago -> now.minus(ago).truncatedTo(ChronoUnit.MICROS))
                    .orElseThrow(() -> bad(option, typed));
        }
        Optional<Instant> zoned = zoned(text);
        if (zoned.isPresent()) {
            return zoned.get().truncatedTo(ChronoUnit.MICROS);
        }
        throw local(text).map(local -> withoutZone(option, typed, local)).orElseGet(() -> bad(option, typed));
    }

    private static Optional<Instant> zoned(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, ZONED).toInstant());
        } catch (DateTimeParseException otherwise) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> local(String text) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? LocalDateTime.parse(text, LOCAL)
                            : LocalDate.parse(text).atStartOfDay());
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }

    private UsageError withoutZone(String option, String typed, LocalDateTime local) {
        Instant utc = local.toInstant(ZoneOffset.UTC);
        OffsetDateTime there = local.atZone(here).toOffsetDateTime();
        return new UsageError(
                ErrorCode.BAD_VALUE,
                option + " has no zone: " + ShellWord.quoted(typed),
                "it may mean " + utc + " (UTC), or " + there.toInstant() + " (this machine's " + here
                        + "); which is not guessed",
                Suggestion.command("restore plan " + ShellWord.quoted(option + "=" + utc), "read as UTC"),
                Suggestion.command(
                        "restore plan " + ShellWord.quoted(option + "=" + there), "read as the time of this machine"));
    }

    private static UsageError bad(String option, String typed) {
        return new UsageError(
                ErrorCode.BAD_VALUE,
                option + " cannot be " + ShellWord.quoted(typed),
                "a time is written 2026-03-14 14:31:07Z, with an offset such as +01:00, or as long ago: -2h, -90s",
                Suggestion.command("help restore plan", "with examples"));
    }
}
