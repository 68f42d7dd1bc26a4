/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** A real Kubernetes for tests: etcd, API server, controllers, scheduler as processes of this machine, nodes played by KWOK. */
package io.bauta.testing.kubernetes;
