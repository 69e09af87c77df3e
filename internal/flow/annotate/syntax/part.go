package syntax

import (
	_ "embed"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/language/morph"
	"github.com/chancery-project/chancery/internal/language/trees"
)

//go:embed speech.tsv
var speechFile string

// wordList reads a list of words, one a line.
func wordList(file string) map[string]bool {
	forms := map[string]bool{}
	for line := range strings.Lines(file) {
		if form := strings.TrimSpace(line); form != "" && !strings.HasPrefix(form, "#") {
			forms[form] = true
		}
	}
	return forms
}

// Bounds of who says so behind a sentence, in words.
const (
	maxSpeaker = 25 // who speaks
	maxBehind  = 14 // to whom, where and when
	minSaid    = 4  // what is said
)

// creditAt gives where the words begin that only tell at the end of a sentence who says what stands before them: ", the
// ministry said on Tuesday.", ", said Ahmad Vahidi, the interior minister." It is 0 where there are none. Parsers often
// make the speaker the subject of the whole of such a sentence; both parts are read by themselves and joined.
func (r *Reader) creditAt(sent []trees.Word) int {
	last := len(sent)
	for last > 0 && sent[last-1].UPOS == "PUNCT" {
		last--
	}
	if last == len(sent) {
		return 0
	}
	for v := last - 1; v > minSaid && last-v <= maxBehind; v-- {
		if !r.speech[strings.ToLower(sent[v].Form)] || sent[v].UPOS != "VERB" {
			if (verbal(&sent[v]) || sent[v].UPOS == "AUX") && !goesOnBy(sent, v) {
				return 0
			}
			continue
		}
		if at := v - 1; isComma(&sent[at]) && v+1 < last && speaker(sent[v+1:last]) && r.said(sent[:at]) && !isApposed(sent, at) && !onlyRelative(sent[:at]) {
			return at // "..., said Ahmad Vahidi"
		}
		at := speakerBefore(sent, v)
		if at > 0 && v-at <= maxSpeaker && r.said(sent[:at]) {
			return at
		}
		return 0
	}
	return 0
}

// goesOnBy says that a verb goes on with the subject of the one before it: "the minister said on Thursday and invited reporters".
func goesOnBy(sent []trees.Word, v int) bool {
	return sent[v].XPOS == "VBD" && sent[v-1].UPOS == "CCONJ" && v > 1 && sent[v-2].UPOS != "PUNCT"
}

func isComma(w *trees.Word) bool { return w.Form == "," }

func verbal(w *trees.Word) bool {
	switch w.XPOS {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// speaker says that words are a noun phrase that begins with a name, an article or the like and holds no verb.
func speaker(words []trees.Word) bool {
	if len(words) == 0 || len(words) > maxSpeaker {
		return false
	}
	switch words[0].UPOS {
	case "DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM":
	default:
		return false
	}
	switch words[0].XPOS {
	case "WDT", "WP", "WP$":
		return false
	}
	return !slices.ContainsFunc(words, func(w trees.Word) bool { return verbal(&w) || w.UPOS == "AUX" || w.UPOS == "SCONJ" })
}

// isApposed says that a comma closes an apposition, so that the verb behind it has its subject before: "X, its leader, said".
func isApposed(sent []trees.Word, comma int) bool {
	return speakerBefore(sent, comma+1) > 0
}

// speakerBefore gives the comma that opens the phrase of who speaks before a verb, with its apposition; 0 where there is none.
func speakerBefore(sent []trees.Word, v int) int {
	end, apposed := v, false
	if isComma(&sent[v-1]) {
		end, apposed = v-1, true
	}
	open := lastComma(sent, end)
	if open <= 0 || !speaker(sent[start(sent, open):end]) {
		return 0
	}
	if !apposed {
		return open
	}
	before := lastComma(sent, open)
	if before <= 0 || !speaker(sent[start(sent, before):open]) {
		return 0
	}
	return before
}

// onlyRelative says that words hold no verb but those of a relative clause at their end, so that the verb behind them is that of the
// sentence: "Serbia, whose envoy accused Croatia, recalled its ambassador".
func onlyRelative(words []trees.Word) bool {
	comma := lastComma(words, len(words))
	if comma <= 0 || comma+1 >= len(words) {
		return false
	}
	switch words[comma+1].XPOS {
	case "WDT", "WP", "WP$":
		return !slices.ContainsFunc(words[:comma], func(w trees.Word) bool { return verbal(&w) || w.UPOS == "VERB" || w.UPOS == "AUX" })
	}
	return false
}

// start gives the first word behind a comma and a closing quotation mark.
func start(sent []trees.Word, comma int) int {
	at := comma + 1
	for at < len(sent) && sent[at].UPOS == "PUNCT" && !isComma(&sent[at]) {
		at++
	}
	return at
}

func lastComma(sent []trees.Word, end int) int {
	for i := end - 1; i > 0; i-- {
		if isComma(&sent[i]) {
			return i
		}
	}
	return 0
}

// said says that words are a sentence of their own: long enough, with a verb, and opened by no word that makes them depend
// on what follows.
func (r *Reader) said(words []trees.Word) bool {
	if len(words) < minSaid || words[0].UPOS == "SCONJ" || words[0].UPOS == "CCONJ" || strings.EqualFold(words[0].Form, "when") {
		return false
	}
	return slices.ContainsFunc(words, func(w trees.Word) bool {
		return verbal(&w) || w.XPOS == "VBN" || r.lemmas != nil && r.lemmas.OnlyPast(w.Form)
	})
}

// parse gives the words of sentences with their trees, those with a credit at their end read in two parts.
func (r *Reader) parse(labelled [][]trees.Word) [][]morph.Word {
	sents := make([][]trees.Word, len(labelled))
	for i, s := range labelled {
		forms := make([]string, min(len(s), 2+minLabelled))
		for t := range forms {
			forms[t] = s[t].Form
		}
		sents[i] = s[r.labelled(forms):]
	}
	parts := make([][]trees.Word, 0, len(sents))
	cuts := make([]int, len(sents))
	for i, s := range sents {
		cuts[i] = r.creditAt(s)
		if at := cuts[i]; at > 0 {
			parts = append(parts, append(slices.Clone(s[:at]), s[len(s)-1]), s[at+1:])
			continue
		}
		parts = append(parts, s)
	}
	arcs := r.trees.Parse(parts)
	out := make([][]morph.Word, len(sents))
	next := 0
	for i := range sents {
		out[i] = r.words(parts[next], arcs[next])
		next++
		if cut := cuts[i]; cut > 0 {
			credit := r.words(parts[next], arcs[next])
			whole(credit, creditVerb)
			next++
			if r.credits(parts[next-1], credit) {
				out[i] = joined(out[i][:cut], credit)
				whole(out[i], behindAside)
			} else {
				out[i] = r.words(sents[i], r.trees.Parse(sents[i : i+1])[0])
			}
		}
		if n := len(labelled[i]) - len(sents[i]); n > 0 {
			label := make([]morph.Word, n)
			for t, w := range labelled[i][:n] {
				label[t] = morph.Word{Lemma: r.lemmas.Lemma(w.Form, w.UPOS, w.XPOS), UPOS: w.UPOS, XPOS: w.XPOS}
			}
			out[i] = withLabel(label, out[i])
		}
	}
	return out
}

// credits says that a tree is that of somebody who says something: the verb is the root and has one subject.
func (r *Reader) credits(part []trees.Word, words []morph.Word) bool {
	subjects := 0
	for i := range words {
		if words[i].Head < 0 && !r.speech[strings.ToLower(part[i].Form)] {
			return false
		}
		if h := words[i].Head; h >= 0 && words[h].Head < 0 && strings.HasPrefix(words[i].Rel, "nsubj") {
			subjects++
			if cc := below(words, h, "cc"); cc > i && cc < h {
				return false // "France and Germany and told": who goes on with "and" is not named between
			}
		}
	}
	return subjects == 1
}

// joined makes one tree of what is said and of who says it behind a comma, which hangs on it as a parataxis.
func joined(main, credit []morph.Word) []morph.Word {
	cut := len(main)
	root := slices.IndexFunc(main, func(w morph.Word) bool { return w.Head < 0 })
	if root < 0 { // the stop that is left out was taken for the root
		root = 0
		main[0].Head, main[0].Rel = -1, "root"
	}
	all := make([]morph.Word, 0, cut+1+len(credit))
	for i := range main {
		if main[i].Head >= cut {
			main[i].Head = root
		}
		all = append(all, main[i])
	}
	said := slices.IndexFunc(credit, func(w morph.Word) bool { return w.Head < 0 })
	all = append(all, morph.Word{Lemma: ",", UPOS: "PUNCT", XPOS: ",", Head: cut + 1 + said, Rel: "punct"})
	for _, w := range credit {
		if w.Head < 0 {
			w.Head, w.Rel = root, "parataxis"
		} else {
			w.Head += cut + 1
		}
		all = append(all, w)
	}
	return all
}
