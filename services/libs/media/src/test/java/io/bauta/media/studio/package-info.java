/** Films and sounds that the tests make themselves and recognise again after any codec. */
package io.bauta.media.studio;
