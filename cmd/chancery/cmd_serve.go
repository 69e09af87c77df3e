package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/publish/api"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/flow/publish/web"
)

// defaultAddress is where the page is served where nothing else is said.
const defaultAddress = "127.0.0.1:8470"

// drainTime is how long requests in hand may take after the program is told to stop.
const drainTime = 10 * time.Second

func (a *app) serveCommand() *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the record in a browser",
		Long: `Open the record in a browser: every view of it as a page, and the same data under
the same address with another ending (.json .csv .jsonl .atom).

The server listens on this machine alone.`,
		Example: `  chancery serve
  chancery serve --addr 127.0.0.1:9000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			dir, err := a.findRecord()
			if err != nil {
				return err
			}
			return a.serve(cmd.Context(), v, filepath.Base(absolute(dir)), address)
		},
	}
	cmd.Flags().StringVar(&address, "addr", defaultAddress, "listen at this `address`")
	return cmd
}

func absolute(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		return abs
	}
	return dir
}

func (a *app) demoCommand() *cobra.Command {
	var address string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Open the demonstration in a browser",
		Long: `Open the demonstration in a browser: some two hundred reports on the diplomacy
around Pakistan and Afghanistan from 2018 to 2025, written for this program after
public facts. The record is made in a folder of its own and removed at the end.`,
		Example: `  chancery demo`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
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
			v, err := a.openLedger(cmd.Context())
			if err != nil {
				return err
			}
			defer v.Close()
			return a.serve(cmd.Context(), v, "demonstration", address)
		},
	}
	cmd.Flags().StringVar(&address, "addr", defaultAddress, "listen at this `address`")
	return cmd
}

// serve answers requests until the program is told to stop, and lets those in hand end.
func (a *app) serve(ctx context.Context, v *ledgerView, name, address string) error {
	if err := loopback(address); err != nil {
		return err
	}
	asked := &view.Record{Store: v.Store, Names: v.names, Base: v.base, Now: a.now}
	server, err := web.New(web.Options{
		Record: asked, Name: name, Version: programVersion(), API: api.New(api.Options{Record: asked, Version: programVersion()}),
		Log: slog.New(slog.NewTextHandler(a.err, nil)),
	})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return hinted(fmt.Errorf("listen at %s: %w", address, err), "name another address with --addr, such as 127.0.0.1:0 for any free one")
	}
	h := &http.Server{
		Handler: server.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
	}
	a.say("chancery: http://%s/", listener.Addr())
	done := make(chan error, 1)
	go func() { done <- h.Serve(listener) }()
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

// loopback refuses an address that others could reach: nobody has to say who they are here.
func loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return usage("--addr %s: want a host and a port, such as %s", address, defaultAddress)
	}
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return usage("--addr %s: the page asks nobody who they are, so it is served on this machine alone: 127.0.0.1 or ::1", address)
}
