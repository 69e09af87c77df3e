package lexicon_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
)

func TestTheProgramsOwn(t *testing.T) {
	l, err := lexicon.Load()
	if err != nil {
		t.Fatal(err)
	}
	examples := map[string]int{}
	for _, x := range l.Examples() {
		examples[x.Frame.ID]++
	}
	for _, f := range l.Frames() {
		if examples[f.ID] == 0 && !f.None() {
			t.Logf("%s has no example", f.ID)
		}
	}
	if got := l.Triggers(lexicon.Verb, "attack"); len(got) == 0 {
		t.Error("attack triggers nothing")
	}
	if !l.In("negative", "no") {
		t.Error("no is not negative")
	}
}

// small is a lexicon without faults, which each case spoils in one place.
func small() map[string]string {
	return map[string]string{
		"frames/a.tsv":   "frame\ttype\tmode\tcameo\tsides\tgloss\na.hit\tASSAULT\t\t190\tdirected\thit\na.talk\tCONSULT\t\t040\tmutual\ttalk\n",
		"patterns.tsv":   "pattern\troles\ntv\tA=subj R=obj\n",
		"classes/a.tsv":  "class\twords\ntown\ttown; city\n",
		"light.tsv":      "verb\tparticle\tslot\trole\nhold\t\tobj\tA\n",
		"operators.tsv":  "word\tpos\tslots\teffect\nplan\tv\txcomp\tplanned\n",
		"contexts.tsv":   "context\twords\nmilitary\tsoldier\n",
		"triggers/a.tsv": "frame\ttriggers\tpos\troles\twhen\na.hit\thit; strike\tv\t@tv\tobj:#town|@actor\na.talk\ttalk\tn\tB=between|with\t\n",
		"examples/a.tsv": "frame\twant\ttext\na.hit\tIRN > IRQ\tIran hit Iraq.\n",
		"general.tsv":    "type\tpos\tcameo\tsides\troles\nASSAULT\tv\t180\tdirected\tA=subj R=obj\n",
		"leanings.tsv":   "types\tpos\twords\nASSAULT 3 COERCE 1\tv\tgun down; pummel\n",
	}
}

func load(files map[string]string) (*lexicon.Lexicon, error) {
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return lexicon.LoadOnly(fsys)
}

func TestSmall(t *testing.T) {
	l, err := load(small())
	if err != nil {
		t.Fatal(err)
	}
	got := l.Triggers(lexicon.Verb, "strike")
	if len(got) != 1 || got[0].Frame.ID != "a.hit" || len(got[0].Roles) != 2 || got[0].When[0].String() != "obj:#town|@actor" {
		t.Errorf("strike: %+v", got)
	}
	if all := l.Leanings(lexicon.Verb, "gun down"); !slices.Equal(all, []lexicon.Leaning{{Type: "ASSAULT", Much: 3}, {Type: "COERCE", Much: 1}}) || l.Leanings(lexicon.Noun, "pummel") != nil {
		t.Errorf("gun down leans to %v", all)
	}
}

// TestFaults spoils one place after the other; each fault must be told with its file, and all together at once.
func TestFaults(t *testing.T) {
	cases := []struct{ name, file, old, new, want string }{
		{"unknown type", "frames/a.tsv", "ASSAULT", "ATTACK", "no type of PLOVER"},
		{"unknown mode", "frames/a.tsv", "ASSAULT\t\t", "ASSAULT\tvisit\t", "has no mode"},
		{"unknown code", "frames/a.tsv", "190", "999", "no code of CAMEO"},
		{"unknown sides", "frames/a.tsv", "directed", "sideways", "directed or mutual"},
		{"id without family", "frames/a.tsv", "a.hit\tASSAULT", "hit\tASSAULT", "no id"},
		{"frame twice", "frames/a.tsv", "a.talk\tCONSULT", "a.hit\tCONSULT", "stands at"},
		{"frame without a trigger", "triggers/a.tsv", "a.talk\ttalk\tn\tB=between|with\t\n", "", "no word triggers"},
		{"unknown frame", "triggers/a.tsv", "a.talk", "a.walk", "there is no frame"},
		{"two words", "triggers/a.tsv", "hit; strike", "hit; strike out", "not one lemma"},
		{"capitals", "triggers/a.tsv", "hit; strike", "Hit; strike", "small letters"},
		{"unknown part of speech", "triggers/a.tsv", "\tv\t@tv", "\tz\t@tv", "no part of speech"},
		{"unknown pattern", "triggers/a.tsv", "@tv", "@vt", "no pattern"},
		{"no roles", "triggers/a.tsv", "@tv", "", "no role is given"},
		{"unknown role", "triggers/a.tsv", "@tv", "X=obj", "no role"},
		{"bad slot", "triggers/a.tsv", "@tv", "A=Subj", "no slot"},
		{"parties of a directed frame", "triggers/a.tsv", "@tv", "B=subj", "directed"},
		{"condition without a slot", "triggers/a.tsv", "obj:#town", "#town", "no condition"},
		{"unknown class", "triggers/a.tsv", "#town", "#village", "no class"},
		{"unknown kind", "triggers/a.tsv", "@actor", "@dog", "no kind"},
		{"word in capitals in a condition", "triggers/a.tsv", "obj:#town", "obj:Town", "small letters"},
		{"sense twice", "triggers/a.tsv", "hit; strike", "hit; hit", "stands at"},
		{"word of a class twice", "classes/a.tsv", "town; city", "town; town", "twice"},
		{"unknown effect", "operators.tsv", "planned", "scheduled", "no effect"},
		{"operator without slots", "operators.tsv", "\txcomp\t", "\t\t", "slots"},
		{"unknown role of a light verb", "light.tsv", "obj\tA", "obj\tB", "A or R"},
		{"unknown context", "contexts.tsv", "military", "martial", "no context"},
		{"three words of a context", "contexts.tsv", "soldier", "a b c", "one lemma or two"},
		{"example of an unknown frame", "examples/a.tsv", "a.hit", "a.hat", "no frame"},
		{"example without a text", "examples/a.tsv", "Iran hit Iraq.", "", "needs"},
		{"general sense of no type", "general.tsv", "ASSAULT", "QUARREL", "no type"},
		{"general sense of an adjective", "general.tsv", "\tv\t", "\ta\t", "v or n"},
		{"general sense without sides", "general.tsv", "directed", "both", "directed or mutual"},
		{"leaning to no type", "leanings.tsv", "COERCE 1", "QUARREL 1", "no type"},
		{"leaning too much", "leanings.tsv", "COERCE 1", "COERCE 4", "from 1 to 3"},
		{"leaning without a number", "leanings.tsv", "COERCE 1", "COERCE", "no types with numbers"},
		{"leaning of an adjective", "leanings.tsv", "\tv\t", "\ta\t", "v or n"},
		{"leaning of three words", "leanings.tsv", "gun down", "gun down on", "one word behind"},
		{"leaning told twice", "leanings.tsv", "pummel", "gun down", "already"},
		{"too few cells", "light.tsv", "hold\t\tobj\tA", "hold\tobj\tA", "cells"},
		{"a space too many", "light.tsv", "hold\t", "hold \t", "space too many"},
		{"wrong header", "light.tsv", "verb\t", "word\t", "header"},
		{"no header", "light.tsv", "verb\tparticle\tslot\trole\nhold\t\tobj\tA\n", "", "no header"},
		{"not UTF-8", "light.tsv", "hold", "h\xffld", "not valid UTF-8"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			files := small()
			if !strings.Contains(files[c.file], c.old) {
				t.Fatalf("%q does not stand in %s", c.old, c.file)
			}
			files[c.file] = strings.Replace(files[c.file], c.old, c.new, 1)
			l, err := load(files)
			var faults knowledge.Faults
			if !errors.As(err, &faults) || l != nil {
				t.Fatalf("loaded, error %v", err)
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("faults %v, want one with %q", err, c.want)
			}
		})
	}
	files := small()
	files["frames/a.tsv"] = strings.Replace(files["frames/a.tsv"], "190", "999", 1)
	files["light.tsv"] = strings.Replace(files["light.tsv"], "obj\tA", "obj\tB", 1)
	_, err := load(files)
	var faults knowledge.Faults
	if !errors.As(err, &faults) || len(faults) != 2 {
		t.Errorf("two faults in two files are told as %v", err)
	}
}

func FuzzLoad(f *testing.F) {
	for _, data := range small() {
		f.Add("triggers/a.tsv", data)
	}
	f.Fuzz(func(t *testing.T, name, data string) {
		files := small()
		if _, known := files[name]; !known {
			name = "triggers/a.tsv"
		}
		files[name] = data
		l, err := load(files)
		if (l == nil) == (err == nil) {
			t.Fatal("neither a lexicon nor an error")
		}
	})
}
