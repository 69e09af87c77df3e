// Package ledger scores what the ledger holds across reports against gold: which tellings are of one event, which
// reports rest on one origin, which claims stand against each other, and what became of plans. testdata/ledger/README.md
// tells the form of the gold.
package ledger

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Thread is the gold of the course of one matter.
type Thread struct {
	Name      string
	Reports   []string          // names of files, without .md
	Texts     map[string][]byte // bytes of the reports that stand in the folder of the thread itself, by name
	Events    []Telling
	Origins   []Origins
	Disputes  []Dispute
	FollowUps []FollowUp
}

// Quote is a piece of the text of a report.
type Quote struct {
	Report string `json:"report"`
	Quote  string `json:"quote"`
}

// Telling is one place where a report tells an event.
type Telling struct {
	Quote
	Event      string   `json:"event"` // name within the thread
	Type       string   `json:"type"`
	AltTypes   []string `json:"alt_types"`
	Status     string   `json:"status"`
	Actors     []string `json:"actors"`
	Recipients []string `json:"recipients"`
	Date       string   `json:"date"` // ISO 8601, "" unknown
	Place      string   `json:"place"`
}

// Origins says which reports of an event rest on one origin.
type Origins struct {
	Event  string     `json:"event"`
	Groups [][]string `json:"groups"` // names of reports
}

// Dispute is a matter on which claims stand against or for each other.
type Dispute struct {
	Name     string        `json:"dispute"`
	Kind     string        `json:"kind"`
	Relation string        `json:"relation"`
	Event    string        `json:"event"`
	Status   string        `json:"status"`
	Sides    []DisputeSide `json:"sides"`
}

// DisputeSide is one side of a dispute.
type DisputeSide struct {
	Label   string   `json:"label"`
	Members []Member `json:"members"`
}

// Member is one telling of a side.
type Member struct {
	Quote
	Source string `json:"source"`
}

// FollowUp is a plan, promise or demand and what became of it.
type FollowUp struct {
	ID          string  `json:"id"`
	Kind        string  `json:"kind"`
	Made        []Quote `json:"made"`
	PlannedDate string  `json:"planned_date"`
	Outcome     string  `json:"outcome"`
	OutcomeDate string  `json:"outcome_date"`
	Told        []Quote `json:"told"`
}

// maxGold is the size in bytes of the longest file of gold that is read.
const maxGold = 16 << 20

// Load reads the threads of a folder, by name.
func Load(folder fs.FS) ([]Thread, error) {
	lists, err := fs.Glob(folder, "*/reports.txt")
	if err != nil {
		return nil, fmt.Errorf("list the threads: %w", err)
	}
	if len(lists) == 0 {
		return nil, errors.New("no thread in this folder: want THREAD/reports.txt")
	}
	slices.Sort(lists)
	var threads []Thread
	for _, list := range lists {
		t := Thread{Name: path.Dir(list)}
		names, err := read(folder, list)
		if err != nil {
			return nil, err
		}
		t.Reports = strings.Fields(string(names))
		err = errors.Join(
			own(folder, &t),
			lines(folder, path.Join(t.Name, "events.jsonl"), &t.Events), lines(folder, path.Join(t.Name, "origins.jsonl"), &t.Origins),
			lines(folder, path.Join(t.Name, "disputes.jsonl"), &t.Disputes), lines(folder, path.Join(t.Name, "followups.jsonl"), &t.FollowUps))
		if err != nil {
			return nil, err
		}
		threads = append(threads, t)
	}
	return threads, nil
}

// own reads the reports that stand in the folder of the thread.
func own(folder fs.FS, t *Thread) error {
	t.Texts = map[string][]byte{}
	for _, name := range t.Reports {
		b, err := read(folder, path.Join(t.Name, name+".md"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		t.Texts[name] = b
	}
	return nil
}

func read(folder fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(folder, name)
	if err != nil {
		return nil, fmt.Errorf("gold: %w", err)
	}
	if info.Size() > maxGold {
		return nil, fmt.Errorf("gold %s: %d bytes, more than %d", name, info.Size(), maxGold)
	}
	b, err := fs.ReadFile(folder, name)
	if err != nil {
		return nil, fmt.Errorf("gold: %w", err)
	}
	return b, nil
}

// lines reads a file of JSON Lines; one that is not there has no line.
func lines[T any](folder fs.FS, name string, into *[]T) error {
	b, err := read(folder, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for n, line := range bytes.Split(b, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var one T
		if err := json.Unmarshal(line, &one); err != nil {
			return fmt.Errorf("gold %s: line %d: %w", name, n+1, err)
		}
		*into = append(*into, one)
	}
	return nil
}
