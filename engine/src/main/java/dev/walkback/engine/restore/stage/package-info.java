/**
 * WAL brought near before a server replays it: decoded, checked and written down in a manifest, with a small shell script that PostgreSQL
 * asks for it. What the server needs then is a directory; neither keys, nor a network, nor walkback. The format is docs/formats/stage.md.
 */
@NullMarked
package dev.walkback.engine.restore.stage;

import org.jspecify.annotations.NullMarked;
