// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

// Package image writes the program that runs as a container image, since no registry is asked in tests.
package image

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// Asked tells whether the program was called as "PROGRAM image NAME", and has written that image if so. It ends the program
// where that fails.
func Asked(user string) bool {
	if len(os.Args) != 3 || os.Args[1] != "image" {
		return false
	}
	if err := write(os.Stdout, os.Args[2], user); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return true
}

// write writes a Docker archive of one layer, in which there is this program and nothing else.
func write(out io.Writer, name, user string) error {
	program, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		return err
	}
	own := filepath.Base(os.Args[0])
	layer, err := archive(file{own, 0o755, program})
	if err != nil {
		return err
	}
	config, err := json.Marshal(map[string]any{
		"architecture": runtime.GOARCH,
		"os":           "linux",
		"config":       map[string]any{"Entrypoint": []string{"/" + own}, "User": user},
		"rootfs":       map[string]any{"type": "layers", "diff_ids": []string{fmt.Sprintf("sha256:%x", sha256.Sum256(layer))}},
	})
	if err != nil {
		return err
	}
	manifest, err := json.Marshal([]map[string]any{
		{"Config": "config.json", "RepoTags": []string{name}, "Layers": []string{"layer.tar"}},
	})
	if err != nil {
		return err
	}
	image, err := archive(file{"config.json", 0o644, config}, file{"layer.tar", 0o644, layer}, file{"manifest.json", 0o644, manifest})
	if err != nil {
		return err
	}
	_, err = out.Write(image)
	return err
}

type file struct {
	name    string
	mode    int64
	content []byte
}

func archive(files ...file) ([]byte, error) {
	var written bytes.Buffer
	writer := tar.NewWriter(&written)
	for _, f := range files {
		if err := writer.WriteHeader(&tar.Header{Name: f.name, Mode: f.mode, Size: int64(len(f.content))}); err != nil {
			return nil, err
		}
		if _, err := writer.Write(f.content); err != nil {
			return nil, err
		}
	}
	return written.Bytes(), writer.Close()
}
