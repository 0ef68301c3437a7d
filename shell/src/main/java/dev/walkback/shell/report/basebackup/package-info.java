/** What is said of base backups that WAL-G did not make, of plain archives of WAL, and of copies of data directories. */
@NullMarked
package dev.walkback.shell.report.basebackup;

import org.jspecify.annotations.NullMarked;
