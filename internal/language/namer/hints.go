package namer

// votes counts how a word was labelled in a document.
type votes [4]int // outside with a capital, then by type

// giveHints notes for each word with a capital how its other uses in the
// document were labelled: the most frequent type, and whether all agree.
func giveHints(doc []sentence, labels [][]uint8) {
	count := map[uint64]votes{}
	for i := range doc {
		for j := range doc[i].words {
			if w := &doc[i].words[j]; hintable(w) {
				v := count[w.lower]
				v[vote(labels[i][j])]++
				count[w.lower] = v
			}
		}
	}
	for i := range doc {
		for j := range doc[i].words {
			w := &doc[i].words[j]
			w.hint = 0
			if !hintable(w) {
				continue
			}
			v := count[w.lower]
			v[vote(labels[i][j])]--
			w.hint = v.hint()
		}
	}
}

// hintable tells whether the other uses of a word say something: it is written
// with a capital letter.
func hintable(w *word) bool { return w.capital && w.letter }

func vote(l uint8) int {
	if l == outside {
		return 0
	}
	_, typ := part(int(l))
	return 1 + typ
}

// hint sums up the other uses: 0 for none.
func (v votes) hint() uint64 {
	best, sum := 0, 0
	for i, n := range v {
		sum += n
		if n > v[best] {
			best = i
		}
	}
	if sum == 0 {
		return 0
	}
	h := uint64(1+best) * 4
	if v[best] == sum {
		h++
	}
	if sum > 1 {
		h += 2
	}
	return h
}

// hintKeys appends the features of the hints at position i.
func (s *sentence) hintKeys(i int, out []uint64) []uint64 {
	w := &s.words[i]
	if w.hint != 0 {
		out = append(out, key(tHint, w.hint), key2(tHint, w.hint, w.xpos), key2(tHint, w.hint, truth(i == 0)))
	}
	if i > 0 && s.words[i-1].hint != 0 {
		out = append(out, key3(tHintPrev, s.words[i-1].hint, w.hint, w.brief))
	}
	if i+1 < len(s.words) && s.words[i+1].hint != 0 {
		out = append(out, key3(tHintNext, s.words[i+1].hint, w.hint, w.brief))
	}
	return out
}
