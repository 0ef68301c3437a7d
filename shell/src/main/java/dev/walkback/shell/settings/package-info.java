/**
 * Where values come from: flags, environment, files; which of them wins; and the storages they describe.
 */
@NullMarked
package dev.walkback.shell.settings;

import org.jspecify.annotations.NullMarked;
