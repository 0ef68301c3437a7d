/**
 * The documents of a backup, written as WAL-G writes them: names, order, forms of numbers and times. The files metadata is
 * collected in compressed memory while tars are filled; the others are small.
 */
@NullMarked
package dev.walkback.engine.push.document;

import org.jspecify.annotations.NullMarked;
