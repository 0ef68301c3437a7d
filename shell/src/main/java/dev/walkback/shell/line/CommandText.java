package dev.walkback.shell.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Between a typed text and its commands. One grammar for the prompt, for {@code -c} and for command files, close to a POSIX
 * shell's: blanks part words; quotes and backslashes keep them whole; a line end or a semicolon ends a command; {@code #} at the
 * beginning of a word begins a comment; {@code ${name}} is a variable's value, never split again. There is nothing else: no
 * pipes, no files, no patterns.
 */
public final class CommandText {

    private final String text;
    private final Map<String, String> variables;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Statement.Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int at;
    private int line = 1;
    private int begun = -1;
    private int statementLine;

    private CommandText(String text, Map<String, String> variables) {
        this.text = text;
        this.variables = variables;
    }

    /**
     * @throws Unfinished when a quote is not closed or nothing follows a backslash
     * @throws UnsetVariable when a variable has no value
     */
    public static List<Statement> parse(String text, Map<String, String> variables) {
        return new CommandText(text, variables).parse();
    }

    private List<Statement> parse() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case ' ', '\t', '\r' -> skip(true);
                case ';' -> endStatement();
                case '\n' -> endStatement();
                case '#' -> comment();
                case '\'' -> quoted();
                case '"' -> doubleQuoted();
                case '\\' -> escaped();
                case '$' -> dollar();
                default -> take(c);
            }
        }
        endStatement();
        return List.copyOf(statements);
    }

    private void skip(boolean endsWord) {
        if (endsWord) {
            endWord();
        }
        at++;
    }

    private void begin() {
        if (begun < 0) {
            begun = at;
            if (words.isEmpty()) {
                statementLine = line;
            }
        }
    }

    private void take(char c) {
        begin();
        word.append(c);
        at++;
    }

    private void endWord() {
        if (begun >= 0) {
            words.add(new Statement.Word(word.toString(), begun, at));
            word.setLength(0);
            begun = -1;
        }
    }

    private void endStatement() {
        endWord();
        if (!words.isEmpty()) {
            statements.add(new Statement(statementLine, words));
            words.clear();
        }
        if (at < text.length() && text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }

    private void comment() {
        if (begun >= 0) {
            take('#');
            return;
        }
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void escaped() {
        if (at + 1 == text.length()) {
            throw new Unfinished("\\", line, "nothing follows the backslash at the end");
        }
        if (text.charAt(at + 1) == '\n') {
            line++;
            at += 2;
            return;
        }
        begin();
        word.append(text.charAt(at + 1));
        at += 2;
    }

    private void quoted() {
        begin();
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw new Unfinished("'", line, "a quote (') is not closed");
        }
        String inside = text.substring(at + 1, end);
        word.append(inside);
        line += (int) inside.chars().filter(c -> c == '\n').count();
        at = end + 1;
    }

    private void doubleQuoted() {
        begin();
        int first = line;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return;
            }
            if (c == '\\' && at + 1 < text.length() && "\"\\$`\n".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
                appendUnlessLineEnd(text.charAt(at));
                at++;
            } else if (c == '$' && text.startsWith("{", at + 1)) {
                variable();
            } else {
                line += c == '\n' ? 1 : 0;
                word.append(c);
                at++;
            }
        }
        throw new Unfinished("\"", first, "a quote (\") is not closed");
    }

    private void appendUnlessLineEnd(char c) {
        if (c == '\n') {
            line++;
        } else {
            word.append(c);
        }
    }

    private void dollar() {
        if (text.startsWith("{", at + 1)) {
            begin();
            variable();
        } else if (text.startsWith("'", at + 1)) {
            begin();
            ansiQuoted();
        } else {
            take('$');
        }
    }

    private void variable() {
        int end = text.indexOf('}', at);
        String name = end < 0 ? text.substring(at + 2) : text.substring(at + 2, end);
        String value = variables.get(name);
        if (end < 0 || value == null) {
            throw new UnsetVariable(name, line);
        }
        word.append(value);
        at = end + 1;
    }

    /** {@code $'a\x09b'}, the form in which walkback itself writes control characters that are to be typed again. */
    private void ansiQuoted() {
        at += 2;
        while (at < text.length() && text.charAt(at) != '\'') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                ansiEscape(text.charAt(at++));
            } else {
                line += c == '\n' ? 1 : 0;
                word.append(c);
            }
        }
        if (at == text.length()) {
            throw new Unfinished("'", line, "a quote ($') is not closed");
        }
        at++;
    }

    private void ansiEscape(char c) {
        switch (c) {
            case 'n' -> word.append('\n');
            case 't' -> word.append('\t');
            case 'r' -> word.append('\r');
            case 'x' -> hexadecimal(2);
            case 'u' -> hexadecimal(4);
            default -> word.append(c);
        }
    }

    private void hexadecimal(int most) {
        int end = at;
        while (end < text.length() && end - at < most && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        if (end > at) {
            word.append((char) Integer.parseInt(text, at, end, 16));
        }
        at = end;
    }
}
