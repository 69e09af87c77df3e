package syntax

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed release.tsv
var releaseFile string

// verbs are those by which a coordination behind a clause with "that" is hung: those of saying, which go on with who
// spoke, and those of denying, behind which what is said next is seldom denied too. Those of giving have two objects, and
// adjectives of outcome belong to the verb before them.
type verbs struct{ speaking, denying, giving, outcome map[string]bool }

// readVerbs reads a verb and its class a line. It reports every fault.
func readVerbs(file string) (*verbs, error) {
	s := &verbs{speaking: map[string]bool{}, denying: map[string]bool{}, giving: map[string]bool{}, outcome: map[string]bool{}}
	classes := map[string]map[string]bool{"speaking": s.speaking, "denying": s.denying, "giving": s.giving, "outcome": s.outcome}
	var faults []error
	for i, line := range strings.Split(strings.TrimSuffix(file, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") || line == "verb\tclass" {
			continue
		}
		verb, class, _ := strings.Cut(line, "\t")
		if classes[class] == nil || verb == "" || classes[class][verb] {
			faults = append(faults, fmt.Errorf("release.tsv line %d: %q is no verb with a class, or stands twice", i+1, line))
			continue
		}
		classes[class][verb] = true
	}
	return s, errors.Join(faults...)
}

// release hangs a verb of saying that is coordinated with the verb of a clause below one in the past on that one: "denied that
// its forces had fired and accused the army". The tense tells it ("said that it would go and thanked them"), a comma before
// "and", that the clause is denied, or that it tells a state or a passive: "said the talks were dead and blamed Iran".
func (s *verbs) release(words []morph.Word) {
	for v := range words {
		h := words[v].Head
		if h < 0 || h > v || words[v].Rel != "conj" || words[v].UPOS != "VERB" || words[v].XPOS != "VBD" && words[v].XPOS != "VBN" {
			continue
		}
		if words[h].Rel == "advcl" && words[h].Head >= 0 && words[h].Head < h && s.speaking[words[v].Lemma] && v > 1 && words[v-2].UPOS == "PUNCT" {
			h = words[h].Head // "said that talks could begin if a guarantor were named, and accused the police"
		}
		for words[v].XPOS == "VBD" && words[h].Rel == "xcomp" && words[h].XPOS == "VB" && words[h].Head >= 0 && words[h].Head < h {
			h = words[h].Head // a past goes on with no infinitive: "would be allowed to threaten others and complained"
		}
		m := words[h].Head
		if m >= 0 && m < h && words[h].Rel == "acl:relcl" && words[m].Rel == "obj" && words[m].Head >= 0 && words[m].Head < m { // "assured the participants that"
			if that := below(words, h, "mark"); that == m+1 {
				m = words[m].Head
				words[h].Head, words[h].Rel = m, "ccomp"
			}
		}
		if m < 0 || m > h || words[h].Rel != "ccomp" || words[h].UPOS != "VERB" && below(words, h, "cop") < 0 || words[m].XPOS != "VBD" || words[m].UPOS != "VERB" {
			continue
		}
		if below(words, v, "nsubj", "nsubj:pass", "aux", "aux:pass", "mark") >= 0 || below(words, h, "nsubj", "nsubj:pass") < 0 {
			continue
		}
		cc := below(words, v, "cc")
		if cc < 0 && words[v-1].Lemma == "," && s.speaking[words[v].Lemma] && perfected(words, h) && active(words, v) { // "said rebels had fled, accused Chad and"
			words[v].Head, words[v].XPOS = m, "VBD"
			continue
		}
		if cc < 0 || words[cc].Lemma != "and" && words[cc].Lemma != "but" {
			continue
		}
		comma := cc > 0 && words[cc-1].UPOS == "PUNCT"
		if words[v].XPOS == "VBD" && (otherTense(words, h) || s.speaking[words[v].Lemma] && !s.speaking[words[h].Lemma] && (perfected(words, h) || below(words, h, "cop", "aux:pass") >= 0 && active(words, v))) || s.speaking[words[v].Lemma] && (comma || s.denying[words[m].Lemma]) {
			words[v].Head, words[v].XPOS = m, "VBD"
		}
	}
}

// otherTense says that a past cannot be coordinated with a verb: it stands in the present, or behind a modal without "have".
func otherTense(words []morph.Word, h int) bool {
	modal, have, aux := false, false, false
	for i := range words {
		if words[i].Head == h && (words[i].Rel == "aux" || words[i].Rel == "aux:pass" || words[i].Rel == "cop") {
			aux, modal, have = true, modal || words[i].XPOS == "MD", have || words[i].Lemma == "have"
		}
	}
	return modal && !have || !aux && (words[h].XPOS == "VBZ" || words[h].XPOS == "VBP")
}

// perfected says that a verb is a participle behind "had": a past behind it that is one of saying goes on with who spoke,
// "said that Hezbollah had fired and urged the UN to move".
func perfected(words []morph.Word, h int) bool {
	have := below(words, h, "aux")
	return words[h].XPOS == "VBN" && have >= 0 && words[have].Lemma == "have"
}

// below gives the first word that hangs on another by one of the relations, -1 where there is none.
func below(words []morph.Word, h int, rels ...string) int {
	return slices.IndexFunc(words, func(w morph.Word) bool { return w.Head == h && slices.Contains(rels, w.Rel) })
}

// timed puts right a sentence whose verb is taken for a clause of its subject, because a clause of time without a word for
// it follows: "Jets bombed the town, a day after the council rejected a truce", with rejected as the root.
func timed(words []morph.Word) {
	root := below(words, -1, "root")
	if root < 3 || !finite(&words[root]) {
		return
	}
	x := root - 1 // the subject of the clause behind "after"
	for x > 0 && words[x].UPOS == "ADV" {
		x--
	}
	for x > 0 && nominal(&words[x]) && nominal(&words[max(words[x].Head, 0)]) && words[x].Head < x && words[x].Rel != "nmod" && words[x].Rel != "obl" {
		x = words[x].Head
	}
	after := below(words, x, "case")
	subject := below(words, root, "nsubj")
	if subject < 0 || !nominal(&words[x]) || after < 0 || words[after].Lemma != "after" && words[after].Lemma != "before" {
		return
	}
	verb := slices.IndexFunc(words, func(w morph.Word) bool {
		return w.Head == subject && w.Rel == "acl" && w.UPOS == "VERB" && (w.XPOS == "VBD" || w.XPOS == "VBN")
	})
	if verb < 0 || verb > after || below(words, verb, "obj") < 0 || subject > verb {
		return
	}
	for i := range words {
		if w := &words[i]; w.Head == root && i < root {
			w.Head = verb
		}
	}
	for i := range words {
		if w := &words[i]; w.Head == root && w.Rel == "punct" && i == len(words)-1 {
			w.Head = verb
		}
	}
	words[x].Head, words[x].Rel = root, "nsubj"
	words[after].Head, words[after].Rel = root, "mark"
	words[verb].Head, words[verb].Rel, words[verb].XPOS = -1, "root", "VBD"
	words[root].Head, words[root].Rel = verb, "advcl"
	words[subject].Head, words[subject].Rel = verb, "nsubj"
}

// give parts whom something is given to from the number of what is given: "gave Ukraine 14 tanks", "sent South Sudan two
// helicopters", with the name as a part of the object.
func (s *verbs) give(words []morph.Word) {
	for v := range words {
		name := v + 1
		if name < len(words) && words[name].UPOS == "DET" && words[name].Lemma == "the" { // "gave the Ivory Coast 5 million dollars"
			name++
		}
		if words[v].UPOS != "VERB" || !s.giving[words[v].Lemma] || name >= len(words) || words[name].UPOS != "PROPN" && words[name].UPOS != "ADJ" {
			continue
		}
		end := name
		for end < len(words) && (words[end].UPOS == "PROPN" || words[end].UPOS == "ADJ") { // "Central African Republic"
			end++
		}
		if words[end-1].UPOS != "PROPN" {
			continue
		}
		object := below(words, v, "obj")
		if object <= end || end >= len(words) || words[end].UPOS != "NUM" || !nominal(&words[object]) || words[object].XPOS != "NNS" && words[object].XPOS != "NNPS" || !inRow(words, name, end, object) {
			continue
		}
		head := end - 1
		for i := name; i < head; i++ {
			words[i].Head, words[i].Rel = head, "compound"
		}
		words[head].Head, words[head].Rel = v, "iobj"
		if name > v+1 {
			words[v+1].Head, words[v+1].Rel = head, "det"
		}
		words[end].Head, words[end].Rel = object, "nummod"
	}
}

// inRow says that the words of a name hang on each other, on the number behind them or on the noun that is counted.
func inRow(words []morph.Word, name, end, object int) bool {
	for i := name; i < end; i++ {
		if h := words[i].Head; h != object && (h < name || h > end) {
			return false
		}
	}
	return true
}

// result hangs an adjective between a verb and the number or article of its object on the verb: "shot dead five men", with dead as
// an adjective of the men.
func (s *verbs) result(words []morph.Word) {
	for v := 0; v+2 < len(words); v++ {
		a := &words[v+1]
		if words[v].UPOS != "VERB" || a.UPOS != "ADJ" || a.Rel != "amod" || !s.outcome[a.Lemma] || a.Head < v+3 || words[a.Head].Head != v {
			continue
		}
		if next := &words[v+2]; next.Head == a.Head && (next.Rel == "nummod" || next.Rel == "det") {
			a.Head, a.Rel = v, "xcomp"
		}
	}
}
