package ui

import (
	tea "charm.land/bubbletea/v2"

	"warta/ui/keys"
)

// A verb is what an action does; count is the number typed before it, 0 for
// none. Needs says in words what is missing for it here, or "".
type verb struct {
	run   func(m *Model, count int) tea.Cmd
	needs func(m *Model) string
}

// verbs is the verb of every action; a test holds it to the key table.
func verbs() map[keys.Action]verb {
	return map[keys.Action]verb{
		keys.Down:         {(*Model).down, always},
		keys.Up:           {(*Model).up, always},
		keys.PageDown:     {(*Model).pageDown, always},
		keys.PageUp:       {(*Model).pageUp, always},
		keys.HalfDown:     {(*Model).halfDown, always},
		keys.HalfUp:       {(*Model).halfUp, always},
		keys.Top:          {(*Model).top, always},
		keys.Bottom:       {(*Model).bottom, always},
		keys.Fold:         {(*Model).fold, always},
		keys.Open:         {(*Model).enter, outsideArticles},
		keys.Back:         {(*Model).back, always},
		keys.NextPane:     {(*Model).nextPane, always},
		keys.PreviousPane: {(*Model).previousPane, always},
		keys.NextFeed:     {(*Model).nextFeed, always},
		keys.PreviousFeed: {(*Model).previousFeed, always},
		keys.GoTo:         {(*Model).goTo, always},

		keys.GoToSection:   {(*Model).goToSection, anArticle},
		keys.NextSection:   {(*Model).nextSection, anArticle},
		keys.PrevSection:   {(*Model).previousSection, anArticle},
		keys.Outline:       {(*Model).outline, anArticle},
		keys.Advance:       {(*Model).advance, always},
		keys.NextMatch:     {(*Model).nextMatch, anArticle},
		keys.PreviousMatch: {(*Model).previousMatch, anArticle},
		keys.NextUnread:    {(*Model).nextUnread, aHeadline},
		keys.PrevUnread:    {(*Model).previousUnread, aHeadline},
		keys.NextHeadline:  {(*Model).nextHeadline, aHeadline},
		keys.PrevHeadline:  {(*Model).previousHeadline, aHeadline},
		keys.ScrollDown:    {(*Model).scrollDown, anArticle},
		keys.ScrollUp:      {(*Model).scrollUp, anArticle},
		keys.TableRight:    {(*Model).tableRight, aWideTable},
		keys.TableLeft:     {(*Model).tableLeft, aWideTable},
		keys.FetchArticle:  {(*Model).fetchArticle, anAddress},
		keys.Changes:       {(*Model).showChanges, aChange},
		keys.OpenBrowser:   {(*Model).openBrowser, anAddress},
		keys.OpenAndMark:   {(*Model).openAndMark, anAddress},
		keys.Links:         {(*Model).links, aLink},
		keys.CopyLink:      {(*Model).copyLink, anAddress},
		keys.Find:          {(*Model).find, always},
		keys.Search:        {(*Model).search, always},

		keys.ToggleRead:     {(*Model).toggleRead, aHeadline},
		keys.ToggleStar:     {(*Model).toggleStar, aHeadline},
		keys.ToggleSaved:    {(*Model).toggleSaved, aHeadline},
		keys.MarkAllRead:    {(*Model).markAllRead, aHeadline},
		keys.MarkEverything: {(*Model).markEverything, always},
		keys.Undo:           {(*Model).undo, somethingDone},

		keys.AddFeed:      {(*Model).addFeed, always},
		keys.StarterPacks: {(*Model).starterPacks, packs},
		keys.Refresh:      {(*Model).refresh, always},
		keys.RefreshAll:   {(*Model).refreshAll, always},
		keys.Rename:       {(*Model).rename, aFeedOrFolder},
		keys.Move:         {(*Model).moveFeed, aFeedToMove},
		keys.Unsubscribe:  {(*Model).unsubscribe, aFeedFolderOrView},
		keys.SaveView:     {(*Model).saveView, aSearch},
		keys.MakeRule:     {(*Model).makeRule, always},
		keys.Rules:        {(*Model).rules, always},
		keys.Health:       {(*Model).health, always},
		keys.Offline:      {(*Model).offline, always},
		keys.Edition:      {(*Model).edition, noEditionYet},

		keys.UnreadOnly: {(*Model).unreadOnly, always},
		keys.Rows:       {(*Model).rows, always},
		keys.Grouping:   {(*Model).grouping, always},
		keys.Zen:        {(*Model).zen, always},
		keys.Narrower:   {(*Model).narrower, always},
		keys.Wider:      {(*Model).wider, always},
		keys.Theme:      {(*Model).chooseTheme, always},
		keys.Palette:    {(*Model).palette, always},
		keys.Help:       {(*Model).help, always},
		keys.Redraw:     {(*Model).redraw, always},
		keys.Suspend:    {(*Model).suspend, always},
		keys.Quit:       {(*Model).quit, always},
		keys.QuitNow:    {(*Model).quitNow, always},

		keys.MenuDown:   {(*Model).menuDown, always},
		keys.MenuUp:     {(*Model).menuUp, always},
		keys.MenuToggle: {(*Model).menuToggle, always},
		keys.MenuAccept: {(*Model).accept, always},
		keys.MenuClose:  {(*Model).closeOver, always},
		keys.MenuNarrow: {(*Model).narrowMenu, always},
		keys.PageClose:  {(*Model).closeOver, always},
	}
}

// act does what an action asks for, or says why that cannot be done here.
func (m *Model) act(a keys.Action, count int) tea.Cmd {
	v, ok := m.verbs[a]
	if !ok {
		return nil
	}
	m.status.Say(0, "")
	if missing := v.needs(m); missing != "" {
		m.warn(missing)
		return nil
	}
	return v.run(m, count)
}
