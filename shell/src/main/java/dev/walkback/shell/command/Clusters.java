package dev.walkback.shell.command;

import dev.walkback.engine.archive.Archive;
import dev.walkback.engine.archive.Cluster;
import dev.walkback.engine.backup.SystemIdentifier;
import dev.walkback.shell.NotFound;
import dev.walkback.shell.line.Invocation;
import dev.walkback.shell.report.ErrorCode;
import dev.walkback.shell.report.ShellWord;
import dev.walkback.shell.report.Suggestion;
import dev.walkback.shell.report.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which of an archive's clusters is meant. Several are never mixed and none is guessed. */
public final class Clusters {

    private static final int SUGGESTED = 3;

    private Clusters() {}

    /**
     * @param chosen in this sitting; null for none
     * @throws NotFound when there is none, none like that, or nothing says which of several
     */
    public static Cluster of(Archive archive, Invocation invocation, @Nullable SystemIdentifier chosen) {
        if (archive.clusters().isEmpty()) {
            throw Misplaced.of(archive);
        }
        String typed = invocation.value("--cluster").orElse(chosen == null ? "" : chosen.toString());
        return named(archive, typed, invocation);
    }

    /** @param typed the whole identifier, or the last digits of it */
    static Cluster named(Archive archive, String typed, Invocation invocation) {
        List<Cluster> found = archive.clusters().stream()
                .filter(cluster -> name(cluster).endsWith(typed))
                .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw typed.isEmpty() ? severalIn(archive, invocation) : notOne(archive, typed, found.size(), invocation);
    }

    private static NotFound severalIn(Archive archive, Invocation invocation) {
        List<Suggestion> tries = new ArrayList<>();
        archive.clusters().stream()
                .limit(SUGGESTED)
                .forEach(cluster -> tries.add(Suggestion.command(
                        Retyped.line(invocation, Set.of("--cluster"), "--cluster=" + name(cluster)),
                        Text.count(cluster.backups().size(), "backup"))));
        tries.add(Suggestion.command("cluster list" + Retyped.storage(invocation), "what each of them holds"));
        return new NotFound(
                ErrorCode.CLUSTER_NOT_CHOSEN,
                archive.location() + " holds " + archive.clusters().size() + " clusters",
                "their system identifiers are " + names(archive) + "; they are told apart and never mixed",
                tries);
    }

    private static NotFound notOne(Archive archive, String typed, int found, Invocation invocation) {
        return new NotFound(
                ErrorCode.CLUSTER_UNKNOWN,
                (found == 0 ? "there is no cluster " : "there is more than one cluster ") + ShellWord.quoted(typed),
                "the system identifiers in " + archive.location() + " are " + names(archive),
                List.of(Suggestion.command("cluster list" + Retyped.storage(invocation), "what each of them holds")));
    }

    private static String names(Archive archive) {
        return archive.clusters().stream().map(Clusters::name).collect(Collectors.joining(", "));
    }

    private static String name(Cluster cluster) {
        return cluster.identifier() == null ? "unknown" : cluster.identifier().toString();
    }
}
