/** How fast fetching and replaying went on this machine before: what a plan reckons with. */
@NullMarked
package dev.walkback.engine.restore.rates;

import org.jspecify.annotations.NullMarked;
