package dev.walkback.storage.s3;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * What is asked beside the bytes: storage class, encryption on the service's side, lock. S3 wants the same things said
 * by each kind of request on its own, so here is a method for each.
 */
final class Extras {

    private final S3NewObjects wanted;
    private final Clock clock;
    private final @Nullable Customer customer;
    private final @Nullable String algorithm;
    private final @Nullable String kmsKey;

    /** A key of ours in the form that requests carry it. */
    private record Customer(String algorithm, String key, String md5) {}

    Extras(S3NewObjects wanted, Clock clock) {
        this.wanted = wanted;
        this.clock = clock;
        switch (wanted.encryption()) {
            case S3Encryption.None() -> {
                customer = null;
                algorithm = null;
                kmsKey = null;
            }
            case S3Encryption.Managed managed -> {
                customer = null;
                algorithm = managed.algorithm();
                kmsKey = null;
            }
            case S3Encryption.Kms kms -> {
                customer = null;
                algorithm = "aws:kms";
                kmsKey = kms.keyId();
            }
            case S3Encryption.CustomerKey ours -> {
                customer = customer(ours);
                algorithm = null;
                kmsKey = null;
            }
        }
    }

    private static Customer customer(S3Encryption.CustomerKey ours) {
        byte[] key = ours.key().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(key);
            Base64.Encoder base64 = Base64.getEncoder();
            return new Customer(ours.algorithm(), base64.encodeToString(key), base64.encodeToString(md5));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has MD5", e);
        }
    }

    HeadObjectRequest.Builder onHead(HeadObjectRequest.Builder request) {
        return customer == null
                ? request
                : request.sseCustomerAlgorithm(customer.algorithm())
                        .sseCustomerKey(customer.key())
                        .sseCustomerKeyMD5(customer.md5());
    }

    GetObjectRequest.Builder onGet(GetObjectRequest.Builder request) {
        return customer == null
                ? request
                : request.sseCustomerAlgorithm(customer.algorithm())
                        .sseCustomerKey(customer.key())
                        .sseCustomerKeyMD5(customer.md5());
    }

    PutObjectRequest.Builder onPut(PutObjectRequest.Builder request) {
        request.storageClass(wanted.storageClass())
                .serverSideEncryption(algorithm)
                .ssekmsKeyId(kmsKey);
        if (customer != null) {
            request.sseCustomerAlgorithm(customer.algorithm())
                    .sseCustomerKey(customer.key())
                    .sseCustomerKeyMD5(customer.md5());
        }
        if (wanted.lock() != null) {
            request.objectLockMode(wanted.lock().mode().name()).objectLockRetainUntilDate(until(wanted.lock()));
        }
        return request;
    }

    CreateMultipartUploadRequest.Builder onCreate(CreateMultipartUploadRequest.Builder request) {
        request.storageClass(wanted.storageClass())
                .serverSideEncryption(algorithm)
                .ssekmsKeyId(kmsKey);
        if (customer != null) {
            request.sseCustomerAlgorithm(customer.algorithm())
                    .sseCustomerKey(customer.key())
                    .sseCustomerKeyMD5(customer.md5());
        }
        if (wanted.lock() != null) {
            request.objectLockMode(wanted.lock().mode().name()).objectLockRetainUntilDate(until(wanted.lock()));
        }
        return request;
    }

    UploadPartRequest.Builder onPart(UploadPartRequest.Builder request) {
        return customer == null
                ? request
                : request.sseCustomerAlgorithm(customer.algorithm())
                        .sseCustomerKey(customer.key())
                        .sseCustomerKeyMD5(customer.md5());
    }

    /** Of an upload whose parts have checksums S3 wants the key here too. */
    CompleteMultipartUploadRequest.Builder onComplete(CompleteMultipartUploadRequest.Builder request) {
        return customer == null
                ? request
                : request.sseCustomerAlgorithm(customer.algorithm())
                        .sseCustomerKey(customer.key())
                        .sseCustomerKeyMD5(customer.md5());
    }

    /** As {@link #onComplete}. */
    ListPartsRequest.Builder onListParts(ListPartsRequest.Builder request) {
        return customer == null
                ? request
                : request.sseCustomerAlgorithm(customer.algorithm())
                        .sseCustomerKey(customer.key())
                        .sseCustomerKeyMD5(customer.md5());
    }

    CopyObjectRequest.Builder onCopy(CopyObjectRequest.Builder request) {
        request.storageClass(wanted.storageClass())
                .serverSideEncryption(algorithm)
                .ssekmsKeyId(kmsKey);
        if (customer != null) {
            request.sseCustomerAlgorithm(customer.algorithm())
                    .sseCustomerKey(customer.key())
                    .sseCustomerKeyMD5(customer.md5())
                    .copySourceSSECustomerAlgorithm(customer.algorithm())
                    .copySourceSSECustomerKey(customer.key())
                    .copySourceSSECustomerKeyMD5(customer.md5());
        }
        if (wanted.lock() != null) {
            request.objectLockMode(wanted.lock().mode().name()).objectLockRetainUntilDate(until(wanted.lock()));
        }
        return request;
    }

    UploadPartCopyRequest.Builder onPartCopy(UploadPartCopyRequest.Builder request) {
        return customer == null
                ? request
                : request.sseCustomerAlgorithm(customer.algorithm())
                        .sseCustomerKey(customer.key())
                        .sseCustomerKeyMD5(customer.md5())
                        .copySourceSSECustomerAlgorithm(customer.algorithm())
                        .copySourceSSECustomerKey(customer.key())
                        .copySourceSSECustomerKeyMD5(customer.md5());
    }

    private Instant until(S3NewObjects.Lock lock) {
        return clock.instant().plus(lock.period());
    }
}
