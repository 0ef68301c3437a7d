package dev.walkback.shell.walg;

import dev.walkback.shell.server.ServerAddress;
import dev.walkback.shell.settings.Settings;
import dev.walkback.storage.MutableStorage;
import dev.walkback.storage.codec.Codec;
import dev.walkback.storage.crypto.Encryption;
import dev.walkback.storage.wrap.LentStorage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is configured, with storages that are opened once and stay open from one message to the next. */
final class KeptStorages implements Session.Configured, AutoCloseable {

    private final Session.Configured within;
    private final Map<String, MutableStorage> open = new HashMap<>();

    KeptStorages(Session.Configured within) {
        this.within = within;
    }

    @Override
    public List<String> failoverNames() {
        return within.failoverNames();
    }

    @Override
    public synchronized MutableStorage storage(String name) throws WalgFailure {
        MutableStorage storage = open.get(name);
        if (storage == null) {
            storage = within.storage(name);
            open.put(name, storage);
        }
        return new LentStorage(storage);
    }

    @Override
    public MutableStorage storageOf(String configFile) throws WalgFailure {
        return within.storageOf(configFile);
    }

    @Override
    public Optional<Encryption> encryption() throws WalgFailure {
        return within.encryption();
    }

    @Override
    public Optional<String> text(String setting) {
        return within.text(setting);
    }

    @Override
    public long number(String setting, long preset) {
        return within.number(setting, preset);
    }

    @Override
    public ServerAddress server() {
        return within.server();
    }

    @Override
    public Codec codec() throws WalgFailure {
        return within.codec();
    }

    @Override
    public Settings settings() {
        return within.settings();
    }

    @Override
    public synchronized void close() {
        open.values().forEach(MutableStorage::close);
    }
}
