package dev.walkback.engine.restore.partial;

import java.util.List;

/** A database or table was asked for that the backup does not have. WAL-G restores a cluster without it and says nothing. */
public final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String typed;
    private final boolean ofTable;
    private final List<String> known;

    UnknownNameException(String typed, boolean ofTable, List<String> known) {
        super(typed);
        this.typed = typed;
        this.ofTable = ofTable;
        this.known = List.copyOf(known);
    }

    public String typed() {
        return typed;
    }

    /** Whether its database is there, and only the table is not. */
    public boolean ofTable() {
        return ofTable;
    }

    /** The databases, or the tables of that database, that there are; empty where the backup tells no names. */
    public List<String> known() {
        return known;
    }
}
