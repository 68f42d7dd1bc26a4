// SPDX-License-Identifier: Apache-2.0 · Copyright the Bauta authors

package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/tools/clientcmd/api"
)

const lifetime = 48 * time.Hour

// authority signs what a cluster of tests needs, for two days.
type authority struct {
	folder      string
	certificate *x509.Certificate
	key         crypto.Signer
}

// pki makes an authority of its own in a folder, a certificate for the API server, the key of service accounts, and a kubeconfig
// for each user given as NAME=GROUP,GROUP (groups may be left out). The API server's certificate names the address that logins
// use, and further ones by which pods find it:
//
//	bauta-kubernetes pki FOLDER https://ADDRESS:PORT[,ADDRESS...] admin=system:masters system:kube-scheduler
func pki() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: pki FOLDER SERVER[,ADDRESS...] USER[=GROUP,...]...")
		os.Exit(2)
	}
	folder := os.Args[1]
	server, further, _ := strings.Cut(os.Args[2], ",")
	fail(os.MkdirAll(folder, 0o700))
	ca := newAuthority(folder)
	address, err := url.Parse(server)
	fail(err)
	addresses := []net.IP{net.IPv4(127, 0, 0, 1), net.ParseIP(address.Hostname())}
	for _, one := range strings.FieldsFunc(further, func(r rune) bool { return r == ',' }) {
		addresses = append(addresses, net.ParseIP(one))
	}
	ca.issue("apiserver", &x509.Certificate{
		Subject:     pkix.Name{CommonName: "kube-apiserver"},
		DNSNames:    []string{"localhost", "kubernetes.default.svc"},
		IPAddresses: addresses,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	})
	accounts := newKey()
	ca.write("accounts.key", "PRIVATE KEY", private(accounts))
	ca.write("accounts.pub", "PUBLIC KEY", public(accounts))
	for _, user := range os.Args[3:] {
		name, groups, _ := strings.Cut(user, "=")
		subject := pkix.Name{CommonName: name}
		if groups != "" {
			subject.Organization = strings.Split(groups, ",")
		}
		file := strings.ReplaceAll(name, ":", "_")
		ca.issue(file, &x509.Certificate{Subject: subject, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}})
		ca.kubeconfig(file, server)
	}
}

func newAuthority(folder string) *authority {
	key := newKey()
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "bauta-tests"},
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	ca := &authority{folder, template, key}
	der := ca.sign(template, key.Public())
	certificate, err := x509.ParseCertificate(der)
	fail(err)
	ca.certificate = certificate
	ca.write("ca.crt", "CERTIFICATE", der)
	ca.write("ca.key", "PRIVATE KEY", private(key))
	return ca
}

func (ca *authority) issue(file string, template *x509.Certificate) {
	key := newKey()
	template.KeyUsage = x509.KeyUsageDigitalSignature
	ca.write(file+".crt", "CERTIFICATE", ca.sign(template, key.Public()))
	ca.write(file+".key", "PRIVATE KEY", private(key))
}

func (ca *authority) sign(template *x509.Certificate, of crypto.PublicKey) []byte {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	fail(err)
	template.SerialNumber = serial
	// Clocks of two machines are never quite the same.
	template.NotBefore = time.Now().Add(-5 * time.Minute)
	template.NotAfter = time.Now().Add(lifetime)
	der, err := x509.CreateCertificate(rand.Reader, template, ca.certificate, of, ca.key)
	fail(err)
	return der
}

func (ca *authority) kubeconfig(user, server string) {
	cluster := &api.Cluster{Server: server, CertificateAuthorityData: ca.read("ca.crt")}
	login := &api.AuthInfo{
		ClientCertificateData: ca.read(user + ".crt"),
		ClientKeyData:         ca.read(user + ".key"),
	}
	fail(clientcmd.WriteToFile(api.Config{
		Clusters:       map[string]*api.Cluster{"tests": cluster},
		AuthInfos:      map[string]*api.AuthInfo{user: login},
		Contexts:       map[string]*api.Context{"tests": {Cluster: "tests", AuthInfo: user}},
		CurrentContext: "tests",
	}, filepath.Join(ca.folder, user+".kubeconfig")))
}

func (ca *authority) read(file string) []byte {
	text, err := os.ReadFile(filepath.Join(ca.folder, file))
	fail(err)
	return text
}

func (ca *authority) write(file, kind string, der []byte) {
	text := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
	fail(os.WriteFile(filepath.Join(ca.folder, file), text, 0o600))
}

// newKey makes keys that every client reads without further libraries, those in Java included.
func newKey() crypto.Signer {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	fail(err)
	return key
}

func private(key crypto.Signer) []byte {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	fail(err)
	return der
}

func public(key crypto.Signer) []byte {
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	fail(err)
	return der
}
