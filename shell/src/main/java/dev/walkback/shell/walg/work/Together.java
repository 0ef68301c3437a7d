package dev.walkback.shell.walg.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** The same question about many things, asked of many at once. */
public final class Together {

    /** Enough to hide a round trip to an object store, few enough for a server over SSH. */
    private static final int AT_ONCE = 32;

    private Together() {}

    /** What is asked of each. */
    @FunctionalInterface
    public interface Question<T, R> {
        R of(T thing) throws Exception;
    }

    /** The answers, in the order of the things. When several fail, it is the first of them whose failure is thrown. */
    public static <T, R> List<R> ask(List<T> things, Question<T, R> question) throws Exception {
        if (things.isEmpty()) {
            return List.of();
        }
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> asked = things.stream()
                    .map(thing -> threads.submit(within(room, () -> question.of(thing))))
                    .toList();
            try {
                List<R> answers = new ArrayList<>(asked.size());
                for (Future<R> each : asked) {
                    answers.add(Beside.answer(each));
                }
                return List.copyOf(answers);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static <R> Callable<R> within(Semaphore room, Callable<R> work) {
        return () -> {
            room.acquire();
            try {
                return work.call();
            } finally {
                room.release();
            }
        };
    }
}
