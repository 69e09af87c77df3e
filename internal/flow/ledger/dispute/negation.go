package dispute

import (
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
)

// negated tells whether the head of a content says no.
func negated(list []string) bool {
	const head = 5
	if i := slices.Index(list, "evidence"); i > 0 && i < 2*head && is(negator, list[i-1]) {
		return true // "the foreign office in Islamabad saw no evidence"
	}
	return anyOf(negator, list[:min(head, len(list))]) || lateNo(list)
}

// lateNo finds the negation of the main verb behind a long subject: "the bones that North Korea gave to Japan are not those of the
// girl".
func lateNo(list []string) bool {
	const head, far = 5, 12
	for i := head; i < min(far, len(list)); i++ {
		switch {
		case is(joining, list[i]):
			return false
		case (list[i] == "not" || list[i] == "never") && is(auxiliary, list[i-1]):
			return !slices.ContainsFunc(list[:i], func(w string) bool { return is(joining, w) })
		}
	}
	return false
}

// clauses parts a content that goes on with "and that".
func clauses(content string) []string { return strings.Split(content, " and that ") }

// falsehood tells whether a content says that what was told is not so: "this was untrue", "the reports are baseless",
// "there was no truth in it".
func falsehood(list []string) bool {
	const short = 9
	if len(list) == 0 {
		return false
	}
	if i := slices.Index(list, "truth"); i > 0 && list[i-1] == "no" && len(list) <= short {
		return true
	}
	if len(list) > short && toldFalse(list) {
		return true
	}
	if !anyOf(untrue, list) || len(list) > short {
		return false
	}
	return anyOf(charge, list[:min(4, len(list))]) || len(list) < 6 && (is(such, list[0]) || list[0] == "it" || list[0] == "there")
}

// toldFalse finds "the accusation that soldiers shot at the boat is absurd", "the report that he died is a lie to win time".
func toldFalse(list []string) bool {
	const head, reach = 3, 4
	if !anyOf(charge, list[:head]) || !slices.Contains(list[:head+2], "that") {
		return false
	}
	for i, w := range list {
		if i > head+1 && is(auxiliary, w) && anyOf(untrue, list[i+1:min(len(list), i+reach)]) {
			return true
		}
	}
	return false
}

// noSuch finds "no such request".
func noSuch(list []string) bool {
	i := slices.Index(list, "such")
	return i > 0 && is(negator, list[i-1])
}

// noPart finds "no role", "had no direct hand in", "was not involved".
func noPart(list []string) bool {
	for i, w := range list {
		if !is(negator, w) {
			continue
		}
		for n, v := range list[i+1 : min(len(list), i+3)] {
			if is(part, v) && !(v == "part" && i+n+2 < len(list) && list[i+n+2] == "of") {
				return true
			}
		}
	}
	return false
}

// nothingToDo finds "had nothing to do with".
func nothingToDo(list []string) bool {
	i := slices.Index(list, "nothing")
	return i >= 0 && i+3 < len(list) && list[i+1] == "to" && list[i+2] == "do" && list[i+3] == "with"
}

// untold tells whether a denial does not say what it denies: "rejected the allegations", "denied any involvement".
func untold(list []string) bool {
	const short = 9
	head := list[:min(3, len(list))]
	switch {
	case anyOf(numeral, head) && (list[0] == "the" || is(such, list[0])) && len(list) <= short: // "the figure as propaganda"
		return true
	case len(list) > 0 && is(such, list[0]) && len(list) < 5:
		return true
	case anyOf(charge, head) && len(list) > 4 && slices.Contains(list[:5], "that"):
		return anyOf(part, list) // "the charge that ..." tells it
	case anyOf(charge, head):
		return len(list) <= short || anyOf(part, list)
	}
	return anyOf(part, list)
}

// noneOfWhat gives what a content says that there was none of: "there was no warning", "no helicopters were used".
func noneOfWhat(list []string) []likeness.Mark {
	const head, reach = 5, 3
	for i, w := range list[:min(head, len(list))] {
		if w != "no" && w != "any" && w != "single" || i > 0 && w == "any" && !is(negator, list[i-1]) {
			continue
		}
		for _, v := range list[i+1 : min(len(list), i+1+reach)] {
			if is(trace, v) || slices.Contains(vocabulary().plan, meaningOf(v)) {
				return nil // "no evidence", "no plan"
			}
			if stem := likeness.Stem(v); likeness.WeightOf(stem) >= 1 {
				return []likeness.Mark{meaningOf(v)}
			}
		}
	}
	return nil
}

// noneOfWhom tells whether a content says of some people that none of them did something: "no", "not one", "not a single" or "none of" them,
// but not what was done to none: "no soldiers were missing".
func noneOfWhom(list []string) bool {
	const head = 7
	if len(list) < 4 || slices.ContainsFunc(list[:min(head, len(list))], func(w string) bool { return is(auxiliary, w) }) {
		return false
	}
	return list[0] == "no" || list[0] == "none" && list[1] == "of" || list[0] == "not" && (list[1] == "one" || list[1] == "a" && list[2] == "single")
}

// denialOf gives the words that a negation is about: those right behind it.
func denialOf(list []string) []likeness.Mark {
	const reach, far = 5, 14
	var marks []likeness.Mark
	for i, w := range list {
		if !is(negator, w) {
			continue
		}
		to := i + 1 + reach
		if i+1 < len(list) && is(trace, list[i+1]) { // "no mention in the conversation of terrorists"
			to = i + 1 + far
		}
		for _, v := range list[i+1 : min(len(list), to)] {
			marks = append(marks, meaningOf(v))
		}
		break
	}
	return likeness.Sorted(marks)
}
