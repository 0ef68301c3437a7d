package dev.walkback.storage.s3;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Adds headers after signing. Listings are asked for compressed, which makes them ten to sixty times smaller; were that
 * header part of the signature, a proxy on the way that changes it, as some do, would break the signature.
 */
final class UnsignedHeaders implements SdkHttpClient {

    private final SdkHttpClient client;
    private final boolean subjectToken;

    /** @param subjectToken whether the session token is repeated where Yandex Cloud looks for it */
    UnsignedHeaders(SdkHttpClient client, boolean subjectToken) {
        this.client = client;
        this.subjectToken = subjectToken;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        boolean listing = isListing(request.httpRequest());
        SdkHttpRequest.Builder more = request.httpRequest().toBuilder();
        if (listing) {
            more.putHeader("Accept-Encoding", "gzip");
        }
        if (subjectToken) {
            request.httpRequest()
                    .firstMatchingHeader("X-Amz-Security-Token")
                    .ifPresent(token -> more.putHeader("X-YaCloud-SubjectToken", token));
        }
        HttpExecuteRequest.Builder sent = HttpExecuteRequest.builder().request(more.build());
        request.contentStreamProvider().ifPresent(sent::contentStreamProvider);
        request.metricCollector().ifPresent(sent::metricCollector);
        ExecutableHttpRequest prepared = client.prepareRequest(sent.build());
        return listing ? new Unpacked(prepared) : prepared;
    }

    /** Of all requests only listings say how their keys are to be encoded. */
    private static boolean isListing(SdkHttpRequest request) {
        return request.rawQueryParameters().containsKey("encoding-type");
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record Unpacked(ExecutableHttpRequest request) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            HttpExecuteResponse response = request.call();
            boolean packed = response.httpResponse()
                    .firstMatchingHeader("Content-Encoding")
                    .filter("gzip"::equalsIgnoreCase)
                    .isPresent();
            if (!packed || response.responseBody().isEmpty()) {
                return response;
            }
            AbortableInputStream body = response.responseBody().get();
            return HttpExecuteResponse.builder()
                    .response(response.httpResponse().toBuilder()
                            .removeHeader("Content-Encoding")
                            .removeHeader("Content-Length")
                            .build())
                    .responseBody(AbortableInputStream.create(new GZIPInputStream(body, 1 << 16), body))
                    .build();
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
