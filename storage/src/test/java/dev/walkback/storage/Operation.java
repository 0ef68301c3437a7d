package dev.walkback.storage;

/** Each thing that can be asked of a storage, for cases that must hold for all of them. */
enum Operation {
    LIST {
        @Override
        void on(MutableStorage storage, String key) {
            try (var listing = storage.list(KeyRange.ALL)) {
                listing.forEach(object -> {});
            }
        }
    },
    ENTRIES {
        @Override
        void on(MutableStorage storage, String key) {
            try (var listing = storage.entries("")) {
                listing.forEach(entry -> {});
            }
        }
    },
    STAT {
        @Override
        void on(MutableStorage storage, String key) {
            storage.stat(key);
        }
    },
    READ {
        @Override
        void on(MutableStorage storage, String key) throws Exception {
            try (OpenObject object = storage.read(key)) {
                object.bytes().readAllBytes();
            }
        }
    },
    READ_RANGE {
        @Override
        void on(MutableStorage storage, String key) throws Exception {
            try (OpenObject object = storage.read(key, new ByteRange(1, 2, null))) {
                object.bytes().readAllBytes();
            }
        }
    },
    WRITE {
        @Override
        void on(MutableStorage storage, String key) {
            storage.write(key, Content.of(new byte[10]), Overwrite.ALLOWED);
        }
    },
    WRITE_ONCE {
        @Override
        void on(MutableStorage storage, String key) {
            storage.write(key, (Content.Produced) sink -> sink.write(new byte[10]), Overwrite.REFUSED);
        }
    },
    COPY_FROM {
        @Override
        void on(MutableStorage storage, String key) {
            storage.copy(key, "copy of it", Overwrite.ALLOWED);
        }
    },
    COPY_TO {
        @Override
        void on(MutableStorage storage, String key) {
            storage.copy("original", key, Overwrite.ALLOWED);
        }
    },
    DELETE {
        @Override
        void on(MutableStorage storage, String key) {
            storage.delete(java.util.List.of(key));
        }
    };

    abstract void on(MutableStorage storage, String key) throws Exception;

    boolean takesKey() {
        return this != LIST && this != ENTRIES;
    }

    boolean changes() {
        return switch (this) {
            case WRITE, WRITE_ONCE, COPY_FROM, COPY_TO, DELETE -> true;
            case LIST, ENTRIES, STAT, READ, READ_RANGE -> false;
        };
    }
}
