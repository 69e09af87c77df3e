package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/derive/event"
	"github.com/chancery-project/chancery/internal/language/learnt"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// markedReport is a short report of ours in which every word that tells an act is marked with the type, the status and the sides of the act,
// also sides that only an earlier sentence tells.
type markedReport struct {
	name, date string
	body       string
	sentences  []record.Span // bytes of the body
	acts       []reportAct
}

// reportAct is one mark.
type reportAct struct {
	end            int // byte of the body behind the word that tells the act
	typ            string
	actors, others []sidePlace
}

// sidePlace is the word that heads the phrase of a side: the nth of its form in a sentence, both from 1.
type sidePlace struct {
	word          string
	nth, sentence int
}

// sentencesTogether is how many sentences of a marked report make a paragraph.
const sentencesTogether = 3

var (
	reportHead = regexp.MustCompile(`^# (\d{4}-\d\d-\d\d) \S.*, \S`)
	markInText = regexp.MustCompile(`\[([^\[\]]*)\]`)
	placeWords = regexp.MustCompile(`^(.+?)(?::(\d+))?(?:@(\d+))?$`)
)

// readReports reads a file of marked reports: "# DATE PLACE, FORM", and below it a sentence a line, with "[TYPE STATUS A=WORD R=WORD:2@3]"
// directly behind each word that tells an act. The error names every fault with its line.
func readReports(file string, data []byte) (all []markedReport, err error) {
	var faults []error
	base := strings.TrimSuffix(filepath.Base(file), ".txt")
	for n, line := range strings.Split(string(data), "\n") {
		fault := func(what string) { faults = append(faults, fmt.Errorf("%s line %d: %s", file, n+1, what)) }
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			continue
		case strings.HasPrefix(line, "#"):
			m := reportHead.FindStringSubmatch(line)
			if m == nil {
				fault(`write "# YYYY-MM-DD PLACE, FORM" above a report`)
				m = []string{"", "2000-01-01"}
			}
			all = append(all, markedReport{name: fmt.Sprintf("%s-%02d", base, len(all)+1), date: m[1]})
			continue
		case len(all) == 0:
			fault(`a sentence stands above the first "# YYYY-MM-DD PLACE, FORM"`)
			continue
		}
		for _, err := range all[len(all)-1].add(line) {
			fault(err.Error())
		}
	}
	return all, errors.Join(faults...)
}

// add takes a marked sentence and says what is wrong with it.
func (r *markedReport) add(line string) (faults []error) {
	switch {
	case len(r.sentences) == 0:
	case len(r.sentences)%sentencesTogether == 0:
		r.body += "\n\n"
	default:
		r.body += " "
	}
	start, last := len(r.body), 0
	for _, m := range markInText.FindAllStringSubmatchIndex(line, -1) {
		r.body += line[last:m[0]]
		last = m[1]
		a, err := r.act(line[m[2]:m[3]])
		if err != nil {
			faults = append(faults, err)
			continue
		}
		a.end = len(r.body)
		r.acts = append(r.acts, a)
	}
	r.body += line[last:]
	r.sentences = append(r.sentences, record.Span{Start: start, End: len(r.body)})
	return faults
}

// act reads what stands in a bracket.
func (r *markedReport) act(cells string) (a reportAct, err error) {
	all := strings.Fields(cells)
	if len(all) < 4 || !slices.Contains(learnt.Types[1:], all[0]) || !slices.Contains(record.Statuses(), record.Status(all[1])) {
		return a, fmt.Errorf("[%s]: write [TYPE STATUS A=WORD R=WORD]", cells)
	}
	a.typ = all[0]
	for _, cell := range all[2:] {
		role, list, _ := strings.Cut(cell, "=")
		if cell == "c" || cell == "again" || list == "-" {
			continue
		}
		for x := range strings.SplitSeq(list, ",") {
			m := placeWords.FindStringSubmatch(x)
			if m == nil || role != "A" && role != "R" {
				return a, fmt.Errorf("[%s]: %q is no side: write A=WORD, WORD:2 for the second in its sentence, WORD@3 for one in the third", cells, cell)
			}
			p := sidePlace{strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(m[1], "'s"), "’s")), 1, len(r.sentences) + 1}
			for _, n := range []struct {
				digits string
				to     *int
			}{{m[2], &p.nth}, {m[3], &p.sentence}} {
				if n.digits == "" {
					continue
				}
				if *n.to, err = strconv.Atoi(n.digits); err != nil || *n.to < 1 {
					return a, fmt.Errorf("[%s]: %q: words and sentences are counted from 1", cells, x)
				}
			}
			if p.sentence > len(r.sentences)+1 {
				return a, fmt.Errorf("[%s]: %q: the report has no such sentence above", cells, x)
			}
			if role == "A" {
				a.actors = append(a.actors, p)
			} else {
				a.others = append(a.others, p)
			}
		}
	}
	return a, nil
}

// token finds the word of a side in the document that the report was read as, [text.NoToken] where it is cut in another way.
func (r *markedReport) token(doc *text.Document, p sidePlace) text.TokenID {
	span, n := r.sentences[p.sentence-1], 0
	for i := range doc.Tokens {
		s := doc.Tokens[i].Span
		if s.Start < span.Start || s.End > span.End {
			continue
		}
		form := strings.ToLower(doc.Text[s.Start:s.End])
		if form != p.word && !strings.HasPrefix(p.word, form+"-") && !strings.HasPrefix(form, p.word+"-") {
			continue
		}
		if n++; n == p.nth {
			return text.TokenID(i)
		}
	}
	return text.NoToken
}

// told gives what is marked by the word that tells it. Sides that another sentence tells are left out: pairs are of one sentence.
func (r *markedReport) told(doc *text.Document) map[text.TokenID]event.Told {
	ends := map[int]text.TokenID{}
	for i := range doc.Tokens {
		ends[doc.Tokens[i].Span.End] = text.TokenID(i)
	}
	all := map[text.TokenID]event.Told{}
	for _, a := range r.acts {
		w, ok := ends[a.end]
		if !ok {
			continue
		}
		heads := func(places []sidePlace) (list []text.TokenID) {
			for _, p := range places {
				if x := r.token(doc, p); x != text.NoToken && doc.SentenceOf(x) == doc.SentenceOf(w) {
					list = append(list, x)
				}
			}
			return list
		}
		all[w] = event.Told{Type: a.typ, Actors: heads(a.actors), Others: heads(a.others)}
	}
	return all
}

// reportSamples gives the words and the pairs of word and phrase of the marked reports in a folder.
func (j *judge) reportSamples(folder string) (all []actSample, pairs []sideSample, lost int, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, nil, 0, err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, nil, 0, fmt.Errorf("read marked reports: %w", err)
		}
		reports, err := readReports(file, data)
		if err != nil {
			return nil, nil, 0, err
		}
		group := strings.TrimSuffix(filepath.Base(file), ".txt")
		for i := range reports {
			r := &reports[i]
			doc, err := j.document(r.name, r.body, r.date)
			if err != nil {
				return nil, nil, 0, err
			}
			words, beside, met, err := j.samples(group, doc, r.told(doc), func(text.TokenID) bool { return true })
			if err != nil {
				return nil, nil, 0, err
			}
			all, pairs, lost = append(all, words...), append(pairs, beside...), lost+len(r.acts)-met
		}
	}
	return all, pairs, lost, nil
}
