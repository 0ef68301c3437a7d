package dev.walkback.bench.look;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** The yardstick of listings: all segments, by some workers with the SDK alone who know beforehand where to share. */
final class Paging {

    private Paging() {}

    static int count(ServedArchive served, S3Client client, int workers) throws Exception {
        int segments = served.archive().segments();
        List<Future<Integer>> shares = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            for (int worker = 0; worker < workers; worker++) {
                int first = 1 + (int) ((long) worker * segments / workers);
                int last = (int) ((long) (worker + 1) * segments / workers);
                shares.add(threads.submit(() -> share(served, client, first, last)));
            }
        }
        int count = 0;
        for (Future<Integer> share : shares) {
            count += share.get();
        }
        return count;
    }

    private static int share(ServedArchive served, S3Client client, int first, int last) {
        String folder = served.prefix() + "/wal_005/";
        String after = folder + MadeArchive.name(first - 1) + ".z";
        String end = folder + MadeArchive.name(last) + ".z";
        int count = 0;
        while (true) {
            String start = after;
            ListObjectsV2Response page = client.listObjectsV2(
                    request -> request.bucket(served.bucket()).prefix(folder).startAfter(start));
            for (var object : page.contents()) {
                if (object.key().compareTo(end) > 0) {
                    return count;
                }
                count++;
                after = object.key();
            }
            if (!Boolean.TRUE.equals(page.isTruncated())) {
                return count;
            }
        }
    }
}
