/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.placement.intake;

import io.bauta.placement.metrics.PlacementMetrics;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;

/** Counts what the cluster is asked. */
public final class CountedCalls implements Interceptor {
    private final PlacementMetrics metrics;

    private CountedCalls(PlacementMetrics metrics) {
        this.metrics = metrics;
    }

    /** A client whose requests are counted. */
    public static KubernetesClient client(KubernetesClientBuilder builder, PlacementMetrics metrics) {
        return builder.withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("bauta-counted-calls", new CountedCalls(metrics)))
                .build();
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        metrics.call(verb(request));
    }

    /** As Kubernetes calls it; what is read of many at once has in its query from where on. */
    private static String verb(HttpRequest request) {
        String query = String.valueOf(request.uri().getQuery());
        if (!request.method().equals("GET")) {
            return request.method();
        }
        if (query.contains("watch=true")) {
            return "watch";
        }
        return query.contains("resourceVersion=") || query.contains("limit=") ? "list" : "get";
    }
}
