/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.broker;

import io.bauta.contracts.link.BrokerLink;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Asks brokers ({@code host:port}) and services ({@code http://…}) whether they answer, a line each, and ends with 1 if one
 * does not. A broker that knows its clients is shown the certificates of {@code BAUTA_FOG_CERTIFICATES}. It is what the chart's test runs: whoever can run it stands where a service would stand.
 */
public final class Answers {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Answers() {}

    public static void main(String[] asked) throws InterruptedException {
        BrokerMain.quietLogs();
        boolean all = ask(asked, System.out);
        if (!all) {
            System.exit(1);
        }
    }

    /** @return whether every one answered */
    static boolean ask(String[] asked, PrintStream out) throws InterruptedException {
        boolean all = asked.length > 0;
        for (String one : asked) {
            String fault = one.startsWith("http") ? ofService(one) : ofBroker(one);
            out.println(fault.isEmpty() ? one + " answers" : one + " does not: " + fault);
            all &= fault.isEmpty();
        }
        return all;
    }

    private static String ofService(String url) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? "" : "status " + status;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String ofBroker(String servers) throws InterruptedException {
        Map<String, Object> client = BrokerLink.toFog(servers, certificates()).settings();
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (Admin admin = Admin.create(client)) {
            admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return "";
        } catch (ExecutionException | TimeoutException e) {
            return e.toString();
        }
    }

    private static Optional<Path> certificates() {
        return Optional.ofNullable(System.getenv("BAUTA_FOG_CERTIFICATES"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    }
}
