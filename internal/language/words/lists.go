package words

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed lists/*.tsv
var listFiles embed.FS

// lists are the data files of the rules.
type lists struct {
	abbreviation map[string]string // kind by form
	contraction  map[string][]int  // places where a word of letters is cut
	prefix       map[string]bool
	unit         map[string]bool
	emoticon     map[string]bool
	elision      map[string]bool
	ending       map[string]bool
	starter      map[string]bool
	clitic       map[string]bool
}

// readLists reads the embedded files and reports every faulty line.
func readLists() (*lists, error) {
	l := &lists{
		abbreviation: map[string]string{}, contraction: map[string][]int{}, prefix: map[string]bool{},
		unit: map[string]bool{}, emoticon: map[string]bool{}, elision: map[string]bool{}, ending: map[string]bool{},
		starter: map[string]bool{}, clitic: map[string]bool{},
	}
	var faults []string
	kinds := map[string]bool{"title": true, "number": true, "month": true, "mid": true, "end": true, "place": true}
	faults = readList("abbreviations", 2, faults, func(col []string) string {
		if !kinds[col[1]] {
			return fmt.Sprintf("unknown kind %q", col[1])
		}
		l.abbreviation[col[0]] = col[1]
		return ""
	})
	faults = readList("contractions", 2, faults, func(col []string) string {
		if strings.ReplaceAll(col[1], " ", "") != col[0] {
			return fmt.Sprintf("parts %q do not make %q", col[1], col[0])
		}
		at := 0
		for part := range strings.FieldsSeq(col[1]) {
			if at > 0 {
				l.contraction[col[0]] = append(l.contraction[col[0]], at)
			}
			at += len(part)
		}
		return ""
	})
	for _, set := range []struct {
		name string
		into map[string]bool
	}{
		{"prefixes", l.prefix},
		{"units", l.unit},
		{"emoticons", l.emoticon},
		{"elisions", l.elision},
		{"endings", l.ending},
		{"starters", l.starter},
		{"clitics", l.clitic},
	} {
		faults = readList(set.name, 1, faults, func(col []string) string {
			if set.into[col[0]] {
				return fmt.Sprintf("%q stands there twice", col[0])
			}
			set.into[col[0]] = true
			return ""
		})
	}
	if faults != nil {
		return nil, fmt.Errorf("word lists: %s", strings.Join(faults, "; "))
	}
	return l, nil
}

// readList reads one file line by line; add returns what is wrong with a line.
func readList(name string, columns int, faults []string, add func([]string) string) []string {
	path := "lists/" + name + ".tsv"
	data, err := listFiles.ReadFile(path)
	if err != nil {
		return append(faults, err.Error())
	}
	n := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n") {
		n++
		if strings.HasPrefix(line, "# ") {
			continue
		}
		col := strings.Split(line, "\t")
		var fault string
		if len(col) != columns || col[0] == "" {
			fault = fmt.Sprintf("want %d columns", columns)
		} else {
			fault = add(col)
		}
		if fault != "" {
			faults = append(faults, fmt.Sprintf("%s:%d: %s", path, n, fault))
		}
	}
	return faults
}
