package who

import "github.com/chancery-project/chancery/internal/text"

// ofBriefs gives the country that each news item of a bulletin begins with, "" for one that names none or several; the first entry stands
// for what no item holds.
func (b *binder) ofBriefs() []string {
	briefs := []string{""}
	for i := range b.doc.Sentences {
		if s := &b.doc.Sentences[i]; s.Kind == text.Dateline && int(s.Brief) == len(briefs) {
			briefs = append(briefs, b.countryOfLine(i))
		}
	}
	return briefs
}

// enter lets what is read next be told at home in the country of its news item: "NIGER ... The government" is that of Niger, whatever the
// items before it tell of.
func (b *binder) enter(brief int32) {
	if int(brief) >= len(b.briefs) || b.briefs[brief] == "" {
		return
	}
	b.from = b.briefs[brief]
	b.home, b.domestic = focus{b.from, true}, true
}
