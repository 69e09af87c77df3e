package press_test

import (
	"testing"

	"github.com/chancery-project/chancery/internal/knowledge/press"
)

func TestKey(t *testing.T) {
	for _, same := range [][]string{
		{"Khyber Daily", "The Khyber Daily newspaper", "the Khyber Daily", "KHYBER DAILY"},
		{"AFP", "Agence France-Presse", "the AFP news agency"},
		{"AP", "Associated Press", "The Associated Press", "apnews.com"},
		{"www.dawn.com", "Dawn", "https://www.dawn.com/news/1", "Dawn newspaper"},
		{"state news agency IRNA", "IRNA", "Islamic Republic News Agency"},
		{"BBC", "BBC News", "British Broadcasting Corporation"},
		{"Gulf Ledger", "gulf ledger"},
	} {
		for _, name := range same[1:] {
			if got, want := press.Key(name), press.Key(same[0]); got != want {
				t.Errorf("%q has the key %q, %q has %q: want one", name, got, same[0], want)
			}
		}
	}
	for _, apart := range [][2]string{
		{"Associated Press", "Associated Press of Pakistan"}, {"Washington Post", "Jerusalem Post"}, {"Financial Times", "Moscow Times"},
	} {
		if press.Key(apart[0]) == press.Key(apart[1]) {
			t.Errorf("%q and %q have one key, %q", apart[0], apart[1], press.Key(apart[0]))
		}
	}
}

func TestIsOutlet(t *testing.T) {
	for _, name := range []string{"Khyber Daily", "the Potomac Post", "Indus Wire", "AFP", "Al Jazeera", "Gulf Ledger newspaper", "Meridian Radio", "Voice of America"} {
		if !press.IsOutlet(name) {
			t.Errorf("%q: want an outlet", name)
		}
	}
	for _, name := range []string{"", "the", "officials", "security officials", "Zabihullah Mujahid", "Pakistan", "Foreign Office", "a local newspaper", "state media", "Press", "Taliban"} {
		if press.IsOutlet(name) {
			t.Errorf("%q: want none", name)
		}
	}
}
