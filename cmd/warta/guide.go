package main

import (
	"embed"
	"fmt"
	"io/fs"
)

// guide is the guide edition: a feed and its pages, which go the way of every
// other feed.
//
//go:embed guide
var guide embed.FS

// guideEdition is the guide with feed.xml at its root.
func guideEdition() (fs.FS, error) {
	dir, err := fs.Sub(guide, "guide")
	if err != nil {
		return nil, fmt.Errorf("opening the guide: %w", err)
	}
	return dir, nil
}
