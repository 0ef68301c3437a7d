package dev.walkback.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Notes every test that did not run, and why, for what the build prints at its end. JUnit finds it as a service in
 * every module whose tests use this one.
 */
public final class SkipLog implements TestExecutionListener {

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == Status.ABORTED) {
            note(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
        }
    }

    private static void note(TestIdentifier test, String reason) {
        append("skipped.tsv", reason, Path.of("").toAbsolutePath().getFileName() + "  " + name(test));
    }

    /** One line of words for the report, in one write, so that two JVMs do not mix theirs. */
    static void append(String file, String... words) {
        String line = String.join("\t", words).replaceAll("[\\r\\n]+", " ") + "\n";
        try {
            Path folder = Files.createDirectories(Installed.root().resolve("target"));
            Files.writeString(folder.resolve(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(TestIdentifier test) {
        String place = test.getParentIdObject()
                .map(parent -> parent.getLastSegment().getValue())
                .orElse("");
        return place.substring(place.lastIndexOf('.') + 1) + ": " + test.getDisplayName();
    }
}
