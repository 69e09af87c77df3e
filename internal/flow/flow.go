// Package flow joins the stages: it holds the one list of them in their order, reads a report from its bytes to its
// facts, and runs many reports through a pool of workers into a record.
//
// Start here. [Stages] is the way of a report after its text was extracted; [Reader] runs it for one report, [Adder]
// for many.
package flow

import (
	"context"
	"fmt"
	"strings"

	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
)

// Stage is one step of reading: it needs layers that earlier stages gave and gives layers of its own. Nothing found
// is an empty layer, doubt is a notice, and an error means that this report cannot go on.
type Stage struct {
	Name  string
	Needs []text.Layer
	Gives []text.Layer
	Apply func(context.Context, *text.Document) ([]notice.Notice, error)
}

// Stages is THE list, in order. Extraction comes before it: it makes the document and gives [text.Body].
func Stages() []Stage {
	return []Stage{}
}

// Check tells whether each stage finds the layers that it needs and no layer has two writers. The error lists
// everything that is wrong.
func Check(stages []Stage) error {
	writer := map[text.Layer]string{text.Body: "extract"}
	var faults []string
	for _, s := range stages {
		for _, need := range s.Needs {
			if writer[need] == "" {
				faults = append(faults, fmt.Sprintf("stage %s needs %s, which no stage before it gives", s.Name, need))
			}
		}
		for _, layer := range s.Gives {
			if w := writer[layer]; w != "" {
				faults = append(faults, fmt.Sprintf("stage %s gives %s, which %s has given", s.Name, layer, w))
			}
			writer[layer] = s.Name
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("the list of stages does not hold: %s", strings.Join(faults, "; "))
	}
	return nil
}
