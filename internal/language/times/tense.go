package times

// tense is where the words around an expression put it.
type tense uint8

const (
	untold      tense = iota
	perhapsPast       // the form may be a participle: "divided by the war"
	past
	future
	gone    // behind "since": never a day ahead
	arrange // "was to arrive": whichever day is nearer
)

// maxReach bounds how many tokens are looked at for the verb of an expression.
const maxReach = 25

// tense looks for the nearest sign before a match in its sentence, then behind it.
func (r *reader) tense(m *match) tense {
	if r.alone {
		return untold
	}
	lead := m.first - 1
	for lead > 0 && r.has(lead, classApprox) {
		lead--
	}
	if r.is(lead, "since") || r.is(m.first, "since") {
		return gone
	}
	if r.headsEntry(m) {
		return arrange
	}
	if lead > 0 && r.is(lead, "for") && (r.has(lead-1, classForward) || r.has(lead-1, classIntentCue)) {
		return future // "had announced for Monday", "planned for June"
	}
	if r.is(lead, "for") && r.calledFor(lead) {
		return future
	}
	limit := r.is(lead, "until") || r.is(lead, "till") || r.is(lead, "by")
	begins := r.is(lead, "from") && !r.is(m.end, "to") && !r.is(m.end, "until")
	after := false
	for i, n := m.first-1, 0; i >= 0 && n < maxReach; i, n = i-1, n+1 {
		if r.tokens[i+1].breaks || r.ends(i) {
			break
		}
		if limit && !r.ctx.history && r.has(i, classForward) && !r.is(i-1, "had") {
			return future // "the truce was extended until March", "promised elections by July"
		}
		if begins && !r.ctx.history && r.has(i, classStarting) {
			if r.is(i-1, "had") {
				return arrange
			}
			return future // "agreed on patrols from July 1"
		}
		after = after || r.is(i, "after")
		if t := r.sign(i); t == future && after && r.wished(i) {
			return past // "wanted to show its strength after the raid on 3 May"
		} else if t != untold {
			return t
		}
	}
	for i, n := m.end, 0; i < len(r.tokens) && n < maxReach; i, n = i+1, n+1 {
		if r.tokens[i].breaks || r.ends(i) {
			break
		}
		if t := r.sign(i); t == future && r.intended(i) {
			return past // "in September called for a truce"
		} else if t != untold {
			return t
		}
	}
	if limit {
		return future
	}
	return untold
}

// headsEntry tells whether a match stands at the head of a sentence before a colon or dash, as in a chronology, whose present tense tells of
// the past: "June 13: Troops enter the zone".
func (r *reader) headsEntry(m *match) bool {
	if m.first > 0 && !r.tokens[m.first].breaks && !r.ends(m.first-1) {
		return false
	}
	switch r.form(m.end) {
	case ":", "–", "—":
		return true
	case "-":
		return r.tokens[m.end].gap
	}
	return false
}

// intended tells whether a token is the past tense of a verb of wishing or planning, whose own time stands before it.
func (r *reader) intended(i int) bool {
	return r.wished(i) && !r.is(i-1, "is") && !r.is(i-1, "are") && !r.is(i-1, "be") && !r.is(i-1, "been")
}

// wished tells whether a token is the past tense of a verb of wishing or planning.
func (r *reader) wished(i int) bool {
	t := &r.tokens[i]
	return r.has(i, classIntentCue) && t.end-t.start > 3 && r.text[t.end-2:t.end] == "ed"
}

// calledFor tells whether something is called before "for" that is then to come: "has convened a summit of the bloc for Wednesday".
func (r *reader) calledFor(at int) bool {
	const reach = 10
	for i := at - 1; i >= 0 && at-i <= reach && !r.tokens[i+1].breaks && !r.ends(i); i-- {
		if r.has(i, classCalled) {
			return true
		}
	}
	return false
}

// ends tells whether a sentence ends with a token; a full stop inside it is followed by a small letter or a number.
func (r *reader) ends(i int) bool {
	if !r.has(i, classBreak) {
		return false
	}
	if !r.is(i, ".") || i+1 >= len(r.tokens) {
		return true
	}
	if i > 0 && r.tokens[i-1].word != nil {
		for k := range r.tokens[i-1].word.entries {
			if r.tokens[i-1].word.entries[k].abbrev {
				return false
			}
		}
	}
	next := &r.tokens[i+1]
	return next.gap && (next.capital || !next.letters && next.digits == 0) && !(i > 0 && r.abbreviated(i-1))
}

func (r *reader) sign(i int) tense {
	t := &r.tokens[i]
	if !t.letters {
		return untold
	}
	if r.is(i-1, "be") {
		if r.is(i-2, "to") && (r.is(i-3, "was") || r.is(i-3, "were")) {
			return arrange // "was to be held"
		}
		return future // "to be held"
	}
	if t.word != nil {
		switch w := t.word; {
		case w.has(classIntentCue) && r.is(i-1, "had"):
			return past // "had hoped to leave by May"
		case w.has(classIntentCue) && (r.is(i+1, "to") || r.is(i+1, "for")):
			return future
		case r.is(i, "invited") && r.purpose(i):
			return future // "invited him to come in May"
		case w.has(classIntentCue) && (r.is(i-1, "is") || r.is(i-1, "are")):
			return future // "is expected"
		case w.has(classMonth) && t.capital:
			return untold
		case w.has(classPresent):
			switch r.form(i - 1) {
			case "to", "not", "never", "did", "didn", "t", "didn't", "didn’t":
				return untold
			}
			return future // "Ministers meet on Friday"
		case r.is(i, "ahead") && r.gone(i-1):
			return untold // "went ahead"
		case r.is(i, "could") && (r.is(i+1, "not") || r.is(i+1, "n't") || r.is(i+1, "neither")):
			return past // "could not agree on Friday"
		case (r.is(i, "was") || r.is(i, "were")) && r.is(i+1, "to") && !r.is(i+2, "have") && !r.is(i+2, "be"):
			return arrange
		case w.has(classFutureCue):
			if r.is(i-1, "the") || r.is(i-1, "a") || r.is(i, "takes") && !r.has(i+1, classEffect) {
				return untold // "takes note"
			}
			if r.is(i-1, "was") || r.is(i-1, "were") || r.is(i-1, "been") && r.is(i-2, "had") {
				return arrange // "had been due on March 24"
			}
			return future
		case w.has(classPastCue):
			return past
		case w.has(classCopula) && (r.is(i+1, "to") || r.ing(i+1)):
			return future
		}
	}
	if n := t.end - t.start; n > 3 && !t.capital && r.text[t.end-2:t.end] == "ed" && (t.word == nil || t.word.has(classIntentCue) || t.word.has(classForward)) {
		if r.is(i-1, "was") || r.is(i-1, "were") || r.is(i-1, "had") {
			return past // "was bombed in March"
		}
		return perhapsPast
	}
	return untold
}

// purpose tells whether what somebody is invited to do follows shortly.
func (r *reader) purpose(i int) bool {
	const reach = 6
	for k := i + 1; k < min(len(r.tokens), i+reach) && !r.tokens[k].breaks && !r.ends(k); k++ {
		if r.is(k, "to") || r.is(k, "for") {
			return true
		}
	}
	return false
}

// gone tells whether a token is a form of "go".
func (r *reader) gone(i int) bool {
	switch r.form(i) {
	case "go", "goes", "going", "gone", "went":
		return true
	}
	return false
}

// form gives a token as it stands in the text.
func (r *reader) form(i int) string {
	if i < 0 || i >= len(r.tokens) {
		return ""
	}
	return r.text[r.tokens[i].start:r.tokens[i].end]
}

func (r *reader) ing(i int) bool {
	if i >= len(r.tokens) || !r.tokens[i].letters {
		return false
	}
	w := r.text[r.tokens[i].start:r.tokens[i].end]
	return len(w) > 5 && w[len(w)-3:] == "ing"
}
