package morph

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
)

//go:embed verbs.tsv
var verbsFile string

// verbs gives the lemma of a verb's form by the form and its tag: "fled" with
// VBD is "flee".
type verbs map[[2]string]string

// loadVerbs reads the list of verbs and reports every faulty line.
func loadVerbs(file string) (verbs, error) {
	v := make(verbs, 8*strings.Count(file, "\n"))
	var faults []error
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(file) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		lemma := columns[0]
		switch {
		case len(lemma) < 3 && lemma != "go", strings.ContainsFunc(lemma, notSmall), len(columns) != 1 && len(columns) != 3:
			faults = append(faults, fmt.Errorf("verbs.tsv: line %d: want a lemma, or a lemma, its past and its participle, in small letters", n))
			continue
		case seen[lemma]:
			faults = append(faults, fmt.Errorf("verbs.tsv: line %d: %s stands here twice", n, lemma))
			continue
		}
		seen[lemma] = true
		v.put(lemma, "VB", lemma)
		if len(columns) == 3 {
			v.irregular(lemma, columns[1], columns[2])
			continue
		}
		inflections(lemma, "VERB", func(form, xpos string) { v.put(form, xpos, lemma) })
	}
	return v, errors.Join(faults...)
}

func notSmall(r rune) bool { return r < 'a' || r > 'z' }

// irregular enters the forms of an irregular verb. The tagger may take the
// past for the participle and the other way round, so each counts as both.
func (v verbs) irregular(lemma, past, participle string) {
	for _, forms := range []string{past, participle} {
		for form := range strings.SplitSeq(forms, "/") {
			v.put(form, "VBD", lemma)
			v.put(form, "VBN", lemma)
		}
	}
	for form := range strings.SplitSeq(past, "/") {
		if !slices.Contains(strings.Split(participle, "/"), form) {
			v.put(form, pastAlone, lemma)
		}
	}
	if len(lemma) > 2 {
		inflections(lemma, "VERB", func(form, xpos string) {
			if xpos == "VBZ" || xpos == "VBG" {
				v.put(form, xpos, lemma)
			}
		})
	}
}

// put enters a form; where two verbs share one ("wound", "ground", "fell")
// the verb that comes first in the list has it.
func (v verbs) put(form, xpos, lemma string) {
	if key := [2]string{form, xpos}; v[key] == "" {
		v[key] = lemma
	}
}

// OnlyPast says that a form is a past or participle of an irregular verb and the base of none that the list holds:
// "struck" is; "put" and "lay" are not.
func (m *Model) OnlyPast(form string) bool {
	form = strings.ToLower(form)
	lemma := m.verbs[[2]string{form, "VBD"}]
	return lemma != "" && lemma != form && !strings.HasSuffix(form, "ed") && m.verbs[[2]string{form, "VB"}] == ""
}

// NoParticiple says that a form is the past of an irregular verb whose participle is another form: "spoke" and "took" are,
// "struck" is not.
func (m *Model) NoParticiple(form string) bool {
	form = strings.ToLower(form)
	return m.OnlyPast(form) && m.verbs[[2]string{form, pastAlone}] != ""
}

// pastAlone is what a past stands under whose participle is another form.
const pastAlone = "VBD alone"
