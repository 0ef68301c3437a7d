package dev.walkback.shell;

import dev.walkback.shell.report.Text;
import dev.walkback.shell.session.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whoever typed one command at a terminal, and can be asked a question by it. */
record TerminalPerson(Console console) implements Person {

    @Override
    public Optional<String> ask(String question) {
        try {
            console.err().write(Text.safeLines(question, false).getBytes(StandardCharsets.UTF_8));
            console.err().flush();
            return line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = console.in().read(); read >= 0; read = console.in().read()) {
            if (read == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            line.write(read);
        }
        return Optional.empty();
    }
}
