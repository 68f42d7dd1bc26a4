// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

// Command metadata answers where a cloud tells its machines who they are, so that tests can see who gets there.
package main

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(out http.ResponseWriter, _ *http.Request) { fmt.Fprintln(out, "credentials of this machine") })
	log.Fatal(http.ListenAndServe("169.254.169.254:80", nil))
}
