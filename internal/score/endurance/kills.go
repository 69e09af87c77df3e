package endurance

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Kills says how to try what kills do.
type Kills struct {
	Program string // the executable
	Folder  string // an empty folder to work in
	Reports int    // in one record; 0 means 2,000
	Kills   int    // 0 means 100
	Seed    uint64
	Say     func(format string, args ...any) // told after every tenth kill; may be nil
}

// KillsResult is what came of it.
type KillsResult struct {
	Reports  int
	Kills    int  // that met the program at work
	Records  int  // made anew each time one was complete
	Unclean  int  // verifications after a kill that found a fault
	Equal    bool // every completed record exports the bytes of one made without kills
	Duration time.Duration
}

// Run adds the reports again and again, kills the program at random moments, verifies after each kill, and compares
// what is exported at the end with a record that was made undisturbed. It uses the program as users do: by its
// commands.
func (k Kills) Run(ctx context.Context) (KillsResult, error) {
	if k.Reports == 0 {
		k.Reports = 2000
	}
	if k.Kills == 0 {
		k.Kills = 100
	}
	if k.Say == nil {
		k.Say = func(string, ...any) {}
	}
	began := time.Now()
	corpus := filepath.Join(k.Folder, "reports.jsonl")
	if err := (Corpus{Reports: k.Reports, Bytes: 3000, Seed: k.Seed}).Write(corpus); err != nil {
		return KillsResult{}, err
	}
	calm := filepath.Join(k.Folder, "undisturbed")
	took, err := k.complete(ctx, calm, corpus)
	if err != nil {
		return KillsResult{}, err
	}
	want, err := k.export(ctx, calm)
	if err != nil {
		return KillsResult{}, err
	}
	r := KillsResult{Reports: k.Reports, Equal: true}
	chance := rand.New(rand.NewPCG(max(k.Seed, 1), 7))
	for r.Kills < k.Kills {
		r.Records++
		dir := filepath.Join(k.Folder, fmt.Sprintf("killed-%d", r.Records))
		if err := k.oneRecord(ctx, dir, corpus, took, chance, &r); err != nil {
			return r, err
		}
		got, err := k.export(ctx, dir)
		if err != nil {
			return r, err
		}
		r.Equal = r.Equal && got == want
		if err := os.RemoveAll(dir); err != nil {
			return r, err
		}
	}
	r.Duration = time.Since(began)
	return r, nil
}

// oneRecord kills additions to one record until it is complete or enough kills were made, and completes it then.
func (k Kills) oneRecord(
	ctx context.Context, dir, corpus string, took time.Duration, chance *rand.Rand, r *KillsResult,
) error {
	if err := k.quiet(ctx, "init", dir); err != nil {
		return err
	}
	for r.Kills < k.Kills {
		done, err := k.killed(ctx, dir, corpus, time.Duration(chance.Float64()*float64(took)*0.6))
		if err != nil {
			return err
		}
		if done {
			return nil
		}
		r.Kills++
		if err := k.quiet(ctx, "-C", dir, "verify"); err != nil {
			r.Unclean++
			k.Say("kill %d: %v", r.Kills, err)
		}
		if r.Kills%10 == 0 {
			k.Say("%d kills, %d records, %d unclean", r.Kills, r.Records, r.Unclean)
		}
	}
	_, err := k.complete(ctx, dir, corpus)
	return err
}

// killed starts an addition and kills it after a while; done tells that it ended by itself before.
func (k Kills) killed(ctx context.Context, dir, corpus string, after time.Duration) (done bool, err error) {
	cmd := exec.CommandContext(ctx, k.Program, "-C", dir, "-q", "add", "--text-only", corpus)
	if err := cmd.Start(); err != nil {
		return false, fmt.Errorf("start %s: %w", k.Program, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			return false, fmt.Errorf("add, not killed: %w", err)
		}
		return true, nil
	case <-time.After(after):
	}
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return false, err
	}
	return <-ended == nil, nil
}

func (k Kills) complete(ctx context.Context, dir, corpus string) (time.Duration, error) {
	began := time.Now()
	if _, err := os.Stat(dir); err != nil {
		if err := k.quiet(ctx, "init", dir); err != nil {
			return 0, err
		}
	}
	if err := k.quiet(ctx, "-C", dir, "add", "--text-only", corpus); err != nil {
		return 0, err
	}
	return time.Since(began), k.quiet(ctx, "-C", dir, "verify")
}

// export gives the digest of all that the record exports.
func (k Kills) export(ctx context.Context, dir string) ([sha256.Size]byte, error) {
	out, err := exec.CommandContext(ctx, k.Program, "-C", dir, "export", "jsonl", "--text").Output()
	if err != nil {
		return [sha256.Size]byte{}, fmt.Errorf("export of %s: %w", dir, err)
	}
	return sha256.Sum256(out), nil
}

func (k Kills) quiet(ctx context.Context, args ...string) error {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, k.Program, append([]string{"-q"}, args...)...)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("chancery %s: %w: %s", strings.Join(args, " "), err, bytes.TrimSpace(said.Bytes()))
	}
	return nil
}
