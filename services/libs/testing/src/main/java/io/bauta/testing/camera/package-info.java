/** Cameras for tests: real protocols on loopback, real media, faults on demand. */
package io.bauta.testing.camera;
