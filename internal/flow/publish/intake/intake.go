// Package intake takes what people add over the page or the programming interface: one thing after the other, so that a
// record has one writer, and each with a state that can be looked at while it goes on. How texts are read and addresses
// fetched is not its business: whoever makes it gives it a reader.
package intake

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/chancery-project/chancery/record"
)

// Upload is one thing to be read: a file as it was sent, or words that were typed in.
type Upload struct {
	Name   string // of the file, "" for words that were typed in
	Bytes  []byte
	Format string // text, html or pdf where it is known, "" where name and bytes tell it
	Given
}

// Given is what is known of an upload beside its bytes; each may be "".
type Given struct {
	Title     string
	Published string // ISO 8601 date
	Publisher string
	Address   string // where it was published
}

// Limits of what is given, in bytes.
const (
	maxTitle   = 500
	maxAddress = 4 << 10
)

// Check tells what is wrong with what was given, by the name of its field.
func (g Given) Check() error {
	if len(g.Title) > maxTitle || len(g.Publisher) > maxTitle {
		return fmt.Errorf("title, publisher: at most %d bytes", maxTitle)
	}
	if strings.ContainsFunc(g.Title+g.Publisher, unicode.IsControl) {
		return errors.New("title, publisher: one line of words")
	}
	if g.Published != "" {
		if _, err := time.Parse(time.DateOnly, g.Published); err != nil {
			return errors.New("published: want a day as YYYY-MM-DD")
		}
	}
	if g.Address == "" {
		return nil
	}
	u, err := url.Parse(g.Address)
	if err != nil || len(g.Address) > maxAddress || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return errors.New("url: want an address that begins with http:// or https://")
	}
	return nil
}

// Input is what one person adds at once.
type Input struct {
	Uploads []Upload
	Fetch   string // an address to read, "" for none
	Given   Given  // of what is fetched
}

// Failure is one input that could not be read, with the reason.
type Failure struct {
	Place, Message string
}

// Result is what an addition ended with.
type Result struct {
	Reports   int // new ones
	Known     int // that were in the record before
	Copies    int // new ones that are copies of others
	Documents []record.DocumentID
	More      int // documents above those that are named
	Failures  []Failure
}

// Reader reads uploads into the record and fetches addresses.
type Reader interface {
	// Add reads uploads; done is told now and then how many reports were taken up.
	Add(ctx context.Context, uploads []Upload, done func(int)) (Result, error)
	// Fetch reads an address. Its errors are words for the person who gave the address.
	Fetch(ctx context.Context, address string) (Upload, error)
}

// State is how far an addition is.
type State string

// The states of an addition, in their order.
const (
	Waiting  State = "waiting"
	Fetching State = "fetching"
	Reading  State = "reading"
	Done     State = "done"
	Failed   State = "failed" // nothing was added: Err says why
)

// Job is one addition.
type Job struct {
	ID string

	ended chan struct{}
	input Input
	size  int

	mu     sync.Mutex
	state  State
	done   int
	result Result
	err    error
}

// Look is a job at one moment.
type Look struct {
	ID     string
	State  State
	Taken  int // reports that were taken up so far
	Result Result
	Err    error
}

// Over tells whether nothing more will change.
func (l Look) Over() bool { return l.State == Done || l.State == Failed }

// Look gives the job as it is.
func (j *Job) Look() Look {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Look{j.ID, j.state, j.done, j.result, j.err}
}

// Wait waits until the job is over or the context is.
func (j *Job) Wait(ctx context.Context) Look {
	select {
	case <-j.ended:
	case <-ctx.Done():
	}
	return j.Look()
}

func (j *Job) set(change func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	change()
}

// Errors that callers act on.
var (
	// ErrBusy is given when too much waits already.
	ErrBusy = errors.New("too much is waiting to be read already: try again in a minute")
	// ErrEmpty is given when there is nothing to read.
	ErrEmpty = errors.New("there is nothing to read: paste a text, choose a file or give an address")
	// ErrClosed is given when the server is about to end.
	ErrClosed = errors.New("the server is about to end")
)

// Limits of what waits and of what is remembered.
const (
	maxWaiting = 16
	maxBytes   = 256 << 20
	maxOver    = 200
)

// Desk takes additions and carries them out one after the other.
type Desk struct {
	reader Reader
	stop   context.CancelFunc
	over   chan struct{}
	queue  chan *Job

	mu     sync.Mutex
	closed bool
	bytes  int
	jobs   map[string]*Job
	order  []string // of jobs, the eldest first
}

// New opens a desk. Additions end when ctx does.
func New(ctx context.Context, r Reader) *Desk {
	ctx, stop := context.WithCancel(ctx)
	d := &Desk{reader: r, stop: stop, over: make(chan struct{}), queue: make(chan *Job, maxWaiting), jobs: map[string]*Job{}}
	go d.work(ctx)
	return d
}

// Close takes nothing more, ends what is in hand at the next whole batch and waits for that.
func (d *Desk) Close() {
	d.mu.Lock()
	if !d.closed {
		d.closed = true
		close(d.queue)
	}
	d.mu.Unlock()
	d.stop()
	<-d.over
}

// Submit takes an addition.
func (d *Desk) Submit(in Input) (*Job, error) {
	in.Uploads = slices.DeleteFunc(slices.Clone(in.Uploads), func(u Upload) bool { return len(u.Bytes) == 0 })
	if len(in.Uploads) == 0 && in.Fetch == "" {
		return nil, ErrEmpty
	}
	j := &Job{ID: rand.Text(), ended: make(chan struct{}), input: in, state: Waiting}
	for _, u := range in.Uploads {
		j.size += len(u.Bytes)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, ErrClosed
	}
	if d.bytes+j.size > maxBytes {
		return nil, ErrBusy
	}
	select {
	case d.queue <- j:
	default:
		return nil, ErrBusy
	}
	d.bytes += j.size
	d.jobs[j.ID] = j
	d.order = append(d.order, j.ID)
	if len(d.order) > maxOver+maxWaiting+1 {
		delete(d.jobs, d.order[0])
		d.order = d.order[1:]
	}
	return j, nil
}

// Job gives an addition by its id.
func (d *Desk) Job(id string) (*Job, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	j, ok := d.jobs[id]
	return j, ok
}

func (d *Desk) work(ctx context.Context) {
	defer close(d.over)
	for j := range d.queue {
		result, err := d.carryOut(ctx, j)
		j.set(func() {
			j.state, j.result, j.err, j.input = Done, result, err, Input{}
			if err != nil {
				j.state = Failed
			}
		})
		d.mu.Lock()
		d.bytes -= j.size
		d.mu.Unlock()
		close(j.ended)
	}
}

// carryOut does one job. What breaks in it is the end of that job alone.
func (d *Desk) carryOut(ctx context.Context, j *Job) (result Result, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error: adding broke: %v", p)
		}
	}()
	if err := ctx.Err(); err != nil {
		return Result{}, ErrClosed
	}
	uploads := j.input.Uploads
	var failures []Failure
	if address := j.input.Fetch; address != "" {
		j.set(func() { j.state = Fetching })
		u, err := d.reader.Fetch(ctx, address)
		if err != nil {
			failures = append(failures, Failure{address, err.Error()})
		} else {
			g := j.input.Given
			g.Address = u.Address
			u.Given = g
			uploads = append(uploads, u)
		}
	}
	if len(uploads) > 0 {
		j.set(func() { j.state = Reading })
		result, err = d.reader.Add(ctx, uploads, func(n int) { j.set(func() { j.done = n }) })
	}
	result.Failures = append(failures, result.Failures...)
	return result, err
}
