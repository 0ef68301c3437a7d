/** How a server is set up, and how it fares with its archiving, as printed. */
@NullMarked
package dev.walkback.shell.report.setup;

import org.jspecify.annotations.NullMarked;
