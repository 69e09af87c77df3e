package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/acquire/fetch"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	"github.com/chancery-project/chancery/internal/flow/publish/access"
	"github.com/chancery-project/chancery/internal/flow/publish/api"
	"github.com/chancery-project/chancery/internal/flow/publish/intake"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/flow/publish/web"
)

// defaultAddress is where the page is served where nothing else is said.
const defaultAddress = "127.0.0.1:8470"

// drainTime is how long requests in hand may take after the program is told to stop.
const drainTime = 10 * time.Second

// serveFlags say where and to whom a record is served.
type serveFlags struct {
	address   string
	cert, key string // files of the certificate and its key, "" for none
	add       bool   // the record is open for adding
}

func (f *serveFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.address, "addr", defaultAddress, "listen at this `address`")
	cmd.Flags().BoolVar(&f.add, "add", false, "let reports be added from the page and the API")
	cmd.Flags().StringVar(&f.cert, "tls-cert", "", "`file` with the certificate (PEM) for TLS")
	cmd.Flags().StringVar(&f.key, "tls-key", "", "`file` with the key of the certificate")
}

func (a *app) serveCommand() *cobra.Command {
	var flags serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the record in a browser",
		Long: `Open the record in a browser: every view of it as a page, and the same data under
the same address with another ending (.json .csv .jsonl .atom).

With --add reports are added from the page too; no other process adds meanwhile,
and where tokens are asked for the token has to be one for adding.

On an address of this machine alone (127.0.0.1, ::1, localhost) nobody has to say
who they are. On any other a token is asked for, which "chancery token add" makes;
without TLS a token can be read on its way, so give a certificate or put the
server behind something that has one.`,
		Example: `  chancery serve
  chancery serve --add --addr 127.0.0.1:9000
  chancery token add colleague --scope read
  chancery serve --addr 0.0.0.0:8470 --tls-cert cert.pem --tls-key key.pem`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := a.findRecord()
			if err != nil {
				return err
			}
			tokens, err := a.serveTokens(&flags, dir)
			if err != nil {
				return err
			}
			v, err := a.openLedgerFor(cmd.Context(), !flags.add)
			if err != nil {
				return err
			}
			defer v.Close()
			return a.serve(cmd.Context(), v, filepath.Base(absolute(dir)), &flags, tokens)
		},
	}
	flags.register(cmd)
	return cmd
}

// serveTokens gives the tokens that are asked for at an address; nil for one of this machine alone.
func (a *app) serveTokens(f *serveFlags, dir string) (func() (access.List, error), error) {
	if (f.cert == "") != (f.key == "") {
		return nil, usage("--tls-cert and --tls-key stand together")
	}
	own, err := loopback(f.address)
	if own || err != nil {
		return nil, err
	}
	list, err := access.Load(dir)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, hinted(usage("--addr %s: others can reach this address, and the record has no token to ask them for", f.address),
			`make one with "chancery token add NAME", or serve on 127.0.0.1`)
	}
	if f.cert == "" {
		fmt.Fprintf(a.err, "chancery: warning: %s is served without TLS: tokens and pages can be read and changed on their way (--tls-cert, --tls-key)\n", f.address)
	}
	return access.NewWatch(dir).Tokens, nil
}

func absolute(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		return abs
	}
	return dir
}

func (a *app) demoCommand() *cobra.Command {
	var flags serveFlags
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Open the demonstration in a browser",
		Long: `Open the demonstration in a browser: some two hundred reports on the diplomacy
around Pakistan and Afghanistan from 2018 to 2025, written for this program after
public facts. The record is made in a folder of its own and removed at the end.`,
		Example: `  chancery demo`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if own, err := loopback(flags.address); err != nil || !own {
				return errors.Join(err, usage("--addr %s: the demonstration is served on this machine alone: 127.0.0.1 or ::1", flags.address))
			}
			dir, err := os.MkdirTemp("", "chancery-demo-")
			if err != nil {
				return fmt.Errorf("make a folder for the demonstration: %w", err)
			}
			defer os.RemoveAll(dir)
			if err := a.init(cmd.Context(), dir); err != nil {
				return err
			}
			a.recordDir = dir
			if err := a.addDemonstration(cmd.Context()); err != nil {
				return err
			}
			flags.add = true
			v, err := a.openLedgerFor(cmd.Context(), false)
			if err != nil {
				return err
			}
			defer v.Close()
			return a.serve(cmd.Context(), v, "demonstration", &flags, nil)
		},
	}
	cmd.Flags().StringVar(&flags.address, "addr", defaultAddress, "listen at this `address`")
	return cmd
}

// serve answers requests until the program is told to stop, and lets those in hand end.
func (a *app) serve(ctx context.Context, v *ledgerView, name string, f *serveFlags, tokens func() (access.List, error)) error {
	log := slog.New(slog.NewTextHandler(a.err, nil))
	asked := &view.Record{Store: v.Store, Names: v.names, Base: v.base, Now: a.now}
	var desk *intake.Desk
	if f.add {
		desk = intake.New(ctx, &sentReader{a: a, store: v.Store, log: log, fetch: fetch.New(fetch.Options{Version: programVersion()})})
		defer desk.Close()
	}
	server, err := web.New(web.Options{
		Past:   a.past(v),
		Record: asked, Name: name, Version: programVersion(), API: api.New(api.Options{Record: asked, Version: programVersion(), Intake: desk}),
		Log: log, Tokens: tokens, TLS: f.cert != "", Intake: desk,
	})
	if err != nil {
		return err
	}
	h := &http.Server{
		Handler: server.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	if f.cert != "" {
		pair, err := tls.LoadX509KeyPair(f.cert, f.key)
		if err != nil {
			return fmt.Errorf("certificate of %s and %s: %w", f.cert, f.key, err)
		}
		h.TLSConfig = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", f.address)
	if err != nil {
		return hinted(fmt.Errorf("listen at %s: %w", f.address, err), "name another address with --addr, such as 127.0.0.1:0 for any free one")
	}
	return a.answerUntilStopped(ctx, h, listener)
}

// past gives the record as it was at a state of it.
func (a *app) past(v *ledgerView) func(context.Context, int64) (*view.Record, error) {
	return func(ctx context.Context, state int64) (*view.Record, error) {
		joined, err := kinds.All()
		if err != nil {
			return nil, err
		}
		store, err := flow.Past(ctx, v.Store, joined, state)
		if err != nil {
			return nil, err
		}
		return &view.Record{Store: store, Names: v.names, Base: v.base, Now: a.now}, nil
	}
}

// answerUntilStopped serves until the program is told to stop and lets the requests in hand end.
func (a *app) answerUntilStopped(ctx context.Context, h *http.Server, listener net.Listener) error {
	done := make(chan error, 1)
	if h.TLSConfig != nil {
		a.say("chancery: https://%s/", listener.Addr())
		go func() { done <- h.ServeTLS(listener, "", "") }()
	} else {
		a.say("chancery: http://%s/", listener.Addr())
		go func() { done <- h.Serve(listener) }()
	}
	select {
	case err := <-done:
		return err
	case <-a.stop:
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := h.Shutdown(drain); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// loopback tells whether an address is one that this machine alone can reach.
func loopback(address string) (bool, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false, usage("--addr %s: want a host and a port, such as %s", address, defaultAddress)
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback(), nil
}
