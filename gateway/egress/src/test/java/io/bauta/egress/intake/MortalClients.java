/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.egress.intake;

import io.bauta.egress.config.KafkaClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;

/**
 * Clients that die at a chosen step as a killed process does: from then on nothing they are asked reaches a broker, no
 * acknowledgement is heard, no position committed, nobody says goodbye. What was sent before may have arrived.
 */
final class MortalClients implements KafkaClients, AutoCloseable {
    /** Where in the door's loop death comes. */
    enum Step {
        AFTER_FIRST_COMMIT(Client.EDGE_CONSUMER, "commitSync", true),
        AFTER_POLL(Client.EDGE_CONSUMER, "poll", true),
        BEFORE_SEND(Client.FOG_PRODUCER, "send", false),
        AFTER_SEND(Client.FOG_PRODUCER, "send", true),
        BEFORE_ACKNOWLEDGEMENT(Client.FOG_PRODUCER, "onCompletion", false),
        AFTER_ACKNOWLEDGEMENT(Client.FOG_PRODUCER, "onCompletion", true),
        BEFORE_COMMIT(Client.EDGE_CONSUMER, "commitAsync", false),
        AFTER_COMMIT(Client.EDGE_CONSUMER, "commitAsync", true),
        BEFORE_QUARANTINE(Client.EDGE_PRODUCER, "send", false),
        AFTER_QUARANTINE(Client.EDGE_PRODUCER, "onCompletion", false),
        WHILE_ASKING_THE_FOG(Client.FOG_CONSUMER, "endOffsets", true);

        private final Client client;
        private final String method;
        private final boolean after;

        Step(Client client, String method, boolean after) {
            this.client = client;
            this.method = method;
            this.after = after;
        }
    }

    private enum Client {
        EDGE_CONSUMER,
        EDGE_PRODUCER,
        FOG_PRODUCER,
        FOG_CONSUMER
    }

    private final KafkaClients real;
    private final Step step;
    private final AtomicInteger left;
    private final AtomicBoolean dead = new AtomicBoolean();
    private final List<Runnable> opened = new ArrayList<>();

    /** @param occurrence the how-many-th time the step is reached */
    MortalClients(KafkaClients real, Step step, int occurrence) {
        this.real = real;
        this.step = step;
        this.left = new AtomicInteger(occurrence);
    }

    boolean dead() {
        return dead.get();
    }

    @Override
    public Consumer<byte[], byte[]> edgeConsumer() {
        return consumer(Client.EDGE_CONSUMER, real.edgeConsumer());
    }

    @Override
    public Producer<byte[], byte[]> edgeProducer() {
        return producer(Client.EDGE_PRODUCER, real.edgeProducer());
    }

    @Override
    public Producer<byte[], byte[]> fogProducer() {
        return producer(Client.FOG_PRODUCER, real.fogProducer());
    }

    @Override
    public Consumer<byte[], byte[]> fogConsumer() {
        return consumer(Client.FOG_CONSUMER, real.fogConsumer());
    }

    @SuppressWarnings("unchecked")
    private Consumer<byte[], byte[]> consumer(Client client, Consumer<byte[], byte[]> consumer) {
        opened.add(consumer::close);
        return mortal(client, Consumer.class, consumer);
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> producer(Client client, Producer<byte[], byte[]> producer) {
        opened.add(() -> producer.close(Duration.ZERO));
        return mortal(client, Producer.class, producer);
    }

    @SuppressWarnings("unchecked")
    private <T> T mortal(Client kind, Class<? super T> type, T client) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            boolean here = kind == step.client && method.getName().equals(step.method);
            dieIf(here && !step.after);
            if (method.getName().equals("send") && arguments.length == 2) {
                arguments[1] = mortal(kind, (Callback) arguments[1]);
            }
            Object answer;
            try {
                answer = method.invoke(client, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            dieIf(here && step.after);
            return answer;
        };
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** A dead process hears no acknowledgement. */
    private Callback mortal(Client kind, Callback callback) {
        boolean here = kind == step.client && step.method.equals("onCompletion");
        return (place, failure) -> {
            if (here && !step.after) {
                countDown();
            }
            if (!dead.get()) {
                callback.onCompletion(place, failure);
            }
            if (here && step.after) {
                countDown();
            }
        };
    }

    private void dieIf(boolean here) {
        if (here) {
            countDown();
        }
        if (dead.get()) {
            throw new IllegalStateException("dead");
        }
    }

    private void countDown() {
        if (left.decrementAndGet() == 0) {
            dead.set(true);
        }
    }

    /** Frees the threads of the dead clients, once the story is over. */
    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
