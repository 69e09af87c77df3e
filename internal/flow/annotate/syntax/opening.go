package syntax

import (
	_ "embed"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed calendar.tsv
var calendarFile string

//go:embed daywords.tsv
var dayWordsFile string

// dayFirst parts a word for a day at the head of a sentence from the name behind it, which is the subject: "Yesterday Peru recognised
// Kosovo", with Yesterday as the first part of a name.
func dayFirst(words []morph.Word, days map[string]bool, form func(int) string) {
	if len(words) < 3 || !days[strings.ToLower(form(0))] {
		return
	}
	w, n := &words[0], words[0].Head
	switch {
	case w.Rel == "compound" && n > 0 && words[n].Head > n:
		w.Head, w.Rel = words[n].Head, "obl:unmarked"
	case (w.Rel == "nsubj" || w.Rel == "nsubj:pass") && n > 1 && words[1].Head == 0 && nominal(&words[1]):
		words[1].Head, words[1].Rel = n, w.Rel
		for i := 2; i < n; i++ {
			if words[i].Head == 0 {
				words[i].Head = 1
			}
		}
		w.Rel = "obl:unmarked"
	}
}

// opened gives a clause that begins with a place or a time without a comma its subject: "In March Human Rights Watch accused", "and in
// London members of parliament called", "in July the vice-president pledged". The tree makes one phrase of both, and the verb is left without
// a subject.
func opened(words []morph.Word, form func(int) string, calendar map[string]bool) {
	for v := range words {
		if words[v].UPOS != "VERB" || subjected(words, v) || !hasTense(words, v) {
			continue
		}
		for h := range v {
			if w := &words[h]; w.Head == v && nominal(w) && (w.Rel == "obl" || w.Rel == "nmod" || w.Rel == "obl:unmarked") && parting(words, h, v, form, calendar) {
				break
			}
		}
	}
	for mark := range words {
		if words[mark].Rel == "case" && words[mark].UPOS == "ADP" && starts(words, mark) {
			dayBefore(words, mark, form, calendar)
		}
	}
	for n := range words {
		w := &words[n]
		if w.Rel != "nmod" || w.Head < n+2 || n == 0 || n+1 >= len(words) || words[n+1].UPOS != "DET" || words[n-1].Rel != "case" || words[n-1].Head != n || !starts(words, n-1) {
			continue
		}
		if s := &words[w.Head]; s.Rel == "nsubj" || s.Rel == "nsubj:pass" {
			w.Head, w.Rel = s.Head, "obl"
		}
	}
}

// hasTense says that a verb is finite, or has an auxiliary that is.
func hasTense(words []morph.Word, verb int) bool {
	if finite(&words[verb]) {
		return true
	}
	for i := range verb {
		if w := &words[i]; w.Head == verb && w.UPOS == "AUX" && finite(w) {
			return true
		}
	}
	return false
}

// parting parts a phrase behind a preposition at the beginning of a clause into a place or time and the subject of a verb. It
// returns whether it did.
func parting(words []morph.Word, h, v int, form func(int) string, calendar map[string]bool) bool {
	mark := -1
	for i := range h {
		if words[i].Head == h && words[i].Rel == "case" && words[i].UPOS == "ADP" {
			mark = i
		}
	}
	if mark < 0 || mark+2 > h || !starts(words, mark) || words[mark+1].UPOS != "PROPN" || words[mark+1].Head != h {
		return false
	}
	last := mark + 1 // of the place or time
	switch {
	case calendar[strings.ToLower(form(last))]:
		if last+1 <= h && words[last+1].UPOS == "NUM" {
			last++
		}
	case words[h].UPOS == "NOUN" && words[mark].Lemma == "in":
		for last+1 < h && words[last+1].UPOS == "PROPN" {
			last++
		}
	default:
		return false
	}
	if last >= h {
		return false
	}
	first := mark + 1
	words[first].Head, words[first].Rel = v, "obl"
	words[mark].Head = first
	for i := first + 1; i <= last; i++ {
		words[i].Head, words[i].Rel = first, "flat"
	}
	for i := range last {
		if words[i].Head == h && words[i].UPOS == "PUNCT" {
			words[i].Head = v
		}
	}
	words[h].Head, words[h].Rel = v, "nsubj"
	if passive(words, v) {
		words[h].Rel = "nsubj:pass"
	}
	return true
}

// starts says that a clause begins with a word: nothing, a mark or a conjunction stands before it.
func starts(words []morph.Word, i int) bool {
	return i == 0 || words[i-1].UPOS == "PUNCT" || words[i-1].UPOS == "CCONJ"
}

// dayBefore parts a day or month behind a preposition at the beginning of a clause from the subject of its verb, where the tree has made
// one name of both ("On Monday Kenya closed") or hung the day on the subject ("On Sunday armed men stopped").
func dayBefore(words []morph.Word, mark int, form func(int) string, calendar map[string]bool) {
	day := mark + 1
	for day < len(words) && words[day].UPOS == "NUM" {
		day++ // "On 2 October"
	}
	next := day + 1
	if next < len(words) && words[next].UPOS == "NUM" {
		next++ // "On October 2"
	}
	if next >= len(words) || !calendar[strings.ToLower(form(day))] || !nominal(&words[next]) && words[next].UPOS != "ADJ" && words[next].UPOS != "NUM" {
		return
	}
	head := words[mark].Head
	if head < 0 {
		return
	}
	verb := words[head].Head
	switch {
	case head == day && words[next].Head == day && words[next].Rel == "flat" && verb > next && words[verb].UPOS == "VERB" && !subjected(words, verb):
		for i := next + 1; i < verb; i++ {
			if words[i].Head == day && i > next && words[i].Rel != "punct" {
				words[i].Head = next
			}
		}
		words[next].Head, words[next].Rel = verb, "nsubj"
		if passive(words, verb) {
			words[next].Rel = "nsubj:pass"
		}
	case head > day && (words[head].Rel == "nsubj" || words[head].Rel == "nsubj:pass") && verb > head && words[verb].UPOS == "VERB":
		words[mark].Head = day
		words[day].Head, words[day].Rel = verb, "obl"
		for i := mark + 1; i < next; i++ {
			if i != day && words[i].Head != day {
				words[i].Head, words[i].Rel = day, "nummod"
			}
		}
	}
}
