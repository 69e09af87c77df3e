package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
)

// generic says that a relative clause in the present, or in a past that is shifted, tells which of a kind are meant: "an amnesty
// for guerrillas who lay down their weapons".
func (r *reader) generic(c *candidate) bool {
	f := r.trees
	v := c.top()
	n := f.Head(v)
	if !f.IsRel(v, "acl:relcl") || f.Child(v, "aux") != text.NoToken {
		return false
	}
	s, d := f.Child(v, "nsubj"), f.Child(n, "det")
	if s == text.NoToken || !r.relative(s) || s > 0 && r.doc.Word(s-1) == "," {
		return false
	}
	tag, which := f.Morph(v).XPOS, ""
	if d != text.NoToken {
		which = r.lower(d)
	}
	if f.Morph(n).Feat("Number") != "Plur" { // "every submarine that leaves port"
		return tag == "VBZ" && (which == "every" || which == "any" || which == "each")
	}
	return (tag == "VBP" || tag == "VBD" && r.shifted(f.Head(n))) && (d == text.NoToken || which == "any" || which == "those" || which == "all")
}

// shifted says that a verb tells in the past what may come, so that a past below it is a present: "leaders who obstructed peace would
// face sanctions".
func (r *reader) shifted(v text.TokenID) bool {
	return v != text.NoToken && slices.ContainsFunc(r.trees.ChildrenBy(v, "aux"), func(a text.TokenID) bool { return r.lower(a) == "would" })
}
