package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"warta/feed"
	"warta/ui/palette"
	"warta/ui/sidebar"
)

// unsubscribe asks whether to drop the selected feed, folder or view.
func (m *Model) unsubscribe(int) tea.Cmd {
	item, _ := m.sidebar.Selected()
	switch {
	case item.Kind == sidebar.View && item.View.Own:
		v := item.View
		return m.doing("the view "+v.Name+" is dropped",
			func(ctx context.Context, lib Library) error { return lib.RemoveView(ctx, v.Name) },
			func(ctx context.Context, lib Library) error { return lib.SaveView(ctx, v.Name, v.Query) })
	case m.inSidebar() && item.Kind == sidebar.Folder:
		m.askFolder(item.Folder)
		return nil
	}
	f, ok := m.feedHere()
	if !ok {
		m.askFolder(item.Folder)
		return nil
	}
	m.choose(menu{
		title: "Unsubscribe from " + f.Label() + "?", question: true,
		items: []palette.Item{
			{Label: "no, keep it", Key: "n", Preview: goes([]feed.Feed{f})},
			{Label: "yes, unsubscribe", Key: "y", Value: "yes", Preview: goes([]feed.Feed{f})},
		},
		done: func(m *Model, items []palette.Item) tea.Cmd {
			if items[0].Value == "" {
				return nil
			}
			return m.doing("unsubscribed from "+f.Label(), leaving([]feed.Feed{f}), returning([]feed.Feed{f}))
		},
	})
	return nil
}

// askFolder asks what is to become of a folder.
func (m *Model) askFolder(name string) {
	feeds := m.sidebar.InFolder(name)
	up := name[:max(strings.LastIndexByte(name, '/'), 0)]
	where := "they stand without a folder then"
	switch {
	case up != "":
		where = "they stand in " + up + " then"
	case slices.ContainsFunc(feeds, func(f feed.Feed) bool { return f.Folder != name }):
		where = "what is in it moves up"
	}
	all := counting(len(feeds), "feed", "feeds")
	m.choose(menu{
		title: "Remove the folder " + name + "?", question: true,
		items: []palette.Item{
			{Label: "no, keep it", Key: "n", Preview: goes(feeds)},
			{Label: "remove the folder and keep its " + all, Detail: where, Key: "f", Value: "folder", Preview: []string{"Nothing is lost."}},
			{Label: "unsubscribe from its " + all, Key: "y", Value: "feeds", Preview: goes(feeds)},
		},
		done: func(m *Model, items []palette.Item) tea.Cmd {
			switch items[0].Value {
			case "folder":
				return m.doing("the folder "+name+" is removed", moving(feeds, name, up, true), moving(feeds, name, up, false))
			case "feeds":
				return m.doing("unsubscribed from "+all, leaving(feeds), returning(feeds))
			}
			return nil
		},
	})
}

// goes is what goes with feeds, in words.
func goes(feeds []feed.Feed) []string {
	n := 0
	for _, f := range feeds {
		n += f.Total
	}
	with := " with them"
	if len(feeds) == 1 {
		with = " with it"
	}
	return []string{counting(n, "headline goes", "headlines go") + with + "; what is starred or saved stays."}
}

// leaving unsubscribes from feeds.
func leaving(feeds []feed.Feed) func(context.Context, Library) error {
	return func(ctx context.Context, lib Library) error {
		for _, f := range feeds {
			if err := lib.Unsubscribe(ctx, f.ID); err != nil {
				return err
			}
		}
		return nil
	}
}

// returning subscribes to feeds again, each in its folder and with its name,
// also without a network; what they still publish comes with a refresh.
func returning(feeds []feed.Feed) func(context.Context, Library) error {
	return func(ctx context.Context, lib Library) error {
		var asked []feed.Feed
		for _, f := range feeds {
			if f.Guide {
				if _, err := lib.Subscribe(ctx, f.URL, f.Folder); err != nil {
					return err
				}
				continue
			}
			asked = append(asked, f)
		}
		if _, err := lib.Import(ctx, asked); err != nil {
			return err
		}
		if err := lib.Refresh(ctx, nil, false); !errors.Is(err, feed.ErrOffline) {
			return err
		}
		return nil
	}
}
