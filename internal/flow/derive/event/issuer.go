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

// issuer gives the state whose ministry or government says "we" in a report, where the heading tells that it is a statement of that one:
// "STATEMENT OF THE MINISTRY OF FOREIGN AFFAIRS OF GEORGIA". There is none where the heading names two states.
func (r *reader) issuer() (side, bool) {
	if r.issuing == nil {
		r.issuing = &side{}
		if country := r.headed(); country != "" {
			*r.issuing = r.stateSide(country)
		}
	}
	return *r.issuing, r.issuing.actor.ID != ""
}

// headed gives the one state that the words before the running text name, behind a ministry or government.
func (r *reader) headed() (country string) {
	end := slices.IndexFunc(r.doc.Sentences, func(s text.Sentence) bool { return s.Kind == text.Running })
	if end < 0 {
		return ""
	}
	heading := r.doc.Text[:r.doc.SpanOf(r.doc.Sentences[end].Tokens).Start]
	words := strings.FieldsFunc(strings.ToLower(heading), func(c rune) bool { return !unicode.IsLetter(c) && c != '-' })
	if len(words) > maxHeading || !slices.ContainsFunc(words, func(w string) bool { return r.lexicon.In("issuing", w) }) {
		return ""
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
