package dev.walkback.shell.session;

import dev.walkback.storage.Location;

/** Short names for a storage and for the cluster in it, as the prompt shows them: an archive knows its cluster only by a number. */
public final class StorageLabel {

    private StorageLabel() {}

    /** A configured name as it is; of a URL the bucket, container or host; of a directory nothing, as its cluster's name says all. */
    public static String ofStorage(String nameOrUrl) {
        int scheme = nameOrUrl.indexOf("://");
        if (scheme < 0) {
            return nameOrUrl.contains("/") ? "" : nameOrUrl;
        }
        String rest = nameOrUrl.substring(scheme + 3);
        String host = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        return nameOrUrl.startsWith("file:") ? "" : host.substring(host.indexOf('@') + 1);
    }

    /** The last folder of the place, which people name after the cluster. */
    public static String ofCluster(Location location) {
        String text = location.text();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        String whole = text.substring(0, end);
        String last = whole.substring(whole.lastIndexOf('/') + 1);
        return last.isEmpty() || last.endsWith(":") ? text : last;
    }
}
