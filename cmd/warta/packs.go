package main

import (
	"embed"
	"fmt"
	"os"
	"path"
	"path/filepath"
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

// mostURLs is how much of newsboat's list of feeds is read.
const mostURLs = 4 << 20

// newsboatPack is the feeds of somebody who comes from newsboat, in the folders
// that their tags name; there is none where newsboat has no list that can be read.
func newsboatPack() []ui.Pack {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	settings := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(settings) {
		settings = filepath.Join(home, ".config")
	}
	for _, name := range []string{filepath.Join(settings, "newsboat", "urls"), filepath.Join(home, ".newsboat", "urls")} {
		if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() || info.Size() > mostURLs {
			continue
		}
		file, err := os.Open(name)
		if err != nil {
			continue
		}
		list, err := opml.Read(file)
		file.Close()
		if feeds := namedFeeds(list); err == nil && len(feeds) > 0 {
			about := "your feeds in " + name
			if len(list.Views) > 0 {
				about += "; warta import takes its queries, too"
			}
			return []ui.Pack{{Name: "newsboat", About: about, Feeds: feeds}}
		}
	}
	return nil
}
