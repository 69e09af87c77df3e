package event

import (
	"slices"
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/text"
)

// maxHeading is the length in words of the longest heading that is read for who speaks.
const maxHeading = 60

// issuers gives who says "we" in a report outside of quotations: those who name themselves behind it ("We, the Foreign Ministers of ASEAN"),
// the state whose ministry or government the heading names ("STATEMENT OF THE MINISTRY OF FOREIGN AFFAIRS OF GEORGIA"), or the body
// whose statement the heading tells that it is ("Communique of the UNITA"). There is none where the heading names two states.
func (r *reader) issuers() []side {
	if !r.issuersKnown {
		r.issuersKnown = true
		heading := r.heading()
		if country := r.headed(heading); country != "" {
			r.issuing = []side{r.stateSide(country)}
		}
		if all := r.namedAsWe(); len(all) > 0 {
			r.issuing = all
		}
		if len(r.issuing) == 0 {
			r.issuing = r.issuedBy(heading)
		}
	}
	return slices.Clone(r.issuing)
}

// heading gives the words before the running text, none where they are too many.
func (r *reader) heading() text.TokenRange {
	end := slices.IndexFunc(r.doc.Sentences, func(s text.Sentence) bool {
		return s.Kind == text.Running || s.Kind == text.ListItem && s.Tokens.Len() > 3 && !unicode.IsLetter(rune(r.doc.Word(s.Tokens.End - 1)[0]))
	})
	if end < 0 {
		return text.TokenRange{}
	}
	if h := (text.TokenRange{First: 0, End: r.doc.Sentences[end].Tokens.First}); h.Len() > 0 && h.Len() <= maxHeading {
		return h
	}
	return text.TokenRange{}
}

// namedAsWe gives those who name themselves behind "we": "We, the leaders of the member states of SADC, ...".
func (r *reader) namedAsWe() []side {
	f := r.trees
	for t := range text.TokenID(len(r.doc.Tokens)) {
		if r.lower(t) != "we" || r.doc.Word(t+1) != "," || r.doc.QuotationAt(t) != nil {
			continue
		}
		for n := t + 2; n < r.doc.Sentences[r.doc.SentenceOf(t)].Tokens.End && f.UPOS(n) != "VERB" && r.doc.Word(n) != ","; n++ {
			if f.Head(n) == t && f.UPOS(n) != "DET" || len(r.doc.MentionsAt(n)) > 0 {
				if all := r.bodies(n); len(all) > 0 {
					return all
				}
			}
		}
	}
	return nil
}

// issuedBy gives the body that a heading names behind a document ("Communique of the National Secretariat of the ELN"), or before it
// at its head ("ASEAN foreign ministers' statement on Burma").
func (r *reader) issuedBy(h text.TokenRange) []side {
	for k := h.First; k < h.End; k++ {
		if !r.lexicon.In("message", r.lower(k)) {
			continue
		}
		n := k - 1
		for n > h.First && len(r.doc.MentionsAt(n)) == 0 && (r.trees.UPOS(n) == "PART" || r.trees.UPOS(n) == "ADJ" || r.trees.Head(n) == k) {
			n--
		}
		if all := r.bodies(n); n >= h.First && len(all) > 0 && r.opensHeading(n, h) {
			return all
		}
		if n = k + 1; n < h.End && r.trees.Morph(n).XPOS == "VBN" {
			n++ // "communique issued by"
		}
		if w := r.lower(n); n >= h.End || w != "of" && w != "by" && w != "from" {
			continue
		}
		for n++; n < h.End && (r.trees.UPOS(n) != "ADP" || r.lower(n) == "of"); n++ {
			if all := r.bodies(n); len(all) > 0 {
				return all
			}
		}
	}
	return nil
}

// opensHeading says that what is named by a word is the first that a heading tells, or the first behind a colon.
func (r *reader) opensHeading(n text.TokenID, h text.TokenRange) bool {
	for _, m := range r.doc.MentionsAt(n) {
		first := m.Tokens.First
		for first > h.First && r.trees.UPOS(first-1) == "DET" {
			first--
		}
		if first == h.First || r.doc.Word(first-1) == ":" {
			return true
		}
	}
	return false
}

// bodies gives the states and bodies that a word names, those joined with it too, where they are no people and no more than a few.
func (r *reader) bodies(n text.TokenID) []side {
	if n < 0 || len(r.doc.MentionsAt(n)) == 0 {
		return nil
	}
	all := r.sides(n)
	for _, c := range r.trees.ChildrenBy(n, "conj") {
		for _, s := range r.sides(c) {
			all = addSide(all, s)
		}
	}
	const most = 4
	if len(all) > most || slices.ContainsFunc(all, func(s side) bool {
		return s.actor.Kind == "person" || s.actor.Kind == "population" || s.actor.Country == "" && s.actor.Sector == ""
	}) {
		return nil
	}
	return all
}

// enacting gives the body that does what the paragraphs of its resolution or communique tell, each of which begins with its verb: "The Council
// of Ministers, meeting in Nairobi, 1. Condemns the coup; 2. Calls upon the junta to ...".
func (r *reader) enacting(w text.TokenID) text.TokenID {
	const farthest = 60 // sentences back
	f := r.trees
	i := r.doc.SentenceOf(w)
	if !r.paragraphVerb(w) || r.openingWord(i) != w || f.Child(w, "nsubj", "nsubj:pass") != text.NoToken {
		return text.NoToken
	}
	for k := i - 1; k >= 0 && i-k < farthest; k-- {
		s := r.doc.Sentences[k]
		if s.Kind != text.Running && s.Kind != text.ListItem || s.Tokens.Len() < 2 {
			return text.NoToken
		}
		first, last := r.openingWord(k), r.doc.Word(s.Tokens.End-1)
		root := f.Root(s.Tokens.First)
		if last == "," || last == ":" {
			if u := f.UPOS(root); u == "NOUN" || u == "PROPN" {
				return root
			}
			if n := f.Child(root, "nsubj"); n != text.NoToken {
				return n
			}
		}
		if m := f.Morph(first); !r.paragraphVerb(first) && m.XPOS != "VBG" && m.UPOS != "ADJ" && m.UPOS != "ADV" {
			return text.NoToken
		}
	}
	return text.NoToken
}

// paragraphVerb says that a verb may open the paragraph of a resolution.
func (r *reader) paragraphVerb(w text.TokenID) bool {
	m := r.trees.Morph(w)
	return m.UPOS == "VERB" && (m.XPOS == "VBZ" || m.XPOS == "VBD")
}

// openingWord gives the first word of a sentence behind the number or mark of its paragraph and an adverb.
func (r *reader) openingWord(sentence int) text.TokenID {
	s := r.doc.Sentences[sentence].Tokens
	t := s.First
	for t < s.End-1 && (r.trees.UPOS(t) == "PUNCT" || r.trees.Morph(t).XPOS == "LS" || r.trees.UPOS(t) == "NUM" || r.trees.UPOS(t) == "X" || r.trees.UPOS(t) == "SYM" ||
		r.trees.UPOS(t) == "ADV" && r.paragraphVerb(t+1)) {
		t++
	}
	return t
}

// ourWord says that a word means those who speak, who are several.
func (r *reader) ourWord(w text.TokenID) bool {
	m := r.trees.Morph(w)
	return m.UPOS == "PRON" && m.Feat("Person") == "1" && m.Feat("Number") == "Plur"
}

// headed gives the one state that a heading names behind a ministry or government.
func (r *reader) headed(h text.TokenRange) (country string) {
	words := make([]string, 0, h.Len())
	for t := h.First; t < h.End; t++ {
		words = append(words, strings.FieldsFunc(r.lower(t), func(c rune) bool { return !unicode.IsLetter(c) && c != '-' })...)
	}
	for i, w := range words {
		if !r.lexicon.In("issuing", w) {
			continue
		}
		switch code := r.stateBehind(words[i+1:]); {
		case code == "":
		case country != "" && code != country:
			return ""
		default:
			country = code
		}
	}
	return country
}

// stateBehind gives the state whose a body is, behind the words of its name: "of Foreign Affairs of the Republic of Estonia".
func (r *reader) stateBehind(words []string) string {
	const longest = 4 // words of the name of a state
	for i, w := range words {
		for k := min(longest, len(words)-i); k > 0; k-- {
			if code := r.stateNamed(words[i : i+k]); code != "" && i > 0 && (words[i-1] == "of" || words[i-1] == "the") {
				return code
			}
		}
		if !r.lexicon.In("body_name", w) {
			return ""
		}
	}
	return ""
}

// stateNamed gives the country of a state by its name, "" for other names.
func (r *reader) stateNamed(words []string) string {
	capital := make([]string, len(words))
	for i, w := range words {
		capital[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	for _, c := range r.world.Find(strings.Join(capital, " ")) {
		if c.Entity != nil && c.Entity.Kind == knowledge.State && c.Name.Relation != knowledge.IsCapital && c.Entity.Country != "" {
			return c.Entity.Country
		}
	}
	return ""
}
