package event

import "github.com/chancery-project/chancery/internal/text"

// beforeSpeech gives the subject from which an insertion of speech parts its verb, where the tree hangs it on the verb above: "freed
// two, whose captors, it said, had fled", with captors and fled both on freed. NoToken where there is none.
func (r *reader) beforeSpeech(w, h text.TokenID) text.TokenID {
	f := r.trees
	if f.Child(w, "cc") != text.NoToken || !r.finite(w) {
		return text.NoToken
	}
	for _, v := range f.ChildrenBy(h, "parataxis") {
		if v <= h || v >= w || !r.inClass(v, "saying") {
			continue
		}
		for _, s := range f.ChildrenBy(h, "nsubj") {
			if s > h && s < v && r.doc.Word(s+1) == "," {
				return s
			}
		}
	}
	return text.NoToken
}

// inserted gives the subject of a verb that the tree takes for the content of speech put in before it: "since the army, it says,
// continues to torture", with continues below says and the army above. NoToken where there is none.
func (r *reader) inserted(w, h text.TokenID) text.TokenID {
	f := r.trees
	if !r.inClass(h, "saying") || !r.finite(w) || w < h || f.Child(w, "nsubj", "nsubj:pass", "mark") != text.NoToken {
		return text.NoToken
	}
	if start := f.Edges(w).First; r.doc.Word(start) != "," && (start == 0 || r.doc.Word(start-1) != ",") {
		return text.NoToken
	}
	if two := f.ChildrenBy(h, "nsubj"); len(two) == 2 && two[1] < h { // "The army, Congo says, has shelled Goma"
		return two[0]
	}
	first := f.Edges(h).First
	if !f.IsRel(h, "parataxis") || first < 2 {
		return text.NoToken
	}
	n := first - 2
	switch {
	case r.doc.Word(first) == ",":
		n = first - 1
	case r.doc.Word(first-1) != ",":
		return text.NoToken
	}
	for f.IsRel(n, "compound", "flat") && f.Head(n) > n {
		n = f.Head(n)
	}
	if u := f.UPOS(n); u != "NOUN" && u != "PROPN" || r.isTime(n) {
		return text.NoToken
	}
	return n
}
