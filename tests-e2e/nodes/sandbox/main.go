// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

// Command sandbox is what holds a pod's namespaces while its containers come and go: it does nothing until it is told to end.
//
//	sandbox image NAME >sandbox.tar
package main

import (
	"os"
	"os/signal"
	"syscall"

	"bauta.example/nodes/image"
)

func main() {
	if image.Asked("65534") {
		return
	}
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGINT, syscall.SIGTERM)
	<-told
}
