/**
 * Directories of another machine over SFTP. The only package that knows Apache SSHD.
 */
@NullMarked
package dev.walkback.storage.ssh;

import org.jspecify.annotations.NullMarked;
