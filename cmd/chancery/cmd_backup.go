package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Write a consistent copy of the record's database",
		Long: `Write a consistent copy of the record's database to a new file, while adding may
go on. To use it, put it as record.db into a folder of its own.`,
		Example: `  chancery backup /mnt/backup/watch-2025-11-22.db`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := a.open(cmd.Context(), true)
			if err != nil {
				return err
			}
			defer store.Close()
			if err := store.Backup(cmd.Context(), args[0]); err != nil {
				return fmt.Errorf("backup: %w", err)
			}
			a.say("wrote %s", args[0])
			return nil
		},
	}
}
