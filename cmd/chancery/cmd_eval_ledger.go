package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/chancery-project/chancery/internal/flow/ledger/identity"
	"github.com/chancery-project/chancery/internal/flow/ledger/kinds"
	score "github.com/chancery-project/chancery/internal/score/ledger"
)

func (a *app) evalLedgerCommand() *cobra.Command {
	var reports, only string
	var list bool
	cmd := &cobra.Command{
		Use:   "ledger FOLDER",
		Short: "Score what holds across reports: events, origins, disputes, what became of plans",
		Long: `Score what the ledger holds across reports against gold. The folder holds threads:
THREAD/reports.txt names reports, events.jsonl their tellings of events, origins.jsonl
which reports rest on one origin, disputes.jsonl where claims stand against each other,
followups.jsonl plans, promises and demands with what became of them. The reports
are read, the ledger is kept in memory. docs/EVALUATION.md tells how things are
counted, testdata/ledger/README.md the form of the gold.`,
		Example: `  chancery eval ledger testdata/ledger/dev
  chancery eval ledger --only events --errors testdata/ledger/dev`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("", "events", "origins", "disputes", "followups")(only); err != nil {
				return usage("--only %s: %w", only, err)
			}
			corpus, err := a.ledgerCorpus(cmd, args[0], reports)
			if err != nil {
				return err
			}
			if only == "" || only == "events" {
				if err := a.evalJoined(cmd, corpus, list); err != nil {
					return err
				}
			}
			if only == "" || only == "origins" {
				s, err := corpus.ScoreOrigins(cmd.Context())
				if err := a.writeScore(s, err, list); err != nil {
					return err
				}
			}
			if only == "" || only == "disputes" {
				s, err := corpus.ScoreDisputes(cmd.Context())
				if err := a.writeScore(s, err, list); err != nil {
					return err
				}
			}
			if only == "" || only == "followups" {
				return a.evalFollowUps(cmd, corpus, list)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&reports, "reports", "", "`folder` of the reports (default: internal/sample/demo above the gold)")
	cmd.Flags().StringVar(&only, "only", "", "score one thing alone: `events`, origins, disputes or followups")
	cmd.Flags().BoolVar(&list, "errors", false, "list what was joined wrongly, not joined, or not found")
	return cmd
}

// ledgerCorpus reads the reports of a folder of gold and keeps the ledger over them.
func (a *app) ledgerCorpus(cmd *cobra.Command, gold, reports string) (*score.Corpus, error) {
	if reports == "" {
		reports = filepath.Join(gold, "..", "..", "..", "internal", "sample", "demo")
	}
	threads, err := score.Load(os.DirFS(gold))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", gold, err)
	}
	reader, err := a.reader(&inputFlags{})
	if err != nil {
		return nil, err
	}
	all, err := kinds.All()
	if err != nil {
		return nil, err
	}
	return score.Build(cmd.Context(), reader, all, threads, os.DirFS(reports))
}

func (a *app) evalJoined(cmd *cobra.Command, corpus *score.Corpus, list bool) error {
	s, err := corpus.ScoreEvents(cmd.Context())
	if err != nil {
		return err
	}
	if list {
		kind, err := identity.New()
		if err != nil {
			return err
		}
		items, err := corpus.Items(cmd.Context(), kind)
		if err != nil {
			return err
		}
		if err := s.WriteErrors(a.out, items, kind.Explain); err != nil {
			return err
		}
	}
	return s.WriteTable(a.out)
}

func (a *app) evalFollowUps(cmd *cobra.Command, corpus *score.Corpus, list bool) error {
	s, err := corpus.ScoreFollowUps(cmd.Context())
	if err != nil {
		return err
	}
	if list {
		if err := s.WriteErrors(a.out); err != nil {
			return err
		}
	}
	return s.WriteTable(a.out)
}

// scored is a score that can be written.
type scored interface {
	WriteErrors(w io.Writer) error
	WriteTable(w io.Writer) error
}

// writeScore writes a score, with what is wrong where list is set.
func (a *app) writeScore(t scored, err error, list bool) error {
	if err != nil {
		return err
	}
	if list {
		if err := t.WriteErrors(a.out); err != nil {
			return err
		}
	}
	return t.WriteTable(a.out)
}
