package dev.walkback.engine.plan.objects;

import dev.walkback.engine.plan.Facts;
import dev.walkback.storage.ObjectInfo;

/** What a journal and a fingerprint keep of an object. */
public final class ObjectFacts {

    private ObjectFacts() {}

    public static Facts of(ObjectInfo object) {
        Facts facts = Facts.NONE
                .with("size_bytes", object.size())
                .with("modified", object.modified().toString());
        return object.etag() == null ? facts : facts.with("etag", object.etag());
    }

    /** Whether it is still the object that was seen: the etag decides where there is one, else size and time do. */
    public static boolean same(ObjectInfo seen, ObjectInfo now) {
        if (seen.etag() != null && now.etag() != null) {
            return seen.etag().equals(now.etag());
        }
        return seen.size() == now.size() && seen.modified().equals(now.modified());
    }
}
