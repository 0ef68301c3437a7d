/**
 * Making a backup: what is wanted, what the server tells, which file goes in how, and the order in which it all becomes an archive's.
 * The rooms below walk the data directory, pack tars, decide what a delta leaves out, and write the documents.
 */
@NullMarked
package dev.walkback.engine.push;

import org.jspecify.annotations.NullMarked;
