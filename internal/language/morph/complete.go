package morph

import (
	"slices"
	"strings"
)

// Word is one word of a parsed sentence.
type Word struct {
	Lemma, UPOS, XPOS string
	Feats             string
	Head              int // index in the sentence, -1 for the root
	Rel               string
}

// Complete adds to the features of a sentence what only its tree shows: the
// passive, imperatives, and the number and person of verbs, which follow their
// subject in Universal Dependencies for English.
func Complete(words []Word) {
	s := sentence{words: words}
	for i := range words {
		switch words[i].XPOS {
		case "VBN":
			if s.passive(i) {
				s.set(i, "Voice", "Pass")
			}
		case "VB":
			if s.imperative(i) {
				words[i].Feats = "Mood=Imp|VerbForm=Fin"
			}
		case "PRP":
			s.pronoun(i)
		case "VBD", "VBP":
			if number, person := s.agreement(i); person != "" {
				s.set(i, "Number", number)
				s.set(i, "Person", person)
			}
		}
	}
}

type sentence struct {
	words []Word
}

// set puts a feature into its place in the alphabet, capitals as small letters.
func (s *sentence) set(i int, name, value string) {
	var list []string
	if f := s.words[i].Feats; f != "" {
		list = strings.Split(f, "|")
	}
	list = slices.DeleteFunc(list, func(f string) bool { return strings.HasPrefix(f, name+"=") })
	if value != "" {
		list = append(list, name+"="+value)
	}
	slices.SortFunc(list, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	s.words[i].Feats = strings.Join(list, "|")
}

// child returns the first word that hangs on i with a relation that begins as
// named, -1 if there is none.
func (s *sentence) child(i int, rels ...string) int {
	for j := range s.words {
		if s.words[j].Head != i {
			continue
		}
		for _, r := range rels {
			if rest, ok := strings.CutPrefix(s.words[j].Rel, r); ok && (rest == "" || rest[0] == ':') {
				return j
			}
		}
	}
	return -1
}

// passive tells whether a past participle is one of the passive: it has its
// auxiliary or subject, or it modifies a noun without "have".
func (s *sentence) passive(i int) bool {
	w := &s.words[i]
	if w.UPOS != "VERB" {
		return false
	}
	if s.child(i, "aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") > -1 {
		return true
	}
	if aux := s.child(i, "aux"); aux > -1 {
		return false
	}
	base, _, _ := strings.Cut(w.Rel, ":")
	switch base {
	case "amod", "acl", "advcl", "xcomp":
		return true
	case "conj":
		h := w.Head
		return h > -1 && h < i && s.words[h].XPOS == "VBN" && s.child(i, "nsubj") < 0 && strings.Contains(s.words[h].Feats, "Voice=Pass")
	}
	return false
}

// pronoun sets the case of pronouns that have one form for both: it, you.
func (s *sentence) pronoun(i int) {
	w := &s.words[i]
	if !strings.Contains(w.Feats, "Case=") || !strings.Contains(w.Feats, "Gender=Neut") && !strings.Contains(w.Feats, "Person=2") {
		return
	}
	base, _, _ := strings.Cut(w.Rel, ":")
	switch base {
	case "obj", "iobj", "obl", "nmod":
		s.set(i, "Case", "Acc")
	case "nsubj", "expl":
		s.set(i, "Case", "Nom")
	}
}

// imperative tells whether a base form stands alone at the top of a clause.
func (s *sentence) imperative(i int) bool {
	w := &s.words[i]
	if s.child(i, "aux", "mark", "nsubj") > -1 && !s.dont(i) {
		return false
	}
	switch w.Rel {
	case "root", "parataxis", "ccomp":
		return true
	case "conj":
		return w.Head > -1 && strings.Contains(s.words[w.Head].Feats, "Mood=Imp")
	}
	return false
}

// dont tells whether the only auxiliary is that of "do not" without a subject.
func (s *sentence) dont(i int) bool {
	aux := s.child(i, "aux")
	return aux > -1 && s.words[aux].XPOS == "VB" && s.child(i, "nsubj", "mark") < 0
}

// agreement returns number and person of the subject of a finite verb: its
// own, that of the verb it helps, or that of the verb it is coordinated with.
func (s *sentence) agreement(i int) (number, person string) {
	at := i
	if rel := s.words[at].Rel; strings.HasPrefix(rel, "aux") || strings.HasPrefix(rel, "cop") {
		at = s.words[at].Head
	}
	for range 4 {
		if at < 0 {
			return "", ""
		}
		if sub := s.child(at, "nsubj", "csubj", "expl"); sub > -1 {
			return s.person(sub)
		}
		rel := s.words[at].Rel
		if rel == "acl:relcl" && s.words[at].Head > -1 {
			return s.person(s.words[at].Head)
		}
		if rel != "conj" {
			return "", ""
		}
		at = s.words[at].Head
	}
	return "", ""
}

// person gives number and person of a subject.
func (s *sentence) person(i int) (number, person string) {
	w := &s.words[i]
	if strings.Contains(w.Feats, "PronType=Rel") {
		// "the men who say": the word above the clause decides.
		if h := w.Head; h > -1 && s.words[h].Rel == "acl:relcl" && s.words[h].Head > -1 && s.words[h].Head != i {
			return s.person(s.words[h].Head)
		}
	}
	number, person = "Sing", "3"
	if s.child(i, "conj") > -1 {
		number = "Plur"
	}
	for f := range strings.SplitSeq(w.Feats, "|") {
		switch name, value, _ := strings.Cut(f, "="); {
		case name == "Person":
			person = value
		case name == "Number" && value == "Plur":
			number = "Plur"
		}
	}
	return number, person
}
