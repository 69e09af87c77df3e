package ontology

import (
	"strings"

	"github.com/chancery-project/chancery/record"
)

// the words of strict.tsv and outer.tsv that are no types or modes
const (
	itself = "="
	none   = "-"
	every  = "*"
)

// StrictRule is a row of the way from act and status to the manual's code.
type StrictRule struct {
	Status record.Status
	Type   string // "*" for the types without a row of their own in this status
	Strict string // "=" itself, "-" left out, or a type
	Why    string
}

// StrictRules lists the rules of [Strict].
func StrictRules() []StrictRule { return tables().strict }

// Strict gives the code that the PLOVER manual asks for, "TYPE" or "TYPE mode", from an act and its status: a planned
// meeting is AGREE, a planned attack "THREATEN violence", a proposed release "REQUEST yield"; an act that happened is
// itself. It is "" where the manual has no code: for acts that are denied or hypothetical, and for unknown words. An act
// without a mode that holds another takes the mode from its content, which may be nil.
func Strict(typ, mode string, status record.Status, content *record.Content) string {
	if !Valid(typ, "") {
		return ""
	}
	if mode == "" && content != nil {
		mode, _ = Outer(typ, content.Type, content.Mode)
	}
	strict, ok := tables().strictOf[strictKey{status, typ}]
	if !ok {
		strict = tables().strictOf[strictKey{status, every}]
	}
	switch strict {
	case "", none:
		return ""
	case itself, typ:
		return joined(typ, mode)
	}
	mode, _ = Outer(strict, typ, mode)
	return joined(strict, mode)
}

func joined(typ, mode string) string {
	if mode == "" {
		return typ
	}
	return typ + " " + mode
}

// OuterRule is a row of what holds for an act that holds another.
type OuterRule struct {
	Outer       string // AGREE, REQUEST, REJECT or THREATEN
	Type        string // of the content; "-" where it is not known
	ContentMode string // "*" for modes without a row of their own
	Mode        string // of the outer act
	CAMEO       string // of the outer act
}

// OuterRules lists the rules of [Outer].
func OuterRules() []OuterRule { return tables().outer }

// Outer gives mode and CAMEO code of an asking, agreeing, refusing or threatening from the act inside: REQUEST with
// CONSULT is "meet", 106. An empty or unknown content type gives what holds where the content is not known. For an outer
// type that holds no acts both are empty. Codes of REQUEST are those of demands; [Appeal] turns them. An act that is to
// end goes through [Ending] first: to lift sanctions is to yield.
func Outer(outer, contentType, contentMode string) (mode, cameo string) {
	for _, key := range [...]outerKey{{outer, contentType, contentMode}, {outer, contentType, every}, {outer, none, every}} {
		if r, ok := tables().outerOf[key]; ok {
			return r.Mode, r.CAMEO
		}
	}
	return "", ""
}

// EndingRule is a row of what it is to end an act.
type EndingRule struct {
	Type, Mode   string // Mode "*" for modes without a row of their own
	End, EndMode string // End "-" where ending is no act
	CAMEO        string
}

// EndingRules lists the rules of [Ending].
func EndingRules() []EndingRule { return tables().endings }

// Ending gives the act that it is to end an act, to lift, stop or call it off, with its CAMEO code: the end of a SANCTION
// is a RETREAT, that of AID a SANCTION. ok is false where ending is no act.
func Ending(typ, mode string) (end, endMode, cameo string, ok bool) {
	for _, key := range [...][2]string{{typ, mode}, {typ, every}} {
		if r, found := tables().endingOf[key]; found {
			return r.End, r.EndMode, r.CAMEO, r.End != ""
		}
	}
	return "", "", "", false
}

// StrictScore gives the score of what [Strict] gives, from -10 to 10: a planned attack counts as the threat that it is. It is
// 0 for "".
func StrictScore(strict string) float64 {
	typ, mode, _ := strings.Cut(strict, " ")
	return ScoreOf(typ, mode)
}
