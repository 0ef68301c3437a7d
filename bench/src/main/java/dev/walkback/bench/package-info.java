/**
 * What walkback costs, side by side with a yardstick. Nothing here is a test: figures depend on the machine, and a machine is
 * not a reason to fail. {@code bench/run} starts all of it.
 */
@NullMarked
package dev.walkback.bench;

import org.jspecify.annotations.NullMarked;
