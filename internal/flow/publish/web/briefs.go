package web

import (
	"bytes"
	"errors"
	"net/http"
	"slices"

	"github.com/chancery-project/chancery/internal/flow/keep"
	"github.com/chancery-project/chancery/internal/flow/publish/brief"
	"github.com/chancery-project/chancery/internal/flow/publish/export"
	"github.com/chancery-project/chancery/internal/flow/publish/view"
	"github.com/chancery-project/chancery/internal/query"
	"github.com/chancery-project/chancery/record"
)

// briefPage is what the pages of a brief and of a digest read.
type briefPage struct {
	*brief.Brief
	Digest        bool
	Before, After string // addresses of the digests of the days beside
	Chips         []chip
	Forms         []form
}

// briefEvents is how many entries of each kind a brief is made from, the newest ones.
const briefEvents = 400

// brief shows what the record holds on a matter as a text with numbered sources, to read and to print.
func (s *Server) brief(r *request) error {
	p := briefPage{Chips: chips(r)}
	if !r.selection.Has() {
		return s.show(r, http.StatusOK, "brief", "Brief", p)
	}
	sel := r.selection
	sel.Limit, sel.Cursor = briefEvents, ""
	var err error
	p.Brief, err = view.Remember(r.Context(), s.record, "brief "+sel.Sort+" "+sel.String(), func() (*brief.Brief, error) {
		var broken error
		b, err := brief.Of(r.Context(), s.record, brief.Title(sel, func(key string) string { return view.PartyName(s.record.Base, key) }), sel.String(), func(kind string) keep.GroupFilter {
			f, err := s.record.Filter(kind, sel)
			broken = errors.Join(broken, err)
			return f
		})
		return b, errors.Join(broken, err)
	})
	if err != nil {
		return err
	}
	return s.showBrief(r, p)
}

// digest shows what the reports of a day tell.
func (s *Server) digest(r *request) error {
	days, err := s.days(r)
	if err != nil {
		return err
	}
	day := ""
	if len(days) > 0 {
		day = days[len(days)-1]
	}
	if t := r.selection.Published; t.From != "" {
		day = t.From
		if t.To != t.From {
			return &query.SyntaxError{Input: r.URL.Query().Get("published"), Message: "is no day", Hint: "a digest is of one day, such as 2025-10-12", Key: "published"}
		}
	}
	if day == "" {
		return s.show(r, http.StatusOK, "brief", "Digest", briefPage{Digest: true})
	}
	p := briefPage{Digest: true}
	if p.Brief, err = view.Remember(r.Context(), s.record, "digest "+day, func() (*brief.Brief, error) { return brief.Digest(r.Context(), s.record, day) }); err != nil {
		return err
	}
	n, found := slices.BinarySearch(days, day)
	if n > 0 {
		p.Before = "/digest?published=" + days[n-1]
	}
	if found {
		n++
	}
	if n < len(days) {
		p.After = "/digest?published=" + days[n]
	}
	return s.showBrief(r, p)
}

// days gives the days on which reports were published, rising.
func (s *Server) days(r *request) (all []string, err error) {
	for c, err := range s.record.Coverage(r.Context(), query.Range{}) {
		if err != nil {
			return nil, err
		}
		if c.Day != "" && (len(all) == 0 || all[len(all)-1] != c.Day) {
			all = append(all, c.Day)
		}
	}
	return all, nil
}

func (s *Server) showBrief(r *request, p briefPage) error {
	switch r.format {
	case "":
		p.Forms = forms(r, "md")
		return s.show(r, http.StatusOK, "brief", p.Title, p)
	case "md":
		r.head("md")
		return p.Markdown(r.w)
	}
	return noForm(r)
}

// calendar answers with one entry as a calendar.
func (s *Server) calendar(r *request, e record.Entry) error {
	last, err := s.extent(r.Context())
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := export.Calendar(r.Context(), s.record, &out, s.o.Version, last.Last, e); errors.Is(err, export.ErrNoDay) {
		return &statusError{http.StatusNotFound, "This has no form .ics: " + err.Error() + ".", nil}
	} else if err != nil {
		return err
	}
	r.head("ics")
	_, err = r.w.Write(out.Bytes())
	return err
}

// followUpForms are the forms of something that was announced.
func followUpForms(f *record.FollowUp) []string {
	if f.Due == nil || f.Due.From == nil {
		return []string{"json"}
	}
	return []string{"json", "ics"}
}
