package dev.walkback.shell.walg;

import dev.walkback.shell.Console;
import dev.walkback.shell.Face;
import java.util.List;

/** What the process speaks when it was started under the name {@code wal-g}. */
public final class WalgFace implements Face {

    /** Third word of {@code --version}; the first two are what scripts look for. */
    private static final String VERSION = "v3.0.9-walkback";

    @Override
    public int run(List<String> arguments, Console console) throws InterruptedException {
        return new Walg(new SettingsConfiguration(console.env(), console.clock()), VERSION).run(arguments, console);
    }
}
