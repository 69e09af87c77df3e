package main

import (
	"context"
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
	typ, status    string
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
	statuses   = []string{"actual", "ongoing", "planned", "proposed", "denied", "hypothetical", "habitual"}
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
		if what := all[len(all)-1].add(line); what != "" {
			fault(what)
		}
	}
	return all, errors.Join(faults...)
}

// add takes a marked sentence and says what is wrong with it.
func (r *markedReport) add(line string) (fault string) {
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
			fault = err.Error()
			continue
		}
		a.end = len(r.body)
		r.acts = append(r.acts, a)
	}
	r.body += line[last:]
	r.sentences = append(r.sentences, record.Span{Start: start, End: len(r.body)})
	return fault
}

// act reads what stands in a bracket.
func (r *markedReport) act(cells string) (a reportAct, err error) {
	all := strings.Fields(cells)
	if len(all) < 4 || !slices.Contains(learnt.Types[1:], all[0]) || !slices.Contains(statuses, all[1]) {
		return a, fmt.Errorf("[%s]: write [TYPE STATUS A=WORD R=WORD]", cells)
	}
	a.typ, a.status = all[0], all[1]
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
			if m[2] != "" {
				p.nth, _ = strconv.Atoi(m[2])
			}
			if m[3] != "" {
				p.sentence, _ = strconv.Atoi(m[3])
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
	if p.sentence > len(r.sentences) {
		return text.NoToken
	}
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

// markedWords gives the acts of a report by the word that tells each, and how many of its marks fall on no word.
func (r *markedReport) markedWords(doc *text.Document) (at map[text.TokenID]*reportAct, lost int) {
	at = map[text.TokenID]*reportAct{}
	ends := map[int]text.TokenID{}
	for i := range doc.Tokens {
		ends[doc.Tokens[i].Span.End] = text.TokenID(i)
	}
	for i := range r.acts {
		w, ok := ends[r.acts[i].end]
		if !ok {
			lost++
			continue
		}
		at[w] = &r.acts[i]
	}
	return at, lost
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
			words, beside, missed, err := j.reportSample(group, &reports[i])
			if err != nil {
				return nil, nil, 0, err
			}
			all, pairs, lost = append(all, words...), append(pairs, beside...), lost+missed
		}
	}
	return all, pairs, lost, nil
}

// document reads a marked report without its marks.
func (j *judge) document(r *markedReport) (*text.Document, error) {
	raw := text.Raw{Path: r.name + ".txt", Format: text.Plain, Bytes: []byte(r.body), Given: text.Given{Dates: []text.GivenDate{{Text: r.date, From: record.DateFromFlag, Where: "marks"}}}}
	reading, err := j.reader.Read(context.Background(), raw)
	if err != nil {
		return nil, err
	}
	if reading.Document.Text != r.body {
		return nil, fmt.Errorf("%s: the text of the report is not the text given", r.name)
	}
	return reading.Document, nil
}

func (j *judge) reportSample(group string, r *markedReport) (all []actSample, pairs []sideSample, lost int, err error) {
	doc, err := j.document(r)
	if err != nil {
		return nil, nil, 0, err
	}
	features, told, err := j.stage.Surroundings(doc)
	if err != nil {
		return nil, nil, 0, err
	}
	at, lost := r.markedWords(doc)
	for i := range doc.Tokens {
		w := text.TokenID(i)
		list, ok := features[w]
		if !ok {
			continue
		}
		class := ""
		if a := at[w]; a != nil {
			class = a.typ
		}
		all = append(all, actSample{Sample: learnt.Sample{Group: group, Features: list, Class: class}, told: told[w], pos: doc.Trees.UPOS(w)})
	}
	beside, err := j.stage.Pairs(doc, r.told(doc, at))
	if err != nil {
		return nil, nil, 0, err
	}
	return all, sideSamples(group, beside), lost, nil
}

// told gives what is marked in the form in which the stage asks for it.
func (r *markedReport) told(doc *text.Document, at map[text.TokenID]*reportAct) map[text.TokenID]event.Told {
	all := map[text.TokenID]event.Told{}
	for w, a := range at {
		t := event.Told{Type: a.typ, Status: a.status}
		for _, p := range a.actors {
			if x := r.token(doc, p); x != text.NoToken {
				t.Actors = append(t.Actors, x)
			}
		}
		for _, p := range a.others {
			if x := r.token(doc, p); x != text.NoToken {
				t.Others = append(t.Others, x)
			}
		}
		all[w] = t
	}
	return all
}

// sideSamples makes samples of pairs.
func sideSamples(group string, pairs []event.Pair) []sideSample {
	all := make([]sideSample, 0, len(pairs))
	for _, p := range pairs {
		all = append(all, sideSample{learnt.Sample{Group: group, Features: p.Features, Class: p.Role}})
	}
	return all
}
