/**
 * Compression as streams: what WAL-G writes is read here, and the other way round. {@link dev.walkback.storage.codec.Codecs}
 * knows all of them; a decoding stream hands out its last byte only after the end of the stored stream was checked. Depends on
 * no storage; anyone may depend on it.
 *
 * <p><b>Native libraries.</b> Three codecs load one, on the first stream: each asks {@code System.loadLibrary} first, and only
 * when {@code -Djava.library.path} has nothing unpacks its own into {@code java.io.tmpdir}, which costs 15 to 33 ms a start and
 * leaves files behind a killed process. A launcher puts these into one folder and names it there (ARCH: {@code amd64} and
 * {@code x86_64}, or {@code aarch64} twice):
 *
 * <pre>
 * file                        jar                          entry
 * liblz4-java.so              lz4-java                     net/jpountz/util/linux/ARCH/liblz4-java.so
 * libzstd-jni-VERSION.so      zstd-jni, of that VERSION    linux/ARCH/libzstd-jni-VERSION.so
 * libbrotli.so                native-linux-ARCH            lib/linux-ARCH/libbrotli.so
 * </pre>
 *
 * {@code -Dbrotli4j.library.path} is not needed; it would name the file, not its folder. Where no library can be loaded, lz4
 * falls back to Java; zstd and brotli fail.
 */
@NullMarked
package dev.walkback.storage.codec;

import org.jspecify.annotations.NullMarked;
