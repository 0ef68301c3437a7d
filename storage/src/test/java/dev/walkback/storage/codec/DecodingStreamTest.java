package dev.walkback.storage.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all streams have in common: opening, stopping, closing, failing. */
class DecodingStreamTest {

    @ParameterizedTest
    @ValueSource(strings = {"text.lz4", "text.zst", "text.br", "text.lzma", "text.gz", "text.lzo"})
    void closed_early_and_twice_it_closes_the_stream_under_it_and_reads_no_more(String sample) throws IOException {
        AtomicInteger closes = new AtomicInteger();
        InputStream decoder = Codecs.ofKey(sample).decoding(new FilterInputStream(source(sample)) {
            @Override
            public void close() throws IOException {
                closes.incrementAndGet();
                super.close();
            }
        });
        assertThat(decoder.read()).isEqualTo(Samples.plainOf(sample)[0]);
        decoder.close();
        decoder.close();
        assertThat(closes.get()).isPositive();
        assertThatThrownBy(decoder::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.lz4", "text.zst", "text.br", "text.lzma", "text.gz", "text.lzo"})
    void closed_before_anything_was_read_it_is_just_closed(String sample) throws IOException {
        InputStream decoder = Codecs.ofKey(sample).decoding(source(sample));
        decoder.close();
        assertThatThrownBy(decoder::read).hasMessageContaining("closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.lz4", "text.zst", "text.br", "text.lzma", "text.gz", "text.lzo"})
    void the_end_stays_the_end(String sample) throws IOException {
        try (InputStream decoder = Codecs.ofKey(sample).decoding(source(sample))) {
            decoder.readAllBytes();
            assertThat(decoder.read()).isEqualTo(-1);
            assertThat(decoder.read(new byte[5])).isEqualTo(-1);
            assertThat(decoder.skip(5)).isZero();
            assertThat(decoder.available()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.lz4", "text.zst", "text.br", "text.lzma", "text.gz", "text.lzo"})
    void after_an_error_it_does_not_look_like_the_end(String sample) throws IOException {
        byte[] stored = Samples.resource(sample);
        byte[] cut = Arrays.copyOf(stored, stored.length / 2);
        try (InputStream decoder = Codecs.ofKey(sample).decoding(new ByteArrayInputStream(cut))) {
            assertThatThrownBy(decoder::readAllBytes).isInstanceOf(DamagedStreamException.class);
            assertThatThrownBy(decoder::readAllBytes).isInstanceOf(DamagedStreamException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text.lz4", "text.zst", "text.br", "text.lzma", "text.gz", "text.lzo"})
    void what_the_source_throws_comes_through_and_is_not_called_damage(String sample) throws IOException {
        byte[] stored = Samples.resource(sample);
        IOException broken = new EOFException("the line broke");
        InputStream source = new SequenceInputStream(
                new ByteArrayInputStream(stored, 0, stored.length / 2), new FilterInputStream(nothing()) {
                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        throw broken;
                    }

                    @Override
                    public int read() throws IOException {
                        throw broken;
                    }
                });
        try (InputStream decoder = Codecs.ofKey(sample).decoding(source)) {
            assertThatThrownBy(decoder::readAllBytes).isSameAs(broken);
        }
    }

    @Test
    void nothing_is_read_from_the_source_before_the_first_read() throws IOException {
        ByteArrayInputStream source = new ByteArrayInputStream(Samples.resource("text.lz4"));
        int before = source.available();
        try (InputStream decoder = new Lz4().decoding(source)) {
            assertThat(decoder.available()).isZero();
            assertThat(source.available()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zst", "br", "lzma", "gz", "lzo"})
    void another_thread_may_close_while_one_waits_for_the_source(String extension) throws Exception {
        PipedOutputStream feed = new PipedOutputStream();
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        InputStream source = new FilterInputStream(new PipedInputStream(feed)) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                waiting.countDown();
                try {
                    closed.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("closed under the reader");
            }

            @Override
            public void close() throws IOException {
                super.close();
                closed.countDown();
            }
        };
        InputStream decoder = Codecs.withExtension(extension).orElseThrow().decoding(source);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(new AssertionError("read " + decoder.read()));
            } catch (IOException expected) {
                outcome.complete(expected);
            }
        });
        waiting.await();
        decoder.close();
        reader.join();
        assertThat(outcome.get()).hasMessage("closed under the reader");
    }

    @Test
    void an_interrupted_thread_reads_on_and_stays_interrupted() throws IOException {
        try (InputStream decoder = new Zstd(ZstdLevel.DEFAULT).decoding(source("text.zst"))) {
            Thread.currentThread().interrupt();
            assertThat(decoder.readAllBytes()).isEqualTo(Samples.resource("text"));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "brotli", "lzma", "gzip"})
    void an_encoder_closes_the_stream_under_it_once_and_takes_nothing_more(String name) throws IOException {
        AtomicInteger closes = new AtomicInteger();
        OutputStream stored = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closes.incrementAndGet();
            }
        };
        OutputStream encoder = Codecs.named(name).orElseThrow().encoding(stored);
        encoder.write(1);
        encoder.close();
        encoder.close();
        assertThat(closes.get()).isEqualTo(1);
        assertThatThrownBy(() -> encoder.write(new byte[10])).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "brotli", "lzma", "gzip"})
    void an_encoder_whose_sink_fails_says_so_and_closes(String name) throws IOException {
        AtomicInteger closes = new AtomicInteger();
        OutputStream full = new OutputStream() {
            private int room = 20_000;

            @Override
            public void write(int oneByte) throws IOException {
                if (room-- <= 0) {
                    throw new IOException("no room");
                }
            }

            @Override
            public void close() {
                closes.incrementAndGet();
            }
        };
        OutputStream encoder = Codecs.named(name).orElseThrow().encoding(full);
        assertThatThrownBy(() -> {
                    try (encoder) {
                        encoder.write(Samples.mixed(9_000_000, 1));
                    }
                })
                .hasMessage("no room");
        assertThat(closes.get()).isEqualTo(1);
    }

    private static InputStream source(String sample) {
        return new ByteArrayInputStream(Samples.resource(sample));
    }

    private static InputStream nothing() {
        return InputStream.nullInputStream();
    }
}
