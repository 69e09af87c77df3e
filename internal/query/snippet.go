package query

import (
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/query/words"
)

// Marks around the words of a snippet that match. They are characters for private use; where the text itself holds
// them the snippet has U+FFFD.
const (
	MarkStart = '\ue000'
	MarkEnd   = '\ue001'
)

const (
	snippetWords = 32      // length of a snippet
	snippetLead  = 8       // words before the first match
	snippetReach = 4 << 20 // bytes of a text in which matches are looked for
)

// Snippet gives the words of a text around the best match of a query, in their original spelling, with the matches
// between [MarkStart] and [MarkEnd], white space as single blanks and an ellipsis where the text goes on. Where
// nothing of the text matches it is the beginning of the text.
func Snippet(text string, q Query) string {
	if len(text) > snippetReach {
		text = text[:snippetReach]
	}
	terms := positive(q.Root, nil)
	all := scan(text, len(terms) > 0)
	if len(all) == 0 {
		return ""
	}
	marks := find(all, terms)
	from := window(len(all), marks)
	return cut(text, all, marks, from, min(from+snippetWords, len(all)))
}

// place is one word of a text.
type place struct {
	start, end int
	word       string
}

func scan(text string, whole bool) []place {
	var all []place
	s := words.NewScanner(text)
	for s.Next() && (whole || len(all) < snippetWords) {
		all = append(all, place{s.Start, s.End, string(s.Folded)})
	}
	return all
}

// positive appends the terms that a text must hold for the query, in the text or anywhere.
func positive(n Node, to []Term) []Term {
	switch n := n.(type) {
	case Term:
		if n.Field != Title {
			to = append(to, n)
		}
	case Near:
		for _, t := range n.Terms {
			to = positive(t, to)
		}
	case And:
		for _, p := range n.Of {
			to = positive(p, to)
		}
	case Or:
		for _, p := range n.Of {
			to = positive(p, to)
		}
	}
	return to
}

// mark is a match: words [from, to) and the term that they match.
type mark struct{ from, to, term int }

// find gives the matches of the terms in order.
func find(all []place, terms []Term) []mark {
	first := map[string][]int{} // terms by their first word or one of its forms
	var prefixes []int
	for i, t := range terms {
		switch {
		case t.Prefix && len(t.Words) == 1:
			prefixes = append(prefixes, i)
		case len(t.Words) == 1 && !t.Exact:
			for _, form := range words.Forms(t.Words[0]) {
				first[form] = append(first[form], i)
			}
		default:
			first[t.Words[0]] = append(first[t.Words[0]], i)
		}
	}
	var marks []mark
	for i := range all {
		for _, t := range first[all[i].word] {
			if matches(all[i:], terms[t]) {
				marks = append(marks, mark{i, i + len(terms[t].Words), t})
			}
		}
		for _, t := range prefixes {
			if strings.HasPrefix(all[i].word, terms[t].Words[0]) {
				marks = append(marks, mark{i, i + 1, t})
			}
		}
	}
	return marks
}

// matches tells whether the words behind the first of a term stand here too.
func matches(at []place, t Term) bool {
	if len(at) < len(t.Words) {
		return false
	}
	for i := 1; i < len(t.Words); i++ {
		last := i == len(t.Words)-1
		if at[i].word != t.Words[i] && !(last && t.Prefix && strings.HasPrefix(at[i].word, t.Words[i])) {
			return false
		}
	}
	return true
}

// window gives the first word of the stretch that holds most of the terms, and of those most matches, the earliest.
func window(n int, marks []mark) int {
	best, bestScore := 0, -1
	for i, m := range marks {
		from := max(0, min(m.from-snippetLead, n-snippetWords))
		seen, score := map[int]bool{}, 0
		for _, o := range marks[i:] {
			if o.to > from+snippetWords {
				break
			}
			if !seen[o.term] {
				seen[o.term] = true
				score += 1000
			}
			score++
		}
		if score > bestScore {
			best, bestScore = from, score
		}
	}
	return best
}

// cut writes the words [from, to) with their marks.
func cut(text string, all []place, marks []mark, from, to int) string {
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	marked := 0 // word up to which a mark is open
	at := all[from].start
	if from == 0 {
		at = 0
	}
	for i := from; i < to; i++ {
		clean(&b, text[at:all[i].start])
		opens := i
		for _, m := range marks {
			if m.from == i && m.to <= to {
				opens = max(opens, m.to)
			}
		}
		if marked <= i && opens > i {
			b.WriteRune(MarkStart)
			marked = opens
		} else if opens > marked && marked > i {
			marked = opens
		}
		clean(&b, text[all[i].start:all[i].end])
		if marked == i+1 {
			b.WriteRune(MarkEnd)
		}
		at = all[i].end
	}
	if to < len(all) {
		b.WriteString(" …")
	} else {
		clean(&b, text[at:])
	}
	return strings.TrimSpace(b.String())
}

// clean writes text with its white space as single blanks and without marks of its own.
func clean(b *strings.Builder, text string) {
	blank := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			blank = true
			continue
		case r == MarkStart, r == MarkEnd, unicode.IsControl(r):
			r = '\ufffd'
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	if blank {
		b.WriteByte(' ')
	}
}
