package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/identity"
	score "github.com/chancery-project/chancery/internal/score/ledger"
)

// identitySettings are the flags of the weights of event identity, a text file and no part of the model.
type identitySettings struct {
	out, gold, reports string
	pull               float64
}

func identityFlags(s *Settings, f *flag.FlagSet) {
	f.StringVar(&s.identity.out, "identity", "", "train nothing but the weights of event identity, and write them to this file")
	f.StringVar(&s.identity.gold, "identity-gold", "testdata/ledger/dev", "identity: folder of the threads to learn from")
	f.StringVar(&s.identity.reports, "identity-reports", "internal/sample/demo", "identity: folder of their reports")
	f.Float64Var(&s.identity.pull, "identity-pull", 4, "identity: pull of the weights towards those set by hand")
}

// trainIdentity learns the weights of internal/flow/ledger/identity/weights.tsv and prints how well they hold on threads
// that they were not learnt from, beside those set by hand.
func trainIdentity(s *Settings) error {
	ctx := context.Background()
	reader, err := flow.NewReader(flow.ReaderOptions{})
	if err != nil {
		return err
	}
	threads, err := score.Load(os.DirFS(s.identity.gold))
	if err != nil {
		return fmt.Errorf("%s: %w", s.identity.gold, err)
	}
	built, err := identity.BuiltIn()
	if err != nil {
		return err
	}
	prior := built.Learnt(built.Prior())
	kind, err := identity.With(prior)
	if err != nil {
		return err
	}
	corpus, err := score.Build(ctx, reader, []ledger.Kind{kind}, threads, os.DirFS(s.identity.reports))
	if err != nil {
		return err
	}
	byHand, learnt, err := heldOut(ctx, corpus, kind, prior, s.identity.pull)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.Progress, "threads left out, found tellings: by hand precision %.3f recall %.3f, learnt precision %.3f recall %.3f\n",
		byHand.Precision, byHand.Recall, learnt.Precision, learnt.Recall)
	w, err := fit(ctx, corpus, kind, prior, s.identity.pull)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := w.Write(&b); err != nil {
		return err
	}
	if err := os.WriteFile(s.identity.out, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the weights: %w", err)
	}
	return nil
}

// fit learns weights from all pairs of a corpus.
func fit(ctx context.Context, corpus *score.Corpus, kind *identity.Kind, prior identity.Weights, pull float64) (identity.Weights, error) {
	pairs, err := corpus.Pairs(ctx, kind)
	if err != nil {
		return prior, err
	}
	var events, nuggets []score.Sample
	for _, p := range pairs {
		x, ok := kind.Compare(p.A, p.B)
		switch s := (score.Sample{X: x, One: p.One, Count: 2 / (1 + p.Size)}); {
		case !ok:
		case p.Nugget:
			s.Count = 1
			nuggets = append(nuggets, s)
		default:
			events = append(events, s)
		}
	}
	w := prior.Learnt(score.Fit(events, prior.Prior(), identity.Held(), pull))
	return w.Retelling(score.Fit(nuggets, w.Pair(), make([]bool, len(w.Pair())), pull)), nil
}

// identityFolds is in how many parts the threads are left out.
const identityFolds = 5

// heldOut scores each fifth of the threads with weights that were learnt from the others, and with those set by hand.
func heldOut(ctx context.Context, corpus *score.Corpus, kind *identity.Kind, prior identity.Weights, pull float64) (byHand, learnt score.BCubed, err error) {
	for fold := range identityFolds {
		var left, others []score.Thread
		for i, t := range corpus.Threads {
			if i%identityFolds == fold {
				left = append(left, t)
			} else {
				others = append(others, t)
			}
		}
		rest, err := corpus.Keep(ctx, []ledger.Kind{kind}, others)
		if err != nil {
			return byHand, learnt, err
		}
		w, err := fit(ctx, rest, kind, prior, pull)
		if err != nil {
			return byHand, learnt, err
		}
		for _, try := range []struct {
			weights identity.Weights
			sum     *score.BCubed
		}{{prior, &byHand}, {w, &learnt}} {
			k, err := identity.With(try.weights)
			if err != nil {
				return byHand, learnt, err
			}
			one, err := corpus.Keep(ctx, []ledger.Kind{k}, left)
			if err != nil {
				return byHand, learnt, err
			}
			events, err := one.ScoreEvents(ctx)
			if err != nil {
				return byHand, learnt, err
			}
			try.sum.Add(events.OfFound)
		}
	}
	return byHand, learnt, nil
}
