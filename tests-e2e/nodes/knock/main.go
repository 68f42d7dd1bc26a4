// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

// Command knock tries doors from the first moment of its pod, and says a line about each:
//
//	knock HOST:PORT...        "HOST:PORT shut", or "HOST:PORT open after 0.4 s" since it began
//	knock image NAME >knock.tar
//
// It knocks for a while at all of them at once, and then waits to be ended.
package main

import (
	"fmt"
	"net"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"bauta.example/nodes/image"
)

const (
	knocksFor = 6 * time.Second
	patience  = 500 * time.Millisecond
	between   = 20 * time.Millisecond
)

func main() {
	if image.Asked("65534") {
		return
	}
	began := time.Now()
	var knocking sync.WaitGroup
	for _, door := range os.Args[1:] {
		knocking.Go(func() { fmt.Println(door, knock(door, began)) })
	}
	knocking.Wait()
	fmt.Println("done")
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGINT, syscall.SIGTERM)
	<-told
}

func knock(door string, began time.Time) string {
	for time.Since(began) < knocksFor {
		begun := time.Now()
		if way, err := net.DialTimeout("tcp", door, patience); err == nil {
			_ = way.Close()
			return fmt.Sprintf("open after %.1f s", begun.Sub(began).Seconds())
		}
		time.Sleep(between)
	}
	return "shut"
}
