package lexicon

import (
	"crypto/sha256"
	_ "embed" // for packed.zst
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/pack"
)

// packed are the tables under data, as TestPackedLexicon packs them; it fails where they differ.
//
//go:generate go test . -run Packed -repack
//go:embed packed.zst
var packed []byte

// The limits on foreign files.
const (
	maxFile = 16 << 20
	maxLine = 8 << 10
)

// Load reads the lexicon of the program and then the folders of the user, which hold files of the same form: frames,
// patterns, classes, light, operators, contexts (.tsv), and files under triggers and examples. The error is
// [knowledge.Faults] with all that is wrong; then there is no lexicon.
func Load(users ...fs.FS) (*Lexicon, error) {
	own, err := pack.Open(packed)
	if err != nil {
		return nil, fmt.Errorf("internal error: lexicon: %w", err)
	}
	return LoadOnly(append([]fs.FS{own}, users...)...)
}

// LoadOnly is [Load] without the lexicon of the program.
func LoadOnly(folders ...fs.FS) (*Lexicon, error) {
	l := &loader{
		lex: &Lexicon{
			frames: map[string]*Frame{}, triggers: map[string][]*Trigger{}, classes: map[string]map[string]bool{},
			lights: map[string][]Light{}, operators: map[string][]Operator{}, contexts: map[string][]string{}, openers: map[string]bool{},
			general: map[string]*Trigger{}, member: map[string][]string{}, fits: map[string][]string{},
			leanings: map[string][]Leaning{}, leansWith: map[string]bool{},
		},
		patterns: map[string][]Role{}, seen: map[string]string{}, usedClass: map[string]bool{},
	}
	for _, t := range tables() {
		for i, folder := range folders {
			l.table(folder, i > 0, t)
		}
	}
	l.whole()
	if len(l.faults) > 0 {
		l.faults.Sort()
		return nil, l.faults
	}
	return l.lex, nil
}

// Version names the lexicon of the program by a digest of its files: any change of one shows.
func Version() string {
	sum := sha256.Sum256(packed)
	return hex.EncodeToString(sum[:6])
}

type table struct {
	pattern string // of its files within a folder
	columns []string
	read    func(*loader, *row)
}

func tables() []table {
	return []table{
		{"frames/*.tsv", []string{"frame", "type", "mode", "cameo", "sides", "gloss"}, readFrame},
		{"patterns.tsv", []string{"pattern", "roles"}, readPattern},
		{"classes/*.tsv", []string{"class", "words"}, readClass},
		{"light.tsv", []string{"verb", "particle", "slot", "role"}, readLight},
		{"operators.tsv", []string{"word", "pos", "slots", "effect"}, readOperator},
		{"contexts.tsv", []string{"context", "words"}, readContext},
		{"triggers/*.tsv", []string{"frame", "triggers", "pos", "roles", "when"}, readTrigger},
		{"examples/*.tsv", []string{"frame", "want", "text"}, readExample},
		{"general.tsv", []string{"type", "pos", "cameo", "sides", "roles"}, readGeneral},
		{"leanings.tsv", []string{"types", "pos", "words"}, readLeaning},
	}
}

type loader struct {
	lex       *Lexicon
	patterns  map[string][]Role
	seen      map[string]string // what stood once -> where
	usedClass map[string]bool
	faults    knowledge.Faults
}

type row struct {
	l     *loader
	file  string
	line  int
	table *table
	cells []string
}

func (r *row) cell(column string) string { return r.cells[slices.Index(r.table.columns, column)] }

func (r *row) fault(column, what, do string) {
	r.l.faults = append(r.l.faults, knowledge.Fault{File: r.file, Line: r.line, Field: column, What: what, Do: do})
}

// once reports what stands twice.
func (r *row) once(column, what string) bool {
	where := fmt.Sprintf("%s:%d", r.file, r.line)
	if before, twice := r.l.seen[column+"\t"+what]; twice {
		r.fault(column, fmt.Sprintf("%q stands at %s already", what, before), "remove one")
		return false
	}
	r.l.seen[column+"\t"+what] = where
	return true
}

func (l *loader) table(folder fs.FS, user bool, t table) {
	names, err := fs.Glob(folder, t.pattern)
	if err != nil {
		l.faults = append(l.faults, knowledge.Fault{File: t.pattern, What: err.Error()})
		return
	}
	for _, name := range names {
		shown := path.Join("lexicon", name)
		if user {
			shown = name
		}
		data, err := fs.ReadFile(folder, name)
		switch {
		case err != nil:
			l.faults = append(l.faults, knowledge.Fault{File: shown, What: err.Error(), Do: "make it readable"})
		case len(data) > maxFile:
			l.faults = append(l.faults, knowledge.Fault{File: shown, What: fmt.Sprintf("is longer than %d bytes", maxFile), Do: "split it"})
		default:
			l.file(shown, string(data), &t)
		}
	}
}

func (l *loader) file(name, data string, t *table) {
	header := strings.Join(t.columns, "\t")
	begun := false
	n := 0
	for s := range strings.SplitSeq(strings.TrimSuffix(data, "\n"), "\n") {
		n++
		r := &row{l: l, file: name, line: n, table: t}
		switch {
		case s == "" || strings.HasPrefix(s, "#"):
			continue
		case len(s) > maxLine || !utf8.ValidString(s):
			r.fault("", fmt.Sprintf("is longer than %d bytes or not valid UTF-8", maxLine), "mend the line")
			continue
		case !begun:
			if begun = true; s != header {
				r.fault("", fmt.Sprintf("the header is %q", s), "write "+strings.ReplaceAll(header, "\t", "<tab>"))
			}
			continue
		}
		r.cells = strings.Split(s, "\t")
		if len(r.cells) != len(t.columns) {
			r.fault("", fmt.Sprintf("has %d cells, the header has %d", len(r.cells), len(t.columns)), "separate cells by one tab each")
			continue
		}
		for i, c := range r.cells {
			if c != strings.Join(strings.Fields(c), " ") {
				r.fault(t.columns[i], fmt.Sprintf("%q has a space too many", c), "use single spaces, none at the ends")
			}
		}
		t.read(l, r)
	}
	if !begun {
		l.faults = append(l.faults, knowledge.Fault{File: name, What: "has no header", Do: "begin it with " + strings.ReplaceAll(header, "\t", "<tab>")})
	}
}

func readFrame(l *loader, r *row) {
	f := &Frame{ID: r.cell("frame"), Mode: r.cell("mode"), CAMEO: r.cell("cameo"), Sides: Sides(r.cell("sides")), Gloss: r.cell("gloss")}
	if t := r.cell("type"); t != "none" {
		f.Type = t
		if _, ok := ontology.TypeOf(t); !ok {
			r.fault("type", fmt.Sprintf("%q is no type of PLOVER", t), `write one of its sixteen, or "none" for a sense that is no act`)
		} else if f.Mode != "" && !ontology.Valid(t, f.Mode) {
			r.fault("mode", fmt.Sprintf("%s has no mode %q", t, f.Mode), "see `chancery codebook`")
		}
	}
	if f.CAMEO != "" {
		if _, ok := ontology.CAMEO(f.CAMEO); !ok {
			r.fault("cameo", fmt.Sprintf("%q is no code of CAMEO", f.CAMEO), "see `chancery codebook`")
		}
	}
	if f.Sides != Directed && f.Sides != Mutual {
		r.fault("sides", fmt.Sprintf("%q says nothing of the sides", f.Sides), "write directed or mutual")
	}
	if strings.Count(f.ID, ".") < 1 {
		r.fault("frame", fmt.Sprintf("%q is no id", f.ID), "write family.name")
	}
	if r.once("frame", f.ID) {
		l.lex.frames[f.ID] = f
	}
}

func readPattern(l *loader, r *row) {
	if name := r.cell("pattern"); r.once("pattern", name) {
		l.patterns["@"+name] = r.roles("roles", r.cell("roles"))
	}
}

func readClass(l *loader, r *row) {
	name := r.cell("class")
	if l.lex.classes[name] == nil {
		l.lex.classes[name] = map[string]bool{}
	}
	for w := range strings.SplitSeq(r.cell("words"), "; ") {
		if w == "" || w != strings.ToLower(w) {
			r.fault("words", fmt.Sprintf("%q is no lemma", w), `write lemmas in small letters, separated by "; "`)
		}
		if l.lex.classes[name][w] {
			r.fault("words", fmt.Sprintf("%q stands twice in the class %s", w, name), "remove one")
		}
		l.lex.classes[name][w] = true
	}
}

func readLight(l *loader, r *row) {
	x := Light{Verb: r.cell("verb"), Prt: r.cell("particle"), Slot: Slot(r.cell("slot"))}
	if role := r.cell("role"); role == "A" || role == "R" {
		x.Role = role[0]
	} else {
		r.fault("role", fmt.Sprintf("%q is no role of a subject", role), "write A or R")
	}
	if r.once("verb", strings.Join(r.cells, " ")) {
		l.lex.lights[x.Verb] = append(l.lex.lights[x.Verb], x)
	}
}

func readOperator(l *loader, r *row) {
	o := Operator{Word: r.cell("word"), POS: POS(r.cell("pos")), Effect: Effect(r.cell("effect"))}
	if s := r.cell("slots"); s != "" {
		for x := range strings.SplitSeq(s, "|") {
			o.Slots = append(o.Slots, Slot(x))
		}
	}
	if !slices.Contains([]Effect{Transparent, Planned, Proposed, Denied, Hypothetical, Ongoing, Habitual, Dropped}, o.Effect) {
		r.fault("effect", fmt.Sprintf("%q is no effect", o.Effect), "write transparent, planned, proposed, denied, hypothetical, ongoing, habitual or dropped")
	}
	r.pos(o.POS)
	if (o.POS == Auxiliary || o.POS == Adverb) != (len(o.Slots) == 0) {
		r.fault("slots", "auxiliaries and adverbs have no slots, all others need them", "name where the act stands")
	}
	for _, s := range o.Slots {
		if r.once("operator", string(o.POS)+" "+o.Word+" "+string(s)) {
			continue
		}
	}
	l.lex.operators[key(o.POS, o.Word)] = append(l.lex.operators[key(o.POS, o.Word)], o)
}

func (r *row) pos(p POS) {
	if !slices.Contains([]POS{Verb, Noun, Adjective, Adverb, Auxiliary}, p) {
		r.fault("pos", fmt.Sprintf("%q is no part of speech", p), "write v, n, a, r or x")
	}
}

func readContext(l *loader, r *row) {
	c := r.cell("context")
	if !ontology.IsContext(c) {
		r.fault("context", fmt.Sprintf("%q is no context of PLOVER", c), "see `chancery codebook`")
	}
	for w := range strings.SplitSeq(r.cell("words"), "; ") {
		if w == "" || w != strings.ToLower(w) || strings.Count(w, " ") > 1 {
			r.fault("words", fmt.Sprintf("%q is not one lemma or two", w), `write lemmas in small letters, separated by "; "`)
			continue
		}
		if slices.Contains(l.lex.contexts[w], c) {
			r.fault("words", fmt.Sprintf("%q stands twice in the context %s", w, c), "remove one")
			continue
		}
		l.lex.contexts[w] = append(l.lex.contexts[w], c)
		if first, _, pair := strings.Cut(w, " "); pair {
			l.lex.openers[first] = true
		}
	}
}

func readTrigger(l *loader, r *row) {
	f := l.lex.frames[r.cell("frame")]
	if f == nil {
		r.fault("frame", fmt.Sprintf("there is no frame %q", r.cell("frame")), "write an id of frames.tsv")
		return
	}
	pos := POS(r.cell("pos"))
	if r.pos(pos); pos == Adverb || pos == Auxiliary {
		r.fault("pos", "an act is told by a verb, noun or adjective", "write v, n or a")
	}
	roles := r.roles("roles", r.cell("roles"))
	if parties := slices.ContainsFunc(roles, func(x Role) bool { return x.Name == 'B' }); parties && f.Sides != Mutual && !f.None() {
		r.fault("roles", fmt.Sprintf("the role B stands for all parties, and the sides of %s are directed", f.ID), "write A and R, or make the frame mutual")
	}
	when := r.conditions(r.cell("when"))
	for lemma := range strings.SplitSeq(r.cell("triggers"), "; ") {
		if lemma == "" || strings.Contains(lemma, " ") || lemma != strings.ToLower(lemma) {
			r.fault("triggers", fmt.Sprintf("%q is not one lemma in small letters", lemma), `separate lemmas by "; ", and name further words of a phrase as conditions`)
			continue
		}
		t := &Trigger{Frame: f, Lemma: lemma, POS: pos, Roles: roles, When: when, File: r.file, Line: r.line}
		if !r.once("triggers", strings.Join([]string{lemma, string(pos), r.cell("roles"), r.cell("when")}, " ")) {
			continue
		}
		k := key(pos, lemma)
		l.lex.triggers[k] = append(l.lex.triggers[k], t)
		l.lex.all = append(l.lex.all, t)
	}
}

func readGeneral(l *loader, r *row) {
	pos, typ := POS(r.cell("pos")), r.cell("type")
	if _, known := ontology.TypeOf(typ); !known {
		r.fault("type", fmt.Sprintf("%q is no type of PLOVER", typ), "write one in capitals")
	}
	if pos != Verb && pos != Noun {
		r.fault("pos", fmt.Sprintf("%q has no general sense", pos), "write v or n")
	}
	if !r.once("type", typ+" "+string(pos)) {
		return
	}
	if sides := Sides(r.cell("sides")); sides != Directed && sides != Mutual {
		r.fault("sides", fmt.Sprintf("%q says nothing of the sides", sides), "write directed or mutual")
	}
	f := &Frame{ID: strings.ToLower(typ) + ".learnt", Type: typ, CAMEO: r.cell("cameo"), Sides: Sides(r.cell("sides")), Gloss: "an act of the type that no sense of a word tells"}
	l.lex.general[key(pos, typ)] = &Trigger{Frame: f, POS: pos, Roles: r.roles("roles", r.cell("roles")), File: r.file, Line: r.line}
}

// readLeaning reads "ASSAULT 3 COERCE 1  v  gun down; pummel".
func readLeaning(l *loader, r *row) {
	pos := POS(r.cell("pos"))
	if pos != Verb && pos != Noun {
		r.fault("pos", fmt.Sprintf("%q leans to no act", pos), "write v or n")
	}
	var all []Leaning
	cells := strings.Fields(r.cell("types"))
	for i := 0; i+1 < len(cells); i += 2 {
		much, err := strconv.Atoi(cells[i+1])
		if _, known := ontology.TypeOf(cells[i]); !known || err != nil || much < 1 || much > 3 {
			r.fault("types", fmt.Sprintf("%q is no type of PLOVER with a number from 1 to 3", cells[i]+" "+cells[i+1]), `write "ASSAULT 3 COERCE 1"`)
			continue
		}
		all = append(all, Leaning{cells[i], much})
	}
	if len(all) == 0 || len(cells)%2 != 0 {
		r.fault("types", fmt.Sprintf("%q are no types with numbers", r.cell("types")), `write "ASSAULT 3 COERCE 1"`)
	}
	for word := range strings.SplitSeq(r.cell("words"), "; ") {
		if word == "" || word != strings.ToLower(word) || strings.Count(word, " ") > 1 || pos == Noun && strings.Contains(word, " ") {
			r.fault("words", fmt.Sprintf("%q is no lemma in small letters, nor a verb with one word behind it", word), `separate words by "; "`)
			continue
		}
		if r.once("words", string(pos)+" "+word) {
			l.lex.leanings[key(pos, word)] = all
			if verb, _, more := strings.Cut(word, " "); more {
				l.lex.leansWith[verb] = true
			}
		}
	}
}

func readExample(l *loader, r *row) {
	f := l.lex.frames[r.cell("frame")]
	if f == nil {
		r.fault("frame", fmt.Sprintf("there is no frame %q", r.cell("frame")), "write an id of frames.tsv")
		return
	}
	if r.cell("want") == "" || r.cell("text") == "" {
		r.fault("", "an example needs what is wanted and a text", `write "none" where nothing is to be found`)
	}
	if r.once("text", f.ID+" "+r.cell("text")) {
		l.lex.examples = append(l.lex.examples, Example{Frame: f, Want: r.cell("want"), Text: r.cell("text"), File: r.file, Line: r.line})
	}
}

// whole checks what only the whole lexicon tells: frames without triggers, classes that nothing names.
func (l *loader) whole() {
	for class, words := range l.lex.classes {
		for w := range words {
			l.lex.member[w] = append(l.lex.member[w], class)
		}
	}
	for _, classes := range l.lex.member {
		slices.Sort(classes)
	}
	l.lex.countFits()
	used := map[string]bool{}
	for _, t := range l.lex.all {
		used[t.Frame.ID] = true
	}
	for _, f := range l.lex.Frames() {
		if !used[f.ID] {
			l.faults = append(l.faults, knowledge.Fault{File: "lexicon/frames", Field: "frame", What: fmt.Sprintf("no word triggers %q", f.ID), Do: "add one under triggers, or remove the frame"})
		}
	}
	for c := range l.usedClass {
		if l.lex.classes[c] == nil {
			l.faults = append(l.faults, knowledge.Fault{File: "lexicon/classes", Field: "class", What: fmt.Sprintf("there is no class %q, which a condition names", c), Do: "add it"})
		}
	}
}
