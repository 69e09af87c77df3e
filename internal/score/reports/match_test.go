package reports

import (
	"strings"
	"testing"

	"github.com/chancery-project/chancery/record"
)

func TestDescriptionsAreTheirMentions(t *testing.T) {
	text := "Its troops shelled Idlib. The army of Iraq looked on, and he said so. Stroops fled."
	c := castOf([]Actor{
		{Name: "Syrian Armed Forces", Country: "SYR", Mentions: []string{"Its troops", "he"}},
		{Name: "Iraqi Army", Country: "IRQ", Mentions: []string{"The army of Iraq"}},
	}, text)
	at := func(words string) *record.Span {
		i := strings.Index(text, words)
		return &record.Span{Start: i, End: i + len(words)}
	}
	for _, x := range []struct {
		gold  string
		found record.Actor
		want  bool
	}{
		{"Syrian Armed Forces", record.Actor{Name: "troops of Syria", Country: "SYR", Span: at("troops")}, true},
		{"Syrian Armed Forces", record.Actor{Name: "troops", Span: at("troops")}, true},
		{"Syrian Armed Forces", record.Actor{Name: "troops of Turkey", Country: "TUR", Span: at("troops")}, false}, // another country
		{"Syrian Armed Forces", record.Actor{Name: "troops", Span: at("troops fled")}, false},                      // elsewhere
		{"Syrian Armed Forces", record.Actor{Name: "somebody", Span: at("he said")}, false},                        // a pronoun is no description
		{"Syrian Armed Forces", record.Actor{ID: "TUR", Name: "Turkey", Span: at("troops")}, false},                // resolved to somebody else
		{"Iraqi Army", record.Actor{Name: "army", Span: at("army of Iraq")}, true},
		{"Iraqi Army", record.Actor{Name: "army", Span: at("army")}, false}, // does not end with the mention
	} {
		if got := c.is(x.gold, &x.found); got != x.want {
			t.Errorf("%s told as %q: %v, want %v", x.gold, x.found.Name, got, x.want)
		}
	}
}
