package dev.walkback.shell.walg;

import dev.walkback.storage.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a pattern with {@code --glob} stands for.
 *
 * @param objects keys of the objects that match
 * @param folders the folders that match, without a slash at their end
 */
record Glob(List<String> objects, List<String> folders) {

    private record Part(Folder folder, String pattern) {}

    static Glob of(Storage storage, String typed) throws WalgFailure {
        if (typed.equals("/")) {
            return new Glob(List.of(), List.of("/"));
        }
        List<String> objects = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        Deque<Part> waiting = new ArrayDeque<>();
        waiting.add(new Part(Folder.of(storage, ""), typed.replaceFirst("^/+", "")));
        while (!waiting.isEmpty()) {
            Part part = waiting.removeFirst();
            int slash = part.pattern().indexOf('/');
            boolean last = slash < 0 || slash == part.pattern().length() - 1;
            NamePattern pattern =
                    new NamePattern(slash < 0 ? part.pattern() : part.pattern().substring(0, slash));
            List<Folder> below = part.folder().visit(object -> {
                if (last && pattern.matches(SlashPath.base(object.key()))) {
                    objects.add(object.key());
                }
            });
            for (Folder folder : below) {
                if (!pattern.matches(folder.bareName())) {
                    continue;
                }
                if (last) {
                    folders.add(folder.prefix().substring(0, folder.prefix().length() - 1));
                } else {
                    waiting.add(new Part(folder, part.pattern().substring(slash + 1)));
                }
            }
        }
        return new Glob(objects, folders);
    }
}
