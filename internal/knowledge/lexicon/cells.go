package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/chancery-project/chancery/internal/ontology"
)

// kinds are what a condition can ask of the actor or act in a slot, besides the types of PLOVER.
func kinds() []string {
	return []string{"actor", "state", "ruler", "person", "group", "org", "population", "place", "act", "must", "own", "other", "bare", "if", "ours", "force", "grave", "due", "passive", "crossing", "gunfire", "not", "money", "number", "time", "clause", "plural"}
}

// roles reads "A=subj R=obj|iobj C!=xcomp", or the name of a pattern with an at sign, with more roles behind it.
func (r *row) roles(column, cell string) []Role {
	var roles []Role
	for part := range strings.FieldsSeq(cell) {
		if strings.HasPrefix(part, "@") {
			p, ok := r.l.patterns[part]
			if !ok {
				r.fault(column, fmt.Sprintf("there is no pattern %q", part), "write one of patterns.tsv")
			}
			roles = append(roles, p...)
			continue
		}
		name, slots, ok := strings.Cut(part, "=")
		role := Role{Required: strings.HasSuffix(name, "!")}
		name = strings.TrimSuffix(name, "!")
		if !ok || len(name) != 1 || !strings.Contains("ARBCT", name) {
			r.fault(column, fmt.Sprintf("%q is no role", part), `write for instance A=subj R=obj|to, "!" behind the letter of a role that must be there`)
			continue
		}
		role.Name = name[0]
		for s := range strings.SplitSeq(slots, "|") {
			role.Slots = append(role.Slots, r.slot(column, s))
		}
		// A role of the row goes before one of the pattern with the same name.
		if i := slices.IndexFunc(roles, func(x Role) bool { return x.Name == role.Name }); i >= 0 {
			roles[i] = role
		} else {
			roles = append(roles, role)
		}
	}
	if len(roles) == 0 {
		r.fault(column, "no role is given", "say where the sides stand: A=subj R=obj")
	}
	return roles
}

func (r *row) slot(column, s string) Slot {
	if s == "" || strings.ContainsFunc(s, func(c rune) bool { return !unicode.IsLower(c) && c != '_' }) {
		r.fault(column, fmt.Sprintf("%q is no slot", s), "write subj, obj, iobj, xcomp, ccomp, poss, mod, head, or a preposition")
	}
	return Slot(s)
}

// conditions reads "obj:prisoner|#captive !with:* subj:@state".
func (r *row) conditions(cell string) []Condition {
	var all []Condition
	for part := range strings.FieldsSeq(cell) {
		c := Condition{text: part}
		slots, values, ok := strings.Cut(part, ":")
		if !ok {
			r.fault("when", fmt.Sprintf("%q is no condition", part), "write slot:word|#class|@kind, with ! before it for what must not be")
			continue
		}
		c.Not = strings.HasPrefix(slots, "!")
		for s := range strings.SplitSeq(strings.TrimPrefix(slots, "!"), "|") {
			c.Slots = append(c.Slots, r.slot("when", s))
		}
		for v := range strings.SplitSeq(values, "|") {
			r.value(&c, v)
		}
		all = append(all, c)
	}
	return all
}

func (r *row) value(c *Condition, v string) {
	switch {
	case v == "*":
		c.Any = true
	case strings.HasPrefix(v, "#"):
		c.Class = append(c.Class, v[1:])
		r.l.usedClass[v[1:]] = true
	case strings.HasPrefix(v, "@"):
		if _, ok := ontology.TypeOf(v[1:]); !ok && !slices.Contains(kinds(), v[1:]) {
			r.fault("when", fmt.Sprintf("%q is no kind", v), "write one of @"+strings.Join(kinds(), ", @")+", or @ and a type of PLOVER")
		}
		c.Kinds = append(c.Kinds, v[1:])
	case v == "" || v != strings.ToLower(v):
		r.fault("when", fmt.Sprintf("%q is no lemma", v), "write it in small letters")
	default:
		c.Words = append(c.Words, v)
	}
}
