// Command chancery reads news reports and keeps a record that can be checked: who did what to whom, when, where and
// according to whom.
//
// This package alone talks to people: it reads flags, settings and the environment, and owns the exit codes. One file
// cmd_<name>.go holds one command. Everything else goes to standard error with the prefix "chancery:", in lower case
// and without a full stop; every refusal says what to do next.
package main

import (
	"os"
	"time"
)

func main() {
	os.Exit(run(os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}, os.Getenv, time.Now))
}
