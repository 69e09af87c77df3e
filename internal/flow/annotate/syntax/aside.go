package syntax

import (
	_ "embed"

	"github.com/chancery-project/chancery/internal/language/morph"
)

//go:embed saying.tsv
var sayingFile string

// behindAside joins a verb behind a remark of who says so to the verb before the remark: "gunmen killed ten soldiers, the ministry said,
// and wounded twenty", with wounded as what the ministry did.
func behindAside(words []morph.Word) {
	for v := range words {
		w := &words[v]
		said := w.Head
		if w.Rel != "conj" || w.UPOS != "VERB" || said < 0 || words[said].Rel != "parataxis" || subjected(words, v) || below(words, v, "aux:pass", "ccomp") >= 0 {
			continue
		}
		main := words[said].Head
		s := below(words, said, "nsubj")
		cc := below(words, v, "cc")
		if main < 0 || main > said || words[main].UPOS != "VERB" || s < 0 || cc < 1 || words[cc-1].Lemma != "," || below(words, said, "obj", "ccomp") >= 0 || words[main].XPOS != w.XPOS && !(finite(&words[main]) && finite(w)) {
			continue
		}
		first := s
		for first > 0 && (words[first-1].Head == s || words[first-1].Head == first) {
			first--
		}
		if first > 0 && (words[first-1].Lemma == "," || words[first].Lemma == ",") && cc == said+2 {
			w.Head = main
		}
	}
}

// accusing hangs a form in "-ing" of saying behind a comma on the verb whose subject says so, where the tree hangs it on an infinitive
// below: "gave the ambassador two days to leave, accusing him of spying".
func accusing(words []morph.Word, says map[string]bool) {
	for v := range words {
		w := &words[v]
		h := w.Head
		if w.XPOS != "VBG" || w.Rel != "advcl" || h < 0 || h > v || v == 0 || words[v-1].Lemma != "," || !says[w.Lemma] || below(words, v, "mark", "nsubj") >= 0 {
			continue
		}
		to := below(words, h, "mark")
		if to < 0 || words[to].Lemma != "to" || words[h].XPOS != "VB" {
			continue
		}
		up := words[h].Head
		for n := 0; up >= 0 && words[up].UPOS != "VERB" && n < len(words); n++ {
			up = words[up].Head
		}
		if up >= 0 && finite(&words[up]) {
			w.Head = up
		}
	}
}
