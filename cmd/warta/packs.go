package main

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"warta/feed/opml"
	"warta/ui"
)

// packFiles are the starter packs: lists of subscriptions, one a country or a
// subject, in the order of their file names. Their addresses are public ones;
// some may be gone when they are chosen, which feed health then says.
//
//go:embed packs/*.opml
var packFiles embed.FS

// starterPacks are the packs in the order in which they are offered.
func starterPacks() ([]ui.Pack, error) {
	files, err := packFiles.ReadDir("packs")
	if err != nil {
		return nil, fmt.Errorf("listing the starter packs: %w", err)
	}
	packs := make([]ui.Pack, 0, len(files))
	for _, f := range files {
		pack, err := readPack(path.Join("packs", f.Name()))
		if err != nil {
			return nil, err
		}
		packs = append(packs, pack)
	}
	return packs, nil
}

// readPack reads one pack. Its feeds go into a folder of the pack's name.
func readPack(name string) (ui.Pack, error) {
	file, err := packFiles.Open(name)
	if err != nil {
		return ui.Pack{}, fmt.Errorf("opening a starter pack: %w", err)
	}
	defer file.Close()
	list, err := opml.Read(file)
	if err != nil {
		return ui.Pack{}, fmt.Errorf("reading the starter pack %s: %w", name, err)
	}
	feeds := feedsOf(list)
	titles := make([]string, 0, len(feeds))
	for i := range feeds {
		feeds[i].Folder = list.Title
		titles = append(titles, feeds[i].Title)
	}
	return ui.Pack{Name: list.Title, About: strings.Join(titles, ", "), Feeds: slices.Clip(feeds)}, nil
}
