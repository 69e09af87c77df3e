package ledger

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/record"
)

func sortStable[T any](list []T, compare func(a, b T) int) { slices.SortStableFunc(list, compare) }

// BCubed is the score of a clustering by its items: of each item the share of its cluster that is of its class, and the
// share of its class that is in its cluster (Bagga and Baldwin, 1998), and the means of both.
type BCubed struct {
	Items             int
	Precision, Recall float64
}

// F1 is the harmonic mean of precision and recall.
func (b BCubed) F1() float64 {
	if b.Precision+b.Recall == 0 {
		return 0
	}
	return 2 * b.Precision * b.Recall / (b.Precision + b.Recall)
}

// BCubedOf scores clusters against classes: the names of the cluster and of the class of each item.
func BCubedOf(clusters, classes []string) BCubed {
	inCluster, inClass, inBoth := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for i := range clusters {
		inCluster[clusters[i]]++
		inClass[classes[i]]++
		inBoth[[2]string{clusters[i], classes[i]}]++
	}
	b := BCubed{Items: len(clusters)}
	for i := range clusters {
		both := float64(inBoth[[2]string{clusters[i], classes[i]}])
		b.Precision += both / float64(inCluster[clusters[i]])
		b.Recall += both / float64(inClass[classes[i]])
	}
	if n := float64(len(clusters)); n > 0 {
		b.Precision, b.Recall = b.Precision/n, b.Recall/n
	}
	return b
}

// Events is the score of event identity.
type Events struct {
	Tellings, Found int
	All             BCubed // over all tellings of gold; one that was not found is a cluster of its own
	OfFound         BCubed // over those that were found
	Ceiling         BCubed // over all, if those found were joined without a fault
	aligned         []aligned
}

// ScoreEvents compares the joined events of the ledger with gold.
func (c *Corpus) ScoreEvents(ctx context.Context) (*Events, error) {
	all, err := c.align()
	if err != nil {
		return nil, err
	}
	s := &Events{Tellings: len(all), aligned: all}
	var clusters, classes, best, foundClusters, foundClasses []string
	for n := range all {
		a := &all[n]
		class := a.thread + "/" + a.gold.Event
		cluster, ideal := fmt.Sprint("not found ", n), fmt.Sprint("not found ", n)
		if id := a.id(); id != "" {
			groups, err := c.Store.GroupsOf(ctx, "joined", []record.ID{id})
			if err != nil {
				return nil, err
			}
			if len(groups) > 1 || len(groups) == 0 && a.found != nil {
				return nil, fmt.Errorf("event %s is in %d joined events, want one", id, len(groups))
			}
			if len(groups) == 1 { // a nugget that speaks of no event is not found
				a.joined = groups[0].ID
				cluster, ideal = string(a.joined), class
				foundClusters, foundClasses = append(foundClusters, cluster), append(foundClasses, class)
				s.Found++
			}
		}
		clusters, classes, best = append(clusters, cluster), append(classes, class), append(best, ideal)
	}
	s.All, s.OfFound, s.Ceiling = BCubedOf(clusters, classes), BCubedOf(foundClusters, foundClasses), BCubedOf(best, classes)
	return s, nil
}

// WriteTable writes the score.
func (s *Events) WriteTable(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| event identity, B-cubed | tellings | precision | recall | F1 |\n|---|---:|---:|---:|---:|\n")
	row := func(name string, c BCubed) {
		fmt.Fprintf(&b, "| %s | %d | %.3f | %.3f | %.3f |\n", name, c.Items, c.Precision, c.Recall, c.F1())
	}
	row("all tellings", s.All)
	row("tellings that were found", s.OfFound)
	row("all, if those found were joined without fault", s.Ceiling)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write the table of events: %w", err)
	}
	return nil
}

// Explain says why two items are linked or not; nil where nothing is to be said.
type Explain func(a, b *ledger.Item) string

// WriteErrors lists the pairs of found tellings that were joined and are two events, and those that were not and are
// one, with what spoke for and against.
func (s *Events) WriteErrors(w io.Writer, items map[record.ID]*ledger.Item, explain Explain) error {
	var b strings.Builder
	show := func(a aligned) {
		fmt.Fprintf(&b, "    %s  %s %s  [%s %s %v→%v %s %s]\n        %s\n", a.gold.Report, a.found.ID, a.gold.Event, a.found.Type, a.found.Status,
			names(a.found.Actors), names(a.found.Recipients), when(a.found.Time), where(a.found.Place), a.found.Quote)
	}
	for i, x := range s.aligned {
		for _, y := range s.aligned[i+1:] {
			if x.found == nil || y.found == nil {
				continue
			}
			one := x.thread == y.thread && x.gold.Event == y.gold.Event
			if one == (x.joined == y.joined) {
				continue
			}
			word := "missed"
			if !one {
				word = "wrong"
			}
			fmt.Fprintf(&b, "%s %s\n", word, explain(items[x.found.ID], items[y.found.ID]))
			show(x)
			show(y)
		}
	}
	for _, x := range s.aligned {
		if x.joined == "" {
			fmt.Fprintf(&b, "not found %s %s %s: %s\n", x.gold.Report, x.gold.Event, x.gold.Type, x.gold.Quote.Quote)
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write the errors of events: %w", err)
	}
	return nil
}

func names(actors []record.Actor) string {
	var all []string
	for _, a := range actors {
		all = append(all, a.Name)
	}
	return strings.Join(all, "+")
}

func when(t *record.When) string {
	from, to := "", ""
	if t == nil {
		return "-"
	}
	if t.From != nil {
		from = *t.From
	}
	if t.To != nil {
		to = *t.To
	}
	if from == to {
		return from
	}
	return from + "/" + to
}

func where(p *record.Where) string {
	if p == nil {
		return "-"
	}
	return p.Name
}

// Add adds the score of other items.
func (b *BCubed) Add(o BCubed) {
	n, m := float64(b.Items), float64(o.Items)
	if n+m > 0 {
		b.Precision = (n*b.Precision + m*o.Precision) / (n + m)
		b.Recall = (n*b.Recall + m*o.Recall) / (n + m)
	}
	b.Items += o.Items
}
