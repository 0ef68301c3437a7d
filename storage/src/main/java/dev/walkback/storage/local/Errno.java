package dev.walkback.storage.local;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileSystemException;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why the system refused, where Java has no exception of its own for it. Java passes on the system's words only, and these
 * are in the language of the machine: English is tried first, then what the C library calls each number here.
 */
enum Errno {
    EPERM(1, "Operation not permitted"),
    EIO(5, "Input/output error"),
    ENXIO(6, "No such device or address"),
    EACCES(13, "Permission denied"),
    ENODEV(19, "No such device"),
    ENOTDIR(20, "Not a directory"),
    EISDIR(21, "Is a directory"),
    EINVAL(22, "Invalid argument"),
    ENFILE(23, "Too many open files in system"),
    EMFILE(24, "Too many open files"),
    EFBIG(27, "File too large"),
    ENOSPC(28, "No space left on device"),
    EROFS(30, "Read-only file system"),
    EMLINK(31, "Too many links"),
    ENAMETOOLONG(36, "File name too long"),
    ELOOP(40, "Too many levels of symbolic links"),
    EOPNOTSUPP(95, "Operation not supported"),
    ENOTCONN(107, "Transport endpoint is not connected"),
    ETIMEDOUT(110, "Connection timed out"),
    EHOSTDOWN(112, "Host is down"),
    EHOSTUNREACH(113, "No route to host"),
    ESTALE(116, "Stale file handle"),
    EDQUOT(122, "Disk quota exceeded"),
    /** None of these. */
    OTHER(0, "");

    /** To the system's words about too many links. */
    private static final String JAVA_ADDS = " or unable to access attributes of symbolic link";

    private final int number;
    private final String english;

    Errno(int number, String english) {
        this.number = number;
        this.english = english;
    }

    static Errno of(IOException failure) {
        String words = words(failure);
        if (words == null) {
            return OTHER;
        }
        for (Errno errno : values()) {
            if (errno.english.equals(words)) {
                return errno;
            }
        }
        for (Map.Entry<Errno, String> local : LocalWords.OF.entrySet()) {
            if (local.getValue().equals(words)) {
                return local.getKey();
            }
        }
        return OTHER;
    }

    private static @Nullable String words(IOException failure) {
        String words = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return words != null && words.endsWith(JAVA_ADDS)
                ? words.substring(0, words.length() - JAVA_ADDS.length())
                : words;
    }

    /** Looked up at the first failure that is not in English, never before: linking to the C library takes a while. */
    private static final class LocalWords {

        static final Map<Errno, String> OF = lookUp();

        // strerror only reads a table of the C library
        @SuppressWarnings("restricted")
        private static Map<Errno, String> lookUp() {
            Map<Errno, String> words = new EnumMap<>(Errno.class);
            try {
                Linker linker = Linker.nativeLinker();
                MethodHandle strerror = linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("strerror"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
                for (Errno errno : values()) {
                    if (errno != OTHER) {
                        MemorySegment text = (MemorySegment) strerror.invokeExact(errno.number);
                        words.put(errno, text.reinterpret(1000).getString(0));
                    }
                }
            } catch (Throwable noSuchLibrary) {
                // then only English is understood
            }
            return words;
        }
    }
}
