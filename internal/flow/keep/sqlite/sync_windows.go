//go:build windows

package sqlite

// syncFolder does nothing where folders cannot be synced: the system writes names through.
func syncFolder(string) error { return nil }
