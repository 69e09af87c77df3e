package ontology

import (
	"crypto/sha256"
	_ "embed" // for packed.zst
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/pack"
	"github.com/chancery-project/chancery/record"
)

// packed are the files under data, as TestPackedTables packs them; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

// tables gives the ontology of the program, read at first use. The tests load the same files, so a fault in them never
// leaves the house.
var tables = sync.OnceValue(func() *ontology {
	files, err := pack.Open(packed)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	o, err := load(files)
	if err != nil {
		panic("internal error: " + err.Error())
	}
	return o
})

type (
	strictKey struct {
		status record.Status
		typ    string
	}
	outerKey struct{ outer, typ, mode string }
)

// ontology is all tables after reading.
type ontology struct {
	types    []Type
	typeAt   map[string]int
	codes    []Code
	codeAt   map[string]int
	strict   []StrictRule
	strictOf map[strictKey]string
	outer    []OuterRule
	outerOf  map[outerKey]OuterRule
	endings  []EndingRule
	endingOf map[[2]string]EndingRule
	notes    []Note
	columns  []Column
	digest   string

	quads, contexts, sectors, statuses, stances, qualifiers, neighbours []Term
}

// Faults is the error of loading: all that is wrong in all tables, one a line, each with file and line.
type Faults []string

// Error lists the faults, one a line.
func (f Faults) Error() string { return strings.Join(f, "\n") }

// Check reads the tables of a folder, all of which must lie in its folder data, and reports all their faults as
// [Faults].
func Check(files fs.FS) error {
	_, err := load(files)
	return err
}

func load(files fs.FS) (*ontology, error) {
	o := &ontology{
		typeAt: map[string]int{}, codeAt: map[string]int{}, strictOf: map[strictKey]string{},
		outerOf: map[outerKey]OuterRule{}, endingOf: map[[2]string]EndingRule{},
	}
	l := &loader{files: files, sum: sha256.New()}
	o.quads = l.terms("quads")
	o.contexts = l.terms("contexts")
	o.sectors = l.terms("sectors")
	o.statuses = l.closed("statuses", words(record.Statuses()))
	o.stances = l.closed("stances", words(record.Stances()))
	o.qualifiers = l.closed("qualifiers", words(record.Qualifiers()))
	o.readTypes(l)
	o.readModes(l)
	o.readCodes(l)
	o.readStrict(l)
	o.readOuter(l)
	o.readEndings(l)
	for _, r := range l.table("notes", "subject", "contradiction", "here") {
		o.notes = append(o.notes, Note{r.need(0), r.need(1), r.need(2)})
	}
	for _, r := range l.table("neighbours", "question", "rule") {
		o.neighbours = append(o.neighbours, Term{Name: r.need(0), Meaning: r.need(1)})
	}
	for _, r := range l.table("columns", "entry", "key", "form", "meaning") {
		o.columns = append(o.columns, Column{r.need(0), r.need(1), r.need(2), r.need(3)})
	}
	if len(l.faults) > 0 {
		return nil, fmt.Errorf("ontology: %w", l.faults)
	}
	o.digest = hex.EncodeToString(l.sum.Sum(nil))[:12]
	return o, nil
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

func (o *ontology) readTypes(l *loader) {
	for _, r := range l.table("types", "type", "quad", "score", "recipient", "outer", "meaning", "rules") {
		t := Type{
			Name: r.need(0), Quad: Quad(r.need(1)), Score: r.score(2), Meaning: r.need(5), Rules: r.need(6),
			RecipientRequired: r.oneOf(3, "optional", "required") == "required", Outer: r.oneOf(4, "no", "yes") == "yes",
		}
		if !slices.ContainsFunc(o.quads, func(q Term) bool { return q.Name == string(t.Quad) }) {
			r.fault(1, "quads.tsv has no "+strconv.Quote(string(t.Quad)))
		}
		if _, twice := o.typeAt[t.Name]; twice {
			r.fault(0, t.Name+" stands twice")
			continue
		}
		o.typeAt[t.Name] = len(o.types)
		o.types = append(o.types, t)
	}
}

func (o *ontology) readModes(l *loader) {
	for _, r := range l.table("modes", "type", "mode", "score", "meaning") {
		i, ok := o.typeAt[r.need(0)]
		if !ok {
			r.fault(0, "types.tsv has no "+strconv.Quote(r.cells[0]))
			continue
		}
		t := &o.types[i]
		m := Mode{Name: r.need(1), Score: t.Score, Meaning: r.need(3)}
		if r.cells[2] != none {
			m.Score = r.score(2)
		}
		if _, twice := t.Mode(m.Name); twice {
			r.fault(1, m.Name+" stands twice")
		}
		t.Modes = append(t.Modes, m)
	}
}

func (o *ontology) readCodes(l *loader) {
	last := ""
	for _, r := range l.table("cameo", "code", "text", "type", "mode", "contexts", "differs") {
		c := Code{Code: r.code(0), Text: r.need(1), Type: r.need(2), Mode: r.cells[3], Differs: r.cells[5]}
		if c.Type == none {
			c.Type = ""
		} else {
			o.checkAct(r, 2, c.Type, c.Mode)
		}
		for context := range strings.SplitSeq(r.cells[4], ",") {
			context = strings.TrimSpace(context)
			if context == "" {
				continue
			}
			if !slices.ContainsFunc(o.contexts, func(t Term) bool { return t.Name == context }) {
				r.fault(4, "contexts.tsv has no "+strconv.Quote(context))
			}
			c.Contexts = append(c.Contexts, context)
		}
		if c.Code <= last {
			r.fault(0, fmt.Sprintf("%s does not stand behind %s; sort the codes, each once", c.Code, last))
		}
		if _, ok := o.codeAt[c.Code[:max(len(c.Code)-1, 0)]]; len(c.Code) > 2 && !ok {
			r.fault(0, c.Code+" has no code above it")
		}
		last = c.Code
		o.codeAt[c.Code] = len(o.codes)
		o.codes = append(o.codes, c)
	}
}

// checkAct wants the type in cell n and its mode, unless empty, in the cell behind it to be known.
func (o *ontology) checkAct(r *row, n int, typ, mode string) bool {
	i, ok := o.typeAt[typ]
	if !ok {
		r.fault(n, "types.tsv has no "+strconv.Quote(typ))
		return false
	}
	if _, ok := o.types[i].Mode(mode); !ok && mode != "" && mode != every {
		r.fault(n+1, fmt.Sprintf("modes.tsv has no %q of %s", mode, typ))
		return false
	}
	return true
}

// checkCode wants the code in cell n to be one of CAMEO that stands for the type.
func (o *ontology) checkCode(r *row, n int, typ string) {
	i, ok := o.codeAt[r.code(n)]
	if !ok {
		r.fault(n, "cameo.tsv has no "+strconv.Quote(r.cells[n]))
	} else if o.codes[i].Type != typ {
		r.fault(n, fmt.Sprintf("%s is %s in cameo.tsv, here it stands for %s", r.cells[n], o.codes[i].Type, typ))
	}
}

func (o *ontology) readStrict(l *loader) {
	for _, r := range l.table("strict", "status", "type", "strict", "why") {
		rule := StrictRule{record.Status(r.need(0)), r.need(1), r.need(2), r.need(3)}
		if !slices.Contains(record.Statuses(), rule.Status) {
			r.fault(0, "there is no status "+strconv.Quote(r.cells[0]))
		}
		if _, ok := o.typeAt[rule.Type]; !ok && rule.Type != every {
			r.fault(1, "types.tsv has no "+strconv.Quote(rule.Type))
		}
		if _, ok := o.typeAt[rule.Strict]; !ok && rule.Strict != itself && rule.Strict != none {
			r.fault(2, "types.tsv has no "+strconv.Quote(rule.Strict))
		}
		key := strictKey{rule.Status, rule.Type}
		if _, twice := o.strictOf[key]; twice {
			r.fault(1, fmt.Sprintf("%s %s stands twice", rule.Status, rule.Type))
		}
		o.strictOf[key] = rule.Strict
		o.strict = append(o.strict, rule)
	}
	for _, s := range record.Statuses() {
		if _, ok := o.strictOf[strictKey{s, every}]; !ok {
			l.fault("strict", 0, fmt.Sprintf("status %s has no row with the type *", s))
		}
	}
}

func (o *ontology) readOuter(l *loader) {
	for _, r := range l.table("outer", "outer", "type", "content mode", "mode", "cameo") {
		rule := OuterRule{r.need(0), r.need(1), r.need(2), r.cells[3], r.need(4)}
		if i, ok := o.typeAt[rule.Outer]; !ok || !o.types[i].Outer {
			r.fault(0, "types.tsv has no outer type "+strconv.Quote(rule.Outer))
			continue
		} else if _, ok := o.types[i].Mode(rule.Mode); !ok && rule.Mode != "" {
			r.fault(3, fmt.Sprintf("modes.tsv has no %q of %s", rule.Mode, rule.Outer))
		}
		if rule.Type != none {
			o.checkAct(r, 1, rule.Type, rule.ContentMode)
		}
		o.checkCode(r, 4, rule.Outer)
		key := outerKey{rule.Outer, rule.Type, rule.ContentMode}
		if _, twice := o.outerOf[key]; twice {
			r.fault(1, fmt.Sprintf("%s with %s %s stands twice", rule.Outer, rule.Type, rule.ContentMode))
		}
		o.outerOf[key] = rule
		o.outer = append(o.outer, rule)
	}
	for _, outer := range o.types {
		if !outer.Outer {
			continue
		}
		for _, name := range append(typeNames(o.types), none) {
			if _, ok := o.outerOf[outerKey{outer.Name, name, every}]; !ok {
				l.fault("outer", 0, fmt.Sprintf("%s has no row with %s and the mode *", outer.Name, name))
			}
		}
	}
}

func typeNames(types []Type) []string {
	var names []string
	for _, t := range types {
		names = append(names, t.Name)
	}
	return names
}

func (o *ontology) readEndings(l *loader) {
	for _, r := range l.table("ended", "type", "mode", "end", "end mode", "cameo") {
		rule := EndingRule{r.need(0), r.need(1), r.need(2), r.cells[3], r.cells[4]}
		o.checkAct(r, 0, rule.Type, rule.Mode)
		if rule.End == none {
			rule.End = ""
		} else if o.checkAct(r, 2, rule.End, rule.EndMode) {
			o.checkCode(r, 4, rule.End)
		}
		key := [2]string{rule.Type, rule.Mode}
		if _, twice := o.endingOf[key]; twice {
			r.fault(0, fmt.Sprintf("%s %s stands twice", rule.Type, rule.Mode))
		}
		o.endingOf[key] = rule
		o.endings = append(o.endings, rule)
	}
	for _, name := range typeNames(o.types) {
		if _, ok := o.endingOf[[2]string{name, every}]; !ok {
			l.fault("ended", 0, name+" has no row with the mode *")
		}
	}
}
