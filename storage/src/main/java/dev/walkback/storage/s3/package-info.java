/**
 * Amazon S3 and what speaks its language. The only package that knows the AWS SDK.
 */
@NullMarked
package dev.walkback.storage.s3;

import org.jspecify.annotations.NullMarked;
