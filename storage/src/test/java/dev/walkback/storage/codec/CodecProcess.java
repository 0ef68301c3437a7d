package dev.walkback.storage.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own that uses the codecs named on its command line, for what can be seen in a fresh process only. */
final class CodecProcess {

    private CodecProcess() {}

    /** Sends a text there and back through each, then says which native libraries of ours the process has mapped. */
    public static void main(String[] names) throws IOException {
        byte[] text = Samples.resource("text");
        for (String name : names) {
            Codec codec = Codecs.named(name).orElseThrow();
            if (!Arrays.equals(Samples.decoded(codec, Samples.encoded(codec, text)), text)) {
                throw new IllegalStateException(name + " changed the text");
            }
        }
        Codecs.METHODS.forEach(Codecs::named);
        try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
            maps.filter(line -> line.endsWith(".so"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .filter(CodecProcess::isOurs)
                    .forEach(library -> System.out.println("mapped " + library));
        }
    }

    private static boolean isOurs(String library) {
        return List.of("lz4-java", "zstd-jni", "brotli").stream().anyMatch(library::contains);
    }

    record Outcome(int exit, List<String> lines) {

        List<String> mapped() {
            return lines.stream()
                    .filter(line -> line.startsWith("mapped "))
                    .map(line -> line.substring("mapped ".length()))
                    .toList();
        }
    }

    static Outcome run(List<String> options, String... names) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CodecProcess.class.getName()));
        command.addAll(List.of(names));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        return new Outcome(process.waitFor(), lines);
    }
}
