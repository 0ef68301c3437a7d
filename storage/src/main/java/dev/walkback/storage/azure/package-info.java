/**
 * Azure Blob Storage. The only package that knows the Azure SDK.
 */
@NullMarked
package dev.walkback.storage.azure;

import org.jspecify.annotations.NullMarked;
