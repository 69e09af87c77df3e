// Package clusters scores running stories: which reports the ledger puts together, against reports whose story is known.
package clusters

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/chancery-project/chancery/internal/flow"
	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/keep/memory"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/story"
	score "github.com/chancery-project/chancery/internal/score/ledger"
	"github.com/chancery-project/chancery/internal/text"
	"github.com/chancery-project/chancery/record"
)

// Report is one report of the set.
type Report struct {
	ID    string `json:"id"`
	Date  string `json:"date"` // of publication, ISO 8601
	Title string `json:"title"`
	Text  string `json:"text"`
	Story string `json:"story"` // "" where none is known
}

// Limits of a set.
const (
	mostReports = 20_000
	mostLine    = 1 << 20 // bytes
)

// Load reads JSON Lines with a report each.
func Load(r io.Reader) ([]Report, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, mostLine)
	var all []Report
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var report Report
		if err := json.Unmarshal(lines.Bytes(), &report); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if _, err := time.Parse(time.DateOnly, report.Date); err != nil || report.Text == "" {
			return nil, fmt.Errorf("line %d: want a text and a date as 2015-09-01, got %q", n, report.Date)
		}
		if all = append(all, report); len(all) > mostReports {
			return nil, fmt.Errorf("line %d: more than %d reports", n, mostReports)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return all, nil
}

// Found is a story that was found.
type Found struct {
	Title   string
	Reports []Report
}

// Score is how well stories were found.
type Score struct {
	Reports  int
	Stories  int          // of gold
	Found    []Found      // by their first reports
	Labelled score.BCubed // over the reports whose story is known
	All      score.BCubed // over all; one whose story is not known is a story of its own
}

// Run reads the reports, keeps their stories and compares them with gold.
func Run(ctx context.Context, reader *flow.Reader, reports []Report) (*Score, error) {
	kind, err := story.New()
	if err != nil {
		return nil, err
	}
	store := memory.New()
	byDocument := map[record.DocumentID]int{}
	documents := make([]record.DocumentID, len(reports))
	for i, r := range reports {
		raw := text.Raw{Path: r.ID + ".txt", Bytes: []byte(r.Text), Format: text.Article, Given: text.Given{
			Title: r.Title, Dates: []text.GivenDate{{Text: r.Date, From: record.DateFromMeta, Where: "date"}},
		}}
		reading, err := reader.Read(ctx, raw)
		if err != nil {
			return nil, fmt.Errorf("report %s: %w", r.ID, err)
		}
		d := reading.Document.Entry()
		if _, twice := byDocument[d.ID]; !twice {
			byDocument[d.ID] = i
			store.Add(keep.Source{ID: d.ID, Published: r.Date, Title: d.Title}, reading.Document.Entries(), "")
			store.SetText(d.ID, reading.Document.Text)
		}
		documents[i] = d.ID
	}
	if _, err := ledger.Update(ctx, store, []ledger.Kind{kind}); err != nil {
		return nil, err
	}
	return scored(ctx, store, reports, documents, byDocument)
}

func scored(ctx context.Context, store *memory.Store, reports []Report, documents []record.DocumentID, byDocument map[record.DocumentID]int) (*Score, error) {
	s := &Score{Reports: len(reports)}
	in := map[record.DocumentID]string{}
	for g, err := range store.Groups(ctx, keep.GroupFilter{Kind: story.Name, Order: keep.ByTimeUp}) {
		if err != nil {
			return nil, err
		}
		entry, err := record.Decode(g.Entry)
		if err != nil {
			return nil, fmt.Errorf("story %s: %w", g.ID, err)
		}
		e, ok := entry.(*record.Story)
		if !ok {
			return nil, fmt.Errorf("internal error: %s is a %s", g.ID, entry.EntryKind())
		}
		f := Found{Title: e.Title}
		for _, d := range e.Documents {
			in[d] = string(e.ID)
			f.Reports = append(f.Reports, reports[byDocument[d]])
		}
		s.Found = append(s.Found, f)
	}
	var clusters, classes, allClusters, allClasses, stories []string
	for i, r := range reports {
		cluster := in[documents[i]]
		if cluster == "" {
			cluster = string(documents[i])
		}
		class := r.Story
		if class == "" {
			class = "report " + r.ID
		} else {
			clusters, classes = append(clusters, cluster), append(classes, class)
			stories = append(stories, class)
		}
		allClusters, allClasses = append(allClusters, cluster), append(allClasses, class)
	}
	slices.Sort(stories)
	s.Stories = len(slices.Compact(stories))
	s.Labelled, s.All = score.BCubedOf(clusters, classes), score.BCubedOf(allClusters, allClasses)
	return s, nil
}

// WriteTable writes the score in Markdown.
func (s *Score) WriteTable(w io.Writer) error {
	_, err := fmt.Fprintf(w, `| B-cubed | reports | stories | precision | recall | F1 |
|---|---:|---:|---:|---:|---:|
| reports of a known story | %d | %d | %.3f | %.3f | %.3f |
| all, the others as stories of their own | %d | %d | %.3f | %.3f | %.3f |

Stories of two reports or more found: %d.
`, s.Labelled.Items, s.Stories, s.Labelled.Precision, s.Labelled.Recall, s.Labelled.F1(),
		s.All.Items, s.Stories+s.Reports-s.Labelled.Items, s.All.Precision, s.All.Recall, s.All.F1(), len(s.Found))
	return err
}

// WriteStories lists the stories found, each report with the story of gold.
func (s *Score) WriteStories(w io.Writer) error {
	for _, f := range s.Found {
		if _, err := fmt.Fprintf(w, "## %s\n", f.Title); err != nil {
			return err
		}
		for _, r := range f.Reports {
			gold := r.Story
			if gold == "" {
				gold = "-"
			}
			line := r.Title
			if line == "" {
				line = r.Text
			}
			if _, err := fmt.Fprintf(w, "%s [%s] %s\n", r.Date, gold, clipped(line)); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}

// clipped cuts a line for people.
func clipped(s string) string {
	const most = 160
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
