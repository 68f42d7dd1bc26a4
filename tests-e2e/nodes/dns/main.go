// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

// Command dns is CoreDNS with the few of its plugins that a cluster of tests needs. It runs in a pod, as a cluster's DNS does,
// so that network policies can name it.
//
//	dns image NAME >dns.tar
package main

import (
	"github.com/coredns/coredns/core/dnsserver"
	"github.com/coredns/coredns/coremain"
	_ "github.com/coredns/coredns/plugin/errors"
	_ "github.com/coredns/coredns/plugin/kubernetes"

	"bauta.example/nodes/image"
)

func main() {
	// Port 53 is root's.
	if image.Asked("0") {
		return
	}
	dnsserver.Directives = []string{"errors", "kubernetes"}
	coremain.Run()
}
