package dev.walkback.shell.settings;

import java.time.Clock;
import java.util.Map;

/** What a start of the program does with settings, in a process of its own, whose loaded classes can be seen. */
final class ReadingInAnotherProcess {

    private ReadingInAnotherProcess() {}

    public static void main(String[] arguments) {
        Surroundings around = Surroundings.ofThisProcess();
        Surroundings onlyVariables = new Surroundings(
                Map.of("WALG_FILE_PREFIX", arguments[0]), around.directory(), around.directory(), around.user());
        Settings settings = Settings.read(Manner.NATIVE, onlyVariables, Flags.NONE);
        new StorageOpener(settings, Clock.systemUTC(), warning -> {}).open("").close();
    }
}
