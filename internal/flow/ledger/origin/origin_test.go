package origin_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/ledger"
	"github.com/chancery-project/chancery/internal/flow/ledger/origin"
	"github.com/chancery-project/chancery/record"
)

type marked struct{ mark origin.Mark }

func (m marked) OriginMark() origin.Mark { return m.mark }

// telling is one item of a case.
type telling struct {
	document, published, publisher string
	group                          int64
	mark                           origin.Mark
}

func items(tellings ...telling) []*ledger.Item {
	var all []*ledger.Item
	for i, t := range tellings {
		all = append(all, ledger.NewItem(keep.Item{
			ID:     record.ID(fmt.Sprintf("e_%02d", i)),
			Source: keep.Source{ID: record.DocumentIDOf(t.document), Published: t.published, Publisher: t.publisher, Group: t.group},
		}, marked{t.mark}, nil))
	}
	return all
}

func cites(names ...string) origin.Mark { return origin.Mark{Cites: names} }

func TestOf(t *testing.T) {
	for _, c := range []struct {
		name     string
		tellings []telling
		want     []int
	}{
		{"two outlets that quote one ministry", []telling{
			{"a", "2024-01-01", "Khyber Daily", 0, origin.Mark{}}, {"b", "2024-01-02", "Gulf Ledger", 0, origin.Mark{}},
		}, []int{1, 2}},
		{"copies", []telling{
			{"a", "2024-01-01", "Khyber Daily", 7, origin.Mark{}},
			{"b", "2024-01-02", "Gulf Ledger", 0, origin.Mark{}},
			{"c", "2024-01-03", "Potomac Post", 7, origin.Mark{}},
		}, []int{1, 2, 1}},
		{"a report that cites another outlet, in whatever words it is named", []telling{
			{"a", "2024-01-01", "Indus Wire", 0, origin.Mark{}}, {"b", "2024-01-02", "Zagros Times", 0, cites("Indus Wire news agency")},
		}, []int{1, 1}},
		{"a chain", []telling{
			{"a", "2024-01-01", "Indus Wire", 0, origin.Mark{}},
			{"b", "2024-01-02", "Khyber Daily", 0, cites("Indus Wire")},
			{"c", "2024-01-03", "Deccan Standard", 0, cites("Khyber Daily")},
			{"d", "2024-01-03", "Kabul Courier", 0, origin.Mark{}},
		}, []int{1, 1, 1, 2}},
		{"two that cite an outlet whose report is not at hand", []telling{
			{"a", "2024-01-01", "Khyber Daily", 0, cites("AFP")}, {"b", "2024-01-02", "Gulf Ledger", 0, cites("Agence France-Presse")},
		}, []int{1, 1}},
		{"who tells it in his own name as well does not only cite", []telling{
			{"a", "2024-01-01", "Indus Wire", 0, origin.Mark{}},
			{"b", "2024-01-02", "Zagros Times", 0, cites("Indus Wire")},
			{"b", "2024-01-02", "Zagros Times", 0, origin.Mark{}},
		}, []int{1, 2, 2}},
		{"a headline shows nothing", []telling{
			{"a", "2024-01-01", "Indus Wire", 0, origin.Mark{}},
			{"b", "2024-01-02", "Zagros Times", 0, origin.Mark{Headline: true}},
			{"b", "2024-01-02", "Zagros Times", 0, cites("Indus Wire")},
		}, []int{1, 1, 1}},
		{"text of an agency", []telling{
			{"a", "2024-01-01", "Gulf Ledger", 0, origin.Mark{Agency: "Indus Wire"}},
			{"b", "2024-01-02", "Deccan Standard", 0, origin.Mark{Agency: "Indus Wire"}},
			{"c", "2024-01-03", "Volga Dispatch", 0, origin.Mark{}},
		}, []int{1, 1, 2}},
		{"two reports of one outlet; the later citation is of the later one", []telling{
			{"a", "2024-01-01", "Indus Wire", 0, origin.Mark{}},
			{"b", "2024-01-05", "Indus Wire", 0, origin.Mark{}},
			{"c", "2024-01-06", "Gulf Ledger", 0, cites("Indus Wire")},
		}, []int{1, 2, 2}},
		{"a name beside the words of saying counts where it is a publisher's", []telling{
			{"a", "2024-01-01", "Frontier", 0, origin.Mark{}},
			{"b", "2024-01-02", "Gulf Ledger", 0, origin.Mark{Beside: []string{"Frontier"}}},
			{"c", "2024-01-02", "Potomac Post", 0, origin.Mark{Beside: []string{"Peshawar"}}},
		}, []int{1, 1, 2}},
	} {
		if got := origin.Of(items(c.tellings...)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestOfOrder gives the same tellings in another order and wants the same answer for each.
func TestOfOrder(t *testing.T) {
	names := []string{"Indus Wire", "Khyber Daily", "Gulf Ledger", "Potomac Post", ""}
	rapid.Check(t, func(t *rapid.T) {
		var all []telling
		for i := range rapid.IntRange(1, 12).Draw(t, "tellings") {
			d := telling{
				document: fmt.Sprint(rapid.IntRange(0, i).Draw(t, "document")), published: fmt.Sprintf("2024-01-%02d", rapid.IntRange(1, 9).Draw(t, "day")),
				publisher: rapid.SampledFrom(names).Draw(t, "publisher"), group: rapid.Int64Range(0, 3).Draw(t, "group"),
			}
			if other := rapid.SampledFrom(names).Draw(t, "cites"); rapid.Bool().Draw(t, "does") && other != d.publisher && other != "" {
				d.mark = cites(other)
			}
			for _, o := range all {
				if o.document == d.document {
					d.published, d.publisher, d.group = o.published, o.publisher, o.group
				}
			}
			all = append(all, d)
		}
		in := items(all...)
		want := origin.Of(in)
		order := rapid.Permutation(in).Draw(t, "order")
		for i, n := range origin.Of(order) {
			if at := slices.Index(in, order[i]); want[at] != n {
				t.Fatalf("item %d has the origin %d in one order and %d in another", at, want[at], n)
			}
		}
	})
}

func TestTold(t *testing.T) {
	tellings, backing := origin.Told(items(
		telling{"a", "2024-01-01", "Indus Wire", 0, origin.Mark{}},
		telling{"b", "2024-01-02", "Zagros Times", 0, cites("the Indus Wire agency")},
		telling{"c", "", "", 0, origin.Mark{}},
	))
	if want := (record.Backing{Origins: 2, Reports: 3, Outlets: 2, First: "2024-01-01", Last: "2024-01-02"}); backing != want {
		t.Errorf("backing %+v, want %+v", backing, want)
	}
	if tellings[1].Via != "the Indus Wire agency" || tellings[0].Via != "" || tellings[1].Origin != 1 || tellings[2].Origin != 2 {
		t.Errorf("tellings %+v", tellings)
	}
}

func span(start, end int) record.Span { return record.Span{Start: start, End: end} }

func TestMark(t *testing.T) {
	const words = "The army said it had struck a camp, Indus Wire reported. Officials told the Khyber Daily that a bridge fell. Talks began."
	content := span(14, 34)
	event := &record.Event{Span: span(0, 55), Quote: words[:55], Trigger: &record.Span{Start: 21, End: 27}}
	own := &record.Event{Span: span(109, 120), Quote: words[109:], Trigger: &record.Span{Start: 109, End: 114}}
	told := &record.Event{Span: span(93, 107), Quote: words[93:107], Trigger: &record.Span{Start: 102, End: 106}}
	facts := []record.Entry{
		event, own, told,
		&record.Claim{
			Span: span(0, 55), Quote: words[:55], Source: &record.Actor{Name: "army", Kind: "government body", Country: "PAK"},
			ContentSpan: content, Content: content.Of(words),
		},
		&record.Claim{Span: span(0, 55), Quote: words[:55], Source: &record.Actor{Name: "Indus Wire"}, ContentSpan: span(0, 34), Content: words[:34]},
		&record.Claim{
			Span: span(57, 107), Quote: words[57:107], Source: &record.Actor{Name: "Officials", Kind: "group"},
			ContentSpan: span(91, 107), Content: words[91:107],
		},
		&record.ActorEntry{Name: "Reuters", ActorKind: "media", Roles: []string{record.BylineRole}},
	}
	r := origin.Read(keep.Source{Publisher: "Gulf Ledger"}, facts)
	for i, want := range [][]string{{"Indus Wire"}, nil, {"Khyber Daily"}} {
		m := r.Mark(i)
		if !slices.Equal(m.Cites, want) || m.Agency != "Reuters" {
			t.Errorf("fact %d: %+v, want citations of %v and the agency Reuters", i, m, want)
		}
	}
	if m := origin.Read(keep.Source{Publisher: "Indus Wire"}, facts).Mark(0); m.Cites != nil {
		t.Errorf("an outlet that names itself cites %v: want nobody", m.Cites)
	}
}

func TestAlike(t *testing.T) {
	const one = "Pakistan handed the captured Indian pilot to Indian officials at the Wagah border crossing late on Friday night"
	for other, want := range map[string]bool{
		one: true,
		"Pakistan handed the captured Indian pilot to Indian officials at the Wagah border crossing late on Friday":          true,
		"Islamabad returned the pilot it had captured to officials of India at the crossing of Wagah on the night of Friday": false,
		"Pakistan handed the captured Indian pilot over":                                                                     false,
	} {
		mark := func(words string) origin.Mark {
			e := &record.Event{Span: span(0, len(words)), Quote: words}
			return origin.Read(keep.Source{}, []record.Entry{e}).Mark(0)
		}
		if got := mark(one).Alike(mark(other)); got != want {
			t.Errorf("%q: alike %v, want %v", other, got, want)
		}
	}
}
