package morph

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// edit makes a lemma of a word: change the capitals, take letters off the end,
// put others there. It is written "l 3 y": capitals, letters, end; the capitals
// are k (kept), l (small letters), t (the first letter alone) or u (all).
type edit struct {
	capitals byte
	strip    int
	add      string
}

func (e edit) String() string { return fmt.Sprintf("%c %d %s", e.capitals, e.strip, e.add) }

func readEdits(texts []string) ([]edit, error) {
	var out []edit
	for _, t := range texts {
		col := strings.SplitN(t, " ", 3)
		if len(col) != 3 || len(col[0]) != 1 || !strings.Contains("kltu", col[0]) {
			return nil, fmt.Errorf("edit %q is not understood", t)
		}
		n, err := strconv.Atoi(col[1])
		if err != nil || n < 0 {
			return nil, fmt.Errorf("edit %q takes off no number of letters", t)
		}
		out = append(out, edit{col[0][0], n, col[2]})
	}
	return out, nil
}

// learnEdit returns the edit that makes the lemma of the word.
func learnEdit(word, lemma string) edit {
	best := edit{strip: 1 << 20}
	for _, c := range []byte("lktu") {
		e := edit{capitals: c}
		from := e.change(word)
		same := 0
		for same < len(from) && same < len(lemma) && from[same] == lemma[same] {
			same++
		}
		for same > 0 && (same < len(from) && !utf8.RuneStart(from[same]) || same < len(lemma) && !utf8.RuneStart(lemma[same])) {
			same--
		}
		e.strip = utf8.RuneCountInString(from[same:])
		e.add = lemma[same:]
		if e.strip+len(e.add) < best.strip+len(best.add) {
			best = e
		}
	}
	return best
}

func (e edit) change(word string) string {
	switch e.capitals {
	case 'l':
		return strings.ToLower(word)
	case 'u':
		return strings.ToUpper(word)
	case 't':
		first, n := utf8.DecodeRuneInString(word)
		return string(unicode.ToUpper(first)) + strings.ToLower(word[n:])
	}
	return word
}

// apply makes the lemma. An edit that would leave nothing leaves the word.
func (e edit) apply(word string) string {
	w := e.change(word)
	end := len(w)
	for range e.strip {
		_, n := utf8.DecodeLastRuneInString(w[:end])
		end -= n
	}
	if out := w[:end] + e.add; out != "" {
		return out
	}
	return word
}
