package dispute

import (
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/likeness"
	"github.com/chancery-project/chancery/record"
)

// storyOf gives the words that tell most in the title and the beginning of a report.
func (d *document) storyOf() []likeness.Word {
	const most = 20
	head := d.source.Title
	if d.text != "" {
		head = d.text[:min(len(d.text), leadLength+len(d.source.Title))]
		for len(head) > 0 && len(head) < len(d.text) && d.text[len(head)] >= 0x80 && d.text[len(head)] < 0xC0 {
			head = head[:len(head)-1] // no half letter
		}
	}
	words := d.wordsOf(head, record.Span{End: len(head)})
	words = slices.DeleteFunc(words, func(w likeness.Word) bool { return w.Weight < fullWeight })
	kept := heaviest(words, most)
	return slices.DeleteFunc(words, func(w likeness.Word) bool { return !slices.Contains(kept, w.Stem) })
}

// titleMarks gives the words of weight of the title.
func (d *document) titleMarks() []likeness.Mark {
	const most = 8
	words := slices.DeleteFunc(meanings(d.source.Title), func(w likeness.Word) bool { return w.Weight < fullWeight })
	return likeness.Sorted(heaviest(words, most))
}

// parties gives all parties of an act, sorted, each once.
func (v act) parties() []string {
	all := slices.Concat(v.By, v.On)
	slices.Sort(all)
	return slices.Compact(all)
}

// What the counts of two reports need to be of one act, and what each thing weighs that speaks for it.
const (
	oneDeed      = 2.0
	heavyPlace   = 1.4
	heavyDay     = 1.2
	heavyWeakDay = 0.4
	heavyScene   = 0.6
	heavyTaken   = 0.4
	mostScene    = 1.2
	mostStory    = 2.4
	heavyName    = 0.9
	heavyWord    = 0.4
)

// oneCount tells whether the counts of two reports are of one act by all that speaks for it together: place, day, what happened and to
// what, what the reports are about.
func oneCount(a, b *features) bool {
	x, y := a.Count, b.Count
	if !near(a.Published, b.Published, bucketWeek) || x.Headline || y.Headline || x.Sum || y.Sum || x.Share || y.Share || x.people() != y.people() || x.apart(y) {
		return false
	}
	sum, ok := ofOneDay(a, b)
	if !ok {
		return false
	}
	if x.inOnePlace(y) && likeness.Common(likeness.Union(x.Near, x.Lead), likeness.Union(y.Near, y.Lead)) > 0 {
		sum += heavyPlace
	}
	sum += min(mostScene, heavyScene*float64(likeness.Common(x.Scene, y.Scene)))
	if x.Taken || y.Taken || x.Change || y.Change {
		sum += heavyTaken
	}
	names, words := sharedStory(a, b)
	sum += min(mostStory, heavyName*names+heavyWord*words)
	if !x.violent() {
		sum -= heavyWord
	}
	return sum >= oneDeed
}

// ofOneDay gives how much speaks for it that two counts are of one day; false where they tell two days.
func ofOneDay(a, b *features) (float64, bool) {
	x, y := a.Count, b.Count
	switch one := x.onOneDay(y); {
	case one && !x.Weak && !y.Weak:
		return heavyDay, true
	case one, x.before(b) || y.before(a):
		return heavyWeakDay, true
	}
	return 0, x.Weak || y.Weak
}

// before tells whether a count tells its day, and the other one, of which none is told, was published within few days of it.
func (q *quantity) before(other *features) bool {
	const few = 4
	return !q.Weak && other.Count.Weak && slices.ContainsFunc(q.Days, func(d likeness.Day) bool { return other.Published >= d && other.Published-d <= few })
}

// apart tells whether the words of two counts name places, and none in common.
func (q *quantity) apart(o *quantity) bool {
	return len(q.Own) > 0 && len(o.Own) > 0 && likeness.Common(q.Own, o.Own)+likeness.Common(q.Own, o.Within)+likeness.Common(q.Within, o.Own) == 0
}

// sharedStory gives how many names and how many other words of weight the beginnings of two reports share, besides those that every
// report of violence has.
func sharedStory(a, b *features) (names, words float64) {
	usual := vocabulary().usual
	for _, w := range a.Story {
		for _, o := range b.Story {
			if w.Stem != o.Stem || usual[w.Stem] {
				continue
			}
			if min(w.Weight, o.Weight) > fullWeight {
				names++
			} else {
				words++
			}
		}
	}
	return names, words
}

// actKeys are what acts are found by that another report denies: the act with two of its parties.
func (f *features) actKeys() (keys []uint64) {
	const most = 3
	week := int(f.Published) / bucketWeek
	for _, v := range f.Said.Acts {
		all := v.parties()
		for i, p := range all {
			for _, o := range all[i+1:] {
				if p != o && len(keys) < 2*most {
					keys = append(keys, ledger.Key("act", v.Type, ledger.Dyad(p, o), strconv.Itoa(week)), ledger.Key("act", v.Type, ledger.Dyad(p, o), strconv.Itoa(week-1)))
				}
			}
		}
	}
	return keys
}

// storyKeys are what counts of one act are found by that share neither day nor place: a kind of count with a word of what the reports are
// about.
func (f *features) storyKeys() (keys []uint64) {
	const few = 4
	q := f.Count
	if f.Published == likeness.NoDay || q.Headline || !q.violent() && !strings.HasPrefix(q.Class, thingOf(people)) {
		return nil
	}
	week := int(f.Published) / bucketWeek
	for _, w := range heaviest(f.Story, few) {
		word := strconv.FormatUint(uint64(w), 36)
		keys = append(keys, ledger.Key("story", q.keyClass(), word, strconv.Itoa(week)), ledger.Key("story", q.keyClass(), word, strconv.Itoa(week-1)))
	}
	return keys
}
