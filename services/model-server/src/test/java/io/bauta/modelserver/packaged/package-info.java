/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** The packaged service as a process, and who asks it. */
package io.bauta.modelserver.packaged;
