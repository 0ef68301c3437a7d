package dev.walkback.shell.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML, taken as the tree of its nodes, so that texts are those of the file and nothing is constructed. Anchors and merge keys
 * work; what they unfold to is counted, because a few lines of them can unfold to more than any memory.
 */
final class YamlFormat {

    private static final int MOST_NODES = 10_000;
    private static final int MOST_DEPTH = 20;

    private static final Resolver RESOLVER = new Resolver();

    private int nodes;

    private YamlFormat() {}

    /** A map of names and values; nothing at all is an empty one. */
    static Node.Table read(String text) throws UnreadableFileException {
        org.yaml.snakeyaml.nodes.@Nullable Node root = root(text);
        if (root == null || (root instanceof ScalarNode scalar && isNothing(scalar))) {
            return Node.Table.EMPTY;
        }
        if (!(root instanceof MappingNode mapping)) {
            throw new UnreadableFileException("it is not a YAML map of names and values", line(root));
        }
        return new YamlFormat().table(mapping, 0);
    }

    /** A map, or a list of maps as if they were one. */
    static Node.Table readMaps(String text) throws UnreadableFileException {
        if (!(root(text) instanceof SequenceNode sequence)) {
            return read(text);
        }
        YamlFormat format = new YamlFormat();
        List<Node.Entry> entries = new ArrayList<>();
        for (org.yaml.snakeyaml.nodes.Node part : sequence.getValue()) {
            if (!(part instanceof MappingNode mapping)) {
                throw new UnreadableFileException("it is not a YAML list of maps", line(part));
            }
            entries.addAll(format.table(mapping, 0).entries());
        }
        return new Node.Table(entries);
    }

    static org.yaml.snakeyaml.nodes.@Nullable Node root(String text) throws UnreadableFileException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MOST_DEPTH);
        options.setMaxAliasesForCollections(MOST_NODES);
        try {
            return new Composer(new ParserImpl(new StreamReader(text), options), RESOLVER, options).getSingleNode();
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 0
                    : malformed.getProblemMark().getLine() + 1;
            throw new UnreadableFileException("it is not valid YAML", line);
        } catch (YAMLException malformed) {
            throw new UnreadableFileException("it is not valid YAML", 0);
        }
    }

    private Node.Table table(MappingNode mapping, int depth) throws UnreadableFileException {
        List<Node.Entry> entries = new ArrayList<>();
        List<Node.Entry> own = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new UnreadableFileException("a key is not a plain word", line(tuple.getKeyNode()));
            }
            if (key.getTag().equals(Tag.MERGE)) {
                entries.addAll(merged(tuple.getValueNode(), depth + 1));
            } else if (!seen.add(key.getValue())) {
                throw new UnreadableFileException("a key is there twice", line(key));
            } else {
                node(tuple.getValueNode(), depth + 1)
                        .ifPresent(node -> own.add(new Node.Entry(key.getValue(), node, line(key))));
            }
        }
        // what a map says itself counts more than what it takes over, and the later of two entries counts
        entries.addAll(own);
        return new Node.Table(entries);
    }

    private List<Node.Entry> merged(org.yaml.snakeyaml.nodes.Node value, int depth) throws UnreadableFileException {
        counted(value, depth);
        List<Node.Entry> entries = new ArrayList<>();
        if (value instanceof MappingNode mapping) {
            entries.addAll(table(mapping, depth).entries());
        } else if (value instanceof SequenceNode sequence) {
            for (org.yaml.snakeyaml.nodes.Node part : sequence.getValue().reversed()) {
                entries.addAll(merged(part, depth + 1));
            }
        } else {
            throw new UnreadableFileException("a merge key (<<) takes over something that is not a map", line(value));
        }
        return entries;
    }

    private Optional<Node> node(org.yaml.snakeyaml.nodes.Node value, int depth) throws UnreadableFileException {
        counted(value, depth);
        return switch (value) {
            case MappingNode mapping -> Optional.of(table(mapping, depth));
            case ScalarNode scalar -> isNothing(scalar) ? Optional.empty() : Optional.of(text(scalar));
            default -> Optional.of(new Node.Items());
        };
    }

    private void counted(org.yaml.snakeyaml.nodes.Node value, int depth) throws UnreadableFileException {
        nodes++;
        if (nodes > MOST_NODES || depth > MOST_DEPTH) {
            throw new UnreadableFileException("its anchors unfold to too much", line(value));
        }
    }

    private static Node.Text text(ScalarNode scalar) {
        String written = scalar.getValue();
        if (!isPlain(scalar)) {
            return new Node.Text(Secret.of(written), false);
        }
        if (scalar.getTag().equals(Tag.BOOL) && (written.equals("True") || written.equals("TRUE"))) {
            return new Node.Text(Secret.of("true"), false);
        }
        if (scalar.getTag().equals(Tag.BOOL) && (written.equals("False") || written.equals("FALSE"))) {
            return new Node.Text(Secret.of("false"), false);
        }
        String read = GoNumbers.ofYaml(written).orElse(written);
        return new Node.Text(Secret.of(read), !read.equals(written));
    }

    private static boolean isNothing(ScalarNode scalar) {
        return isPlain(scalar)
                && switch (scalar.getValue()) {
                    case "", "~", "null", "Null", "NULL" -> true;
                    default -> false;
                };
    }

    /** Neither in quotes nor said to be of some type. */
    private static boolean isPlain(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getTag().equals(RESOLVER.resolve(NodeId.scalar, scalar.getValue(), true));
    }

    private static int line(org.yaml.snakeyaml.nodes.Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
