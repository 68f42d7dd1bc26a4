// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

package main

import (
	"os"

	"github.com/spf13/pflag"
	"sigs.k8s.io/kwok/pkg/config"
	"sigs.k8s.io/kwok/pkg/kwok/cmd"
	"sigs.k8s.io/kwok/pkg/log"
	"sigs.k8s.io/kwok/pkg/utils/signals"
)

// kwok plays kubelets: nodes that say they are well, pods that say they run.
func kwok() {
	// Kubernetes' parts have put flags of their own among the global ones, --version for one; kwok has others of these names.
	pflag.CommandLine = pflag.NewFlagSet(os.Args[0], pflag.ExitOnError)
	flags := pflag.NewFlagSet("global", pflag.ContinueOnError)
	flags.ParseErrorsAllowlist.UnknownFlags = true
	flags.Usage = func() {}
	ctx, _ := log.InitFlags(signals.SetupSignalContext(), flags)
	ctx, err := config.InitFlags(ctx, flags)
	fail(err)
	command := cmd.NewCommand(ctx)
	command.PersistentFlags().AddFlagSet(flags)
	fail(command.ExecuteContext(ctx))
}
