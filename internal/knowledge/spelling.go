package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// spelling knows the words that are written in several ways: "defence" and "defense", "Qaida" and "Qaeda", "Southeast" and "South
// East". The forms of one word lead along one edge of the index. It is built before the index and never changed after.
type spelling struct {
	keys   map[uint64]uint64 // hash of a form -> hash of the first form of its class
	pairs  map[uint64]bool   // hashes of the first words of forms of two words
	filter [spellingBits / 64]uint64
}

const spellingBits = 1 << 14

// spellingRow is a row of spelling.tsv: forms of one word, or endings that begin with a hyphen. A form may be of two words.
type spellingRow struct {
	forms []string
}

func readSpelling(l *loader, r *row) {
	s := spellingRow{forms: append([]string{r.need("word")}, r.list("variants")...)}
	r.source()
	if len(s.forms) < 2 {
		r.fault("variants", "is empty", "a word that is written in one way only needs no row")
	}
	for i, form := range s.forms {
		column := "variants"
		if i == 0 {
			column = "word"
		}
		switch {
		case !isForm(form):
			r.fault(column, shown(form)+" is no form of a word", `write it in small letters of ASCII, one word or two, or an ending of three letters or more as "-isation"`)
		case strings.HasPrefix(form, "-") != strings.HasPrefix(s.forms[0], "-"):
			r.fault(column, shown(form)+" stands beside "+shown(s.forms[0]), "keep words and endings in rows of their own")
		default:
			l.forms.put(r, form, s.forms[0])
		}
	}
	l.spellings = append(l.spellings, s)
}

// isForm says that a form is one word or two of small letters, or an ending after a hyphen.
func isForm(form string) bool {
	words := strings.Split(form, " ")
	if ending, ok := strings.CutPrefix(form, "-"); ok {
		if len(ending) < 3 {
			return false
		}
		words = []string{ending}
	}
	return len(words) <= 2 && !slices.ContainsFunc(words, func(w string) bool {
		return w == "" || strings.ContainsFunc(w, func(c rune) bool { return c < 'a' || c > 'z' })
	})
}

// spellingOf builds the spelling from the rows. Endings count for the words that the names of the tables have.
func (l *loader) spellingOf() *spelling {
	s := &spelling{keys: map[uint64]uint64{}, pairs: map[uint64]bool{}}
	var endings [][]string
	for _, row := range l.spellings {
		if strings.HasPrefix(row.forms[0], "-") {
			endings = append(endings, row.forms)
			continue
		}
		s.class(row.forms)
	}
	if len(endings) == 0 {
		return s
	}
	seen := map[string]bool{}
	for i := range l.entities.items {
		for _, n := range l.entities.items[i].Names {
			s.endings(n.Text, endings, seen)
		}
	}
	for _, n := range l.institutions.items {
		s.endings(n.Noun, endings, seen)
		s.endings(n.Plural, endings, seen)
	}
	return s
}

// endings makes a class of each word of a name that ends in one of several ways.
func (s *spelling) endings(name string, endings [][]string, seen map[string]bool) {
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return c < 'a' || c > 'z' }) {
		if seen[w] {
			continue
		}
		seen[w] = true
		for _, forms := range endings {
			s.ending(w, forms)
		}
	}
}

func (s *spelling) ending(word string, forms []string) {
	for _, form := range forms {
		stem, ok := strings.CutSuffix(word, form[1:])
		if !ok || len(stem) < 2 {
			continue
		}
		all := make([]string, len(forms))
		for i, f := range forms {
			all[i] = stem + f[1:]
		}
		s.class(all)
		return
	}
}

// class makes forms lead to the first of them, or to where one of them leads already. A form of two words counts as the two written
// as one.
func (s *spelling) class(forms []string) {
	key := hashOf(strings.ReplaceAll(forms[0], " ", ""))
	for _, form := range forms {
		if k, ok := s.keys[hashOf(strings.ReplaceAll(form, " ", ""))]; ok {
			key = k
			break
		}
	}
	for _, form := range forms {
		if first, _, two := strings.Cut(form, " "); two {
			s.pairs[hashOf(first)] = true
			s.mark(hashOf(first))
		}
		hash := hashOf(strings.ReplaceAll(form, " ", ""))
		if _, ok := s.keys[hash]; !ok {
			s.keys[hash] = key
			s.mark(hash)
		}
	}
}

func hashOf(word string) uint64 { return words(word, nil)[0].hash }

func (s *spelling) mark(hash uint64) { s.filter[hash%spellingBits/64] |= 1 << (hash % 64) }

func (s *spelling) known(hash uint64) bool {
	return s.filter[hash%spellingBits/64]&(1<<(hash%64)) != 0
}

// key gives the hash by which a word is looked up, and its own where it is written in several ways, 0 else.
func (s *spelling) key(hash uint64) (key, own uint64) {
	if s.known(hash) {
		if key, ok := s.keys[hash]; ok {
			return key, hash
		}
	}
	return hash, 0
}

// words cuts a text as [words] does and gives each word its key, and what it makes with the word before, where a hyphen joins the
// two or they are one form.
func (s *spelling) words(text string, into []word) []word {
	into = words(text, into)
	for i := range into {
		w := &into[i]
		w.key, w.own = s.key(w.hash)
		if i == 0 || w.gap != joins {
			continue
		}
		before := &into[i-1]
		if hyphen := w.start == before.end+1 && text[before.end] == '-'; hyphen || s.known(before.hash) && s.pairs[before.hash] {
			joined := cut(text, int(w.start), before.hash).hash
			key, own := s.key(joined)
			if hyphen || own != 0 {
				w.joined, w.joinedOwn = key, own
			}
		}
	}
	return into
}

// fold adds the form of a word to those of the words before it.
func fold(forms uint8, own uint64) uint8 {
	if own == 0 {
		return forms
	}
	return forms*31 + uint8(own*0x9E3779B97F4A7C15>>56)
}

// formsOf folds the forms of words.
func formsOf(ws []word) (forms uint8) {
	for _, w := range ws {
		forms = fold(forms, w.own)
	}
	return forms
}

// joinedTo gives the two words as one, for a step along the index.
func (w word) joinedTo(before word) word {
	both := word{
		hash: w.joined, key: w.joined, own: w.joinedOwn, start: before.start, end: w.end, gap: before.gap,
		shape: before.shape & (w.shape | capital | inner),
	}
	if both.shape&allCaps != 0 {
		both.shape |= acronym
	}
	return both
}

// checkSpellings finds two bodies whose names differ only in the form of words, where both are the usual reading.
func (l *loader) checkSpellings(s *spelling) {
	type bearer struct {
		owner
		text string
	}
	owners := map[string][]bearer{}
	var ws []word
	for i := range l.entities.items {
		e := &l.entities.items[i]
		for k := range e.Names {
			n := &e.Names[k]
			if n.Ambiguous || n.Relation == IsCapital {
				continue
			}
			ws = s.words(n.Text, ws)
			key, varies := keyOf(ws)
			if !varies || len(ws) > maxWords {
				continue
			}
			o := owner{int32(i), n}
			for _, other := range owners[key] {
				if other.entity != o.entity && other.text != n.Text && other.name.When.mayMeet(n.When) && l.lives(o).mayMeet(l.lives(other.owner)) {
					first := l.entities.origins[other.entity]
					l.at(l.entities.origins[i], "aliases", fmt.Sprintf("the name %s is another spelling of %s of %s (%s:%d)",
						shown(n.Text), shown(other.text), l.entities.items[other.entity].ID, first.file, first.line),
						"mark it {!} for all owners but the one that is usually meant, or date it")
				}
			}
			owners[key] = append(owners[key], bearer{o, n.Text})
		}
	}
}

// keyOf gives the keys of words, and whether one of them is written in several ways.
func keyOf(ws []word) (key string, varies bool) {
	var b strings.Builder
	for _, w := range ws {
		fmt.Fprintf(&b, "%x ", w.key)
		varies = varies || w.own != 0
	}
	return b.String(), varies
}
