/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
package io.bauta.media.openh264;

/** Calls into C, which throw nothing, though a method handle may throw anything. */
final class Native {
    interface Call<T> {
        T now() throws Throwable;
    }

    private Native() {}

    /** @throws AssertionError if an argument's type is not the function's, which any use of it would show */
    static <T> T call(Call<T> call) {
        try {
            return call.now();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
