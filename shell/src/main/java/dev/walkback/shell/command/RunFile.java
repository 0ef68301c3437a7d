package dev.walkback.shell.command;

import dev.walkback.shell.Exit;
import dev.walkback.shell.UsageError;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.RunReport;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.script.Script;
import dev.walkback.shell.script.ScriptRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code run}: a command file. */
final class RunFile {

    private static final String STANDARD_INPUT = "-";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private RunFile() {}

    static Exit run(Invocation invocation, Session session) {
        String file = invocation.argument(0);
        Map<String, String> variables = variables(
                invocation.arguments().subList(1, invocation.arguments().size()));
        Script script =
                Script.parse(file, text(file, session), variables, line -> line.with(invocation.globalOptions()));
        invocation.value("--storage").ifPresent(session.sitting()::open);
        RunReport report = ScriptRun.run(script, invocation.has("--keep-going"), session.performer());
        if (session.reporter().style().json()) {
            session.reporter().show(report);
        } else {
            if (!report.stoppedAt().isEmpty()) {
                session.reporter().say(report.stoppedAt());
            }
            session.reporter().note(report.sentence());
        }
        return report.worst();
    }

    private static Map<String, String> variables(List<String> words) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 || !NAME.matcher(name).matches()) {
                throw bad(word, "a variable is given as name=value; names have letters, digits and underscores");
            }
            if (variables.put(name, word.substring(equals + 1)) != null) {
                throw bad(word, "the variable is given twice");
            }
        }
        return variables;
    }

    private static UsageError bad(String word, String why) {
        return new UsageError(
                ErrorCode.BAD_VALUE,
                "run does not know what to do with " + ShellWord.quoted(word),
                why,
                Suggestion.command("help run", "how variables are given"));
    }

    private static String text(String file, Session session) {
        try {
            byte[] bytes = file.equals(STANDARD_INPUT)
                    ? session.console().in().readAllBytes()
                    : Files.readAllBytes(Path.of(file));
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new UsageError(
                    ErrorCode.BAD_VALUE,
                    ShellWord.quoted(file) + " is not a command file",
                    "it is not text in UTF-8",
                    Suggestion.command("help run", "how a command file is written"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
