package web

import (
	"bytes"
	"context"
	"net/http"
	"regexp"
	"strconv"
	"sync"
	"time"
)

// pastTime is how long the making of a past state may take.
const pastTime = 2 * time.Minute

// pasts holds the past state of the record that was asked for last, as a server of its own.
type pasts struct {
	mu     sync.Mutex
	state  int64
	server *Server // nil where the state cannot be made again
}

// asOf gives the server of the state that an address names: nil where it names none, or that of now, or one that cannot
// be made again, of which the page of today says so.
func (s *Server) asOf(r *http.Request) (*Server, error) {
	asked := r.URL.Query().Get("state")
	if asked == "" || s.o.Past == nil {
		return nil, nil
	}
	want, err := strconv.ParseInt(asked, 16, 64)
	if err != nil {
		return nil, nil // the page says that the record has changed since
	}
	now, err := s.record.Sequence(r.Context())
	if err != nil || now == want {
		return nil, err
	}
	s.pasts.mu.Lock()
	defer s.pasts.mu.Unlock()
	if s.pasts.state == want {
		return s.pasts.server, nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), pastTime)
	defer cancel()
	record, err := s.o.Past(ctx, want)
	s.pasts.state, s.pasts.server = want, nil
	if err != nil || record == nil {
		s.o.Log.DebugContext(r.Context(), "past state", "state", asked, "error", err)
		return nil, nil
	}
	o := s.o
	o.Record, o.Past, o.Intake, o.API, o.State = record, nil, nil, nil, asked
	s.pasts.server, err = New(o)
	return s.pasts.server, err
}

// keepState adds the state to every address of the record in a page and to every form, so that whoever follows a link or
// sets a filter stays in it. Words of reports cannot look like either: their quotation marks and brackets are escaped. What
// begins with rel="now" leads out of it.
func keepState(page []byte, state string) []byte {
	page = formTag.ReplaceAll(page, []byte(`$0<input type="hidden" name="state" value="`+state+`">`))
	var out bytes.Buffer
	for {
		i := bytes.Index(page, []byte(`="`))
		if i < 0 {
			out.Write(page)
			return out.Bytes()
		}
		name := page[bytes.LastIndexAny(page[:i], " \n")+1 : i]
		out.Write(page[:i+2])
		before := out.Len()
		page = page[i+2:]
		end := bytes.IndexByte(page, '"')
		if end < 0 {
			out.Write(page)
			return out.Bytes()
		}
		value := page[:end]
		page = page[end:]
		if !ofRecord(string(name), value) || bytes.HasSuffix(bytes.TrimSpace(out.Bytes()[:before-2-len(name)]), []byte(`rel="now"`)) {
			out.Write(value)
			continue
		}
		address, anchor, _ := bytes.Cut(value, []byte("#"))
		out.Write(address)
		if bytes.IndexByte(address, '?') < 0 {
			out.WriteString("?state=" + state)
		} else {
			out.WriteString("&amp;state=" + state)
		}
		if len(anchor) > 0 {
			out.WriteByte('#')
			out.Write(anchor)
		}
	}
}

// formTag is where a form begins. A page of the past has none that would change anything.
var formTag = regexp.MustCompile(`<form [^>]*>`)

// ofRecord tells whether an attribute holds an address that shows something of the record.
func ofRecord(name string, value []byte) bool {
	if name != "href" && name != "data-source" || len(value) == 0 || value[0] != '/' && value[0] != '?' {
		return false
	}
	for _, other := range []string{"/assets/", "/api/", "/add", "/signin", "/codebook"} {
		if bytes.HasPrefix(value, []byte(other)) {
			return false
		}
	}
	return !bytes.Contains(value, []byte("state="))
}
