// Package flow joins the stages: it holds the one list of them in their order, reads a report from its bytes to its
// facts, and runs many reports through a pool of workers into a record.
//
// Start here. [Stages] is the way of a report after its text was extracted; [Reader] runs it for one report, [Adder]
// for many.
package flow

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chancery-project/chancery/internal/flow/annotate/names"
	"github.com/chancery-project/chancery/internal/flow/annotate/segment"
	"github.com/chancery-project/chancery/internal/flow/annotate/syntax"
	"github.com/chancery-project/chancery/internal/flow/bind/refer"
	"github.com/chancery-project/chancery/internal/flow/bind/when"
	"github.com/chancery-project/chancery/internal/flow/bind/where"
	"github.com/chancery-project/chancery/internal/flow/bind/who"
	"github.com/chancery-project/chancery/internal/flow/derive/claim"
	"github.com/chancery-project/chancery/internal/flow/derive/event"
	"github.com/chancery-project/chancery/internal/flow/derive/figure"
	"github.com/chancery-project/chancery/internal/flow/derive/occasion"
	"github.com/chancery-project/chancery/internal/knowledge"
	"github.com/chancery-project/chancery/internal/knowledge/lexicon"
	"github.com/chancery-project/chancery/internal/language/english"
	"github.com/chancery-project/chancery/internal/language/model"
	"github.com/chancery-project/chancery/internal/language/namer"
	"github.com/chancery-project/chancery/internal/language/words"
	"github.com/chancery-project/chancery/internal/notice"
	"github.com/chancery-project/chancery/internal/text"
)

// Stage is one step of reading: it needs layers that earlier stages gave and gives layers of its own. Open gives the
// work itself; it is called once, and only where the layers are wanted, so that a model that nobody needs is not
// loaded.
type Stage struct {
	Name  string
	Needs []text.Layer
	Gives []text.Layer
	Open  func() (Apply, error)
}

// Apply is the work of a stage on one document, safe for concurrent use. Nothing found is an empty layer, doubt is a
// notice, and an error means that this report cannot go on.
type Apply func(context.Context, *text.Document) ([]notice.Notice, error)

// Stages is THE list over what the program knows of the world by itself.
func Stages() []Stage { return StagesOver(nil) }

// World gives what is known of the world. It is called only where a stage needs it.
type World func() (*knowledge.Base, error)

// StagesOver is THE list, in order, over what is known of the world; nil: what is built in. Extraction comes before it:
// it makes the document and gives [text.Body].
func StagesOver(world World) []Stage {
	if world == nil {
		world = func() (*knowledge.Base, error) { return knowledge.Load() }
	}
	english := sync.OnceValues(english.Model) // one file, opened once for the stages that share it
	world = sync.OnceValues(world)
	return []Stage{
		{
			Name:  "segment",
			Needs: []text.Layer{text.Body},
			Gives: []text.Layer{text.Tokens, text.Sentences, text.Quotations},
			Open:  func() (Apply, error) { return openSegment(english) },
		},
		{
			Name:  "syntax",
			Needs: []text.Layer{text.Tokens, text.Sentences},
			Gives: []text.Layer{text.Trees},
			Open:  func() (Apply, error) { return openSyntax(english) },
		},
		{
			Name:  "names",
			Needs: []text.Layer{text.Tokens, text.Sentences, text.Trees},
			Gives: []text.Layer{text.Names},
			Open:  func() (Apply, error) { return openNames(english) },
		},
		{
			Name:  "when",
			Needs: []text.Layer{text.Body, text.Tokens, text.Sentences},
			Gives: []text.Layer{text.Times},
			Open:  openWhen,
		},
		{
			Name:  "who",
			Needs: []text.Layer{text.Body, text.Tokens, text.Sentences, text.Trees, text.Names, text.Times},
			Gives: []text.Layer{text.Mentions},
			Open:  func() (Apply, error) { return openWho(world) },
		},
		{
			Name:  "refer",
			Needs: []text.Layer{text.Body, text.Tokens, text.Sentences, text.Quotations, text.Trees, text.Names, text.Mentions},
			Gives: []text.Layer{text.References, text.Actors},
			Open:  func() (Apply, error) { return openRefer(world) },
		},
		{
			Name:  "where",
			Needs: []text.Layer{text.Body, text.Tokens, text.Sentences, text.Trees, text.Names, text.Mentions},
			Gives: []text.Layer{text.Places},
			Open:  func() (Apply, error) { return openWhere(world) },
		},
		{
			Name: "claim",
			Needs: []text.Layer{
				text.Body, text.Tokens, text.Sentences, text.Quotations, text.Trees, text.Names, text.Mentions, text.References,
			},
			Gives: []text.Layer{text.Claims},
			Open:  openClaim,
		},
		{
			Name: "figure",
			Needs: []text.Layer{
				text.Body, text.Tokens, text.Sentences, text.Trees, text.Names, text.Times, text.Mentions, text.References,
				text.Claims,
			},
			Gives: []text.Layer{text.Figures},
			Open:  func() (Apply, error) { return openFigure(world) },
		},
		{
			Name: "event",
			Needs: []text.Layer{
				text.Body, text.Tokens, text.Sentences, text.Trees, text.Names, text.Times, text.Mentions, text.References, text.Places,
				text.Claims,
			},
			Gives: []text.Layer{text.Events},
			Open:  func() (Apply, error) { return openEvent(world) },
		},
		{
			Name:  "occasion",
			Needs: []text.Layer{text.Body, text.Tokens, text.Sentences, text.Trees, text.Times},
			Gives: []text.Layer{text.Occasions},
			Open:  openOccasion,
		},
	}
}

// Facts are the layers that leave the program: what is read when nothing else is asked for.
func Facts() []text.Layer {
	return []text.Layer{
		text.Sentences, text.Times, text.Actors, text.Places, text.Events, text.Claims, text.Figures, text.Occasions,
	}
}

func openSegment(english func() (*model.File, error)) (Apply, error) {
	file, err := english()
	if err != nil {
		return nil, err
	}
	splitter, err := words.Open(file)
	if err != nil {
		return nil, err
	}
	stage, err := segment.New(splitter)
	if err != nil {
		return nil, err
	}
	return stage.Apply, nil
}

func openSyntax(english func() (*model.File, error)) (Apply, error) {
	file, err := english()
	if err != nil {
		return nil, err
	}
	stage, err := syntax.Open(file)
	if err != nil {
		return nil, err
	}
	return stage.Apply, nil
}

func openNames(english func() (*model.File, error)) (Apply, error) {
	file, err := english()
	if err != nil {
		return nil, err
	}
	finder, err := namer.Open(file)
	if err != nil {
		return nil, err
	}
	return names.New(finder).Apply, nil
}

func openOccasion() (Apply, error) {
	stage, err := occasion.New()
	if err != nil {
		return nil, err
	}
	return stage.Apply, nil
}

func openFigure(world World) (Apply, error) {
	base, err := world()
	if err != nil {
		return nil, err
	}
	stage, err := figure.New(base)
	if err != nil {
		return nil, err
	}
	return stage.Apply, nil
}

func openWhen() (Apply, error) {
	stage, err := when.Open()
	if err != nil {
		return nil, err
	}
	return stage.Apply, nil
}

func openWhere(world World) (Apply, error) {
	base, err := world()
	if err != nil {
		return nil, err
	}
	stage, err := where.New(base)
	if err != nil {
		return nil, err
	}
	return stage.Apply, nil
}

func openWho(world World) (Apply, error) {
	base, err := world()
	if err != nil {
		return nil, err
	}
	resolver, err := who.New(base)
	if err != nil {
		return nil, err
	}
	return who.NewStage(resolver).Apply, nil
}

func openEvent(world World) (Apply, error) {
	base, err := world()
	if err != nil {
		return nil, err
	}
	acts, err := lexicon.Load()
	if err != nil {
		return nil, err
	}
	stage, err := event.New(acts, base)
	if err != nil {
		return nil, err
	}
	return stage.Apply, nil
}

func openClaim() (Apply, error) {
	stage, err := claim.New()
	if err != nil {
		return nil, err
	}
	return stage.Apply, nil
}

func openRefer(world func() (*knowledge.Base, error)) (Apply, error) {
	base, err := world()
	if err != nil {
		return nil, err
	}
	resolver, err := refer.Open(base)
	if err != nil {
		return nil, err
	}
	return refer.New(resolver).Apply, nil
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

// Needed gives the stages, in their order, without those whose layers nobody wants: neither the caller nor a stage that
// stays.
func Needed(stages []Stage, wanted []text.Layer) []Stage {
	want := map[text.Layer]bool{}
	for _, l := range wanted {
		want[l] = true
	}
	var needed []Stage
	for _, s := range slices.Backward(stages) {
		if !slices.ContainsFunc(s.Gives, func(l text.Layer) bool { return want[l] }) {
			continue
		}
		for _, l := range s.Needs {
			want[l] = true
		}
		needed = append(needed, s)
	}
	slices.Reverse(needed)
	return needed
}
