package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/sqlite"
	"github.com/chancery-project/chancery/internal/flow/publish/access"
)

func (a *app) tokenCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "token",
		Short: "Say who may open the record over the network",
		Long: `Say who may open the record over the network: "serve" on another address than this
machine's own asks for a token. A token is shown once; the record keeps its
SHA-256 in tokens.json. What is taken away is good for nothing at once.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.tokenAddCommand(), a.tokenListCommand(), a.tokenRemoveCommand())
	return cmd
}

func (a *app) tokenAddCommand() *cobra.Command {
	var scope string
	cmd := &cobra.Command{
		Use:     "add NAME",
		Short:   "Make a token and show it once",
		Example: `  chancery token add colleague --scope read`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir, err := a.tokenFolder()
			if err != nil {
				return err
			}
			list, err := access.Load(dir)
			if err != nil {
				return err
			}
			list, secret, err := list.With(args[0], access.Scope(scope))
			if err != nil {
				return usage("token: %w", err)
			}
			if err := list.Save(dir); err != nil {
				return err
			}
			a.say("token %s (%s); it is not shown again:", args[0], scope)
			_, err = fmt.Fprintln(a.out, secret)
			return err
		},
	}
	cmd.Flags().StringVar(&scope, "scope", string(access.Read), "what it is good for: `read|add`; who may add may read")
	return cmd
}

func (a *app) tokenListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the tokens by name",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			dir, err := a.tokenFolder()
			if err != nil {
				return err
			}
			list, err := access.Load(dir)
			if err != nil {
				return err
			}
			for _, t := range list {
				if _, err := fmt.Fprintf(a.out, "%s\t%s\n", t.Name, t.Scope); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func (a *app) tokenRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "rm NAME",
		Short:   "Take a token away",
		Example: `  chancery token rm desk`,
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir, err := a.tokenFolder()
			if err != nil {
				return err
			}
			list, err := access.Load(dir)
			if err != nil {
				return err
			}
			rest, was := list.Without(args[0])
			if !was {
				return hinted(fmt.Errorf("token %s: %w", args[0], keep.ErrNotFound), `"chancery token list" names them`)
			}
			return rest.Save(dir)
		},
	}
}

// tokenFolder gives the folder of the record, where there is one.
func (a *app) tokenFolder() (string, error) {
	dir, err := a.findRecord()
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(dir, sqlite.File)); errors.Is(err, os.ErrNotExist) {
		return "", recordError(dir, keep.ErrNoRecord)
	}
	return dir, nil
}
