// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

// Command enforcer enforces the cluster's network policies on one node: the controller of kube-network-policies, given a
// login of its own instead of a pod's account. The kernel hands it the first packet of each connection of a pod, by queue 100;
// when nobody is there to judge, the packet is dropped. The controller lays rules of its own, too, in nftables, and says that
// it could not where the kernel has no queues there; nodes.sh lays the same with iptables.
//
//	enforcer KUBECONFIG NODE
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: enforcer KUBECONFIG NODE")
	}
	told, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := enforce(told, os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func enforce(until context.Context, kubeconfig, node string) error {
	login, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	cluster, err := kubernetes.NewForConfig(login)
	if err != nil {
		return err
	}
	watched := informers.NewSharedInformerFactory(cluster, 0)
	controller, err := networkpolicy.NewController(cluster,
		watched.Networking().V1().NetworkPolicies(), watched.Core().V1().Namespaces(), watched.Core().V1().Pods(),
		nil, nil, nil, nil, networkpolicy.Config{NodeName: node})
	if err != nil {
		return err
	}
	watched.Start(until.Done())
	return controller.Run(until)
}
