package view

import (
	"context"
	"slices"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

// mostNames is how many names of parties are remembered that no knowledge has.
const mostNames = 20_000

// partyNames are the names of parties that only the reports tell, by their keys.
type partyNames struct {
	mu    sync.Mutex
	names map[string]string
}

// PartyName gives the key of a party as people write it: its usual name, or the one that a report has for it.
func (r *Record) PartyName(ctx context.Context, key string) string {
	name := PartyName(r.Base, key)
	if len(key) == 3 && strings.ToUpper(key) == key {
		return name
	}
	if _, known := r.Base.Entity(key); known {
		return name
	}
	r.parties.mu.Lock()
	told, ok := r.parties.names[key]
	r.parties.mu.Unlock()
	if ok {
		return told
	}
	if told = r.toldName(ctx, key); told == "" {
		told = name
	}
	r.parties.mu.Lock()
	defer r.parties.mu.Unlock()
	if r.parties.names == nil || len(r.parties.names) >= mostNames {
		r.parties.names = map[string]string{}
	}
	r.parties.names[key] = told
	return told
}

// toldName looks for the name of a party in an event of it.
func (r *Record) toldName(ctx context.Context, key string) string {
	for g, err := range r.Groups(ctx, keep.GroupFilter{Kind: "joined", Terms: [][]string{{"side=" + key}}, Limit: 1}) {
		if err != nil {
			return ""
		}
		e, err := keep.EntryOf[*record.Joined](g)
		if err != nil {
			return ""
		}
		for _, a := range slices.Concat(e.Actors, e.Recipients) {
			if ledger.KeyOf(a) == key && a.Name != "" {
				return upperFirst(a.Name)
			}
		}
	}
	return ""
}

func upperFirst(s string) string {
	for i, c := range s {
		return strings.ToUpper(string(c)) + s[i+len(string(c)):]
	}
	return s
}

// headlines is how many reports of a story are looked at for a headline.
const headlines = 6

// Headline gives the headline of that report of a story which has most of the words that mark it, the earliest of equals;
// the marking words where no report has one.
func (r *Record) Headline(ctx context.Context, s *record.Story) (string, error) {
	marks := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s.Title+" "+strings.Join(s.Names, " ")), func(c rune) bool { return c == ' ' || c == ',' || c == ':' }) {
		marks[w] = true
	}
	best, most := "", -1
	for _, id := range s.Documents[:min(len(s.Documents), headlines)] {
		source, err := r.Source(ctx, id)
		if err != nil {
			return "", err
		}
		n := 0
		for _, w := range strings.Fields(strings.ToLower(source.Title)) {
			if marks[strings.Trim(w, ",.:;’'\"")] {
				n++
			}
		}
		if source.Title != "" && n > most {
			best, most = source.Title, n
		}
	}
	switch {
	case best != "":
		return best, nil
	case s.Title != "":
		return s.Title, nil
	}
	return "Story without a headline", nil
}
