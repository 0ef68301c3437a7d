package dev.walkback.shell.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Writes a storage into the text of a YAML file, line by line, so that comments, order and whatever else is in it stay as they
 * are. The result is read again and compared: an edit that would change anything else is not made.
 */
final class YamlEdit {

    private static final String STORAGES = "STORAGES";
    private static final String DEFAULT = "DEFAULT";
    private static final int STEP = 2;

    private final String text;
    private final List<String> lines;
    private final @Nullable MappingNode root;

    private YamlEdit(String text) throws UnreadableFileException {
        this.text = text;
        this.lines = new ArrayList<>(text.lines().toList());
        this.root = YamlFormat.root(text) instanceof MappingNode mapping ? mapping : null;
    }

    /**
     * The text with the storage in it, in place of one of the same name; empty where the file is written in a way that cannot be
     * edited by lines.
     *
     * @throws UnreadableFileException when it is no YAML map to begin with
     */
    static Optional<String> with(NewStorage storage, boolean byDefault, String text) throws UnreadableFileException {
        Map<String, String> before = flat(YamlFormat.read(text), "");
        YamlEdit edit = new YamlEdit(text);
        if (!edit.put(storage) || (byDefault && !edit.putDefault(storage.name()))) {
            return Optional.empty();
        }
        String edited = String.join(text.contains("\r\n") ? "\r\n" : "\n", edit.lines) + "\n";
        return isAsMeant(before, edited, storage, byDefault) ? Optional.of(edited) : Optional.empty();
    }

    private boolean put(NewStorage storage) {
        NodeTuple storages = entry(root, STORAGES);
        if (storages == null) {
            if (root != null && (root.getFlowStyle() == FlowStyle.FLOW || column(root) != 0)) {
                return false;
            }
            lines.add("storages:");
            lines.addAll(block(storage, STEP));
            return true;
        }
        int line = storages.getKeyNode().getStartMark().getLine();
        if (storages.getValueNode() instanceof MappingNode all && all.getFlowStyle() == FlowStyle.BLOCK) {
            putAmong(all, storage);
            return true;
        }
        if (isNothing(storages.getValueNode())) {
            lines.set(line, lines.get(line).replaceFirst(":\\s*(?:\\{\\s*}|~|null)", ":"));
            lines.addAll(line + 1, block(storage, column(storages.getKeyNode()) + STEP));
            return true;
        }
        return false;
    }

    private void putAmong(MappingNode all, NewStorage storage) {
        List<String> block = block(storage, column(all));
        for (NodeTuple each : all.getValue()) {
            if (each.getKeyNode() instanceof ScalarNode key && key.getValue().equals(storage.name())) {
                int first = key.getStartMark().getLine();
                lines.subList(first, lastLine(each.getValueNode(), first) + 1).clear();
                lines.addAll(first, block);
                return;
            }
        }
        NodeTuple last = all.getValue().getLast();
        lines.addAll(
                lastLine(last.getValueNode(), last.getKeyNode().getStartMark().getLine()) + 1, block);
    }

    private boolean putDefault(String name) {
        NodeTuple entry = entry(root, DEFAULT);
        if (entry == null) {
            lines.addFirst("default: " + quoted(name));
            return root == null || column(root) == 0;
        }
        if (!(entry.getValueNode() instanceof ScalarNode value)
                || value.getStartMark().getLine() != value.getEndMark().getLine()) {
            return false;
        }
        int line = value.getStartMark().getLine();
        // the storage may have been put in above it
        int now = lines.indexOf(text.lines().toList().get(line));
        String old = lines.get(now);
        lines.set(
                now,
                old.substring(0, value.getStartMark().getColumn())
                        + quoted(name)
                        + old.substring(value.getEndMark().getColumn()));
        return true;
    }

    private static List<String> block(NewStorage storage, int indent) {
        List<String> block = new ArrayList<>();
        block.add(" ".repeat(indent) + quoted(storage.name()) + ":");
        storage.settings().forEach((name, value) -> block.add(" ".repeat(indent + STEP) + name + ": " + quoted(value)));
        return block;
    }

    /** Always in quotes: YAML takes {@code no}, {@code 0123} and {@code 1:30} for something else than text. */
    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static @Nullable NodeTuple entry(@Nullable MappingNode map, String name) {
        if (map == null) {
            return null;
        }
        return map.getValue().stream()
                .filter(each -> each.getKeyNode() instanceof ScalarNode key
                        && Catalogue.normal(key.getValue()).equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNothing(Node node) {
        return node instanceof MappingNode map
                ? map.getValue().isEmpty()
                : node instanceof ScalarNode scalar && List.of("", "~", "null").contains(scalar.getValue());
    }

    private static int column(Node node) {
        return node.getStartMark().getColumn();
    }

    /** A block ends where the next token begins, behind comments that are not its own: its last leaf tells better. */
    private static int lastLine(Node node, int atLeast) {
        if (node instanceof MappingNode map && map.getFlowStyle() == FlowStyle.BLOCK) {
            int last = atLeast;
            for (NodeTuple each : map.getValue()) {
                last = Math.max(last, each.getKeyNode().getStartMark().getLine());
                last = lastLine(each.getValueNode(), last);
            }
            return last;
        }
        boolean wholeLines = node.getEndMark().getColumn() == 0
                && node.getEndMark().getLine() > node.getStartMark().getLine();
        return Math.max(atLeast, node.getEndMark().getLine() - (wholeLines ? 1 : 0));
    }

    private static boolean isAsMeant(Map<String, String> before, String edited, NewStorage storage, boolean byDefault) {
        try {
            String under = STORAGES + "/" + storage.name() + "/";
            Map<String, String> meant = new LinkedHashMap<>(before);
            meant.keySet().removeIf(path -> path.startsWith(under));
            storage.settings().forEach((name, value) -> meant.put(under + name, value));
            if (byDefault) {
                meant.put(DEFAULT, storage.name());
            }
            return flat(YamlFormat.read(edited), "").equals(meant);
        } catch (UnreadableFileException spoilt) {
            return false;
        }
    }

    private static Map<String, String> flat(dev.walkback.shell.settings.Node.Table table, String under) {
        Map<String, String> all = new LinkedHashMap<>();
        for (dev.walkback.shell.settings.Node.Entry entry : table.entries()) {
            String normal = Catalogue.normal(entry.key());
            String path = under.isEmpty() && List.of(STORAGES, DEFAULT).contains(normal) ? normal : under + entry.key();
            switch (entry.node()) {
                case dev.walkback.shell.settings.Node.Text value ->
                    all.put(path, value.text().reveal());
                case dev.walkback.shell.settings.Node.Table inner -> all.putAll(flat(inner, path + "/"));
                case dev.walkback.shell.settings.Node.Items _ -> all.put(path, "[]");
            }
        }
        return all;
    }
}
