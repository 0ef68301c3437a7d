/**
 * What it costs to look at an archive: made-up archives of any size, a line of a given length to a real S3 server, whole commands
 * and the reader by itself, beside WAL-G where a binary is named.
 */
@NullMarked
package dev.walkback.bench.look;

import org.jspecify.annotations.NullMarked;
