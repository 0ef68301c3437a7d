package dev.walkback.shell.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for damage in a running server, through SQL. Writes nothing, but for an extension where that was asked for. Belongs to one
 * thread; ends between two questions when its thread is interrupted.
 */
public final class Checking {

    private static final int MOST_DAMAGE = 5;
    private static final int MOST_TABLES = 50;
    /** Of what is larger the rows are not counted unasked. */
    private static final long COUNTED_BYTES = 100L << 20;

    private static final String DATABASES =
            "select datname from pg_catalog.pg_database where datallowconn and not datistemplate order by datname";
    private static final String AMCHECK = "select pg_catalog.quote_ident(n.nspname) from pg_catalog.pg_extension e"
            + " join pg_catalog.pg_namespace n on n.oid = e.extnamespace where e.extname = 'amcheck'";
    private static final String INDEXES = "select c.oid, c.oid::pg_catalog.regclass from pg_catalog.pg_index i"
            + " join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_am a on a.oid = c.relam"
            + " where a.amname = 'btree' and i.indisready and i.indisvalid and c.relkind = 'i'"
            + " and c.relpersistence = 'p' order by c.oid";
    private static final String HEAPS = "select c.oid, c.oid::pg_catalog.regclass from pg_catalog.pg_class c"
            + " join pg_catalog.pg_am a on a.oid = c.relam where a.amname = 'heap' and c.relkind in ('r', 'm', 't')"
            + " and c.relpersistence = 'p' order by c.oid";
    private static final String TABLES = "select c.oid, c.oid::pg_catalog.regclass, pg_catalog.pg_relation_size(c.oid),"
            + " c.reltuples::bigint from pg_catalog.pg_class c"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind in ('r', 'm') and c.relpersistence = 'p' and n.nspname !~ '^pg_'"
            + " and n.nspname <> 'information_schema' order by pg_catalog.pg_relation_size(c.oid) desc, c.oid";

    /**
     * What to look at.
     *
     * @param databases empty for all
     * @param structure whether indexes and tables are gone through, as amcheck does
     * @param allRows whether rows of large tables are counted as well
     * @param installing whether amcheck may be installed where it is missing
     * @param questions null for none
     */
    public record Wanted(
            List<String> databases,
            boolean structure,
            boolean allRows,
            boolean installing,
            @Nullable CheckFile questions) {

        public Wanted {
            databases = List.copyOf(databases);
        }
    }

    private final Database.Address address;
    private final Wanted wanted;
    private final Clock clock;
    private final Consumer<String> progress;
    private final List<Check> checks = new ArrayList<>();

    /** @param progress told what is being looked at */
    public Checking(Database.Address address, Wanted wanted, Clock clock, Consumer<String> progress) {
        this.address = address;
        this.wanted = wanted;
        this.clock = clock;
        this.progress = progress;
    }

    public List<Check> run() throws InterruptedException, Database.Failed {
        for (String name : databases()) {
            Instant begun = clock.instant();
            try (Database database = Database.open(address, name)) {
                add("connect", name, "", Check.Verdict.OK, "", begun);
                look(database);
            } catch (Database.Failed e) {
                add("connect", name, "", Check.Verdict.FAILED, String.valueOf(e.getMessage()), begun);
            }
        }
        if (wanted.questions() != null) {
            ask(wanted.questions());
        }
        return List.copyOf(checks);
    }

    private List<String> databases() throws Database.Failed {
        if (!wanted.databases().isEmpty()) {
            return wanted.databases();
        }
        try (Database database = Database.open(address, "postgres")) {
            return firstColumn(database.ask(DATABASES));
        } catch (Database.Failed none) {
            if (none.isAbsent() || none.isDenied()) {
                throw none;
            }
            try (Database database = Database.open(address, "template1")) {
                return firstColumn(database.ask(DATABASES));
            }
        }
    }

    private void look(Database database) throws InterruptedException, Database.Failed {
        if (wanted.structure()) {
            Optional<String> schema = amcheck(database);
            if (schema.isPresent()) {
                indexes(database, schema.get());
                heaps(database, schema.get());
            }
        }
        rows(database);
    }

    private Optional<String> amcheck(Database database) throws Database.Failed {
        Instant begun = clock.instant();
        String schema = database.ask(AMCHECK).first();
        if (schema == null && wanted.installing()) {
            try {
                database.ask("create extension amcheck");
                schema = database.ask(AMCHECK).first();
            } catch (Database.Failed e) {
                add("indexes", database.name(), "", Check.Verdict.SKIPPED, String.valueOf(e.getMessage()), begun);
                return Optional.empty();
            }
        }
        if (schema == null) {
            add(
                    "indexes",
                    database.name(),
                    "",
                    Check.Verdict.SKIPPED,
                    "the extension amcheck is not installed in it; once it is promoted: create extension amcheck",
                    begun);
        }
        return Optional.ofNullable(schema);
    }

    private void indexes(Database database, String schema) throws InterruptedException, Database.Failed {
        Instant begun = clock.instant();
        int sound = 0;
        int damaged = 0;
        for (List<@Nullable String> index : database.ask(INDEXES, 1_000_000).rows()) {
            step("index " + index.get(1) + " of " + database.name());
            try {
                database.ask("select " + schema + ".bt_index_check(" + index.get(0)
                        + "::pg_catalog.oid::pg_catalog.regclass)");
                sound++;
            } catch (Database.Failed e) {
                damaged++;
                if (damaged <= MOST_DAMAGE) {
                    add(
                            "indexes",
                            database.name(),
                            String.valueOf(index.get(1)),
                            Check.Verdict.FAILED,
                            String.valueOf(e.getMessage()),
                            begun);
                }
            }
        }
        summary("indexes", database, sound, damaged, "index", begun);
    }

    private void heaps(Database database, String schema) throws InterruptedException, Database.Failed {
        Instant begun = clock.instant();
        String known = database.ask("select 1 from pg_catalog.pg_proc where proname = 'verify_heapam'")
                .first();
        if (known == null) {
            add(
                    "tables",
                    database.name(),
                    "",
                    Check.Verdict.SKIPPED,
                    "only amcheck of 14 and later looks at tables",
                    begun);
            return;
        }
        int sound = 0;
        int damaged = 0;
        for (List<@Nullable String> table : database.ask(HEAPS, 1_000_000).rows()) {
            step("table " + table.get(1) + " of " + database.name());
            String found;
            try {
                Database.Rows damage = database.ask("select 'block ' || blkno || ': ' || msg from " + schema
                        + ".verify_heapam(" + table.get(0) + "::pg_catalog.oid::pg_catalog.regclass) limit 1");
                found = damage.first() == null ? "" : String.valueOf(damage.first());
            } catch (Database.Failed e) {
                found = String.valueOf(e.getMessage());
            }
            if (found.isEmpty()) {
                sound++;
            } else {
                damaged++;
                if (damaged <= MOST_DAMAGE) {
                    add("tables", database.name(), String.valueOf(table.get(1)), Check.Verdict.FAILED, found, begun);
                }
            }
        }
        summary("tables", database, sound, damaged, "table", begun);
    }

    private void summary(String what, Database database, int sound, int damaged, String noun, Instant begun) {
        if (damaged == 0) {
            add(what, database.name(), "", Check.Verdict.OK, counted(sound, noun) + " sound", begun);
        } else if (damaged > MOST_DAMAGE) {
            add(what, database.name(), "", Check.Verdict.FAILED, damaged + " damaged in all", begun);
        }
    }

    private static String counted(int number, String noun) {
        return number + " " + (number == 1 ? noun : noun.endsWith("x") ? noun + "es" : noun + "s");
    }

    private void rows(Database database) throws InterruptedException, Database.Failed {
        List<List<@Nullable String>> tables = database.ask(TABLES, MOST_TABLES).rows();
        for (List<@Nullable String> table : tables) {
            Instant begun = clock.instant();
            String name = String.valueOf(table.get(1));
            step("rows of " + name + " of " + database.name());
            if (!wanted.allRows() && Long.parseLong(String.valueOf(table.get(2))) > COUNTED_BYTES) {
                long about = Long.parseLong(String.valueOf(table.get(3)));
                add(
                        "rows",
                        database.name(),
                        name,
                        Check.Verdict.TOLD,
                        about < 0 ? "never counted" : "about " + about,
                        begun);
                continue;
            }
            try {
                String count = database.ask("select count(*) from only " + name).first();
                add("rows", database.name(), name, Check.Verdict.TOLD, String.valueOf(count), begun);
            } catch (Database.Failed e) {
                add("rows", database.name(), name, Check.Verdict.FAILED, String.valueOf(e.getMessage()), begun);
            }
        }
    }

    private void ask(CheckFile file) throws InterruptedException {
        for (CheckFile.Question question : file.questions()) {
            Instant begun = clock.instant();
            String in = question.database().isEmpty()
                    ? wanted.databases().isEmpty()
                            ? "postgres"
                            : wanted.databases().getFirst()
                    : question.database();
            step("line " + question.line());
            String subject = "line " + question.line();
            try (Database database = Database.open(address, in)) {
                Database.Rows answer = database.ask(question.sql(), 1000);
                Expectation expectation = question.expectation();
                String found = String.valueOf(expectation == null ? answer.first() : expectation.found(answer));
                boolean holds = expectation == null || expectation.holds(answer);
                add(
                        "sql",
                        in,
                        subject,
                        holds ? Check.Verdict.OK : Check.Verdict.FAILED,
                        holds ? found : "expected " + expectation + ", was " + found,
                        begun);
            } catch (Database.Failed e) {
                add("sql", in, subject, Check.Verdict.FAILED, String.valueOf(e.getMessage()), begun);
            }
        }
    }

    private void step(String what) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        progress.accept("looks at " + what);
    }

    private void add(
            String what, String database, String subject, Check.Verdict verdict, String detail, Instant begun) {
        checks.add(new Check(what, database, subject, verdict, detail, Duration.between(begun, clock.instant())));
    }

    private static List<String> firstColumn(Database.Rows rows) {
        return rows.rows().stream().map(row -> String.valueOf(row.getFirst())).toList();
    }
}
