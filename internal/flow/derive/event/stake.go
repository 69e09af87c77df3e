package event

import (
	"slices"

	"github.com/chancery-project/chancery/internal/text"
)

// staked says that a clause, or the verb of speaking that it hangs on, has a condition: "it would close the border if the raids went on",
// "Tokyo would recall its envoy, he said, unless they stopped".
func (r *reader) staked(clause text.TokenID) bool {
	hung := slices.Clone(r.trees.ChildrenBy(clause, "advcl"))
	if r.trying != nil {
		hung = append(hung, r.trees.ChildrenBy(r.trying.at, "advcl")...)
	}
	return slices.ContainsFunc(hung, func(c text.TokenID) bool {
		return c != clause && (r.marked(c, "if") || r.marked(c, "unless") || r.inverted(c))
	})
}

// ours says that a clause has the subject of the verb of speaking that it hangs on, somebody of his country, or one whom an official of no
// country told speaks for: "Baku would take the road by force, the president said".
func (r *reader) ours(clause text.TokenID) bool {
	if r.own(clause) != otherSubject {
		return true
	}
	if r.trying == nil {
		return false
	}
	s := r.subject(r.trying.at)
	if s == text.NoToken || r.fronted(r.trying.at) != clause || !r.inClass(s, "dignitary") || !governs(r.sides(r.subject(clause))) {
		return false
	}
	return !slices.ContainsFunc(r.sides(s), func(a side) bool { return a.actor.Country != "" })
}

// behindObject adds what hangs with a preposition on an object, or on what the object is a share of: "suspended most of its aid to Niger".
func (r *reader) behindObject(o text.TokenID, preposition string, all []text.TokenID) []text.TokenID {
	all = r.prepositional(o, preposition, all)
	if n := r.measured(o); n != text.NoToken && preposition != "of" {
		all = r.prepositional(n, preposition, all)
	}
	return all
}
