// Package refer tells what pronouns and definite descriptions mean ("he", "the envoy", "both sides") and gathers the
// actors of a report with all their mentions.
package refer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Stage bind/refer: needs the layers body, tokens, sentences, trees and mentions, gives the layers references and
// actors. It is safe for concurrent use.
type Stage struct{ resolver *Resolver }

// New makes the stage over a resolver.
func New(r *Resolver) *Stage { return &Stage{r} }

// Apply writes doc.References, and doc.Facts.Actors: each actor with its mentions, in the order of the first ones.
func (s *Stage) Apply(_ context.Context, doc *text.Document) ([]notice.Notice, error) {
	links := s.resolver.Resolve(doc)
	doc.References = references(links, doc)
	doc.References = withOwned(doc.References, possessed(doc, s.resolver.base, s.resolver.lexicon))
	doc.References = withOwned(doc.References, ofOwned(links, doc))
	entries, err := gather(doc)
	if err != nil {
		return nil, err
	}
	doc.Facts.Actors = entries
	return nil, nil
}

// acting says that a mention counts as one of an actor: not a place, nor a noun before another that says nothing of who
// it is ("rebel attacks").
func acting(m *text.Mention) bool {
	return m.Form != text.PlaceMention && (m.Form != text.ModifierMention || m.As.ID != "" || m.As.Country != "")
}

// references are the links that mean actors, apart from each other.
func references(links []Link, doc *text.Document) []text.Reference {
	all := []text.Reference{}
	end := text.TokenID(0)
	for _, l := range links {
		if len(l.Mentions) == 0 && l.As == nil || l.Tokens.First < end {
			continue
		}
		end = l.Tokens.End
		all = append(all, text.Reference{
			Span: doc.SpanOf(l.Tokens), Tokens: l.Tokens, Head: l.Head, Antecedents: l.Mentions, As: l.As, Rule: l.Rule, Lost: l.Lost,
		})
	}
	return all
}

// gather makes one entry of the mentions of each actor.
func gather(doc *text.Document) ([]*record.ActorEntry, error) {
	byKey := map[string]*record.ActorEntry{}
	entries := []*record.ActorEntry{}
	for i := range doc.Mentions {
		m := &doc.Mentions[i]
		if !acting(m) {
			continue
		}
		e := byKey[m.Key]
		if e == nil {
			e = &record.ActorEntry{
				Document: doc.ID, Name: m.As.Name, ActorKind: m.As.Kind, Country: m.As.Country, Sector: m.As.Sector,
				Sectors: m.As.Sectors, Why: m.Why,
			}
			byKey[m.Key] = e
			entries = append(entries, e)
		}
		if m.As.Role != "" && !slices.Contains(e.Roles, m.As.Role) {
			e.Roles = append(e.Roles, m.As.Role)
		}
		e.Mentions = append(e.Mentions, m.Span)
	}
	for i := range doc.References {
		r := &doc.References[i]
		if r.As != nil {
			entries = describe(doc, r, entries, byKey)
		}
		for _, a := range r.Antecedents {
			if e := byKey[doc.Mentions[a].Key]; e != nil {
				e.Mentions = append(e.Mentions, r.Span)
			}
		}
	}
	entries = credited(doc, entries)
	for _, e := range entries {
		slices.SortFunc(e.Mentions, func(x, y record.Span) int {
			return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.End, y.End))
		})
		e.Mentions = slices.Compact(e.Mentions)
		if err := record.Identify(e); err != nil {
			return nil, fmt.Errorf("actor %q: %w", e.Name, err)
		}
	}
	slices.SortStableFunc(entries, func(x, y *record.ActorEntry) int { return cmp.Compare(firstMention(x), firstMention(y)) })
	return entries, nil
}

// describe adds the entry of who is described by an owner.
func describe(doc *text.Document, r *text.Reference, entries []*record.ActorEntry, byKey map[string]*record.ActorEntry) []*record.ActorEntry {
	key := r.As.ID
	if key == "" {
		key = strings.ToLower(r.As.Name) + "\t" + r.As.Country
	}
	e := byKey[key]
	if e == nil {
		e = &record.ActorEntry{
			Document: doc.ID, Name: r.As.Name, ActorKind: r.As.Kind, Country: r.As.Country, Sector: r.As.Sector, Why: r.Rule,
		}
		if r.As.Role != "" {
			e.Roles = []string{r.As.Role}
		}
		byKey[key] = e
		entries = append(entries, e)
	}
	e.Mentions = append(e.Mentions, r.Span)
	return entries
}

// firstMention gives the place of the first mention of an actor, 0 for one that the text does not name.
func firstMention(e *record.ActorEntry) int {
	if len(e.Mentions) == 0 {
		return 0
	}
	return e.Mentions[0].Start
}
