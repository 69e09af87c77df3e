package event

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

//go:embed trust.tsv
var trustFile string

// trust is the model of confidence: a logistic regression over what supports an event, fitted on annotated reports.
type trust struct{ weights map[string]float64 }

// readTrust reads feature and weight a line; "bias" must be among them. It reports every fault.
func readTrust(file string) (*trust, error) {
	t := &trust{weights: map[string]float64{}}
	var faults []error
	for i, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") || line == "feature\tweight" {
			continue
		}
		name, value, _ := strings.Cut(line, "\t")
		x, err := strconv.ParseFloat(value, 64)
		if _, twice := t.weights[name]; err != nil || twice || math.IsNaN(x) || math.IsInf(x, 0) {
			faults = append(faults, fmt.Errorf("trust.tsv line %d: %q is no feature with a weight, or stands twice", i+1, line))
			continue
		}
		t.weights[name] = x
	}
	if _, ok := t.weights["bias"]; !ok {
		faults = append(faults, errors.New("trust.tsv: there is no weight of the bias"))
	}
	return t, errors.Join(faults...)
}

// WriteWeights writes weights in the form in which the program carries them, sorted by name.
func WriteWeights(w io.Writer, weights map[string]float64) error {
	var b strings.Builder
	b.WriteString("# Weights of the confidence of events, fitted on annotated reports: see trust.go and chancery-train --trust.\nfeature\tweight\n")
	for _, name := range slices.Sorted(maps.Keys(weights)) {
		fmt.Fprintf(&b, "%s\t%.3f\n", name, weights[name])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// of gives the probability that an event with these features is right.
func (t *trust) of(features []string) float64 {
	z := t.weights["bias"]
	for _, f := range features {
		z += t.weights[f]
	}
	return 1 / (1 + math.Exp(-z))
}

// features lists what speaks for and against an event; each counts once.
func (r *reader) features(c *candidate, e *record.Event) []string {
	all := []string{"type=" + e.Type, "pos=" + string(c.trigger.POS), "status=" + string(e.Status)}
	add := func(name string, holds bool) {
		if holds {
			all = append(all, name)
		}
	}
	add("carried", c.carrier != text.NoToken)
	add("noun alone", c.trigger.POS == lexicon.Noun && c.carrier == text.NoToken)
	add("conditions", len(c.trigger.When) > 0)
	add("content", e.Content != nil)
	add("content of another", c.real.outer != text.NoToken)
	add("presupposed", c.real.presupposed)
	add("no actor", len(e.Actors) == 0)
	add("no recipient", len(e.Recipients) == 0 && c.trigger.Frame.Sides != lexicon.Mutual)
	add("no recipient where one is due", len(e.Recipients) == 0 && c.trigger.Frame.Sides != lexicon.Mutual && due(e.Type))
	add("recipient recalled", c.recalled)
	add("one party", c.trigger.Frame.Sides == lexicon.Mutual && len(e.Actors) < 2)
	for _, s := range c.actors {
		add("actor "+quality(&s), true)
		break
	}
	for _, s := range c.recipients {
		add("recipient "+quality(&s), true)
		break
	}
	add("many sides", len(e.Actors)+len(e.Recipients) > 4)
	distance := 0
	for _, s := range append(append([]side{}, c.actors...), c.recipients...) {
		distance = max(distance, abs(int(s.at-c.at)))
	}
	add("far", distance > 15)
	add("very far", distance > 30)
	add("attributed", e.Attribution != nil)
	add("hedged", e.Hedge != nil)
	n := r.doc.Sentences[r.doc.SentenceOf(c.at)].Tokens.Len()
	add("long sentence", n > 35)
	add("short sentence", n < 6)
	odds := r.odds(c.at)
	own, none, best := odds[slices.Index(learnt.Types, e.Type)], odds[0], slices.Max(odds)
	add("guessed", c.sure > 0)
	add("guessed "+e.Type, c.sure > 0)
	add("guessed "+string(c.trigger.POS), c.sure > 0)
	way := "model "
	if c.sure > 0 {
		way = "guess "
	}
	steps(way+"type", own, add)
	add("model says none", none == best)
	add("model is sure of none", none > .8)
	add("model says another", own < best && none < best)
	r.sideFeatures(c, add)
	add("headline", r.doc.Sentences[r.doc.SentenceOf(c.at)].Kind == text.Title)
	return all
}

// stepsUp are the probabilities of [steps], with the ends of the names of their features.
var stepsUp = []struct {
	p    float64
	name string
}{
	{.05, " over 0.05"},
	{.1, " over 0.10"},
	{.2, " over 0.20"},
	{.35, " over 0.35"},
	{.5, " over 0.50"},
	{.65, " over 0.65"},
	{.8, " over 0.80"},
	{.9, " over 0.90"},
	{.95, " over 0.95"},
	{.98, " over 0.98"},
}

// steps adds a feature for each step up to a probability.
func steps(name string, p float64, add func(name string, holds bool)) {
	for i := 0; i < len(stepsUp) && p > stepsUp[i].p; i++ {
		add(name+stepsUp[i].name, true)
	}
}

// due are the types that are hardly ever told without whom they are for or against.
func due(typ string) bool {
	switch typ {
	case ontology.Accuse, ontology.Sanction, ontology.Request, ontology.Aid, ontology.Assault, ontology.Coerce, ontology.Reject, ontology.Agree:
		return true
	}
	return false
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// quality tells how an actor is told: resolved or described, by its own words, its owner or a place.
func quality(s *side) string {
	switch {
	case s.place:
		return "place"
	case !s.direct:
		return "indirect"
	case s.actor.ID == "":
		return "described"
	}
	return "named"
}
