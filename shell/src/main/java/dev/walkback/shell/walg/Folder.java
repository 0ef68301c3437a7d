package dev.walkback.shell.walg;

import dev.walkback.storage.Entry;
import dev.walkback.storage.ObjectInfo;
import dev.walkback.storage.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder as WAL-G walks it: breadth first, its objects before the folders below it, names relative to where the walk
 * began. How a folder below is named differs between WAL-G's storages, and its listings show that: a directory below a
 * named one begins with a slash, over SSH it also lacks the one at its end.
 */
final class Folder {

    private enum Naming {
        DIRECTORY,
        SSH,
        OBJECT_STORE
    }

    private final Storage storage;
    private final String prefix;
    private final Naming naming;

    private Folder(Storage storage, String prefix, Naming naming) {
        this.storage = storage;
        this.prefix = prefix;
        this.naming = naming;
    }

    /** @param path as typed: slashes in front and behind do not matter */
    static Folder of(Storage storage, String path) {
        String clean = SlashPath.relative(path);
        String at = storage.location().text();
        Naming naming =
                at.startsWith("file:") ? Naming.DIRECTORY : at.startsWith("ssh:") ? Naming.SSH : Naming.OBJECT_STORE;
        return new Folder(storage, clean.isEmpty() ? "" : clean + "/", naming);
    }

    /** What the keys of this folder begin with: empty, or ending in a slash. */
    String prefix() {
        return prefix;
    }

    /** What stands above the listing of a folder that a pattern found: the whole path in an object store or over SSH. */
    String heading() {
        String path = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
        String inside = storage.location().text().replaceFirst("^[a-z0-9]+://[^/]*/?", "");
        String whole = inside.isEmpty() || inside.endsWith("/") ? inside + path : inside + "/" + path;
        return switch (naming) {
            case DIRECTORY -> path;
            case SSH -> "/" + whole;
            case OBJECT_STORE -> whole + "/";
        };
    }

    /** The name that a listing of this folder gives to one below it. */
    String nameOf(Folder below) {
        String rest = below.prefix.substring(prefix.length());
        return switch (naming) {
            case OBJECT_STORE -> rest;
            case DIRECTORY -> prefix.isEmpty() ? rest : "/" + rest;
            case SSH -> "/" + rest.substring(0, rest.length() - 1);
        };
    }

    /** The name that a recursive listing of this folder gives to an object anywhere below it. */
    String nameOf(ObjectInfo object) {
        String rest = object.key().substring(prefix.length());
        boolean deep = rest.indexOf('/') >= 0;
        boolean slash = deep && (naming == Naming.SSH || (naming == Naming.DIRECTORY && !prefix.isEmpty()));
        return slash ? "/" + rest : rest;
    }

    /** Hands on the objects that lie directly here, in order, and returns the folders that do. */
    List<Folder> visit(Consumer<ObjectInfo> objects) {
        List<Folder> below = new ArrayList<>();
        try (Stream<Entry> entries = storage.entries(prefix)) {
            entries.forEach(entry -> {
                switch (entry) {
                    case ObjectInfo object -> objects.accept(object);
                    case Entry.Folder folder -> below.add(new Folder(storage, folder.key(), naming));
                }
            });
        }
        if (naming != Naming.OBJECT_STORE) {
            below.sort(Comparator.comparing(Folder::bareName));
        }
        return below;
    }

    /** Hands on every object below, folder by folder. */
    void visitAll(Consumer<ObjectInfo> objects) {
        Deque<Folder> waiting = new ArrayDeque<>(List.of(this));
        while (!waiting.isEmpty()) {
            waiting.addAll(waiting.removeFirst().visit(objects));
        }
    }

    /** The last part of the name, without slashes. */
    String bareName() {
        return SlashPath.base(prefix);
    }
}
