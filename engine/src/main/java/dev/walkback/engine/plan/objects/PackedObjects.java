package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Packed;
import dev.walkback.storage.ObjectInfo;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How steps over objects are written down while they wait in memory. In Java's own form of UTF-8, which changes no name, not even
 * one that is no proper text.
 */
public final class PackedObjects {

    static final Packed.Form<String> KEYS = new Packed.Form<>() {
        @Override
        public void write(String key, DataOutput out) throws IOException {
            out.writeUTF(key);
        }

        @Override
        public String read(DataInput in) throws IOException {
            return in.readUTF();
        }
    };

    static final Packed.Form<DeleteObject> DELETIONS = new Packed.Form<>() {
        @Override
        public void write(DeleteObject step, DataOutput out) throws IOException {
            object(step.seen(), out);
        }

        @Override
        public DeleteObject read(DataInput in) throws IOException {
            return new DeleteObject(object(in));
        }
    };

    public static final Packed.Form<CopyObject> COPIES = new Packed.Form<>() {
        @Override
        public void write(CopyObject step, DataOutput out) throws IOException {
            object(step.source(), out);
            ObjectInfo replaced = step.replaced();
            out.writeBoolean(replaced != null);
            if (replaced != null) {
                object(replaced, out);
            }
        }

        @Override
        public CopyObject read(DataInput in) throws IOException {
            return new CopyObject(object(in), replaced(in));
        }

        private @Nullable ObjectInfo replaced(DataInput in) throws IOException {
            return in.readBoolean() ? object(in) : null;
        }
    };

    private PackedObjects() {}

    private static void object(ObjectInfo object, DataOutput out) throws IOException {
        out.writeUTF(object.key());
        out.writeLong(object.size());
        Instant modified = object.modified();
        out.writeLong(modified.getEpochSecond());
        out.writeInt(modified.getNano());
        String etag = object.etag();
        out.writeBoolean(etag != null);
        if (etag != null) {
            out.writeUTF(etag);
        }
    }

    private static ObjectInfo object(DataInput in) throws IOException {
        String key = in.readUTF();
        long size = in.readLong();
        Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
        return new ObjectInfo(key, size, modified, in.readBoolean() ? in.readUTF() : null);
    }
}
