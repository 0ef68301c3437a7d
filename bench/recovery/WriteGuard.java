import dev.walkback.engine.walfetch.Spool;
import dev.walkback.engine.walfetch.StreamGuard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Run from its source: WriteGuard SPOOL LAUNCHER [SETTING=VALUE...] makes a spool and prints its restore_command. */
final class WriteGuard {

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new TreeMap<>();
        for (String each : List.of(arguments).subList(2, arguments.length)) {
            String[] halves = each.split("=", 2);
            settings.put(halves[0], halves[1]);
        }
        StreamGuard guard =
                new StreamGuard(new Spool(Path.of(arguments[0])), List.of(arguments[1]), List.of(), settings);
        guard.write();
        System.out.println(guard.restoreCommand());
    }
}
