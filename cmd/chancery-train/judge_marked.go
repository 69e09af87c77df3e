package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/chancery-project/chancery/internal/score/trust"
	"github.com/chancery-project/chancery/internal/text"
)

// markedTally counts what is found in marked reports.
type markedTally struct{ marks, events, typed, right, unmarked int }

// markedEvents judges each event that is found in the marked reports of a folder, and prints how many of them are right. An event at an
// unmarked word is left out where another word of its sentence is marked with its type: it may be the same act.
func (j *judge) markedEvents(s *Settings, folder string) (samples []trust.Sample, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.txt"))
	if err != nil {
		return nil, err
	}
	var n markedTally
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read marked reports: %w", err)
		}
		reports, err := readReports(file, data)
		if err != nil {
			return nil, err
		}
		for i := range reports {
			more, err := j.markedReport(&reports[i], &n)
			if err != nil {
				return nil, err
			}
			samples = append(samples, more...)
		}
	}
	fmt.Fprintf(s.Progress, "marked reports: %d acts marked, %d events found at marked words or in sentences without their type, %d of the right type, %d right in all, %d where nothing is marked\n",
		n.marks, n.events, n.typed, n.right, n.unmarked)
	return samples, nil
}

func (j *judge) markedReport(r *markedReport, n *markedTally) (samples []trust.Sample, err error) {
	doc, err := j.document(r)
	if err != nil {
		return nil, err
	}
	at, _ := r.markedWords(doc)
	told := r.told(doc, at)
	verdicts, err := j.stage.Judge(doc, told)
	if err != nil {
		return nil, err
	}
	n.marks += len(told)
	met := map[text.TokenID]bool{}
	for i := range verdicts {
		v := &verdicts[i]
		if v.Doubtful || v.Type && met[v.Word] {
			continue
		}
		n.events++
		switch {
		case v.Word == text.NoToken:
			n.unmarked++
		case v.Type:
			met[v.Word] = true
			n.typed++
		}
		if v.Right() {
			n.right++
		}
		samples = append(samples, trust.Sample{Group: r.name, Features: v.Features, Right: v.Right()})
	}
	return samples, nil
}
