/** What is done to a picture so that nobody can be recognised in it, and the one type that says it was done. */
package io.bauta.videoanonymiser.method;
