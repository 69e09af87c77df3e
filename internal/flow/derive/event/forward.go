package event

import (
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/ontology"
	"github.com/chancery-project/chancery/internal/text"
)

// putForward gives whose deed is rejected, criticised or welcomed, as the relative clause behind it tells: "rejected the plan that
// France had proposed", "stayed away from the talks to which Kenya had invited both", "criticised the law that Georgia passed".
func (r *reader) putForward(c *candidate) []side {
	typ := c.trigger.Frame.Type
	if typ != ontology.Reject && typ != ontology.Accuse && typ != ontology.Support || len(c.recipients) > 0 || c.unnamed && typ != ontology.Accuse || len(c.actors) == 0 || c.trigger.Frame.Sides != lexicon.Directed {
		return nil
	}
	topics := []text.TokenID{c.content}
	if c.trigger.POS == lexicon.Verb {
		topics = append(topics, r.object(c.at))
	}
	for _, n := range topics {
		if n == text.NoToken || r.trees.UPOS(n) != "NOUN" {
			continue
		}
		for _, v := range r.trees.Subtree(n) {
			if !r.relativeVerb(v) || r.passive(v) || !r.doneBy(typ, v) {
				continue
			}
			s := r.trees.Child(v, "nsubj")
			if s == text.NoToken || r.relative(s) {
				continue
			}
			who := without(r.sides(s), c.actors)
			for i := range who {
				who[i].place, who[i].direct = false, true // who does it is a government
			}
			if len(who) > 0 {
				return who
			}
		}
	}
	return nil
}

// relativeVerb says that a verb is that of a relative clause, or of one that the tree hangs on its noun as a plain clause though nothing in it
// is its object: "the raid that troops carried out".
func (r *reader) relativeVerb(v text.TokenID) bool {
	f := r.trees
	if f.IsRel(v, "acl:relcl") {
		return true
	}
	tag := f.Morph(v).XPOS
	return f.IsRel(v, "acl") && (tag == "VBD" || tag == "VBZ" || tag == "VBP") && f.Child(v, "obj", "ccomp", "xcomp") == text.NoToken
}

// doneBy says that a verb tells that its subject did what it is said of, so that who rejects, blames or praises that, does it to
// the subject: what somebody proposed is rejected, what somebody did at all is blamed.
func (r *reader) doneBy(outer string, v text.TokenID) bool {
	for _, class := range []string{"speaking", "belief", "gainsaying", "denying", "wanting", "saying", "undergoing"} {
		if r.inClass(v, class) && !r.inClass(v, "putting_out") {
			return false
		}
	}
	act := r.actAt(v)
	if act == nil {
		return outer != ontology.Support || r.inClass(v, "putting_out")
	}
	switch t := act.trigger.Frame.Type; t {
	case ontology.Reject, ontology.Accuse, ontology.Protest:
		return false
	case ontology.Agree, ontology.Request, ontology.Consult:
		return true
	default:
		return outer != ontology.Support || t != ontology.Threaten
	}
}
