package web

import "testing"

// TestKeepState wants the state in every address of the record, and in no other.
func TestKeepState(t *testing.T) {
	for page, want := range map[string]string{
		`<a href="/events">x</a>`:                            `<a href="/events?state=3f">x</a>`,
		`<a class="say" href="/events/e_1#here">x</a>`:       `<a class="say" href="/events/e_1?state=3f#here">x</a>`,
		`<a href="/events?type=AID&amp;q=a">x</a>`:           `<a href="/events?type=AID&amp;q=a&amp;state=3f">x</a>`,
		`<a href="?by=party">x</a>`:                          `<a href="?by=party&amp;state=3f">x</a>`,
		`<a href="/events?state=3f&amp;type=AID">x</a>`:      `<a href="/events?state=3f&amp;type=AID">x</a>`,
		`<figure data-source="/actors.json?side=PAK">`:       `<figure data-source="/actors.json?side=PAK&amp;state=3f">`,
		`<a href="#source-1">x</a>`:                          `<a href="#source-1">x</a>`,
		`<link rel="stylesheet" href="/assets/style-1.css">`: `<link rel="stylesheet" href="/assets/style-1.css">`,
		`<a href="https://a.example/">x</a>`:                 `<a href="https://a.example/">x</a>`,
		`<a rel="now" href="/log">x</a>`:                     `<a rel="now" href="/log">x</a>`,
		`<a href="/codebook#AID">x</a>`:                      `<a href="/codebook#AID">x</a>`,
		`<p>href=&#34;/events&#34; is said</p>`:              `<p>href=&#34;/events&#34; is said</p>`,
		`<form action="/search" role="search">`:              `<form action="/search" role="search"><input type="hidden" name="state" value="3f">`,
		`<a title="no end`:                                   `<a title="no end`,
	} {
		if got := string(keepState([]byte(page), "3f")); got != want {
			t.Errorf("%s becomes\n%s, want\n%s", page, got, want)
		}
	}
}
