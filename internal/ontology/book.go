package ontology

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// Part is a part of the codebook.
type Part string

// The parts of the codebook, in their order.
const (
	PartColumn     Part = "column"
	PartType       Part = "type"
	PartMode       Part = "mode"
	PartNeighbour  Part = "neighbour"
	PartStatus     Part = "status"
	PartStrict     Part = "strict"
	PartContext    Part = "context"
	PartSector     Part = "sector"
	PartStance     Part = "stance"
	PartQualifier  Part = "qualifier"
	PartInner      Part = "inner"
	PartEnd        Part = "end"
	PartCAMEO      Part = "cameo"
	PartDifference Part = "difference"
)

// Parts lists the parts with what each is.
func Parts() []Term {
	return []Term{
		{Name: string(PartColumn), Meaning: "keys of the objects in which facts leave the program"},
		{Name: string(PartType), Meaning: "types of acts"},
		{Name: string(PartMode), Meaning: "modes: kinds of an act within its type"},
		{Name: string(PartNeighbour), Meaning: "what decides between two readings"},
		{Name: string(PartStatus), Meaning: "what the text says of an act's reality"},
		{Name: string(PartStrict), Meaning: "the manual's code from status and act"},
		{Name: string(PartContext), Meaning: "what an act is about"},
		{Name: string(PartSector), Meaning: "sectors of actors"},
		{Name: string(PartStance), Meaning: "what the source of a claim does with its content"},
		{Name: string(PartQualifier), Meaning: "how exact a figure claims to be"},
		{Name: string(PartInner), Meaning: "mode and code of an asking, agreeing, refusing or threatening from the act inside"},
		{Name: string(PartEnd), Meaning: "what it is to end an act"},
		{Name: string(PartCAMEO), Meaning: "codes of CAMEO with the act each stands for"},
		{Name: string(PartDifference), Meaning: "where the manuals contradict themselves or each other"},
	}
}

// Column is a key of an object in which facts leave the program.
type Column struct{ Entry, Key, Form, Meaning string }

// Columns lists the keys in their order. Do not change what it gives.
func Columns() []Column { return tables().columns }

// Neighbours lists what decides between two readings of an act: Name is the question.
func Neighbours() []Term { return tables().neighbours }

// Line is one line of the codebook.
type Line struct {
	Part    Part
	Of      string // the object of a column, the type of a mode; "" else
	Name    string
	Value   string // form of a column, quad and score of a type, code of what is inside
	Meaning string
	Rules   string
}

// Book gives every line of the codebook, in the order of its parts.
func Book() (lines []Line) {
	o := tables()
	for _, c := range o.columns {
		lines = append(lines, Line{PartColumn, c.Entry, c.Key, c.Form, c.Meaning, ""})
	}
	for _, t := range o.types {
		recipient := "recipient optional"
		if t.RecipientRequired {
			recipient = "recipient required"
		}
		lines = append(lines, Line{PartType, "", t.Name, fmt.Sprintf("%s, %s, %s", t.Quad, number(t.Score), recipient), t.Meaning, t.Rules})
	}
	for _, t := range o.types {
		for _, m := range t.Modes {
			lines = append(lines, Line{PartMode, t.Name, m.Name, number(m.Score), m.Meaning, ""})
		}
	}
	add := func(p Part, terms []Term) {
		for _, t := range terms {
			lines = append(lines, Line{Part: p, Name: t.Name, Meaning: t.Meaning, Rules: t.Rules})
		}
	}
	add(PartNeighbour, o.neighbours)
	add(PartStatus, o.statuses)
	for _, r := range o.strict {
		lines = append(lines, Line{PartStrict, string(r.Status), r.Type, strictWord(r.Strict), r.Why, ""})
	}
	add(PartContext, o.contexts)
	add(PartSector, o.sectors)
	add(PartStance, o.stances)
	add(PartQualifier, o.qualifiers)
	for _, r := range o.outer {
		lines = append(lines, Line{PartInner, r.Outer, inner(r.Type, r.ContentMode), joined(r.Outer, r.Mode), r.CAMEO + " " + o.codes[o.codeAt[r.CAMEO]].Text, ""})
	}
	for _, r := range o.endings {
		line := Line{PartEnd, r.Type, inner(r.Type, r.Mode), joined(r.End, r.EndMode), r.CAMEO, ""}
		if i, ok := o.codeAt[r.CAMEO]; ok && r.CAMEO != "" {
			line.Meaning += " " + o.codes[i].Text
		} else {
			line.Value, line.Meaning = none, "no act"
		}
		lines = append(lines, line)
	}
	for _, c := range o.codes {
		lines = append(lines, Line{PartCAMEO, c.Type, c.Code, strings.TrimSpace(joined(c.Type, c.Mode) + " " + tags(c.Contexts)), c.Text, c.Differs})
	}
	for _, n := range o.notes {
		lines = append(lines, Line{PartDifference, "", n.Subject, n.Here, n.Contradiction, ""})
	}
	return lines
}

// Look gives the lines of the codebook whose name, part or object is the word, in any case; "ASSAULT drone" is the mode of
// a type, "event.status" the key of an object.
func Look(word string) (lines []Line) {
	word = strings.ToLower(strings.TrimSpace(word))
	for _, l := range Book() {
		name, of := strings.ToLower(l.Name), strings.ToLower(l.Of)
		switch word {
		case name, of, string(l.Part), of + " " + name, of + "." + name:
			if word != "" {
				lines = append(lines, l)
			}
		}
	}
	return lines
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func tags(contexts []string) string {
	if len(contexts) == 0 {
		return ""
	}
	return "(" + strings.Join(contexts, ", ") + ")"
}

func strictWord(strict string) string {
	switch strict {
	case itself:
		return "itself"
	case none:
		return "left out"
	}
	return strict
}

func inner(typ, mode string) string {
	switch {
	case typ == none:
		return "not known"
	case mode == every:
		return typ
	}
	return typ + " " + mode
}

// Page gives the codebook as a page of Markdown.
func Page() string {
	var b bytes.Buffer
	b.WriteString("# Codebook\n\nWritten from the tables of `internal/ontology/data` by `go test ./internal/ontology -update`;\n" +
		"`chancery codebook` prints the same. Types, modes, contexts and scores are those of PLOVER (draft 0.8 of September\n" +
		"2021, Open Event Data Alliance), codes those of CAMEO 1.1b3; the words are ours.\n\n" +
		"An event keeps act and reality apart. **Type** and mode say what is done, **status** what the text says of its\n" +
		"reality. Where somebody performs an asking, agreeing, refusing or threatening, that is the event, and the act asked for,\n" +
		"agreed, refused or threatened is kept inside it as `content` and is no second event. Where words only place an act\n" +
		"in time or doubt (will, plans to, may, if, did not), the act itself is the event.\n")
	lines := Book()
	for _, p := range Parts() {
		fmt.Fprintf(&b, "\n## %s%s\n", strings.ToUpper(p.Meaning[:1]), p.Meaning[1:])
		part(&b, lines, Part(p.Name))
	}
	return b.String()
}

// layout is how the lines of a part stand in a table: the heads, and the cells as letters for object, name, value, meaning and
// rules. Split parts have a table for each object.
type layout struct {
	heads, cells string
	split        bool
}

func layoutOf(p Part) layout {
	switch p {
	case PartColumn:
		return layout{"key | form | meaning", "nvm", true}
	case PartType:
		return layout{"type | quad, score | meaning | rules", "nvmr", false}
	case PartMode:
		return layout{"mode | score | meaning", "nvm", true}
	case PartStatus, PartStance:
		return layout{string(p) + " | meaning | words", "nmr", false}
	case PartStrict:
		return layout{"status | act | strict code | why", "onvm", false}
	case PartInner:
		return layout{"act | inside | code | CAMEO", "onvm", false}
	case PartEnd:
		return layout{"act | its end | CAMEO", "nvm", false}
	case PartCAMEO:
		return layout{"code | act | meaning | where the conversion table differs", "nvmr", false}
	case PartDifference:
		return layout{"subject | here | contradiction", "nvm", false}
	}
	return layout{string(p) + " | meaning", "nm", false}
}

// part writes the lines of a part as tables.
func part(b *bytes.Buffer, lines []Line, p Part) {
	form := layoutOf(p)
	first, of := true, ""
	for _, l := range lines {
		if l.Part != p {
			continue
		}
		if first || form.split && of != l.Of {
			b.WriteByte('\n')
			if form.split {
				fmt.Fprintf(b, "### %s\n\n", l.Of)
			}
			fmt.Fprintf(b, "| %s |\n|%s\n", form.heads, strings.Repeat("---|", len(form.cells)))
		}
		first, of = false, l.Of
		b.WriteByte('|')
		for _, c := range form.cells {
			cell := map[rune]string{'o': l.Of, 'n': l.Name, 'v': l.Value, 'm': l.Meaning, 'r': l.Rules}[c]
			fmt.Fprintf(b, " %s |", strings.ReplaceAll(cell, "|", "\\|"))
		}
		b.WriteByte('\n')
	}
}
