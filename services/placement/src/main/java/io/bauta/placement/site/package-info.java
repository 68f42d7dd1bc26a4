/** What is declared, checked whole by the readers of the services themselves, and written as the site file they read. */
package io.bauta.placement.site;
