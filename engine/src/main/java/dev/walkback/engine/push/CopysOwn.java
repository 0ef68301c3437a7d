package dev.walkback.engine.push;

import java.util.Set;

/** Files that belong to one server and not to what it serves: a copy that is brought forward keeps its own. */
public final class CopysOwn {

    public static final Set<String> FILES = Set.of("pg_hba.conf", "postgresql.conf", "postgresql.auto.conf");

    private CopysOwn() {}
}
