package dev.walkback.shell.command;

import dev.walkback.shell.report.StorageAdded;
import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.settings.KnownStorage;
import dev.walkback.shell.settings.Settings;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.Storage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.layer.Layers;
import java.util.List;

/** Where commands get their storages from. In each call the empty text means the storage that the settings name. */
public interface Storages extends AutoCloseable {

    /** To look at. */
    Storage open(String nameOrUrl);

    /**
     * To change.
     *
     * @throws dev.walkback.shell.Refusal where the session is read-only
     */
    MutableStorage openToChange(String nameOrUrl);

    /** To find out whether it can be changed, before that is allowed. */
    MutableStorage openToProbe(String nameOrUrl);

    /** What {@link #open} would talk to. */
    Target target(String nameOrUrl);

    /** How its objects are encrypted. */
    Layers layers(String nameOrUrl);

    /** How new objects are compressed. */
    Codec codec(String nameOrUrl);

    /** All settings that hold for it. */
    Settings settings(String nameOrUrl);

    /** The server that the settings and PostgreSQL's own variables name; no storage need be named for it. */
    ServerAddress server();

    /** Those that the settings describe. */
    List<KnownStorage> known();

    /**
     * Gives a storage a name, in the user's config file.
     *
     * @param settings {@code SETTING=value} each
     * @param replace whether there may be one of that name
     * @param byDefault whether it is to count when none is named
     */
    StorageAdded add(String name, String place, List<String> settings, boolean replace, boolean byDefault);

    /** Closes what was opened. */
    @Override
    void close();
}
