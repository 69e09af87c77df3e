package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/score/endurance"
)

func (a *app) evalCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure the program: how right it is, how fast, what it withstands",
		Long: `Measure the program against gold sets that you name, and on texts that it writes
itself. docs/EVALUATION.md and docs/PERFORMANCE.md hold the tables these commands
print.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		a.evalExtractionCommand(), a.evalCopiesCommand(), a.evalConlluCommand(), a.evalNERCommand(), a.evalTimeCommand(), a.evalKillsCommand(),
		a.evalSpeedCommand(), a.evalActorsCommand(), a.evalReportsCommand(), a.evalPloverGSRCommand(),
		a.evalAlarmsCommand(), a.evalFiguresCommand(),
		a.evalPlacesCommand(),
	)
	cmd.AddCommand(a.evalAttributionCommand())
	cmd.AddCommand(a.evalCoreferenceCommand(), a.evalLedgerCommand(), a.evalClustersCommand())
	return cmd
}

func (a *app) evalKillsCommand() *cobra.Command {
	var k endurance.Kills
	cmd := &cobra.Command{
		Use:   "kills",
		Short: "Kill additions at random moments and verify what is left",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if k.Kills < 1 || k.Reports < 1 {
				return usage("--kills and --reports: want a number from 1 on")
			}
			done, err := a.workshop(&k.Program, &k.Folder)
			if err != nil {
				return err
			}
			defer done()
			k.Say = func(format string, args ...any) { a.say("chancery: "+format, args...) }
			r, err := k.Run(cmd.Context())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, "reports %d  kills %d  records %d  unclean %d  export equal %t  in %s\n",
				r.Reports, r.Kills, r.Records, r.Unclean, r.Equal, r.Duration.Round(1e8))
			if err == nil && (r.Unclean > 0 || !r.Equal) {
				err = errUnverified
			}
			return err
		},
	}
	cmd.Flags().IntVar(&k.Kills, "kills", 100, "number of kills")
	cmd.Flags().IntVar(&k.Reports, "reports", 2000, "reports of a record")
	cmd.Flags().Uint64Var(&k.Seed, "seed", 1, "of the texts and the moments")
	return cmd
}

func (a *app) evalSpeedCommand() *cobra.Command {
	var s endurance.Speed
	cmd := &cobra.Command{
		Use:   "speed",
		Short: "Measure the speed and memory of adding, searching and starting",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if s.Reports < 1 || s.Bytes < 100 {
				return usage("--reports: want a number from 1 on; --bytes: from 100 on")
			}
			done, err := a.workshop(&s.Program, &s.Folder)
			if err != nil {
				return err
			}
			defer done()
			r, err := s.Run(cmd.Context())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.out, "reports %d  added %.0f/s in %s  memory %d MB  record %d MB\n"+
				"add one more %s  search %s  version %s\n",
				r.Reports, r.PerSecond(), r.Add.Round(1e8), r.AddMemory>>20, r.Disk>>20,
				r.AddOne.Round(1e6), r.Search.Round(1e5), r.Version.Round(1e5))
			return err
		},
	}
	cmd.Flags().IntVar(&s.Reports, "reports", 50000, "number of reports")
	cmd.Flags().IntVar(&s.Bytes, "bytes", 3000, "length of each text")
	cmd.Flags().Uint64Var(&s.Seed, "seed", 1, "of the texts")
	return cmd
}

// workshop gives a measurement the program itself and a folder of its own, and how to clean up behind it.
func (a *app) workshop(program, folder *string) (done func(), err error) {
	if *program, err = os.Executable(); err != nil {
		return nil, fmt.Errorf("find the program: %w", err)
	}
	if *folder, err = os.MkdirTemp("", "chancery-eval-"); err != nil {
		return nil, fmt.Errorf("make a folder to work in: %w", err)
	}
	dir := *folder
	return func() { os.RemoveAll(dir) }, nil
}
