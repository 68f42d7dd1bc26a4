/* SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors */
/** How a service and a broker know each other: the names in their certificates, and where these lie. */
package io.bauta.contracts.link;
