/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.testing.kafka;

import io.bauta.raw.machine.KafkaClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Clients that die at a chosen step as a killed process does: from then on nothing they are asked reaches the broker, no
 * abort, no commit, no leave. What was open stays open there. For tests of anonymisers, whatever they anonymise;
 * thread-safe as far as the clients are.
 */
public final class MortalClients implements KafkaClients, AutoCloseable {
    /** Where in a transaction death comes. */
    public enum Step {
        BEFORE_SEND("send", false),
        AFTER_SEND("flush", false),
        AFTER_FLUSH("flush", true),
        BEFORE_OFFSETS("sendOffsetsToTransaction", false),
        BEFORE_COMMIT("commitTransaction", false),
        AFTER_COMMIT("commitTransaction", true);

        private final String method;
        private final boolean after;

        Step(String method, boolean after) {
            this.method = method;
            this.after = after;
        }
    }

    private final KafkaClients real;
    private final Step step;
    private final AtomicInteger left;
    private final AtomicBoolean dead = new AtomicBoolean();
    private final List<Runnable> opened = new ArrayList<>();

    /** @param occurrence the how-many-th time the step is reached */
    public MortalClients(KafkaClients real, Step step, int occurrence) {
        this.real = real;
        this.step = step;
        this.left = new AtomicInteger(occurrence);
    }

    /** Whether death has come. */
    public boolean dead() {
        return dead.get();
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> consumer = real.consumer();
        opened.add(consumer::close);
        return mortal(Consumer.class, consumer);
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> producer = real.producer();
        opened.add(() -> producer.close(Duration.ZERO));
        return mortal(Producer.class, producer);
    }

    @SuppressWarnings("unchecked")
    private <T> T mortal(Class<? super T> type, T client) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            boolean here = method.getName().equals(step.method);
            if (here && !step.after && left.decrementAndGet() == 0) {
                dead.set(true);
            }
            if (dead.get()) {
                throw new IllegalStateException("dead");
            }
            try {
                Object answer = method.invoke(client, arguments);
                if (here && step.after && left.decrementAndGet() == 0) {
                    dead.set(true);
                    throw new IllegalStateException("dead");
                }
                return answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    /** Frees the threads of the dead clients, once the story is over. */
    @Override
    public void close() {
        opened.forEach(Runnable::run);
    }
}
