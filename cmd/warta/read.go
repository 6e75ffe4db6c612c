package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"warta/feed"
	"warta/feed/article"
	"warta/feed/library"
)

// newRead is warta read.
func newRead(p *program) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "read URL|FILE|ID",
		Short: "Print one article, as numbered sections",
		Long: `Print one article: of an entry by its number, of a page on the web, or of an
HTML file. The page of an entry is fetched when it is not on disk yet, and kept;
with --offline, or when that fails, what is on disk is printed. What comes from
another page or from a file is not stored.`,
		GroupID: groupRead,
		Args:    exactly(1, "one address, file or number"),
		Example: "warta read 42\nwarta read https://example.org/news/rain.html --format markdown",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "markdown", "json"); err != nil {
				return usageError{err}
			}
			return p.with(cmd.Context(), func(lib *library.Library) error {
				a, err := p.find(cmd.Context(), lib, args[0])
				if err != nil {
					return err
				}
				return p.printArticle(a, format)
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, markdown or json")
	completeFormat(cmd, "text", "markdown", "json")
	return cmd
}

// find is the article that is meant: a number is an entry's, unless a file has
// that name.
func (p *program) find(ctx context.Context, lib *library.Library, what string) (article.Article, error) {
	id, err := strconv.ParseInt(what, 10, 64)
	if scheme, _, ok := strings.Cut(what, "://"); ok && scheme != "http" && scheme != "https" {
		return article.Article{}, fmt.Errorf("%s is %w: it does not begin with http or https", what, feed.ErrNotAddress)
	}
	if err != nil || exists(what) {
		return lib.Read(ctx, what)
	}
	a, err := lib.OpenArticle(ctx, feed.EntryID(id))
	if err == nil || a.Title == "" || ctx.Err() != nil {
		return a, err
	}
	p.say("%s; this is what is on disk", sentence(err))
	return a, nil
}

// exists reports whether there is a file of that name.
func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// printArticle writes a in a format.
func (p *program) printArticle(a article.Article, format string) error {
	switch format {
	case "json":
		return p.writeJSON(a)
	case "markdown":
		_, err := io.WriteString(p.stdout, strings.TrimRight(article.Markdown(a), "\n")+"\n")
		return err
	}
	width := 0
	if term.IsTerminal(p.stdout.Fd()) {
		if cells, _, err := term.GetSize(p.stdout.Fd()); err == nil {
			width = min(cells, 80)
		}
	}
	out := bufio.NewWriter(p.stdout)
	if err := writeArticle(out, a, width); err != nil {
		return err
	}
	return out.Flush()
}

// writeArticle writes a as text for people: title, byline, and paragraphs with
// blank lines between. Sections have their numbers, as on the screen, and the
// headings in them a mark: without looks they would be short paragraphs. Lines are broken at width unless it is 0, so that a pipe
// gets a paragraph a line.
func writeArticle(w io.Writer, a article.Article, width int) error {
	var parts []string
	for _, head := range []string{oneLine(a.Title), byline(a), noticeOf(a), leadPicture(a)} {
		parts = append(parts, wrapped(head, width))
	}
	parts = append(parts, texts(a.Lead, width)...)
	for _, s := range a.Sections {
		parts = append(parts, wrapped(sectionTitle(s), width))
		parts = append(parts, texts(s.Blocks, width)...)
	}
	between := ""
	for _, part := range parts {
		if part == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "%s%s\n", between, part); err != nil {
			return err
		}
		between = "\n"
	}
	return nil
}

// byline says who wrote an article, where and when.
func byline(a article.Article) string {
	var parts []string
	for _, part := range []string{a.Site, a.Byline} {
		if part = oneLine(part); part != "" {
			parts = append(parts, part)
		}
	}
	if !a.Published.IsZero() {
		parts = append(parts, day(a.Published))
	}
	return strings.Join(parts, inSigns(" · "))
}
