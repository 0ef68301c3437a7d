/** Who this process is to others that would push the same cluster, and what is said when they are in each other's way. */
@NullMarked
package dev.walkback.shell.lock;

import org.jspecify.annotations.NullMarked;
