package dev.walkback.shell.walg;

import dev.walkback.shell.Console;
import dev.walkback.shell.Face;
import dev.walkback.storage.StorageException;
import dev.walkback.storage.codec.DamagedStreamException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;

/**
 * WAL-G's face: its command line, its streams and its exit codes. 0 when it was done, 1 when it was not; usage errors print
 * their sentence on both streams, as scripts may read either.
 */
public final class Walg implements Face {

    private static final String GMT = "GMT";
    private static final Path ZONES = Path.of("/usr/share/zoneinfo");

    private final Configuration configuration;
    private final String version;

    Walg(Configuration configuration, String version) {
        this.configuration = configuration;
        this.version = version;
    }

    @Override
    public int run(List<String> arguments, Console console) throws InterruptedException {
        WalgLog log = new WalgLog(console.err(), console.clock(), at -> offset(console, at));
        try (OutputStream out = new BufferedOutputStream(console.out(), 1 << 16)) {
            return new Call(console, out, log).run(arguments);
        } catch (IOException e) {
            return readerLeft(e) ? 141 : failed(log, "write standard output: " + sentence(e));
        }
    }

    /** One line of what went wrong, for the log. */
    static String sentence(Throwable failure) {
        return switch (failure) {
            case StorageException.Missing missing ->
                "object '" + missing.location().text().replaceFirst("^file://", "") + "/" + missing.key()
                        + "' not found in storage";
            case DamagedStreamException damaged -> damaged.format() + ": " + damaged.why();
            case NoSuchFileException absent -> "open " + absent.getFile() + ": no such file or directory";
            case AccessDeniedException denied -> "open " + denied.getFile() + ": permission denied";
            case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
            case UncheckedIOException wrapped when wrapped.getCause() != null -> sentence(wrapped.getCause());
            default -> String.valueOf(failure.getMessage());
        };
    }

    /** Of the process's zones {@code TZ} counts first; without it, or with one that is no zone's name, the machine's. */
    private static ZoneId zone(Console console) {
        try {
            String named = console.variable("TZ");
            return named.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(named);
        } catch (DateTimeException unknown) {
            return ZoneId.systemDefault();
        }
    }

    /**
     * The same zone's offset, by the JDK's older half of time zones: the newer one looks into every jar for more zones, which costs a process
     * that archives one segment as much as the segment.
     */
    private static ZoneOffset offset(Console console, Instant at) {
        String named = console.variable("TZ");
        TimeZone zone = TimeZone.getTimeZone(named);
        boolean known = !named.isEmpty() && (named.equals(GMT) || !zone.getID().equals(GMT));
        int milliseconds = (known ? zone : TimeZone.getDefault()).getOffset(at.toEpochMilli());
        return ZoneOffset.ofTotalSeconds(milliseconds / 1000);
    }

    private static boolean readerLeft(IOException e) {
        return String.valueOf(e.getMessage()).contains("Broken pipe");
    }

    private static int failed(WalgLog log, String text) {
        log.error(text);
        return 1;
    }

    /** One command line on its way. */
    private final class Call {

        private final Console console;
        private final OutputStream out;
        private final WalgLog log;
        private final List<Flag> everywhere = new ArrayList<>(Tree.GLOBAL);

        Call(Console console, OutputStream out, WalgLog log) {
            this.console = console;
            this.out = out;
            this.log = log;
        }

        /** The settings are flags too, some two hundred: only those that are on the line are made. */
        private void addSettings(List<String> arguments) {
            for (String word : arguments) {
                if (word.startsWith("--")) {
                    int end = word.indexOf('=');
                    String name = word.substring(2, end < 0 ? word.length() : end);
                    if (configuration.isFlag(name)) {
                        everywhere.add(Flag.text(name, "", "", ""));
                    }
                }
            }
        }

        int run(List<String> arguments) throws IOException, InterruptedException {
            addSettings(arguments);
            List<String> rest = new ArrayList<>(arguments);
            List<Verb> path = descend(rest);
            Verb verb = path.getLast();
            try {
                if (path.size() == 1 && rest.stream().anyMatch(word -> word.equals("--version") || word.equals("-v"))) {
                    return print("wal-g version " + version + "\tPostgreSQL\n");
                }
                List<Flag> flags = new ArrayList<>(everywhere);
                path.forEach(each -> flags.addAll(each.inherited()));
                flags.addAll(verb.own());
                flags.add(Flag.toggle("help", "h", ""));
                Words words = Words.parse(rest, flags);
                if (words.has("help")) {
                    return verb.name().equals("flags") ? flags() : print(Usage.help(path, Tree.GLOBAL));
                }
                return dispatch(path, words);
            } catch (WalgUsage e) {
                return misused(path, e.sentence());
            }
        }

        private int dispatch(List<Verb> path, Words words) throws WalgUsage, IOException, InterruptedException {
            Verb verb = path.getLast();
            Verb.Action action = verb.action();
            if (action == null) {
                if (path.size() == 1 && !words.arguments().isEmpty()) {
                    throw new WalgUsage("unknown command \"" + words.arguments().getFirst() + "\" for \"wal-g\"");
                }
                return print(Usage.help(path, Tree.GLOBAL));
            }
            verb.arity().check(Usage.commandPath(path), words);
            return switch (verb.name()) {
                case "flags" -> flags();
                case "help" -> help(words.arguments());
                case "completion" -> print(Misc.completion(words.arguments().getFirst()));
                default -> perform(action, words);
            };
        }

        private int perform(Verb.Action action, Words words) throws IOException, InterruptedException {
            try {
                Session.Configured configured = configuration.read(words.given(), log);
                GoTime times = new GoTime(() -> zone(console), new ZoneNames(ZONES));
                action.run(words, new Session(console.in(), out, console.err(), log, times, configured));
                out.flush();
                return 0;
            } catch (InterruptedException e) {
                throw e;
            } catch (StorageException.Interrupted e) {
                return failed(log, "interrupted");
            } catch (IOException e) {
                throw e;
            } catch (WalgFailure failure) {
                failed(log, sentence(failure));
                return failure.exit();
            } catch (StorageException | UncheckedIOException e) {
                if (e.getCause() instanceof IOException cause && readerLeft(cause)) {
                    return 141;
                }
                return failed(log, sentence(e));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                return failed(log, sentence(e));
            }
        }

        private int help(List<String> topic) throws IOException {
            List<Verb> path = Misc.topic(topic);
            if (path.size() == 1 && !topic.isEmpty()) {
                // WAL-G ends with 0 here, and scripts may lean on it
                String sentence = "Unknown help topic [`" + String.join("` `", topic) + "`]\n";
                console.err().write((sentence + Usage.usage(path, Tree.GLOBAL)).getBytes(StandardCharsets.UTF_8));
                console.err().flush();
                return 0;
            }
            return print(Usage.help(path, Tree.GLOBAL));
        }

        private int flags() throws IOException {
            console.err().write(Misc.flags(configuration.flags()));
            console.err().flush();
            return 0;
        }

        private int print(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return 0;
        }

        private int misused(List<Verb> path, String sentence) throws IOException {
            String usage = path.size() == 1 ? "Run 'wal-g --help' for usage.\n" : Usage.usage(path, Tree.GLOBAL) + "\n";
            console.err().write(("Error: " + sentence + "\n" + usage).getBytes(StandardCharsets.UTF_8));
            console.err().flush();
            print(sentence + "\n");
            return 1;
        }

        /** Takes the words that name the command out of the line; flags may stand between them. */
        private List<Verb> descend(List<String> rest) {
            List<Verb> path = new ArrayList<>(List.of(Tree.ROOT));
            int at = 0;
            while (at < rest.size() && !rest.get(at).equals("--")) {
                String word = rest.get(at);
                if (word.startsWith("-")) {
                    at += takesNext(word, path) ? 2 : 1;
                    continue;
                }
                Optional<Verb> child = path.getLast().child(word);
                if (child.isEmpty()) {
                    break;
                }
                path.add(child.get());
                rest.remove(at);
            }
            return path;
        }

        private boolean takesNext(String word, List<Verb> path) {
            List<Flag> known = new ArrayList<>(everywhere);
            path.forEach(verb -> known.addAll(verb.flags(List.of())));
            return known.stream()
                    .filter(Flag::takesValue)
                    .anyMatch(flag -> word.equals("--" + flag.name())
                            || (!flag.shorthand().isEmpty() && word.equals("-" + flag.shorthand())));
        }
    }
}
