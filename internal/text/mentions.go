package text

import (
	"sort"

	"github.com/chancery-project/chancery/record"
)

// Mention is a noun phrase, a name or an adjective of a people that means an actor: "Former U.S. envoy Zalmay
// Khalilzad", "two senior Pakistani officials", "Israeli" in "Israeli strikes", "Kabul's" in "Kabul's refusal".
//
// Layer: Document.Mentions, sorted by start, then by end. Two mentions overlap only where a phrase names several
// actors ("U.S. and Russian negotiators": one mention each), where one owns another ("the Taliban's foreign minister") or
// names the place where another is ("police in Mombasa"). Writer: bind/who.
type Mention struct {
	Span   record.Span  // of the words that name the actor: As.Text and As.Span
	Tokens TokenRange   // of Span
	Head   TokenID      // the head of the noun phrase in the tree, or the modifier itself
	Key    string       // equal for mentions of one actor in this document: the id, or the description
	As     record.Actor // with country, sectors and role as on the day of publication
	Form   MentionForm
	Body   string // id of the group or body that a described actor belongs to, whose standing it shares; or ""
	Why    string // the rules that led to the actor
	Plural bool   // the phrase tells of more than one
	Gender string // "f", "m" or "": of a person
}

// MentionForm is how a mention tells of its actor.
type MentionForm string

// The forms of mentions.
const (
	NamedMention     MentionForm = "name"        // by a name: "Zalmay Khalilzad", "the Taliban", "Islamabad" for its government
	DescribedMention MentionForm = "description" // by a common noun: "Pakistani military chiefs", "the foreign ministry"
	ModifierMention  MentionForm = "modifier"    // by an adjective or a name before a noun that is no actor: "Israeli strikes"
	PlaceMention     MentionForm = "place"       // the name of a state or city where things happen: "in Afghanistan"; As is the country
)

// MentionsAt gives the mentions whose noun phrase has the head t: none, one, or those that are coordinated within one
// phrase. The list must not be changed.
func (d *Document) MentionsAt(t TokenID) []*Mention {
	if d.mentionsByHead == nil && len(d.Mentions) > 0 {
		d.mentionsByHead = map[TokenID][]*Mention{}
		for i := range d.Mentions {
			m := &d.Mentions[i]
			d.mentionsByHead[m.Head] = append(d.mentionsByHead[m.Head], m)
		}
	}
	return d.mentionsByHead[t]
}

// MentionsIn gives the half-open range of the mentions that begin within a span.
func (d *Document) MentionsIn(s record.Span) (first, end int) {
	first = sort.Search(len(d.Mentions), func(i int) bool { return d.Mentions[i].Span.Start >= s.Start })
	end = first
	for end < len(d.Mentions) && d.Mentions[end].Span.Start < s.End {
		end++
	}
	return first, end
}

// Reference is a pronoun or a definite description that means actors named elsewhere in the document: "he", "its",
// "the envoy", "both sides", "the two countries".
//
// Layer: Document.References, sorted by start, apart from each other. Writer: bind/refer. A phrase that may mean
// several is not listed: nothing is guessed.
type Reference struct {
	Span        record.Span
	Tokens      TokenRange
	Head        TokenID
	Antecedents []int         // numbers of mentions in Document.Mentions, the nearest of each actor; several for "both sides"
	As          *record.Actor // who is described as an antecedent's by a pronoun: "its army"; there are no Antecedents then
	Rule        string        // that decided
	Lost        []string      // keys of the actors that lost, best first
}

// ReferenceAt gives the reference whose head is t, or nil.
func (d *Document) ReferenceAt(t TokenID) *Reference {
	i := sort.Search(len(d.References), func(i int) bool { return d.References[i].Head >= t })
	for ; i < len(d.References) && d.References[i].Head == t; i++ {
		return &d.References[i]
	}
	return nil
}

// ActorsAt gives the actors that the noun phrase with the head t means, by name, description or reference, in the
// order of the text; those coordinated with t are not among them. Text and Span of each are the words at t.
func (d *Document) ActorsAt(t TokenID) []record.Actor {
	var all []record.Actor
	for _, m := range d.MentionsAt(t) {
		all = append(all, m.As)
	}
	if len(all) > 0 {
		return all
	}
	r := d.ReferenceAt(t)
	if r == nil {
		return nil
	}
	words, span := d.Quote(r.Span)
	if r.As != nil {
		a := *r.As
		a.Text, a.Span = words, &span
		return []record.Actor{a}
	}
	for _, i := range r.Antecedents {
		a := d.Mentions[i].As
		a.Text, a.Span = words, &span
		all = append(all, a)
	}
	return all
}
