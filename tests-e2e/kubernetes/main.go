// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

// Command bauta-kubernetes is a whole Kubernetes in one program: the name it is called by, or else its first argument, says
// which part of it runs. One program is built faster and takes less room than eight that share most of what is in them.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"          // the JSON log format
	_ "k8s.io/component-base/metrics/prometheus/clientgo" // metrics of the clients inside
	_ "k8s.io/component-base/metrics/prometheus/version"  // and of the version
	kubectl "k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllers "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

var parts = map[string]func(){
	"etcd":                    func() { etcdmain.Main(os.Args) },
	"kube-apiserver":          command(apiserver.NewAPIServerCommand),
	"kube-controller-manager": command(controllers.NewControllerManagerCommand),
	"kube-proxy":              command(proxy.NewProxyCommand),
	"kube-scheduler":          command(func() *cobra.Command { return scheduler.NewSchedulerCommand() }),
	"kubectl":                 command(kubectl.NewDefaultKubectlCommand),
	"kubelet":                 command(func() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) }),
	"kwok":                    kwok,
	"pki":                     pki,
}

func command(of func() *cobra.Command) func() {
	return func() { os.Exit(cli.Run(of())) }
}

func main() {
	name := filepath.Base(os.Args[0])
	if parts[name] == nil && len(os.Args) > 1 {
		os.Args = os.Args[1:]
		name = os.Args[0]
	}
	if part, known := parts[name]; known {
		if os.Getenv("BAUTA_KUBERNETES_STDIN") != "" {
			go endWithStdin()
		}
		part()
		return
	}
	names := make([]string, 0, len(parts))
	for known := range parts {
		names = append(names, known)
	}
	slices.Sort(names)
	fmt.Fprintln(os.Stderr, "usage: bauta-kubernetes PART [flags], where PART is one of:", strings.Join(names, ", "))
	os.Exit(2)
}

// endWithStdin ends the part when whoever started it is gone, however that came about: then nobody holds the other end.
func endWithStdin() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Signal(syscall.SIGTERM)
	}
	// The API server waits for an etcd that has gone as well.
	time.Sleep(10 * time.Second)
	os.Exit(1)
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
